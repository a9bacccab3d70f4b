"""GL006: the translation may render a term as the glossary says, or may not."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import find_uses, show_row
from i18n_tool.glossary import Glossary, Tier
from i18n_tool.model import Finding, Unit

_REASONS: dict[Tier, str] = {
    "prefix": "that begins alike, but may be another word",
    "adjective": "which is an adjective made of it",
    "inside": "that belongs to another term",
}


class UncertainTerm(Check):
    """A term may be rendered as the glossary says, but the program cannot tell.

    A word of the same beginning stands in the translation, or the rendering stands there only inside that of another
    term. Look at it once: correct it, or ignore the finding in this unit, or add the form to the glossary.
    """

    code, name, severity = "GL006", "uncertain-term", "info"
    example = Context("fi", glossary=Glossary.from_terms([{"term": "embroidery", "fi": "kirjonta"}]))
    good = (Unit("Embroidery", "Kirjonta"), Unit("Embroidery", "Ompelu"))
    bad = (Unit("Embroidery", "Kirjontailu"),)

    def signs(self, context: Context) -> frozenset[str] | None:
        return None if context.glossary else frozenset()

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for use in find_uses(unit, context):
            verdict = use.judge(context)
            if verdict.found == "maybe" and verdict.span is not None:
                here = use.translation[verdict.span.start : verdict.span.end]
                reason = _REASONS.get(verdict.tier, "")
                yield self.finding(
                    unit,
                    f"'{use.occurrence.text}' should be rendered as {verdict.rendering}; found {here}, {reason}"
                    f"{show_row(use.term)}",
                )

"""GL005: the source text uses a term that is deprecated."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import find_uses, show_row
from i18n_tool.glossary import Glossary
from i18n_tool.model import Finding, Unit


class DeprecatedTerm(Check):
    """The source text uses a term that the glossary calls deprecated.

    The article should say it in another way, which the note of the row may name; each translation then follows. This
    is a matter for the author, not for the translator.
    """

    code, name, severity = "GL005", "deprecated-term", "info"
    example = Context(
        "fr",
        glossary=Glossary.from_terms(
            [
                {
                    "term": "third world",
                    "status": "deprecated",
                    "note": "Write developing countries.",
                    "fr": "tiers-monde",
                }
            ]
        ),
    )
    good = (Unit("Aid for developing countries", "De l'aide pour les pays en développement"),)
    bad = (Unit("Aid for the third world", "De l'aide pour le tiers-monde"),)

    def signs(self, context: Context) -> frozenset[str] | None:
        return None if any(term.status == "deprecated" for term in context.glossary.terms) else frozenset()

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for use in find_uses(unit, context):
            if use.term.status == "deprecated":
                note = (
                    f": {use.term.note.rstrip('.')}" if use.term.note else "; ask the author to say it in another way"
                )
                yield self.finding(
                    unit, f"'{use.occurrence.text}' is deprecated in the source{note}{show_row(use.term)}"
                )

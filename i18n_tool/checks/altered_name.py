"""GL003: a name that is kept as in the source was altered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import Use, find_uses, show_choice, show_row
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.inflection import knows_word
from i18n_tool.model import Finding, Unit

#: A sentence or a line begins, or the word before has a capital too.
_CAPITAL_BEFORE = re.compile(r"(?:^|[.!?:;]\s|\b[A-Z][^\W\d_]*\s)[^\w\s]*_?[^\w\s]*$")


class AlteredName(Check):
    """A term that the glossary keeps as in the source was changed or left out.

    Brands and codes are recognised letter by letter, capitals included. Copy the name from the source. Endings that
    the language writes onto names are fine. It is information where the name is an English word too, and stands where
    any word has a capital: in a title, or at the beginning of a sentence.
    """

    code, name, severity = "GL003", "altered-name", "error"
    example = Context(
        "es",
        glossary=Glossary.from_terms([{"term": "BlueHarbour", "es": "="}, {"term": "Tidal", "es": "=|Grupo Tidal"}]),
    )
    good = (
        Unit("BlueHarbour's ships", "Los barcos de BlueHarbour"),
        Unit("Tidal grows.", "Crece el Grupo Tidal."),
        Unit("The harbour is blue.", "El puerto es azul."),
    )
    bad = (
        Unit("BlueHarbour's ships", "Los barcos de Blueharbour"),
        Unit("BlueHarbour's ships", "Los barcos de Puerto Azul"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        glossary = context.glossary
        return None if any(glossary.keeps(term, context.locale) for term in glossary.terms) else frozenset()

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        glossary = context.glossary
        for use in find_uses(unit, context):
            if not glossary.keeps(use.term, context.locale) or use.judge(context).found != "no":
                continue
            renderings = glossary.renderings(use.term, context.locale)
            span = glossary.altered_in(use.term, use.translation)
            here = f"; found {use.translation[span.start : span.end]}" if span else ""
            yield self.finding(
                unit,
                f"'{use.occurrence.text}' must stay {show_choice(renderings)}{here}{show_row(use.term)}",
                severity="info" if span is None and _may_be_common(use, context) else None,
            )


def _may_be_common(use: Use, context: Context) -> bool:
    """Tell whether a name may be a common word of the same letters: "Open Windows"."""
    name = use.occurrence.text
    if not name.istitle() or not _CAPITAL_BEFORE.search(use.source, 0, use.occurrence.start):
        return False
    return context.source_locale.startswith("en") and knows_word(name.lower(), "en")

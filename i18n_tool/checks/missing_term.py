"""GL001: the translation does not render a term as the glossary says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import Use, find_uses, show_choice, show_found, show_row
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.english import may_be_verb
from i18n_tool.model import Finding, Severity, Unit

#: One word in small letters: no name, and not as narrow in sense as several words.
_COMMON = re.compile(r"[^\W\d_A-Z]+")


class MissingTerm(Check):
    """A term of the source is not rendered as the glossary says.

    Readers meet the same thing under several names. Use one of the renderings that the message shows, in the form that
    the sentence needs; if another one is right, add it to the row of the glossary that the message names.

    A name or an expression of several words is an error. A single common word has other senses, so it is a warning,
    and information where the source may use it as a verb.
    """

    code, name, severity = "GL001", "missing-term", "error"
    example = Context(
        "es",
        glossary=Glossary.from_terms(
            [
                {"term": "Greater Bay Area", "es": "Gran Área de la Bahía"},
                {"term": "smart city", "es": "ciudad inteligente", "es!": "ciudad lista"},
            ]
        ),
    )
    good = (
        Unit("The Greater Bay Area grows.", "La Gran Área de la Bahía crece."),
        Unit("It builds smart cities.", "Construye ciudades inteligentes."),
        Unit("It builds cities.", "Construye urbes."),
    )
    bad = (
        Unit("The Greater Bay Area grows.", "La gran zona de la bahía crece."),
        Unit("It builds smart cities.", "Construye ciudades listas."),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        glossary = context.glossary
        for use in find_uses(unit, context):
            renderings = glossary.renderings(use.term, context.locale)
            if not renderings or glossary.keeps(use.term, context.locale) or use.judge(context).found != "no":
                continue
            instead = glossary.instead_of(use.term, use.translation, context.locale, source=use.source)
            yield self.finding(
                unit,
                f"'{use.occurrence.text}' is not rendered as {show_choice(renderings)}{show_found(instead)}"
                f"{show_row(use.term)}",
                severity=_severity(use, context),
            )


def _severity(use: Use, context: Context) -> Severity:
    """Return how sure a finding is: a common word may be another one, or stand for something else."""
    occurrence = use.occurrence
    if use.term.match == "regex" or not _COMMON.fullmatch(use.term.source):
        return "warning" if use.term.status == "draft" else "error"
    verb = context.source_locale.startswith("en") and may_be_verb(use.source, occurrence.start, occurrence.end)
    return "info" if verb else "warning"

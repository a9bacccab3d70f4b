"""GL001: the translation does not render a term as the glossary says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import Use, find_uses, show_choice, show_found, show_row
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.english import may_be_verb
from i18n_tool.model import Finding, Severity, Term, Unit

_WORD = re.compile(r"[^\W\d_]+")
#: So many letters at least are the beginning of a word.
_STEM = 5


class MissingTerm(Check):
    """A term of the source is not rendered as the glossary says.

    Readers meet the same thing under several names. Use one of the renderings that the message shows, in the form that
    the sentence needs; if another one is right, add it to the row of the glossary that the message names.

    A name or an expression of several words is an error. A single common word has other senses, so it is a warning;
    it is information where the source may use it as a verb, or the translation has a word of the same beginning.
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

    def signs(self, context: Context) -> frozenset[str] | None:
        return None if context.glossary else frozenset()

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        glossary = context.glossary
        for use in find_uses(unit, context):
            if use.judge(context).found != "no" or glossary.keeps(use.term, context.locale):
                continue
            renderings = glossary.renderings(use.term, context.locale)
            if not renderings:
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
    if use.term.match == "regex" or _is_name(use.term):
        return "warning" if use.term.status == "draft" else "error"
    verb = context.source_locale.startswith("en") and may_be_verb(use.source, occurrence.start, occurrence.end)
    return "info" if verb or _has_relative(use, context) else "warning"


def _is_name(term: Term) -> bool:
    """Tell whether a term is a name, which has capitals in other languages too, or has several words."""
    if not _WORD.fullmatch(term.source) or term.source.isupper():
        return True
    renderings = (one for locale, cell in term.targets.items() if not locale.startswith("de") for one in cell)
    return term.source[0].isupper() and not any(one[0].islower() for one in renderings)


def _has_relative(use: Use, context: Context) -> bool:
    """Tell whether the translation has a word with the beginning of a rendering: another part of speech, maybe."""
    stems = [one[: max(_STEM, len(one) * 3 // 5)] for one in context.glossary.renderings(use.term, context.locale)]
    words = [word.casefold() for word in _WORD.findall(use.translation)]
    return any(word.startswith(stem.casefold()) for stem in stems if len(stem) >= _STEM for word in words)

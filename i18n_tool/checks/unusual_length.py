"""LA006: the translation is far longer or shorter than translations of such a text are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import FILLER, prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_LEAST = 60
_USUAL = {"zh": 0.35, "yue": 0.35, "ja": 0.5, "ko": 0.55, "ar": 0.9, "he": 0.8, "th": 1.0}
_FACTOR = 3.0
_NAMES = re.compile(r"(?:\w,\w+){6}")


class UnusualLength(PlaceCheck):
    """The translation is far longer or shorter than translations of a text of this length are.

    Part of the text was left out, or something was added or put into the wrong entry. The bands were measured on
    accepted translations and are wide; short texts are not looked at.
    """

    code, name, severity = "LA006", "unusual-length", "warning"
    good = (
        Unit(
            "The ships that came into the port in the morning left again before the night fell over the bay.",
            "Arrivés le matin, les bateaux sont repartis avant la nuit.",
        ),
        Unit("OK", "C’est entendu"),
    )
    bad = (
        Unit(
            "The ships that came into the port in the morning left again before the night fell over the bay.",
            "Les bateaux",
        ),
        Unit(
            "The ships that came into the port in the morning left again before night fell.",
            "Les bateaux arrivés le matin sont repartis avant la nuit. " * 6,
        ),
    )

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if len(source) < _LEAST and len(translation) < 4 * _LEAST:
            return
        theirs, ours = count_letters(prose_of(source, markup)), count_letters(prose_of(translation, markup))
        if theirs < _LEAST / 2 or (theirs < _LEAST and ours < 4 * _LEAST):
            return
        ratio = ours / max(theirs, 20) / usual_ratio(context.source_locale, context.locale)
        if 1 / _FACTOR <= ratio <= _FACTOR or _is_list(source):
            return
        doubt = "part of it may be missing" if ratio < 1 else "something may be too much"
        yield Place(0, 0, None, f"{ours} letters for {theirs} of the source; {doubt}")


def count_letters(prose: str) -> int:
    """Return how many characters a text has without spaces and placeholders."""
    return len("".join(prose.split())) - prose.count(FILLER)


def _is_list(source: str) -> bool:
    """Tell whether a text is a list of words to search for, or the usage of a command, part of which stays."""
    return (
        "   " in source
        or any(source.count(mark) > 2 for mark in (";", "[", "|"))
        or _NAMES.search(source) is not None
        or source.count("--") > 1
    )


def usual_ratio(source_locale: str, locale: str) -> float:
    """Return how long a translation is as a rule, for one character of the source."""
    return _USUAL.get(language_of(locale), 1.1) / _USUAL.get(language_of(source_locale), 1.0)

"""LA007: a phrase is said over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import FILLER, KANA, prose_of
from i18n_tool.languages import sentence_joiner
from i18n_tool.model import Markup, Unit

_LONGEST = 8
_LEAST = 3
"""Words that stood there before, in a loop of one word."""
_WORD = re.compile(r"\S+")
_MARKS = ".,;:!?…\"'()[]{}<>|«»“”„‘’+=*/-–—0123456789،؛؟।"
_KANA = re.compile(f"[{KANA}っッー]+")
_UNSPACED_LOOP = re.compile(r"([^\W\d_A-Za-z]{4,12}?[，、]?)\1{2,}|([^\W\d_A-Za-z]{2,3}[，、]?)\2{3,}")


class RepeatedPhrase(PlaceCheck):
    """A phrase is said three times or more in a row, or four if it is short, which the source does not do.

    Engines do this when they lose the thread. Translate the segment again.
    """

    code, name, severity = "LA007", "repeated-phrase", "error"
    good = (
        Unit("Ha ha ha!", "Ha ha ha\u202f!"),
        Unit("No, no, no!", "Non, non, non\u202f!"),
        Unit("We see each other.", "Nous nous voyons."),
    )
    bad = (
        Unit("It grows olives.", "On y cultive l’olive l’olive l’olive l’olive."),
        Unit("The port of the bay", "Le port de la baie de la baie de la baie"),
    )

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if len(translation) < 9:
            return
        loop = _unspaced_loop if sentence_joiner(context.locale) == "" else spoken_loop
        found = loop(prose_of(translation, markup))
        if found and "   " not in source and spoken_loop(prose_of(source, markup)) is None:
            start, end = found
            yield Place(start, min(end, start + 60), None, "a phrase is repeated; translate the segment again")


def _unspaced_loop(text: str) -> tuple[int, int] | None:
    if text.isascii() or 3 * len(set(text)) > 2.5 * len(text) + 6:
        return None
    match = _UNSPACED_LOOP.search(text)
    if match is None:
        return None
    phrase = match[1] or match[2]
    return match.span() if len(set(phrase)) > (2 if _KANA.fullmatch(phrase) else 1) else None


def _goes_on(word: str, spoken: str | int) -> bool:
    """Tell whether a single word that is repeated is no cry and no emphasis, which have commas."""
    return len(str(spoken)) > 3 and word.endswith(str(spoken))


def spoken_loop(text: str) -> tuple[int, int] | None:
    """Return where a phrase of up to eight words stands three times in a row, or None.

    A word with a placeholder is like no other, and neither is a mark that stands alone.
    """
    words = text.lower().split()
    if len(words) < 3 or len(set(words)) == len(words):
        return None
    spoken = [word.strip(_MARKS) or number for number, word in enumerate(words)]
    spoken = [
        number if isinstance(word, str) and (len(word) < 2 or FILLER in word or "%" in word) else word
        for number, word in enumerate(spoken)
    ]
    if len(spoken) - len(set(spoken)) < _LEAST:
        return None
    for period in range(1, _LONGEST + 1):
        run, wanted = 0, (2 if period > 2 else 3) * period
        same = list(map(eq, spoken, spoken[period:]))
        if sum(same) < wanted:
            continue
        for index, is_same in enumerate(same):
            run = run + 1 if is_same else 0
            if run >= wanted and (period > 1 or _goes_on(words[index], spoken[index])):
                matches = list(_WORD.finditer(text))
                return matches[index - run + 1].start(), matches[index + period].end()
    return None

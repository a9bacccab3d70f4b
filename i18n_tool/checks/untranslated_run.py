"""LA002: a stretch of the source text stands in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import FILLER, SMALL_WORDS, prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_RUN = 4
_SMALL = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORDS_IN_ROW = re.compile(r"(?:[^\W\d_]+(?:['’][^\W\d_]+)?[ \u00a0,\n]+){3}[^\W\d_]")
_QUOTED = re.compile(r"[\"“«„‘'`「『《(（\[][^\"”»“’'`」』》)）\]\n]{4,400}[\"”»“’'`」』》)）\]]")


class UntranslatedRun(PlaceCheck):
    """A stretch of four or more words of the source stands in the translation as it is.

    Part of the sentence was not translated. Names, words with capitals, code, and what stands in quotation marks or
    brackets, or between a pair of tags (titles, mottoes, originals given for reference), may stay and do not count.
    """

    code, name, severity = "LA002", "untranslated-run", "warning"
    good = (
        Unit("He leads the Bank of East Asia.", "Il dirige la Bank of East Asia."),
        Unit("He sang “what a day this is”.", "Il a chanté «\u202fwhat a day this is\u202f»."),
        Unit("Use the -o option.", "Utilisez l’option -o."),
    )
    bad = (
        Unit("The port is open and the ships come in.", "Le port est ouvert and the ships come in."),
        Unit("Ships that come into the port wait.", "Les navires that come into the port attendent."),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return None if language_of(context.locale) != language_of(context.source_locale) else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        small = SMALL_WORDS.get(language_of(context.source_locale))
        theirs = prose_of(source, markup)
        if not any(word in translation for word in _large_words(theirs, small)):
            return
        if small is not None and sum(word in small for word in translation.split()) < _SMALL:
            return
        grams = _grams(theirs)
        if not grams or not _WORDS_IN_ROW.search(translation):
            return
        prose = prose_of(translation, markup)
        prose = _QUOTED.sub(lambda match: "\ufffc" * len(match[0]), prose)
        words = list(_WORD.finditer(prose))
        position = 0
        while position <= len(words) - _RUN:
            end = position
            while end <= len(words) - _RUN and tuple(word[0] for word in words[end : end + _RUN]) in grams:
                end += 1
            if end > position:
                run = words[position : end + _RUN - 1]
                if not _is_marked(prose, run) and _is_prose([word[0] for word in run], small) and _is_close(prose, run):
                    yield Place(
                        run[0].start(),
                        run[-1].end(),
                        None,
                        "these words stand as in the source; translate them, or put a title in quotation marks",
                    )
                position = end + _RUN - 1
            else:
                position += 1


@lru_cache(maxsize=4096)
def _large_words(text: str, small: frozenset[str] | None) -> tuple[str, ...]:
    """Return the words of a text in lower case that are no small words; each run that counts has one."""
    return tuple({word for word in _WORD.findall(text) if word.islower() and not (small and word in small)})


@lru_cache(maxsize=4)
def _grams(text: str) -> frozenset[tuple[str, ...]]:
    """Return each four words in a row of a text."""
    words = _WORD.findall(text)
    return frozenset(zip(*(words[offset:] for offset in range(_RUN)), strict=False))


def _is_marked(prose: str, run: list[re.Match[str]]) -> bool:
    """Tell whether a pair of marks stands around words and other words stand outside: a title, a key, output."""
    before, after = prose[: run[0].start()].rstrip(" "), prose[run[-1].end() :].lstrip(" .…")
    marked = before.endswith(FILLER) and after.startswith(FILLER)
    return marked and _WORD.search(before + after) is not None


def _is_prose(run: list[str], small: frozenset[str] | None) -> bool:
    """Tell whether words are a sentence rather than a name or a list of codes."""
    lower = [word for word in run if word.islower()]
    if len(lower) < _RUN - 1 or 2 * len(lower) < len(run):
        return False
    return small is None or (
        sum(word in small for word in lower) >= _SMALL and any(word not in small for word in lower)
    )


def _is_close(prose: str, run: list[re.Match[str]]) -> bool:
    """Tell whether nothing but spaces and commas stands between words."""
    return all(not prose[one.end() : other.start()].strip(" \u00a0\n,") for one, other in pairwise(run))

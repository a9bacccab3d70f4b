"""TY001: the translation ends in another kind of mark than the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import FILLER, prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_CLOSING = " \t\n\r\u00a0\u202f\u200b\u200e\u200f\"'”’“‘»«›‹」』*_~`"
_KINDS = {
    **dict.fromkeys(".。．｡।॥۔።။។", "full stop"),
    **dict.fromkeys("?？؟⸮;", "question mark"),
    **dict.fromkeys("!！", "exclamation mark"),
    **dict.fromkeys(":：", "colon"),
    "…": "ellipsis",
    "⋯": "ellipsis",
}
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_WITHIN = re.compile(r"[。？！]|[.?!] ")
_UNMARKED = frozenset({"th", "lo", "km", "my", "bo", "dz"})
"""Languages that end a sentence with a space."""
_ASKS = re.compile(r"(?:か|の|かな|かしら|かどうか.*|吗|呢|嗎|吧|까|요|지)[。.．]?$")
_VERB_LAST = frozenset({"hi", "ja", "ko", "tr"})
"""Languages in which what a colon announces often goes before it."""
_UNMARKED_NOTES = frozenset({"ja", "ko", "zh"})
"""Languages in which a sentence that stands alone often has no full stop."""
_UNASKED = {("question mark", "full stop"), ("question mark", "")}
"""The ways in which a question is lost; a statement may well become a rhetorical question."""
_CLOSING_TAGS = re.compile(r"(?:</[A-Za-z0-9]+>\s*)+$")
_QUESTION = re.compile("[?？؟]")
_LAYOUT = re.compile(r"\n\s|\S {3,}|\t")
_SHORT = 6


class FinalMark(PlaceCheck):
    """The translation ends in another kind of mark than the source.

    A question has become a statement, or a sentence has lost its full stop (or got one that the heading in the source
    does not have). The marks of every script count as what they are: ``。``, ``।`` and ``۔`` are full stops, ``؟`` is
    a question mark. An exclamation mark may become a full stop. Only texts of some length are looked at, since a label
    has no sentence to end.
    """

    code, name, severity = "TY001", "final-mark", "info"
    good = (
        Unit("The gates of the old port open at nine.", "Les portes du vieux port ouvrent à neuf heures."),
        Unit("Where do the gates of the port open?", "Où s’ouvrent les portes du port\u202f?"),
        Unit("Welcome to the old port of the town!", "Bienvenue au vieux port de la ville."),
        Unit("The port opens at 9 a.m.", "Le port ouvre à 9 heures."),
        Unit("Opens at nine", "Ouvre à 9 h."),
    )
    bad = (
        Unit("Where do the gates of the port open?", "Où les portes du port s’ouvrent."),
        Unit("The gates of the old port open at nine.", "Les portes du vieux port ouvrent à neuf heures"),
        Unit("The gates of the old port open at nine:", "Les portes du vieux port ouvrent à neuf heures."),
    )

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        wanted = final_kind(_without_closing_tags(source), context.source_locale)
        found = final_kind(_without_closing_tags(translation), context.locale)
        if wanted == found or not wanted or language_of(context.locale) in _UNMARKED:
            return
        if _is_free(wanted, found, translation, language_of(context.locale)):
            return
        if len(_WORD.findall(prose_of(source, markup))) < _SHORT or _LAYOUT.search(source.strip()):
            return
        if wanted == "question mark" and _QUESTION.search(translation):
            return
        if wanted == "question mark" and _ASKS.search(translation.rstrip(_CLOSING)):
            return
        if (wanted == "full stop" and not _ends_sentence(source)) or (
            not found and _ends_otherwise(translation, markup)
        ):
            return
        end = len(translation.rstrip())
        message = f"the source ends in a {wanted}, the translation in " + (f"a {found}" if found else "no mark")
        yield Place(max(0, end - 1), end, None, message)


def _without_closing_tags(text: str) -> str:
    return _CLOSING_TAGS.sub("", text) if text.endswith(">") else text


def _is_free(wanted: str, found: str, translation: str, language: str) -> bool:
    """Tell whether two marks, or a mark and none, may stand for each other in a language."""
    if {wanted, found} <= {"full stop", "exclamation mark", "ellipsis"} or wanted == "ellipsis":
        return True
    if "question mark" in (wanted, found) and (wanted, found) not in _UNASKED:
        return True
    if wanted == "colon" and language in _VERB_LAST | _UNMARKED_NOTES:
        return True
    return not found and language in _UNMARKED_NOTES and not _SENTENCE_WITHIN.search(translation)


@lru_cache(maxsize=8)
def final_kind(text: str, locale: str) -> str:
    """Return the kind of mark that a text ends in, or nothing."""
    bare = text.rstrip(_CLOSING)
    if not bare:
        return ""
    if bare.endswith("..."):
        return "ellipsis"
    if bare[-1] == ";" and language_of(locale) != "el":
        return ""
    return _KINDS.get(bare[-1], "")


def _ends_otherwise(text: str, markup: Markup | None) -> bool:
    """Tell whether a text ends in a note in brackets with its own mark, or in code that a mark would become part of."""
    if text.rstrip(_CLOSING).endswith((".)", "。)", "。）")):
        return True
    return prose_of(text, markup).rstrip().endswith(FILLER) and not text.rstrip().endswith(">")


def _ends_sentence(text: str) -> bool:
    """Tell whether the full stop at the end is one, and not that of an abbreviation."""
    last = text.rstrip(_CLOSING)[:-1].split()[-1:] or [""]
    return last[0].isalpha() and len(last[0]) > 3

"""Folds texts so that spellings which mean the same are equal, and remembers where each character stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from i18n_tool.model import Span

DASHES = "‐‑‒–—―−﹘﹣－"
APOSTROPHES = "’‘ʼ＇`´"
_QUOTES = '"“”„‟«»‹›「」『』《》〈〉‚‛＂'
_MARKS_KEPT = ("vi",)
_LATIN_EXTRA = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ؤ": "و", "ئ": "ي"})


_MARKUP = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|input|ins|kbd|label|mark|q|ruby|rb|rp|rt|s|samp|small"
    r"|span|strong|sub|sup|svg|time|tt|u|var|wbr|x|g|ph|pc)[0-9]{0,3}(?:\s[^<>]*)?/?>"
    r"|(?<=\])\([^()\s]*(?:\s[^()]*)?\)|\b[a-z]{2,8}://[^\s<>)]+"
)


@lru_cache(maxsize=2048)
def blank_markup(text: str) -> str:
    """Return a text with spaces in place of tags, link targets and URLs, so that all offsets stay."""
    if "<" not in text and "](" not in text and "://" not in text:
        return text
    return _MARKUP.sub(lambda match: " " * len(match.group()), text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters come from."""

    text: str
    """The text after folding."""
    starts: Sequence[int]
    """For each character, the offset in the original where it begins."""
    ends: Sequence[int]
    """For each character, the offset in the original after it."""

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the original that a stretch of the folded text (not empty) comes from."""
        return Span(self.starts[start], self.ends[end - 1])


@lru_cache(maxsize=4096)
def fold(text: str, *, case: bool = True) -> Folded:
    """Return a text in one spelling: NFKC, one kind of dash, apostrophe and space, nothing invisible, no quotes.

    Args:
        text: any text.
        case: fold upper and lower case too.
    """
    letters = _LETTERS[case]
    folded = text.translate(letters)
    if letters.uneven.isdisjoint(text):
        # A mark would have left nothing, so each character stands for itself.
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    return _fold_clusters(text, case)


class _Letters(dict[int, str]):
    """What each character becomes where no mark follows it, found when it is first met."""

    def __init__(self, case: bool) -> None:
        super().__init__()
        self.case = case
        self.uneven: set[str] = set()
        """The characters that become none or several."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        self[number] = one = _fold_cluster(char, self.case)
        if len(one) != 1:
            self.uneven.add(char)
        return one


_LETTERS = {case: _Letters(case) for case in (False, True)}


def _fold_clusters(text: str, case: bool) -> Folded:
    """Return the same of a text with characters that become none or several, or that marks follow."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    length = len(text)
    while at < length:
        end = at + 1
        if text[at] >= "\u0300" or (end < length and text[end] >= "\u0300"):
            while end < length and unicodedata.combining(text[end]):
                end += 1
        for char in _fold_cluster(text[at:end], case):
            out.append(char)
            starts.append(at)
            ends.append(end)
        at = end
    return Folded("".join(out), starts, ends)


@lru_cache(maxsize=16384)
def _fold_cluster(cluster: str, case: bool) -> str:
    """Return a letter with its marks in one spelling; often nothing, sometimes several characters."""
    first = cluster[0]
    if first in DASHES:
        return "-"
    if first in APOSTROPHES:
        return "'"
    if first in _QUOTES:
        return ""
    if first.isspace():
        return " "
    if unicodedata.category(first) in ("Cf", "Mn", "Cc") or first == "ـ":
        return ""
    composed = unicodedata.normalize("NFKC", cluster)
    if "\u0590" <= first <= "\u06ff":
        composed = "".join([char for char in composed if not unicodedata.combining(char)]).translate(_ARABIC)
    if case:
        composed = composed.casefold().replace("ё", "е").replace("i̇", "i")
    return composed


@lru_cache(maxsize=16384)
def strip_marks(word: str, language: str) -> str:
    """Return a folded word without the accents of Latin and Greek letters, where the language can spare them."""
    if word.isascii() or language in _MARKS_KEPT:
        return word
    out = []
    for char in word.translate(_LATIN_EXTRA):
        base = unicodedata.normalize("NFD", char)
        out.append(base[0] if base[0] < "\u0400" else char)
    return "".join(out)

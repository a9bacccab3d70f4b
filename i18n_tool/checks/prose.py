"""What checks of wording and typography share: a text without its placeholders, offsets kept."""

from __future__ import annotations

import re
from functools import lru_cache

from i18n_tool.languages import language_of
from i18n_tool.model import Markup
from i18n_tool.placeholders import find_placeholders

FILLER = "\ufffc"
"""Stands for each character of a placeholder."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
"""Ideographs, for a class of a pattern."""
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
"""Hiragana and katakana, for a class of a pattern; the middle dot that other languages use too is none."""
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
"""Korean letters, for a class of a pattern."""
ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
"""Arabic letters, for a class of a pattern."""

CYRILLIC = "\u0400-\u052f"
"""Cyrillic letters, for a class of a pattern."""

_SMALL_ENGLISH = """
a an and are as at be but by can for from has have if in is it its not of on or our that the their this to was we
were will with you your
"""
SMALL_WORDS = {"en": frozenset(_SMALL_ENGLISH.split())}
"""The little words by which sentences of a source locale are told from names, commands and lists."""

_PLAIN_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])")
_RANGE = re.compile("(.)(?:-(.))?", re.DOTALL)
_MAY_HOLD = re.compile(r"[<>&%{}\[\]`*_~\\@$]|://|www\.")


@lru_cache(maxsize=8192)
def prose_of(text: str, markup: Markup | None) -> str:
    """Return a text of the same length with a filler for each character of a placeholder: what a person wrote."""
    if not _MAY_HOLD.search(text):
        return text
    parts: list[str] = []
    offset = 0
    for found in find_placeholders(text, markup):
        parts += (text[offset : found.start], FILLER * (found.end - found.start))
        offset = found.end
    return "".join([*parts, text[offset:]])


@lru_cache(maxsize=256)
def running_prose(text: str, markup: Markup | None) -> str:
    """Return ``prose_of`` a text with each mark of a pair written over by the letter that it touches inside.

    ``**Mot**: un`` becomes ``MMMottt: un``: a rule about what stands beside words sees the word through the marks.
    """
    prose = prose_of(text, markup)
    if FILLER not in prose:
        return prose
    chars = list(prose)
    places = find_placeholders(text, markup)
    for found in places:
        if found.role == "close" and found.start and chars[found.start - 1].isalnum():
            chars[found.start : found.end] = chars[found.start - 1] * (found.end - found.start)
    for found in reversed(places):
        if found.role == "open" and found.end < len(chars) and chars[found.end].isalnum():
            chars[found.start : found.end] = chars[found.end] * (found.end - found.start)
    return "".join(chars)


def letters_of(ranges: str) -> frozenset[str]:
    """Return the characters of a class of a pattern that names them one by one or as ranges: ``abx-z``."""
    return frozenset(
        chr(number) for first, last in _RANGE.findall(ranges) for number in range(ord(first), ord(last or first) + 1)
    )


def is_sentence(prose: str, locale: str) -> bool:
    """Tell whether a text without placeholders is prose of its locale, and not a name, a list or a command.

    It has three words in lower case, a little word such as ``the`` among them where those of the locale are known.
    """
    if prose.count("|") > 2 or " [" in prose:
        return False
    words = [word for word in _PLAIN_WORD.findall(prose) if word.islower()]
    small = SMALL_WORDS.get(language_of(locale))
    return len(words) >= 3 and (small is None or any(word in small for word in words))

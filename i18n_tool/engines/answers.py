"""Whether what an engine answered is a translation at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from i18n_tool.errors import AnswerError, MixedUpError
from i18n_tool.languages import language_of, script_of

_ERROR_TEXT = re.compile(
    r"MYMEMORY WARNING|QUERY LENGTH LIMIT|INVALID (?:EMAIL|LANGUAGE|TARGET)|NO QUERY SPECIFIED|SELECT TWO DISTINCT"
    r"|<!DOCTYPE|<html\b|</?body\b"
    r"|\b(?:40[0-9]|429|50[0-9]) (?:Bad|Forbidden|Not Found|Too Many|Internal|Service|Gateway)"
    r"|Too Many Requests|Bad Gateway|Service Unavailable|Internal Server Error|quota (?:exceeded|has been)"
    r"|unusual traffic|captcha|YOU USED ALL AVAILABLE",
    re.IGNORECASE,
)
"""Sentences that servers send in place of a translation."""

_LETTER_LOOP = re.compile(r"([^\W\d_]{2,12}?)\1{4,}", re.IGNORECASE)
"""A few letters five times in a row."""

_PREFIXES = {
    "Latn": ("LATIN",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL",),
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Grek": ("GREEK",),
    "Thai": ("THAI",),
    "Deva": ("DEVANAGARI",),
    "Beng": ("BENGALI",),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
    "Knda": ("KANNADA",),
    "Mlym": ("MALAYALAM",),
    "Gujr": ("GUJARATI",),
    "Guru": ("GURMUKHI",),
    "Armn": ("ARMENIAN",),
    "Geor": ("GEORGIAN",),
    "Ethi": ("ETHIOPIC",),
    "Khmr": ("KHMER",),
    "Laoo": ("LAO",),
    "Mymr": ("MYANMAR",),
    "Sinh": ("SINHALA",),
}
"""How the names of a script's letters begin in the Unicode character database."""

_MAY_BE_DENSE = re.compile("[\u1100-\U0010ffff]")
"""No character before these is of a script whose characters say more than a letter does."""
_MAY_NOT_BE_LATIN = re.compile("[\u0250-\U0010ffff]")
"""Every letter before these is Latin."""

_ANCHOR = re.compile(r"(?<![\w.,])\d{2,}(?![\w.,]\d)|(?<=[a-z,] )[A-Z][a-z]{3,}")
"""What a translation often has in common with its source: numbers, and names within a sentence."""
_WORD = re.compile(r"\d{2,}|[A-Z][a-z]{3,}")

_PROSE = re.compile(r"(?<![\w@./:-])[a-zà-ÿ]{2,}(?![\w@/:-])")


def verify_answer(source: Any, answer: Any, source_locale: str, locale: str) -> str:
    """Return an answer if it may be a translation of a text.

    Args:
        source: the text, without its tokens if it was masked.
        answer: what the engine gave for it, without its tokens.
        source_locale: the locale of the text.
        locale: the locale of the answer.

    Raises:
        AnswerError: it is no string, is empty, is an error message, repeats itself, is far too short or too long, is in
            another script than the locale, or is the text itself.
    """
    if not isinstance(answer, str):
        raise AnswerError(f"it answered {type(answer).__name__}, not a text.")
    if not answer.strip():
        raise AnswerError("it answered nothing.")
    if _odd_characters(answer) - _odd_characters(source):
        raise AnswerError("the answer holds control characters.")
    message = _ERROR_TEXT.search(answer)
    if message and not _ERROR_TEXT.search(source):
        raise AnswerError(f"it answered with an error message: “{message[0]}”.")
    loop = _loop_in(answer)
    if loop and not _loop_in(source):
        raise AnswerError(f"the answer repeats “{loop}”.")
    _demand_length(source, answer)
    _demand_script(source, answer, locale)
    if answer.strip() == source.strip() and _is_prose(source) and language_of(source_locale) != language_of(locale):
        raise AnswerError("it returned the text as it was.")
    return answer


def _loop_in(text: str) -> str:
    """Return a word that stands four times in a row, or some letters that do so five times; empty: there are none."""
    words = text.lower().split()
    row = 1
    for word, following in pairwise(words):
        row = row + 1 if word == following else 1
        if row == 4:
            return word
    letters = next((found for word in words if len(word) >= 10 and (found := _LETTER_LOOP.search(word))), None)
    return letters[1] if letters else ""


def demand_order(texts: Sequence[str], answers: Sequence[Any]) -> None:
    """See that the answers of one call belong to its texts in their order.

    A number or name that stands in one text alone, and in the answer to another one but not in its own, gives a server
    away that left an item out and put one in, or sorted them.

    Raises:
        MixedUpError: they do not.
    """
    anchors = [set(_ANCHOR.findall(text)) for text in texts]
    counts = Counter(anchor for some in anchors for anchor in some)
    owners = {anchor: index for index, some in enumerate(anchors) for anchor in some if counts[anchor] == 1}
    for index, answer in enumerate(answers):
        if not owners or not isinstance(answer, str):
            continue
        for word in _WORD.findall(answer):
            owner = owners.get(word, index)
            if owner != index and word not in texts[index] and word not in str(answers[owner]):
                raise MixedUpError(f"its answers are in another order than the texts (“{word}”).")


def _odd_characters(text: str) -> set[str]:
    if text.isprintable():
        return set()
    return {char for char in text if unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs") and char not in "\n\t"}


def _demand_length(source: str, answer: str) -> None:
    length = _weight(source)
    ratio = _weight(answer) / max(1.0, length)
    # Short texts vary freely: "Home" is "Página de inicio".
    most = 3.0 + 60.0 / max(1.0, length)
    if ratio > most:
        raise AnswerError("the answer is far too long.")
    if length >= 25 and ratio < 0.25:
        raise AnswerError("the answer is far too short.")


def _weight(text: str) -> float:
    """Return the length of a text in letters of an alphabet."""
    if not _MAY_BE_DENSE.search(text):
        return float(len(text))
    dense = sum(1 for char in text if _script_of_letter(char) in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
    return len(text) + 2.0 * dense


def _demand_script(source: str, answer: str, locale: str) -> None:
    wanted = _PREFIXES.get(script_of(locale))
    if wanted is None or (wanted == ("LATIN",) and not _MAY_NOT_BE_LATIN.search(answer)):
        return
    right = wrong = 0
    for char in answer:
        if char.isalpha():
            if _script_of_letter(char) in wanted:
                right += 1
            else:
                wrong += 1
    if wanted == ("LATIN",):
        foreign = sum(1 for char in source if char.isalpha() and _script_of_letter(char) != "LATIN")
        if wrong > foreign + 2 and wrong * 3 > right:
            raise AnswerError("the answer is in another script.")
        return
    # Names may stay in Latin letters; a text with lower-case words must not.
    if len(_PROSE.findall(source)) >= 2 and (right < 2 or right * 8 < wrong):
        raise AnswerError(f"the answer is not in the script of {locale}.")


@lru_cache(maxsize=8192)
def _script_of_letter(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else ""


def _is_prose(text: str) -> bool:
    """Tell whether a text has enough plain words that a translation must differ from it."""
    return len(_PROSE.findall(text)) >= 3

"""Whether a full stop ends a sentence, by the words around it."""

from __future__ import annotations

import re

from i18n_tool.segmentation.candidate import WINDOW, WORD, Candidate
from i18n_tool.segmentation.marks import DIRECTION_MARKS
from i18n_tool.segmentation.rules import Rules

_INTRODUCTION = 64
"""How long a phrase such as ``On Monday at 6 a.m.`` can be, in characters."""

_NEAR = 12
"""How far back from a word the rest of its abbreviation or its number is looked for, in characters."""

LONGEST_SHAPE = 4
"""A word of more letters than this is taken for an abbreviation only if a list has it."""

OPENING_MARKS = "\"'“”„‚‘’«»‹›([{（「『【《〈¿¡*_`~—–-/…,;:+&=<>|" + DIRECTION_MARKS
"""Marks that may stand before a word without a space."""

_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[^\W\d_]|[ivx]{1,5}|[IVX]{1,5})\)?")
_ROMAN = re.compile(r"[IVXLCDM]+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.){1,5}[^\W\d_]{1,4}")
_CHAIN = re.compile(r"(?:(?<![^\W_])[^\W\d_]{1,3}\.\s?){1,4}$")
_MULTIPLIER = "тыс|тис|млн|млрд|трлн|хил|мил|куб|кв|tys|tis|tuh|tūkst|mln|milj|mio|mld|mrd|mil"
_COUNT = re.compile(rf"[\d%½IVXLC]\)?(?:-[^\W\d_]{{1,3}})?\s*(?:(?:{_MULTIPLIER})\.?\s)?$")
NUMBER = re.compile(r"[\d.,:/%°–-]*\d[%°]?")
"""Digits with the marks that numbers, times and dates hold."""

VOWEL = re.compile(
    "[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěīĭįıōŏőœūŭůűųơư"
    "аеёиоуыэюяєіїαειουηωάέίόύήώ]",
    re.IGNORECASE,
)  # fmt: skip
_UNITS = frozenset(
    {
        "km",
        "cm",
        "mm",
        "dm",
        "kg",
        "mg",
        "ml",
        "dl",
        "hl",
        "kw",
        "kwh",
        "mw",
        "gw",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "kb",
        "mb",
    }
    | {
        "gb",
        "tb",
        "nm",
        "lb",
        "lbs",
        "hr",
        "hrs",
        "yd",
        "yds",
        "ft",
        "qm",
        "км",
        "см",
        "мм",
        "дм",
        "кг",
        "мг",
        "мл",
        "гц",
    }
)


def ends_stop(at: Candidate, first_at: int, rules: Rules) -> bool:
    """Return whether one full stop, with white space and no small letter after it, ends a sentence.

    Args:
        at: the full stop.
        first_at: offset of the first letter or digit after it.
        rules: the language's words.
    """
    token = _token_before(at)
    if not token:
        return True
    if (
        len(token) > LONGEST_SHAPE
        and token.isalpha()
        and token not in rules.known
        and not token.endswith(rules.endings)
    ):
        return True
    if _is_label(at, token):
        return False
    word = _word_after(at.text, first_at, rules)
    joined = _join_chain(at, token, rules) if len(token) <= LONGEST_SHAPE else token
    if _is_initial(at.text, first_at, word) and joined[-1].isupper() and joined[-2:-1] in ("", "."):
        return False
    if at.closed and (joined not in rules.never or word in rules.starters):
        # Closing marks after the stop show that it is no abbreviation's: “He left.” She stayed.
        return True
    if NUMBER.fullmatch(token):
        return not _is_ordinal(at, token, word, rules)
    if joined in rules.known:
        return _ends_abbreviation(at, joined, word, first_at, rules)
    if joined.endswith(rules.endings):
        return word in rules.starters
    return word in rules.starters or not _looks_abbreviated(joined, rules)


def _token_before(at: Candidate) -> str:
    """Return the word before the stop, without the marks that open it."""
    low = at.low(WINDOW)
    token = at.text[max(at.text.rfind(" ", low, at.stop) + 1, low) : at.stop]
    if token.isalnum():
        return token
    if not token or token[-1].isspace():
        return ""
    token = token.split()[-1].lstrip(OPENING_MARKS).rstrip(DIRECTION_MARKS)
    for mark in "'’-–—(":
        head, found, tail = token.rpartition(mark)
        if found and (len(tail) > 1 or tail.isupper()) and (len(head) < 4 or mark in "—("):
            token = tail
    return token


def _word_after(text: str, first_at: int, rules: Rules) -> str:
    """Return the word after the stop, without an article that is joined to it: ``L’espace`` gives ``L``."""
    found = WORD.match(text, first_at, first_at + WINDOW)
    word = found[0] if found else ""
    return word if word in rules.starters else word.replace("’", "'").partition("'")[0]


def _is_initial(text: str, first_at: int, word: str) -> bool:
    return len(word) == 1 and text[first_at + 1 : first_at + 2] == "."


def _is_label(at: Candidate, token: str) -> bool:
    """Return whether a token is the number of an item: nothing stands before it in its sentence."""
    start = at.stop - len(token)
    if start - at.begin > 4 or not _LABEL.fullmatch(token):
        return False
    ahead = at.text[at.begin : start].strip(OPENING_MARKS + " \t\n•⁃‣◦▪●∙·")
    return not ahead and at.text[at.run_end : at.end] in ("", ")")


def _join_chain(at: Candidate, token: str, rules: Rules) -> str:
    """Return an abbreviation that is written in parts as one word: ``z. B`` as ``z.B``."""
    start = at.stop - len(token)
    chain = _CHAIN.search(at.text, max(at.begin, start - _NEAR), start)
    if chain is None:
        return token
    joined = "".join(chain[0].split()) + token
    return joined if joined in rules.known or (len(token) == 1 and _DOTTED.fullmatch(joined)) else token


def _ends_abbreviation(at: Candidate, token: str, word: str, first_at: int, rules: Rules) -> bool:
    """Return whether a sentence ends after an abbreviation that a list has."""
    if token in rules.counted and (token not in rules.never or _is_counted(at, token)):
        return _is_counted(at, token) and _ends_after(at, word, first_at, rules)
    if token in rules.never:
        return False
    numbered = token in rules.number
    if word[:1].isdigit() and (numbered or token in rules.months):
        return False
    if numbered and word != "I" and _ROMAN.fullmatch(word):
        return False
    if token in rules.end:
        return _ends_after(at, word, first_at, rules)
    return token not in rules.maybe or word in rules.starters


def _is_counted(at: Candidate, token: str) -> bool:
    """Return whether a number stands before a word: ``2024 г.``"""
    start = at.stop - len(token)
    return _COUNT.search(at.text, max(at.begin, start - _NEAR), start) is not None


def _ends_after(at: Candidate, word: str, first_at: int, rules: Rules) -> bool:
    """Return whether a sentence ends after an abbreviation that often stands at its end, such as ``p.m.``"""
    if word in rules.binds or word in rules.months or word[:1].isdigit():
        return False
    if first_at > at.following and at.text[first_at - 1] in "([":
        return False
    if word in rules.starters or at.stop - at.begin > _INTRODUCTION or "," in at.text[at.begin : at.stop]:
        return True
    begun = WORD.search(at.text, at.begin, at.begin + WINDOW)
    return begun is None or not (begun[0] in rules.intro or begun[0].isdigit())


def _looks_abbreviated(token: str, rules: Rules) -> bool:
    """Return whether a word that no list has is an abbreviation by its shape."""
    caseless = token.lower() == token.upper()
    if len(token) == 1 and token.isalpha():
        # A letter of a script without capitals is no initial unless it names a Latin one: 서울. is not S.
        return not caseless or bool(rules.letters)
    if rules.letters and all(part in rules.letters for part in token.split(".")):
        return True
    if _DOTTED.fullmatch(token) or (rules.ordinal and _ROMAN.fullmatch(token)):
        return True
    if len(token) > LONGEST_SHAPE or caseless or token.isupper() or not token.isalpha():
        return False
    if token.islower() and not rules.vowelless:
        return False
    return not VOWEL.search(token) and token.lower() not in _UNITS


def _is_ordinal(at: Candidate, token: str, word: str, rules: Rules) -> bool:
    """Return whether a full stop makes a number an ordinal: ``19. Jahrhundert``."""
    if word in rules.months:
        return True
    if not rules.ordinal or len(token) > 3 or not token.isdigit() or not word:
        return False
    if _ROMAN.fullmatch(word):
        return True
    start = at.stop - len(token)
    before = at.text[max(at.begin, start - _NEAR) : start].split()
    if rules.ordinal == "any":
        return word not in rules.starters
    return bool(before) and before[-1] in rules.ordinal_before

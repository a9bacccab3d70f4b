"""Compares words of languages that write particles onto the word: Arabic, Hebrew, Persian, Urdu."""

from __future__ import annotations

import re
from functools import lru_cache

from i18n_tool.glossary.endings import split_endings

LANGUAGES = frozenset({"ar", "he", "fa", "ur"})
"""The languages that this room is for."""

_ARABIC_PREFIX = re.compile(r"[وف]?(?:[بكلس])?(?:ال)?|[وف]?لل")
_ARABIC_ENDINGS = frozenset(
    split_endings(
        "- ة ه ها هم هن هما نا كم ك ي ا ت ين ون ان وا تان تين ات اتها اته اتهم اتنا ته تها تهم تنا تك تهما يه يها اء "
        "اءه اءها ايه ايها ييه ييها ية يين يون يات يتها يته ياتها ياته ياتهم"
    )
)
_ARABIC_SAME = str.maketrans({"ء": ""})
_SINGULAR = frozenset(
    split_endings("123 123ة 1ا23 1ا23ة 12ي3ة 12ا3ة 12و3ة 12ي3 12ا3 12و3 م123 م12و3 م123ة م12ا3 م1ا23 ت12ي3 1ي23 1و23")
)
_PLURAL = frozenset(
    split_endings(
        "ا12ا3 ا123 12و3 12ا3 123 1وا23 12ايي3 12اي3 م1ا23 م1ا2ي3 ت1ا2ي3 123ا ا123ا ا12اة 12ا12ي3 123ان 12و3ة ا123ة"
    )
)
_WEAK = frozenset("اويةء")
_HEBREW_PREFIX = re.compile(r"[והבכלמש]{0,3}")
PREFIXES = {"ar": _ARABIC_PREFIX.pattern, "he": _HEBREW_PREFIX.pattern}
"""By language, a pattern of the particles that may stand before a word of two letters or more."""
_HEBREW_ENDINGS = frozenset(split_endings("- ה ת ות ים י ית יות יים ו ם ן יו יה יהם יהן נו ך כם תו תה תם תי תנו ייה"))
_PERSIAN_ENDINGS = frozenset(split_endings("- ها های هایی هایش هایشان ی ای ان م ش شان مان ات یی ه"))


@lru_cache(maxsize=65536)
def is_form(wanted: str, word: str, language: str) -> bool:
    """Tell whether a word is another with particles before it, endings after it, or (Arabic) a broken plural of it.

    Args:
        wanted: the word of the glossary, folded; its own article does not count.
        word: the word of the translation, folded.
        language: ``ar``, ``he``, ``fa`` or ``ur``.
    """
    if wanted == word:
        return True
    if language == "ar":
        wanted, word = wanted.translate(_ARABIC_SAME), word.translate(_ARABIC_SAME)
        bases = {wanted, wanted.removeprefix("ال")}
        return any(
            _differ_by_endings(base, rest, _ARABIC_ENDINGS, 3) or _is_broken_plural(base, rest)
            for base in bases
            for rest in _without_prefixes(word, _ARABIC_PREFIX)
        )
    if language == "he":
        bases = {wanted, wanted.removeprefix("ה")}
        return any(
            _differ_by_endings(base, rest, _HEBREW_ENDINGS, 3)
            for base in bases
            for rest in _without_prefixes(word, _HEBREW_PREFIX)
        )
    return _differ_by_endings(wanted, word, _PERSIAN_ENDINGS, 2)


def _without_prefixes(word: str, prefix: re.Pattern[str]) -> set[str]:
    """Return a word and what remains of it after each reading of its first letters as particles."""
    return {word, *(word[cut:] for cut in range(1, min(6, len(word) - 1)) if prefix.fullmatch(word[:cut]))}


def _differ_by_endings(a: str, b: str, endings: frozenset[str], shortest: int) -> bool:
    if a == b and len(a) >= 2:
        return True
    shared = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return any(a[cut:] in endings and b[cut:] in endings for cut in range(shared, shortest - 1, -1))


def _is_broken_plural(a: str, b: str) -> bool:
    """Tell whether one of two words has the shape of a broken plural of the other."""
    b = b.removesuffix("ه").removesuffix("ها")
    shapes, others = _shapes(a), _shapes(b)
    return any(
        root in others
        and ((one & _SINGULAR and others[root] & _PLURAL) or (one & _PLURAL and others[root] & _SINGULAR))
        for root, one in shapes.items()
    )


@lru_cache(maxsize=65536)
def _shapes(word: str) -> dict[str, frozenset[str]]:
    """Return for each root of three strong consonants the patterns by which the word may be made of it."""
    found: dict[str, set[str]] = {}
    for pattern in _SINGULAR | _PLURAL:
        if len(pattern) != len(word):
            continue
        root = ["", "", ""]
        for letter, char in zip(pattern, word, strict=True):
            if letter in "123":
                if char in _WEAK:
                    break
                root[int(letter) - 1] = char
            elif letter != char:
                break
        else:
            found.setdefault("".join(root), set()).add(pattern)
    return {root: frozenset(patterns) for root, patterns in found.items()}

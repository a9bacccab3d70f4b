"""Puts the numbers of a new source text into the translation of one that differs from it in numbers alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from i18n_tool.model import Markup
from i18n_tool.numbers import compare_texts

_DIGITS = re.compile(r"\d+")


def without_numbers(text: str) -> str:
    """Return a text with every stretch of digits as one zero: equal for texts that differ in their numbers alone."""
    return _DIGITS.sub("0", text)


def patch_numbers(
    old_source: str,
    new_source: str,
    old_target: str,
    source_locale: str,
    locale: str,
    markup: Markup | None = None,
) -> str | None:
    """Return a translation with the numbers of another source text, or None if that is not safe.

    Stretches of digits are put in one by one, so that the translation keeps its separators and its kind of digits:
    1,234.5 written as 1.234,5 becomes 1.235,5. That is done when

    - both sources are equal but for their digits,
    - every stretch of digits of the old source stands in the translation, and one that changes stands exactly once
      in each, and
    - the new numbers agree by the rules of the number checks at least as well as the old ones did: 5 billion written
      as 50亿 is left alone.
    """
    if old_source == new_source or without_numbers(old_source) != without_numbers(new_source):
        return None
    before, after = _DIGITS.findall(old_source), _DIGITS.findall(new_source)
    changes = {old: new for old, new in zip(before, after, strict=True) if old != new}
    there = Counter(map(_plain, _DIGITS.findall(old_target)))
    sources = Counter(map(_plain, before))
    if any(there[number] < times for number, times in sources.items()):
        return None
    plain = {_plain(old): new for old, new in changes.items()}
    if any(sources[number] != 1 or there[number] != 1 for number in plain):
        return None

    def put(found: re.Match[str]) -> str:
        new = plain.get(_plain(found[0]))
        return found[0] if new is None else _in_digits_of(found[0], _plain(new))

    patched = _DIGITS.sub(put, old_target)
    was = len(compare_texts(old_source, old_target, source_locale, locale, markup))
    return patched if len(compare_texts(new_source, patched, source_locale, locale, markup)) <= was else None


def _plain(digits: str) -> str:
    """Return digits of any script as those of ASCII."""
    return digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)


def _in_digits_of(model: str, digits: str) -> str:
    """Return ASCII digits in the script of others."""
    if model.isascii():
        return digits
    zero = ord(model[0]) - unicodedata.decimal(model[0])
    return "".join(chr(zero + int(digit)) for digit in digits)

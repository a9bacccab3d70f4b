"""Finds names that are kept as in the source, letter by letter, with the endings that languages write onto them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_tool.glossary.folding import fold
from i18n_tool.glossary.verdict import Hit
from i18n_tool.model import Span

_ENDING = r"(?:['-]?[a-z]{1,5})?"
_ENDED = frozenset(
    ["fi", "et", "hu", "tr", "az", "cs", "sk", "pl", "sl", "hr", "sr", "bs", "lt", "lv", "sq", "eu", "ro", "is"]
)
_GENITIVE = r"(?:'s?|s)?"
_IN_COMPOUND = r"(?:'s?|s|[^\W\d_A-Z]{4,})?"
_COMPOUNDING = frozenset(["de", "nl", "sv", "da", "nb", "nn", "no"])


@lru_cache(maxsize=4096)
def _pattern(name: str, language: str, upper: bool) -> re.Pattern[str]:
    text = " ".join(fold(name, case=False).text.split())
    text = text.upper() if upper else text
    head = re.escape(text).replace(r"\ ", " +")
    if text[0].islower():
        head = f"[{re.escape(text[0])}{re.escape(text[0].upper())}]" + head.removeprefix(re.escape(text[0]))
    before = "(?<![A-Za-z0-9])" if text[0].isalnum() else ""
    after = ""
    if text[-1].isalnum():
        ending = _IN_COMPOUND if language in _COMPOUNDING else _ENDING if language in _ENDED else _GENITIVE
        after = ending + "(?![A-Za-z0-9])"
    return re.compile(before + head + after)


def find_name(name: str, translation: str, language: str) -> Iterator[Hit]:
    """Yield where a name stands as in the source, or all in capitals."""
    text = fold(translation, case=False)
    for upper in (False, True):
        for match in _pattern(name, language, upper).finditer(text.text):
            yield Hit(text.span(*match.span()), "exact")


def find_altered(name: str, translation: str) -> Span | None:
    """Return where a name stands in other letters: other capitals, other spacing, other accents; None: nowhere."""
    parts = [re.escape(part) for part in re.split(r"[\s\-'.·]+", fold(name).text) if part]
    if not parts:
        return None
    text = fold(translation)
    match = re.search(r"(?<![^\W\d_])" + r"[\s\-'.·]*".join(parts) + r"(?![^\W\d_])", text.text)
    return text.span(*match.span()) if match else None

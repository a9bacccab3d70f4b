"""Words → lexemes: those of a table, and those made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from i18n_tool.numbers.model import Lexeme
from i18n_tool.numbers.numerals import read_roman
from i18n_tool.numbers.tables import Meaning, Table

#: ХХ век with the letter Ha.
CYRILLIC_ROMAN = str.maketrans("ХІ", "XI")
ROMAN_ENDING = re.compile("(?:ers?|res?|es?|[èe]me|ième)$")


@lru_cache(maxsize=20_000)
def read_word(word: str, table: Table) -> tuple[Lexeme, ...] | None:
    """Return the lexemes of a word as if it began a text; None: its capitals matter, or what stands around it."""
    if word in table.capitals or word == "try":
        return None
    if word in table.words:
        return lexemes_of(table.words[word], 0, len(word))
    found = read_derived(word, 0, table)
    if found is None and read_roman(ROMAN_ENDING.sub("", word).upper().translate(CYRILLIC_ROMAN)):
        return None
    return tuple(found or ())


def read_derived(word: str, start: int, table: Table) -> Sequence[Lexeme] | None:
    """Return the lexemes of a word made of one in the table: an inflected, a prefixed, a compound one."""
    end = start + len(word)
    for length in table.stem_lengths:
        if length <= len(word) and (meaning := table.stems.get(word[:length])):
            return lexemes_of(meaning, start, end)
    for clitic in table.clitics:
        if word.startswith(clitic) and (meaning := table.words.get(word[len(clitic) :])):
            return lexemes_of(meaning, start, end, clitic[0] == "و")
    if "compounds" in table.flags and len(word) > 5 and (parts := _compound(word, table) or _adjective(word, table)):
        return _place(parts, start)
    return None


def lexemes_of(meaning: Meaning, start: int, end: int, joined: bool = False) -> tuple[Lexeme, ...]:
    """Return the lexeme that a word with a meaning is, if it is one."""
    return () if meaning[0] == "stop" else (Lexeme(*meaning, start, end, joined),)


def moved(lexemes: Sequence[Lexeme], by: int) -> list[Lexeme]:
    """Return lexemes as they are when so much more text stands before them."""
    return [Lexeme(kind, value, start + by, end + by, joined) for kind, value, start, end, joined in lexemes]


@lru_cache(maxsize=2048)
def _compound_of(word: str, language: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts that make up a word, longest first, or nothing."""
    found: list[str] = []
    while word:
        part = next((part for part in parts if word.startswith(part)), None)
        if part is None:
            return ()
        found.append(part)
        word = word[len(part) :]
        if language == "de" and found and word.startswith("und"):
            found.append("und")
            word = word[3:]
    return tuple(found)


@lru_cache(maxsize=8)
def _parts(table_key: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=len, reverse=True))


def _compound(word: str, table: Table) -> list[tuple[str, Meaning]]:
    forms = _parts(table.language, tuple(table.parts))
    found = _compound_of(word, table.language, forms)
    if len(found) < 2:
        return []
    return [(part, ("and", part) if part == "und" else table.parts[part]) for part in found]


def _adjective(word: str, table: Table) -> list[tuple[str, Meaning]]:
    """Return number and unit of an adjective: fünfjährig, achtundzwanzigjährig."""
    for stem, meaning in table.stems.items():
        at = word.find(stem, 2)
        if at < 0 or meaning[0] != "unit":
            continue
        head = word[:at]
        parts = [(head, table.parts[head])] if head in table.parts else _compound(head, table)
        return [*parts, (word[at:], meaning)] if parts else []
    return []


def _place(parts: list[tuple[str, Meaning]], start: int) -> list[Lexeme]:
    found = []
    for part, (kind, value) in parts:
        found.append(Lexeme("card" if kind == "weak" else kind, value, start, start + len(part)))
        start += len(part)
    return found

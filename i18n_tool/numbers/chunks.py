"""What stands between two spaces → lexemes, remembered."""

from __future__ import annotations

import re
from functools import lru_cache

from i18n_tool.numbers.model import Lexeme
from i18n_tool.numbers.patterns import pattern_for
from i18n_tool.numbers.tables import EDGE, Table, any_of
from i18n_tool.numbers.vocabulary import moved, read_word

_REMEMBERED = 20_000
#: No lexeme begins with these.
CLOSING = '.,;!?)]"»”'
#: A dash or a colon alone may belong to the numbers around it.
_DIGIT_OR_LINK = re.compile(r"\d|^[:×x]$|(?:^|\u00a0)(?:--?|[–—~])$")


class _Chunks(dict[str, tuple[Lexeme, ...] | None]):
    """Knows the lexemes of what stands between two spaces as if it began a text; None: the text around it matters.

    Where a word may begin an expression of several words, the first letter after it often tells that it does not: a key
    is a chunk, or a chunk with the space and the letter that follow it.
    """

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self.pattern = pattern_for(table)
        starts = {phrase[: phrase.index(" ") + 2] for phrase in table.phrase_words if " " in phrase}
        before = rf"(?<![{EDGE}])" + (f"(?:{'|'.join(table.clitics)})?" if table.clitics else "")
        self.head = re.compile(f"{before}{any_of(one.partition(' ')[0] for one in starts)}$") if starts else None
        self.start = re.compile(f"{before}{any_of(starts)}") if starts else None

    def __missing__(self, key: str) -> tuple[Lexeme, ...] | None:
        chunk, space, _ = key.partition(" ")
        if _DIGIT_OR_LINK.search(chunk):
            return None
        phrase = self.start if space else self.head
        lexemes = None if phrase and phrase.search(key) else self.read(chunk)
        if len(self) < _REMEMBERED:
            self[key] = lexemes
        return lexemes

    def read(self, chunk: str) -> tuple[Lexeme, ...] | None:
        """Return the lexemes of a chunk that begins no expression of several words."""
        found: list[Lexeme] = []
        for match in self.pattern.finditer(chunk):
            word = read_word(match[0], self.table) if match.lastgroup == "word" else None
            if word is None:
                return None
            found += moved(word, match.start())
        return tuple(found)


chunks_for = lru_cache(maxsize=64)(_Chunks)

"""Names with digits, telephone numbers, and numbers with a slash between them."""

from __future__ import annotations

import re
from decimal import Decimal

from i18n_tool.numbers.cursor import Cursor, parts_of
from i18n_tool.numbers.model import MANDATORY, WEAK, Lexeme, Reading
from i18n_tool.numbers.neighbours import Draft

_NUMBERS = re.compile(r"\d+")
#: H1 2019, S1 2019: the first half of a year, which other languages name in words.
_HALF_YEARS = frozenset({"h1", "h2", "s1", "s2"})
#: A Cyrillic letter that stands for the Latin one.
_LOOKALIKE = str.maketrans("авекмнорстухс", "abekmhopctyxc")
_WORDY = re.compile(r"[^\W\d_]{2,}\d{1,2}$|[^\W\d_]{4}")
_FREE_CODES = frozenset({"covid19", "co2", "b2b", "b2c", "o2o", "mp3", "mp4", "h5", "r&d", "i18n", "l10n", "a11y"})
"""Names that many languages write without the digits."""


class Codes(Cursor):
    """Reads identifiers and fractions in digits."""

    __slots__ = ()

    def read_fraction(self, at: int) -> int:
        """Read 1/3, 2024/25, 9/11."""
        lexeme = self.lexemes[at]
        above, below = (int(part) for part in str(lexeme.value).split("/"))
        parts = parts_of(lexeme)
        if (above, below) == (24, 7):
            # Around the clock: said in words, with either number or with none.
            day: set[Reading] = {Decimal(24), ("duration", Decimal("8.64E+4")), ("time", Decimal(0))}
            self.add(Draft("number", day, parts[0].start, parts[0].end, WEAK))
            self.add(Draft("number", {Decimal(7)}, parts[1].start, parts[1].end, WEAK))
            return at + 1
        readings: set[Reading] = {("code", f"{above}/{below}")}
        if 0 < above < below <= 100:
            readings |= {Decimal(above) / below, Decimal(above * 100) / below}
        elif below in (2, 4):
            readings.add(Decimal(above) / below)
        self.add(Draft("number", readings, lexeme.start, lexeme.end, MANDATORY, parts=parts))
        return at + 1

    def read_phone(self, at: int) -> int:
        """Read a telephone number."""
        lexeme = self.lexemes[at]
        self.add(code_of(lexeme, "".join(_NUMBERS.findall(str(lexeme.value)))))
        return at + 1

    def read_code(self, at: int) -> int:
        """Read a name with digits."""
        lexeme = self.lexemes[at]
        if lexeme.value not in _HALF_YEARS:
            self.add(code_of(lexeme, re.sub(r"[\s-]", "", str(lexeme.value))))
        return at + 1


def code_of(lexeme: Lexeme, text: str) -> Draft:
    """Return a name with digits; it must be in the translation unless many languages write it without them."""
    parts = parts_of(lexeme)
    weight = WEAK if text in _FREE_CODES or not text.strip("0") else MANDATORY
    readings: set[Reading] = {("code", text.translate(_LOOKALIKE))}
    if _WORDY.match(text):
        # FILE1 may become DATEI1.
        readings.add(("digits", "".join(_NUMBERS.findall(text))))
    return Draft("code", readings, lexeme.start, lexeme.end, weight, parts=parts)

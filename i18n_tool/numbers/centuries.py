"""Decades, centuries and quarters of a year: the 1980s, 20世纪80年代, XIX век, Q3."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from i18n_tool.numbers.calendar import decade_in, read_decade
from i18n_tool.numbers.cursor import Cursor
from i18n_tool.numbers.links import half_of
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Amount, Lexeme, Reading
from i18n_tool.numbers.neighbours import Draft
from i18n_tool.numbers.tables import UNSPACED

_NUMBERS = re.compile(r"\d+")
_PART_GAP = 12
#: "in her mid-30s" says an age.
_AGE = re.compile(r"\b(?:his|her|their|my|our|your)[ ](?:(?:early|mid|late)[ -])?$")
_COMMA = re.compile("[,、，،;.]")
_BEFORE = frozenset({"quarterpre"})
_CENTURY_FIRST = dict.fromkeys(("es", "pt", "it", "ar", "th"), frozenset({"century"}))
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|\.|e|er|[eè]me|\.?[ºª°o]|-?(?:й|го|м|му|е|ом))[ \u00a0-]|वीं[ ]?")


class Centuries(Cursor):
    """Reads decades, centuries and quarters of a year."""

    __slots__ = ()

    def as_decade(self, at: int, amount: Amount) -> int:
        """Read a decade: 八十年代, años 80, 1980er."""
        value = next(iter(amount.values), Decimal(1))
        if value % 10 or not (0 < value < 100 or 1000 <= value <= 2100) or amount.foreign:
            return 0
        right = self.after(amount.after, {"decade"}, loose=True)
        left = self.before(at, frozenset({"decadepre"}), loose=True)
        if right is None and left is None:
            return 0
        end = right.end if right else amount.end
        self.add_decade(value, left.start if left else amount.start, end)
        return amount.after + (right is not None)

    def add_decade(self, value: Decimal, start: int, end: int) -> None:
        """Add a decade; the century before it, if there is one, belongs to it."""
        if self.table.language == "en" and value < 100 and _AGE.search(self.text, max(0, start - 12), start):
            self.add(Draft("number", {value + year for year in range(10)}, start, end, OPTIONAL, units={"year"}))
            return
        readings = read_decade(value)
        last = self.drafts[-1] if self.drafts else None
        if last and last.century and value < 100 and self.near(last, start):
            self.drafts.pop()
            century = next(iter(one for one in last.readings if isinstance(one, Decimal)))
            readings, start = decade_in(century, value), last.start
        weight = OPTIONAL if value % 100 == 0 else MANDATORY
        self.add(Draft("decade", set(readings), start, end, weight))

    def near(self, last: Draft, start: int) -> bool:
        """Tell whether a draft ends just before an offset."""
        return start - last.end < _PART_GAP and not _COMMA.search(self.text, last.end, start)

    def read_decade(self, at: int) -> int:
        """Read 1980s, or a word such as eighties."""
        lexeme = self.lexemes[at]
        number = _NUMBERS.match(str(lexeme.value))
        if number:
            self.add_decade(Decimal(number[0]), lexeme.start, lexeme.end)
        return at + 1

    def read_decadeword(self, at: int) -> int:
        """Read eighties."""
        lexeme = self.lexemes[at]
        self.add_decade(cast(Decimal, lexeme.value), lexeme.start, lexeme.end)
        return at + 1

    def as_ordinal(self, at: int, amount: Amount) -> int:
        """Read a century or a quarter of a year."""
        right = self.after(amount.after, {"century", "quarter"}, loose=True) or self.century_after(amount)
        left = self.before(at, _BEFORE | _CENTURY_FIRST.get(self.table.language, frozenset()), loose=True)
        mark = right or left
        if mark is None or (
            mark is left
            and amount.spelled
            and not amount.ordinal
            and mark.kind != "century"
            and self.table.language not in UNSPACED
        ):
            return 0
        end = right.end if right else amount.end
        after = amount.after + (right is not None)
        if mark.kind == "century":
            return self.add_century(amount, left.start if left and not right else amount.start, end, after)
        whole = {value for value in amount.values if value in (1, 2, 3, 4)}
        if not whole:
            return 0
        readings: set[Reading] = {*whole, *(("quarter", value) for value in whole)}
        if self.lexemes[at].kind in ("card", "weak") and right:
            readings |= {one * share for one in amount.values for share in (Decimal("0.25"), Decimal(25))}
        self.add(Draft("quarter", readings, amount.start, end, max(OPTIONAL, amount.weight)))
        return after

    def century_after(self, amount: Amount) -> Lexeme | None:
        """Return the word century or quarter after an ordinal in digits: 19th century, 19. Jahrhundert."""
        mark = self.lexemes[amount.after] if amount.after < len(self.lexemes) and amount.written else None
        if mark is None or mark.kind not in ("century", "quarter"):
            return None
        return mark if _ORDINAL_END.fullmatch(self.text, amount.end, mark.start) else None

    def add_century(self, amount: Amount, start: int, end: int, after: int) -> int:
        """Add a century; a decade before it belongs to it."""
        last = self.drafts[-1] if self.drafts else None
        value = next(iter(amount.values), Decimal(0))
        if last and last.kind == "decade" and self.near(last, start):
            decade = max((one for one in last.readings if isinstance(one, Decimal)), default=Decimal(0))
            if decade < 100:
                last.readings, last.end = set(decade_in(value, decade)), end
                return after
        weight = MANDATORY if value > 1 else OPTIONAL
        self.add(Draft("number", set(amount.values), start, end, weight, units={"century"}, century=True))
        return after

    def read_century(self, at: int) -> int:
        """Read a century without a number: a hundred years, or with a half 150."""
        lexeme = self.lexemes[at]
        if self.table.language == "en":
            after = half_of(self.lexemes, at + 1, lexeme, self.text)
            years = Decimal(100 if after == at + 1 else 150)
            readings: set[Reading] = {years, ("months", years * 12)}
            self.add(Draft("number", readings, lexeme.start, self.lexemes[after - 1].end, WEAK))
        return at + 1

    def read_centuryword(self, at: int) -> int:
        """Read a century that has a name of its own: Ottocento is the 19th."""
        lexeme = self.lexemes[at]
        value = cast(Decimal, lexeme.value)
        amount = Amount({value}, at + 1, lexeme.start, lexeme.end, ordinal=True)
        return self.add_century(amount, lexeme.start, lexeme.end, at + 1)

    def read_lastcentury(self, at: int) -> int:
        """Read 上世纪, 'of the last century': it belongs to a decade, or counts for nothing."""
        lexeme = self.lexemes[at]
        last = self.drafts[-1] if self.drafts else None
        if not (last and last.kind == "decade" and self.near(last, lexeme.start)):
            self.add(Draft("number", {Decimal(20)}, lexeme.start, lexeme.end, WEAK, century=True))
        return at + 1

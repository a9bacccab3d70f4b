"""Years, months and days: 令和6年, 12月3日, 2024-01-23, Tuesday."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from i18n_tool.numbers.calendar import read_date, years_of
from i18n_tool.numbers.cursor import Cursor
from i18n_tool.numbers.links import half_of
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, Amount, Kind, Lexeme, Reading
from i18n_tool.numbers.neighbours import Draft

_ERAS = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "民國": 1911,
    "民国": 1911,
    "พ.ศ.": -543,
    "พ.ศ. ": -543,
}
"""What is added to a year of an era."""


class Dates(Cursor):
    """Reads years, months and days."""

    __slots__ = ()

    def as_era(self, at: int, amount: Amount) -> int:
        """Read a year of an era: 令和6年, 民國113年, พ.ศ. 2567."""
        era = self.before(at, frozenset({"era"}))
        if era is None:
            return 0
        offset = _ERAS.get(str(era.value), 0)
        values: set[Reading] = {*(value + offset for value in amount.values), *amount.values}
        year = self.after(amount.after, {"year"})
        self.add(Draft("year", values, era.start, amount.end, amount.weight))
        return amount.after + (year is not None)

    def as_date(self, at: int, amount: Amount) -> int:
        """Read a number with 年, 月 or 日 after it."""
        mark = self.after(amount.after, {"year", "monthmark", "daymark"})
        if mark is None:
            return 0
        value = next(iter(amount.values), Decimal(0))
        weight = MANDATORY if not amount.spelled or value > 12 else OPTIONAL
        weight = min(weight, amount.weight) if mark.kind == "daymark" else weight
        if mark.kind == "year":
            return self.add_year(amount, mark)
        readings: set[Reading] = set(amount.values)
        if mark.kind == "monthmark" and 1 <= value <= 12:
            readings = {("month", one) for one in amount.values}
        kind: Kind = "month" if mark.kind == "monthmark" else "day"
        self.add(Draft(kind, readings, amount.start, mark.end, weight))
        return amount.after + 1

    def add_year(self, amount: Amount, mark: Lexeme) -> int:
        """Add a year of the calendar, or a number of years."""
        value = max(amount.values, default=Decimal(0))
        if 1000 <= value <= 2700 and amount.scale == 1:
            readings = years_of(int(value), self.table) | {("months", value * 12)}
            self.add(Draft("year", readings, amount.start, mark.end, MANDATORY))
            return amount.after + 1
        after = half_of(self.lexemes, amount.after + 1, mark, self.text)
        values = {one + Decimal("0.5") for one in amount.values} if after > amount.after + 1 else set(amount.values)
        end = self.lexemes[after - 1].end
        readings = {*values, *(("months", one * 12) for one in values)}
        if amount.written and len(amount.written) == 2:
            readings |= {Decimal(1900) + value, Decimal(2000) + value}
        weight = amount.weight if not amount.spelled or value > 12 else min(amount.weight, OPTIONAL)
        self.add(Draft("number", readings, amount.start, end, weight, units={"year"}, soft=True))
        return after

    def read_month(self, at: int) -> int:
        """Read the name of a month."""
        lexeme = self.lexemes[at]
        self.add(Draft("month", {("month", cast(Decimal, lexeme.value))}, lexeme.start, lexeme.end, OPTIONAL))
        return at + 1

    def read_weekday(self, at: int) -> int:
        """Read the name of a day of the week."""
        lexeme = self.lexemes[at]
        self.add(Draft("weekday", {("weekday", cast(Decimal, lexeme.value))}, lexeme.start, lexeme.end, OPTIONAL))
        return at + 1

    def read_ymd(self, at: int) -> int:
        """Read a date in digits."""
        for quantity in read_date(self.lexemes[at], self.table):
            self.add(Draft.of(quantity))
        return at + 1

    read_dmy = read_ymd

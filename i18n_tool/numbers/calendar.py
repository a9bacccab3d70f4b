"""Dates, decades and times of day."""

from __future__ import annotations

import re
from decimal import Decimal

from i18n_tool.numbers.model import MANDATORY, Kind, Lexeme, Quantity, Reading
from i18n_tool.numbers.tables import Table

DAYPARTS = frozenset({"am", "pm", "night", "midday", "thum"})
"""Lexemes that say which half of the day is meant."""

_NUMBERS = re.compile(r"\d+")


def read_date(lexeme: Lexeme, table: Table) -> list[Quantity]:
    """Return year, month and day of a date in digits."""
    numbers = [int(part) for part in _NUMBERS.findall(str(lexeme.value))]
    if lexeme.kind == "ymd":
        year, month, day = numbers
    elif lexeme.kind == "dmy":
        day, month, year = numbers
    else:
        day, month = numbers
        year = 0
    swapped = lexeme.kind == "dmy" and (month > 12 or (table.language == "en" and day <= 12))
    if month > 12 and day > 12:
        return [_part(lexeme, "number", {Decimal(number)}) for number in numbers]
    days: set[Reading] = {Decimal(month if swapped else day)}
    months: set[Reading] = {("month", Decimal(day if swapped else month))}
    if swapped and month <= 12:
        days.add(Decimal(day))
        months.add(("month", Decimal(month)))
    found = [_part(lexeme, "day", days), _part(lexeme, "month", months)]
    if year:
        found.append(_part(lexeme, "year", years_of(year, table)))
    return found


def _part(lexeme: Lexeme, kind: Kind, readings: set[Reading]) -> Quantity:
    return Quantity(kind, frozenset(readings), lexeme.start, lexeme.end, MANDATORY)


def years_of(year: int, table: Table) -> set[Reading]:
    """Return what a number of a year may mean: 2567 is 2024 in Thailand, 19 is 2019 or 1919."""
    found: set[Reading] = {Decimal(year)}
    if table.language == "th" and 2400 <= year <= 2700:
        found.add(Decimal(year - 543))
    if year < 100:
        found |= {Decimal(1900 + year), Decimal(2000 + year)}
    return found


def read_decade(value: Decimal) -> frozenset[Reading]:
    """Return what a decade may be called: 1980 and 80; 1900 is also a century."""
    found: set[Reading] = {("decade", value), value}
    if 1910 <= value <= 2090:
        found.add(("decade", value % 100))
        found.add(value % 100)
    if value >= 100 and value % 100 == 0:
        found.add(value // 100 + 1)
    return frozenset(found)


def decade_in(century: Decimal, decade: Decimal) -> frozenset[Reading]:
    """Return a decade named by its century and itself: the eighties of the 20th century."""
    year = (century - 1) * 100 + decade
    return read_decade(year)


def minutes(hour: int, minute: int, part: str | None, table: Table) -> frozenset[Reading]:
    """Return the minutes after midnight that a time of day may mean.

    Args:
        hour: as it is written.
        minute: 0 to 59.
        part: what says which half of the day, or None.
        table: tells whether a time without that is in the 24-hour clock.
    """
    if part is None:
        hours = {hour} if hour > 12 or "24h" in table.flags else {hour, (hour + 12) % 24}
        if hour == 12 and "24h" not in table.flags:
            hours = {0, 12}
    else:
        hours = {_hour(hour, part)}
    return frozenset(("time", Decimal(one % 24 * 60 + minute)) for one in hours)


def _hour(hour: int, part: str) -> int:
    if hour > 12:
        return hour
    if part == "am":
        return hour % 12
    if part == "pm":
        return hour % 12 + 12
    if part == "thum":
        return hour + 18
    if part == "night":
        return hour + 12 if 5 < hour < 12 else hour % 12
    return hour + 12 if hour < 5 else hour


def read_clock(lexeme: Lexeme) -> tuple[int, int] | None:
    """Return hour and minute of a time in digits; None if it is none, such as 25:21 or 1:23:45."""
    numbers = [int(part) for part in _NUMBERS.findall(str(lexeme.value))]
    if len(numbers) != 2 or numbers[0] > 24:
        return None
    return numbers[0], numbers[1]

"""Multiples, orders of magnitude and parts: twice, 增长两倍, tens of thousands, a quarter of a million."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from i18n_tool.numbers.cursor import Cursor
from i18n_tool.numbers.model import OPTIONAL, WEAK, Amount, Reading
from i18n_tool.numbers.neighbours import Draft

_GROWN = re.compile("(?:增长|增加|提高|上升|扩大|增長|擴大|上漲|上涨|激增|增)(?:了|近|约|約|超过|超過)*$")


class Multiples(Cursor):
    """Reads multiples, orders of magnitude and parts."""

    __slots__ = ()

    def as_times(self, at: int, amount: Amount) -> int:
        """Read a multiple: 两倍, 增长两倍."""
        mark = self.after(amount.after, {"timesmark"}, loose=True)
        if mark is None:
            return 0
        grown = _GROWN.search(self.text, max(0, amount.start - 8), amount.start)
        values: set[Reading] = {one + 1 for one in amount.values} if grown else set(amount.values)
        if grown and min(amount.values, default=Decimal(0)) > 3:
            # Grown by ten times or to ten times: few keep these apart.
            values |= amount.values
        if not grown and amount.values == {Decimal(1)}:
            values.add(Decimal(2))
        self.add(Draft("times", values, amount.start, mark.end, max(amount.weight, OPTIONAL)))
        return amount.after + 1

    def read_times(self, at: int) -> int:
        """Read double, twice."""
        lexeme = self.lexemes[at]
        value = cast(Decimal, lexeme.value)
        readings: set[Reading] = {value, ("times", value)}
        if value == 2 and self.table.language == "ru":
            # What falls вдвое is halved.
            readings |= {Decimal("0.5"), Decimal(50)}
        self.add(Draft("times", readings, lexeme.start, lexeme.end, OPTIONAL))
        return at + 1

    def read_vague(self, at: int) -> int:
        """Read tens of thousands, 数十万, десятки тысяч."""
        return self.add_vague(at, cast(int, self.lexemes[at].value))

    def add_vague(self, at: int, exponent: int) -> int:
        """Add an order of magnitude, together with those that follow it."""
        first, here = self.lexemes[at], at + 1
        while following := self.after(here, {"vague", "scale", "han"}, loose=True):
            if following.kind == "han":
                values = cast(tuple[str, frozenset[Decimal]], following.value)[1]
                power = max(values, default=Decimal(0)).normalize()
                if power.as_tuple().digits != (1,):
                    break
                exponent += int(power.adjusted())
            elif following.kind == "vague":
                exponent += cast(int, following.value)
            else:
                size, plural = cast(tuple[Decimal, int | None], following.value)
                exponent += plural if plural is not None else size.adjusted()
            here += 1
        if not exponent:
            return here
        readings: set[Reading] = {("vague", Decimal(exponent))}
        if self.text[first.start : first.start + 2] in ("十几", "十幾", "十数"):
            readings |= {Decimal(one) for one in range(11, 20)}
        self.add(Draft("vague", readings, first.start, self.lexemes[here - 1].end, OPTIONAL))
        return here

    def read_quarter(self, at: int) -> int:
        """Read a quarter of whatever it is, such as a quarter of a million."""
        lexeme = self.lexemes[at]
        if (scale := self.after(at + 1, {"scale"}, loose=True)) and self.table.language == "en":
            size = cast(tuple[Decimal, int | None], scale.value)[0]
            self.add(Draft("number", {size / 4}, lexeme.start, scale.end, OPTIONAL, spelled=True))
            return at + 2
        self.add(Draft("number", {Decimal("0.25"), Decimal(25), Decimal(4)}, lexeme.start, lexeme.end, WEAK))
        return at + 1

"""Times of day: half past seven, 19:30, 晚上八点, noon."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from i18n_tool.numbers.amounts import NUMBER_KINDS, read_amount
from i18n_tool.numbers.calendar import DAYPARTS, minutes, read_clock
from i18n_tool.numbers.cursor import Cursor, parts_of
from i18n_tool.numbers.links import half_of
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Amount, Lexeme, Reading
from i18n_tool.numbers.neighbours import Draft

_QUARTERS_AFTER = {"plusquarter": 15, "minusquarter": -15}
"""Lexemes after an hour, in minutes."""
_TIMELY = DAYPARTS | {"oclock", "oclockpre", "half", "halfpast", "quarterpast", "quarterto", *_QUARTERS_AFTER}
"""Lexemes without which a number is no hour."""
_SHIFTS = {"halfpast": 30, "quarterpast": 15, "quarterto": -15, "half": -30}
"""Lexemes before an hour, in minutes."""
_QUARTERS = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))
DOTTED = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)")
"""An hour and minutes that may be decimals: 19.30."""


class TimesOfDay(Cursor):
    """Reads times of day."""

    __slots__ = ()

    def as_time(self, at: int, amount: Amount) -> int:
        """Read a time of day that is not written as 19:30."""
        if not self.timely(at, amount.after) or (amount.ordinal and "ordinal-hours" not in self.table.flags):
            return 0
        shift = self.before(at, frozenset(_SHIFTS) - {"half"}) or self.halb(at)
        hour, within = _hour_of(amount)
        left = self.before(at, DAYPARTS | {"oclockpre"}, loose=True)
        here = amount.after
        mark = self.after(here, {"oclock"})
        if hour is None:
            return 0
        minute, here = self.minute_after(here + (mark is not None), clock=mark is not None or left is not None)
        minute = minute if within is None else within
        quarter, here = self.quarter_after(here) if minute is None else (0, here)
        right = self.after(here, DAYPARTS, loose=True) if here < len(self.lexemes) else None
        part = next((one.kind for one in (right, left) if one and one.kind in DAYPARTS), None)
        if not (mark or left or right or shift or quarter):
            return 0
        if amount.ordinal and left is None and right is None and not shift:
            return 0
        readings: set[Reading] = set(minutes(hour, minute or 0, part, self.table))
        if move := quarter or (_SHIFTS[shift.kind] if shift else 0):
            readings, minute = _move(readings, move, wall=part is None), 0
        if minute is None and part is None:
            readings.add(Decimal(hour))
        if right:
            here += 1
        start = left.start if left and left is not right else amount.start
        weight = max(amount.weight, OPTIONAL)
        self.add(Draft("time", readings, start, self.lexemes[here - 1].end, weight))
        return here

    def timely(self, at: int, after: int) -> bool:
        """Tell whether a word of time is anywhere near (cheap, so that most numbers are done with here)."""
        return any(
            lexeme.kind in _TIMELY for lexeme in self.lexemes[max(0, at - 1) : after + 4] if lexeme.kind != "digits"
        )

    def halb(self, at: int) -> Lexeme | None:
        """Return the word before a German hour that takes half an hour off it: halb acht is 7:30."""
        half = self.before(at, frozenset({"half"}))
        return half if half and half.value == "halb" and self.table.language == "de" else None

    def quarter_after(self, here: int) -> tuple[int, int]:
        """Return the minutes of a quarter that is added to an hour or taken from it, and where to go on."""
        hours = self.after(here, {"unit"})
        named = hours is not None and "hour" in cast(frozenset[str], hours.value)
        mark = self.after(here + named, frozenset(_QUARTERS_AFTER))
        return (_QUARTERS_AFTER[mark.kind], here + named + 1) if mark else (0, here)

    def minute_after(self, here: int, *, clock: bool) -> tuple[int | None, int]:
        """Return the minutes that follow an hour, and where to go on."""
        if not clock and not self.after(here, {"and"}):
            return None, here
        after = half_of(self.lexemes, here, self.lexemes[here - 1], self.text)
        if after != here:
            return 30, after
        if (lexeme := self.after(here, {"digits", "han"})) is not None:
            amount = read_amount(self.lexemes, here, self.text, self.table)
            minute = amount.whole(59) if amount else None
            if minute is not None and amount and self.minute_mark(amount.after):
                return minute, amount.after + 1
            if (
                minute is not None
                and amount
                and lexeme.end - lexeme.start == 2
                and self.table.language in ("fr", "th", "ko")
            ):
                return minute, amount.after
        return None, here

    def minute_mark(self, at: int) -> bool:
        """Tell whether the lexeme at an index says that minutes stand before it."""
        mark = self.after(at, {"minutemark", "unit"})
        return mark is not None and (mark.kind == "minutemark" or "minute" in cast(frozenset[str], mark.value))

    def as_part_of_hour(self, at: int) -> int:
        """Read a part of the hour that follows: половина седьмого is 6:30."""
        if self.lexemes[at].kind != "onehalf" or self.table.language != "ru":
            return 0
        hour = self.after(at + 1, {"ord"})
        value = cast(Decimal, hour.value) if hour else Decimal(0)
        if not hour or not 1 <= value <= 12 or not self.text.endswith(("ого", "ьего"), hour.start, hour.end):
            return 0
        right = self.after(at + 2, DAYPARTS, loose=True) if at + 2 < len(self.lexemes) else None
        before = 12 if value == 1 else int(value) - 1
        readings = set(minutes(before, 30, right.kind if right else None, self.table))
        if right is None:
            readings |= {("time", Decimal(((before + 12) % 24) * 60 + 30)), Decimal("0.5"), Decimal(50)}
        here = at + 2 + (right is not None)
        self.add(Draft("time", readings, self.lexemes[at].start, self.lexemes[here - 1].end, OPTIONAL))
        return here

    def read_clock(self, at: int) -> int:
        """Read 19:30, 19h30, 7:30 p.m."""
        lexeme = self.lexemes[at]
        time = read_clock(lexeme)
        parts = parts_of(lexeme)
        if time is None:
            text = str(lexeme.value).replace(" ", "")
            self.add(Draft("code", {("code", text)}, lexeme.start, lexeme.end, MANDATORY, parts=parts))
            return at + 1
        left = self.before(at, DAYPARTS, loose=True)
        right = self.after(at + 1, DAYPARTS, loose=True)
        if right is None and self.after(at + 1, {"oclock"}):
            right = self.after(at + 2, DAYPARTS, loose=True)
        part = right or left
        readings = set(minutes(*time, part.kind if part else None, self.table))
        start, end = min(lexeme.start, part.start if part else lexeme.start), max(lexeme.end, part.end if part else 0)
        self.add(Draft("time", readings, start, end, MANDATORY, parts=parts))
        return at + 1

    def read_hourword(self, at: int) -> int:
        """Read noon, midnight, a quarter past midnight."""
        lexeme, shift = self.lexemes[at], self.before(at, frozenset(_SHIFTS))
        minute = (cast(Decimal, lexeme.value) + (_SHIFTS[shift.kind] if shift else 0)) % 1440
        start, weight = (shift.start, OPTIONAL) if shift else (lexeme.start, WEAK)
        self.add(Draft("time", {("time", minute)}, start, lexeme.end, weight))
        return at + 1

    def read_midday(self, at: int) -> int:
        """Read 中午 where no hour follows."""
        lexeme = self.lexemes[at]
        if not self.after(at + 1, NUMBER_KINDS | {"clock"}):
            self.add(Draft("time", {("time", Decimal(720))}, lexeme.start, lexeme.end, WEAK))
        return at + 1


def _hour_of(amount: Amount) -> tuple[int | None, int | None]:
    """Return the hour of an amount, and the minutes that belong to it: siete y media, 19.30."""
    value = min(amount.values, default=Decimal(0))
    if amount.spelled and len(amount.values) == 1 and value > 1 and value % 1 in _QUARTERS:
        return int(value), int(value % 1 * 60)
    if dotted := DOTTED.fullmatch(amount.written):
        return int(dotted[1]), int(dotted[2])
    return amount.whole(24), None


def _move(times: set[Reading], move: int, *, wall: bool) -> set[Reading]:
    """Return times some minutes later; those of the clock on the wall may be in either half of the day."""
    moved = {cast(tuple[str, Decimal], one)[1] + move for one in times}
    moved |= {one + 720 for one in moved} if wall else set()
    return {("time", one % 1440) for one in moved}

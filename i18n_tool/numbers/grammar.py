"""Lexemes → quantities: the grammar that all languages share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import cast

from i18n_tool.model import Markup
from i18n_tool.numbers.amounts import NUMBER_KINDS, Amount, half_of, linked, read_amount, touches
from i18n_tool.numbers.calendar import DAYPARTS, decade_in, minutes, read_clock, read_date, read_decade, years_of
from i18n_tool.numbers.lexer import Lexer
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Kind, Lexeme, Quantity, Reading
from i18n_tool.numbers.neighbours import OPEN, Draft, share
from i18n_tool.numbers.normal import clean, fold
from i18n_tool.numbers.numerals import HAN_DIGITS
from i18n_tool.numbers.tables import UNSPACED, Table, table_for
from i18n_tool.numbers.units import CURRENCIES, DOLLARS, MEASURES, PERCENTS

_NUMBERS = re.compile(r"\d+")
_PART_GAP = 12
#: "one in six a decade ago": the decade is not what the six are counted by.
_AGO = re.compile(r" an? [a-z]+ (?:ago|earlier|before|later)\b")
#: "two eggs and half a melon": the half is of something else.
_HALF_OF = re.compile(r" (?:an?|the|of|de|d'|un|une|una|di)\b")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:usd|eur|gbp|rmb|cny|hkd|jpy|aud|cad|sgd))[ \u00a0]?$")
#: "in her mid-30s" says an age.
_AGE = re.compile(r"\b(?:his|her|their|my|our|your)[ ](?:(?:early|mid|late)[ -])?$")
#: H1 2019, S1 2019: the first half of a year, which other languages name in words.
_HALF_YEARS = frozenset({"h1", "h2", "s1", "s2"})
_COMMA = re.compile("[,、，،;.]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the quantities in it."""

    clean: str
    """The text without markup."""
    folded: str
    """The same in small letters with plain digits."""
    quantities: tuple[Quantity, ...]
    """What it says, in order."""


def read_text(text: str, locale: str, markup: Markup | None = None) -> Text:
    """Return the quantities of a text in a locale."""
    table = table_for(locale)
    plain = clean(text, markup)
    folded = fold(plain, turkish=table.language == "tr")
    lexemes = list(Lexer(plain, folded, table).lexemes())
    if not lexemes:
        return Text(plain, folded, ())
    reader = _Reader(folded, table, lexemes)
    return Text(plain, folded, tuple(reader.read()))


@dataclass(slots=True)
class _Reader:
    text: str
    table: Table
    lexemes: list[Lexeme]
    drafts: list[Draft] = field(default_factory=list)
    special: bool = False

    def read(self) -> list[Quantity]:
        """Return the quantities in order."""
        self.special = any(lexeme.kind in _SPECIAL for lexeme in self.lexemes)
        at = 0
        while at < len(self.lexemes):
            at = max(self.read_at(at), at + 1)
        share(self.drafts, self.text, self.table)
        dollars = [draft.units & DOLLARS for draft in self.drafts if draft.units and not draft.units & OPEN]
        named = frozenset().union(*dollars)
        return [draft.finish(self.table, named) for draft in self.drafts]

    def read_at(self, at: int) -> int:
        """Read the quantity that begins with a lexeme, if any does; return where to go on."""
        lexeme = self.lexemes[at]
        if lexeme.kind in NUMBER_KINDS:
            return self.read_number(at)
        method = getattr(self, f"read_{lexeme.kind}", None)
        return cast(int, method(at)) if method else at + 1

    def before(self, at: int, kinds: frozenset[str], *, loose: bool = False) -> Lexeme | None:
        """Return the lexeme before an index if it is of some kind and touches."""
        if at <= 0 or self.lexemes[at - 1].kind not in kinds:
            return None
        near = linked if loose else touches
        return self.lexemes[at - 1] if near(self.text, self.lexemes[at - 1], self.lexemes[at]) else None

    def after(self, at: int, kinds: frozenset[str] | set[str], *, loose: bool = False) -> Lexeme | None:
        """Return the lexeme at an index if it is of some kind and touches the one before it."""
        if at >= len(self.lexemes) or self.lexemes[at].kind not in kinds:
            return None
        near = linked if loose else touches
        return self.lexemes[at] if near(self.text, self.lexemes[at - 1], self.lexemes[at]) else None

    def add(self, draft: Draft) -> None:
        """Take a draft in."""
        self.drafts.append(draft)

    def read_number(self, at: int) -> int:
        """Read an amount and what it counts."""
        lexeme = self.lexemes[at]
        if lexeme.kind == "digits" and self.is_alone(at):
            for draft in _read_alone(str(lexeme.value), self.table):
                self.add(draft.moved(lexeme.start, lexeme.end))
            return at + 1
        return self.read_linked(at)

    def is_alone(self, at: int) -> bool:
        """Tell whether the lexemes before and after one have nothing to do with it."""
        here = self.lexemes[at]
        if at and linked(self.text, self.lexemes[at - 1], here):
            return False
        if at + 1 == len(self.lexemes):
            return True
        following = self.lexemes[at + 1]
        return following.kind not in ("and", "century", "quarter") and not linked(self.text, here, following)

    def read_linked(self, at: int) -> int:
        """Read an amount together with its neighbours."""
        lexeme = self.lexemes[at]
        if lexeme.kind == "scale" and cast(tuple[Decimal, int | None], lexeme.value)[1] is not None:
            return self.add_vague(at, cast(tuple[Decimal, int], lexeme.value)[1])
        if after := self.as_part_of_hour(at):
            return after
        amount = read_amount(self.lexemes, at, self.text, self.table)
        if amount is None:
            lexeme = self.lexemes[at]
            if lexeme.kind == "digits":
                self.add(_code(lexeme, str(lexeme.value)))
            return at + 1
        if self.special and any(one.kind in _SPECIAL for one in self.lexemes[max(0, at - 1) : amount.after + 4]):
            for reader in (
                self.as_era,
                self.as_decimal,
                self.as_time,
                self.as_decade,
                self.as_ordinal,
                self.as_date,
                self.as_times,
            ):
                if after := reader(at, amount):
                    return after
        return self.as_amount(at, amount)

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
        certain = (mark is not None and str(mark.value) in _CERTAIN_CLOCKS) or (left and left.kind == "oclockpre")
        if mark is None and part is None and not certain and not shift and not quarter:
            return 0
        if amount.ordinal and left is None and right is None and not shift:
            return 0
        readings: set[Reading] = set(minutes(hour, minute or 0, part, self.table))
        if move := quarter or (_SHIFTS[shift.kind] if shift else 0):
            moved = {cast(tuple[str, Decimal], one)[1] + move for one in readings}
            # Such hours are those of the clock on the wall.
            moved |= set() if part else {one + 720 for one in moved}
            readings, minute = {("time", one % 1440) for one in moved}, 0
        if minute is None and part is None:
            readings.add(Decimal(hour))
        if right:
            here += 1
        start = left.start if left and left is not right else amount.start
        weight = max(amount.weight, OPTIONAL)
        self.add(Draft("time", readings, start, self.lexemes[here - 1].end, weight))
        return here

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
            minute = _whole(amount, 59) if amount else None
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

    def read_roman(self, at: int) -> int:
        """Read a Roman numeral; it counts next to a century."""
        lexeme = self.lexemes[at]
        amount = Amount({cast(Decimal, lexeme.value)}, at + 1, lexeme.start, lexeme.end, WEAK, ordinal=True)
        return self.as_ordinal(at, amount) or self.as_amount(at, amount)

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

    def as_decimal(self, at: int, amount: Amount) -> int:
        """Read decimals in Han: 百分之七点五."""
        lexemes = self.lexemes[at : at + 3]
        if (
            len(lexemes) < 3
            or lexemes[0].kind != "han"
            or lexemes[2].kind != "han"
            or lexemes[1].value not in ("点", "點")
        ):
            return 0
        if not self.before(at, frozenset({"percentpre"})) or amount.after != at + 1:
            return 0
        tail = "".join(
            str(HAN_DIGITS[char]) for char in str(cast(tuple[str, object], lexemes[2].value)[0]) if char in HAN_DIGITS
        )
        amount.values = {value + Decimal(f"0.{tail}") for value in amount.values}
        amount.after, amount.end = at + 3, lexemes[2].end
        return self.as_amount(at, amount)

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

    def as_amount(self, at: int, amount: Amount) -> int:
        """Read a plain amount with its sign, unit or currency."""
        draft = Draft("number", frozenset(amount.values), amount.start, amount.end, amount.weight)
        draft.foreign, draft.scale, draft.written = amount.foreign, amount.scale, amount.written
        draft.spelled = amount.spelled
        here = self.take_unit(draft, amount)
        self.take_prefix(draft, at)
        if amount.written and len(amount.written) == 4 and not draft.units and amount.scale == 1:
            value = next(iter(amount.values), Decimal(0))
            if 1000 <= value <= 2700:
                draft.kind = "year"
                draft.readings = years_of(int(value), self.table)
        if draft.units & _PERCENTS_AND_CURRENCIES:
            large = bool(amount.written) or max(amount.values, default=Decimal(2)) > 1
            draft.weight = MANDATORY if large else max(draft.weight, OPTIONAL)
        if draft.units & MEASURES.keys() and draft.readings == {Decimal(1)}:
            draft.weight = max(draft.weight, OPTIONAL)
        if not draft.units and "24h" in self.table.flags and (dotted := _DOTTED.fullmatch(amount.written)):
            draft.readings |= minutes(int(dotted[1]), int(dotted[2]), None, self.table)
        if "%" in draft.units and max(amount.values, default=None) == 100:
            # What grows by 100% doubles.
            draft.readings |= {("times", Decimal(2))}
        list_ = _LIST_OR_DATE if "general" in self.table.flags else _LIST
        if two := list_.fullmatch(amount.written):
            draft.parts = _parts(two, amount.start)
        if amount.written and _ABBREVIATED.fullmatch(self.text, draft.start, draft.end):
            draft.readings |= {("code", self.text[draft.start : draft.end])}
        self.add(draft)
        return here

    def take_unit(self, draft: Draft, amount: Amount) -> int:
        """Take in the unit after an amount; return where to go on."""
        here = amount.after
        unit = self.after(here, {"unit", "prefix"}, loose=True)
        if self.table.language == "ja" and unit is None and self.after(here, {"minutemark"}):
            draft.units, draft.end = {"minute"}, self.lexemes[here].end
            return here + 1
        if unit is None and self.counts_half(amount):
            draft.readings = {one + Decimal("0.5") if isinstance(one, Decimal) else one for one in draft.readings}
            draft.end = self.lexemes[here + 1].end
            return here + 2
        if (
            unit is None
            or amount.ordinal
            or _AGO.match(self.text, self.lexemes[here - 1].end)
            or (unit.kind == "prefix" and here + 1 < len(self.lexemes) and self.after(here + 1, NUMBER_KINDS))
        ):
            return here
        if "bp" in cast(frozenset[str], unit.value) and max(amount.values, default=Decimal(0)) >= 1000:
            # 9600 bps are bits, not basis points.
            return here + 1
        draft.units, draft.end = set(cast(frozenset[str], unit.value)), unit.end
        here += 1
        if self.table.language == "en" and self.text[amount.end : unit.end] == "m":
            return self.take_million(draft, amount, here)
        after = half_of(self.lexemes, here, unit, self.text)
        if after != here and amount.scale == 1:
            draft.readings = {one + Decimal("0.5") if isinstance(one, Decimal) else one for one in draft.readings}
            draft.end, here = self.lexemes[after - 1].end, after
        if "tens" in draft.units:
            draft.readings = {one * 10 for one in draft.readings if isinstance(one, Decimal)}
            draft.units = {"%"}
        if "hour" in draft.units and "hour-clock" in self.table.flags and (hour := _whole(amount, 24)) is not None:
            draft.readings |= minutes(hour, 0, None, self.table)
            draft.soft = True
        return here

    def counts_half(self, amount: Amount) -> bool:
        """Tell whether a half follows what is counted: deux personnes et demie."""
        here = amount.after
        if [one.kind for one in self.lexemes[here : here + 2]] != ["and", "half"] or amount.scale != 1:
            return False
        counted = self.text[amount.end : self.lexemes[here].start]
        if _HALF_OF.match(self.text, self.lexemes[here + 1].end):
            return False
        return counted.strip().isalpha() and linked(self.text, self.lexemes[here], self.lexemes[here + 1])

    def take_million(self, draft: Draft, amount: Amount, here: int) -> int:
        """Read the m of £4.5m and 4.5m yuan as million; elsewhere it may be metres too."""
        millions = {one * 1_000_000 for one in draft.readings if isinstance(one, Decimal)}
        currency = self.after(here, {"unit"}, loose=True)
        if currency and cast(frozenset[str], currency.value) & CURRENCIES:
            draft.readings, draft.units, draft.end = (
                set(millions),
                set(cast(frozenset[str], currency.value)),
                currency.end,
            )
            return here + 1
        if _MONEY_BEFORE.search(self.text, max(0, amount.start - 5), amount.start):
            draft.readings, draft.units = set(millions), set()
        else:
            draft.readings |= millions
            draft.soft = True
        return here

    def take_prefix(self, draft: Draft, at: int) -> None:
        """Take in the sign and the currency before an amount."""
        index = at
        mark = self.before(index, frozenset({"unit"})) if "percent-first" in self.table.flags else None
        if mark and "%" in cast(frozenset[str], mark.value) and self.lexemes[index].start - mark.end < 2:
            draft.units, draft.start, index = {"%"}, mark.start, index - 1
        if self.before(index, _MINUS) and self.before(index - 1, frozenset({"percentpre"})):
            # Yüzde eksi 2.
            draft.units, draft.negative, draft.start = {"%"}, True, self.lexemes[index - 2].start
            return
        prefix = self.before(index, _PREFIXES)
        if prefix and self.lexemes[index].kind == "weak":
            # "Renminbi dual counters" are no money.
            prefix = None
        if prefix:
            units = {"%"} if prefix.kind == "percentpre" else set(cast(frozenset[str], prefix.value))
            both = units & draft.units
            draft.units = both or (draft.units if draft.units & CURRENCIES and "$" in units else units | draft.units)
            draft.start, index = prefix.start, index - 1
        sign = self.before(index, _MINUS)
        # Menos três is also "except three".
        except_ = self.table.language in _EXCEPT and sign and sign.value not in ("-", "−", "–") and not draft.units
        if sign and not except_:
            draft.negative, draft.start = True, sign.start

    def read_quarter(self, at: int) -> int:
        """Read a quarter of whatever it is, such as a quarter of a million."""
        lexeme = self.lexemes[at]
        if (scale := self.after(at + 1, {"scale"}, loose=True)) and self.table.language == "en":
            size = cast(tuple[Decimal, int | None], scale.value)[0]
            self.add(Draft("number", {size / 4}, lexeme.start, scale.end, OPTIONAL, spelled=True))
            return at + 2
        self.add(Draft("number", {Decimal("0.25"), Decimal(25), Decimal(4)}, lexeme.start, lexeme.end, WEAK))
        return at + 1

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

    def read_clock(self, at: int) -> int:
        """Read 19:30, 19h30, 7:30 p.m."""
        lexeme = self.lexemes[at]
        time = read_clock(lexeme)
        parts = tuple(
            Quantity("number", frozenset({Decimal(match[0])}), lexeme.start + match.start(), lexeme.start + match.end())
            for match in _NUMBERS.finditer(str(lexeme.value))
        )
        if time is None:
            text = str(lexeme.value).replace(" ", "")
            self.add(Draft("code", {("code", text)}, lexeme.start, lexeme.end, MANDATORY, parts=parts))
            return at + 1
        left = self.before(at, DAYPARTS, loose=True)
        right = self.after(at + 1, DAYPARTS, loose=True)
        if right is None and (mark := self.after(at + 1, {"oclock"})):
            index = at + 2
            right = self.after(index, DAYPARTS, loose=True) if index < len(self.lexemes) else None
            del mark
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

    def read_unit(self, at: int) -> int:
        """Read a length of time without a number: a decade, an hour."""
        lexeme = self.lexemes[at]
        for unit in cast(frozenset[str], lexeme.value):
            dimension, factor = MEASURES.get(unit, ("", Decimal(0)))
            if dimension in ("duration", "months") and self.table.language in _ARTICLES:
                self.add(Draft("number", {(dimension, factor.normalize())}, lexeme.start, lexeme.end, WEAK))
        return at + 1

    def read_ymd(self, at: int) -> int:
        """Read a date in digits."""
        for quantity in read_date(self.lexemes[at], self.table):
            self.add(Draft.of(quantity))
        return at + 1

    read_dmy = read_ymd

    def read_dm(self, at: int) -> int:
        """Read 23.01. as a day and a month where that is the custom."""
        if "dotted-dates" in self.table.flags and not _NO_MONTH.search(str(self.lexemes[at].value)):
            return self.read_ymd(at)
        lexeme = self.lexemes[at]
        run = str(lexeme.value).rstrip(".")
        fake = Lexeme("digits", run, lexeme.start, lexeme.end - 1)
        self.lexemes[at] = fake
        return self.read_number(at)

    def read_fraction(self, at: int) -> int:
        """Read 1/3, 2024/25, 9/11."""
        lexeme = self.lexemes[at]
        above, below = (int(part) for part in str(lexeme.value).split("/"))
        parts = tuple(
            Quantity("number", frozenset({Decimal(match[0])}), lexeme.start + match.start(), lexeme.start + match.end())
            for match in _NUMBERS.finditer(str(lexeme.value))
        )
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
        self.add(_code(lexeme, "".join(_NUMBERS.findall(str(lexeme.value)))))
        return at + 1

    def read_code(self, at: int) -> int:
        """Read a name with digits."""
        lexeme = self.lexemes[at]
        if lexeme.value not in _HALF_YEARS:
            self.add(_code(lexeme, re.sub(r"[\s-]", "", str(lexeme.value))))
        return at + 1


@lru_cache(maxsize=4096)
def _read_alone(digits: str, table: Table) -> tuple[Draft, ...]:
    """Return what digits say in any text where they stand by themselves, as if they were at its beginning."""
    reader = _Reader(digits, table, [Lexeme("digits", digits, 0, len(digits))])
    reader.read_linked(0)
    for draft in reader.drafts:
        # Nobody may change what is remembered.
        draft.readings, draft.foreign = frozenset(draft.readings), frozenset(draft.foreign)
    return tuple(reader.drafts)


_MINUS = frozenset({"minus"})
_PREFIXES = frozenset({"prefix", "percentpre"})
_PERCENTS_AND_CURRENCIES = PERCENTS | CURRENCIES
_BEFORE = frozenset({"quarterpre"})
_CENTURY_FIRST = dict.fromkeys(("es", "pt", "it", "ar", "th"), frozenset({"century"}))
_EXCEPT = frozenset({"es", "fr", "it", "pt"})
_SPECIAL = DAYPARTS | {
    *(
        "era",
        "percentpre",
        "oclock",
        "oclockpre",
        "half",
        "halfpast",
        "quarterpast",
        "quarterto",
        "plusquarter",
        "minusquarter",
        "decade",
        "decadepre",
    ),
    *("century", "quarter", "quarterpre", "year", "monthmark", "daymark", "timesmark", "minutemark"),
}
"""Lexemes that make something else of a number than an amount."""
_QUARTERS_AFTER = {"plusquarter": 15, "minusquarter": -15}
_TIMELY = DAYPARTS | {"oclock", "oclockpre", "half", "halfpast", "quarterpast", "quarterto", *_QUARTERS_AFTER}
_SHIFTS = {"halfpast": 30, "quarterpast": 15, "quarterto": -15, "half": -30}
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
_CERTAIN_CLOCKS = frozenset(
    ["点钟", "點鐘", "点半", "uhr", "시", "時", "时", "h", "o'clock", "บجے", "بजे", "น.", "นาฬิกา"]
)
_GROWN = re.compile("(?:增长|增加|提高|上升|扩大|增長|擴大|上漲|上涨|激增|增)(?:了|近|约|約|超过|超過)*$")
_LOOKALIKE = str.maketrans("авекмнорстухс", "abekmhopctyxc")


_ABBREVIATED = re.compile(r"\d+[a-z]")
_WORDY = re.compile(r"[^\W\d_]{2,}\d{1,2}$|[^\W\d_]{4}")
_ARTICLES = frozenset({"en", "es", "fr", "de", "it", "pt", "ru", "ar", "hi", "tr"})
"""Languages that say an hour without a number."""
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|\.|e|er|[eè]me|\.?[ºª°o]|-?(?:й|го|м|му|е|ом))[ \u00a0-]|वीं[ ]?")
#: 2.0. ends a sentence.
_NO_MONTH = re.compile(r"\.00?\.|^00?\.")
_LIST_OR_DATE = re.compile(r"(\d{1,2})[.,](\d{1,2})")
_LIST = re.compile(r"(\d{1,2}),(\d{1,2})")
_QUARTERS = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"))
_DOTTED = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)")


def _whole(amount: Amount, most: int) -> int | None:
    """Return the value of an amount that is a small whole number, or None."""
    if len(amount.values) != 1 or amount.scale != 1:
        return None
    value = next(iter(amount.values), Decimal(0))
    return int(value) if value == int(value) and 0 <= value <= most else None


def _hour_of(amount: Amount) -> tuple[int | None, int | None]:
    """Return the hour of an amount, and the minutes that belong to it: siete y media, 19.30."""
    value = min(amount.values, default=Decimal(0))
    if amount.spelled and len(amount.values) == 1 and value > 1 and value % 1 in _QUARTERS:
        return int(value), int(value % 1 * 60)
    if dotted := _DOTTED.fullmatch(amount.written):
        return int(dotted[1]), int(dotted[2])
    return _whole(amount, 24), None


def _parts(list_: re.Match[str], start: int) -> tuple[Quantity, ...]:
    """Return the numbers of a list without a space: 6,7 where a comma may also begin decimals."""
    return tuple(
        Quantity("number", frozenset({Decimal(list_[group])}), start + list_.start(group), start + list_.end(group))
        for group in (1, 2)
    )


def _code(lexeme: Lexeme, text: str) -> Draft:
    parts = tuple(
        Quantity("number", frozenset({Decimal(match[0])}), lexeme.start + match.start(), lexeme.start + match.end())
        for match in _NUMBERS.finditer(str(lexeme.value))
        if len(match[0]) < 20
    )
    weight = WEAK if text in _FREE_CODES or not text.strip("0") else MANDATORY
    readings: set[Reading] = {("code", text.translate(_LOOKALIKE))}
    if _WORDY.match(text):
        # FILE1 may become DATEI1.
        readings.add(("digits", "".join(_NUMBERS.findall(text))))
    return Draft("code", readings, lexeme.start, lexeme.end, weight, parts=parts)


_FREE_CODES = frozenset({"covid19", "co2", "b2b", "b2c", "o2o", "mp3", "mp4", "h5", "r&d", "i18n", "l10n", "a11y"})
"""Names that many languages write without the digits."""

__all__ = ["MEASURES", "Text", "read_text"]

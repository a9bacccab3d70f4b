"""Amounts with a sign, a unit or a currency: -3.5%, £4.5m, US$2 billion, an hour."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from i18n_tool.numbers.amounts import NUMBER_KINDS
from i18n_tool.numbers.calendar import minutes, years_of
from i18n_tool.numbers.clocks import DOTTED
from i18n_tool.numbers.cursor import Cursor
from i18n_tool.numbers.links import half_of, linked
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Amount, Lexeme, Quantity
from i18n_tool.numbers.neighbours import Draft
from i18n_tool.numbers.numerals import HAN_DIGITS
from i18n_tool.numbers.units import CURRENCIES, MEASURES, PERCENTS

#: "one in six a decade ago": the decade is not what the six are counted by.
_AGO = re.compile(r" an? [a-z]+ (?:ago|earlier|before|later)\b")
#: "two eggs and half a melon": the half is of something else.
_HALF_OF = re.compile(r" (?:an?|the|of|de|d'|un|une|una|di)\b")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:usd|eur|gbp|rmb|cny|hkd|jpy|aud|cad|sgd))[ \u00a0]?$")
_MINUS = frozenset({"minus"})
_PREFIXES = frozenset({"prefix", "percentpre"})
_PERCENTS_AND_CURRENCIES = PERCENTS | CURRENCIES
_EXCEPT = frozenset({"es", "fr", "it", "pt"})
"""Languages whose word for minus also says except."""
_ABBREVIATED = re.compile(r"\d+[a-z]")
_ARTICLES = frozenset({"en", "es", "fr", "de", "it", "pt", "ru", "ar", "hi", "tr"})
"""Languages that say an hour without a number."""
_LIST_OR_DATE = re.compile(r"(\d{1,2})[.,](\d{1,2})")
_LIST = re.compile(r"(\d{1,2}),(\d{1,2})")


class Measured(Cursor):
    """Reads amounts and what they are of."""

    __slots__ = ()

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
        _weigh(draft, amount)
        self.add_readings(draft, amount)
        self.add(draft)
        return here

    def add_readings(self, draft: Draft, amount: Amount) -> None:
        """Add what an amount with its unit may be besides: a time, a multiple, a list of two, a code."""
        if not draft.units and "24h" in self.table.flags and (dotted := DOTTED.fullmatch(amount.written)):
            draft.readings |= minutes(int(dotted[1]), int(dotted[2]), None, self.table)
        if "%" in draft.units and max(amount.values, default=None) == 100:
            # What grows by 100% doubles.
            draft.readings |= {("times", Decimal(2))}
        list_ = _LIST_OR_DATE if "general" in self.table.flags else _LIST
        if two := list_.fullmatch(amount.written):
            draft.parts = _parts(two, amount.start)
        if amount.written and _ABBREVIATED.fullmatch(self.text, draft.start, draft.end):
            draft.readings |= {("code", self.text[draft.start : draft.end])}

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
        return self.take_after_unit(draft, amount, unit, here + 1)

    def take_after_unit(self, draft: Draft, amount: Amount, unit: Lexeme, here: int) -> int:
        """Take in a half after the unit, and what the unit makes of the amount; return where to go on."""
        if self.table.language == "en" and self.text[amount.end : unit.end] == "m":
            return self.take_million(draft, amount, here)
        after = half_of(self.lexemes, here, unit, self.text)
        if after != here and amount.scale == 1:
            draft.readings = {one + Decimal("0.5") if isinstance(one, Decimal) else one for one in draft.readings}
            draft.end, here = self.lexemes[after - 1].end, after
        if "tens" in draft.units:
            draft.readings = {one * 10 for one in draft.readings if isinstance(one, Decimal)}
            draft.units = {"%"}
        if "hour" in draft.units and "hour-clock" in self.table.flags and (hour := amount.whole(24)) is not None:
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
        self.take_sign(draft, index)

    def take_sign(self, draft: Draft, index: int) -> None:
        """Take in the sign before the amount or its currency."""
        sign = self.before(index, _MINUS)
        # Menos três is also "except three".
        except_ = self.table.language in _EXCEPT and sign and sign.value not in ("-", "−", "–") and not draft.units
        if sign and not except_:
            draft.negative, draft.start = True, sign.start

    def read_unit(self, at: int) -> int:
        """Read a length of time without a number: a decade, an hour."""
        lexeme = self.lexemes[at]
        for unit in cast(frozenset[str], lexeme.value):
            dimension, factor = MEASURES.get(unit, ("", Decimal(0)))
            if dimension in ("duration", "months") and self.table.language in _ARTICLES:
                self.add(Draft("number", {(dimension, factor.normalize())}, lexeme.start, lexeme.end, WEAK))
        return at + 1


def _parts(list_: re.Match[str], start: int) -> tuple[Quantity, ...]:
    """Return the numbers of a list without a space: 6,7 where a comma may also begin decimals."""
    return tuple(
        Quantity("number", frozenset({Decimal(list_[group])}), start + list_.start(group), start + list_.end(group))
        for group in (1, 2)
    )


def _weigh(draft: Draft, amount: Amount) -> None:
    """Let percentages and money count for more than a bare number, and one metre for more than a bare one."""
    if draft.units & _PERCENTS_AND_CURRENCIES:
        large = bool(amount.written) or max(amount.values, default=Decimal(2)) > 1
        draft.weight = MANDATORY if large else max(draft.weight, OPTIONAL)
    if draft.units & MEASURES.keys() and draft.readings == {Decimal(1)}:
        draft.weight = max(draft.weight, OPTIONAL)

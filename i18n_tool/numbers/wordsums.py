"""Number words → an amount: two hundred and fifty thousand, dos mil, twenty-first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from i18n_tool.numbers.links import touches
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Amount, Lexeme
from i18n_tool.numbers.tables import UNSPACED, Table

_TENS = frozenset({"десятка"})


def read_words(lexemes: Sequence[Lexeme], at: int, text: str, table: Table) -> Amount | None:
    """Return the amount of the number words that begin with a lexeme, or None."""
    first = lexemes[at]
    if first.kind == "rough":
        about = {cast(Decimal, first.value)}
        return Amount(about, at + 1, first.start, first.end, OPTIONAL, spelled=True)
    if first.kind == "ord":
        return _from_ordinal(lexemes, at, text, table)
    sum_ = _WordSum(table)
    here, last = at, first
    while here < len(lexemes):
        lexeme = lexemes[here]
        if here > at and not touches(text, last, lexeme):
            break
        if lexeme.kind == "and" and here > at and here + 1 < len(lexemes):
            follower = lexemes[here + 1]
            if not touches(text, lexeme, follower) or not sum_.accepts(follower, joined=True):
                break
            here, lexeme = here + 1, follower
        elif not sum_.accepts(lexeme, joined=here == at or lexeme.joined or last.end == lexeme.start):
            break
        sum_.add(lexeme)
        last, here = lexeme, here + 1
    if here == at:
        return None
    values = {sum_.value()}
    if any(one.kind == "dozen" and one.value in _TENS for one in lexemes[at:here]):
        # Два десятка renders two dozen as often as a score.
        values.add(sum_.value() / 12 * 10)
    return Amount(
        values,
        here,
        first.start,
        last.end,
        sum_.weight(),
        scale=sum_.largest,
        ordinal=sum_.ordinal,
        spelled=True,
    )


def _from_ordinal(lexemes: Sequence[Lexeme], at: int, text: str, table: Table) -> Amount:
    """Return the amount of an ordinal word, of one or two parts: vigésima primera, الخامسة والعشرين."""
    first, after = lexemes[at], at + 1
    value = cast(Decimal, first.value)
    if after < len(lexemes) and touches(text, first, lexemes[after]) and lexemes[after].kind in ("ord", "card"):
        more = cast(Decimal, lexemes[after].value)
        tens, units = (more, value) if "unit-first" in table.flags and lexemes[after].joined else (value, more)
        if (
            20 <= tens < 100
            and tens % 10 == 0
            and units < 10
            and (lexemes[after].kind == "ord" or lexemes[after].joined)
        ):
            value, after = tens + units, after + 1
    end = lexemes[after - 1].end
    share = value > 3 and table.language == "en" and text.startswith(" of", end)
    values = {value, 1 / value, 100 / value} if share else {value}
    weight = OPTIONAL if value > 1 else WEAK
    return Amount(values, after, first.start, end, weight, ordinal=True, spelled=True)


class _WordSum:
    """Adds up number words: two hundred and fifty thousand, dos mil quinientos millones, ثلاثة وعشرون."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.total = self.current = Decimal(0)
        self.largest = Decimal(1)
        self.count = 0
        self.counted = False
        self.ordinal = False
        self.weak = False

    def accepts(self, lexeme: Lexeme, *, joined: bool) -> bool:
        """Tell whether a lexeme goes on with the number."""
        if self.ordinal:
            return False
        if lexeme.kind == "scale":
            if lexeme.end - lexeme.start == (1 if self.count else 2) and self.table.language == "pt":
                return False
            if lexeme.end - lexeme.start == 1 and self.table.language not in UNSPACED:
                return False
            return not self.count or self.counted or self.largest > 1
        if lexeme.kind == "dozen":
            return not self.count or self.current < 100
        if lexeme.kind not in ("card", "weak", "ord"):
            return False
        value = cast(Decimal, lexeme.value)
        if not self.count:
            return True
        if lexeme.kind == "ord" and (self.current % 10 or self.current % 100 < 20):
            return False
        if value >= 100:
            return not self.current
        if not self.current:
            return self.largest > 1
        if "unit-first" in self.table.flags and self.current % 100 < 10 <= value and value % 10 == 0 and joined:
            return True
        if "teens-added" in self.table.flags and self.current % 100 in (60, 80) and value < 20:
            return True
        if self.current % 100 == 0:
            return True
        if "compounds" in self.table.flags and not joined:
            # Negli anni Sessanta un …: 61 is one word.
            return False
        if self.current in (18, 19, 20) and value >= 10:
            return True
        least = 10 if "ten-units" in self.table.flags else 20
        return self.current % 10 == 0 and value < 10 and self.current % 100 >= least

    def add(self, lexeme: Lexeme) -> None:
        """Go on with a lexeme that was accepted."""
        self.count += 1
        if lexeme.kind == "scale":
            self.add_scale(cast(tuple[Decimal, int | None], lexeme.value)[0])
            return
        if lexeme.kind == "dozen":
            self.current = max(self.current, Decimal(1)) * 12
            return
        value = cast(Decimal, lexeme.value)
        self.weak = lexeme.kind == "weak" and self.count == 1
        self.counted, self.ordinal = True, lexeme.kind == "ord"
        if self.current in (18, 19, 20) and 10 <= value < 100:
            self.current = self.current * 100 + value
        else:
            self.current += value

    def add_scale(self, size: Decimal) -> None:
        """Multiply by hundred, thousand, million …"""
        self.largest = max(self.largest, size)
        if size == 100:
            self.current = max(self.current, Decimal(1)) * 100
        elif self.total and size > self.total:
            self.total, self.current = (self.total + self.current) * size, Decimal(0)
        else:
            self.total += max(self.current, Decimal(1)) * size
            self.current = Decimal(0)

    def value(self) -> Decimal:
        """Return the number."""
        return self.total + self.current

    def weight(self) -> int:
        """Return whether it must have a counterpart: 13 and more must, one may not."""
        value = self.value()
        if not self.counted and self.count < 2:
            return OPTIONAL
        if value <= 1 or (self.weak and self.count == 1):
            return WEAK
        if self.ordinal or value <= 12 or (self.largest > 1 and value == self.largest):
            return OPTIONAL
        return MANDATORY

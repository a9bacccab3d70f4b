"""Lexemes → quantities: the grammar that all languages share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import cast

from i18n_tool.model import Markup
from i18n_tool.numbers.amounts import NUMBER_KINDS, read_amount
from i18n_tool.numbers.calendar import DAYPARTS
from i18n_tool.numbers.centuries import Centuries
from i18n_tool.numbers.clocks import TimesOfDay
from i18n_tool.numbers.codes import Codes, code_of
from i18n_tool.numbers.dates import Dates
from i18n_tool.numbers.lexer import Lexer
from i18n_tool.numbers.links import linked
from i18n_tool.numbers.measured import Measured
from i18n_tool.numbers.model import WEAK, Amount, Lexeme, Quantity
from i18n_tool.numbers.multiples import Multiples
from i18n_tool.numbers.neighbours import OPEN, Draft, share
from i18n_tool.numbers.normal import clean, fold
from i18n_tool.numbers.tables import Table, table_for
from i18n_tool.numbers.units import DOLLARS

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
#: 2.0. ends a sentence.
_NO_MONTH = re.compile(r"\.00?\.|^00?\.")


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
    reader = Reader(folded, table, lexemes)
    return Text(plain, folded, tuple(reader.read()))


@dataclass(slots=True)
class Reader(TimesOfDay, Centuries, Dates, Measured, Multiples, Codes):
    """Reads the quantities of a text."""

    special: bool = False
    """True: the text has lexemes that make something else of a number than an amount."""

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
                self.add(code_of(lexeme, str(lexeme.value)))
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

    def read_roman(self, at: int) -> int:
        """Read a Roman numeral; it counts next to a century."""
        lexeme = self.lexemes[at]
        amount = Amount({cast(Decimal, lexeme.value)}, at + 1, lexeme.start, lexeme.end, WEAK, ordinal=True)
        return self.as_ordinal(at, amount) or self.as_amount(at, amount)

    def read_dm(self, at: int) -> int:
        """Read 23.01. as a day and a month where that is the custom."""
        if "dotted-dates" in self.table.flags and not _NO_MONTH.search(str(self.lexemes[at].value)):
            return self.read_ymd(at)
        lexeme = self.lexemes[at]
        run = str(lexeme.value).rstrip(".")
        fake = Lexeme("digits", run, lexeme.start, lexeme.end - 1)
        self.lexemes[at] = fake
        return self.read_number(at)


@lru_cache(maxsize=4096)
def _read_alone(digits: str, table: Table) -> tuple[Draft, ...]:
    """Return what digits say in any text where they stand by themselves, as if they were at its beginning."""
    reader = Reader(digits, table, [Lexeme("digits", digits, 0, len(digits))])
    reader.read_linked(0)
    for draft in reader.drafts:
        # Nobody may change what is remembered.
        draft.readings, draft.foreign = frozenset(draft.readings), frozenset(draft.foreign)
    return tuple(reader.drafts)


__all__ = ["Text", "read_text"]

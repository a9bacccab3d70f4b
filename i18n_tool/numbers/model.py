"""The quantities of a text as values: what a number, date, time or amount may mean."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Reading = Decimal | tuple[str | Decimal, ...]
"""One meaning: a plain number, or a named value such as ``("month", 1)`` or ``("length", 3200)``."""

Kind = Literal["number", "year", "month", "weekday", "day", "time", "decade", "vague", "times", "code", "quarter"]
"""What a quantity is to a reader."""

MANDATORY, OPTIONAL, WEAK = 2, 1, 0
"""Weights: must have a counterpart; counts only against another optional one; may only serve as a counterpart."""


class Quantity(NamedTuple):
    """One quantity of a text, with everything that it may mean."""

    kind: Kind
    """What it is."""
    readings: frozenset[Reading]
    """Its meanings by the rules of its locale."""
    start: int
    """Offset of its first character in the cleaned text."""
    end: int
    """Offset after its last character."""
    weight: int = MANDATORY
    """Whether it must have a counterpart."""
    units: frozenset[str] = frozenset()
    """The currency, percent or measure it may be of; empty: none is named."""
    soft: bool = False
    """True: its unit or scale may be that of a neighbour (``10`` of ``10-15%``)."""
    foreign: frozenset[Reading] = frozenset()
    """Its meanings by the other locale's way of writing numbers."""
    parts: tuple[Quantity, ...] = ()
    """What it is made of, should the whole have no counterpart."""
    written: str = ""
    """The digits as they stand, where there are any."""


class Lexeme(NamedTuple):
    """A word, mark or number of a text that may be part of a quantity."""

    kind: str
    """What it does: ``digits``, ``card``, ``scale``, ``month`` …"""
    value: object
    """What it is worth; depends on the kind."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    joined: bool = False
    """True: an "and" is written to its front (Arabic)."""


@dataclass(slots=True)
class Amount:
    """A number on its way to a quantity."""

    values: AbstractSet[Decimal]
    """What it may be worth."""
    after: int
    """Index of the first lexeme after it."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    weight: int = MANDATORY
    """Whether it must have a counterpart."""
    foreign: AbstractSet[Decimal] = frozenset()
    """What it may be worth as another locale writes numbers."""
    scale: Decimal = Decimal(1)
    """The product of its scale words, for a neighbour without one."""
    written: str = ""
    """Its digits."""
    ordinal: bool = False
    """True: it tells a place in an order."""
    spelled: bool = False
    """True: it has no digits."""

    def whole(self, most: int) -> int | None:
        """Return the value of a small whole number; None: it is larger, or none of these."""
        if len(self.values) != 1 or self.scale != 1:
            return None
        value = next(iter(self.values), Decimal(0))
        return int(value) if value == int(value) and 0 <= value <= most else None


ProblemKind = Literal[
    "missing", "extra", "number", "scale", "currency", "unit", "date", "percent", "sign", "code", "format", "order"
]
"""In what way a translation says something else."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One quantity that a translation does not say as its source does."""

    kind: ProblemKind
    """In what way."""
    source: str
    """The source's words; empty: it has none."""
    translation: str
    """The translation's words; empty: it has none."""
    source_value: str = ""
    """The source's quantity in plain digits."""
    translation_value: str = ""
    """The translation's quantity in plain digits."""
    certain: bool = True
    """True: both sides contradict each other in digits; False: words, names or examples may be meant otherwise."""

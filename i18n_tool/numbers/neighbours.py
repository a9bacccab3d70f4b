"""Quantities on their way, and what one takes over from the next: 10-15%, 5 to 10 million."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from i18n_tool.numbers.calendar import decade_in, read_decade
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Kind, Quantity, Reading
from i18n_tool.numbers.tables import Table
from i18n_tool.numbers.units import CURRENCIES, MEASURES, PERCENTS

_WIDEST = 12
OPEN = frozenset({"$", "="})
"""Units that say no country."""

#: What stands between the ends of a range, or the members of a list.
_JOINS = re.compile(
    r"\s*(?:[-–—~,،、，/]|to|and|or|through|&|至|到|和|与|與|及|或|或者|から|と|や|または|에서|부터|과|와|또는|a|y|o|e|u|à|et|ou|und|bis|oder|auf"
    r"|ed|al|до|и|или|по|و|الي|او|से|और|या|ile|ila|ve|veya|ถึง|และ|หรือ)\s*"
)
#: "The 12th and 15th centuries".
_CENTURIES = re.compile(r"(?:st|nd|rd|th)(?:,| and| or| to| through|[-–])(?: the| early| late)? ?")
#: What stands between a part and the whole.
_PART_OF = re.compile(r" (?:of(?: the)?|der|von(?: den)?|des|de los|de las|dos|das|dei|degli|delle|из|de) ")


@dataclass(slots=True)
class Draft:
    """A quantity before its neighbours are known."""

    kind: Kind
    readings: AbstractSet[Reading]
    start: int
    end: int
    weight: int = MANDATORY
    units: AbstractSet[str] = frozenset()
    soft: bool = False
    foreign: AbstractSet[Decimal] = frozenset()
    scale: Decimal = Decimal(1)
    written: str = ""
    negative: bool = False
    century: bool = False
    spelled: bool = False
    parts: tuple[Quantity, ...] = ()

    @classmethod
    def of(cls, quantity: Quantity) -> Draft:
        """Return a finished quantity as a draft."""
        return cls(quantity.kind, quantity.readings, quantity.start, quantity.end, quantity.weight)

    def moved(self, distance: int, end: int) -> Draft:
        """Return one like it that stands elsewhere."""
        parts = tuple(part._replace(start=part.start + distance, end=part.end + distance) for part in self.parts)
        return Draft(
            self.kind,
            self.readings,
            self.start + distance,
            end,
            self.weight,
            self.units,
            self.soft,
            self.foreign,
            self.scale,
            self.written,
            self.negative,
            self.century,
            self.spelled,
            parts,
        )

    def finish(self, table: Table, dollars: frozenset[str]) -> Quantity:
        """Return the quantity."""
        units = self.units
        if units & OPEN:
            units = (units - OPEN) | dollars | ({"dollar"} if "$" in units else set())
        if self.negative:
            self.readings = {-one if isinstance(one, Decimal) else one for one in self.readings}
            self.foreign = {-one for one in self.foreign}
        readings = self.readings
        for unit in units & MEASURES.keys() if units else ():
            dimension, factor = MEASURES[unit]
            readings = readings | {
                (dimension, (one * factor).normalize()) for one in self.readings if isinstance(one, Decimal)
            }
        if "general" in table.flags:
            months = {one for one in self.readings if isinstance(one, Decimal) and 1 <= one <= 12}
            readings = readings | {("month", one) for one in months}
        return Quantity(
            self.kind,
            frozenset(readings),
            self.start,
            self.end,
            self.weight,
            frozenset(units),
            self.soft,
            frozenset(self.foreign),
            self.parts,
            self.written,
        )


def share(drafts: Sequence[Draft], text: str, table: Table) -> None:
    """Let neighbours take over from each other what only one of them names."""
    if any(right.start - left.end <= _WIDEST for left, right in pairwise(drafts)):
        share_units(drafts, text)
        share_decades(drafts, text)
        if table.language == "en":
            add_shares(drafts, text)


def share_units(drafts: Sequence[Draft], text: str) -> None:
    """Let each number take over the scale and the unit of a neighbour in a range or list."""
    for index in range(len(drafts) - 2, -1, -1):
        left, right = drafts[index], drafts[index + 1]
        if (
            right.century
            and left.kind == "number"
            and not left.units
            and _CENTURIES.fullmatch(text, left.end, right.start)
        ):
            left.units = {"century"}
        if left.kind in ("number", "year") and right.kind in ("number", "year") and _near(left, right, text):
            if index and not left.units and _is_rate(drafts[index - 1], left, right, text):
                left.units, left.soft = set(drafts[index - 1].units), True
            _share(left, right)
        elif right.scale > 1 and left.scale == 1 and not left.units and _is_part(left, right, text):
            left.readings |= {one * right.scale for one in left.readings if isinstance(one, Decimal)}
    for left, right in pairwise(drafts):
        if right.start - left.end > _WIDEST:
            continue
        if left.kind == "number" and not left.units and _is_time(right) and _near(left, right, text):
            left.readings |= _clock_times(left.readings)
        if left.kind == "month" or right.kind == "month":
            _mark_day(left, right, text)
        if right.kind == "month" and text[right.end - 1] in "月월" and left.kind == "day" and _near(left, right, text):
            # 11及12月 are two months.
            left.readings |= {("month", one) for one in left.readings if isinstance(one, Decimal) and 1 <= one <= 12}


def _is_time(draft: Draft) -> bool:
    return any(isinstance(one, tuple) and one[0] == "time" for one in draft.readings)


def _near(left: Draft, right: Draft, text: str) -> bool:
    return right.start - left.end <= _WIDEST and _JOINS.fullmatch(text, left.end, right.start) is not None


def _is_rate(first: Draft, last: Draft, other: Draft, text: str) -> bool:
    """Tell whether a range of one currency stands against another: HK$7.75-7.85 to US$1."""
    money, more = first.units & CURRENCIES, other.units & CURRENCIES
    return bool(money and more) and not money & more and _near(first, last, text)


def _is_part(left: Draft, right: Draft, text: str) -> bool:
    """Tell whether one number is a part of the other and has its scale: 1,5 der 14,9 Millionen."""
    return not left.written.isdigit() and _PART_OF.fullmatch(text, left.end, right.start) is not None


def _share(left: Draft, right: Draft) -> None:
    if right.scale > 1 and left.scale == 1 and not left.units:
        sizes = {right.scale}
        if left.spelled and right.spelled:
            # Two to three hundred thousand.
            sizes |= {Decimal(10) ** one.adjusted() for one in right.readings if isinstance(one, Decimal) and one > 0}
        left.readings |= {one * size for one in left.readings if isinstance(one, Decimal) for size in sizes}
        left.foreign |= {one * right.scale for one in left.foreign}
        left.kind = "number" if left.kind == "year" else left.kind
    if right.units & (CURRENCIES | PERCENTS) and not left.units and left.kind != "year":
        left.units, left.soft = set(right.units), True
    elif left.units & CURRENCIES and not right.units and right.kind != "year" and not right.spelled:
        right.units, right.soft = set(left.units), True
    if left.kind == "year" and len(right.written) == 2:
        century = min((one for one in left.readings if isinstance(one, Decimal)), default=Decimal(2000)) // 100 * 100
        right.readings |= {century + one for one in right.readings if isinstance(one, Decimal)}


def share_decades(drafts: Sequence[Draft], text: str) -> None:
    """Let the left end of a range of decades be one, and both of the century before: 20世纪50至70年代."""
    for index, (left, right) in enumerate(pairwise(drafts)):
        if right.kind != "decade" or left.kind != "number" or left.units:
            continue
        value = next(iter(left.readings), None)
        if not isinstance(value, Decimal):
            continue
        if value % 10 or not 10 <= value <= 90 or not _near(left, right, text):
            continue
        left.kind, left.readings = "decade", set(read_decade(value))
        before = drafts[index - 1] if index else None
        if before and before.century and left.start - before.end <= 1:
            century = max(one for one in before.readings if isinstance(one, Decimal))
            before.weight = WEAK
            for one in (left, right):
                decade = min(number for number in one.readings if isinstance(number, Decimal))
                one.readings = set(decade_in(century, decade))


def add_shares(drafts: Sequence[Draft], text: str) -> None:
    """Let the second number of "one in five" be a share as well."""
    for one, all_ in pairwise(drafts):
        if text[one.end : all_.start] not in (" in ", " out of ", " of every ", " in every ", "-in-"):
            continue
        part = next(iter(one.readings)) if len(one.readings) == 1 else None
        whole = next(iter(all_.readings)) if len(all_.readings) == 1 else None
        if isinstance(part, Decimal) and isinstance(whole, Decimal) and 0 < part < whole <= 100 and not all_.units:
            all_.readings |= {part / whole, part * 100 / whole}
            one.weight = min(one.weight, OPTIONAL)


def _clock_times(readings: AbstractSet[Reading]) -> set[Reading]:
    """Return the times that bare hours may mean: 9 of "9 to 17 Uhr"."""
    hours = [one for one in readings if isinstance(one, Decimal) and 0 <= one <= 24]
    found: set[Reading] = {("time", one % 24 * 60) for one in hours}
    return found | {("time", (one + 12) * 60) for one in hours if one < 12}


def _mark_day(left: Draft, right: Draft, text: str) -> None:
    other = right if left.kind == "month" else left
    if right.start - left.end > 5 or other.kind not in ("number", "year") or other.spelled:
        return
    month = left if left.kind == "month" else right
    month.weight = MANDATORY
    if any(isinstance(one, Decimal) and 0 < one <= 31 for one in other.readings) and not other.units:
        other.kind = "day"

"""Single numerals: digits with separators, Han, Roman."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

LONGEST = 24
"""Longer runs of digits are no number but a name."""

_SEPARATOR = re.compile(r"[^0-9]")
_ROMAN = re.compile(r"^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

HAN_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二贰貳两兩", "三叁", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
HAN_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
HAN_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}


@dataclass(frozen=True, slots=True)
class Style:
    """How a locale writes numbers in digits."""

    decimal: str = "."
    """The marks that may begin the decimals."""
    group: str = ","
    """The marks that may stand between groups of digits."""


@lru_cache(maxsize=4096)
def read_digits(run: str, style: Style) -> tuple[frozenset[Decimal], frozenset[Decimal]]:
    """Return what a run of digits and separators means by a style, and what it means by others only.

    Both are empty if it cannot be one number, such as ``1.2.3``.
    """
    marks = _SEPARATOR.findall(run)
    if len(run) - len(marks) > LONGEST:
        return frozenset(), frozenset()
    if not marks:
        return frozenset({Decimal(run)}), frozenset()
    own: set[Decimal] = set()
    other: set[Decimal] = set()
    for value, decimal, group in _splits(run, marks):
        # A mark that may do both (1.234 in Spanish) makes groups, unless it is the usual decimal mark.
        clear = decimal in style.decimal[:1] or decimal not in style.group or not _grouped(_SEPARATOR.split(run))
        fits = (not decimal or (decimal in style.decimal and clear)) and (not group or group in style.group)
        (own if fits else other).add(value)
    return frozenset(own), frozenset(other - own)


def _splits(run: str, marks: list[str]) -> list[tuple[Decimal, str, str]]:
    """Return each way to read a run: its value, its decimal mark and its group mark."""
    found = []
    parts = _SEPARATOR.split(run)
    alike = len(set(marks)) == 1
    if alike and _grouped(parts) and marks[0] != "٫":
        found.append((Decimal("".join(parts)), "", marks[0]))
    if len(marks) == 1 and (marks[0] in ".,٫·" or (marks[0] == "'" and (len(parts[1]) < 3 or parts[0] == "0"))):
        found.append((Decimal(f"{parts[0]}.{parts[1]}"), marks[0], ""))
    if (
        len(marks) > 1
        and len(set(marks[:-1])) == 1
        and marks[-1] != marks[0]
        and marks[-1] in ".,٫'"
        and _grouped(parts[:-1])
    ):
        found.append((Decimal(f"{''.join(parts[:-1])}.{parts[-1]}"), marks[-1], marks[0]))
    return found


def _grouped(parts: list[str]) -> bool:
    """Tell whether parts are groups of digits: 1,234,567, or the Indian 12,34,567."""
    if len(parts[0]) > 3 or parts[0].startswith("0") or len(parts[-1]) != 3:
        return False
    inner = {len(part) for part in parts[1:-1]}
    return inner <= {3} or (inner == {2} and len(parts[0]) <= 2)


def read_roman(word: str) -> int | None:
    """Return the value of a Roman numeral in capitals, or None."""
    if not word or not _ROMAN.match(word):
        return None
    values = [_ROMAN_VALUES[char] for char in word]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


@dataclass(slots=True)
class _HanSum:
    """A Han numeral on its way: 3億6980万, 两千五百万, 1.5万亿."""

    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    number: Decimal | None = None
    last: int = 1

    def add_tens(self, size: int) -> None:
        if size in (20, 30):
            self.section += size
        else:
            self.section += (Decimal(1) if self.number is None else self.number) * size
        self.number, self.last = None, size if size not in (20, 30) else 10

    def add_scale(self, size: int) -> None:
        self.section += self.number or 0
        if not self.section:
            self.total = (self.total or Decimal(1)) * size
        elif self.total and self.total < size:
            self.total = (self.total + self.section) * size
        else:
            self.total += self.section * size
        self.section, self.number, self.last = Decimal(0), None, size


def read_han(parts: list[str | Decimal]) -> frozenset[Decimal]:
    """Return what a numeral of Han characters and numbers in digits may mean; empty: it is none.

    Args:
        parts: characters and numbers in order.
    """
    sum_, positional = _HanSum(), ""
    spelled = False
    for part in parts:
        if isinstance(part, Decimal):
            if sum_.number is not None or positional:
                return frozenset()
            sum_.number, spelled = part, False
        elif part in HAN_DIGITS:
            positional += str(HAN_DIGITS[part])
            sum_.number, spelled = Decimal(positional), True
        else:
            positional = ""
            if part in HAN_TENS:
                sum_.add_tens(HAN_TENS[part])
            else:
                sum_.add_scale(HAN_SCALES[part])
    return _han_values(sum_, positional, spelled)


def _han_values(sum_: _HanSum, positional: str, spelled: bool) -> frozenset[Decimal]:
    value = sum_.total + sum_.section + (sum_.number or 0)
    found = {value}
    if spelled and len(positional) == 1 and sum_.last > 10 and sum_.number is not None:
        # 两万五 is 25,000.
        found.add(sum_.total + sum_.section + sum_.number * (sum_.last // 10))
    return frozenset(found)


def read_approximate(parts: list[str | Decimal]) -> frozenset[Decimal]:
    """Return what a numeral may mean in which two digits in a row are about: 二三十万 is 200,000 or 300,000."""
    digits = {at for at, part in enumerate(parts) if part in HAN_DIGITS}
    twos = [at for at in digits if at + 1 in digits and at - 1 not in digits and at + 2 not in digits]
    if len(twos) != 1 or HAN_DIGITS[str(parts[twos[0] + 1])] - HAN_DIGITS[str(parts[twos[0]])] != 1:
        return read_han(parts)
    at = twos[0]
    exact = read_han(parts) if len(parts) == 2 else frozenset()
    return read_han(parts[: at + 1] + parts[at + 2 :]) | read_han(parts[:at] + parts[at + 1 :]) | exact

"""Quantities in plain digits, for messages."""

from __future__ import annotations

from decimal import Decimal

from i18n_tool.numbers.model import Quantity

_WORDS = frozenset(
    ["mile", "acre", "tonne", "pound", "litre", "second", "minute", "hour", "day", "week", "month", "year"]
)
"""Units that have a plural in -s."""
_NAMES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def show_value(quantity: Quantity) -> str:
    """Return what a quantity is worth in plain words, ``36.98 million USD``; empty if it has no value to show."""
    # An ambiguous date names one of its months, always the same one.
    named = sorted((one for one in quantity.readings if isinstance(one, tuple)), key=str)
    numbers = sorted(one for one in quantity.readings | quantity.foreign if isinstance(one, Decimal))
    for name, *values in named:
        if name == "month" and isinstance(values[0], Decimal) and 1 <= values[0] <= 12:
            return _MONTHS[int(values[0]) - 1]
        if name == "weekday" and isinstance(values[0], Decimal):
            return _DAYS[int(values[0]) - 1]
        if name == "code":
            return ""
        if name == "decade" and numbers:
            return f"the {numbers[-1]}s"
    times = sorted(int(one[1]) for one in named if one[0] == "time")
    if times:
        return " or ".join(f"{time // 60}:{time % 60:02}" for time in times)
    return _show_number(quantity, numbers)


def _show_number(quantity: Quantity, numbers: list[Decimal]) -> str:
    if not numbers:
        return ""
    if quantity.kind == "year":
        return f"{numbers[0]:f}"
    # 22 may be a year too, but the reader of a message wonders what 1922 has to do with it.
    numbers = [one for one in numbers if not {one - 1900, one - 2000} & set(numbers)]
    return " or ".join(show_number(one) for one in numbers[:2]) + _show_unit(quantity, numbers[0])


def _show_unit(quantity: Quantity, number: Decimal) -> str:
    units = sorted(quantity.units - {"dollar", "century"} or quantity.units - {"century"})
    if not units or len(units) > 2 or quantity.soft:
        return ""
    plural = "" if number == 1 else "s"
    shown = "/".join(f"{unit}{plural}" if unit in _WORDS else unit for unit in units)
    return shown if shown == "%" else f" {shown}"


def show_number(value: Decimal) -> str:
    """Return a number with a scale word where it is large: ``36.98 million``."""
    for size, name in _NAMES:
        if abs(value) >= size:
            return f"{_plain(value / size)} {name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.0001")) if value != value.to_integral_value() else value.quantize(Decimal(1))
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

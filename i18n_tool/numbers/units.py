"""What units measure, so that 3.2 km and 3,200 m are equal."""

from __future__ import annotations

from decimal import Decimal

CURRENCIES = frozenset(
    {"USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD", "CNY", "JPY", "KRW", "EUR", "GBP", "CHF"}
    | {"RUB", "INR", "TRY", "THB", "BRL", "MXN", "AED", "SAR", "EGP", "MOP", "ILS", "QAR", "KWD"}
)
"""ISO 4217 codes that the tables name."""

DOLLARS = frozenset(["USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD"])
"""What the word dollar may mean where another dollar than that of the United States is spoken of."""

PERCENTS = frozenset({"%", "pp", "permille", "bp"})
"""Shares and differences of shares."""

_D = Decimal
MEASURES: dict[str, tuple[str, Decimal]] = {
    "mm": ("length", _D("0.001")),
    "cm": ("length", _D("0.01")),
    "m": ("length", _D(1)),
    "km": ("length", _D(1000)),
    "mile": ("length", _D("1609.344")),
    "nmi": ("length", _D(1852)),
    "foot": ("length", _D("0.3048")),
    "inch": ("length", _D("0.0254")),
    "li": ("length", _D(500)),
    "m2": ("area", _D(1)),
    "km2": ("area", _D(1000000)),
    "ha": ("area", _D(10000)),
    "acre": ("area", _D("4046.8564224")),
    "mu": ("area", _D(10000) / _D(15)),
    "mg": ("mass", _D("0.001")),
    "g": ("mass", _D(1)),
    "jin": ("mass", _D(500)),
    "kg": ("mass", _D(1000)),
    "tonne": ("mass", _D(1000000)),
    "pound": ("mass", _D("453.59237")),
    "ml": ("volume", _D("0.001")),
    "litre": ("volume", _D(1)),
    "m3": ("volume", _D(1000)),
    "second": ("duration", _D(1)),
    "minute": ("duration", _D(60)),
    "hour": ("duration", _D(3600)),
    "day": ("duration", _D(86400)),
    "week": ("duration", _D(604800)),
    "fortnight": ("duration", _D(1209600)),
    "month": ("months", _D(1)),
    "year": ("months", _D(12)),
    "decade": ("months", _D(120)),
    "century": ("months", _D(1200)),
    "millennium": ("months", _D(12000)),
    "w": ("power", _D(1)),
    "kw": ("power", _D(1000)),
    "mw": ("power", _D(1000000)),
    "gw": ("power", _D(1000000000)),
    "kwh": ("energy", _D(1)),
    "mwh": ("energy", _D(1000)),
    "gwh": ("energy", _D(1000000)),
    "twh": ("energy", _D(1000000000)),
    "kmh": ("speed", _D(1)),
    "mph": ("speed", _D("1.609344")),
    "celsius": ("celsius", _D(1)),
    "fahrenheit": ("fahrenheit", _D(1)),
    "dozen": ("count", _D(12)),
    "pp": ("points", _D(1)),
    "point": ("points", _D(1)),
    "bp": ("points", _D("0.01")),
}
"""Dimension of each measure, and how many of its basic unit make one."""

WORLDLY = frozenset(["mile", "foot", "inch", "acre", "mu", "jin", "pound", "mph", "li", "nmi"])
"""Units that translators convert, rounding as they do."""

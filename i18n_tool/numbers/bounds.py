"""Bounds said in two ways: more than twelve is thirteen or more."""

from __future__ import annotations

import re
from decimal import Decimal

from i18n_tool.numbers.model import Quantity

_NEAR = 24

#: Before or after a number: it does not belong to the range itself.
_BEYOND = (
    r"(?:more|larger|greater|bigger|higher|longer|older) than|\bover|\babove|exceed\w*|\bafter(?: the)?"
    r"|mehr als|über|plus d[e’']|más de|mais de|più di|oltre|более|больше|свыше|أكثر من"
    r"|超过|超過|多于|多於|大于|大於"
)
_BEYOND_AFTER = r"より|を超|초과|보다|से अधिक|['’]?(?:den|dan|ten|tan) fazla"
#: The number belongs to the range.
_FROM = r"at least|no fewer than|mindestens|au moins|al menos|pelo menos|almeno|не менее|至少|不少于|不少於"
_FROM_AFTER = (
    r"\+|or (?:more|over|older)|and (?:more|over|above)|以上|以降|以後|に達|이상|及以上|या अधिक|oder mehr|ou plus|o más"
    r"|ou mais|o più|и более"
)

_BEYOND_BEFORE_IT = re.compile(rf"(?:{_BEYOND})\W*(?:[^\W\d]+ )?$")
_BEYOND_AFTER_IT = re.compile(rf"\W?\w{{0,3}}(?:{_BEYOND_AFTER})")
_FROM_BEFORE_IT = re.compile(rf"(?:{_FROM})\W*$")
_FROM_AFTER_IT = re.compile(rf"\W?\w{{0,4}}?\W?(?:{_FROM_AFTER})")


def same_bound(one: Quantity, text: str, other: Quantity, other_text: str) -> bool:
    """Tell whether two whole numbers that differ by one bound the same range: more than 12, 13 or more.

    Args:
        one: a quantity.
        text: the folded text that it stands in.
        other: a quantity of the other language.
        other_text: its folded text.
    """
    for low, low_text, high, high_text in ((one, text, other, other_text), (other, other_text, one, text)):
        numbers = {value + 1 for value in low.readings if isinstance(value, Decimal) and value == int(value)}
        if numbers & high.readings and _is_beyond(low, low_text) and _is_from(high, high_text):
            return True
    return False


def _is_beyond(quantity: Quantity, text: str) -> bool:
    before = _BEYOND_BEFORE_IT.search(text, max(0, quantity.start - _NEAR), quantity.start)
    return before is not None or _BEYOND_AFTER_IT.match(text, quantity.end) is not None


def _is_from(quantity: Quantity, text: str) -> bool:
    before = _FROM_BEFORE_IT.search(text, max(0, quantity.start - _NEAR), quantity.start)
    inside = "+" in text[quantity.start : quantity.end]
    return inside or before is not None or _FROM_AFTER_IT.match(text, quantity.end) is not None

"""Which problems are certain: both sides say the same kind of thing, and contradict each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from i18n_tool.numbers.grammar import Text
from i18n_tool.numbers.model import MANDATORY, ProblemKind, Quantity
from i18n_tool.numbers.units import CURRENCIES, MEASURES

_NEAR = 120
#: Translators change examples on purpose.
_EXAMPLE = re.compile(r"(?:\be\.?g\b\.?|\bfor (?:example|instance)\b|\bsuch as\b|\bexamples?:|\blike)[^.!?]*$")
#: A $ without a country before a round amount without a scale: translators put the money of their readers.
_ANY_DOLLAR = re.compile(r"-?(?<![a-z])\$\s?(?:[\d,]*0(?:\.00)?)")
_PERCENT = re.compile(
    r"[%٪％]|per ?cent|pro[cz]ent|pour ?cent|por ?cien|por cento|процент"
    r"|百分|パーセント|퍼센트|yüzde|ร้อยละ|प्रतिशत|المئة|المائة"
)
#: What translators add in brackets explains.
_OPEN = re.compile(r"[(\[（［【〔][^)\]）］】〕]*$")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b(?! centur)")
_GLUED = re.compile(r"[a-zA-Z\u00c0-\u04ff][0-9]")
#: Units that are not read, since single letters are names as often.
_UNREAD = re.compile(r"\s?([cdh]?[gl]|t)\b")
_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?(?:[-–:]|比|对|對|対)\s?\d{1,3}(?![\d-])")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two quantities that belong together and are not equal, or one that has no counterpart."""

    kind: ProblemKind
    """In what way they differ."""
    source: Quantity | None
    """The quantity of the source."""
    target: Quantity | None
    """The quantity of the translation."""


def certain_of(differences: Sequence[Difference], left: Text, right: Text, *, digits_only: bool) -> list[bool]:
    """Tell of each difference of two texts whether it is a contradiction.

    Number words are certain only where all else is told alike and both are of one kind: years, shares, centuries or
    dozens. Names and amounts are certain where they are no examples. What one side alone says is certain if it has two
    digits or more, which the other has nowhere.

    Args:
        differences: all that were found.
        left: the source.
        right: the translation.
        digits_only: the number words of one of the languages are not known; three digits may be said in them.
    """
    least = 4 if digits_only else 2
    retold = len(differences) > 2 or any(one.source is None or one.target is None for one in differences)
    found = []
    for one in differences:
        if one.source is None or one.target is None:
            found.append(_is_alone(one, left, right, least))
        else:
            found.append(_is_contradiction(one.kind, one.source, one.target, left, right, retold))
    return found


def _is_contradiction(
    kind: ProblemKind, source: Quantity, target: Quantity, left: Text, right: Text, retold: bool
) -> bool:
    if _is_example(source, left):
        return False
    one, other = _words(source, left), _words(target, right)
    if kind == "code":
        return _letters(one) == _letters(other)
    if kind == "unit":
        return True
    if kind == "currency":
        return _ANY_DOLLAR.fullmatch(one) is None
    if kind == "sign":
        # Elsewhere a minus may be a hyphen or a dash.
        return bool(source.units & target.units)
    if kind == "percent":
        if source.units and target.units:
            # Translators call a difference of percents points; that is more exact.
            return not (source.units == {"%"} and "pp" in target.units)
        return _PERCENT.search((left if target.units else right).folded) is None
    if len(_digits(one)) > 1 and "-".join(_digits(one)) in right.clean:
        # 123 and 1-2-3.
        return False
    if _may_be_converted(source, target, left, right):
        return False
    if not _comparable(source, target) or (retold and source.kind != target.kind):
        return False
    if kind == "scale" and (_dimensions(source) ^ _dimensions(target)) & {"%", "duration"}:
        # 15mn are minutes.
        return False
    if kind == "scale":
        return bool(_digits(one) and _digits(other)) or min(_largest(source), _largest(target)) >= 100
    return bool(_digits(one) and _digits(other)) or not (retold or not _of_one_kind(source, target))


def _may_be_converted(source: Quantity, target: Quantity, left: Text, right: Text) -> bool:
    """Tell whether two numbers of the same digits have different units of which one is not read: 0.5 kg and 500 g."""
    units = _UNREAD.match(left.clean, source.end), _UNREAD.match(right.clean, target.end)
    named = [unit[1] if unit else "" for unit in units]
    one, other = (_digits(_words(source, left)).strip("0"), _digits(_words(target, right)).strip("0"))
    return bool(one) and one == other and named[0] != named[1]


def _of_one_kind(source: Quantity, target: Quantity) -> bool:
    """Tell whether two number words are of one kind that few other words are taken for."""
    if source.kind != target.kind:
        return False
    if source.kind != "number":
        return True
    if _dimensions(source) & _dimensions(target) or source.weight == target.weight == MANDATORY:
        return True
    return (_is_share(source) and _is_share(target)) or min(_largest(source), _largest(target)) >= 1000


def _is_share(quantity: Quantity) -> bool:
    return any(isinstance(one, Decimal) and 0 < one < 1 for one in quantity.readings)


def _is_alone(difference: Difference, left: Text, right: Text, least: int) -> bool:
    """Tell whether a quantity that only one side has is a number of enough digits that the other never names."""
    quantity, here, there = (difference.source, left, right) if difference.source else (difference.target, right, left)
    if quantity is None or _is_example(quantity, here):
        return False
    if "/" in _words(quantity, here):
        # A quarter is often said in words.
        return False
    if _ORDINAL_END.match(here.folded, quantity.end):
        # The 10th and the 28th are often said in words.
        return False
    digits = _digits(_words(quantity, here))
    if any(score.start() <= quantity.start < score.end() for score in _SCORE.finditer(here.folded)):
        return True
    if quantity.units == {"%"} and digits == "100":
        # All of it.
        return False
    century = {one // 100 + 1 for one in quantity.readings if isinstance(one, Decimal) and 100 < one < 2100}
    if any("century" in one.units and century & one.readings for one in there.quantities):
        return False
    if _GLUED.match(here.clean, max(0, quantity.start - 1)):
        # Part of a name: libavcodec53.
        return False
    if digits in there.clean or len(digits) < least - bool(quantity.units):
        return False
    if difference.kind != "extra":
        return True
    return quantity.kind != "code" and _largest(quantity) > 12 and not _OPEN.search(here.clean, 0, quantity.start)


def _comparable(source: Quantity, target: Quantity) -> bool:
    """Tell whether two quantities count the same thing, as far as they say what they count."""
    one, other = _dimensions(source), _dimensions(target)
    if ("century" in one) != ("century" in other):
        return False
    if one == other == {"%"} and any(
        100 - one in target.readings for one in source.readings if isinstance(one, Decimal)
    ):
        # To 25% is by 75%.
        return False
    times = (_is_time(source), _is_time(target))
    if source.kind != target.kind and not all(times) and (any(times) or _is_year(source) != _is_year(target)):
        return False
    return not one or not other or bool(one & other)


def _is_time(quantity: Quantity) -> bool:
    return any(isinstance(one, tuple) and one[0] == "time" for one in quantity.readings)


def _is_year(quantity: Quantity) -> bool:
    """Tell whether a quantity may be a year rather than a number of anything."""
    return quantity.kind == "year" or not quantity.units or 1000 <= _largest(quantity) <= 2700


def _dimensions(quantity: Quantity) -> frozenset[str]:
    return frozenset(map(_dimension, quantity.units))


def _dimension(unit: str) -> str:
    if unit in CURRENCIES:
        return "money"
    return MEASURES[unit][0] if unit in MEASURES and unit != "century" else unit


def _is_example(quantity: Quantity, text: Text) -> bool:
    return _EXAMPLE.search(text.folded, max(0, quantity.start - _NEAR), quantity.start) is not None


def _words(quantity: Quantity, text: Text) -> str:
    return text.folded[quantity.start : quantity.end].strip()


def _digits(words: str) -> str:
    return "".join(char for char in words if char.isdigit())


def _letters(words: str) -> str:
    return "".join(char for char in words if char.isalpha())


def _largest(quantity: Quantity) -> Decimal:
    return max((one for one in quantity.readings if isinstance(one, Decimal)), default=Decimal(0))

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.numbers.numerals import Style, read_digits, read_han, read_roman

ENGLISH, GERMAN, SPANISH = Style(".", ","), Style(",", ".\u00a0 "), Style(",.", ".\u00a0, ")


@pytest.mark.parametrize(
    ("run", "style", "own"),
    [
        ("1,234", ENGLISH, {"1234"}),
        ("1.234", ENGLISH, {"1.234"}),
        ("1,234.5", ENGLISH, {"1234.5"}),
        ("12,34,567", ENGLISH, {"1234567"}),
        ("1.234", GERMAN, {"1234"}),
        ("24,64", GERMAN, {"24.64"}),
        ("1.234.567,8", GERMAN, {"1234567.8"}),
        ("1,5", SPANISH, {"1.5"}),
        ("1.5", SPANISH, {"1.5"}),
        ("2.500", SPANISH, {"2500"}),
        ("1٬234٫5", Style(".٫", ",٬"), {"1234.5"}),
        ("007", ENGLISH, {"7"}),
    ],
)
def test_digits_mean_what_the_locale_says(run: str, style: Style, own: set[str]) -> None:
    assert read_digits(run, style)[0] == {Decimal(value) for value in own}


def test_the_other_way_of_writing_is_kept_apart() -> None:
    own, foreign = read_digits("1.234", GERMAN)
    assert own == {Decimal(1234)}
    assert foreign == {Decimal("1.234")}


@pytest.mark.parametrize("run", ["1.2.3", "10.0.0.1", "1" * 30])
def test_what_is_no_number_has_no_value(run: str) -> None:
    assert read_digits(run, ENGLISH) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ("三千二百", 3200),
        ("二〇一九", 2019),
        ("两千五百万", 25_000_000),
        ("三万亿", 3 * 10**12),
        ("十二", 12),
        ("廿三", 23),
        ("一百零五", 105),
    ],
)
def test_han_numerals_have_values(parts: str, value: int) -> None:
    assert Decimal(value) in read_han(list(parts))


def test_han_numerals_go_on_after_digits() -> None:
    assert read_han([Decimal(3), "億", Decimal(6980), "万"]) == {Decimal(369_800_000)}
    assert read_han([Decimal("1.5"), "万", "亿"]) == {Decimal(1_500_000_000_000)}
    assert read_han([Decimal(1), "万", Decimal(2), "千"]) == {Decimal(12_000)}


def test_a_digit_after_a_scale_may_be_of_the_next_scale() -> None:
    assert read_han(list("两万五")) == {Decimal(20_005), Decimal(25_000)}


@pytest.mark.parametrize(("word", "value"), [("XIX", 19), ("XXI", 21), ("IV", 4), ("IIII", None), ("ABC", None)])
def test_roman_numerals_are_read(word: str, value: int | None) -> None:
    assert read_roman(word) == value


@given(st.integers(min_value=1000, max_value=10**15))
def test_grouped_numbers_are_read_back(number: int) -> None:
    assert read_digits(f"{number:,}", ENGLISH)[0] >= {Decimal(number)}
    assert read_digits(f"{number:,}".replace(",", "."), GERMAN)[0] >= {Decimal(number)}

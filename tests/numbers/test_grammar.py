from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.numbers.grammar import read_text
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, Quantity

LOCALES = ["en", "zh_CN", "zh_HK", "ja", "ko", "es", "fr", "de", "it", "pt_BR", "ru", "ar", "hi", "tr", "th", "fi"]


def read(text: str, locale: str) -> tuple[Quantity, ...]:
    return read_text(text, locale).quantities


def numbers(text: str, locale: str) -> list[Decimal]:
    return [one for found in read(text, locale) for one in found.readings if isinstance(one, Decimal)]


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("USD 369.8 million", "en", "369800000"),
        ("2.5 billion", "en", "2500000000"),
        ("two hundred and fifty thousand", "en", "250000"),
        ("two and a half million", "en", "2500000"),
        ("3.698亿美元", "zh_CN", "369800000"),
        ("一点五个", "zh_CN", "1"),
        ("3億6980万ドル", "ja", "369800000"),
        ("1조 2500억 원", "ko", "1250000000000"),
        ("dos mil quinientos millones", "es", "2500000000"),
        ("3 billones", "es", "3000000000000"),
        ("4 000 milliards", "fr", "4000000000000"),
        ("quatre-vingt-quinze", "fr", "95"),
        ("zweieinhalb Milliarden", "de", "2500000000"),
        ("fünfundzwanzig", "de", "25"),
        ("ventiduemila", "it", "22000"),
        ("2,5 bilhões", "pt_BR", "2500000000"),
        ("полтора миллиона", "ru", "1500000"),
        ("ثلاثة وعشرون", "ar", "23"),
        ("٣٦٩٫٨ مليون", "ar", "369800000"),
        ("36 करोड़ 98 लाख", "hi", "369800000"),
        ("साढ़े बारह लाख", "hi", "1250000"),
        ("12 bin 500", "tr", "12500"),
        ("2.5 พันล้าน", "th", "2500000000"),
    ],
)
def test_amounts_are_read(text: str, locale: str, value: str) -> None:
    assert Decimal(value) in numbers(text, locale)


@pytest.mark.parametrize(
    ("text", "locale", "minutes"),
    [
        ("7:30 p.m.", "en", 1170),
        ("19h30", "fr", 1170),
        ("19.30 Uhr", "de", 1170),
        ("halb acht Uhr abends", "de", 1170),
        ("晚上七点半", "zh_CN", 1170),
        ("午後7時30分", "ja", 1170),
        ("오후 7시 30분", "ko", 1170),
        ("las 7:30 de la tarde", "es", 1170),
        ("a las siete y media de la tarde", "es", 1170),
        ("7:30 вечера", "ru", 1170),
        ("الساعة السابعة والنصف مساءً", "ar", 1170),
        ("शाम साढ़े सात बजे", "hi", 1170),
        ("saat 19.30", "tr", 1170),
        ("9 a.m.", "en", 540),
    ],
)
def test_times_of_day_are_minutes(text: str, locale: str, minutes: int) -> None:
    assert any(("time", Decimal(minutes)) in found.readings for found in read(text, locale))


@pytest.mark.parametrize(
    ("text", "locale", "decade"),
    [
        ("the 1980s", "en", 1980),
        ("上世纪八十年代", "zh_CN", 1980),
        ("20世纪80年代", "zh_CN", 1980),
        ("1980-х", "ru", 1980),
        ("восьмидесятых годов XX века", "ru", 1980),
        ("ثمانينيات القرن العشرين", "ar", 1980),
        ("los años 80", "es", 80),
        ("gli anni Ottanta", "it", 80),
        ("1980er-Jahre", "de", 1980),
        ("1980'lerde", "tr", 1980),
    ],
)
def test_decades_are_read(text: str, locale: str, decade: int) -> None:
    assert any(("decade", Decimal(decade)) in found.readings for found in read(text, locale))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("四川和三亚的一些人十分高兴", "zh_CN"),
        ("“一带一路”是统一的", "zh_CN"),
        ("千葉の一部は十分", "ja"),
        ("un coche nuevo", "es"),
        ("La maison est neuve, une belle maison", "fr"),
        ("Ein neues Haus allein", "de"),
        ("Он единый", "ru"),
        ("one of them", "en"),
        ("You may march", "en"),
    ],
)
def test_homographs_ask_for_nothing(text: str, locale: str) -> None:
    assert all(found.weight < OPTIONAL for found in read(text, locale))


def test_a_left_end_may_take_the_scale_of_the_right() -> None:
    left, right = read("10-15 million", "en")
    assert left.readings == {Decimal(10), Decimal(10_000_000)}
    assert right.readings == {Decimal(15_000_000)}


def test_units_are_known() -> None:
    (found,) = read("HK$45 billion", "en")
    assert found.units == {"HKD"}
    (length,) = read("3.2公里", "zh_CN")
    assert ("length", Decimal(3200)) in length.readings


def test_codes_are_kept_whole() -> None:
    found = read("The A380 and COVID-19", "en")
    assert [one.kind for one in found] == ["code", "code"]
    assert found[0].weight == MANDATORY
    assert found[1].weight < MANDATORY


def test_markup_and_addresses_hold_no_quantity() -> None:
    assert read("See [this](page-7.html) or https://example.org/2019/12", "en") == ()
    (bold,) = read("**650,000** cars", "en")
    assert bold.readings == {Decimal(650_000)}


def test_a_language_without_table_reads_digits_only() -> None:
    assert numbers("Se maksoi 2 500 euroa ja kolme", "fi") != []
    assert all(found.written for found in read("kolme ja 25", "fi"))


@pytest.mark.parametrize("locale", LOCALES)
@given(text=st.text(alphabet="0123456789.,:/-–% $€年月日万亿千三十halfandoneé٣٫५ ", max_size=60))
@settings(max_examples=40, deadline=None)
def test_spans_lie_in_the_text_and_in_order(locale: str, text: str) -> None:
    read_ = read_text(text, locale)
    for found in read_.quantities:
        assert 0 <= found.start < found.end <= len(read_.clean)
    starts = [found.start for found in read_.quantities]
    assert starts == sorted(starts)


@pytest.mark.parametrize("piece", ["1 ", "1", "1,1", "一亿", "1-", "a1", "one ", "(", "1:1", "%1$", "-$1"])
def test_time_grows_with_the_length_of_hostile_text(piece: str) -> None:
    def took(size: int) -> float:
        text = piece * size
        start = time.process_time()
        read_text(text, "zh_CN")
        read_text(text, "en")
        return time.process_time() - start

    small, large = took(500), took(8000)
    assert large < 60 * small + 0.5

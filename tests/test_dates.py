from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.dates import rewrite_date
from i18n_tool.languages import format_date


@pytest.mark.parametrize(
    ("text", "value", "locale", "written"),
    [
        ("January 23, 2019", "2019-01-23", "zh_CN", "2019年1月23日"),
        ("January 23, 2019", "2019-01-23", "fr", "23 janvier 2019"),
        ("23 January 2019", "2019-01-23", "de", "23. Januar 2019"),
        ("Jan. 23, 2019", "2019-01-23", "fr", "23 janv. 2019"),
        ("Wednesday, January 23, 2019", "2019-01-23", "ar", "الأربعاء، 23 يناير 2019"),
        ("January 23", "2019-01-23", "ja", "1月23日"),
        ("January 2019", "2019-01", "es", "enero de 2019"),
        ("January 2019", "2019-01-23", "es", "enero de 2019"),
        ("January 23, 2019, 4:05 p.m.", "2019-01-23T16:05:00+08:00", "fr", "23 janvier 2019, 16:05"),
        ("January 23, 2019 at 16:05", "2019-01-23 16:05", "zh_CN", "2019年1月23日 16:05"),
    ],
)
def test_a_date_keeps_its_grain_in_another_language(text: str, value: str, locale: str, written: str) -> None:
    assert rewrite_date(text, value, "en", locale) == written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("January 24, 2019", "2019-01-23"),
        ("last Wednesday", "2019-01-23"),
        ("January 23, 2019, 4:06 p.m.", "2019-01-23T16:05"),
        ("noon", "12:00"),
        ("two hours", "PT2H"),
        ("January 23, 2019", "2019-13-45"),
        ("", "2019-01-23"),
        ("January 2019", ""),
    ],
)
def test_what_is_not_the_date_of_the_value_is_left_alone(text: str, value: str) -> None:
    assert rewrite_date(text, value, "en", "fr") is None


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from(["en", "fr", "zh_CN", "ar", "ja", "hi", "th", "de", "ru"]))
def test_a_long_date_of_any_language_is_read_and_written_in_any_other(day: datetime.date, locale: str) -> None:
    written = format_date(day, locale)
    for other in ("en", "es", "zh_HK"):
        assert rewrite_date(written, day.isoformat(), locale, other) == format_date(day, other)

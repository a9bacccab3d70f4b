"""What the number checks say about whole units."""

from __future__ import annotations

import pytest

from i18n_tool import check_pair
from i18n_tool.checks import all_checks, run_checks
from i18n_tool.checks.base import Context
from i18n_tool.model import Unit

NUMBERS = [check for check in all_checks() if check.code.startswith("NU")]


def codes(source: str, translation: str, locale: str) -> list[str]:
    return [finding.code for finding in check_pair(source, translation, locale, select=["NU"])]


@pytest.mark.parametrize(
    ("source", "translation", "locale", "code"),
    [
        ("It sold 25 buses in 2019.", "售出25辆客车。", "zh_CN", "NU101"),
        ("It sold 25 buses.", "Vendió 25 autobuses en 2019.", "es", "NU102"),
        ("It is worth USD 369.8 million.", "价值3698万美元。", "zh_CN", "NU103"),
        ("It is worth $5 million.", "Er ist 5 Millionen Euro wert.", "de", "NU104"),
        ("It opens on Friday.", "Abre el jueves.", "es", "NU105"),
        ("It begins at 7:30 p.m.", "7:30 da manhã é o início.", "pt_BR", "NU105"),
        ("It fell 3 percentage points.", "下降3%。", "zh_CN", "NU106"),
        ("It was minus 5 degrees Celsius.", "气温为5摄氏度。", "zh_CN", "NU106"),
        ("The A380 landed.", "A330が着陸した。", "ja", "NU107"),
        ("It has 1,250 rooms.", "Il compte 1 520 chambres.", "fr", "NU108"),
        ("It is 3.2 km long.", "全长3.2英里。", "zh_CN", "NU109"),
        ("It rose 24.64%.", "Es stieg um 24.64 Prozent.", "de", "NU110"),
    ],
)
def test_a_wrong_quantity_is_one_finding_of_its_kind(source: str, translation: str, locale: str, code: str) -> None:
    assert codes(source, translation, locale) == [code]


def test_a_message_shows_both_values() -> None:
    (finding,) = check_pair("It is worth USD 369.8 million.", "价值3698万美元。", "zh_CN", select=["NU"])
    assert '"3698万美元" = 36.98 million USD' in finding.message
    assert "369.8 million" in finding.message


def test_the_source_may_be_in_another_language() -> None:
    assert check_pair("价值25亿元。", "It is worth 2.5 billion yuan.", "en", source_locale="zh_CN", select=["NU"]) == []
    assert check_pair("价值25亿元。", "It is worth 25 billion yuan.", "en", source_locale="zh_CN", select=["NU"]) != []


def test_a_number_that_is_said_once_more_is_no_extra_number() -> None:
    assert codes("In 2019 it grew 5%.", "2019年增长5%；2019年如此。", "zh_CN") == []


def test_a_missing_month_name_alone_is_not_reported() -> None:
    assert codes("It opened on January 12.", "12日启用。", "zh_CN") == []


def test_names_with_numbers_are_left_to_the_glossary() -> None:
    source = "The 21st Century Maritime Silk Road, the G20 and COVID-19"
    assert codes(source, "21世纪海上丝绸之路、二十国集团和新冠疫情", "zh_CN") == []


def test_plural_forms_are_read_with_their_own_source() -> None:
    unit = Unit("One bus", msgid_plural="{n} buses", msgstr_plural=("Un bus", "{n} bus"))
    assert run_checks(unit, Context("fr"), NUMBERS) == []


def test_texts_without_numbers_are_right() -> None:
    assert codes("The harbour is quiet.", "港口很安静。", "zh_CN") == []

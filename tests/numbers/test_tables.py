from __future__ import annotations

import pytest

from i18n_tool.numbers.tables import table_for
from i18n_tool.numbers.units import CURRENCIES, MEASURES, PERCENTS

LANGUAGES = ["en", "zh_CN", "zh_HK", "zh_TW", "ja", "ko", "es", "fr", "de", "de_CH", "it", "pt", "pt_BR", "ru"]
LANGUAGES += ["ar", "hi", "tr", "th"]
KNOWN = CURRENCIES | PERCENTS | MEASURES.keys() | {"$", "=", "dollar", "point", "degree", "tens"}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_unit_of_a_table_is_known(locale: str) -> None:
    table = table_for(locale)
    for kind, value in [*table.words.values(), *table.stems.values(), *table.phrase_words.values()]:
        if kind in ("unit", "prefix"):
            assert value <= KNOWN, value


@pytest.mark.parametrize("locale", [locale for locale in LANGUAGES if locale[:2] not in ("zh", "ja", "ko")])
def test_every_language_names_twelve_months_and_seven_days(locale: str) -> None:
    table = table_for(locale)
    meanings = [*table.words.values(), *table.phrase_words.values()]
    assert {int(value) for kind, value in meanings if kind == "month"} == set(range(1, 13))
    assert {int(value) for kind, value in meanings if kind == "weekday"} == set(range(1, 8))


def test_an_unknown_language_has_digits_only() -> None:
    table = table_for("fi")
    assert not table.words
    assert "general" in table.flags


def test_a_variant_changes_its_language() -> None:
    assert table_for("de_CH").style.decimal == ".,"
    assert table_for("de").style.decimal == ","

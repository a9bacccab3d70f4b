"""More than twelve is thirteen or more."""

from __future__ import annotations

import pytest

from i18n_tool import check_pair


def found(source: str, translation: str, locale: str) -> list[str]:
    return [one.code for one in check_pair(source, translation, locale, select=["NU"])]


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("No more than 12 people may enter; more than 12 must wait.", "入れるのは12人までで、13人以上は待つ。", "ja"),
        ("The town grows larger than 16.", "都市は17以上に成長する。", "ja"),
        ("Invoices are 91+ days old.", "Die Rechnungen sind mehr als 90 Tage alt.", "de"),
        ("At least 21 of them came.", "Vinieron más de 20 de ellos.", "es"),
    ],
)
def test_a_bound_may_be_said_with_its_neighbour(source: str, translation: str, locale: str) -> None:
    assert found(source, translation, locale) == []


@pytest.mark.parametrize(
    ("source", "translation", "locale"),
    [
        ("More than 12 people came.", "Es kamen mehr als 13 Menschen.", "de"),
        ("More than 12 people came.", "Es kamen 13 Menschen.", "de"),
        ("At least 21 of them came.", "Vinieron al menos 20 de ellos.", "es"),
        ("More than 12 people came.", "Es kamen mindestens 14 Menschen.", "de"),
    ],
)
def test_a_bound_of_the_same_kind_must_have_the_same_number(source: str, translation: str, locale: str) -> None:
    assert found(source, translation, locale) == ["NU108"]

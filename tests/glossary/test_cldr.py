"""Names that CLDR gives as terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n_tool import check_pair
from i18n_tool.errors import SettingsError
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.cldr import name_terms
from i18n_tool.project import read_project
from i18n_tool.workflow.extract import load_glossary

LOCALES = ("es", "zh_CN", "ar", "ru")
NAMES = Glossary(name_terms(("territories", "currencies"), "en", LOCALES))


@pytest.mark.parametrize(
    ("source", "locale", "expected"),
    [
        ("Switzerland", "es", "Suiza"),
        ("Switzerland", "zh_CN", "瑞士"),
        ("Southeast Asia", "ru", "Юго-Восточная Азия"),
        ("Trinidad and Tobago", "es", "Trinidad y Tobago"),
        ("Myanmar", "zh_CN", "缅甸"),
        ("Swiss Franc", "es", "franco suizo"),
    ],
)
def test_names_are_as_cldr_has_them(source: str, locale: str, expected: str) -> None:
    (one,) = NAMES.find(f"It grew in {source} last year.")
    assert NAMES.target(one.term, locale) == expected


def test_names_that_nobody_writes_are_left_out() -> None:
    sources = {term.source for term in NAMES.terms}
    assert not [source for source in sources if "(" in source or " - " in source or " SAR " in source]
    assert len(sources) > 300


def messages(source: str, translation: str, locale: str) -> list[tuple[str, str]]:
    found = check_pair(source, translation, locale, glossary=NAMES, select=["GL"])
    return [(one.code, one.severity) for one in found]


def test_forms_of_names_are_found_in_translations() -> None:
    assert messages("It sells in Switzerland.", "Продаёт в Швейцарии.", "ru") == []
    assert messages("It cost 20 Swiss francs.", "Costó 20 francos suizos.", "es") == []
    assert messages("It cost 20 Swiss francs.", "Стоило 20 швейцарских франков.", "ru") == []


def test_a_missing_name_is_a_warning() -> None:
    assert messages("It sells in Switzerland.", "Se vende en Suecia.", "es") == [("GL001", "warning")]


def project_with(folder: Path, names: str) -> Path:
    (folder / "glossary").mkdir()
    (folder / "glossary" / "own.csv").write_text("term,es\nSwitzerland,Confederación Suiza\n", encoding="utf-8")
    path = folder / "i18n-tool.toml"
    path.write_text(f'locales = ["es"]\n{names}\n', encoding="utf-8")
    return path


def test_the_rows_of_a_project_stand_before_the_names_of_cldr(tmp_path: Path) -> None:
    glossary = load_glossary(read_project(project_with(tmp_path, 'cldr-names = ["territories"]')))
    assert [glossary.target(one.term, "es") for one in glossary.find("Switzerland and Sweden")] == [
        "Confederación Suiza",
        "Suecia",
    ]


def test_without_the_setting_there_are_no_names(tmp_path: Path) -> None:
    assert len(load_glossary(read_project(project_with(tmp_path, "")))) == 1


def test_a_kind_that_there_is_not_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_project(project_with(tmp_path, 'cldr-names = ["territory"]'))
    assert caught.value.line == 2
    assert 'Did you mean "territories"?' in str(caught.value)

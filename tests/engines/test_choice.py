"""Which engine serves a locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n_tool.engines import ENGINES, make_engine
from i18n_tool.engines.choice import Choices, list_engines
from i18n_tool.errors import EngineMissingError
from tests.conftest import MakeProject

AUTO = 'source-locale = "en"\nlocales = ["zh_CN", "zh_HK", "es", "ja"]\n'


def chosen(make_project: MakeProject, locale: str, settings: str = AUTO, override: str | None = None) -> str:
    with Choices(make_project({}, settings), override) as choices:
        choice = choices.of(locale)
        return choice.engine.origin(choice.source, locale) if choice.engine else choice.problem


def test_a_variant_is_derived_from_simplified_chinese(make_project: MakeProject) -> None:
    assert chosen(make_project, "zh_HK") == "opencc from zh_CN"


def test_without_its_base_a_variant_is_a_locale_like_others(make_project: MakeProject) -> None:
    assert chosen(make_project, "zh_HK", AUTO.replace('"zh_CN", ', "")) == "google"


def test_the_web_serves_what_nothing_offline_does(make_project: MakeProject) -> None:
    assert chosen(make_project, "ja") == "google"


def test_an_offline_engine_comes_before_the_web(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("APERTIUM_DATADIR", raising=False)
    (tmp_path / "modes").mkdir()
    if make_engine("apertium").supports("en", "es"):
        assert chosen(make_project, "es") == "apertium"
    nothing = f'{AUTO}[engines.apertium]\npath = "{tmp_path}/modes"\n'
    assert chosen(make_project, "es", nothing) == "google"


def test_the_settings_of_a_locale_and_the_option_win(make_project: MakeProject) -> None:
    settings = AUTO + '[engines]\nes = "pseudo"\n'
    assert chosen(make_project, "es", settings) == "pseudo"
    assert chosen(make_project, "es", settings, "google") == "google"


def test_a_locale_that_an_engine_cannot_serve_has_a_reason(make_project: MakeProject) -> None:
    assert chosen(make_project, "ja", override="apertium") == "apertium has no pair from en to ja"


def test_a_mistyped_engine_is_an_error_with_the_nearest_name(make_project: MakeProject) -> None:
    with pytest.raises(EngineMissingError, match="no engine") as caught:
        chosen(make_project, "es", override="apertum")
    assert 'Did you mean "apertium"?' in str(caught.value)


def test_all_engines_are_listed_with_what_they_can_do(make_project: MakeProject) -> None:
    rows = {str(row["name"]): row for row in list_engines(make_project({}, AUTO))}
    assert set(rows) == set(ENGINES)
    assert rows["opencc"]["locales"] == ("zh_HK",)
    assert rows["pseudo"]["locales"] == ("zh_CN", "zh_HK", "es", "ja")


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_is_called_what_it_says(name: str) -> None:
    engine = make_engine(name)
    assert engine.name == name
    assert engine.summary

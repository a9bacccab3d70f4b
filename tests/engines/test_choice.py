"""Which engine serves a locale."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from i18n_tool.engines import ENGINES, make_engine
from i18n_tool.engines.choice import Choices, check_engines
from i18n_tool.errors import EngineMissingError, SettingsError
from tests.conftest import MakeProject, Run

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


@pytest.mark.parametrize(
    ("settings", "line", "problem", "advice"),
    [
        ('[engines]\ndefault = "gogle"\n', 4, "'gogle': there is no engine of this name", '"google"'),
        ('[engines]\n\nes = "opncc:zh_CN"\n', 5, "'opncc': there is no engine of this name", '"opencc"'),
        ("[engines.depl]\n", 3, "'depl': there is no engine of this name", '"deepl"'),
        ('[engines]\ndefault = "deepl"\ndeepl.formality = "mor"\n', 5, 'unknown formality "mor"', '"more"'),
        ("[engines.google]\ndedline = 3\n", 4, 'unknown option "dedline"', '"deadline"'),
        ('[engines.deepl]\nkey = "x"\n', 4, 'unknown option "key"', "environment"),
        ('[engines]\nzh_HK = "opencc:xx-yy-zz"\n', 4, "is not a locale", "opencc:zh_CN"),
    ],
)
def test_what_is_wrong_with_engines_in_the_settings_is_named_with_its_line(
    make_project: MakeProject, settings: str, line: int, problem: str, advice: str
) -> None:
    with pytest.raises(SettingsError, match=problem) as caught:
        check_engines(make_project({}, AUTO + settings))
    assert caught.value.where == f"i18n-tool.toml:{line}"
    assert advice in caught.value.advice


@pytest.mark.parametrize("name", list(ENGINES))
@pytest.mark.parametrize("price", [-1, float("nan"), float("inf")])
def test_no_engine_takes_a_price_that_is_none(name: str, price: float) -> None:
    with pytest.raises(SettingsError, match='"price" must be 0 or more'):
        make_engine(name, {f"engines.{name}": {"price": price}})
    assert make_engine(name, {f"engines.{name}": {"price": 0}}).options["price"] == 0


@pytest.mark.parametrize(
    ("name", "option", "value"),
    [("apertium", "deadline", 0), ("local", "beam", -1), ("pseudo", "growth", -0.1), ("google", "pause", float("inf"))],
)
def test_an_option_out_of_its_range_is_refused(name: str, option: str, value: float) -> None:
    with pytest.raises(SettingsError, match=f'"{option}" must be'):
        make_engine(name, {f"engines.{name}": {option: value}})


def test_an_engine_that_the_environment_names_is_not_looked_for_in_the_file(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("I18N_TOOL_ENGINES_DEFAULT", "gogle")
    with pytest.raises(SettingsError) as caught:
        check_engines(make_project({}, AUTO))
    assert caught.value.where == "I18N_TOOL_ENGINES_DEFAULT"


@pytest.mark.parametrize("command", ["status", "translate", "run", "engines"])
def test_every_command_that_needs_engines_sees_a_mistyped_one(
    make_project: MakeProject, run: Run, command: str
) -> None:
    make_project({"articles/a.txt": "Harbour news\n"}, AUTO + '[engines]\nes = "apertum"\n')
    result = run(command)
    assert result.exit_code == 2
    assert "i18n-tool.toml:4: 'apertum': there is no engine of this name." in result.output
    assert 'Did you mean "apertium"?' in result.output


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_is_called_what_it_says(name: str) -> None:
    engine = make_engine(name)
    assert engine.name == name
    assert engine.summary


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package, installed, that adds the engine ``shout``."""
    folder = tmp_path / "packages"
    info = folder / "shouting-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[i18n_tool.engines]\nshout = shouting:ShoutEngine\n", encoding="utf-8")
    (folder / "shouting.py").write_text(
        "from i18n_tool.engines import Engine\n\n\n"
        "class ShoutEngine(Engine):\n"
        "    name = 'shout'\n"
        "    summary = 'louder'\n"
        "    automatic = False\n"
        "    mask_styles = ('white',)\n\n"
        "    def problem(self, source, target):\n"
        "        return None\n\n"
        "    def translate(self, texts, source, target):\n"
        "        return [text.upper() + self.options.get('end', '!') for text in texts]\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "shouting", raising=False)
    return folder


def test_a_package_can_add_an_engine(make_project: MakeProject, package: Path) -> None:
    from i18n_tool.engines.listing import list_engines
    from i18n_tool.workflow.extract import extract_project
    from i18n_tool.workflow.translate import translate_project

    settings = 'source-locale = "en"\nlocales = ["es"]\n[engines]\ndefault = "shout"\n[engines.shout]\nend = "!!"\n'
    project = make_project({"articles/a.md": "The {n} **trams** are late.\n"}, settings)
    extract_project(project)
    assert not translate_project(project).failed
    text = project.catalogue_path("a", "es").read_text(encoding="utf-8")
    assert 'msgstr "THE {n} **TRAMS** ARE LATE.!!"' in text
    assert "# i18n-tool: draft by shout" in text
    assert "shout" in {row.name for row in list_engines(project)}


def test_a_package_that_cannot_be_imported_is_an_error_of_ours(package: Path) -> None:
    (package / "shouting.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    with pytest.raises(EngineMissingError, match="cannot be imported"):
        make_engine("shout")


def test_what_is_no_engine_is_refused(package: Path) -> None:
    (package / "shouting.py").write_text("ShoutEngine = dict\n", encoding="utf-8")
    with pytest.raises(EngineMissingError, match="no engine"):
        make_engine("shout")

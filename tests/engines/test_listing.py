"""What ``i18n-tool engines`` says, and how one engine is tried."""

from __future__ import annotations

import json

import pytest

from i18n_tool.engines import ENGINES
from i18n_tool.engines.listing import EngineRow, list_engines, try_engine
from i18n_tool.errors import AnswerError, EngineMissingError
from tests.conftest import MakeProject, Run
from tests.engines.protocols import KEY, PROTOCOLS
from tests.engines.services import Reply, serve_service
from tests.engines.test_libretranslate import behave

SETTINGS = 'source-locale = "en"\nlocales = ["zh_CN", "zh_HK", "es", "ja"]\n'


def rows(make_project: MakeProject, more: str = "") -> dict[str, EngineRow]:
    return {row.name: row for row in list_engines(make_project({}, SETTINGS + more))}


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DEEPL_AUTH_KEY", "DEEPL_API_KEY", "AZURE_TRANSLATOR_KEY", "LLM_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)


def test_all_engines_are_listed_with_what_they_can_do(make_project: MakeProject) -> None:
    found = rows(make_project)
    assert set(found) == set(ENGINES)
    assert found["opencc"].locales == ("zh_HK",)
    assert found["pseudo"].locales == ("zh_CN", "zh_HK", "es", "ja")
    assert found["google"].max_segments == 1
    assert found["deepl"].missing["es"] == "deepl: Set the environment variable DEEPL_AUTH_KEY."


def test_a_key_is_named_by_its_variable_and_never_shown(
    make_project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", KEY)
    assert rows(make_project)["deepl"].key == "DEEPL_API_KEY"
    assert rows(make_project)["deepl"].locales == ("zh_CN", "zh_HK", "es", "ja")
    for form in ("text", "json"):
        output = run("engines", "-v", "--format", form).output
        assert "DEEPL_API_KEY" in output
        assert KEY not in output


def test_a_price_of_the_settings_is_shown(make_project: MakeProject, run: Run) -> None:
    assert rows(make_project, "[engines.deepl]\nprice = 20\n")["deepl"].price == 20.0
    assert "20.00" in run("engines").stdout


def test_what_is_to_be_set_or_installed_is_said(make_project: MakeProject, run: Run) -> None:
    make_project({}, SETTINGS)
    output = run("engines").output
    assert "To install or set:\n  azure: Set the environment variable AZURE_TRANSLATOR_KEY." in output
    assert "llm: name a model in [engines.llm]" in output


def test_what_keeps_an_engine_from_several_locales_is_said_once(make_project: MakeProject, run: Run) -> None:
    make_project({}, 'locales = ["es", "zh_CN"]\n')
    said = run("engines", "-v").stderr.splitlines()
    assert "es, zh_CN: azure: Set the environment variable AZURE_TRANSLATOR_KEY." in said
    assert [line for line in said if line.startswith("azure, ")] == []


def test_the_list_can_be_called_by_its_name(make_project: MakeProject, run: Run) -> None:
    make_project({}, SETTINGS)
    assert run("engines", "list").stdout == run("engines").stdout
    assert [row["name"] for row in json.loads(run("engines", "--format", "json").stdout)] == list(ENGINES)


def test_one_sentence_shows_answer_time_and_characters(make_project: MakeProject, run: Run) -> None:
    with serve_service(behave) as server:
        make_project({}, SETTINGS + f'[engines.libretranslate]\nurl = "{server.url}"\n')
        result = run("engines", "test", "libretranslate", "--locale", "es", "--text", "The tram is late.")
        first, *rest = result.stdout.splitlines()
        assert result.exit_code == 0
        assert first.startswith("libretranslate: en to es, 17 characters in 0.")
        assert rest == ["The tram is late.", "Dicen que The tram is late."]
        trial = json.loads(run("engines", "test", "libretranslate", "-l", "es", "--format", "json").stdout)
        assert (trial["locale"], trial["characters"]) == ("es", 33)


def test_without_a_locale_the_first_is_taken_that_it_serves(make_project: MakeProject) -> None:
    trial = try_engine(make_project({}, SETTINGS), "opencc")
    assert (trial.engine, trial.locale, trial.answer) == ("opencc from zh_CN", "zh_HK", "新圖書館星期一開放。")


def test_an_engine_that_cannot_be_asked_says_what_to_do(make_project: MakeProject, run: Run) -> None:
    make_project({}, SETTINGS)
    result = run("engines", "test", "deepl")
    assert result.exit_code == 2
    assert "deepl: it cannot be asked.\n  Set the environment variable DEEPL_AUTH_KEY." in result.output
    assert run("engines", "test", "depl").exit_code == 2
    with pytest.raises(EngineMissingError, match="cannot be asked"):
        try_engine(make_project({}, SETTINGS), "opencc", "es")


def test_a_failure_is_an_error_of_ours_without_the_key(
    make_project: MakeProject, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    protocol = PROTOCOLS["azure"]
    monkeypatch.setenv(protocol.variable, KEY)
    with serve_service(lambda asked: Reply({"error": {"message": f"bad {KEY}"}}, 401)) as server:
        make_project({}, protocol.settings(server.url, "es"))
        result = run("engines", "test", "azure")
    assert result.exit_code == 2
    assert "azure: it refuses the request (HTTP 401)." in result.output
    assert "Set the environment variable AZURE_TRANSLATOR_KEY." in result.output
    assert KEY not in result.output


def test_an_answer_that_is_no_translation_is_a_failure(make_project: MakeProject) -> None:
    protocol = PROTOCOLS["llm"]
    with serve_service(lambda asked: protocol.reply(asked, ["olivo olivo olivo olivo olivo"])) as server:
        project = make_project({}, protocol.settings(server.url, "es"))
        with pytest.raises(AnswerError, match="repeats"):
            try_engine(project, "llm")

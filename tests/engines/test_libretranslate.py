"""A LibreTranslate server on loopback, as its API is documented."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from i18n_tool.engines.base import SourceText
from i18n_tool.engines.libretranslate import LibreTranslateEngine, codes_of
from i18n_tool.errors import AnswerError, EngineError, SettingsError
from tests.engines.services import Asked, FakeService, Reply, serve_service

LANGUAGES = [{"code": code, "name": code, "targets": ["en", "es", "zt", "pb"]} for code in ("en", "es", "zt", "pb")]


def behave(asked: Asked) -> Reply:
    if asked.path == "/languages":
        return Reply(LANGUAGES)
    return Reply({"translatedText": [f"Dicen que {text}" for text in asked.body["q"]]})


@pytest.fixture
def server() -> Iterator[FakeService]:
    with serve_service(behave) as service:
        yield service


def test_many_texts_go_in_one_request_and_come_back_in_order(server: FakeService) -> None:
    engine = LibreTranslateEngine({"url": server.url + "/"})
    assert engine.translate(["The tram.", "The ferry."], "en", "es") == ["Dicen que The tram.", "Dicen que The ferry."]
    assert [asked.path for asked in server.asked] == ["/languages", "/translate"]
    sent = server.asked[-1].body
    assert sent == {"q": ["The tram.", "The ferry."], "source": "en", "target": "es", "format": "text"}


def test_texts_whose_tokens_are_elements_go_as_html(server: FakeService) -> None:
    engine = LibreTranslateEngine({"url": server.url})
    engine.translate([SourceText('The <x id="t1"/>tram.', html=True)], "en", "es")
    assert server.asked[-1].body["format"] == "html"


def test_the_key_comes_from_the_environment_and_goes_in_the_body(
    server: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "secret-1234")
    LibreTranslateEngine({"url": server.url}).translate(["The tram."], "en", "es")
    assert server.asked[-1].body["api_key"] == "secret-1234"
    assert "secret" not in str(server.asked[-1].query)


@pytest.mark.parametrize(
    ("locale", "first"),
    [("zh_CN", "zh-Hans"), ("zh_HK", "zh-Hant"), ("pt_BR", "pt-BR"), ("pt", "pt"), ("es", "es"), ("en_GB", "en")],
)
def test_locales_have_the_codes_of_the_server(locale: str, first: str) -> None:
    assert codes_of(locale)[0] == first


def test_older_codes_of_the_server_are_known(server: FakeService) -> None:
    engine = LibreTranslateEngine({"url": server.url})
    assert engine.codes("en", "zh_TW") == ("en", "zt")
    assert engine.codes("en", "pt_BR") == ("en", "pb")


def test_a_pair_that_the_server_does_not_list_is_said_to_be_missing(server: FakeService) -> None:
    engine = LibreTranslateEngine({"url": server.url})
    assert engine.problem("en", "es") is None
    assert engine.problem("en", "fr") == f"libretranslate: {server.url} does not translate from en to fr"
    with pytest.raises(EngineError, match="does not translate"):
        engine.translate(["The tram."], "en", "fr")


def test_nobody_there_is_said_once_with_what_to_do() -> None:
    engine = LibreTranslateEngine({"url": "http://127.0.0.1:9"})
    problem = engine.problem("en", "es")
    assert problem is not None
    assert "http://127.0.0.1:9 cannot be reached" in problem
    assert "[engines.libretranslate]" in problem
    assert engine.problem("en", "fr") == problem


@pytest.mark.parametrize("body", [{}, [], {"translatedText": "Dicen"}, {"translatedText": None}, 7])
def test_what_holds_no_list_is_no_answer(server: FakeService, body: object) -> None:
    server.reply = lambda asked: Reply(LANGUAGES if asked.path == "/languages" else body)
    with pytest.raises(AnswerError, match="no list"):
        LibreTranslateEngine({"url": server.url}).translate(["The tram."], "en", "es")


def test_options_are_checked() -> None:
    with pytest.raises(SettingsError, match="must begin with"):
        LibreTranslateEngine({"url": "file:///etc/passwd"})
    with pytest.raises(SettingsError, match="password"):
        LibreTranslateEngine({"url": "http://me:secret@127.0.0.1"})
    with pytest.raises(SettingsError, match="more than 0"):
        LibreTranslateEngine({"parallel": 0})
    with pytest.raises(SettingsError, match="unknown option"):
        LibreTranslateEngine({"ulr": ""})

"""The free web page, behind a server on loopback that behaves and misbehaves."""

from __future__ import annotations

import inspect
import threading
import time

import pytest
from deep_translator import exceptions as theirs  # type: ignore[import-untyped]

from i18n_tool.engines import make_engine
from i18n_tool.engines.google import GoogleEngine
from i18n_tool.errors import AnswerError, BusyError, EngineError, I18nToolError, SettingsError
from tests.engines.loopback import page, serve


def engine_at(url: str, **options: object) -> GoogleEngine:
    return GoogleEngine({"url": url, "requests-per-second": 1000, **options})


def test_texts_are_translated_one_by_one_in_order() -> None:
    with serve() as server:
        answers = engine_at(server.url).translate(["The tram.", "The ferry."], "en", "es")
    assert answers == ["Dicen que The tram.", "Dicen que The ferry."]


def test_white_space_at_the_edges_is_kept() -> None:
    with serve() as server:
        assert engine_at(server.url).translate(["  The tram.\n"], "en", "es") == ["  Dicen que The tram.\n"]


def test_a_text_without_letters_is_never_sent() -> None:
    with serve() as server:
        assert engine_at(server.url).translate(["2018 !!!", ""], "en", "es") == ["2018 !!!", ""]
        assert not server.asked


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("zh_CN", "zh-CN"),
        ("zh_HK", "zh-TW"),
        ("zh_TW", "zh-TW"),
        ("he", "iw"),
        ("nb", "no"),
        ("pt_BR", "pt"),
        ("fil", "tl"),
    ],
)
def test_locales_have_the_names_that_the_page_knows(locale: str, code: str) -> None:
    assert GoogleEngine().code_of(locale) == code
    with serve() as server:
        engine_at(server.url).translate(["The tram."], "en", locale)
        assert server.languages == {("en", code)}


def test_a_language_that_it_does_not_know_is_said_to_be_so() -> None:
    assert make_engine("google").problem("en", "rm") == "google does not translate rm"


@pytest.mark.parametrize("status", [403, 413, 429, 456, 500, 503, 529])
def test_refusals_are_passing_faults(status: int) -> None:
    with serve(lambda number, text: (status, "")) as server, pytest.raises(BusyError):
        engine_at(server.url).translate(["The tram."], "en", "es")


def test_a_closed_connection_is_a_passing_fault() -> None:
    with serve(lambda number, text: None) as server, pytest.raises(BusyError, match=r"reached|connection"):
        engine_at(server.url).translate(["The tram."], "en", "es")


def test_nobody_there_is_said_in_one_line() -> None:
    with serve() as server:
        url = server.url
    with pytest.raises(BusyError) as caught:
        engine_at(url).translate(["The tram."], "en", "es")
    assert str(caught.value).splitlines()[0] == "google: it cannot be reached."


def test_a_server_that_never_answers_is_given_up() -> None:
    start = time.monotonic()
    with serve(delay=3) as server, pytest.raises(BusyError, match=r"no answer for 0\.2 seconds"):
        engine_at(server.url, deadline=0.2).translate(["The tram."], "en", "es")
    assert time.monotonic() - start < 4


@pytest.mark.parametrize(
    "body", ["", "<html><body>Our systems noticed unusual traffic</body></html>", page(""), page("  ")]
)
def test_a_page_without_a_translation_is_no_answer(body: str) -> None:
    with serve(lambda number, text: (200, body)) as server, pytest.raises(AnswerError):
        engine_at(server.url).translate(["The tram."], "en", "es")


def test_none_from_the_library_is_no_answer() -> None:
    # The library returns None when the page repeats a text whose letters it does not count as such.
    with serve(lambda number, text: (200, page(text))) as server:
        engine = engine_at(server.url)
        engine.ask = lambda text, source, target: None  # type: ignore[method-assign]
        with pytest.raises(AnswerError, match="nothing"):
            engine.translate(["The tram."], "en", "es")


def test_a_text_too_long_for_an_address_is_not_sent() -> None:
    with serve() as server:
        with pytest.raises(AnswerError, match="too long"):
            engine_at(server.url).translate(["汉" * 4000], "zh_CN", "es")
        assert not server.asked


def test_answers_are_not_mixed_up_between_threads() -> None:
    with serve(delay=0.002) as server:
        engine = engine_at(server.url)
        wrong: list[str] = []

        def work(name: str) -> None:
            for number in range(15):
                text = f"The {name} tram {number}."
                if engine.translate([text], "en", "es") != [f"Dicen que {text}"]:
                    wrong.append(text)

        threads = [threading.Thread(target=work, args=(f"n{index}",)) for index in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_every_exception_of_the_library_becomes_one_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    import deep_translator

    kinds = [kind for _, kind in inspect.getmembers(theirs, inspect.isclass) if issubclass(kind, Exception)]
    assert len(kinds) > 10
    for kind in kinds:
        wanted = [p for p in inspect.signature(kind).parameters.values() if p.default is p.empty and p.kind < 2]
        problem = kind(*["x"] * len(wanted))

        def fail(self: object, text: str, problem: Exception = problem) -> str:
            raise problem

        monkeypatch.setattr(deep_translator.GoogleTranslator, "translate", fail)
        with pytest.raises(EngineError):
            GoogleEngine().translate(["The tram."], "en", "es")


def test_options_are_checked() -> None:
    with pytest.raises(SettingsError, match="unknown option"):
        GoogleEngine({"ulr": "http://127.0.0.1"})
    with pytest.raises(SettingsError, match="must be a number"):
        GoogleEngine({"deadline": "5"})
    with pytest.raises(I18nToolError, match="https"):
        GoogleEngine({"url": "file:///etc/passwd"})

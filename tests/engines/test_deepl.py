"""DeepL's interface on loopback, asked through its own library."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import suppress

import deepl
import pytest

from i18n_tool.engines.base import SourceText
from i18n_tool.engines.deepl import DeeplEngine, context_of, entries_of, target_code
from i18n_tool.errors import AnswerError, BusyError, EngineError, QuotaError, SettingsError
from tests.engines.services import Asked, FakeService, Reply, serve_service

KEY = "deepl-secret-1:fx"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", KEY)


class Account:
    """What DeepL keeps of a customer, and how it answers."""

    def __init__(self) -> None:
        self.glossaries: list[dict[str, object]] = []
        self.takes_glossaries = True

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/v2/glossaries":
            return self.list() if asked.method == "GET" else self.make(asked.body)
        texts = [{"text": f"Dicen que {text}", "billed_characters": len(text)} for text in asked.body["text"]]
        return Reply({"translations": texts})

    def list(self) -> Reply:
        return Reply({"glossaries": self.glossaries})

    def make(self, body: dict[str, object]) -> Reply:
        if not self.takes_glossaries:
            return Reply({"message": "Too many glossaries"}, 400)
        count = len(str(body["entries"]).splitlines())
        made = {**body, "glossary_id": f"g{len(self.glossaries)}", "ready": True, "entry_count": count}
        self.glossaries.append({**made, "creation_time": "2026-05-18T07:30:00.000Z"})
        return Reply(self.glossaries[-1])


def engine_at(server: FakeService, **options: object) -> DeeplEngine:
    return DeeplEngine({"url": server.url, **options})


def test_many_texts_go_in_one_request_with_the_key_in_a_header() -> None:
    with serve_service(Account()) as server:
        answers = engine_at(server).translate(["The tram.", "A ferry."], "en", "pt_BR")
        (asked,) = server.asked
    assert answers == ["Dicen que The tram.", "Dicen que A ferry."]
    assert asked.headers["Authorization"] == f"DeepL-Auth-Key {KEY}"
    assert (asked.body["source_lang"], asked.body["target_lang"]) == ("EN", "PT-BR")
    assert "tag_handling" not in asked.body


def test_texts_with_elements_go_as_xml_whose_spans_are_left_alone() -> None:
    with serve_service(Account()) as server:
        engine_at(server).translate([SourceText('A <span translate="no" id="t1">b</span>.', html=True)], "en", "es")
        body = server.asked[0].body
    assert (body["tag_handling"], body["ignore_tags"], body["outline_detection"]) == ("xml", ["span"], False)


def test_formality_model_and_neighbours_are_sent() -> None:
    texts = [SourceText("One.", before="Zero.", after="Two."), SourceText("Two.", before="One.", after="Three.")]
    with serve_service(Account()) as server:
        engine = engine_at(server, formality="prefer_more", model="quality_optimized")
        engine.translate(texts, "en", "es")
        body = server.asked[0].body
    assert (body["formality"], body["model_type"]) == ("prefer_more", "quality_optimized")
    assert body["context"] == "Zero.\nThree."
    with serve_service(Account()) as server:
        engine_at(server, context=False).translate(texts, "en", "es")
        assert "context" not in server.asked[0].body


def test_long_context_is_cut_between_texts() -> None:
    texts = [SourceText("x", before="a" * 1000, after="b" * 1000)]
    assert context_of(texts) == "a" * 1000


def test_terms_become_a_glossary_once_for_each_state_of_them() -> None:
    account = Account()
    with serve_service(account) as server:
        for terms in ({"Belt and Road": "Franja y Ruta"}, {"Belt and Road": "Franja y Ruta"}, {"Belt and Road": "BR"}):
            engine = engine_at(server, glossary=True)
            engine.learn_terms(terms, "en", "es")
            engine.translate(["One."], "en", "es")
            engine.translate(["Two."], "en", "es")
        sent = [asked.body["glossary_id"] for asked in server.asked if asked.path == "/v2/translate"]
    assert sent == ["g0", "g0", "g0", "g0", "g1", "g1"]
    assert [one["entries"] for one in account.glossaries] == ["Belt and Road\tFranja y Ruta", "Belt and Road\tBR"]
    assert (account.glossaries[0]["source_lang"], account.glossaries[0]["target_lang"]) == ("EN", "ES")


def test_an_account_that_takes_no_glossary_translates_without_one() -> None:
    account = Account()
    account.takes_glossaries = False
    with serve_service(account) as server:
        engine = engine_at(server, glossary=True)
        engine.learn_terms({"Belt and Road": "Franja y Ruta"}, "en", "es")
        assert engine.translate(["One."], "en", "es") == ["Dicen que One."]
        assert "glossary_id" not in server.asked[-1].body


def test_without_the_option_no_glossary_is_made() -> None:
    assert not DeeplEngine().takes_terms
    account = Account()
    with serve_service(account) as server:
        engine = engine_at(server)
        engine.learn_terms({"Belt and Road": "Franja y Ruta"}, "en", "es")
        engine.translate(["One."], "en", "es")
    assert account.glossaries == []


def test_glossaries_get_no_white_space_that_they_do_not_take() -> None:
    assert entries_of({"a\tb": "c\nd", "": "x", "y": " ", "z": "ü" * 600}) == {"a b": "c d"}


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("zh_CN", "ZH-HANS"),
        ("zh_HK", "ZH-HANT"),
        ("pt_PT", "PT-PT"),
        ("pt", "PT-BR"),
        ("en_GB", "EN-GB"),
        ("en", "EN-US"),
        ("nb", "NB"),
        ("es", "ES"),
        ("es_MX", "ES-419"),
        ("fr_CA", "FR"),
    ],
)
def test_locales_have_the_codes_of_the_service(locale: str, code: str) -> None:
    assert target_code(locale) == code


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, AnswerError),
        (403, QuotaError),
        (413, AnswerError),
        (429, BusyError),
        (456, QuotaError),
        (500, BusyError),
        (503, BusyError),
        (529, BusyError),
    ],
)
def test_each_refusal_is_told_from_the_others_and_asked_only_once(status: int, error: type[EngineError]) -> None:
    with serve_service(lambda asked: Reply({"message": f"no, {KEY}"}, status)) as server:
        with pytest.raises(error) as caught:
            engine_at(server).translate(["The tram."], "en", "es")
        assert len(server.asked) == 1
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "body", [{}, [], None, b"<html></html>", {"translations": []}, {"translations": [{"text": 1}]}]
)
def test_what_holds_no_translations_is_no_answer(body: object) -> None:
    with serve_service(lambda asked: Reply(body)) as server, pytest.raises(AnswerError):
        engine_at(server).translate(["The tram."], "en", "es")


def test_a_server_that_never_answers_is_given_up() -> None:
    with serve_service(lambda asked: Reply({}, delay=1.0)) as server, pytest.raises(BusyError, match="no answer for"):
        engine_at(server, deadline=0.2).translate(["The tram."], "en", "es")


def test_a_broken_connection_is_a_passing_fault() -> None:
    with serve_service(lambda asked: Reply(reset=True)) as server, pytest.raises(BusyError, match="cannot be reached"):
        engine_at(server).translate(["The tram."], "en", "es")


def test_every_exception_of_the_library_becomes_one_of_ours() -> None:
    kinds = [kind for _, kind in inspect.getmembers(deepl.exceptions, inspect.isclass) if issubclass(kind, Exception)]
    assert len(kinds) > 5
    for kind in kinds:
        wanted = [p for p in inspect.signature(kind).parameters.values() if p.default is p.empty]
        problem = kind(*["x"] * len(wanted))

        def fail(problem: Exception = problem) -> None:
            raise problem

        failing: Callable[[], None] = fail
        with pytest.raises(EngineError):
            DeeplEngine().call(failing)


def test_without_a_key_it_says_which_variable_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert DeeplEngine().problem("en", "es") is None
    assert DeeplEngine().problem("en", "aa") == "deepl does not translate aa"
    monkeypatch.delenv("DEEPL_AUTH_KEY")
    monkeypatch.delenv("DEEPL_API_KEY", raising=False)
    assert DeeplEngine().problem("en", "es") == "deepl: Set the environment variable DEEPL_AUTH_KEY."
    with pytest.raises(EngineError, match="no key"):
        DeeplEngine().translate(["The tram."], "en", "es")


def test_options_are_checked() -> None:
    with pytest.raises(SettingsError, match="unknown formality") as caught:
        DeeplEngine({"formality": "mor"})
    assert 'Did you mean "more"?' in str(caught.value)
    with pytest.raises(SettingsError, match="the key is sent to it"):
        DeeplEngine({"url": "https://deepl.example"})


def test_a_redirection_gets_no_key() -> None:
    with serve_service(Account()) as other:
        moved = Reply({}, 307, {"Location": f"{other.url.replace('127.0.0.1', 'localhost')}/v2/translate"})
        with serve_service(lambda asked: moved) as server, suppress(EngineError):
            engine_at(server).translate(["The tram."], "en", "es")
        assert KEY not in str([asked.headers for asked in other.asked])


def test_a_key_that_no_header_can_hold_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("schlüssel-geheim-→", "one\ntwo-geheim"):
        monkeypatch.setenv("DEEPL_AUTH_KEY", key)
        with serve_service(Account()) as server, pytest.raises(EngineError) as caught:
            engine_at(server).translate(["The tram."], "en", "es")
        assert "geheim" not in str(caught.value)

"""A server on loopback that speaks OpenAI's chat interface, as hosted and local models do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.engines.base import SourceText
from i18n_tool.engines.budget import Budget, Meter
from i18n_tool.engines.llm import LlmEngine, question
from i18n_tool.engines.llm_answer import read_translations
from i18n_tool.engines.sending import Sender
from i18n_tool.errors import AnswerError, EngineError, QuotaError
from tests.engines.services import Asked, FakeService, Reply, serve_service


def texts_of(asked: Asked) -> dict[str, str]:
    """Return the texts that a request holds, by key."""
    found: dict[str, str] = json.loads(asked.body["messages"][-1]["content"])["texts"]
    return found


def said(content: object, reason: str = "stop") -> Reply:
    return Reply({"choices": [{"finish_reason": reason, "message": {"role": "assistant", "content": content}}]})


def spanish(asked: Asked, without: str = "") -> Reply:
    return said(json.dumps({key: f"Dicen que {text}" for key, text in texts_of(asked).items() if key not in without}))


def engine_at(server: FakeService, **options: object) -> LlmEngine:
    return LlmEngine({"url": f"{server.url}/v1", "model": "small", **options})


TEXTS = ["The tram.", "A ferry.", "The pier."]
ANSWERS = [f"Dicen que {text}" for text in TEXTS]


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLM_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def test_texts_go_under_keys_at_temperature_zero() -> None:
    with serve_service(spanish) as server:
        assert engine_at(server).translate(TEXTS, "en", "es") == ANSWERS
        (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert (asked.body["model"], asked.body["temperature"]) == ("small", 0)
    assert texts_of(asked) == {"1": "The tram.", "2": "A ferry.", "3": "The pier."}
    assert "Spanish" in asked.body["messages"][0]["content"]
    assert "Authorization" not in asked.headers


def test_keys_are_asked_for_again_where_they_are_missing() -> None:
    with serve_service(lambda asked: spanish(asked, "2") if len(texts_of(asked)) > 1 else spanish(asked)) as server:
        assert engine_at(server).translate(TEXTS, "en", "es") == ANSWERS
        assert [texts_of(asked) for asked in server.asked[1:]] == [{"2": "A ferry."}]


def test_what_never_comes_is_empty_and_the_rest_is_kept() -> None:
    with serve_service(lambda asked: spanish(asked, "2")) as server:
        assert engine_at(server).translate(TEXTS, "en", "es") == [ANSWERS[0], "", ANSWERS[2]]
        assert len(server.asked) == 2


def test_good_answers_are_kept_when_the_second_request_fails() -> None:
    with serve_service(lambda asked: spanish(asked, "2") if len(texts_of(asked)) > 1 else Reply({}, 500)) as server:
        assert engine_at(server).translate(TEXTS, "en", "es") == [ANSWERS[0], "", ANSWERS[2]]


def test_of_an_answer_that_breaks_off_the_whole_pairs_are_kept() -> None:
    def cut(asked: Asked) -> Reply:
        texts = texts_of(asked)
        whole = json.dumps({key: f"Dicen que {text}" for key, text in texts.items()})
        return said(whole[:-8], "length") if len(texts) == 3 else said(whole)

    with serve_service(cut) as server:
        assert engine_at(server).translate(TEXTS, "en", "es") == ANSWERS
        assert [list(texts_of(asked)) for asked in server.asked] == [["1", "2", "3"], ["3"]]


def test_a_pack_of_which_nothing_came_is_no_answer() -> None:
    with (
        serve_service(lambda asked: said('{"1": "Dic', "length")) as server,
        pytest.raises(AnswerError, match="breaks"),
    ):
        engine_at(server).translate(TEXTS, "en", "es")


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"choices": []},
        {"choices": [{}]},
        {"choices": [{"message": {"content": None, "refusal": "I will not."}}]},
        {"choices": [{"message": None}]},
    ],
)
def test_what_holds_no_message_is_no_answer(body: object) -> None:
    with serve_service(lambda asked: Reply(body)) as server, pytest.raises(AnswerError):
        engine_at(server).translate(TEXTS, "en", "es")


def test_options_that_the_server_does_not_take_are_left_out() -> None:
    def picky(asked: Asked) -> Reply:
        for name in ("response_format", "temperature"):
            if name in asked.body:
                return Reply({"error": {"message": f"Unsupported parameter: {name}"}}, 400)
        return spanish(asked)

    with serve_service(picky) as server:
        engine = engine_at(server)
        assert engine.translate(TEXTS, "en", "es") == ANSWERS
        assert engine.translate(TEXTS, "en", "es") == ANSWERS
        assert len(server.asked) == 4


def test_openais_key_goes_to_openai_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "openai-secret-1")
    assert LlmEngine({"url": "https://api.openai.com/v1", "model": "m"}).key == "openai-secret-1"
    with serve_service(spanish) as server:
        engine_at(server).translate(TEXTS, "en", "es")
        assert "secret" not in str(server.asked[0].headers)
        monkeypatch.setenv("LLM_API_KEY", "llm-secret-1")
        engine_at(server).translate(TEXTS, "en", "es")
        assert server.asked[1].headers["Authorization"] == "Bearer llm-secret-1"


def test_a_used_up_quota_is_told_from_too_many_requests() -> None:
    spent = {"error": {"message": "You exceeded your current quota.", "code": "insufficient_quota"}}
    with serve_service(lambda asked: Reply(spent, 429)) as server, pytest.raises(QuotaError):
        engine_at(server).translate(TEXTS, "en", "es")


def test_a_model_must_be_named() -> None:
    problem = LlmEngine().problem("en", "es")
    assert problem is not None
    assert "[engines.llm]" in problem


def test_an_answer_belongs_to_the_model_and_what_it_was_told() -> None:
    versions = {
        LlmEngine({"model": model, "instructions": told}).version for model in ("a", "b") for told in ("", "Be brief.")
    }
    assert len(versions) == 4


def test_only_terms_of_the_texts_and_neighbours_that_are_not_among_them_are_sent() -> None:
    texts: Mapping[int, str] = {
        1: SourceText("One.", terms=(("Belt and Road", "Franja"),), after="Two."),
        2: SourceText("⟦1⟧Two.", "Two.", before="One.", after="Three."),
        3: "plain",
    }
    assert question(texts) == {
        "texts": {"1": "One.", "2": "⟦1⟧Two.", "3": "plain"},
        "terms": {"Belt and Road": "Franja"},
        "context": {"2": {"after": "Three."}},
    }
    assert set(question({1: "plain"})) == {"texts"}


GOOD = {1: "uno", 2: "dos"}


@pytest.mark.parametrize(
    "content",
    [
        '{"1": "uno", "2": "dos"}',
        '{"2": "dos", "1": "uno"}',
        '```json\n{"1": "uno", "2": "dos"}\n```',
        'Here you are [as asked]:\n{"1": "uno", "2": "dos"}\nEnjoy!',
        '<think>{"1": "hm"}</think>{"1": "uno", "2": "dos"}',
        '{"translations": {"1": "uno", "2": "dos"}}',
        '[{"id": 1, "text": "uno"}, {"id": "2", "translation": "dos"}]',
        '{"texts": [{"1": "uno"}, {"2": "dos"}]}',
        '{"1": "uno", "2": "dos", "3": "tres", "note": "done"}',
        '{"1": "uno", "2": "dos", "3": "tr',
        '{"1": "uno", "2": "dos",}',
    ],
)
def test_translations_are_found_by_their_keys_whatever_stands_around_them(content: str) -> None:
    assert read_translations(content, GOOD) == GOOD


@pytest.mark.parametrize(
    "content",
    [
        '["uno", "dos"]',
        "uno\ndos",
        '"uno"',
        "",
        "null",
        '{"a": "uno", "b": "dos"}',
        "[[[",
        '{"1": null, "2": ""}',
        "{}",
    ],
)
def test_without_keys_nothing_is_taken(content: str) -> None:
    assert read_translations(content, GOOD) == {}


def test_a_single_text_may_come_in_an_array() -> None:
    assert read_translations('["tres"]', {3: "three"}) == {3: "tres"}


def test_a_key_that_stands_twice_with_different_texts_is_not_believed() -> None:
    assert read_translations('{"1": "uno", "1": "otro", "2": "dos"}', GOOD) == {2: "dos"}


@given(st.dictionaries(st.integers(1, 60), st.text(min_size=1).filter(str.strip), min_size=1), st.data())
def test_wherever_an_answer_breaks_off_nothing_wrong_is_taken(texts: dict[int, str], data: st.DataObject) -> None:
    whole = json.dumps({str(number): text for number, text in texts.items()}, ensure_ascii=False)
    found = read_translations(whole[: data.draw(st.integers(0, len(whole)))], texts)
    assert all(texts[number] == text for number, text in found.items())
    assert read_translations(whole, texts) == texts


def test_every_refusal_is_an_error_of_ours() -> None:
    replies = [Reply({"error": "no"}, status) for status in (400, 401, 404, 413, 429, 500, 529)]
    for reply in (*replies, Reply(b"<html></html>"), Reply(reset=True)):
        with serve_service(lambda asked, reply=reply: reply) as server, pytest.raises(EngineError):  # type: ignore[misc]
            engine_at(server).translate(TEXTS, "en", "es")


def test_content_in_parts_is_joined() -> None:
    parts: list[Any] = [{"type": "text", "text": '{"1": '}, {"type": "text", "text": '"uno"}'}]
    with serve_service(lambda asked: said(parts)) as server:
        assert engine_at(server).translate(["one"], "en", "es") == ["uno"]


def test_what_is_asked_again_is_counted_and_stops_at_the_limit() -> None:
    with serve_service(lambda asked: spanish(asked, "2") if len(texts_of(asked)) > 1 else spanish(asked)) as server:
        characters = sum(map(len, TEXTS))
        for limit, requests in ((characters + len(TEXTS[1]), 2), (characters, 1)):
            meter = Meter(Budget(max_characters=limit))
            sender = Sender(engine_at(server), meter=meter)
            assert all(meter.grant(text) for text in TEXTS)
            before = len(server.asked)
            answers = sender.ask(TEXTS, "en", "es")
            assert [bool(answer) for answer in answers] == [True, requests == 2, True]
            assert (len(server.asked) - before, sender.requests, meter.characters) == (requests, requests, limit)

"""MyMemory, behind a server on loopback that answers as the service does, error sentences included."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from i18n_tool.engines.mymemory import MyMemoryEngine
from i18n_tool.errors import AnswerError, BusyError, EngineError, PairError, QuotaError
from tests.engines.services import Asked, Reply, serve_service


def said(text: object, matches: list[object] | None = None) -> Callable[[Asked], Reply]:
    return lambda asked: Reply({"responseData": {"translatedText": text}, "matches": matches or []})


def answer_of(reply: Callable[[Asked], Reply], text: str = "The tram.", locale: str = "es", **options: object) -> str:
    with serve_service(reply) as server:
        engine = MyMemoryEngine({"url": f"{server.url}/get", **options})
        return engine.translate([text], "en", locale)[0]


def test_a_text_is_translated_and_its_edges_are_kept() -> None:
    def reply(asked: Asked) -> Reply:
        assert asked.query["langpair"] == ["en-US|es-ES"]
        return said(f"Dicen que {asked.query['q'][0]}")(asked)

    assert answer_of(reply, " The tram.\n") == " Dicen que The tram.\n"


def test_an_address_is_sent_where_the_settings_give_one() -> None:
    def reply(asked: Asked) -> Reply:
        return said(f"Somos {asked.query['de'][0]}")(asked)

    assert answer_of(reply, email="desk@desk.example") == "Somos desk@desk.example"


@pytest.mark.parametrize(
    ("sentence", "error"),
    [
        (
            "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT IN 09 HOURS",
            QuotaError,
        ),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", AnswerError),
        ("INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT", PairError),
        ("'ZZ' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", PairError),
        ("PLEASE SELECT TWO DISTINCT LANGUAGES", PairError),
        ("NO QUERY SPECIFIED. EXAMPLE REQUEST: GET?Q=HELLO&LANGPAIR=EN|IT", AnswerError),
        ("INVALID EMAIL PROVIDED", QuotaError),
    ],
)
def test_sentences_in_the_place_of_a_translation_are_errors(sentence: str, error: type[EngineError]) -> None:
    with pytest.raises(error):
        answer_of(said(sentence))


def test_a_text_about_such_a_sentence_may_be_translated() -> None:
    assert answer_of(said("Dicen «query length limit»."), "They say “query length limit”.").startswith("Dicen")


@pytest.mark.parametrize(
    "reply",
    [
        said(None),
        said(""),
        said(7),
        lambda asked: Reply(None),
        lambda asked: Reply([]),
        lambda asked: Reply({"error": {"code": 7}}),
        lambda asked: Reply(b"<html>Welcome</html>"),
        lambda asked: Reply(b'{"responseData": {"transl'),
    ],
)
def test_what_holds_no_translation_is_no_answer(reply: Callable[[Asked], Reply]) -> None:
    with pytest.raises(AnswerError):
        answer_of(reply)


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_refusals_are_passing_faults(status: int) -> None:
    with pytest.raises(BusyError):
        answer_of(lambda asked: Reply({}, status))


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("zh_CN", "zh-CN"),
        ("zh_HK", "zh-HK"),
        ("zh_TW", "zh-TW"),
        ("zh_Hant", "zh-TW"),
        ("pt_BR", "pt-BR"),
        ("pt", "pt-PT"),
        ("fr", "fr-FR"),
        ("ar", "ar-SA"),
        ("ca", "ca-ES"),
        ("ja", "ja-JP"),
        ("es_MX", "es-MX"),
        ("en", "en-US"),
    ],
)
def test_locales_have_the_codes_of_the_service(locale: str, code: str) -> None:
    assert MyMemoryEngine().code_of(locale) == code


def test_a_text_of_more_bytes_than_it_takes_is_not_sent() -> None:
    with serve_service(said("x")) as server:
        with pytest.raises(AnswerError, match="too long"):
            MyMemoryEngine({"url": server.url}).translate(["汉" * 200], "zh_CN", "en")
        assert not server.asked

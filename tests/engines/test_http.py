"""One web service, asked over a real connection."""

from __future__ import annotations

import time
from email.utils import formatdate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.engines.http import Service, message_of, seconds_of
from i18n_tool.errors import AnswerError, BusyError, EngineError, EngineMissingError, QuotaError
from tests.engines.services import Asked, Reply, serve_service


def service_at(url: str, **more: object) -> Service:
    return Service("lingva", url, **more)  # type: ignore[arg-type]


def ask(reply: Reply, **more: object) -> object:
    with serve_service(lambda asked: reply) as server:
        service = service_at(server.url, **more)
        try:
            return service.post("/ask", {"q": "The tram."})
        finally:
            service.close()


def test_connections_are_kept_open_and_cookies_are_not() -> None:
    ports: set[object] = set()

    def reply(asked: Asked) -> Reply:
        ports.add(asked.client)
        return Reply({"cookie": asked.headers.get("Cookie", "")}, headers={"Set-Cookie": "a=b"})

    with serve_service(reply) as server:
        service = service_at(server.url)
        assert [service.post("/ask", {}) for _ in range(3)] == [{"cookie": ""}] * 3
        service.close()
    assert len(ports) == 1


def test_keys_of_other_programs_are_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret-1\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    with serve_service(lambda asked: Reply(dict(asked.headers))) as server:
        assert "Authorization" not in service_at(server.url).post("/ask", {})


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (301, EngineMissingError),
        (400, AnswerError),
        (401, QuotaError),
        (402, QuotaError),
        (403, QuotaError),
        (404, EngineMissingError),
        (408, BusyError),
        (413, AnswerError),
        (429, BusyError),
        (456, QuotaError),
        (500, BusyError),
        (529, BusyError),
    ],
)
def test_each_status_is_an_error_of_its_kind(status: int, error: type[EngineError]) -> None:
    with pytest.raises(error, match=f"HTTP {status}"):
        ask(Reply(b"<html>no</html>", status))


def test_the_pause_that_a_server_asks_for_is_handed_on() -> None:
    with pytest.raises(BusyError) as caught:
        ask(Reply({}, 503, {"Retry-After": "7"}))
    assert caught.value.retry_after == 7.0


@pytest.mark.parametrize(
    ("said", "error"),
    [("Quota exceeded for today", QuotaError), ("Slow down, please", BusyError), ("xx is unknown", AnswerError)],
)
def test_an_error_in_a_success_is_one(said: str, error: type[EngineError]) -> None:
    with pytest.raises(error, match=said):
        ask(Reply({"error": said}))


def test_a_key_that_a_server_repeats_is_not_shown() -> None:
    said = "Wrong key: abc-123-xyz, or sk-proj-12345678?"
    with pytest.raises(QuotaError) as caught:
        ask(Reply({"error": {"message": said}}, 401), secrets=("abc-123-xyz",))
    assert "“Wrong key: …, or …?”" in str(caught.value)


@pytest.mark.parametrize("key", ["schlüssel-geheim-→", "one\ntwo-geheim"])
def test_a_key_that_no_header_can_hold_is_not_shown(key: str) -> None:
    with pytest.raises(EngineError) as caught:
        ask(Reply({}), headers={"Authorization": key}, secrets=(key,))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("key", ["first\nsecond", "ключ"])
def test_a_key_that_no_header_can_hold_is_no_passing_fault(key: str) -> None:
    with pytest.raises(EngineMissingError) as caught:
        ask(Reply({}), headers={"Authorization": f"Bearer {key}"}, secrets=(key,), key_advice="Set LINGVA_KEY.")
    assert caught.value.advice == "Set LINGVA_KEY."
    assert key not in repr(caught.value)


def test_a_long_message_is_one_short_line() -> None:
    with pytest.raises(AnswerError) as caught:
        ask(Reply({"error": "no\n\x1b[31m" + "and no " * 500}, 400))
    assert len(caught.value.what) < 300
    assert "\n" not in caught.value.what
    assert "\x1b" not in caught.value.what


def test_a_body_that_never_ends_is_given_up() -> None:
    with pytest.raises(AnswerError, match="far too large"):
        ask(Reply(b" " * (33 * 1024 * 1024)))


def test_a_body_that_breaks_off_is_a_passing_fault() -> None:
    with pytest.raises(BusyError):
        ask(Reply({"text": "x" * 100}, cut=20))


def test_text_that_is_no_unicode_can_be_sent() -> None:
    with serve_service(lambda asked: Reply(asked.body)) as server:
        assert service_at(server.url).post("/ask", {"q": "half of a pair: \ud83d"}) == {"q": "half of a pair: ?"}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("", None), ("7", 7.0), (" 0.5 ", 0.5), ("-3", None), ("soon", None), ("inf", None)],
)
def test_seconds_are_read(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header) == seconds


def test_dates_are_read() -> None:
    assert seconds_of(formatdate(time.time() + 30, usegmt=True)) == pytest.approx(30, abs=2)
    assert seconds_of("Mon, 18 May 1998 07:30:00 GMT") == 0.0


KEYS = st.sampled_from(["error", "message", "detail", "code"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=8,
)


@given(JSON)
def test_whatever_stands_in_an_error_its_message_is_a_text(value: object) -> None:
    assert isinstance(message_of(value), str)


@pytest.mark.parametrize(
    ("url", "question"),
    [("http://127.0.0.1:1", "Is it running?"), ("https://translate.example.invalid", "Is there a network?")],
)
def test_a_server_elsewhere_is_not_asked_to_be_started(url: str, question: str) -> None:
    with pytest.raises(BusyError, match="cannot be reached") as caught:
        service_at(url, deadline=5).get("/languages")
    assert caught.value.advice == f'{question} Its address is "url" in [engines.lingva].'

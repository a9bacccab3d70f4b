"""Packing, pacing, retrying, and knowing when to stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.engines.base import Engine
from i18n_tool.engines.sending import Sender, pack
from i18n_tool.errors import AnswerError, BusyError, EngineError, QuotaError

Behaviour = Callable[[int, Sequence[str]], list[str]]


class Scripted(Engine):
    """An engine that does what a test says."""

    name = "scripted"
    summary = "for tests"

    def __init__(
        self, behaviour: Behaviour, *, segments: int = 10, parallel: int = 1, rate: float | None = None
    ) -> None:
        super().__init__()
        self.behaviour = behaviour
        self.calls: list[list[str]] = []
        self.max_segments = segments
        self.parallel = parallel
        self.requests_per_second = rate

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.calls.append(list(texts))
        return self.behaviour(len(self.calls), texts)


def shout(number: int, texts: Sequence[str]) -> list[str]:
    return [text.upper() for text in texts]


def send(engine: Engine, texts: Sequence[str]) -> tuple[dict[int, str], dict[int, EngineError], Sender]:
    sender = Sender(engine, sleep=lambda seconds: None)
    got: dict[int, str] = {}
    failed = sender.send(texts, "en", "es", lambda numbers, answers: got.update(zip(numbers, answers, strict=True)))
    return got, failed, sender


@pytest.mark.parametrize("parallel", [1, 4])
def test_every_text_gets_its_own_answer(parallel: int) -> None:
    texts = [f"text {number}" for number in range(95)]
    got, failed, sender = send(Scripted(shout, parallel=parallel), texts)
    assert got == {number: text.upper() for number, text in enumerate(texts)}
    assert not failed
    assert sender.requests == 10


@given(st.lists(st.text(max_size=30), max_size=40), st.integers(1, 6), st.integers(30, 90))
def test_packs_keep_to_the_limits_and_lose_nothing(texts: list[str], segments: int, characters: int) -> None:
    packs = list(pack(range(len(texts)), texts, segments, characters))
    assert [number for some in packs for number in some] == list(range(len(texts)))
    assert all(len(some) <= segments and sum(len(texts[number]) for number in some) <= characters for some in packs)


@pytest.mark.parametrize("parallel", [1, 3])
def test_passing_faults_pass(parallel: int) -> None:
    def busy_twice(number: int, texts: Sequence[str]) -> list[str]:
        if number <= 2:
            raise BusyError("wait", retry_after=1)
        return shout(number, texts)

    got, failed, _ = send(Scripted(busy_twice, parallel=parallel), ["one", "two"])
    assert got == {0: "ONE", 1: "TWO"}
    assert not failed


def test_the_pause_that_it_asks_for_is_kept() -> None:
    pauses: list[float] = []
    engine = Scripted(lambda number, texts: shout(number, texts) if number > 1 else _busy(7.5))
    Sender(engine, sleep=pauses.append).send(["one"], "en", "es", lambda numbers, answers: None)
    assert pauses == [7.5]


def _busy(seconds: float) -> list[str]:
    raise BusyError("wait", retry_after=seconds)


@pytest.mark.parametrize("change", [lambda out: out[:-1], lambda out: [*out, "more"], lambda out: None, lambda out: []])
def test_a_wrong_number_of_answers_is_never_taken_apart(change: Callable[[list[str]], list[str]]) -> None:
    def short(number: int, texts: Sequence[str]) -> list[str]:
        return change(shout(number, texts)) if len(texts) > 1 else shout(number, texts)

    got, failed, _ = send(Scripted(short), [f"text {number}" for number in range(8)])
    assert got == {number: f"TEXT {number}" for number in range(8)}
    assert not failed


def test_one_bad_text_does_not_take_the_others_with_it() -> None:
    def poisoned(number: int, texts: Sequence[str]) -> list[str]:
        if "bad" in texts:
            raise AnswerError("no")
        return shout(number, texts)

    got, failed, _ = send(Scripted(poisoned), ["a", "b", "bad", "c", "d"])
    assert sorted(got) == [0, 1, 3, 4]
    assert list(failed) == [2]


@pytest.mark.parametrize("parallel", [1, 4])
def test_an_engine_that_keeps_failing_is_left_alone(parallel: int) -> None:
    def down(number: int, texts: Sequence[str]) -> list[str]:
        raise BusyError("it cannot be reached.")

    engine = Scripted(down, segments=1, parallel=parallel)
    got, failed, sender = send(engine, [f"text {number}" for number in range(100)])
    assert not got
    assert len(failed) == 100
    assert len(engine.calls) <= 6 + parallel
    assert sender.open_error is not None


def test_a_refusal_for_good_ends_it_at_once() -> None:
    def spent(number: int, texts: Sequence[str]) -> list[str]:
        raise QuotaError("no more")

    engine = Scripted(spent, segments=1)
    _, failed, _ = send(engine, ["a", "b", "c"])
    assert len(engine.calls) == 1
    assert len(failed) == 3


def test_an_engine_that_wants_an_hour_is_left_alone() -> None:
    engine = Scripted(lambda number, texts: _busy(3600), segments=1)
    _, failed, _ = send(engine, ["a", "b"])
    assert len(engine.calls) == 1
    assert len(failed) == 2


def test_whatever_an_engine_raises_is_an_error_of_ours() -> None:
    def broken(number: int, texts: Sequence[str]) -> list[str]:
        raise ZeroDivisionError("key=secret")

    _, failed, _ = send(Scripted(broken), ["a"])
    assert failed[0].what == "it failed (ZeroDivisionError)."


def test_calls_keep_to_the_rate() -> None:
    engine = Scripted(shout, segments=1, parallel=4, rate=50)
    start = time.monotonic()
    Sender(engine).send([f"text {number}" for number in range(26)], "en", "es", lambda numbers, answers: None)
    assert 0.5 <= time.monotonic() - start < 1.5


def test_a_text_longer_than_the_limit_is_not_sent() -> None:
    engine = Scripted(shout)
    engine.max_characters = 10
    got, failed, _ = send(engine, ["short", "much too long for it"])
    assert got == {0: "SHORT"}
    assert list(failed) == [1]

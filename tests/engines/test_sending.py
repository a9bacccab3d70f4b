"""Packing, pacing, retrying, and knowing when to stop."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pytest

from i18n_tool.engines.base import Engine
from i18n_tool.engines.sending import Sender
from i18n_tool.errors import AnswerError, BusyError, EngineError, OutputError, QuotaError

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


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text and its number."""

    number: int
    text: str


class Numbers:
    """Texts in packs, and what became of them."""

    def __init__(self, texts: Sequence[str], segments: int) -> None:
        self.items: Iterator[Numbered] = iter([Numbered(number, text) for number, text in enumerate(texts)])
        self.segments = segments
        self.kept: list[int] = []
        self.got: dict[int, str] = {}
        self.failed: dict[int, EngineError] = {}
        self.threads: set[str] = set()

    def next_pack(self, *, idle: bool) -> list[Numbered]:
        return list(islice(self.items, self.segments))

    def keep(self, items: Sequence[Numbered], answers: Sequence[str]) -> Callable[[], None]:
        self.kept += [item.number for item in items]

        def finish() -> None:
            self.threads.add(threading.current_thread().name)
            self.got.update(zip((item.number for item in items), answers, strict=True))

        return finish

    def fail(self, items: Sequence[Numbered], problem: EngineError) -> None:
        self.failed.update((item.number, problem) for item in items)


def send(engine: Engine, texts: Sequence[str]) -> tuple[dict[int, str], dict[int, EngineError], Sender]:
    sender = Sender(engine, sleep=lambda seconds: None)
    work = Numbers(texts, engine.max_segments)
    sender.send(work, "en", "es")
    return work.got, work.failed, sender


@pytest.mark.parametrize("parallel", [1, 4])
def test_every_text_gets_its_own_answer(parallel: int) -> None:
    texts = [f"text {number}" for number in range(95)]
    got, failed, sender = send(Scripted(shout, parallel=parallel), texts)
    assert got == {number: text.upper() for number, text in enumerate(texts)}
    assert not failed
    assert sender.requests == 10


@pytest.mark.parametrize("parallel", [1, 4])
def test_answers_are_kept_as_they_arrive_and_handed_over_in_one_thread(parallel: int) -> None:
    work = Numbers([f"text {number}" for number in range(95)], 10)
    Sender(Scripted(shout, parallel=parallel)).send(work, "en", "es")
    assert sorted(work.kept) == list(range(95))
    assert work.threads == {threading.current_thread().name}


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
    Sender(engine, sleep=pauses.append).send(Numbers(["one"], 1), "en", "es")
    assert pauses == [pytest.approx(7.5, abs=0.5)]


def test_the_pause_that_one_call_is_asked_for_is_kept_by_all() -> None:
    times: list[float] = []

    def once(number: int, texts: Sequence[str]) -> list[str]:
        times.append(time.monotonic())
        return shout(number, texts) if number > 1 else _busy(0.3)

    Sender(Scripted(once, segments=1, parallel=3, rate=50)).send(Numbers(["a", "b", "c", "d", "e"], 1), "en", "es")
    late = [at for at in times if at > times[0] + 0.1]
    assert len(late) >= 4
    assert min(late) >= times[0] + 0.3


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
    assert len(engine.calls) <= 8 * parallel
    assert sender.open_error is not None


def test_calls_that_fail_together_are_one_fault() -> None:
    together = threading.Barrier(8)

    def stumble(number: int, texts: Sequence[str]) -> list[str]:
        if number <= 8:
            together.wait(5)
            raise BusyError("wait")
        return shout(number, texts)

    got, failed, sender = send(Scripted(stumble, segments=1, parallel=8), [f"text {number}" for number in range(20)])
    assert len(got) == 20
    assert not failed
    assert sender.open_error is None


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
    Sender(engine).send(Numbers([f"text {number}" for number in range(26)], 1), "en", "es")
    assert 0.5 <= time.monotonic() - start < 1.5


def test_what_cannot_be_kept_stops_the_run() -> None:
    class Full(Numbers):
        def keep(self, items: Sequence[Numbered], answers: Sequence[str]) -> Callable[[], None]:
            raise OutputError("the disk is full.")

    with pytest.raises(OutputError):
        Sender(Scripted(shout)).send(Full(["a"], 1), "en", "es")


def test_an_interrupt_is_heard_while_calls_hang() -> None:
    hang = threading.Event()
    engine = Scripted(lambda number, texts: shout(number, texts) if hang.wait(10) else [], parallel=2)
    timer = threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT])
    timer.start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        Sender(engine).send(Numbers(["a", "b"], 1), "en", "es")
    assert time.monotonic() - start < 1
    hang.set()
    timer.join()


@pytest.mark.parametrize("victim", range(8))
def test_a_text_that_a_server_falls_over_takes_no_other_with_it(victim: int) -> None:
    texts = [f"text {number}" for number in range(8)]

    def falls_over(number: int, pack: Sequence[str]) -> list[str]:
        if texts[victim] in pack:
            raise BusyError("it is out of order.")
        return shout(number, pack)

    got, failed, sender = send(Scripted(falls_over), texts)
    assert sorted([*got, *failed]) == list(range(8))
    assert list(failed) == [victim]
    assert sender.open_error is None


def test_answers_of_other_texts_are_not_believed() -> None:
    texts = ["The ferry left Lisbon at dusk.", "It carried 240 people.", "Nobody saw it.", "The crew of Faro waited."]

    def reordered(number: int, pack: Sequence[str]) -> list[str]:
        return list(pack)[::-1]

    engine = Scripted(reordered)
    got, failed, _ = send(engine, texts)
    assert got == dict(enumerate(texts))
    assert not failed
    assert len(engine.calls) == 5


def test_calls_keep_to_the_characters_of_a_minute() -> None:
    pauses: list[float] = []
    engine = Scripted(shout, segments=1)
    engine.characters_per_minute = 6_000
    sender = Sender(engine, sleep=pauses.append)
    for _ in range(3):
        sender.ask(["x" * 50], "en", "es")
    assert [round(pause, 1) for pause in pauses] == [0.5, 1.0]

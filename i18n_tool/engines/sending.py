"""Asks an engine at its own pace, and goes on with what can be done when something fails."""

from __future__ import annotations

import queue
import random
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from i18n_tool.engines.answers import demand_order
from i18n_tool.engines.base import Engine
from i18n_tool.engines.budget import Meter
from i18n_tool.errors import (
    AnswerError,
    BusyError,
    EngineError,
    EngineMissingError,
    MixedUpError,
    PairError,
    QuotaError,
)

_ATTEMPTS = 4
"""How often a pack is sent before it counts as failed."""
_PART_ATTEMPTS = 2
"""How often a part of a pack is sent that failed as a whole: a server that is out of order is soon known."""
_FAULTS = 8
"""Passing faults in a row, over all packs, after which the engine is left alone."""
_BAD_ANSWERS = 12
"""Packs in a row without a translation, after which the engine is left alone."""
_SWITCH = 0.0005
"""Seconds after which a thread that computes lets another one have the interpreter."""
_LONGEST_WAIT = 60.0
"""Seconds; an engine that asks for a longer pause is left alone."""


class HasText(Protocol):
    """Something whose text is to be translated."""

    @property
    def text(self) -> str:
        """The text."""


T = TypeVar("T", bound=HasText)


class Work(Protocol[T]):
    """What is to be sent: it is asked for packs, and told of their ends."""

    def next_pack(self, *, idle: bool) -> list[T]:
        """Return what to send next, within the engine's limits; empty: nothing now.

        Args:
            idle: nothing is under way, so that nothing more will come by itself.
        """

    def keep(self, items: Sequence[T], answers: Sequence[str]) -> Callable[[], None]:
        """Put answers where a kill cannot reach them, and return what remains to be done with them.

        It is called at once, in another thread; what it returns is called in the thread of ``send``.
        """

    def fail(self, items: Sequence[T], problem: EngineError) -> None:
        """Take note that a pack has no answers, and why."""


@dataclass(frozen=True, slots=True)
class _Pack(Generic[T]):
    """What one call asks for, and how often it is tried."""

    items: Sequence[T]
    attempts: int = _ATTEMPTS


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[T]):
    """The end of a call: what remains to be done, or the error."""

    items: Sequence[T]
    finish: Callable[[], None] | None = None
    error: BaseException | None = None


@dataclass
class Sender:
    """Sends packs of texts to one engine: paced, retried, as many at once as the engine takes.

    After repeated failure the circuit is open: nothing more is sent, and ``open_error`` says why.
    """

    engine: Engine
    """The engine."""
    sleep: Callable[[float], None] = time.sleep
    """How it waits."""
    requests: int = 0
    """How many calls were made."""
    open_error: EngineError | None = None
    """Why nothing more is sent, or None."""
    meter: Meter | None = None
    """Counts what is sent, and stops a call that would pass the limit of the run."""
    _faults: int = 0
    _bad: int = 0
    _counted: float = 0.0
    _next: float = 0.0
    _rest_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.engine.allow_again = self.allow_again

    @property
    def ahead(self) -> int:
        """How many packs are got ready beyond those under way: enough for a second, so that no call waits for us."""
        return max(2, int(self.engine.requests_per_second or 0))

    def send(self, work: Work[T], source: str, target: str) -> None:
        """Send packs until there are no more.

        Calls are made in threads of their own, so that an interrupt is heard at once and the next packs are made while
        answers are awaited. ``work`` is called in this thread, except for ``keep``.

        Args:
            work: gives the packs and takes their ends.
            source: the locale of the texts.
            target: the locale of the answers.
        """
        calls = _Calls(self, work, source, target)
        interval = sys.getswitchinterval()
        # A call needs the interpreter for moments; with the usual 5 ms each waits for the reading of catalogues.
        sys.setswitchinterval(min(interval, _SWITCH))
        parts: deque[_Pack[T]] = deque()
        try:
            while True:
                while calls.under_way < self.engine.parallel + self.ahead:
                    pack = parts.popleft() if parts else _Pack(work.next_pack(idle=not calls.under_way))
                    if not pack.items:
                        break
                    calls.begin(pack)
                if not calls.under_way:
                    return
                self.take(calls.end(), work, parts)
        except BaseException as stop:
            self.open_error = self.open_error or EngineError("the run was interrupted.", subject=self.engine.name)
            if isinstance(stop, KeyboardInterrupt):
                calls.finish()
            raise
        finally:
            sys.setswitchinterval(interval)
            calls.stop()

    def take(self, outcome: _Outcome[T], work: Work[T], parts: deque[_Pack[T]]) -> None:
        """Hand over the end of a pack; one that has no answers is sent again in halves, or text by text."""
        items, error = outcome.items, outcome.error
        if outcome.finish:
            outcome.finish()
        elif not isinstance(error, EngineError):
            raise error or AssertionError
        elif len(items) > 1 and not self.open_error:
            # Servers fall over single texts, too. Of answers in another order only a single one is beyond doubt.
            size = 1 if isinstance(error, MixedUpError) else (len(items) + 1) // 2
            attempts = _PART_ATTEMPTS if isinstance(error, BusyError) else _ATTEMPTS
            parts += [_Pack(items[start : start + size], attempts) for start in range(0, len(items), size)]
        else:
            work.fail(items, error)

    def ask(self, texts: Sequence[str], source: str, target: str, attempts: int = _ATTEMPTS) -> list[str]:
        """Return the answers of one pack, after passing faults have passed.

        Raises:
            EngineError: there is no answer, or the circuit is open.
        """
        for attempt in range(1, attempts + 1):
            if not self.open_error:
                self.pace(sum(map(len, texts)))
            if self.open_error:
                raise self.open_error
            try:
                return self.ask_once(texts, source, target)
            except BusyError as problem:
                if self.open_error or attempt == attempts:
                    raise
                if problem.retry_after is None:
                    # Full jitter: callers that failed together do not come back together.
                    self.sleep(random.uniform(0, self.engine.pause * 2 ** (attempt - 1)))
        raise AssertionError("the last attempt returns or raises")

    def ask_once(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the answers of one call, and count how it went.

        Raises:
            EngineError: it failed, whatever the engine raised.
        """
        if self.meter:
            self.meter.charge(texts)
        began = time.monotonic()
        with self._lock:
            self.requests += 1
        try:
            answers = self.engine.translate(texts, source, target)
            if not isinstance(answers, list) or len(answers) != len(texts):
                raise AnswerError(f"it gave {_count_of(answers)} answers to {len(texts)} texts.")
            demand_order(texts, answers)
        except AnswerError as problem:
            self.note_bad(problem)
            raise
        except (EngineMissingError, PairError, QuotaError) as problem:
            self.open_error = problem
            raise
        except EngineError as problem:
            self.note_fault(problem, began)
            raise
        except Exception as problem:
            # An engine of somebody else may raise anything; the text may hold a key and is not shown.
            error = EngineError(f"it failed ({type(problem).__name__}).", subject=self.engine.name)
            self.note_fault(error, began)
            raise error from problem
        with self._lock:
            self._faults = self._bad = 0
        return answers

    def allow_again(self, texts: Sequence[str]) -> None:
        """Count a request that an engine makes besides its call, and wait until its limits allow it.

        Raises:
            EngineError: nothing more may be sent.
        """
        self.pace(sum(map(len, texts)))
        if self.open_error:
            raise self.open_error
        if self.meter:
            self.meter.charge(texts)
        with self._lock:
            self.requests += 1

    def pace(self, characters: int) -> None:
        """Wait until the engine's limits allow a call, and until the pause is over that it has asked for."""
        rate, most = self.engine.requests_per_second, self.engine.characters_per_minute
        if rate or most:
            with self._lock:
                now = time.monotonic()
                at = max(now, self._next)
                self._next = at + max(1 / rate if rate else 0.0, 60 * characters / most if most else 0.0)
            if at > now:
                self.sleep(at - now)
        rest = self._rest_until - time.monotonic()
        if rest > 0:
            self.sleep(rest)

    def note_fault(self, problem: EngineError, began: float) -> None:
        """Count a fault; open the circuit after too many in a row, or if the engine wants a long rest.

        Calls that were under way together and fail together are one fault.
        """
        rest = problem.retry_after if isinstance(problem, BusyError) else None
        with self._lock:
            now = time.monotonic()
            if began >= self._counted:
                self._faults += 1
                self._counted = now
            if rest is not None:
                self._rest_until = max(self._rest_until, now + rest)
            if self._faults >= _FAULTS or (rest is not None and rest > _LONGEST_WAIT):
                self.open_error = problem

    def note_bad(self, problem: EngineError) -> None:
        """Count a pack without a translation; open the circuit after too many in a row."""
        with self._lock:
            self._bad += 1
            if self._bad >= _BAD_ANSWERS:
                self.open_error = problem


class _Calls(Generic[T]):
    """The calls of one ``send``, each in one of a few threads."""

    def __init__(self, sender: Sender, work: Work[T], source: str, target: str) -> None:
        self.sender, self.work, self.source, self.target = sender, work, source, target
        self.jobs: queue.SimpleQueue[_Pack[T] | None] = queue.SimpleQueue()
        self.outcomes: queue.SimpleQueue[_Outcome[T]] = queue.SimpleQueue()
        self.threads: list[threading.Thread] = []
        self.under_way = 0

    def begin(self, pack: _Pack[T]) -> None:
        """Have a pack sent."""
        self.under_way += 1
        self.jobs.put(pack)
        if len(self.threads) < min(self.under_way, self.sender.engine.parallel):
            # Daemons: a call may hang until its deadline, and an interrupted run does not wait for it.
            thread = threading.Thread(target=self.run, daemon=True, name=self.sender.engine.name)
            self.threads.append(thread)
            thread.start()

    def end(self) -> _Outcome[T]:
        """Wait for the next end of a pack."""
        outcome = self.outcomes.get()
        self.under_way -= 1
        return outcome

    def finish(self) -> None:
        """Hand over what has been answered already."""
        while not self.outcomes.empty():
            outcome = self.end()
            if outcome.finish:
                outcome.finish()

    def stop(self) -> None:
        """Let the threads end, each after the call that it is in."""
        for _ in self.threads:
            self.jobs.put(None)

    def run(self) -> None:
        while (pack := self.jobs.get()) is not None:
            self.outcomes.put(self.call(pack))

    def call(self, pack: _Pack[T]) -> _Outcome[T]:
        items = pack.items
        try:
            answers = self.sender.ask([item.text for item in items], self.source, self.target, pack.attempts)
            return _Outcome(items, self.work.keep(items, answers))
        except BaseException as problem:
            return _Outcome(items, error=problem)


def _count_of(answers: object) -> str:
    return str(len(answers)) if isinstance(answers, list | tuple) else "no"

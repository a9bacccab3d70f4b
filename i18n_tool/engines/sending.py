"""Asks an engine at its own pace, and goes on with what can be done when something fails."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from i18n_tool.engines.base import Engine
from i18n_tool.errors import AnswerError, BusyError, EngineError, EngineMissingError, PairError, QuotaError

_ATTEMPTS = 4
"""How often a pack is sent before it counts as failed."""
_FAULTS = 6
"""Passing faults in a row, over all packs, after which the engine is left alone."""
_BAD_ANSWERS = 12
"""Packs in a row without a translation, after which the engine is left alone."""
_LONGEST_WAIT = 60.0
"""Seconds; an engine that asks for a longer pause is left alone."""

Answered = Callable[[Sequence[int], Sequence[str]], None]
"""Called with the numbers of the texts of a pack and their answers, as soon as they are there."""


@dataclass
class Sender:
    """Sends texts to one engine: packed, paced, retried.

    After repeated failure the circuit is open: nothing more is sent, and ``closed_by`` says why.
    """

    engine: Engine
    """The engine."""
    sleep: Callable[[float], None] = time.sleep
    """How it waits."""
    requests: int = 0
    """How many calls were made."""
    open_error: EngineError | None = None
    """Why nothing more is sent, or None."""
    _faults: int = 0
    _bad: int = 0
    _next: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, texts: Sequence[str], source: str, target: str, answered: Answered) -> dict[int, EngineError]:
        """Ask for the translations of texts.

        Args:
            texts: what to translate.
            source: their locale.
            target: the locale of the answers.
            answered: told of each pack as it arrives, in this thread.

        Returns:
            Why a text has no answer, by its number.
        """
        failed: dict[int, EngineError] = {}
        fitting = []
        for number, text in enumerate(texts):
            if len(text) > self.engine.max_characters:
                failed[number] = AnswerError("the segment is too long for it.", "Translate it by hand.")
            else:
                fitting.append(number)
        packs = list(pack(fitting, texts, self.engine.max_segments, self.engine.max_characters))
        if self.engine.parallel == 1:
            for numbers in packs:
                self.deal_with(numbers, texts, source, target, answered, failed)
        else:
            self.send_parallel(packs, texts, source, target, answered, failed)
        return failed

    def send_parallel(
        self,
        packs: Sequence[Sequence[int]],
        texts: Sequence[str],
        source: str,
        target: str,
        answered: Answered,
        failed: dict[int, EngineError],
    ) -> None:
        """Keep as many calls under way as the engine allows; answers are handed over in this thread."""
        jobs: queue.SimpleQueue[Sequence[int]] = queue.SimpleQueue()
        results: queue.SimpleQueue[tuple[Sequence[int], Callable[[], list[str]]]] = queue.SimpleQueue()
        for numbers in packs:
            jobs.put(numbers)

        def work() -> None:
            with suppress(queue.Empty):
                while True:
                    numbers = jobs.get_nowait()
                    results.put((numbers, self.outcome([texts[number] for number in numbers], source, target)))

        # Daemons: a call may hang until its deadline, and an interrupted run does not wait for it.
        for _ in range(min(self.engine.parallel, len(packs))):
            threading.Thread(target=work, daemon=True, name=self.engine.name).start()
        try:
            for _ in packs:
                numbers, result = results.get()
                self.take(numbers, result, texts, source, target, answered, failed)
        except BaseException:
            self.open_error = self.open_error or EngineError("the run was interrupted.", subject=self.engine.name)
            raise

    def outcome(self, texts: Sequence[str], source: str, target: str) -> Callable[[], list[str]]:
        """Ask for one pack; return what hands over the answers or raises the error in the thread that calls it."""
        try:
            answers = self.ask(texts, source, target)
        except BaseException as problem:
            error = problem

            def fail() -> list[str]:
                raise error

            return fail
        return lambda: answers

    def deal_with(
        self,
        numbers: Sequence[int],
        texts: Sequence[str],
        source: str,
        target: str,
        answered: Answered,
        failed: dict[int, EngineError],
    ) -> None:
        """Send one pack and hand over what comes back."""
        if self.open_error:
            failed.update(dict.fromkeys(numbers, self.open_error))
            return
        some = [texts[number] for number in numbers]
        self.take(numbers, lambda: self.ask(some, source, target), texts, source, target, answered, failed)

    def take(
        self,
        numbers: Sequence[int],
        result: Callable[[], list[str]],
        texts: Sequence[str],
        source: str,
        target: str,
        answered: Answered,
        failed: dict[int, EngineError],
    ) -> None:
        """Hand over the answers of a pack; a pack that has none is sent again in halves."""
        try:
            answers = result()
        except EngineError as problem:
            if len(numbers) > 1 and not self.open_error and not isinstance(problem, BusyError):
                half = len(numbers) // 2
                self.deal_with(numbers[:half], texts, source, target, answered, failed)
                self.deal_with(numbers[half:], texts, source, target, answered, failed)
            else:
                failed.update(dict.fromkeys(numbers, problem))
            return
        answered(numbers, answers)

    def ask(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the answers of one pack, after passing faults have passed.

        Raises:
            EngineError: there is no answer, or the circuit is open.
        """
        attempt = 0
        while True:
            attempt += 1
            if self.open_error:
                raise self.open_error
            self.pace()
            with self._lock:
                self.requests += 1
            try:
                answers = self.engine.translate(texts, source, target)
                if not isinstance(answers, list) or len(answers) != len(texts):
                    raise AnswerError(f"it gave {_count_of(answers)} answers to {len(texts)} texts.")
            except BusyError as problem:
                self.note_fault(problem)
                pause = problem.retry_after
                if pause is None:
                    # Full jitter: callers that failed together do not come back together.
                    pause = random.uniform(0, self.engine.pause * 2 ** (attempt - 1))
                if self.open_error or attempt >= _ATTEMPTS:
                    raise
                self.sleep(pause)
            except AnswerError as problem:
                self.note_bad(problem)
                raise
            except (EngineMissingError, PairError, QuotaError) as problem:
                self.open_error = problem
                raise
            except EngineError as problem:
                self.note_fault(problem)
                raise
            except Exception as problem:
                # An engine of somebody else may raise anything; the text may hold a key and is not shown.
                error = EngineError(f"it failed ({type(problem).__name__}).", subject=self.engine.name)
                self.note_fault(error)
                raise error from problem
            else:
                with self._lock:
                    self._faults = self._bad = 0
                return answers

    def pace(self) -> None:
        """Wait until the engine's limit allows a call."""
        rate = self.engine.requests_per_second
        if not rate:
            return
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + 1 / rate
        if at > now:
            self.sleep(at - now)

    def note_fault(self, problem: EngineError) -> None:
        """Count a fault; open the circuit after too many in a row, or if the engine wants a long rest."""
        with self._lock:
            self._faults += 1
            rest = problem.retry_after if isinstance(problem, BusyError) else None
            if self._faults >= _FAULTS or (rest is not None and rest > _LONGEST_WAIT):
                self.open_error = problem

    def note_bad(self, problem: EngineError) -> None:
        """Count a pack without a translation; open the circuit after too many in a row."""
        with self._lock:
            self._bad += 1
            if self._bad >= _BAD_ANSWERS:
                self.open_error = problem


def _count_of(answers: object) -> str:
    return str(len(answers)) if isinstance(answers, list | tuple) else "no"


def pack(numbers: Iterable[int], texts: Sequence[str], segments: int, characters: int) -> Iterator[list[int]]:
    """Put the numbers of texts into packs that an engine takes."""
    some: list[int] = []
    size = 0
    for number in numbers:
        if some and (len(some) >= segments or size + len(texts[number]) > characters):
            yield some
            some, size = [], 0
        some.append(number)
        size += len(texts[number])
    if some:
        yield some

"""Work on many things shared between processes: the results come back in order, whoever did the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SHARE = 40
"""Things that are worth a process of their own."""
_STOPS = {signal.SIGINT, signal.SIGTERM}


def count_processes(items: int, wished: int = 0, *, threads: int = 0) -> int:
    """Return how many processes are worth their start for a number of things.

    Args:
        items: how many things there are.
        wished: how many processes there may be; 0: one for each core that this one may use.
        threads: how many threads this process has; 0: that is counted.
    """
    # Where processes cannot be forked, or a thread of this one might hold a lock just now, one does it all.
    if not hasattr(os, "sched_getaffinity") or (threads or threading.active_count()) > 1:
        return 1
    return max(1, min(wished or len(os.sched_getaffinity(0)), items // SHARE))


def share(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[Result]:
    """Yield what comes of each thing, in order.

    Each process takes every second (third …) thing. What one that dies has left undone is done here, so that the
    results are the same, and an exception is raised here too. When this process dies, the others end at their next
    result.

    Args:
        work: makes the result of a thing; it and its results must not depend on what was done before.
        items: the things.
        processes: how many processes work on them; fewer than 2: this one does it all.
    """
    if processes < 2:
        yield from map(work, items)
        return
    with ExitStack() as stack:
        readers: list[Connection | None] = []
        for number in range(processes):
            others = [other for other in readers if other]
            readers.append(_start(stack, work, items[number::processes], others))
        for index, item in enumerate(items):
            reader = readers[index % processes]
            if reader is None:
                yield work(item)
                continue
            try:
                result: Result = reader.recv()
            except (EOFError, OSError):
                readers[index % processes] = None
                result = work(item)
            yield result


def _start(
    stack: ExitStack, work: Callable[[Item], Result], items: Sequence[Item], others: Sequence[Connection]
) -> Connection:
    """Start a process that sends its results, and end it when the stack is left."""
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_help, args=(work, items, writer, [*others, reader]), daemon=True)
    # An interrupt waits until the new process knows what to do with it, and this one will end the new one.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        process.start()
        writer.close()
        stack.callback(process.join)
        stack.callback(process.terminate)
        stack.callback(reader.close)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return reader


def _help(
    work: Callable[[Item], Result], items: Sequence[Item], writer: Connection, readers: Sequence[Connection]
) -> None:
    """Do a share of the work, without a word: the process that it is done for hears of a Ctrl-C, and ends this one."""
    _leave_quietly()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    for reader in readers:
        reader.close()
    with suppress(Exception):
        for item in items:
            writer.send(work(item))


def _leave_quietly() -> None:
    """Let a process that helps end without a word: the one that it helps hears of a Ctrl-C, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))

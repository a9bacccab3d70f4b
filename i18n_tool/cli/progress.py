"""The line at the bottom of a terminal that says how far the work is."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from typing import ClassVar

import click

_PAUSE = 0.1
"""Seconds between two pictures of the line, so that it neither flickers nor slows the work."""
_WINDOW = 10.0
"""Seconds over which the speed is taken."""


class ProgressLine:
    """Shows how much is done, how fast, and how long the rest will take; on a terminal only."""

    shown: ClassVar[bool] = False
    """True while the line stands on the terminal."""

    def __init__(self, live: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.live, self.clock = live, clock
        self.steps: deque[tuple[float, int]] = deque()
        self.drawn = 0.0

    def __call__(self, done: int, total: int, name: str) -> None:
        """Draw the line anew, unless that was done a moment ago."""
        if not self.live:
            return
        now = self.clock()
        if self.steps and done < self.steps[-1][1]:
            self.steps.clear()  # another station of the journey
        self.steps.append((now, done))
        while now - self.steps[0][0] > _WINDOW:
            self.steps.popleft()
        if now - self.drawn >= _PAUSE:
            self.drawn = now
            ProgressLine.shown = True
            click.echo("\r\x1b[K" + fit(self.text(done, total, name), terminal_width() - 1), nl=False, err=True)

    def text(self, done: int, total: int, name: str) -> str:
        """Return what the line says."""
        parts = [f"{done:,}/{total:,}"]
        speed = self.speed()
        if speed:
            parts += [
                f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s",
                f"{clock_time((total - done) / speed)} left",
            ]
        return "  ".join([*parts, name])

    def speed(self) -> float:
        """Return how many are done in a second; 0 while that is not known."""
        (first, before), (last, after) = self.steps[0], self.steps[-1]
        return (after - before) / (last - first) if last - first >= 0.5 else 0.0


def clear_line() -> None:
    """Take the line away, so that something else can be said."""
    if ProgressLine.shown:
        ProgressLine.shown = False
        click.echo("\r\x1b[K", nl=False, err=True)


def clock_time(seconds: float) -> str:
    """Return a length of time, ``0:07`` or ``2:03:45``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def terminal_width() -> int:
    """Return how many columns the terminal has that errors go to."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def fit(text: str, width: int) -> str:
    """Return the beginning of a text that fits into so many columns; CJK characters take two."""
    used = 0
    for at, char in enumerate(text):
        used += 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > width:
            return text[:at]
    return text

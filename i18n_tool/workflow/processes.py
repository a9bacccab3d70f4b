"""What processes have in common that do a share of the work."""

from __future__ import annotations

import signal
import sys


def leave_quietly() -> None:
    """Let a process that helps end without a word: the one that it helps hears of a Ctrl-C, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))

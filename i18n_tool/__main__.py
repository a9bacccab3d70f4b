"""What runs first: ``i18n-tool`` and ``python -m i18n_tool``.

It imports next to nothing before it can bear an interrupt, so that a Ctrl-C ends the program in one line at any moment.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line; it ends with 130 after a Ctrl-C and with 143 after a SIGTERM."""
    # The built-in half of ``signal``: the other half takes a while to import, in which an interrupt shows a traceback.
    import _signal as signal  # type: ignore[import-not-found]

    heeded = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    if heeded:
        signal.signal(signal.SIGINT, _leave)
    from i18n_tool.cli import main as command

    stop = _Stop()
    signal.signal(signal.SIGTERM, stop)
    if heeded:
        signal.signal(signal.SIGINT, stop)
    try:
        command()
    finally:
        # While Python tidies up an interrupt would show a traceback.
        after = signal.SIG_DFL if stop.since is None else signal.SIG_IGN
        signal.signal(signal.SIGTERM, after)
        if heeded:
            signal.signal(signal.SIGINT, after)


def _leave(number: int, frame: object) -> None:
    """End the program at once: nothing has begun."""
    import os

    os._exit(128 + number)


class _Stop:
    """Ends a command at the first signal, by an exception, so that what is done is written.

    More signals while that goes on change nothing: they are often sent in pairs. Those that come later end the program
    at once.
    """

    patience = 2.0
    since: float | None = None

    def __call__(self, number: int, frame: object) -> None:
        from time import monotonic

        now = monotonic()
        if self.since is None:
            self.since = now
            raise KeyboardInterrupt(number)
        if now - self.since > self.patience:
            _leave(number, frame)


if __name__ == "__main__":
    main()

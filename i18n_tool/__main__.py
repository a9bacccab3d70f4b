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

    signal.signal(signal.SIGTERM, _interrupt)
    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command()
    finally:
        # A second interrupt, while Python tidies up, ends the program without a word.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if heeded:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _leave(number: int, frame: object) -> None:
    """End the program at once: nothing has begun."""
    import os

    os._exit(128 + number)


def _interrupt(number: int, frame: object) -> None:
    """Do for a SIGTERM what Python does for a Ctrl-C: what is done is written before the program ends."""
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    main()

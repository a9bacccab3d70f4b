"""How many articles of each format are parsed, cut into sentences and read as catalogues in a second of one core.

``python -m benchmarks.parse_speed`` takes the made-up articles of 8 kB that the other tables are made with, and shows
the best of some rounds, since other work on the machine only ever adds time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.corpus import SUFFIXES, Writer
from benchmarks.measure import heading, table
from i18n_tool.catalogue import new_template, parse_catalogue, render_catalogue
from i18n_tool.formats import get_format
from i18n_tool.model import Block, Segment
from i18n_tool.segmentation import split_block

T = TypeVar("T")


def best_of(rounds: int, job: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of the quickest of some rounds, and what the last of them returned."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        result = job()
        times.append(time.process_time() - began)
    return min(times), result


def measure(name: str, articles: int, rounds: int) -> tuple[str, ...]:
    """Return the row of one format."""
    texts = [getattr(Writer(1_000_003 + number), name)() for number in range(articles)]
    format = get_format(name)
    parsing, parsed = best_of(rounds, lambda: [format.parse(text) for text in texts])
    blocks = [[piece for piece in pieces if isinstance(piece, Block)] for pieces in parsed]
    cutting, cut = best_of(
        rounds,
        lambda: [[(block, split_block(block.text, "en", keep=block.keep)) for block in listed] for listed in blocks],
    )
    segments = [
        [Segment(block.text[start:end], block.kind, "a", block.line) for block, spans in listed for start, end in spans]
        for listed in cut
    ]
    files = [render_catalogue(new_template(listed, segmentation="sentence 1")) for listed in segments]
    reading, _ = best_of(rounds, lambda: [parse_catalogue(text) for text in files])
    size = sum(len(text.encode()) for text in texts) / 1e6
    speeds = [f"{articles / seconds:,.0f}" for seconds in (parsing, cutting, reading)]
    return name, *speeds, f"{size / parsing:.1f}", f"{size / cutting:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print(heading("python -m benchmarks.parse_speed"))
    head = ("format", "parsed a second", "cut a second", "catalogues read a second", "parse MB/s", "cut MB/s")
    print(table(head, [measure(name, arguments.articles, arguments.rounds) for name in SUFFIXES]))


if __name__ == "__main__":
    main()

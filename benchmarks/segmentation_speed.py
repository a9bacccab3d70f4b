"""How fast do we cut, next to sentencex in the same run, and does the time stay linear on hostile input?

Usage: python benchmarks/segmentation_speed.py [--megabytes N]

The prose is made of sentences of our own, cut paragraph by paragraph and, in the last row, as one
text. The peer is left out if it is not installed.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from i18n_tool.segmentation import split_block, split_sentences

PROSE = {
    "en": (
        "The council met on Tuesday to discuss the new bridge over the river. “We have waited long enough,” said the "
        "mayor, who had promised a decision by spring. The work will cost $2.5 million and begin at 7 a.m. Monday. "
        "Dr. Lee asked whether the old pier, built in 1911, could be kept; nobody knew. A report is due on Jan. 23.",
        "Residents of the U.S. Virgin Islands remember the storm well. It took the roof of the school and most of the "
        "trees along the bay. Teachers held their classes in tents for more than a year, and many families left. "
        "Those who stayed say that they would do it again. Is that courage, or is it habit? Perhaps it is both.",
        "Nobody had expected the museum to open on time. The walls were still wet when the first visitors came in, and "
        "two of the rooms had no light at all. The director walked from group to group, smiled and talked about the "
        "paintings that were not there yet. In the evening she sat down on the stairs and laughed.",
    ),
    "de": (
        "Der Stadtrat beriet am 3. Mai über die neue Brücke. Die Kosten werden auf ca. 2,5 Mio. Euro geschätzt, d. h. "
        "auf das Doppelte. „Wir haben lange gewartet“, sagte Dr. Lehmann. Im 19. Jahrhundert stand hier eine Mühle.",
    ),
    "zh": (
        "市议会周二讨论了新桥的计划。“我们等得够久了。”市长说。工程将于一月二十三日开始，费用约为二百五十万元！"
        "有人问起旧码头的命运，但是没有人知道答案。",
    ),
}

HOSTILE = (
    *("Mr. ", "A. A. ", "A.B.C. ", ".", ". ", "... ", "!? ", "1", "1. ", "19. ", "1. a 2. b ", "p. m. ", "word ", "x"),
    *('"', '." ', "”", ". ”", "(", "((a. B) ", "[1] ", ". [1]", "*", "**A.** ", ". -", "• x ", "a.B", "\n", " "),
    *("。」", "「。", "。", '。"', "……", "<b>", "<b>A.</b> ", "<", "](", "[A.](b) "),
)


def measure(cut: Callable[[str], object], paragraphs: list[str]) -> float:
    """Return the characters cut in a second, in millions: the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for paragraph in paragraphs:
            cut(paragraph)
        best = min(best, time.perf_counter() - start)
    return sum(map(len, paragraphs)) / best / 1e6


def compare(megabytes: float) -> None:
    """Print the speed on prose, ours and the peer's."""
    peer: Any = None
    try:
        peer = importlib.import_module("sentencex")
    except ImportError:
        print("sentencex is not installed: no ratio")
    print(f"{'prose':<8}{'ours':>8}{'sentencex':>11}{'ratio':>8}   million characters per second")
    for name, texts in [*PROSE.items(), ("en, one", PROSE["en"])]:
        locale, _, whole = name.partition(", ")
        times = round(megabytes * 1e6 / sum(map(len, texts)))
        # Distinct paragraphs, so that no cache in between helps either side.
        paragraphs = [f"{text} {index}" for index in range(times) for text in texts]
        if whole:
            paragraphs = [" ".join(paragraphs)]
        ours = measure(lambda text, locale=locale: split_sentences(text, locale), paragraphs)  # type: ignore[misc]
        if peer is None:
            print(f"{name:<8}{ours:>8.2f}")
            continue
        theirs = measure(lambda text, locale=locale: list(peer.segment(locale, text)), paragraphs)  # type: ignore[misc]
        print(f"{name:<8}{ours:>8.2f}{theirs:>11.2f}{ours / theirs:>8.2f}")


def attack() -> None:
    """Print the time that hostile texts take at half a million and a million characters."""
    print(f"\n{'hostile':<12}{'0.5 MB, s':>10}{'1 MB, s':>10}{'growth':>8}")
    for pattern in HOSTILE:
        seconds = []
        for size in (500_000, 1_000_000):
            text = (pattern * (size // len(pattern) + 1))[:size]
            start = time.perf_counter()
            split_block(text, "en")
            seconds.append(time.perf_counter() - start)
        growth = seconds[1] / seconds[0]
        print(f"{pattern!r:<12}{seconds[0]:>10.2f}{seconds[1]:>10.2f}{growth:>8.1f}")


def main() -> None:
    """Measure both and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=2.0, help="size of the prose in each language")
    options = parser.parse_args()
    compare(options.megabytes)
    attack()


if __name__ == "__main__":
    main()

"""Measures how many pairs a second the number checks read, each of them for the first time.

    python benchmarks/number_speed.py FILE.jsonl [FILE.jsonl ...] [--pairs 20000]

The files are those of ``number_quality.py``. Every pair is made new by the number of its round, so that nothing is
remembered; pairs without numbers are measured apart.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path

from benchmarks.number_quality import read_items
from i18n_tool.numbers import compare_texts

DIGITS = re.compile(r"\d+")


def make_pairs(files: list[Path], count: int) -> list[tuple[str, str, str]]:
    """Return that many different pairs: source, translation, locale."""
    items = list(read_items(files))
    pairs = []
    for number in range(count):
        item = items[number % len(items)]
        turn = number // len(items)
        pairs.append((f"{item['source']} {7000 + turn}", f"{item['translation']} {7000 + turn}", item["locale"]))
    return pairs


def measure(pairs: list[tuple[str, str, str]]) -> float:
    """Return the pairs a second, on one core."""
    start = time.process_time()
    for source, translation, locale in pairs:
        compare_texts(source, translation, "en", locale)
    return len(pairs) / (time.process_time() - start)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=20_000)
    options = parser.parse_args()
    pairs = make_pairs(options.files, options.pairs)
    measure(pairs[:2000])
    print(f"pairs with numbers: {measure(pairs[2000:]):,.0f} a second")
    words = [(DIGITS.sub("", source), DIGITS.sub("", translation) + str(n), locale)
             for n, (source, translation, locale) in enumerate(pairs[2000:])]  # fmt: skip
    plain = [(f"{re.sub(r'[0-9]', '', a)} {'x' * (n % 50)}", re.sub(r"[0-9]", "", b) + "y" * (n // 50), c)
             for n, (a, b, c) in enumerate(words)]  # fmt: skip
    print(f"pairs without digits: {measure(plain):,.0f} a second")
    size = 200_000
    for name, text in (
        ("digits", "1 " * size),
        ("one run", "1" * size),
        ("Han", "一亿" * size),
        ("commas", "1,1" * size),
    ):
        start = time.process_time()
        compare_texts(text, text + "2", "en", "zh_CN")
        print(f"hostile, {name}: {len(text):,} characters in {time.process_time() - start:.2f} s")


if __name__ == "__main__":
    main()

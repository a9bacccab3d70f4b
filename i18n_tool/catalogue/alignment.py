"""Old and new sentences of one stretch of an article, laid side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio

THRESHOLD = 60.0
"""Percent of equal characters below which an old sentence is of no help, as in msgmerge."""
MOST_CELLS = 10_000
"""The largest table that is filled; a longer stretch was rewritten rather than edited."""
_MOST_PARTS = 3
_MOVES = [(1, 1), *((1, parts) for parts in range(2, _MOST_PARTS + 1)), *((p, 1) for p in range(2, _MOST_PARTS + 1))]

Pair = tuple[range, range]
"""Which new sentences stand for which old ones, as ranges of indices; one of them has length 1."""


def align_run(new: Sequence[str], old: Sequence[str], joiner: str) -> list[Pair]:
    """Return which new sentences stand for which old ones, in order, merged and split ones included.

    The alignment with the most characters in common less the characters that differ is found by dynamic
    programming, as Gale and Church align translations (1993, "A Program for Aligning Sentences").

    Args:
        new: the sentences between two that stayed.
        old: those that stood there.
        joiner: what stands between two sentences.
    """
    if len(new) * len(old) > MOST_CELLS:
        return []
    best = [[0.0] * (len(old) + 1) for _ in range(len(new) + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(new) + 1):
        for j in range(len(old) + 1):
            value, move = 0.0, (0, 0)
            if i and best[i - 1][j] > value:
                value, move = best[i - 1][j], (1, 0)
            if j and best[i][j - 1] > value:
                value, move = best[i][j - 1], (0, 1)
            for a, b in _MOVES:
                if a > i or b > j:
                    continue
                gain = _gain(new[i - a : i], old[j - b : j], joiner)
                if gain > 0 and best[i - a][j - b] + gain > value:
                    value, move = best[i - a][j - b] + gain, (a, b)
            best[i][j] = value
            step[i, j] = move
    pairs = []
    i, j = len(new), len(old)
    while i and j:
        a, b = step[i, j]
        if not (a or b):
            break
        if a and b:
            pairs.append((range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return pairs[::-1]


def _gain(new: Sequence[str], old: Sequence[str], joiner: str) -> float:
    """Return equal characters less different ones; 0 where the texts are not alike enough."""
    one, other = joiner.join(new), joiner.join(old)
    total = len(one) + len(other)
    if not min(len(one), len(other)) * 4 > total:
        return 0.0
    score = ratio(one, other, score_cutoff=THRESHOLD)
    return total * (score / 50 - 1) if score else 0.0


def chain_texts(wholes: Sequence[str | None], parts: Sequence[str | None]) -> Iterator[tuple[int, range]]:
    """Yield each text that equals several others which follow each other, white space aside.

    Args:
        wholes: the texts that may be made of others; None stands for one that is not to be used.
        parts: the texts that they may be made of, in order; likewise.

    Returns:
        Index of the whole, and indices of its parts, two at least. No part is used twice.
    """
    bare = ["".join(text.split()) if text is not None else "" for text in parts]
    starts: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(bare):
        if text:
            starts[text].append(index)
    lengths = sorted({len(text) for text in starts})
    used: set[int] = set()
    for number, candidate in enumerate(wholes):
        if candidate is None:
            continue
        whole = "".join(candidate.split())
        found = next((chain for chain in _chains(whole, bare, starts, lengths) if used.isdisjoint(chain)), None)
        if found:
            used.update(found)
            yield number, found


def _chains(
    whole: str, parts: Sequence[str], starts: Mapping[str, Sequence[int]], lengths: Sequence[int]
) -> Iterator[range]:
    for length in lengths:
        if length >= len(whole):
            return
        for start in starts.get(whole[:length], ()):
            chain = _chain(whole, parts, start)
            if chain:
                yield chain


def _chain(whole: str, parts: Sequence[str], start: int) -> range | None:
    at, index = 0, start
    while at < len(whole) and index < len(parts) and parts[index] and whole.startswith(parts[index], at):
        at += len(parts[index])
        index += 1
    return range(start, index) if at == len(whole) and index - start > 1 else None

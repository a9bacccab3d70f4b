"""Old and new sentences of one stretch of an article, laid side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio

THRESHOLD = 60.0
"""Percent of equal characters below which an old sentence is of no help, as in msgmerge."""
MOST_CELLS = 10_000
"""The largest table that is filled; a longer stretch was rewritten rather than edited."""
_HEAD = 12
"""Characters by which the texts are found that a stretch may begin with."""
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


def chain_texts(wholes: Sequence[str], parts: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each text that is made of others, word for word, white space aside.

    Args:
        wholes: the texts that may be made of others.
        parts: the texts that they may be made of. One may be part of several, as a sentence that an article repeats.

    Returns:
        Index of the whole, and indices of its parts in its order, two at least.
    """
    known: dict[str, int] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    for index, text in enumerate(parts):
        bare = "".join(text.split())
        if bare:
            known.setdefault(bare, index)
            lengths[bare[:_HEAD]].add(len(bare))
    ordered = {head: sorted(found, reverse=True) for head, found in lengths.items()}
    for number, text in enumerate(wholes):
        chain = _chain("".join(text.split()), known, ordered)
        if len(chain) > 1:
            yield number, tuple(known[bare] for bare in chain)


def _chain(whole: str, known: Collection[str], lengths: Mapping[str, Sequence[int]]) -> list[str]:
    """Return known texts that join to a whole, long ones rather than short ones; nothing if there are none."""
    dead: set[int] = set()
    chain: list[str] = []
    options = [_options(whole, 0, known, lengths)]
    at = 0
    while options:
        part = next((part for part in options[-1] if at + len(part) not in dead), None)
        if part is None:
            dead.add(at)
            options.pop()
            if chain:
                at -= len(chain.pop())
            continue
        chain.append(part)
        at += len(part)
        if at == len(whole):
            return chain
        options.append(_options(whole, at, known, lengths))
    return []


def _options(whole: str, at: int, known: Collection[str], lengths: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """Yield the known texts that a whole goes on with, but for itself."""
    for size in range(min(_HEAD, len(whole) - at), 0, -1):
        for length in lengths.get(whole[at : at + size], ()):
            part = whole[at : at + length]
            if len(part) == length < len(whole) and part in known:
                yield part

"""The most similar of many texts, found by its rarest words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from i18n_tool.catalogue.alignment import THRESHOLD

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_]+")
_SHORT = 5
"""A text of fewer words has features of three letters too, because one changed word may be half of it."""
_MOST_POSTINGS = 3000
_MOST_COMPARED = 40


def search_similar(
    queries: Sequence[str], texts: Sequence[str], handicaps: Sequence[float] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield for each query the index of the text that is most like it; nothing for one that is like no other.

    Two texts are alike if ``alignment.THRESHOLD`` percent of their characters are equal. Of equally similar texts the
    first is taken. The time grows with the number of texts plus the number of queries, not with their product.

    Args:
        queries: the texts to find something for.
        texts: the texts to search.
        handicaps: how many percent each text must be better than another one to be taken; None: all are equal.
    """
    if handicaps is None:
        handicaps = [0.0] * len(texts)
    asked = [_features(text) for text in queries]
    wanted = set().union(*asked) if asked else set()
    postings: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for feature in _features(text) & wanted:
            postings[feature].append(index)
    for number, (query, features) in enumerate(zip(queries, asked, strict=True)):
        found = _best(query, texts, _candidates(features, postings), handicaps)
        if found is not None:
            yield number, found


def _features(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    features = set(words)
    features.update([f"{one} {two}" for one, two in pairwise(words)])
    if len(words) < _SHORT:
        bare = f"^{text.casefold()}$"
        features.update([f"…{bare[at : at + 3]}" for at in range(len(bare) - 2)])
    return features


def _candidates(features: set[str], postings: dict[str, list[int]]) -> list[int]:
    """Return the texts that share most with a query, weighed by how rare it is."""
    shared: dict[int, float] = defaultdict(float)
    seen = 0
    for count, feature in sorted((len(postings[feature]), feature) for feature in features if feature in postings):
        seen += count
        if shared and seen > _MOST_POSTINGS:
            break
        for index in postings[feature][:_MOST_POSTINGS]:
            shared[index] += 1 / count
    return [index for index, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST_COMPARED]]


def _best(query: str, texts: Sequence[str], candidates: Sequence[int], handicaps: Sequence[float]) -> int | None:
    best: float = THRESHOLD
    found: int | None = None
    for index in candidates:
        score = ratio(query, texts[index], score_cutoff=best) - handicaps[index]
        if score > best or (score == best and (found is None or index < found)):
            best, found = score, index
    return found

"""Text with inline markup → the offsets of its segments: markup is taken out, the rest cut, the offsets put back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from i18n_tool.model import Span
from i18n_tool.segmentation.cutter import cut_sentences, trim
from i18n_tool.segmentation.rules import Rules

_MARKUP = re.compile(
    r"<(?P<name>/?[A-Za-z][A-Za-z0-9:-]{0,63})[^<>]{0,2000}>|\]\([^()\s]{0,500}(?: \"[^\"]{0,200}\")?\)"
)


def cut_block(text: str, rules: Rules, keep: Sequence[Span], *, whole: bool) -> list[tuple[int, int]]:
    """Return the start and end of each segment of a block, in order."""
    if whole:
        spans = [(0, len(text))]
    elif "<" in text or "](" in text:
        spans = _cut_markup(text, rules)
    else:
        spans = cut_sentences(text, rules)
        return _join_kept(spans, keep) if keep else spans
    if keep:
        spans = _join_kept(spans, keep)
    trimmed = [trim(text, start, end) for start, end in spans]
    return [span for span in trimmed if span[0] < span[1]]


class _Tag(NamedTuple):
    """Markup that was taken out of a text."""

    place: int
    """Where it stood, in the text without markup."""
    start: int
    end: int
    closes: bool
    """Whether it goes with what precedes it."""
    width: int
    """Length of what stands for it: a line break for ``<br>``, nothing for other tags."""


def _cut_markup(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Cut the text without its markup, and give each cut its place in the text with it."""
    plain: list[str] = []
    tags: list[_Tag] = []
    at = size = 0
    for match in _MARKUP.finditer(text):
        start, end = match.span()
        plain.append(text[at:start])
        size += start - at
        at = end
        name = match["name"]
        if name is not None and name.lower() == "br":
            plain.append("\n")
            tags.append(_Tag(size, start, end, False, 1))
            size += 1
        else:
            tags.append(_Tag(size, start, end, name is None or name.startswith("/"), 0))
    plain.append(text[at:])
    sentences = cut_sentences("".join(plain), rules)
    return _put_back(text, sentences, tags) if len(sentences) > 1 else [(0, len(text))]


def _put_back(text: str, sentences: list[tuple[int, int]], tags: list[_Tag]) -> list[tuple[int, int]]:
    places = [tag.place for tag in tags]
    shifts = [0, *accumulate([tag.end - tag.start - tag.width for tag in tags])]
    spans: list[tuple[int, int]] = []
    begin = 0
    for (_, stop), (following, _) in pairwise(sentences):
        # Tags at or after the stop and up to the next sentence: closing ones go back, the rest goes on.
        first = _first_at(places, stop)
        last = bisect_right(places, following)
        end = stop + shifts[first]
        index = first
        while index < last and tags[index].closes:
            end = tags[index].end
            index += 1
        start = following + shifts[last]
        for tag in tags[index:last]:
            if not tag.width:
                start = tag.start
                break
        spans.append((begin, end))
        begin = start
    spans.append((begin, len(text)))
    return spans


def _first_at(places: list[int], stop: int) -> int:
    return bisect_right(places, stop - 1)


def _join_kept(spans: list[tuple[int, int]], keep: Sequence[Span]) -> list[tuple[int, int]]:
    """Join the segments whose boundary falls inside a kept stretch."""
    ordered = sorted(keep)
    joined: list[tuple[int, int]] = []
    index = 0
    reach = 0
    for start, end in spans:
        while index < len(ordered) and ordered[index].start < start:
            reach = max(reach, ordered[index].end)
            index += 1
        if joined and reach > start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined

"""A stretch of an article and the places where it is shown otherwise → the runs of a block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from i18n_tool.model import Run, Span


class Change(NamedTuple):
    """A place of a source text that translators see otherwise."""

    start: int
    """Offset of its first code point in the source text."""
    end: int
    """Offset after its last code point."""
    shown: str
    """What translators see there; may be empty."""


class Shown(NamedTuple):
    """A source text as translators see it."""

    lead: str
    """White space and hidden things before the text."""
    runs: tuple[Run, ...]
    """The text, without white space at its ends."""
    trail: str
    """White space and hidden things after the text."""
    keep: tuple[Span, ...]
    """The spans that were asked for, as offsets in the text of the runs."""


def show(source: str, changes: Sequence[Change] = (), keep: Sequence[Span] = ()) -> Shown:
    """Return a source text with its changes made and its ends trimmed.

    Args:
        source: a stretch of an article.
        changes: what is shown otherwise, in order; one that overlaps its predecessor is left out.
        keep: spans of ``source``, to be returned as spans of the text of the runs.
    """
    if not changes:
        text = source.strip()
        if not text:
            return Shown(source, (), "", ())
        lead = source[: source.index(text[0])] if not source.startswith(text) else ""
        start = len(lead)
        spans = [Span(max(a - start, 0), min(b - start, len(text))) for a, b in keep] if keep else ()
        return Shown(lead, (Run(text, text),), source[start + len(text) :], _sensible(spans))
    runs, starts, offsets = _cut(source, changes)
    first, last = 0, len(runs)
    while first < last and not runs[first].text.strip():
        first += 1
    while last > first and not runs[last - 1].text.strip():
        last -= 1
    lead = "".join([run.source for run in runs[:first]])
    trail = "".join([run.source for run in runs[last:]])
    kept = runs[first:last]
    if not kept:
        return Shown(lead + trail, (), "", ())
    shift = offsets[first]
    if kept[0].text == kept[0].source:
        text = kept[0].text.lstrip()
        cut = kept[0].text[: len(kept[0].text) - len(text)]
        lead, shift = lead + cut, shift + len(cut)
        kept[0] = Run(text, text)
    if kept[-1].text == kept[-1].source:
        text = kept[-1].text.rstrip()
        trail = kept[-1].text[len(text) :] + trail
        kept[-1] = Run(text, text)
    length = sum([len(run.text) for run in kept])

    def move(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        run = runs[index]
        inside = offset - starts[index]
        if run.text != run.source:
            inside = 0 if inside == 0 else len(run.text)
        return min(max(offsets[index] + inside - shift, 0), length)

    return Shown(lead, tuple(kept), trail, _sensible([Span(move(a), move(b)) for a, b in keep]))


def _sensible(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple([span for span in spans if span.end > span.start])


def _cut(source: str, changes: Sequence[Change]) -> tuple[list[Run], list[int], list[int]]:
    """Return the runs, where each starts in the source, and where it starts in the text."""
    runs: list[Run] = []
    starts: list[int] = []
    offsets: list[int] = []
    cursor = offset = 0
    for start, end, shown in changes:
        if start < cursor:
            continue
        if start > cursor:
            plain = source[cursor:start]
            runs.append(Run(plain, plain))
            starts.append(cursor)
            offsets.append(offset)
            offset += len(plain)
        runs.append(Run(shown, source[start:end]))
        starts.append(start)
        offsets.append(offset)
        offset += len(shown)
        cursor = end
    if cursor < len(source):
        plain = source[cursor:]
        runs.append(Run(plain, plain))
        starts.append(cursor)
        offsets.append(offset)
    return runs, starts, offsets

"""A stretch of an article and the places where it is shown otherwise → the runs of a block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from i18n_tool.model import Run, Span

Change = tuple[int, int, str]
"""A place of a source text that translators see otherwise: where it starts and ends, and what they see there."""


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


def show(source: str, changes: Sequence[Change] = (), keep: Sequence[tuple[int, int]] = ()) -> Shown:
    """Return a source text with its changes made and its ends trimmed.

    Args:
        source: a stretch of an article.
        changes: what is shown otherwise, in order; one that overlaps its predecessor is left out.
        keep: spans of ``source``, to be returned as spans of the text of the runs.
    """
    runs, steps = _cut(source, changes)
    first, last = 0, len(runs)
    while first < last and not runs[first].text.strip():
        first += 1
    while last > first and not runs[last - 1].text.strip():
        last -= 1
    if first == last:
        return Shown(source, (), "", ())
    lead, trail = "", ""
    if first or last < len(runs):
        lead = "".join([run.source for run in runs[:first]])
        trail = "".join([run.source for run in runs[last:]])
        runs = runs[first:last]
    skipped = len(lead)
    text = runs[0].text
    if text[0].isspace() and text == runs[0].source:
        text = text.lstrip()
        lead += runs[0].text[: -len(text)]
        runs[0] = Run(text, text)
    text = runs[-1].text
    if text[-1].isspace() and text == runs[-1].source:
        text = text.rstrip()
        trail = runs[-1].text[len(text) :] + trail
        runs[-1] = Run(text, text)
    if not keep:
        return Shown(lead, tuple(runs), trail, ())
    return Shown(lead, tuple(runs), trail, _move(keep, steps, skipped, len(lead) - skipped, runs))


def _cut(source: str, changes: Sequence[Change]) -> tuple[list[Run], list[tuple[int, int, int]]]:
    """Return the runs, and for each change where it starts and ends in the source and by how much the text grows."""
    runs: list[Run] = []
    steps: list[tuple[int, int, int]] = []
    cursor = 0
    for start, end, shown in changes:
        if start < cursor:
            continue
        if start > cursor:
            plain = source[cursor:start]
            runs.append(Run(plain, plain))
        runs.append(Run(shown, source[start:end]))
        steps.append((start, end, len(shown)))
        cursor = end
    if cursor < len(source):
        plain = source[cursor:] if cursor else source
        runs.append(Run(plain, plain))
    return runs, steps


def _move(
    keep: Sequence[tuple[int, int]], steps: Sequence[tuple[int, int, int]], skipped: int, cut: int, runs: Sequence[Run]
) -> tuple[Span, ...]:
    """Return spans of the source as spans of the text of the runs.

    Args:
        keep: the spans.
        steps: what ``_cut`` says of the changes.
        skipped: length of the runs in front that were left out, in the source.
        cut: length of the white space that was cut off the first run.
        runs: the runs.
    """
    starts = [start for start, _, _ in steps]
    grown = [0]
    for start, end, length in steps:
        grown.append(grown[-1] + (length - end + start))
    shift = skipped + grown[bisect_left(starts, skipped)] + cut
    whole = sum([len(run.text) for run in runs])

    def move(offset: int) -> int:
        index = bisect_left(starts, offset)
        if index and offset < steps[index - 1][1]:
            start, _, length = steps[index - 1]
            moved = start + length + grown[index - 1]
        else:
            moved = offset + grown[index]
        return min(max(moved - shift, 0), whole)

    spans = [Span(move(start), move(end)) for start, end in keep]
    return tuple([span for span in spans if span.end > span.start])

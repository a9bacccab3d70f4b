"""Which sentence of a page comes from which line of a catalogue, shown on the page itself.

A translation goes through every format between two marks that no format takes for markup; on the finished page each
pair becomes an element.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from i18n_tool.formats.html_tokens import CLOSE, OPEN, TEXT, read_tokens
from i18n_tool.model import Block, Localisation, LocalisedSegment, Piece
from i18n_tool.workflow.compile_localise import Units

# Brackets and Braille patterns: to CommonMark these are punctuation, beside which emphasis begins and ends as it did.
_OPEN, _CLOSE, _ZERO = "\u2e28", "\u2e29", 0x2800
_MARK = re.compile(f"{_OPEN}([\u2800-\u28ff]{{3}})|{_CLOSE}")
_WITHOUT_ELEMENTS = ("title", "script", "style", "textarea", "option")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a translation stands."""

    line: int
    """Line of its catalogue."""
    draft: bool
    """Whether nobody has accepted it."""
    source: str
    """The source text."""


def mark_segments(
    pieces: Sequence[Piece], localisation: Localisation, units: Units
) -> tuple[Localisation, list[Place]]:
    """Return translations between marks, and where each stands, in the order of their marks."""
    places: list[Place] = []
    marked: dict[int, list[LocalisedSegment]] = {}
    for index, segments in localisation.items():
        block = pieces[index]
        assert isinstance(block, Block)
        marked[index] = []
        for segment in segments:
            source = block.text[slice(*segment.span)]
            unit = units.get((block.context, source))
            if segment.text is not None and unit is not None and unit.line:
                segment = replace(segment, text=f"{_OPEN}{_spell(len(places))}{segment.text}{_CLOSE}")
                places.append(Place(unit.line, segment.draft, source))
            marked[index].append(segment)
    return marked, places


def _spell(number: int) -> str:
    return "".join([chr(_ZERO + (number >> shift) % 256) for shift in (16, 8, 0)])


def _number(spelled: str) -> int:
    return sum((ord(char) - _ZERO) << shift for char, shift in zip(spelled, (16, 8, 0), strict=True))


def show_marks(page: str, places: Sequence[Place], catalogue: str, link: str) -> str:
    """Return a page on which an element stands around each marked translation; in values the marks are taken out.

    Args:
        page: the page.
        places: where the translations stand.
        catalogue: the catalogue, from the project folder.
        link: where the catalogue is shown.
    """

    def element(match: re.Match[str]) -> str:
        if not match[1]:
            return "</span>"
        number = _number(match[1])
        if number >= len(places):
            return "<span>"
        place = places[number]
        where = f"{catalogue}:{place.line}"
        title = escape(f"{where} ({'draft' if place.draft else 'accepted'})\n{place.source}").replace("\n", "&#10;")
        return (
            f'<span class="i18n-segment" tabindex="0" title="{title}"'
            f' data-place="{escape(where)}" data-link="{escape(link)}#L{place.line}">'
        )

    out: list[str] = []
    done, closed = 0, ""
    for kind, start, end, name, _ in read_tokens(page):
        if kind == OPEN and name in _WITHOUT_ELEMENTS:
            closed = name
        elif kind == CLOSE and name == closed:
            closed = ""
        elif kind == TEXT and not closed:
            out += _MARK.sub("", page[done:start]), _MARK.sub(element, page[start:end])
            done = end
    out.append(_MARK.sub("", page[done:]))
    return "".join(out)

"""What all formats share: the shape of a format, and how a localised block is put together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from i18n_tool.languages import bcp47_tag, direction, sentence_joiner
from i18n_tool.model import Block, Localisation, LocalisedSegment, Markup, Piece, Span


class Format(ABC):
    """Cuts an article into pieces that join to the source, and puts translations back."""

    name: ClassVar[Markup]
    """What it is called, and the markup of its segments."""
    suffixes: ClassVar[tuple[str, ...]]
    """The file name suffixes it is used for, in lower case with the dot."""

    @abstractmethod
    def parse(self, source: str) -> tuple[Piece, ...]:
        """Cut an article into pieces whose sources join to it, character by character.

        Raises:
            ArticleError: the article cannot be understood; the line is named, the path is not.
        """

    @abstractmethod
    def encode(self, text: str, block: Block) -> str:
        """Return a translation of (a part of) a block in the syntax of the block's place.

        What the translator wrote is data: markup that the source does not have is escaped.
        """

    def encode_segment(self, text: str, block: Block, span: Span) -> str:
        """Return a translation of one segment; where a format says nothing else, as ``encode`` does.

        Args:
            text: the translation.
            block: the block that the segment is cut from.
            span: where the segment stands in the block's text.
        """
        return self.encode(text, block)

    def mark(self, source: str, block: Block, locale: str) -> str:
        """Return an untranslated stretch of a block, marked as being in another language where its place allows it."""
        return source

    def check_block(self, block: Block, localised: str) -> bool:
        """Tell whether a localised block still parses as a block of the same kind and structure."""
        return True

    def render(self, pieces: Sequence[Piece], localisation: Localisation, *, source_locale: str, locale: str) -> str:
        """Return the article with its translations put in.

        Only segments that have a translation are replaced; everything else is copied. Without any
        translation the result equals the article.

        Args:
            pieces: what ``parse`` returned.
            localisation: the segments of each block to be changed, by index of the piece, in order of their spans.
            source_locale: the locale of the article, for the marks on what stays untranslated.
            locale: the locale of the page.
        """
        return "".join(
            [
                render_block(self, piece, localisation[index], source_locale, locale)
                if index in localisation and isinstance(piece, Block)
                else piece.source
                for index, piece in enumerate(pieces)
            ]
        )


def source_between(block: Block, start: int, end: int) -> str:
    """Return what the article has for a stretch of a block's text.

    Runs of length 0 in the text belong to the stretch that begins where they stand, those at the very end of
    the block to its last stretch. A run that differs from its source is taken whole by the stretch that holds
    its first code point.
    """
    out: list[str] = []
    offset = 0
    length = sum(len(run.text) for run in block.runs)
    for run in block.runs:
        stop = offset + len(run.text)
        if run.text == run.source:
            if offset < end and stop > start:
                out.append(run.text[max(start - offset, 0) : end - offset])
        elif start <= offset < end or (offset == end == length and not run.text):
            out.append(run.source)
        offset = stop
    return "".join(out)


def render_block(
    format: Format, block: Block, segments: Sequence[LocalisedSegment], source_locale: str, locale: str
) -> str:
    """Return one block with its translations put in, as ``Format.render`` describes."""
    out: list[str] = []
    offset = 0
    text = block.text
    before_translated = False
    for segment in segments:
        start, end = segment.span
        gap = source_between(block, offset, start)
        if before_translated and segment.text is not None:
            gap = _join(gap, text[offset:start], sentence_joiner(locale))
        out.append(gap)
        if segment.text is None:
            stretch = source_between(block, start, end)
            out.append(format.mark(stretch, block, source_locale) if source_locale != locale else stretch)
        else:
            out.append(format.encode_segment(segment.text, block, segment.span))
        before_translated = segment.text is not None
        offset = end
    out.append(source_between(block, offset, len(text)))
    return "".join(out)


def _join(gap: str, shown: str, joiner: str) -> str:
    """Return what stands between two translated sentences, given what stood there and what the locale wants.

    A hard line break stays. A soft one stays where words are spaced, since it keeps the layout of the source, and
    goes where they are not, since it would be shown as a space.
    """
    if "\n" in shown or shown.strip():
        return gap
    return (gap or joiner) if joiner else ""


def language_span(source: str, locale: str) -> str:
    """Return inline markup that says which language a stretch is in (WHATWG HTML, section 3.2.6.1)."""
    return f'<span lang="{bcp47_tag(locale)}" dir="{direction(locale)}">{source}</span>'

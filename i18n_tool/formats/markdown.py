"""Markdown articles: every text a reader sees, and nothing else, as blocks; the rest is copied.

CommonMark 0.31 with tables, footnotes, strikethrough, task lists and alerts (GFM), heading attributes, definition
lists, front matter and the admonitions of static-site generators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from i18n_tool.formats import markdown_structure
from i18n_tool.formats.base import Format, language_span, render_block
from i18n_tool.formats.front_matter import encode_value, find_front_matter, find_values, is_plain, read_front_matter
from i18n_tool.formats.html_encode import TEXT_PLACE
from i18n_tool.formats.markdown_admonitions import expand_admonitions, finish_html
from i18n_tool.formats.markdown_escape import (
    escape_all,
    escape_foreign,
    escape_pipes,
    guard_end,
    guard_start,
    is_plain_text,
)
from i18n_tool.formats.markdown_masks import mask
from i18n_tool.formats.markdown_reader import HTML_PLACE, read_body
from i18n_tool.formats.markdown_structure import IN_CELL, QUOTED, bare_source, bare_text, breaks_of
from i18n_tool.formats.mdx import escape_expressions
from i18n_tool.model import Block, Localisation, LocalisedSegment, Piece, Skeleton

_TRIES = 200
_INLINE_PLACES = ("paragraph", "item", "heading", "setext", "cell", "term")
_FRONT_MATTER = ("yaml-", "toml-")


class MarkdownFormat(Format):
    """Markdown, as pulldown-cmark reads it."""

    name = "markdown"
    suffixes = (".md", ".markdown")

    def __init__(self, strength: int = 0) -> None:
        """Prepare the format.

        Args:
            strength: how much of translations is escaped: 0 what would begin a block, 1 also markup that the source
                does not have, 2 all.
        """
        self.strength = strength

    @cached_property
    def strengths(self) -> tuple[MarkdownFormat, ...]:
        """The format in each strength, this one first."""
        return self, type(self)(1), type(self)(2)

    def parse(self, source: str) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        body = 1 if source.startswith("\ufeff") else 0
        found = find_front_matter(source)
        if found is not None:
            cursor = 0
            for value in find_values(source, found):
                pieces += (Skeleton(source[cursor : value.start]), value.block)
                cursor = value.end
            pieces.append(Skeleton(source[cursor : found.body]))
            body = found.body
        elif body:
            pieces.append(Skeleton("\ufeff"))
        pieces += read_body(source[body:] if body else source, source.count("\n", 0, body) + 1)
        return tuple(pieces)

    def encode(self, text: str, block: Block) -> str:
        place = block.place
        if place.startswith(_FRONT_MATTER):
            return encode_value(text, place)
        if place.startswith(HTML_PLACE):
            return _encode_html(text, block)
        text = text.strip()
        newlines = breaks_of(block)
        lines = [self._encode_line(line.strip(), block) for line in text.splitlines()]
        lines = [line for line in lines if line]
        if lines and place in _INLINE_PLACES:
            lines[0] = guard_start(lines[0])
        return guard_end((newlines or " ").join(lines))

    def _encode_line(self, text: str, block: Block) -> str:
        if self.strength == 1:
            text = escape_foreign(text, markdown_structure.markup_of(block))
        elif self.strength == 2:
            text = escape_all(text)
        if block.place.startswith(QUOTED):
            text = markdown_structure.escape_quotes(text, block.place)
        elif block.place.startswith("alt") and self.strength == 0:
            text = markdown_structure.escape_brackets(text)
        text = escape_pipes(text) if block.place == "cell" or block.place.endswith(IN_CELL) else text
        return self.guard(text, block)

    def guard(self, text: str, block: Block, marks: str = "{}<") -> str:
        """Return a line of a translation in which none of some marks means more than in Markdown."""
        return text

    def mark(self, source: str, block: Block, locale: str) -> str:
        if block.place in _INLINE_PLACES:
            return language_span(source, locale)
        return source

    def check_block(self, block: Block, localised: str) -> bool:
        if block.place.startswith(_FRONT_MATTER) or block.place.startswith(HTML_PLACE):
            return True
        return markdown_structure.is_same(block.place, bare_source(block), bare_text(block, localised))

    def render(self, pieces: Sequence[Piece], localisation: Localisation, *, source_locale: str, locale: str) -> str:
        def put_together(chosen: Localisation) -> str:
            return "".join(self._parts(pieces, chosen, source_locale, locale))

        page = put_together(localisation)
        if not localisation:
            return page
        expected = _outline_of_source("".join([piece.source for piece in pieces]))
        if _outline(page) == expected:
            return page
        good: dict[int, Sequence[LocalisedSegment]] = {}
        for group in _halves(
            sorted(localisation), lambda some: _fits(put_together, good, some, localisation, expected)
        ):
            good.update({index: localisation[index] for index in group})
        return put_together(good)

    def _parts(
        self, pieces: Sequence[Piece], localisation: Localisation, source_locale: str, locale: str
    ) -> Iterator[str]:
        index = 0
        while index < len(pieces):
            piece = pieces[index]
            if _is_html(piece):
                stop = index + 1
                while stop < len(pieces) and (_is_html(pieces[stop]) or isinstance(pieces[stop], Skeleton)):
                    stop += 1
                yield self._render_html(pieces, localisation, index, stop, source_locale, locale)
                index = stop
                continue
            if isinstance(piece, Block) and index in localisation:
                yield self._render_block(piece, localisation[index], source_locale, locale)
            else:
                yield piece.source
            index += 1

    def _render_html(
        self,
        pieces: Sequence[Piece],
        localisation: Localisation,
        start: int,
        stop: int,
        source_locale: str,
        locale: str,
    ) -> str:
        """Return blocks of raw HTML, put together by the format that took them apart.

        A blank line would end the HTML (CommonMark 0.31, section 4.6), so a translation has no line ends.
        """
        from i18n_tool.formats import get_format

        blocks = [_html_block(piece) for piece in pieces[start:stop]]
        changed = {
            index: [self._one_line(segment, block) for segment in localisation[start + index]]
            for index, block in enumerate(blocks)
            if start + index in localisation and isinstance(block, Block)
        }
        return get_format("html").render(blocks, changed, source_locale=source_locale, locale=locale)

    def _one_line(self, segment: LocalisedSegment, block: Block) -> LocalisedSegment:
        if segment.text is None:
            return segment
        text = " ".join(segment.text.split())
        return replace(segment, text=self.guard(text, block, "{}") if block.place == TEXT_PLACE else text)

    def _render_block(self, block: Block, segments: Sequence[LocalisedSegment], source_locale: str, locale: str) -> str:
        """Return a block with its translations, escaped as much as it takes to stay the block it was."""
        if block.place in ("yaml-plain", "yaml-flow"):
            return _render_plain(block, segments, source_locale, locale)
        if block.place.startswith(_FRONT_MATTER):
            return render_block(self, block, segments, source_locale, locale)
        source = bare_source(block)
        for format in self.strengths:
            localised = render_block(format, block, segments, locale, locale)
            if is_plain_text(localised) or markdown_structure.is_safe(block.place, source, bare_text(block, localised)):
                if any(segment.text is None for segment in segments) and source_locale != locale:
                    return render_block(format, block, segments, source_locale, locale)
                return localised
        return block.source

    def to_html(self, source: str, titles: Mapping[str, str] | None = None) -> str:
        """Return the HTML of an article without its front matter.

        Raw HTML of the author passes through. Admonitions become ``aside`` elements, an image with a caption
        becomes a ``figure``.

        Args:
            source: the article, or its page in Markdown.
            titles: titles of admonitions that have none of their own, by type (``note``, ``warning`` …) in lower
                case; the type itself where there is none.
        """
        found = find_front_matter(source)
        body = source[found.body :] if found is not None else source.removeprefix("\ufeff")
        expanded = expand_admonitions(body, markdown_structure.html, titles or {})
        return finish_html(markdown_structure.html(expanded), titles or {})

    def front_matter(self, source: str) -> dict[str, object]:
        """Return the values before an article as plain data; empty if there are none.

        Raises:
            ArticleError: they are not YAML or TOML; the line is named.
        """
        return read_front_matter(source)


class MdxFormat(MarkdownFormat):
    """Markdown with JavaScript in it; an expression is one only where the source has it too."""

    def mark(self, source: str, block: Block, locale: str) -> str:
        # Docusaurus makes the title of a page of this heading, tags and all.
        return source if block.level == 1 and block.kind == "heading" else super().mark(source, block, locale)

    def guard(self, text: str, block: Block, marks: str = "{}<") -> str:
        return escape_expressions(text, block.text, marks)


class _Verbatim(MarkdownFormat):
    """Puts texts together without a syntax."""

    def encode(self, text: str, block: Block) -> str:
        return text


def _render_plain(block: Block, segments: Sequence[LocalisedSegment], source_locale: str, locale: str) -> str:
    """Return a plain YAML value; it is quoted as a whole or not at all."""
    shown = Block(tuple([type(run)(run.text, run.text) for run in block.runs]), block.kind, block.line, block.place)
    text = render_block(_Verbatim(), shown, segments, source_locale, locale)
    if is_plain(text, block.place) and all(segment.text is None or "\n" not in segment.text for segment in segments):
        return text
    return encode_value(text, block.place)


def _outline(article: str) -> list[str]:
    """Return the blocks of an article after its front matter."""
    found = find_front_matter(article)
    body = article[found.body :] if found is not None else article.removeprefix("\ufeff")
    return markdown_structure.outline(mask(body.encode("utf-8", "replace")).data.decode("utf-8"))


_outline_of_source = lru_cache(maxsize=1)(_outline)
"""The outline of an article, asked for in each locale."""


def _fits(
    put_together: Callable[[Localisation], str],
    good: Localisation,
    some: Sequence[int],
    localisation: Localisation,
    expected: list[str],
) -> bool:
    """Tell whether a page has the blocks of its article with some more of its blocks translated."""
    return _outline(put_together({**good, **{index: localisation[index] for index in some}})) == expected


def _halves(indexes: Sequence[int], fits: Callable[[Sequence[int]], bool]) -> Iterator[Sequence[int]]:
    """Yield the largest runs of indexes that fit, left to right; leave out those that do not.

    After so many tries the rest is left out too: each costs a pass over the page.
    """
    pending = [indexes]
    for _ in range(_TRIES):
        if not pending:
            return
        some = pending.pop()
        if fits(some):
            yield some
        elif len(some) > 1:
            middle = len(some) // 2
            pending += (some[middle:], some[:middle])


def _is_html(piece: Piece) -> bool:
    return isinstance(piece, Block) and piece.place.startswith(HTML_PLACE)


def _html_block(piece: Piece) -> Piece:
    return replace(piece, place=piece.place[len(HTML_PLACE) :]) if isinstance(piece, Block) else piece


def _encode_html(text: str, block: Block) -> str:
    from i18n_tool.formats import get_format

    html = _html_block(block)
    assert isinstance(html, Block)
    return get_format("html").encode(" ".join(text.split()), html)

"""HTML articles: every text that a reader sees, and nothing else, as blocks; the rest is copied."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from i18n_tool.errors import ArticleError
from i18n_tool.formats.base import Format, language_span, render_block, source_between
from i18n_tool.formats.html_encode import (
    BARE_PLACE,
    JSON_PLACE,
    PLAIN_PLACE,
    RCDATA_PLACE,
    SINGLE_PLACE,
    TEXT_PLACE,
    encode_attribute,
    encode_json,
    encode_text,
)
from i18n_tool.formats.html_reader import NestedBlock, read_pieces
from i18n_tool.formats.html_tokens import CLOSE, REFERENCE, read_tokens
from i18n_tool.model import Block, Localisation, LocalisedSegment, Piece, Run, Span

_BLANK = re.compile(r'\s*|"\s*"')
_MARK = re.compile(r'<span lang="[A-Za-z0-9-]+" dir="(?:ltr|rtl)">')


class HtmlFormat(Format):
    """HTML, as browsers read it (WHATWG HTML, section 13)."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def parse(self, source: str) -> tuple[Piece, ...]:
        """Cut an article, or any part of one, into pieces that join to it; no markup is too broken to be read.

        Raises:
            ArticleError: it holds a surrogate, which is no character; the line is named.
        """
        try:
            source.encode("utf-8")
        except UnicodeEncodeError as problem:
            line = source.count("\n", 0, problem.start) + 1
            raise ArticleError("a surrogate is not a character.", "Save the file as UTF-8.", line=line) from problem
        return read_pieces(source)

    def encode(self, text: str, block: Block) -> str:
        """Return a translation of a whole block in the syntax of its place."""
        return _encode(text, block, block.runs)

    def encode_segment(self, text: str, block: Block, span: Span) -> str:
        """Return a translation of a segment, with its own tags only and what stands in it unseen at its end.

        A translation of which nothing can be shown leaves the source as it is.
        """
        encoded = _encode(text, block, runs_between(block, span))
        return source_between(block, *span) if _BLANK.fullmatch(encoded) else encoded

    def mark(self, source: str, block: Block, locale: str) -> str:
        """Return an untranslated stretch in a ``span`` with its language, where one may stand."""
        return language_span(source, locale) if block.place == TEXT_PLACE else source

    def check_block(self, block: Block, localised: str) -> bool:
        """Tell whether a localised block, read again, is one stretch with no tags but those of the article.

        A tag that the translation left out breaks nothing here; the checks of markup report it.
        """
        if block.place not in (TEXT_PLACE, PLAIN_PLACE):
            return localised == block.source or _fits(block, localised)
        marks = len(_MARK.findall(localised))
        return not _tags(localised) - _tags(block.source) - Counter({"span": marks, "/span": marks})

    def render(self, pieces: Sequence[Piece], localisation: Localisation, *, source_locale: str, locale: str) -> str:
        """Return the article with its translations put in, those of attributes inside a sentence included."""
        out: list[str] = []
        nested: list[tuple[NestedBlock, str]] = []
        for index, piece in enumerate(pieces):
            if isinstance(piece, NestedBlock):
                if index in localisation:
                    value = Block(piece.value, piece.kind, piece.line, piece.place)
                    nested.append((piece, render_block(self, value, localisation[index], source_locale, locale)))
            elif isinstance(piece, Block):
                block = _with_attributes(piece, nested) if nested else piece
                nested = []
                if index in localisation:
                    segments = localisation[index]
                    block = _settle(block, segments)
                    out.append(render_block(self, block, segments, source_locale, locale))
                else:
                    out.append(block.source)
            else:
                out.append(piece.source)
        return "".join(out)


def _encode(text: str, block: Block, runs: Sequence[Run]) -> str:
    if block.place in (TEXT_PLACE, PLAIN_PLACE):
        # A comment, script or conditional stretch that stood in the sentence is not the translator's to lose.
        unseen = "".join([run.source for run in runs if not run.text and not run.source.isspace()])
        return encode_text(text, runs, block.runs) + unseen
    if block.place == JSON_PLACE:
        return encode_json(text)
    if block.place == RCDATA_PLACE:
        return encode_text(text, ())
    return encode_attribute(text, block.place)


def runs_between(block: Block, span: Span) -> list[Run]:
    """Return the runs of a stretch of a block's text; plain text that it cuts is left out."""
    found: list[Run] = []
    offset = 0
    length = len(block.text)
    for run in block.runs:
        if span.start <= offset < span.end or (offset == span.end == length and not run.text):
            found.append(run)
        offset += len(run.text)
    return found


def _with_attributes(block: Block, nested: Sequence[tuple[NestedBlock, str]]) -> Block:
    """Return a block with translations of attributes put into the tags that are its runs."""
    runs = list(block.runs)
    for piece, text in reversed(nested):
        run = runs[piece.run]
        runs[piece.run] = Run(run.text, run.source[: piece.start] + text + run.source[piece.end :])
    return replace(block, runs=tuple(runs))


def _settle(block: Block, segments: Sequence[LocalisedSegment]) -> Block:
    """Return a block in which what stands unseen after a translated segment belongs to it.

    Between two sentences it would go with the space there, which some locales leave out.
    """
    if all(run.text or not run.source for run in block.runs):
        return block
    ends = {segment.span.end for segment in segments if segment.text is not None}
    runs: list[Run] = []
    offset = 0
    for run in block.runs:
        if not run.text and offset in ends and runs:
            last = runs.pop()
            if last.text == last.source:
                runs += Run(last.text[:-1], last.source[:-1]), run, Run(last.text[-1:], last.source[-1:])
            else:
                runs += Run("", run.source), last
        else:
            runs.append(run)
        offset += len(run.text)
    return replace(block, runs=tuple(runs))


def _tags(source: str) -> Counter[str]:
    """Count the tags of a stretch by element, and whatever else in it is not text."""
    return Counter(
        f"{'/' if kind == CLOSE else ''}{name or 'comment'}"
        for kind, _, _, name, _ in read_tokens(source)
        if kind > REFERENCE
    )


def _fits(block: Block, localised: str) -> bool:
    """Tell whether a value in another place than text neither ends early nor breaks what it stands in."""
    if block.place == JSON_PLACE:
        try:
            return "<" not in localised and isinstance(json.loads(f'"{localised}"'), str)
        except ValueError:
            return False
    if block.place == RCDATA_PLACE:
        return "<" not in localised
    if block.place == BARE_PLACE:
        return len(localised) > 1 and localised[0] == localised[-1] == '"' and '"' not in localised[1:-1]
    return ("'" if block.place == SINGLE_PLACE else '"') not in localised

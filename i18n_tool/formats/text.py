"""Plain text articles: blocks between blank lines, and the single lines that have a meaning of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from i18n_tool.formats.base import Format
from i18n_tool.formats.text_lines import find_links, list_marker
from i18n_tool.formats.text_structure import Part, is_wide, read_structure
from i18n_tool.model import Block, Markup, Piece, Run, Skeleton, Span

_BREAK = re.compile(r"[ \t]*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+[ \t]*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HYPHEN_KEPT = re.compile(r"(?:and|or|to|und|oder|et|ou|y|o|i|e)\b")


class TextFormat(Format):
    """Cuts plain text into pieces.

    Places: ``line`` (anything that may fill lines), ``navigation`` (an item between pipes) and ``cell`` (between
    tabs or wide spaces).
    """

    name: ClassVar[Markup] = "text"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def parse(self, source: str) -> tuple[Piece, ...]:
        """Cut a text into pieces that join to it, as ``Format.parse``; lines may end in any way."""
        return tuple(piece for piece, _ in pieces_of(source, read_structure(source)))

    def encode(self, text: str, block: Block) -> str:
        """Return a translation on one line, so that it never makes a blank line, a new cell or a new item."""
        text = _CONTROL.sub("", _BREAK.sub(" ", text)).strip(" \t")
        if block.place == "navigation":
            return text.replace("|", "/").replace("｜", "/")
        if block.place == "cell":
            return re.sub(r"[ \t]*\t[ \t]*| {3,}", " ", text).replace("|", "/")
        return text

    def check_block(self, block: Block, localised: str) -> bool:
        """Tell whether a localised block is still one block: it has words and begins with no mark of another kind."""
        first = localised.strip()
        if not first or any(not line.strip() for line in re.split(r"\r\n|\r|\n", localised)):
            return False
        if block.kind in ("item", "quotation", "navigation", "cell"):
            return True
        original = block.text
        begins_list = list_marker(first, after_text=False) is not None
        marked = first.startswith((">", "<!--"))
        return not (begins_list and list_marker(original, after_text=False) is None) and not (
            marked and not original.startswith((">", "<!--"))
        )


def pieces_of(source: str, parts: tuple[Part, ...]) -> Iterator[tuple[Piece, Part | None]]:
    """Yield the pieces of a text, each block with the part it comes from."""
    offset = 0
    for part in parts:
        if not part.offered:
            continue
        start = part.spans[0].start
        if start > offset:
            yield Skeleton(source[offset:start]), None
        yield _block(source, part), part
        offset = part.spans[-1].end
    if offset < len(source):
        yield Skeleton(source[offset:]), None


def join_lines(source: str, spans: Sequence[Span]) -> str:
    """Return what lines say when they are one: the text of their block."""
    return "".join([run.text for run in _runs(source, spans)])


def _runs(source: str, spans: Sequence[Span]) -> list[Run]:
    runs: list[Run] = []
    end = None
    for span in spans:
        if end is not None:
            runs.append(Run(_joint(source, end, span.start), source[end : span.start]))
        runs.append(Run(source[span.start : span.end], source[span.start : span.end]))
        end = span.end
    return runs


def _block(source: str, part: Part) -> Block:
    runs = _runs(source, part.spans)
    return Block(
        tuple(runs),
        part.kind,
        part.line,
        place=part.kind if part.kind in ("navigation", "cell") else "line",
        level=part.level,
        keep=tuple(find_links("".join([run.text for run in runs]))),
        split=part.split,
        comments=part.comments,
    )


def _joint(source: str, end: int, start: int) -> str:
    """Return what a line break inside a block means: nothing in Chinese and after a hyphen, else a space."""
    before, after = source[end - 1], source[start]
    if is_wide(before) and is_wide(after):
        return ""
    if (
        before == "-"
        and after.isalpha()
        and source[end - 2 : end - 1].isalpha()
        and not _HYPHEN_KEPT.match(source, start)
    ):
        return ""
    return " "

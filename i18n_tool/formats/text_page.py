"""A plain text article as the parts of a web page: navigation, title, details, content and footer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from itertools import groupby
from textwrap import dedent

from i18n_tool.formats.text import join_lines, pieces_of
from i18n_tool.formats.text_lines import LINK, find_links, is_address, read_date
from i18n_tool.formats.text_structure import Part, read_structure
from i18n_tool.languages import bcp47_tag, direction, format_date, sentence_joiner
from i18n_tool.model import Block, Localisation, LocalisedSegment, Piece

LONGEST_NUMBER = 40
"""Code points; a longer cell is no figure."""

_NUMBER = re.compile(r"[-+−±]?[\d.,\s%‰°$€£¥]*\d[\d.,\s%‰°$€£¥]*")
_MARKS = re.compile(r"(?=.*\S)(?!\s*(?:```|~~~))[^\w\n]*\n")
_MARKS_BELOW = re.compile(r"[ \t]*\n(?=[^\n]*\S)(?!\s*(?:```|~~~))[^\w\n]*(?=\n|\Z)")
_START = re.compile(r"(\d+)[.)]+[ \t]*$")


@dataclass(frozen=True, slots=True)
class TextPage:
    """What a themed page shows of a text article; everything but ``title`` and ``lead`` is HTML."""

    title: str
    """The title as plain text; empty if the article has none."""
    title_translated: bool
    """Whether any of it is translated."""
    heading: str
    """The title as HTML, with its own ``h1``; empty if the article has none."""
    lead: str
    """The first paragraph as plain text."""
    lead_translated: bool
    """Whether any of it is translated."""
    section: str
    """What stands above the title."""
    navigation: tuple[tuple[str, ...], ...]
    """The navigation lines above the title, each a row of items."""
    metadata: tuple[tuple[str, str], ...]
    """Labels and values of the metadata line; a label may be empty."""
    date: date | None
    """The first date of the metadata line."""
    content: str
    """Everything from the first paragraph to the footer."""
    footer: tuple[str, ...]
    """Paragraphs of the footer."""


def render_text_page(
    source: str,
    localisation: Localisation,
    *,
    source_locale: str,
    locale: str,
    link: Callable[[str], str] = str,
) -> TextPage:
    """Return a text article as the parts of a page in one locale.

    What has no translation is marked with the language it is in; web and mail addresses become links.

    Args:
        source: the article.
        localisation: the segments of each block, by index of the piece in ``TextFormat.parse``.
        source_locale: the locale of the article.
        locale: the locale of the page.
        link: turns the address of a picture in the article into one for the page.

    Raises:
        ArticleError: as ``TextFormat.parse``.
    """
    parts = read_structure(source)
    blocks = {id(part): (index, piece) for index, (piece, part) in enumerate(pieces_of(source, parts)) if part}
    writer = _Writer(source, localisation, blocks, source_locale, locale, link)
    head, body, foot = _divide(parts)
    title = next((part for part in parts if part.kind == "title"), None)
    lead = next((part for part in body if part.kind == "paragraph"), None)
    metadata = [part for part in head if part.kind == "metadata"]
    dates = (writer.date_of(part) for part in metadata if part.role in ("date", "value"))
    return TextPage(
        title=writer.plain(title) if title else "",
        title_translated=bool(title and writer.segments(title)),
        heading=writer.element("h1", title) if title else "",
        lead=writer.plain(lead) if lead else "",
        lead_translated=bool(lead and writer.segments(lead)),
        section="".join([writer.element("p", part, "section") for part in head if part.kind == "section"]),
        navigation=writer.rows(head),
        metadata=tuple(writer.details(metadata)),
        date=next((found for found in dates if found), None),
        content="\n".join(writer.content(body)),
        footer=tuple(writer.footer(foot)),
    )


def _divide(parts: Sequence[Part]) -> tuple[list[Part], list[Part], list[Part]]:
    """Return what stands above the text, the text, and what stands below it."""
    upper = {"navigation", "section", "title", "metadata"}
    start = next((index for index, part in enumerate(parts) if part.kind not in {*upper, "rule"}), len(parts))
    later = [index for index, part in enumerate(parts) if index > start and part.kind in upper - {"navigation"}]
    if later and all(part.kind in {*upper, "rule", "picture"} for part in parts[start : later[-1]]):
        start = later[-1] + 1
    end = next((index for index, part in enumerate(parts) if index >= start and part.kind == "footer"), len(parts))
    while end > start and parts[end - 1].kind in ("navigation", "rule"):
        end -= 1
    head = [part for part in parts[:start] if part.kind != "picture"]
    pictures = [part for part in parts[:start] if part.kind == "picture"]
    return head, [*pictures, *parts[start:end]], list(parts[end:])


class _Writer:
    """Writes parts as HTML in one locale."""

    def __init__(
        self,
        source: str,
        localisation: Localisation,
        blocks: Mapping[int, tuple[int, Piece]],
        source_locale: str,
        locale: str,
        link: Callable[[str], str],
    ) -> None:
        self.source = source
        self.localisation = localisation
        self.blocks = blocks
        self.locale = locale
        self.foreign = f' lang="{bcp47_tag(source_locale)}" dir="{direction(source_locale)}"'
        self.same = source_locale == locale
        self.link = link

    def segments(self, part: Part) -> Sequence[LocalisedSegment]:
        """Return the segments of a part if any of them is translated."""
        if id(part) not in self.blocks:
            return ()
        segments = self.localisation.get(self.blocks[id(part)][0], ())
        return segments if any(segment.text is not None for segment in segments) else ()

    def stretches(self, part: Part) -> Iterator[tuple[str, bool]]:
        """Yield the text of a part in order, and whether each stretch is still in the source language."""
        segments = self.segments(part)
        if not segments:
            yield join_lines(self.source, part.spans), False
            return
        block = self.blocks[id(part)][1]
        text = block.text if isinstance(block, Block) else ""
        offset, before = 0, False
        for segment in segments:
            gap = text[offset : segment.span.start]
            if before and segment.text is not None and not gap.strip():
                gap = sentence_joiner(self.locale)
            yield gap, False
            before = segment.text is not None
            yield (text[slice(*segment.span)], True) if segment.text is None else (segment.text, False)
            offset = segment.span.end
        yield text[offset:], False

    def plain(self, part: Part) -> str:
        return " ".join("".join([text for text, _ in self.stretches(part)]).split(" "))

    def inline(self, part: Part) -> str:
        """Return a part as escaped HTML with links and language marks."""
        return "".join(
            [
                f"<span{self.foreign}>{_linked(text)}</span>" if untranslated and not self.same else _linked(text)
                for text, untranslated in self.stretches(part)
            ]
        )

    def marks(self, part: Part) -> str:
        """Return the attributes of an element that is in the source language as a whole, or nothing."""
        text = join_lines(self.source, part.spans)
        data = is_address(text) or not re.search(r"[^\W\d_]{2}", LINK.sub("", text))
        wordy = part.offered or not data
        return self.foreign if wordy and not self.same and not self.segments(part) else ""

    def element(self, name: str, part: Part, css: str = "") -> str:
        shown = f' class="{css}"' if css else ""
        return f"<{name}{shown}{self.marks(part)}>{self.inline(part)}</{name.split(' ')[0]}>"

    def wrapped(self, part: Part) -> str:
        """Return a part where its element is not ours to write."""
        marks = self.marks(part)
        return f"<span{marks}>{self.inline(part)}</span>" if marks else self.inline(part)

    def rows(self, parts: Sequence[Part]) -> tuple[tuple[str, ...], ...]:
        items = [part for part in parts if part.kind == "navigation"]
        return tuple(tuple(self.wrapped(part) for part in row) for _, row in groupby(items, lambda part: part.group))

    def date_of(self, part: Part) -> date | None:
        return read_date(join_lines(self.source, part.spans))

    def details(self, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
        """Yield labels and values; a date is written as the locale does."""
        label = ""
        for part in parts:
            if part.role == "label":
                label = self.wrapped(part)
                continue
            found = self.date_of(part) if part.role == "date" else None
            if found:
                yield label, f'<time datetime="{found.isoformat()}">{escape(format_date(found, self.locale))}</time>'
            else:
                yield label, f"<bdi>{self.wrapped(part)}</bdi>"
            label = ""

    def content(self, parts: Sequence[Part]) -> Iterator[str]:
        for kind, run in groupby(parts, lambda part: "figure" if part.kind in ("picture", "caption") else part.kind):
            yield from self.of_kind(kind, list(run))

    def of_kind(self, kind: str, parts: list[Part]) -> Iterator[str]:
        match kind:
            case "figure":
                yield from self.figures(parts)
            case "item":
                yield self.list_of(parts)
            case "cell":
                yield from self.tables(parts)
            case "quotation":
                yield f"<blockquote>{''.join([self.element('p', part) for part in parts])}</blockquote>"
            case "code":
                for part in parts:
                    yield f'<pre dir="ltr" tabindex="0"><code>{escape(self.verbatim(part))}</code></pre>'
            case "rule":
                yield "<hr>"
            case "heading" | "title":
                for part in parts:
                    yield self.element(f"h{min(max(part.level, 2), 6)}", part)
            case "navigation":
                for row in self.rows(parts):
                    yield f"<p>{' | '.join(row)}</p>"
            case _:
                for part in parts:
                    yield self.element("p", part)

    def figures(self, parts: Sequence[Part]) -> Iterator[str]:
        """Yield pictures with their captions; a dump has a caption twice, once as the text of the picture."""
        picture: Part | None = None
        last = ""
        for part in parts:
            if part.kind == "picture":
                if picture:
                    yield self.figure(picture, None)
                picture, last = part, ""
            elif (text := join_lines(self.source, part.spans)) != last:
                yield self.figure(picture, part)
                picture, last = None, text
        if picture:
            yield self.figure(picture, None)

    def figure(self, picture: Part | None, caption: Part | None) -> str:
        shown = ""
        if picture:
            address = escape(self.link(join_lines(self.source, picture.spans)))
            shown = f'<img src="{address}" alt="{escape(self.plain(caption)) if caption else ""}">'
        return f"<figure>{shown}{self.element('figcaption', caption) if caption else ''}</figure>"

    def verbatim(self, part: Part) -> str:
        """Return lines as they stand, with those of mere marks around them, without the indentation they share."""
        text = self.text
        start = text.rfind("\n", 0, self.place(part.spans[0].start)) + 1
        end = self.place(part.spans[-1].end)
        while start and _MARKS.fullmatch(before := text[text.rfind("\n", 0, start - 1) + 1 : start]):
            start -= len(before)
        while after := _MARKS_BELOW.match(text, end):
            end = after.end()
        return dedent(text[start:end].expandtabs(8))

    @cached_property
    def text(self) -> str:
        """The article with every line end as LF."""
        return self.source.replace("\r\n", "\n").replace("\r", "\n")

    def place(self, offset: int) -> int:
        """Return where a character of the article is in ``text``."""
        same = len(self.text) == len(self.source)
        return offset if same else offset - self.source.count("\r\n", 0, offset)

    def list_of(self, items: Sequence[Part]) -> str:
        """Return nested lists from items with a depth."""
        out: list[str] = []
        open_lists: list[tuple[int, str]] = []
        for item in items:
            while open_lists and open_lists[-1][0] > item.level:
                out.append(f"</li></{open_lists.pop()[1]}>")
            if open_lists and open_lists[-1][0] == item.level:
                out.append("</li>")
            else:
                name = "ol" if item.role else "ul"
                start = _START.search(self.source[max(item.spans[0].start - 12, 0) : item.spans[0].start])
                number = f' start="{int(start[1])}"' if item.role and start and int(start[1]) != 1 else ""
                out.append(f"<{name}{number}>")
                open_lists.append((item.level, name))
            out.append(f"<li{self.marks(item)}>{self.inline(item)}")
        while open_lists:
            out.append(f"</li></{open_lists.pop()[1]}>")
        return "".join(out)

    def tables(self, cells: Sequence[Part]) -> Iterator[str]:
        table: list[list[Part]] = []
        for _, row in groupby(cells, lambda cell: cell.group):
            line = list(row)
            if table and line[0].chunk != table[-1][0].chunk and table[-1][0].role != "ruled":
                yield self.table(table)
                table = []
            table.append(line)
        yield self.table(table)

    def table(self, rows: Sequence[Sequence[Part]]) -> str:
        """Return a table; its first row is a header if a rule follows it or figures begin below it."""
        figures = [[self.is_number(cell) for cell in row] for row in rows]
        header = rows[0][0].role == "ruled" or (not any(figures[0]) and any(any(row) for row in figures[1:]))
        out = ['<div class="table" tabindex="0"><table>']
        for index, row in enumerate(rows):
            shown = []
            for column, cell in enumerate(row):
                if header and index == 0:
                    below = [line[column] for line in figures[1:] if column < len(line)]
                    over_figures = 2 * sum(below) > len(below)
                    shown.append(self.element('th scope="col"', cell, "end" if over_figures else ""))
                else:
                    shown.append(self.element("td", cell, "number" if figures[index][column] else ""))
            out.append(f"<tr>{''.join(shown)}</tr>")
        return "".join([*out, "</table></div>"])

    def is_number(self, cell: Part) -> bool:
        text = join_lines(self.source, cell.spans)
        return len(text) <= LONGEST_NUMBER and bool(_NUMBER.fullmatch(text))

    def footer(self, parts: Sequence[Part]) -> Iterator[str]:
        for kind, run in groupby(parts, lambda part: part.kind):
            if kind == "navigation":
                for row in self.rows(list(run)):
                    yield f"<p>{' | '.join(row)}</p>"
            elif kind != "rule":
                yield from (self.element("p", part) for part in run)


def _linked(text: str) -> str:
    """Return text as HTML, with web and mail addresses as links."""
    out: list[str] = []
    offset = 0
    for start, end in find_links(text):
        address = text[start:end]
        target = address if "://" in address else f"mailto:{address}"
        out.append(escape(text[offset:start]))
        out.append(f'<a href="{escape(target)}" dir="ltr">{escape(address)}</a>')
        offset = end
    return "".join([*out, escape(text[offset:])])

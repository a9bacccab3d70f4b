"""The structure of a plain text: which lines belong together, and what they are to a reader."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from i18n_tool.errors import ArticleError
from i18n_tool.formats.text_lines import (
    BARE_DATA,
    LINK,
    SPACE,
    Field,
    Line,
    cell_spans,
    find_links,
    footer_line,
    is_address,
    is_code,
    is_drawing,
    is_sentence,
    list_marker,
    metadata_fields,
    navigation_spans,
    read_lines,
    same_paragraph,
    word_count,
)
from i18n_tool.model import Span

LONGEST_HEADING = 14
"""Words; a longer line is no heading."""
LONGEST_WRAP = 140
"""Columns; in a block with a longer line each line is a paragraph of its own."""
SHORTEST_CAPTION = 8
"""Words; below that a line of a portal's page that stands alone once is a heading rather than a caption."""

_OPENING = r"(?:^|(?<=\r))[ \t\ufeff]*<!--\s*i18n:"
_DIRECTIVE = re.compile(_OPENING + r"\s*([\w-]*)((?:(?!<!--|-->).)*)-->[ \t]*(?=[\r\n]|\Z)", re.M | re.S)
_OPEN_DIRECTIVE = re.compile(_OPENING, re.M)
_DIRECTIVES = ("off", "on", "comment", "nosplit")
_PICTURE = re.compile(r"[^\s|<>\"']+\.(?:jpe?g|png|gif|webp|svg|avif)", re.I)
_CREDIT = re.compile(
    r"^(?:photo|picture|image|caption|fig(?:ure|\.)?|图|圖|写真)\b.{0,3}[:：.\d]|[(\[](?:photo|picture)\b", re.I
)
_BYLINE = re.compile(r"by\s+[^\W\d_a-z]", re.I)
_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“", "「": "」", "『": "』", "‘": "’"}
_LEGAL = re.compile(r"copyright|rights reserved|authori[sz]ation|republish|版权|版權|著作権|derechos|droits", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that is one thing to a reader, offered to translators or not."""

    kind: str
    """``navigation``, ``section``, ``title``, ``metadata``, ``heading``, ``paragraph``, ``item``, ``cell``,
    ``quotation``, ``caption``, ``footer``, ``code``, ``picture`` or ``rule``."""
    spans: tuple[Span, ...]
    """Its lines in the article, without the white space and prefixes around them."""
    line: int
    """Line of the article on which it begins."""
    group: int
    """Equal for the parts of one navigation line, metadata line or table row."""
    chunk: int
    """Equal for parts with no blank line between them."""
    level: int = 0
    """Depth of a heading, list or quotation."""
    offered: bool = True
    """False: it is shown to readers as it is."""
    split: bool = True
    """False: it stays one segment."""
    role: str = ""
    """``label``, ``date`` or ``value`` in a metadata line; ``ordered`` for an item with a number;
    ``ruled`` for a cell above a line of dashes."""
    alone: bool = False
    """True: it has a line to itself, so that it may be a heading."""
    comments: tuple[str, ...] = ()
    """What the author says to translators."""


@lru_cache(maxsize=1)
def read_structure(source: str) -> tuple[Part, ...]:
    """Return the parts of a text in order; what lies between them is white space, marks and directives.

    Raises:
        ArticleError: a directive is not closed or not known.
    """
    reader = _Reader(source)
    parts = list(reader.read())
    _name_head(parts, source)
    _name_footer(parts, source)
    _name_single_lines(parts, source)
    return tuple(_withdraw_data(part, source) for part in parts)


class _Reader:
    """Goes through the lines of a text once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = read_lines(source)
        self.directives = _find_directives(source)
        self.last_fence = {line.text[:3]: line.number for line in self.lines if line.text.startswith(("```", "~~~"))}
        self.base = min((line.indent for line in self.lines if line.wordy), default=0)
        self.chunk = 0
        self.in_head = True
        self.off = False
        self.comments: list[str] = []
        self.nosplit = False

    def read(self) -> Iterator[Part]:
        chunk: list[Line] = []
        directive_end = 0
        lines = iter(self.lines)
        for line in lines:
            if line.start in self.directives:
                yield from self.parts_of(chunk)
                chunk = []
                directive_end = self.obey(line.start)
            elif line.start < directive_end:
                continue
            elif mark := self.opens_fence(line, bool(chunk)):
                yield from self.parts_of(chunk)
                chunk = []
                fenced = takewhile(lambda inner: not inner.text.startswith(mark), lines)
                yield from self.code(list(fenced))
            elif line.wordy:
                chunk.append(line)
            elif chunk or line.text:
                yield from self.parts_of(chunk, line.text)
                chunk = []
        yield from self.parts_of(chunk)

    def opens_fence(self, line: Line, after_text: bool) -> str:
        """Return the mark of a code fence that is closed further down, or nothing."""
        mark = line.text[:3]
        if mark not in self.last_fence or line.number >= self.last_fence[mark]:
            return ""
        return "" if mark == "~~~" and (after_text or line.text.startswith("~~~~")) else mark

    def obey(self, start: int) -> int:
        """Take a directive to heart, and return where it ends."""
        end, word, rest = self.directives[start]
        if word in ("off", "on"):
            self.off = word == "off"
        elif word == "comment":
            self.comments.append(" ".join(rest.split()))
        else:
            self.nosplit = True
        return end

    def code(self, lines: Sequence[Line]) -> Iterator[Part]:
        if lines:
            self.in_head = False
            self.chunk += 1
            yield Part("code", _spans(lines), lines[0].number, self.chunk, self.chunk, offered=False)

    def parts_of(self, lines: list[Line], rule: str = "") -> Iterator[Part]:
        """Yield the parts of lines that follow each other without a blank one, then the rule below them."""
        self.chunk += 1
        if lines:
            for part in self.name_lines(lines, rule):
                if part.kind not in ("navigation", "metadata", "picture") and not self.short(part):
                    self.in_head = False
                yield self.direct(part)
        elif rule and len(rule) > 2 and len(set(rule.replace(" ", ""))) == 1:
            yield Part("rule", (), 0, self.chunk, self.chunk, offered=False)

    def direct(self, part: Part) -> Part:
        """Return a part as the directives before it want it."""
        if self.off:
            return replace(part, offered=False)
        if part.offered and (self.comments or self.nosplit):
            part = replace(part, comments=tuple(self.comments), split=part.split and not self.nosplit)
            self.comments, self.nosplit = [], False
        return part

    def short(self, part: Part) -> bool:
        if not part.alone:
            return False
        text = part_text(part, self.source)
        return not text.rstrip().endswith((".", "。")) and word_count(text) <= 2 * LONGEST_HEADING

    def name_lines(self, lines: list[Line], rule: str) -> Iterator[Part]:
        if len(lines) == 1 and _PICTURE.fullmatch(lines[0].text):
            yield self.part("picture", lines, offered=False)
        elif is_drawing(lines) or (min(line.indent for line in lines) >= self.base + 4 and is_code(lines)):
            yield from self.code(lines)
        elif all(line.text.startswith(">") for line in lines):
            yield self.quotation(lines)
        elif cells := cell_spans(lines, rule):
            role = "ruled" if rule and len(lines) == 1 else ""
            for line, spans in zip(lines, cells, strict=True):
                for span in spans:
                    yield Part("cell", (span,), line.number, line.number, self.chunk, split=False, role=role)
        elif underline := _underline(rule, lines):
            yield from self.running_text(lines[:-1])
            yield self.part("heading", lines[-1:], level=1 if underline == "=" else 2, alone=True, split=False)
        else:
            yield from self.running_text(lines)

    def part(self, kind: str, lines: Sequence[Line], **more: object) -> Part:
        return Part(kind, _spans(lines), lines[0].number, lines[0].number, self.chunk, **more)  # type: ignore[arg-type]

    def quotation(self, lines: Sequence[Line]) -> Part:
        spans = []
        for line in lines:
            inner = line.text.lstrip(">" + SPACE)
            spans.append(Span(line.end - len(inner), line.end))
        depth = len(re.match(r"[> \t]*", lines[0].text)[0].replace(" ", "").replace("\t", ""))  # type: ignore[index]
        wordy = tuple(span for span in spans if span.end > span.start)
        return Part("quotation", wordy, lines[0].number, lines[0].number, self.chunk, level=depth)

    def running_text(self, lines: Sequence[Line]) -> Iterator[Part]:
        """Yield paragraphs, list items and the special lines among them."""
        special = [self.special(line) for line in lines]
        hard = any(special)
        widest = max((line.width for line in lines), default=0)
        lone = len(lines) == 1 or (hard and self.in_head) or widest > LONGEST_WRAP
        open_lines: list[Line] = []
        marker: tuple[int, str] | None = None
        margins: list[int] = []
        for line, found in zip(lines, special, strict=True):
            begins = list_marker(line.text, after_text=bool(open_lines) and marker is None)
            if open_lines and (
                found or begins or not same_paragraph(open_lines[-1], line, widest, hard=hard and marker is None)
            ):
                yield self.paragraph(open_lines, marker, margins, lone)
                open_lines, marker = [], None if begins is None else marker
            if found:
                yield from found
                marker = None
                continue
            if begins:
                marker = begins
                while margins and margins[-1] >= line.indent:
                    margins.pop()
                margins.append(line.indent)
            elif not open_lines:
                marker = None
            open_lines.append(line)
        if open_lines:
            yield self.paragraph(open_lines, marker, margins, lone)

    def paragraph(
        self, lines: Sequence[Line], marker: tuple[int, str] | None, margins: Sequence[int], lone: bool
    ) -> Part:
        if marker is None:
            kind = "quotation" if _is_quotation(lines) else "paragraph"
            return self.part(kind, lines, alone=lone and len(lines) == 1)
        first = Span(lines[0].start + marker[0], lines[0].end)
        spans = (first, *_spans(lines[1:]))
        number = lines[0].number
        return Part("item", spans, number, number, self.chunk, level=len(margins), role=marker[1])

    def special(self, line: Line) -> list[Part]:
        """Return the parts of a line that has a structure of its own, or nothing."""
        if items := navigation_spans(line, in_head=self.in_head):
            return [Part("navigation", (span,), line.number, line.number, self.chunk, split=False) for span in items]
        if self.in_head and (fields := metadata_fields(line)):
            return [part for field in fields for part in self.field_parts(field, line)]
        if footer_line(line.text):
            return [self.part("footer", (line,), split=False)]
        return []

    def field_parts(self, field: Field, line: Line) -> Iterator[Part]:
        label = Part("metadata", (field.label,), line.number, line.number, self.chunk, split=False, role="label")
        yield label
        yield replace(label, spans=(field.value,), role="date" if field.date else "value", offered=not field.date)


def _find_directives(source: str) -> dict[int, tuple[int, str, str]]:
    """Return end, word and rest of each directive by the offset of its ``<``."""
    found: dict[int, tuple[int, str, str]] = {}
    if "i18n:" not in source:
        return found
    for match in _DIRECTIVE.finditer(source):
        start = source.index("<", match.start())
        word = match[1]
        if word not in _DIRECTIVES:
            raise ArticleError(
                f'"i18n:{word}" is no directive.',
                f"Write one of {', '.join(f'i18n:{known}' for known in _DIRECTIVES)}.",
                line=_line_of(source, start),
            )
        found[start] = (match.end(), word, match[2])
    end = 0
    for match in _OPEN_DIRECTIVE.finditer(source):
        start = source.index("<", match.start())
        end = found[start][0] if start in found else end
        if start >= end:
            raise ArticleError(
                "this directive is never closed.",
                'Close it with "-->" at the end of a line.',
                line=_line_of(source, start),
            )
    return found


def _line_of(source: str, offset: int) -> int:
    return len(re.findall(r"\r\n|\r|\n", source[:offset])) + 1


def _spans(lines: Sequence[Line]) -> tuple[Span, ...]:
    return tuple(Span(line.start, line.end) for line in lines)


def _underline(rule: str, lines: Sequence[Line]) -> str:
    """Return the character that underlines the last of some lines, or nothing."""
    if len(rule) < 3 or rule[0] not in "=-~^" or len(set(rule)) > 1:
        return ""
    title = lines[-1]
    fits = abs(len(rule) - title.width) <= 2
    return rule[0] if fits or (len(lines) == 1 and not is_sentence(title.text)) else ""


def _is_quotation(lines: Sequence[Line]) -> bool:
    """Tell whether a block is nothing but a quotation, or the name below one."""
    first, last = lines[0].text, lines[-1].text
    close = _QUOTES.get(first[0])
    if close is not None and len(first) > 1:
        whole = " ".join([line.text for line in lines])[1:]
        return last.endswith(close) and whole.find(close) == len(whole) - 1
    return len(lines) == 1 and first.startswith(("— ", "– ", "-- ", "――")) and not is_sentence(first)


def part_text(part: Part, source: str) -> str:
    """Return what a part says, its lines joined."""
    return " ".join([source[span.start : span.end] for span in part.spans])


def _name_head(parts: list[Part], source: str) -> None:
    """Name the title and the section above it, in place."""
    texts: list[int] = []
    fields: list[int] = []
    for index, part in enumerate(parts):
        if part.kind == "metadata":
            fields.append(index)
        elif part.kind in ("paragraph", "heading") and part.alone and _may_be_title(part, source):
            texts.append(index)
        elif part.kind not in ("navigation", "picture", "rule"):
            break
    if not texts:
        return
    underlined = [index for index in texts if parts[index].level == 1]
    before = [index for index in texts if fields and index < fields[0]]
    if underlined:
        title = underlined[0]
    elif before:
        title = before[-1]
    elif fields:
        title = texts[0]
    else:
        title = _title_without_metadata(parts, texts, source)
    for index in texts:
        if index < title:
            parts[index] = replace(parts[index], kind="section", split=False)
        elif index > title and _BYLINE.match(part_text(parts[index], source)):
            parts[index] = replace(parts[index], kind="metadata", role="byline", split=False)
    parts[title] = replace(parts[title], kind="title", level=1, split=False)


def _may_be_title(part: Part, source: str) -> bool:
    text = part_text(part, source)
    ends = text.endswith((".", "。", ":", "：", ",", "，", ";"))
    return not ends and not text[0].islower() and word_count(text) <= 2 * LONGEST_HEADING


def _title_without_metadata(parts: Sequence[Part], texts: Sequence[int], source: str) -> int:
    """Return which of the lines above the text is the title: a section's name before it is short."""
    if len(texts) > 1 and any(part.kind == "navigation" for part in parts[: texts[1]]):
        first, second = (word_count(part_text(parts[index], source)) for index in texts[:2])
        if first <= 3 and second > first:
            return texts[1]
    return texts[0]


def _name_footer(parts: list[Part], source: str) -> None:
    """Name what stands around the copyright and address lines at the end, in place; such lines elsewhere are text."""
    start = len(parts)
    while start > 0 and _belongs_to_footer(parts, start - 1, start, source):
        start -= 1
    for index, part in enumerate(parts):
        if index < start:
            if part.kind == "footer":
                parts[index] = replace(part, kind="paragraph", split=True)
        elif part.kind == "paragraph":
            parts[index] = replace(part, kind="footer", alone=False)


def _belongs_to_footer(parts: Sequence[Part], index: int, start: int, source: str) -> bool:
    part = parts[index]
    if part.kind == "footer":
        return True
    begun = start < len(parts)
    if part.kind in ("navigation", "rule"):
        return index > 0 and (begun or part.kind == "navigation") and parts[0].chunk != part.chunk
    if part.kind != "paragraph" or not begun or parts[start].kind not in ("footer", "paragraph"):
        return False
    if parts[start].chunk == part.chunk:
        return True
    return index > len(parts) // 2 and bool(_LEGAL.search(part_text(part, source)))


def _name_single_lines(parts: list[Part], source: str) -> None:
    """Name headings and captions among the lines that stand alone, in place."""
    texts = [part_text(part, source) if part.alone else "" for part in parts]
    counts = Counter(texts)
    begun = False
    dump = any(part.kind in ("navigation", "metadata") for part in parts)
    for index, part in enumerate(parts):
        if part.kind not in ("paragraph", "section", "title", "heading"):
            begun = begun or part.kind not in ("navigation", "metadata", "picture", "rule")
            continue
        if part.kind == "paragraph" and part.alone and _is_label(texts[index]):
            parts[index] = _name_single_line(
                parts, index, texts[index], _is_repeated(texts, index, counts), begun and dump
            )
        begun = begun or parts[index].kind == "paragraph"


def _is_repeated(texts: Sequence[str], index: int, counts: Counter[str]) -> bool:
    """Tell whether a line stands twice, as a picture's text and its caption do; a short heading may come again."""
    text = texts[index]
    beside = text in texts[max(index - 1, 0) : index] or text in texts[index + 1 : index + 2]
    return beside or (counts[text] > 1 and word_count(text) >= SHORTEST_CAPTION)


def _name_single_line(parts: Sequence[Part], index: int, text: str, repeated: bool, in_dump: bool) -> Part:
    part = parts[index]
    beside_picture = any(0 <= other < len(parts) and parts[other].kind == "picture" for other in (index - 1, index + 1))
    if repeated or beside_picture or _CREDIT.search(text):
        return replace(part, kind="caption", split=False)
    if in_dump and word_count(text) >= SHORTEST_CAPTION and not _is_title_case(text):
        return replace(part, kind="caption", split=False)
    following = next((other.kind for other in parts[index + 1 :] if other.kind != "rule"), None)
    if following in (None, "footer", "navigation") or word_count(text) > LONGEST_HEADING:
        return part
    return replace(part, kind="heading", level=2, split=False)


def _is_label(text: str) -> bool:
    """Tell whether a line has the look of a heading or caption: short, and no sentence."""
    if is_sentence(text) or word_count(text) > 2 * LONGEST_HEADING:
        return False
    return text[0] not in _QUOTES and not text[0].islower()


def _is_title_case(text: str) -> bool:
    """Tell whether most words of weight have a capital; scripts without capitals have it always."""
    words = [word for word in re.findall(r"[^\W\d_]+", text)[1:] if len(word) > 3]
    return sum(not word[0].islower() for word in words) >= 0.7 * len(words)


def _withdraw_data(part: Part, source: str) -> Part:
    """Return a part that is not offered if it holds nothing to translate: an address, a number, a file name."""
    if not part.offered:
        return part
    text = part_text(part, source)
    if is_address(text) or not BARE_DATA.search(LINK.sub("", text) if find_links(text) else text):
        return replace(part, offered=False)
    return part


def is_wide(char: str) -> bool:
    """Tell whether a character belongs to a script written without spaces between words (UAX 11: wide, not Hangul)."""
    return unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"

"""HTML articles: every text a reader sees, and nothing else, as blocks; the rest is copied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from i18n_tool.formats.base import Format, language_span, render_block
from i18n_tool.formats.html_encode import (
    BARE_PLACE,
    DOUBLE_PLACE,
    JSON_PLACE,
    PLAIN_PLACE,
    RCDATA_PLACE,
    SINGLE_PLACE,
    TEXT_PLACE,
    encode_attribute,
    encode_json,
    encode_text,
    escape,
)
from i18n_tool.formats.html_inline import Item, Stretches, has_words, reference_run, text_runs
from i18n_tool.formats.html_names import (
    ATTRIBUTES,
    BUTTON_TYPES,
    CLOSES,
    ELEMENT_ATTRIBUTES,
    HIDDEN as HIDDEN_ELEMENTS,
    KINDS,
    LISTS,
    META,
    PLAIN_TEXT,
    SVG_KINDS,
    UNREAD,
    VOID,
)
from i18n_tool.formats.html_tokens import (
    ALONE,
    CLOSE,
    HIDDEN,
    OPEN,
    REFERENCE,
    TEXT,
    Attribute,
    read_attributes,
    read_tokens,
)
from i18n_tool.model import Block, Localisation, Piece, Run, Skeleton


@dataclass(frozen=True, slots=True)
class NestedBlock(Block):
    """The text of an attribute whose tag stands inside the next block that is not nested.

    It has no source of its own: the tag, attribute included, is a run of that block.
    """

    run: int = 0
    """Index of the run of that block."""
    start: int = 0
    """Offset of the attribute's value in the source of the run."""
    end: int = 0
    """Offset after the value."""


class HtmlFormat(Format):
    """HTML, as browsers read it (WHATWG HTML, section 13)."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def parse(self, source: str) -> tuple[Piece, ...]:
        return _Reader(source).pieces()

    def encode(self, text: str, block: Block) -> str:
        if block.place in (TEXT_PLACE, PLAIN_PLACE):
            return encode_text(text, block.runs)
        if block.place == JSON_PLACE:
            return encode_json(text)
        if block.place == RCDATA_PLACE:
            return encode_text(text, ())
        return encode_attribute(text, block.place)

    def mark(self, source: str, block: Block, locale: str) -> str:
        return language_span(source, locale) if block.place == TEXT_PLACE else source

    def render(self, pieces: Sequence[Piece], localisation: Localisation, *, source_locale: str, locale: str) -> str:
        out: list[str] = []
        nested: list[tuple[NestedBlock, str]] = []
        for index, piece in enumerate(pieces):
            if isinstance(piece, NestedBlock):
                if index in localisation:
                    text = render_block(self, piece, localisation[index], source_locale, locale)
                    nested.append((piece, text))
                continue
            if isinstance(piece, Block):
                if nested:
                    piece = _with_attributes(piece, nested)
                    nested = []
                if index in localisation:
                    out.append(render_block(self, piece, localisation[index], source_locale, locale))
                    continue
            out.append(piece.source)
        return "".join(out)


def _with_attributes(block: Block, nested: Sequence[tuple[NestedBlock, str]]) -> Block:
    """Return a block with translations of attributes put into its runs."""
    runs = list(block.runs)
    for piece, text in reversed(nested):
        run = runs[piece.run]
        runs[piece.run] = Run(run.text, run.source[: piece.start] + text + run.source[piece.end :])
    return replace(block, runs=tuple(runs))


class _Frame(NamedTuple):
    """An open element."""

    name: str
    kind: str
    place: str
    level: int
    offered: bool


class _Value(NamedTuple):
    """An attribute to be offered."""

    start: int
    end: int
    kind: str
    quote: str


_TOP = _Frame("", "paragraph", TEXT_PLACE, 0, True)
_HINT = re.compile(r"translate|\b(?:alt|title|abbr|label|placeholder|aria-)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\s*i18n:(off|on|nosplit|comment|context)\b\s*(.*?)\s*\Z", re.DOTALL)
_LOOK_BACK = 64
_CHARACTER = re.compile(r"&(#[xX]?[0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")


class _Reader:
    """Reads an article token by token, and offers a block where one ends."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[Piece] = []
        self.done = 0
        self.counted, self.line = 0, 1
        self.items: list[Item] = []
        self.values: list[_Value] = []
        self.stack: list[_Frame] = [_TOP]
        self.open: dict[str, int] = {}
        self.off = False
        self.raw = ""
        self.raw_start = 0
        self.svg = 0
        self.math = -1
        self.pending: list[tuple[str, str]] = []

    def pieces(self) -> tuple[Piece, ...]:
        for kind, start, end, name, data in read_tokens(self.source):
            if self.raw and not (kind == CLOSE and name == self.raw) and self.raw not in PLAIN_TEXT:
                continue
            if kind == TEXT:
                self.items.append(Item(TEXT, start, end, "", "", self.stack[-1].offered))
            elif kind == REFERENCE:
                self.items.append(Item(REFERENCE, start, end, "", data, self.stack[-1].offered))
            elif kind == OPEN:
                self.start_tag(start, end, name, data == "/")
            elif kind == CLOSE:
                self.end_tag(start, end, name)
            else:
                self.unseen(start, end, data)
        self.flush()
        if self.done < len(self.source):
            self.out.append(Skeleton(self.source[self.done :]))
        return tuple(self.out)

    def start_tag(self, start: int, end: int, name: str, alone: bool) -> None:
        translate: bool | None = None
        if end - start > len(name) + 6 and (name in ("meta", "input") or _HINT.search(self.source, start, end)):
            translate = self.attributes(start, end, name)
        if self.svg and name not in SVG_KINDS and name != "svg" and name not in HIDDEN_ELEMENTS:
            self.items.append(Item(ALONE if alone else OPEN, start, end, name, "", self.stack[-1].offered))
            return
        if name in HIDDEN_ELEMENTS:
            if name == "script" and "ld+json" in self.source[start:end]:
                self.flush()
            self.raw, self.raw_start = ("", start) if alone and (self.svg) else (name, start)
            self.items.append(Item(HIDDEN, start, end))
            return
        kind = SVG_KINDS.get(name) if self.svg else KINDS.get(name)
        if kind is None and name not in UNREAD:
            self.inline(start, end, name, alone, translate)
            return
        self.flush()
        self.imply(name)
        if name in UNREAD:
            if name in ("pre",):
                self.push(_Frame(name, "paragraph", TEXT_PLACE, 0, False))
            else:
                self.raw = name
            return
        top = self.stack[-1]
        place = TEXT_PLACE if not self.svg else PLAIN_PLACE
        if name in ("option",):
            place = PLAIN_PLACE
        elif name in PLAIN_TEXT and not self.svg:
            place = RCDATA_PLACE
        level = int(name[1]) if kind == "heading" else top.level + (name in LISTS)
        self.push(_Frame(name, kind or "", place, level, top.offered if translate is None else translate))

    def push(self, frame: _Frame) -> None:
        self.stack.append(frame)
        self.open[frame.name] = self.open.get(frame.name, 0) + 1

    def pop(self, name: str) -> None:
        while True:
            frame = self.stack.pop()
            self.open[frame.name] -= 1
            if frame.name == name:
                return

    def imply(self, name: str) -> None:
        """Close the elements whose end tag was left out."""
        closed = CLOSES.get(name)
        if not closed:
            return
        for depth in range(len(self.stack) - 1, max(len(self.stack) - _LOOK_BACK, 0), -1):
            inner = self.stack[depth].name
            if inner in closed:
                self.pop(inner)
                self.imply(name)
                return
            if inner in _STOPS or (name not in ("li", "dt", "dd") and inner != ""):
                return

    def inline(self, start: int, end: int, name: str, alone: bool, translate: bool | None) -> None:
        offered = self.stack[-1].offered
        if name == "hr":
            self.flush()
            return
        if name in VOID or alone:
            self.items.append(Item(ALONE, start, end, name, "", offered))
            return
        if name == "svg":
            self.svg += 1
        if name == "math":
            translate = False
        if translate is not None and translate != offered:
            top = self.stack[-1]
            self.push(top._replace(name=name, offered=translate))
            offered = translate
        elif name in self.open and self.open[name]:
            self.push(self.stack[-1]._replace(name=name))
        self.items.append(Item(OPEN, start, end, name, "", offered))

    def end_tag(self, start: int, end: int, name: str) -> None:
        if self.raw:
            if self.raw in HIDDEN_ELEMENTS:
                self.items.append(Item(HIDDEN, self.raw_start, end))
                self.raw = ""
                return
            self.raw = ""
        kind = SVG_KINDS.get(name) if self.svg else KINDS.get(name)
        if kind is None and name not in UNREAD:
            if name == "svg" and self.svg:
                self.svg -= 1
            self.items.append(Item(CLOSE, start, end, name, "", self.stack[-1].offered))
            if self.open.get(name):
                self.pop(name)
            return
        self.flush()
        if self.open.get(name):
            self.pop(name)

    def unseen(self, start: int, end: int, data: str) -> None:
        directive = _DIRECTIVE.match(data)
        if directive and self.source.startswith("<!--", start):
            word, rest = directive.groups()
            if word in ("off", "on"):
                self.flush()
                self.off = word == "off"
                return
            self.pending.append((word, rest))
        if self.source.startswith("<!D", start) or self.source.startswith("<!d", start):
            self.flush()
            return
        self.items.append(Item(HIDDEN, start, end))

    def attributes(self, start: int, end: int, name: str) -> bool | None:
        """Collect the texts in the attributes of a start tag, and return what it says of translation."""
        source = self.source
        found = {attribute.name: attribute for attribute in read_attributes(source, start, end)}
        translate: bool | None = None
        if "translate" in found:
            value = found["translate"].value(source).strip().lower()
            translate = {"no": False, "yes": True, "": True}.get(value)
        if "data-translate-ignore" in found:
            translate = False
        if "class" in found and "notranslate" in found["class"].value(source).split():
            translate = False
        if not (self.stack[-1].offered if translate is None else translate) or self.off or self.raw:
            return translate
        for attribute in found.values():
            if attribute.value_start < 0:
                continue
            kind = ATTRIBUTES.get(attribute.name) or ELEMENT_ATTRIBUTES.get((name, attribute.name))
            if attribute.name == "value" and name == "input" and "type" in found:
                kind = "button" if found["type"].value(source).strip().lower() in BUTTON_TYPES else None
            elif attribute.name == "content" and name == "meta":
                keys = [
                    found[key].value(source).strip().lower() for key in ("name", "property", "itemprop") if key in found
                ]
                kind = next((META[key] for key in keys if key in META), None)
            if kind:
                self.values.append(_Value(attribute.value_start, attribute.value_end, kind, attribute.quote))
        return translate

    def flush(self) -> None:
        """Offer what has been collected since the last block boundary."""
        items, values = self.items, self.values
        if not items and not values:
            return
        self.items, self.values = [], []
        frame = self.stack[-1]
        stretches = []
        if items and not self.off:
            stretches = Stretches(self.source, items, keep_space=frame.name == "textarea").cut()
        waiting = iter(values)
        value = next(waiting, None)
        for stretch in stretches:
            while value and value.start < stretch.start:
                self.offer_value(value)
                value = next(waiting, None)
            inside = []
            while value and value.start < stretch.end:
                inside.append(value)
                value = next(waiting, None)
            self.copy_to(stretch.start)
            line = self.line_of(stretch.start)
            self.out += self.nested(inside, stretch.start, stretch.runs)
            self.out.append(
                Block(stretch.runs, frame.kind, line, frame.place, frame.level, stretch.keep, **self.directives())
            )
            self.done = stretch.end
        while value:
            self.offer_value(value)
            value = next(waiting, None)

    def directives(self) -> dict:
        pending, self.pending = self.pending, []
        context = [rest for word, rest in pending if word == "context" and rest]
        return {
            "split": all(word != "nosplit" for word, _ in pending),
            "context": context[-1] if context else None,
            "comments": tuple(rest for word, rest in pending if word == "comment" and rest),
        }

    def copy_to(self, offset: int) -> None:
        if offset > self.done:
            self.out.append(Skeleton(self.source[self.done : offset]))
            self.done = offset

    def line_of(self, offset: int) -> int:
        self.line += self.source.count("\n", self.counted, offset)
        self.counted = offset
        return self.line

    def offer_value(self, value: _Value) -> None:
        start, end, runs = self.value_runs(value)
        if not runs:
            return
        self.copy_to(start)
        place = {'"': DOUBLE_PLACE, "'": SINGLE_PLACE}.get(value.quote, BARE_PLACE)
        self.out.append(
            Block(
                runs,
                value.kind,
                self.line_of(start),
                place,
                split=place != BARE_PLACE,
                **{k: v for k, v in self.directives().items() if k != "split"},
            )
        )
        self.done = end

    def value_runs(self, value: _Value) -> tuple[int, int, tuple[Run, ...]]:
        """Return where the text of an attribute begins and ends, and its runs; none if it has no words."""
        text = self.source[value.start : value.end]
        start = value.start + len(text) - len(text.lstrip())
        text = text.strip()
        runs: list[Run] = []
        done = 0
        for match in _CHARACTER.finditer(text) if "&" in text else ():
            if not match[0].endswith(";"):
                continue
            character = decode_reference(match[0])
            if character is None:
                continue
            runs += text_runs(text[done : match.start()])
            runs.append(reference_run(match[0], character))
            done = match.end()
        runs += text_runs(text[done:])
        if not has_words("".join([run.text for run in runs])):
            return start, start, ()
        return start, start + len(text), tuple(runs)

    def nested(self, values: list[_Value], start: int, runs: tuple[Run, ...]) -> Iterator[NestedBlock]:
        offset, index = start, 0
        for value in values:
            while offset + len(runs[index].source) <= value.start:
                offset += len(runs[index].source)
                index += 1
            begin, end, inner = self.value_runs(value)
            if inner:
                place = {'"': DOUBLE_PLACE, "'": SINGLE_PLACE}.get(value.quote, BARE_PLACE)
                shown = tuple(Run(run.text, "") for run in inner)
                yield NestedBlock(
                    shown,
                    value.kind,
                    self.line_of(begin),
                    place,
                    split=place != BARE_PLACE,
                    run=index,
                    start=begin - offset,
                    end=end - offset,
                )


_STOPS = frozenset(("ul", "ol", "dl", "table", "td", "th", "button", "select", "menu", "dir", "blockquote", "section"))


def decode_reference(reference: str) -> str | None:
    """Return what a character reference stands for, or None if it is none."""
    import html

    decoded = html.unescape(reference)
    return None if decoded == reference else decoded

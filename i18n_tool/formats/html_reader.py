"""Reads an HTML article token by token, and offers a block where one ends.

No tree is built: a tag of any element that is not inline ends the block before it, which needs no end tags. Open
elements are kept only to know what kind of text stands where, and what ``translate`` says there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import NamedTuple

from i18n_tool.formats import html_names as names
from i18n_tool.formats.html_encode import (
    BARE_PLACE,
    DOUBLE_PLACE,
    JSON_PLACE,
    PLAIN_PLACE,
    RCDATA_PLACE,
    SINGLE_PLACE,
    TEXT_PLACE,
)
from i18n_tool.formats.html_inline import Item, Stretch, cut_stretches
from i18n_tool.formats.html_runs import has_words, reference_run, strip_runs, text_runs
from i18n_tool.formats.html_tokens import (
    ALONE,
    CLOSE,
    HIDDEN,
    OPEN,
    REFERENCE,
    TEXT,
    is_xml,
    read_attributes,
    read_tokens,
)
from i18n_tool.formats.json_ld import find_texts
from i18n_tool.model import Block, Piece, Run, Skeleton


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
    value: tuple[Run, ...] = ()
    """The runs of the value, with what the article has for each."""


class _Frame(NamedTuple):
    """An open element."""

    name: str
    kind: str
    place: str
    level: int
    offered: bool
    inline: bool = False


class _Value(NamedTuple):
    """The value of an attribute, to be offered."""

    start: int
    end: int
    kind: str
    place: str
    runs: tuple[Run, ...]


class _Directive(NamedTuple):
    """What the author says about the block that it stands before or in."""

    start: int
    word: str
    rest: str


_TOP = _Frame("", "paragraph", TEXT_PLACE, 0, True)
_HINT = re.compile(r"translate|\b(?:alt|title|abbr|label|placeholder|aria-)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\s*i18n:(off|on|nosplit|comment|context)(?![\w-])\s*(.*?)\s*\Z", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+)|[A-Za-z][A-Za-z0-9]*);?")
_PLACES = {'"': DOUBLE_PLACE, "'": SINGLE_PLACE, "": BARE_PLACE}
_LOOK_BACK = 64
"""How many open elements are looked through for one whose end is implied, so that no input takes long."""


def read_pieces(source: str) -> tuple[Piece, ...]:
    """Return an article as pieces that join to it."""
    return _Reader(source).pieces()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[Piece] = []
        self.done = 0
        self.counted, self.line = 0, 1
        self.items: list[Item] = []
        self.values: list[_Value] = []
        self.directives: list[_Directive] = []
        self.stack: list[_Frame] = [_TOP]
        self.open: dict[str, int] = {}
        self.off = False
        self.svg = 0
        self.is_xml = is_xml(source)
        self.raw, self.raw_start = "", 0

    def pieces(self) -> tuple[Piece, ...]:
        source = self.source
        for kind, start, end, name, data in read_tokens(source):
            if self.raw:
                self.raw_token(kind, start, end, name)
            elif kind <= REFERENCE:
                if start == 0 and data[0] == "\ufeff":
                    start, data = 1, data[1:]
                # White space before the first text of a block is skeleton in any case.
                if self.items or not data.isspace():
                    shown = data if kind == REFERENCE else ""
                    self.items.append((kind, start, end, "", shown, self.stack[-1].offered))
            elif kind == OPEN:
                self.start_tag(start, end, name, data == "/")
            elif kind == CLOSE:
                self.end_tag(start, end, name)
            else:
                self.unseen(start, end, data)
        self.flush()
        if self.done < len(source):
            self.out.append(Skeleton(source[self.done :]))
        return tuple(self.out)

    def raw_token(self, kind: int, start: int, end: int, name: str) -> None:
        """Read on in an element whose content is not markup."""
        if kind == TEXT and self.raw == "ld+json" and not self.off:
            self.offer_json(start, end)
        elif kind == CLOSE:
            if self.raw == name and name in names.HIDDEN:
                self.hide(self.raw_start, end)
            self.raw = ""

    def start_tag(self, start: int, end: int, name: str, alone: bool) -> None:
        translate: bool | None = None
        length = end - start - len(name)
        if length > 7 and (name == "meta" or name == "input" or _HINT.search(self.source, start, end)):
            translate = self.attributes(start, end, name)
        kind = names.KINDS.get(name)
        if self.svg:
            kind = names.SVG_KINDS.get(name) or kind
            if kind and name not in names.SVG_KINDS and not self.open.get("foreignobject"):
                self.svg = 0
        if kind:
            if self.items or self.values:
                self.flush()
            self.imply(name)
            if not alone or not (self.svg or self.is_xml):
                self.push(self.frame(name, kind, translate))
        elif name in names.HIDDEN:
            self.raw_element(start, end, name, alone)
        elif name in names.UNREAD:
            self.flush()
            self.imply(name)
            if alone and self.is_xml:
                return
            if name == "pre":
                self.push(_Frame(name, "paragraph", TEXT_PLACE, 0, False))
            else:
                self.raw = name
        elif name == "hr":
            self.flush()
            self.imply(name)
        elif name in names.UNSEEN:
            self.hide(start, end)
        else:
            self.inline(start, end, name, alone, translate)

    def frame(self, name: str, kind: str, translate: bool | None) -> _Frame:
        top = self.stack[-1]
        place = TEXT_PLACE
        if (name in names.SVG_KINDS and self.svg and name != "foreignobject") or name in names.PLAIN:
            place = PLAIN_PLACE
        elif name in names.RCDATA:
            place = RCDATA_PLACE
        level = int(name[1]) if kind == "heading" else top.level + (name in names.LISTS)
        return _Frame(name, kind, place, level, top.offered if translate is None else translate)

    def raw_element(self, start: int, end: int, name: str, alone: bool) -> None:
        if name == "script" and "ld+json" in self.source[start:end].lower():
            self.flush()
            self.raw = "ld+json" if self.stack[-1].offered else name
        elif alone and (self.svg or self.is_xml):
            self.hide(start, end)
            return
        else:
            self.raw = name
        self.raw_start = start

    def inline(self, start: int, end: int, name: str, alone: bool, translate: bool | None) -> None:
        offered = self.stack[-1].offered
        if alone or name in names.VOID:
            self.items.append((ALONE, start, end, name, "", offered))
            return
        if name == "svg":
            self.svg += 1
        elif name == "math":
            translate = False
        if translate is not None or self.open.get(name):
            offered = offered if translate is None else translate
            self.push(self.stack[-1]._replace(name=name, offered=offered, inline=True))
        self.items.append((OPEN, start, end, name, "", offered))

    def end_tag(self, start: int, end: int, name: str) -> None:
        kind = names.KINDS.get(name)
        if self.svg:
            kind = names.SVG_KINDS.get(name) or kind
            if kind and name not in names.SVG_KINDS and not self.open.get("foreignobject"):
                self.svg = 0
        if kind or name in names.UNREAD:
            if self.items or self.values:
                self.flush()
            if name in names.HEADINGS and not self.open.get(name):
                name = next((other for other in names.HEADINGS if self.open.get(other)), name)
            if self.open.get(name):
                self.close(name)
        elif name in names.VOID or name in names.HIDDEN:
            if name == "br":
                self.items.append((ALONE, start, end, name, "", self.stack[-1].offered))
            else:
                self.hide(start, end)
        else:
            if name == "svg":
                self.svg = max(self.svg - 1, 0)
            self.items.append((CLOSE, start, end, name, "", self.stack[-1].offered))
            if self.open.get(name):
                self.close_inline(name)

    def hide(self, start: int, end: int) -> None:
        if self.items:
            self.items.append((HIDDEN, start, end, "", "", False))

    def unseen(self, start: int, end: int, data: str) -> None:
        """Read a comment, doctype, processing instruction, or code of a server page."""
        if self.source.startswith(("<%", "<?php", "<?="), start):
            if self.items:
                name = "asp" if self.source[start + 1] == "%" else "php"
                self.items.append((ALONE, start, end, name, "", self.stack[-1].offered))
            return
        directive = _DIRECTIVE.match(data) if "i18n:" in data else None
        if directive and self.source.startswith("<!--", start):
            word, rest = directive.groups()
            if word in ("off", "on"):
                self.flush()
                self.off = word == "off"
            else:
                self.directives.append(_Directive(start, word, rest))
        self.hide(start, end)

    # Open elements

    def push(self, frame: _Frame) -> None:
        self.stack.append(frame)
        self.open[frame.name] = self.open.get(frame.name, 0) + 1

    def cut_to(self, depth: int) -> None:
        for frame in self.stack[depth:]:
            self.open[frame.name] -= 1
        del self.stack[depth:]

    def imply(self, name: str) -> None:
        """Close the elements that end where this one begins (section 13.1.2.4)."""
        closed = names.CLOSES.get(name)
        if not closed:
            return
        stops = names.TABLE_STOPS if name in names.TABLE else names.STOPS
        top = self.stack[-1].name
        if top in stops and top not in closed:
            return
        hit = 0
        for depth in range(len(self.stack) - 1, max(len(self.stack) - _LOOK_BACK, 0), -1):
            inner = self.stack[depth].name
            if inner in closed:
                hit = depth
            elif inner in stops:
                break
        if hit:
            self.cut_to(hit)

    def close(self, name: str) -> None:
        """Close an element by its end tag, unless it is out of scope (section 13.2.4.2)."""
        if self.stack[-1].name == name:
            self.stack.pop()
            self.open[name] -= 1
            return
        stops = names.LIST_STOPS if name == "li" else names.TABLE_STOPS if name in names.TABLE else names.SCOPE
        for depth in range(len(self.stack) - 1, max(len(self.stack) - _LOOK_BACK, 0), -1):
            inner = self.stack[depth].name
            if inner == name:
                self.cut_to(depth)
                return
            if inner in stops:
                return

    def close_inline(self, name: str) -> None:
        for depth in range(len(self.stack) - 1, max(len(self.stack) - _LOOK_BACK, 0), -1):
            frame = self.stack[depth]
            if not frame.inline:
                return
            if frame.name == name:
                self.cut_to(depth)
                return

    # Attributes

    def attributes(self, start: int, end: int, name: str) -> bool | None:
        """Collect the texts in the attributes of a start tag, and return what it says of translation."""
        source = self.source
        found = {attribute.name: attribute for attribute in read_attributes(source, start, end)}
        value = {key: attribute.value(source).strip() for key, attribute in found.items()}
        translate: bool | None = None
        if "translate" in value:
            translate = {"no": False, "yes": True, "": True}.get(value["translate"].lower())
        if "data-translate-ignore" in value or "notranslate" in value.get("class", "").split():
            translate = False
        if self.off or not (self.stack[-1].offered if translate is None else translate):
            return translate
        for key, attribute in found.items():
            kind = names.ATTRIBUTES.get(key) or names.ELEMENT_ATTRIBUTES.get((name, key))
            if key == "value" and name == "input":
                kind = "button" if value.get("type", "").lower() in names.BUTTON_TYPES else None
            elif key == "content" and name == "meta":
                keys = [value[role].lower() for role in ("name", "property", "itemprop") if role in value]
                kind = next((names.META[role] for role in keys if role in names.META), None)
            if kind and attribute.value_start >= 0:
                self.add_value(attribute.value_start, value[key], kind, _PLACES[attribute.quote])
        return translate

    def add_value(self, start: int, text: str, kind: str, place: str) -> None:
        if not has_words(text):
            return
        start = self.source.index(text, start)
        before, runs, after = strip_runs(list(attribute_runs(text)))
        if has_words("".join([run.text for run in runs])):
            self.values.append(_Value(start + before, start + len(text) - after, kind, place, runs))

    def offer_json(self, start: int, end: int) -> None:
        """Offer the texts of a JSON-LD script."""
        for text in find_texts(self.source[start:end]):
            self.offer_value(_Value(start + text.start, start + text.end, text.kind, JSON_PLACE, text.runs))

    # Blocks

    def flush(self) -> None:
        """Offer what has been collected since the last block boundary."""
        items, values = self.items, self.values
        self.items, self.values = [], []
        if self.off or not items:
            stretches = []
        else:
            stretches = cut_stretches(
                self.source, items, keep_space=self.stack[-1].name == "textarea", offered=self.block_offered
            )
        done = 0
        for stretch in stretches:
            while done < len(values) and values[done].start < stretch.start:
                self.offer_value(values[done])
                done += 1
            first = done
            while done < len(values) and values[done].start < stretch.end:
                done += 1
            self.offer_stretch(stretch, values[first:done])
        for value in values[done:]:
            self.offer_value(value)

    @property
    def block_offered(self) -> bool:
        """Whether the block that ends here is to be translated as a whole."""
        near = self.stack[-_LOOK_BACK:]
        return next((frame.offered for frame in reversed(near) if not frame.inline), near[-1].offered)

    def offer_stretch(self, stretch: Stretch, values: list[_Value]) -> None:
        frame = self.stack[-1]
        start, end, runs, keep = stretch
        self.copy_to(start)
        line = self.line_of(start)
        split, context, comments = self.directives_before(end) if self.directives else (True, None, ())
        if values:
            self.out += self.nested(values, start, runs)
        self.out.append(Block(runs, frame.kind, line, frame.place, frame.level, keep, split, context, comments))
        self.done = end

    def offer_value(self, value: _Value) -> None:
        self.copy_to(value.start)
        split, context, comments = self.directives_before(value.start) if self.directives else (True, None, ())
        split = split and value.place != BARE_PLACE
        line = self.line_of(value.start)
        self.out.append(Block(value.runs, value.kind, line, value.place, 0, (), split, context, comments))
        self.done = value.end

    def nested(self, values: list[_Value], start: int, runs: tuple[Run, ...]) -> Iterator[NestedBlock]:
        """Yield the attributes of tags that are runs of the block that follows."""
        offset, index = start, 0
        for begin, end, kind, place, inner in values:
            while offset + len(runs[index].source) <= begin:
                offset += len(runs[index].source)
                index += 1
            shown = tuple([Run(run.text, "") for run in inner])
            line, split = self.line_of(begin), place != BARE_PLACE
            yield NestedBlock(
                shown, kind, line, place, split=split, run=index, start=begin - offset, end=end - offset, value=inner
            )

    def directives_before(self, end: int) -> tuple[bool, str | None, tuple[str, ...]]:
        """Return what the author says of a block that ends at an offset: split, context, comments."""
        here = [directive for directive in self.directives if directive.start < end]
        self.directives = self.directives[len(here) :]
        context = [directive.rest for directive in here if directive.word == "context" and directive.rest]
        comments = [directive.rest for directive in here if directive.word == "comment" and directive.rest]
        split = all(directive.word != "nosplit" for directive in here)
        return split, context[-1] if context else None, tuple(comments)

    def copy_to(self, offset: int) -> None:
        if offset > self.done:
            self.out.append(Skeleton(self.source[self.done : offset]))

    def line_of(self, offset: int) -> int:
        self.line += self.source.count("\n", self.counted, offset)
        self.counted = offset
        return self.line


def attribute_runs(text: str) -> Iterator[Run]:
    """Yield the runs of an attribute value, where a name without ``;`` may be no reference (section 13.2.5.73)."""
    done = 0
    for match in _REFERENCE.finditer(text) if "&" in text else ():
        character = html.unescape(match[0])
        if not match[0].endswith(";") and not match[0].startswith("&#"):
            after = text[match.end() : match.end() + 1]
            if match[0][1:] not in html5 or after == "=":
                continue
        elif character == match[0]:
            continue
        yield from text_runs(text[done : match.start()])
        yield reference_run(match[0], character)
        done = match.end()
    yield from text_runs(text[done:])

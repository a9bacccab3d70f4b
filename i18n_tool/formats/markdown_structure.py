"""The structure of Markdown: what the parser says of an article, and of one block alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyromark

from i18n_tool.formats.markdown_escape import MarkupOf, known_markup
from i18n_tool.model import Block

_Options = pyromark.Options
OPTIONS = (
    _Options.ENABLE_TABLES
    | _Options.ENABLE_FOOTNOTES
    | _Options.ENABLE_STRIKETHROUGH
    | _Options.ENABLE_TASKLISTS
    | _Options.ENABLE_HEADING_ATTRIBUTES
    | _Options.ENABLE_DEFINITION_LIST
    | _Options.ENABLE_GFM
)
"""The extensions that are understood, the same for parsing and for HTML."""

QUOTED = "quoted"
"""Begins the places between quotation marks; the mark follows."""

IN_CELL = "|"
"""Ends the place of an alternative text or title in a table cell."""

_PARSER = pyromark.Markdown(options=OPTIONS)
_ALONE = pyromark.Markdown(
    options=OPTIONS, broken_link_callback=lambda link: (f"ref:{link['reference'].casefold()}", "")
)

_AROUND = {
    "paragraph": ("", ""),
    "item": ("- ", ""),
    "heading": ("# ", ""),
    "setext": ("", "\n==="),
    "cell": ("| ", " |\n|---|"),
    "term": ("", "\n: x"),
    "alt": ("![", "](x)"),
    "line": ("# ", ""),
}
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"))
_HARD_BREAK = re.compile(r"(?: {2,}|\\)(?:\r\n|\r|\n)")


def events(text: str) -> Iterator[tuple[Any, Any]]:
    """Return the events of a Markdown text with their ranges in bytes."""
    return iter(_PARSER.events_with_range(text, merge_text=True))


def definitions(text: str) -> dict[str, Any]:
    """Return the link reference definitions of a Markdown text."""
    return dict(_PARSER.reference_definitions(text))


def html(text: str) -> str:
    """Return the HTML of a Markdown text."""
    return _PARSER.html(text)


def outline(text: str) -> list[str]:
    """Return the blocks that a Markdown text is made of, in order."""
    blocks: list[str] = []
    for event, _ in events(text):
        if type(event) is str:
            if event == "Rule":
                blocks.append(event)
            continue
        [(name, value)] = event.items()
        if name == "Start":
            tag = value if type(value) is str else next(iter(value))
            if tag not in _INLINE and tag != "Link" and tag != "Image":
                blocks.append(str(value))
        elif name == "End":
            tag = value if type(value) is str else next(iter(value))
            if tag not in _INLINE and tag != "Link" and tag != "Image":
                blocks.append("")
        elif name == "TaskListMarker":
            blocks.append(name)
    return blocks


class Structure(NamedTuple):
    """What a block is, parsed alone."""

    outline: tuple[str, ...]
    """The blocks it is made of."""
    whole: bool
    """Whether its text is the text of one block, from the first character to the last."""
    marks: Counter[str]
    """How often each kind of emphasis and break occurs."""
    things: Counter[str]
    """Links and images by destination, code, tags and footnote references, each as often as it occurs."""


@lru_cache(maxsize=512)
def structure_of(place: str, text: str) -> Structure:
    """Return the structure of a text that stands in a place, without what is around it."""
    before, after = _AROUND[place.removesuffix(IN_CELL)]
    outline: list[str] = []
    marks: Counter[str] = Counter()
    things: Counter[str] = Counter()
    start = end = -1
    for found, where in _ALONE.events_with_range(f"{before}{text}{after}", merge_text=True):
        event: Any = found
        name, value = ("", event) if isinstance(event, str) else next(iter(event.items()))
        inline = True
        if name == "Start":
            tag, data = (value, None) if isinstance(value, str) else next(iter(value.items()))
            if tag in _INLINE:
                marks[tag] += 1
            elif tag in ("Link", "Image"):
                link: Any = data
                things[f"{tag} {link['dest_url']} {link['title']}"] += 1
            else:
                outline.append(f"{tag} {data}")
                inline = False
        elif name == "Text":
            pass
        elif name in ("Code", "InlineHtml", "FootnoteReference"):
            things[f"{name} {value}"] += 1
        elif value == "HardBreak":
            marks["HardBreak"] += 1
        elif name == "End" or value == "SoftBreak":
            continue
        else:
            outline.append(f"{name} {value}")
            inline = False
        if inline:
            start = where["start"] if start < 0 else start
            end = max(end, where["end"])
    first = len(before.encode())
    last = first + len(text.encode())
    if place.removesuffix(IN_CELL) == "alt":
        whole = len(things) > 0 and (start, end) == (0, last + len(after))
    else:
        whole = start in (first, first + 1) and end >= last and not (start > first and text[:1] != "\\")
    if place == "term":
        outline = outline[:3]
    return Structure(tuple(outline), whole, marks, things)


def is_same(place: str, source: str, localised: str) -> bool:
    """Tell whether a localised block has the structure of its source, markup included."""
    if place.removesuffix(IN_CELL) not in _AROUND:
        return "\n" not in localised
    one, other = structure_of(place, source), structure_of(place, localised)
    return (one.outline, one.things) == (other.outline, other.things) and (other.whole or not one.whole)


def is_safe(place: str, source: str, localised: str) -> bool:
    """Tell whether a localised block is the block its source is and has no markup that the source does not have."""
    if place.removesuffix(IN_CELL) not in _AROUND:
        return "\n" not in localised
    one, other = structure_of(place, source), structure_of(place, localised)
    return (
        one.outline == other.outline
        and (other.whole or not one.whole)
        and not other.things.keys() - one.things.keys()
        and not other.marks - one.marks
    )


def markup_of(block: Block) -> MarkupOf:
    """Return the markup of a block, as strings."""
    return _markup_of(block.place, bare_source(block))


@lru_cache(maxsize=512)
def _markup_of(place: str, source: str) -> MarkupOf:
    before, after = _AROUND.get(place.removesuffix(IN_CELL), ("", ""))
    data = f"{before}{source}{after}".encode()
    first, last = len(before.encode()), len(data) - len(after.encode())
    literal: list[str] = []
    tails: list[str] = []
    opened: list[int] = []
    for event, where in _ALONE.events_with_range(data.decode(), merge_text=True):
        if isinstance(event, str):
            continue
        start, end = max(where["start"], first), min(where["end"], last)
        name, value = next(iter(event.items()))
        if name in ("Code", "InlineHtml", "FootnoteReference"):
            literal.append(data[start:end].decode())
        elif name == "Start" and isinstance(value, dict) and ("Link" in value or "Image" in value):
            link: Any = value.get("Link") or value.get("Image")
            if link["link_type"] in ("Autolink", "Email"):
                literal.append(data[start:end].decode())
            elif where["start"] < first:
                continue
            opened.append(where["start"] + 1)
            continue
        elif name == "End" and value in ("Link", "Image") and opened:
            tail = data[opened.pop() : end].decode()
            if tail in ("]", "][]"):
                literal.append(data[start:end].decode())
            elif tail.startswith("]"):
                tails.append(tail)
        if opened:
            opened[-1] = max(opened[-1], end)
    return known_markup([_one_line(part) for part in literal], [_one_line(part) for part in tails], source)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def breaks_of(block: Block) -> str:
    """Return the first hard break of a block as the article has it, with the prefix of the next line, or nothing."""
    for run in block.runs:
        if run.text == "\n" and run.source != "\n" and _HARD_BREAK.match(run.source):
            return run.source
    return ""


def bare_source(block: Block) -> str:
    """Return the source of a block without the prefixes of its lines, its short references written in full."""
    return "".join([run.source if run.text == run.source else _bare(run.text, run.source) for run in block.runs])


def bare_text(block: Block, localised: str) -> str:
    """Return a localised block without the prefixes of its lines."""
    if "\n" not in localised and "\r" not in localised:
        return localised
    changes = {run.source: _bare(run.text, run.source) for run in block.runs if run.source != run.text}
    for source in sorted(changes, key=len, reverse=True):
        if "\n" in source or "\r" in source:
            localised = localised.replace(source, changes[source])
    return localised


def _bare(text: str, source: str) -> str:
    if text.startswith("]["):
        return text
    if "\n" not in source and "\r" not in source:
        return source
    return "\\\n" if _HARD_BREAK.match(source) else "\n"


def escape_quotes(text: str, place: str) -> str:
    """Return a text that stays between its quotation marks."""
    mark = place.removeprefix(QUOTED).removesuffix(IN_CELL)
    marks = "()" if mark == "(" else mark
    return re.sub(rf"(?<!\\)((?:\\\\)*)([{re.escape(marks)}])", r"\1\\\2", text)


_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)


def escape_brackets(text: str) -> str:
    """Return a text in which each bracket has its partner or is escaped."""
    alone: list[int] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() == "[":
            opened.append(match.start())
        elif match.group() == "]":
            if opened:
                opened.pop()
            else:
                alone.append(match.start())
    for index in sorted(alone + opened, reverse=True):
        text = f"{text[:index]}\\{text[index:]}"
    return text

"""What CommonMark does not know, hidden from its parser so that every offset stays what it was.

Admonitions, tabs, template tags, formulas and attribute lists belong to static-site generators. A parser of
CommonMark takes them for text or code. ``mask`` replaces each by Markdown of equal length and like effect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from i18n_tool.formats.mdx import end_of_code

_HINTS = (b"import ", b"export ", b"!!!", b"???", b'== "', b":::", b"$$", b")=")
_BRACES = (b"{/*", b"{%", b"{{<", b"{:")

_PREFIX = rb"^(?P<prefix>[ \t>]*)"
_EOL = rb"[ \t]*(?=\r|\n|\Z)"
_INDENTED_NEXT = rb"(?=[ \t]*\r?\n(?:[ \t>]*\r?\n){0,3}(?P=prefix)(?: {4}|\t))"
_LINE = re.compile(
    _PREFIX
    + rb"(?:"
    + rb"(?P<list>(?:(?:[-+*]|\d{1,9}[.)])[ \t]+){0,9})(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)"
    + rb"|(?P<block>!!!|\?\?\?\+?)[ \t]+(?P<type>[\w-]+(?:[ \t]+[\w-]+)*)"
    + rb"(?:[ \t]+\"(?P<title>[^\r\n]*)\"" + _EOL + rb"|" + _INDENTED_NEXT + rb")"
    + rb"|===[!+]?[ \t]+\"(?P<tab>[^\r\n]*)\"" + _EOL
    + rb"|(?P<colons>:{3,})[ \t]*(?P<rest>(?:[\w{][^\r\n]*)?)" + _EOL
    + rb"|(?P<code>(?:im|ex)port[ \t]|\{/\*)"
    + rb"|(?P<math>\$\$)" + _EOL
    + rb"|(?P<template>(?:\{[%{](?:[^%}\r\n]|%(?!\})|\}(?!\}))*[%}]\}[ \t]*)+)" + _EOL
    + rb"|(?P<attributes>\{:[^\r\n{}]*\}|\([\w-]+\)=)" + _EOL
    + rb")",
    re.MULTILINE,
)  # fmt: skip
_CONTENT = re.compile(rb"(?:(?<=[\r\n])[ \t>]*)?([^\r\n]+)")
_REST = re.compile(
    rb"(?:(?P<type>[\w-]+)|\{(?P<braces>[^\r\n{}]*)\})(?:\{[^\r\n{}]*\})?[ \t]*"
    rb"(?:\[(?P<label>[^\r\n]*)\]|(?P<title>[^\r\n]*?))[ \t:]*\Z"
)
_VALUE = re.compile(rb"[ \t](?:caption|title|alt|attr)=\"((?:[^\"\\\r\n]|\\.)*)\"")
_TITLE_ATTRIBUTE = re.compile(rb"\btitle=\"([^\"]*)\"")


class Title(NamedTuple):
    """The title of an admonition or tab."""

    start: int
    """Offset of its first byte."""
    end: int
    """Offset after its last byte."""
    place: str
    """The syntax around it."""


@dataclass(slots=True)
class Masked:
    """An article in which everything is CommonMark, of the same length in bytes."""

    data: bytes
    """The article for the parser."""
    values: list[Title] = field(default_factory=list)
    """What readers see of template tags, in order."""
    titles: dict[int, Title | None] = field(default_factory=dict)
    """Where an admonition's line is masked, and the title that stands in it."""
    items: set[int] = field(default_factory=set)
    """Where an admonition with indented content begins: the parser sees a list item there."""


def mask(data: bytes) -> Masked:
    """Return an article with its extensions replaced by CommonMark of equal length."""
    masked = Masked(data)
    hints = _HINTS + _BRACES if b"{" in data else _HINTS
    if not any(hint in data for hint in hints):
        return masked
    out = bytearray(data)
    fence = b""
    math = -1
    for match in _LINE.finditer(data):
        start, end = match.end("prefix"), match.end()
        if match["fence"]:
            fence = _next_fence(fence, match)
        elif fence:
            continue
        elif match["math"]:
            if math >= 0:
                _blank_lines(out, math, match.end("math"))
                math = -1
            else:
                math = start
        elif match["code"]:
            if match.start() == start:
                _blank_lines(out, start, end_of_code(data, start))
        elif match["block"]:
            _mask_indented(masked, out, match, "title")
        elif match["tab"] is not None:
            _mask_indented(masked, out, match, "tab")
        elif match["colons"]:
            out[start:end] = b"***".ljust(end - start)
            masked.titles[start] = _colon_title(match)
        else:
            out[start:end] = b" " * (end - start)
            for value in _VALUE.finditer(data, start, end) if match["template"] else ():
                masked.values.append(Title(*value.span(1), 'quoted"'))
    masked.data = bytes(out)
    return masked


def _next_fence(fence: bytes, match: re.Match[bytes]) -> bytes:
    """Return the fence that is open after a line of backticks or tildes."""
    found, info = match["fence"], match["info"]
    if not fence:
        return b"" if found[:1] == b"`" and b"`" in info else found
    closes = found[:1] == fence[:1] and len(found) >= len(fence) and not info.strip() and not match["list"]
    return b"" if closes else fence


def _blank_lines(out: bytearray, start: int, end: int) -> None:
    """Put spaces for what the lines of a formula or of code hold, but not for their prefixes."""
    for match in _CONTENT.finditer(out, start, end):
        a, b = match.span(1)
        out[a:b] = b" " * (b - a)


def _mask_indented(masked: Masked, out: bytearray, match: re.Match[bytes], group: str) -> None:
    """Make a line with indented content the first line of a list item, an empty heading.

    The heading is what keeps the content from being a continuation of the line; ``-   #`` is as long as the
    shortest such line and wants the same indentation of four columns.
    """
    start, end = match.end("prefix"), match.end()
    out[start:end] = b"-   #".ljust(end - start)
    masked.items.add(start)
    masked.titles[start + 4] = Title(*match.span(group), "line") if match[group] else None


def _colon_title(match: re.Match[bytes]) -> Title | None:
    base = match.start("rest")
    rest = _REST.match(match["rest"])
    if rest is None:
        return None
    if rest["label"]:
        return Title(base + rest.start("label"), base + rest.end("label"), "alt")
    if rest["title"]:
        return Title(base + rest.start("title"), base + rest.end("title"), "line")
    attribute = _TITLE_ATTRIBUTE.search(rest["braces"] or b"")
    if attribute is not None:
        shift = base + rest.start("braces")
        return Title(shift + attribute.start(1), shift + attribute.end(1), 'quoted"')
    return None

"""Translations in the syntax of their place in an HTML page.

What a translator wrote is data. Only the tags that the article has in the same stretch come through, each as the
article spells it; everything else is escaped.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Sequence
from html.entities import html5
from typing import NamedTuple

from i18n_tool.formats.html_names import CLOSED_BY_ITSELF
from i18n_tool.model import Run

TEXT_PLACE = "text"
"""Between tags, where inline markup may stand."""
PLAIN_PLACE = "plain"
"""Between tags, where a ``span`` would not be understood (``option``, SVG)."""
RCDATA_PLACE = "rcdata"
"""In ``title`` and ``textarea``, where tags are text."""
DOUBLE_PLACE = "attribute"
"""An attribute in double quotes."""
SINGLE_PLACE = "attribute-single"
"""An attribute in single quotes."""
BARE_PLACE = "attribute-bare"
"""An attribute without quotes, which gets them."""
JSON_PLACE = "json"
"""A string of a JSON-LD script."""

_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]*))?(;?)")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[ \t\n]*(/?)>")
_RUN_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(/?)>(?:(.*)</\2>)?\Z", re.DOTALL)


def encode_text(text: str, runs: Sequence[Run], elsewhere: Sequence[Run] = ()) -> str:
    """Return a translation with the tags of its runs put back and everything else escaped.

    Args:
        text: the translation.
        runs: the runs of its source.
        elsewhere: the runs of the whole block. A tag that only these have is left out, not escaped.
    """
    text = _CONTROLS.sub("", text)
    if "<" not in text:
        return escape(text)
    return _Encoder(runs, elsewhere).encode(text)


def escape(text: str) -> str:
    """Return a text with ``<``, ``>`` and each ``&`` that begins no character reference escaped."""
    if "&" in text:
        text = _AMPERSAND.sub(_ampersand, text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _ampersand(match: re.Match[str]) -> str:
    decimal, hexadecimal, name, semicolon = match.groups()
    if semicolon and name and f"{name};" in html5:
        return match[0]
    if semicolon and (decimal or hexadecimal):
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if (0xA0 <= code < 0xD800 or 0xE000 <= code < 0x110000 or 0x20 <= code < 0x7F) and code & 0xFFFE != 0xFFFE:
            return match[0]
    return "&amp;" + match[0][1:]


def encode_attribute(text: str, place: str) -> str:
    """Return a translation as an attribute value, with quotes if the article has none."""
    text = escape(_CONTROLS.sub("", text))
    if place == SINGLE_PLACE:
        return text.replace("'", "&#39;")
    text = text.replace('"', "&quot;")
    return f'"{text}"' if place == BARE_PLACE else text


def encode_json(text: str) -> str:
    """Return a translation as the inside of a JSON string that no script can be ended by."""
    text = _CONTROLS.sub("", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    shown = json.dumps(text, ensure_ascii=False)[1:-1]
    return shown.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class _Tag(NamedTuple):
    """A tag that the article has."""

    name: str
    element: str
    opening: str
    closing: str
    role: str


class _Encoder:
    """Matches the tags of a translation with those of the runs."""

    def __init__(self, runs: Sequence[Run], elsewhere: Sequence[Run]) -> None:
        self.known = {match[2] for run in elsewhere if (match := _RUN_TAG.match(run.text))}
        self.tags: dict[str, deque[_Tag]] = {}
        opened: list[tuple[str, str]] = []
        for run in runs:
            if run.text[:1] != "<" or not (match := _RUN_TAG.match(run.text)):
                continue
            close, name, alone, content = match.groups()
            if alone:
                self.add(name, run.source, "", "alone")
            elif content is not None:
                self.add(name, run.source, "", "fixed")
            elif not close:
                opened.append((name, run.source))
            elif opened and opened[-1][0] == name:
                self.add(name, opened.pop()[1], run.source, "pair")

    def add(self, name: str, opening: str, closing: str, role: str) -> None:
        self.tags.setdefault(name, deque()).append(_Tag(name, name.rstrip("0123456789"), opening, closing, role))

    def encode(self, text: str) -> str:
        out: list[str] = []
        opened: list[tuple[int, _Tag]] = []
        done = 0
        for match in _TAG.finditer(text):
            out.append(escape(text[done : match.start()]))
            done = match.end()
            name = match[2].lower()
            if match[1]:
                self.close(name, match[0], opened, out)
            else:
                self.open(name, match[0], opened, out)
        out.append(escape(text[done:]))
        for place, _ in opened:
            out[place] = ""
        return "".join(out)

    def open(self, name: str, shown: str, opened: list[tuple[int, _Tag]], out: list[str]) -> None:
        left = self.tags.get(name)
        element = name.rstrip("0123456789")
        if not left or (element in CLOSED_BY_ITSELF and any(tag.element == element for _, tag in opened)):
            out.append("" if name in self.tags or name in self.known else escape(shown))
            return
        tag = left.popleft()
        if tag.role == "alone":
            out.append(tag.opening)
            return
        opened.append((len(out), tag))
        out.append(tag.opening if tag.role == "pair" else "")

    def close(self, name: str, shown: str, opened: list[tuple[int, _Tag]], out: list[str]) -> None:
        if all(tag.name != name for _, tag in opened):
            out.append("" if name in self.tags or name in self.known else escape(shown))
            return
        while opened:
            place, tag = opened.pop()
            if tag.name == name:
                if tag.role == "fixed":
                    out[place:] = [tag.opening]
                else:
                    out.append(tag.closing)
                return
            out[place] = ""

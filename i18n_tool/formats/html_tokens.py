"""HTML source as tokens with offsets: the door to turbohtml.

turbohtml tokenises as browsers do (WHATWG HTML, section 13.2.5), but knows no tree, so a stretch that would
mislead it is hidden under filler of the same length: code of server pages, CDATA sections, SVG titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import TokenType, tokenize

TEXT, REFERENCE, OPEN, CLOSE, ALONE, HIDDEN = range(6)
"""Kinds of tokens: text, character reference, start tag, end tag, element without content, what is not seen."""

Token = tuple[int, int, int, str, str]
"""Kind, offset of its first code point, offset after its last, element name, decoded text or comment."""


class Attribute(NamedTuple):
    """An attribute of a start tag."""

    name: str
    """In lower case."""
    start: int
    """Offset of the first code point of the name."""
    value_start: int
    """Offset of the first code point of the value, after the quote; -1 without a value."""
    value_end: int
    """Offset after the last code point of the value, before the quote."""
    quote: str
    """The quotation mark around the value, or nothing."""

    def value(self, source: str) -> str:
        """Return its value as the article has it."""
        return source[self.value_start : self.value_end] if self.value_start >= 0 else ""


_ATTRIBUTE = re.compile(
    r"[ \t\n\f\r/]*(=?[^ \t\n\f\r/>=]+|=)"
    r"""(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f\r>"'][^ \t\n\f\r>]*)|(?=>)))?"""
)
# Only ASCII letters are folded: hÀ and hà are two names (WHATWG HTML, section 13.2.5.33).
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_OPENING = re.compile(r"<(/?)([A-Za-z][^ \t\n\f\r/>]*(?=[ \t\n\f\r/])|[Pp][Rr][Ee](?=>))")
_CLOSING = re.compile(r"[ \t\n\f\r/]*>")
_NEVER_CLOSED = re.compile(r"""[ \t\n\f\r]*=[ \t\n\f\r]*["']""")
_MORE_THAN_TAGS = re.compile(
    r"<(?:[!?%]|/[^A-Za-z]|/?(?:iframe|noembed|noframes|noscript|plaintext|script|style|svg|textarea|title|xmp)"
    r"(?![^ \t\n\f\r/>])|/?[A-Za-z][^ \t\n\f\r/<>]*<)|\0",
    re.IGNORECASE,
)
_NAME = re.compile(r"<[^ \t\n\f\r/>]*")


def read_attributes(source: str, start: int, end: int) -> list[Attribute]:
    """Return the attributes of the start tag between two offsets, the first of each name only (section 13.2.5.33)."""
    found: dict[str, Attribute] = {}
    name_end = _NAME.match(source, start)
    position = name_end.end() if name_end else start
    while match := _ATTRIBUTE.match(source, position, end):
        name = match[1].translate(_ASCII_LOWER)
        if name not in found:
            group = match.lastindex or 1
            quote = {2: '"', 3: "'"}.get(group, "")
            value = match.span(group) if group > 1 else (-1, -1)
            found[name] = Attribute(name, match.start(1), *value, quote)
        position = match.end()
    return list(found.values())


def read_open_tags(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the start tags of an HTML source that have attributes stand, and their element names, in order.

    As in ``read_tokens``, ``pre`` is called ``xmp``.

    Without comments, raw text and the like, tags are found by themselves, which takes a fraction of the time.
    """
    if _MORE_THAN_TAGS.search(source) or not _is_paired(source):
        for kind, start, end, name, _ in read_tokens(source):
            if kind == OPEN:
                yield start, end, name
        return
    position = 0
    while opening := _OPENING.search(source, position):
        position = opening.end()
        while attribute := _ATTRIBUTE.match(source, position):
            position = attribute.end()
            if attribute.lastindex == 1 and _NEVER_CLOSED.match(source, position):
                return
        closing = _CLOSING.match(source, position)
        if closing is None:
            return
        position = closing.end()
        name = opening[2].translate(_ASCII_LOWER)
        if opening[1]:
            continue
        yield opening.start(), position, "xmp" if name == "pre" else name
        if name == "pre":
            after = _PRE.search(source, position)
            position = after.start() if after else len(source)


def read_tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of an HTML source in order; what an unfinished tag leaves at the end is not among them."""
    text = source
    pairs: list[int] = []
    if "\r" in source:
        # Tokens come with line ends normalised: CR LF is one code point to them.
        pairs = [match.start() - index for index, match in enumerate(re.finditer("\r\n", source))]
        text = source.replace("\r\n", "\n").replace("\r", "\n")
    tokens = _read(_hide(_shorten(text)))
    return _restore(tokens, pairs) if pairs else tokens


def _restore(tokens: Iterator[Token], pairs: list[int]) -> Iterator[Token]:
    seen, count = 0, len(pairs)
    for kind, start, end, name, data in tokens:
        start += seen
        while seen < count and pairs[seen] < end:
            seen += 1
        yield kind, start, end + seen, name, data


def _read(text: str) -> Iterator[Token]:
    position = 0
    for token in tokenize(text, capture_source=True, resolve_references=False, capture_attributes=False):
        kind = _KINDS.get(token.type, HIDDEN)
        data = token.data or ""
        if kind == TEXT:
            end = position + len(data)
            yield TEXT, position, end, "", data
            position = end
            continue
        source = token.source or ""
        if not text.startswith(source, position):
            # Never seen, but a span that is off would corrupt a page: the rest is copied as it is.
            return
        end = position + len(source)
        if kind in (OPEN, CLOSE):
            name = token.tag or ""
            yield kind, position, end, _REAL.get(name, name), "/" if token.self_closing else ""
        else:
            yield kind, position, end, "", data
        position = end


_KINDS = {
    TokenType.TEXT: TEXT,
    TokenType.CHARACTER_REFERENCE: REFERENCE,
    TokenType.START_TAG: OPEN,
    TokenType.END_TAG: CLOSE,
}
_XML = re.compile(r"\ufeff?\s*<\?xml", re.IGNORECASE)


def is_xml(source: str) -> bool:
    """Tell whether a page says that it is XML, so that any element may be empty: ``<script src="x"/>``."""
    return _XML.match(source) is not None


_PRE = re.compile(r"<(/?)pre(?=[ \t\n\f\r/>])", re.IGNORECASE)


def _shorten(text: str) -> str:
    """Return a text of the same length in which each ``pre``, none of which is offered, is one token: raw text."""
    return _PRE.sub(r"<\1xmp", text) if _is_paired(text) else text


def _is_paired(text: str) -> bool:
    """Tell whether each ``pre`` has an end, and none stands in another."""
    tags = [match[1] for match in _PRE.finditer(text)]
    return tags == ["", "/"] * (len(tags) // 2)


_MASKS = {"noscript": "noscripx", "title": "titlx", "script": "scripx", "style": "stylx", "textarea": "textarex"}
_MASKS |= {"xmp": "xmx", "iframe": "iframx", "noembed": "noembex", "noframes": "noframex"}
_REAL = {mask: name for name, mask in _MASKS.items()}
_SUSPECT = re.compile(r"<%|<\?(?!xml)|<noscript|<svg|<\?xml", re.IGNORECASE)
_OPENER = re.compile(
    r"<%|<\?(?:php\b|=)|<!--|<!\[CDATA\[|</?(?:noscript|svg|title)(?=[ \t\n\f/>])|"
    r"<(?:script|style|textarea|xmp|iframe|noembed|noframes)(?=[ \t\n\f/>])",
    re.IGNORECASE,
)


def _hide(text: str) -> str:
    """Return a text of the same length in which nothing misleads the tokenizer."""
    return _Mask(text).result() if _SUSPECT.search(text) else text


class _Mask:
    """Puts filler over what only a tree builder or a server would understand."""

    def __init__(self, text: str) -> None:
        lowered = text.lower()
        self.text = text
        self.lowered = lowered if len(lowered) == len(text) else text
        self.is_xml = is_xml(text)
        self.svg = 0
        self.done = 0
        self.out: list[str] = []
        self.missing: set[str] = set()

    def result(self) -> str:
        position = 0
        while match := _OPENER.search(self.text, position):
            position = self.step(match.start(), match.end(), match[0].lower())
        self.out.append(self.text[self.done :])
        return "".join(self.out)

    def step(self, start: int, end: int, opener: str) -> int:
        """Deal with what begins at an offset, and return where to look on."""
        if opener in ("<%", "<?php", "<?="):
            return self.cover(start, end, "%>" if opener == "<%" else "?>")
        if opener == "<![cdata[":
            return self.cover(start, end, "]]>") if self.svg or self.is_xml else end
        if opener == "<!--":
            return self.after("-->", start + 2) or end
        if opener.endswith("svg"):
            self.svg = max(self.svg + (-1 if opener[1] == "/" else 1), 0)
        elif opener.endswith("noscript") or (self.svg and opener.endswith("title")):
            self.rename(end)
        elif opener[1] != "/":
            stop = self.after(">", end)
            if (self.svg or self.is_xml) and self.text[stop - 2 : stop] == "/>":
                self.rename(end)
            else:
                return (self.after("</" + opener[1:], end) or end + len(opener) + 1) - len(opener) - 1
        return end

    def after(self, closer: str, start: int) -> int:
        """Return the offset after the next closer, or 0; what was once not found is not looked for again."""
        found = -1 if closer in self.missing else self.lowered.find(closer, start)
        if found < 0:
            self.missing.add(closer)
            return 0
        return found + len(closer)

    def cover(self, start: int, end: int, closer: str) -> int:
        """Turn the stretch up to a closer into a comment."""
        stop = self.after(closer, end)
        if stop:
            self.out += self.text[self.done : start], "<!", "x" * (stop - start - 3), ">"
            self.done = stop
        return stop or end

    def rename(self, end: int) -> None:
        """Give an element a name that the tokenizer does not treat as raw text."""
        self.out += self.text[self.done : end - 1], "x"
        self.done = end

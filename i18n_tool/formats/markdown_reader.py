"""Events of the Markdown parser → pieces that join to the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from i18n_tool.errors import ArticleError
from i18n_tool.formats import markdown_structure
from i18n_tool.formats.markdown_masks import Title, mask
from i18n_tool.formats.runs import Change, show
from i18n_tool.model import Block, Piece, Run, Skeleton, Span

HTML_PLACE = "html:"
"""Begins the place of a block in raw HTML; the place within the HTML follows."""

_INLINE_TAGS = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link", "Image"))
_KINDS = {
    "Item": "list-item",
    "BlockQuote": "quotation",
    "FootnoteDefinition": "footnote",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
    "TableHead": "table-heading",
    "TableCell": "table-cell",
}
_NO_WORDS = re.compile(
    r"(?:[a-zA-Z][\w+.-]*://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\{\{[^{}]*\}\}|\{%[^{}]*%\}|:[a-z0-9_+-]+:"
    r"|^\s*\[(?:TOC|\[_?TOC_?\]|!\w+)\]\s*$",
    re.IGNORECASE,
)
_INLINE_PLACES = ("paragraph", "item", "heading", "setext", "cell", "term")
_CODE_TAGS = frozenset(("code", "kbd", "samp", "var", "tt", "pre", "script", "style", "math", "svg"))
_VOID_TAGS = frozenset(("br", "img", "hr", "wbr", "input", "source", "area", "col", "embed", "link", "meta", "track"))
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ELEMENT = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(\s[^<>]*)>")
_TRANSLATE_NO = re.compile(r"\stranslate\s*=\s*[\"']?no\b", re.IGNORECASE)
_CLASS = re.compile(r"\sclass\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SEEN_ATTRIBUTE = re.compile(r"\s(?:alt|title|aria-label|placeholder)\s*=", re.IGNORECASE)
_DIRECTIVE = re.compile(r"<!--\s*i18n:(off|on|nosplit|comment|context)\b\s*(.*?)\s*-->", re.DOTALL)
_TITLE = re.compile(r"[ \t\r\n](\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))\s*\)?\s*\Z", re.DOTALL)
_ATX = re.compile(rb"#{1,6}(?:[ \t\r\n]|\Z)")
_LABEL_WORDS = re.compile(r"[^\W\d_]{2}")
_CALLOUT = re.compile(r"\[![\w-]+\][+-]?[ \t]*")
_CJK = re.compile(
    "[\u2e80-\u303f\u3041-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff]"
)
_MARKS = "*_~`"
_MANY = 99
"""Quotations that a stretch may be in which the parser does not see."""


class _Part(NamedTuple):
    """A stretch of a leaf block that is offered alone: an alternative text, a title, a tag with attributes."""

    start: int
    end: int
    place: str
    kind: str


class _Leaf:
    """The inline content of one block, while it is read."""

    __slots__ = (
        "code",
        "end",
        "has_text",
        "inner",
        "keep",
        "links",
        "parts",
        "places",
        "short",
        "start",
        "tags",
        "tops",
    )

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.code = 0
        self.has_text = False
        self.short = False
        self.keep: list[tuple[int, int]] = []
        self.inner: list[tuple[int, int]] = []
        self.tops: list[tuple[str, int, int]] = []
        self.links: list[tuple[str, int, Any]] = []
        self.parts: list[_Part] = []
        self.places: list[tuple[int, int, str]] = []
        self.tags: list[tuple[str, int]] = []


def read_body(source: str, line: int) -> list[Piece]:
    """Return the pieces of a Markdown text.

    Args:
        source: the text after front matter and byte order mark.
        line: line of the article on which it begins.

    Raises:
        ArticleError: the parser failed, or there is a surrogate; the line is named.
    """
    try:
        data = source.encode("utf-8")
    except UnicodeEncodeError as problem:
        line += source.count("\n", 0, problem.start)
        raise ArticleError("a surrogate is not a character.", "Save the file as UTF-8.", line=line) from problem
    reader = _Reader(source, data, line)
    try:
        return reader.read()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except ArticleError:
        raise
    except BaseException as problem:  # a panic of the parser is not an Exception
        raise ArticleError(
            f"the Markdown parser fails here: {problem}.",
            "Simplify what stands here, or leave the article out.",
            line=reader.line_at(reader.seen),
        ) from problem


class _Reader:
    def __init__(self, source: str, data: bytes, line: int) -> None:
        self.data = data
        self.masked = mask(data)
        self.text = source if self.masked.data is data else self.masked.data.decode("utf-8")
        self.pieces: list[Piece] = []
        self.cursor = 0
        self.tail = ""
        self.seen = 0
        self.counted = (0, line)
        self.frames: list[tuple[str, int]] = [("paragraph", 0)]
        self.quotes = 0
        self.leaf: _Leaf | None = None
        self.heading: tuple[str, int] | None = None
        self.off = False
        self.hidden: tuple[str, int] | None = None
        self.comments: list[str] = []
        self.split = True
        self.context: str | None = None
        self.marked = False
        self.after_image = False

    def read(self) -> list[Piece]:
        html: list[tuple[int, int]] = []
        leaf: _Leaf | None = None
        code = False
        titles, items = self.masked.titles, self.masked.items
        pending = self.values()
        for event, where in markdown_structure.events(self.text):
            if type(event) is str:
                if event == "SoftBreak":
                    continue
                start = where["start"]
                if event == "Rule":
                    if start in titles:
                        self.title(titles[start])
                elif leaf is not None:
                    leaf.places.append((start, where["end"], "\n"))
                continue
            start = where["start"]
            [(name, value)] = event.items()
            if name == "Text":
                if leaf is None:
                    if code:
                        continue
                    leaf = self.leaf = _Leaf(start - 1 if self.data[start - 1 : start] == b"\\" else start)
                end = where["end"]
                if end > leaf.end:
                    leaf.end = end
                if (
                    not leaf.has_text
                    and not leaf.code
                    and not (leaf.links and _inside_only(leaf))
                    and _has_words(value)
                ):
                    leaf.has_text = True
            elif name == "Start":
                tag = value if type(value) is str else next(iter(value))
                if tag in _INLINE_TAGS:
                    if leaf is None:
                        leaf = self.leaf = _Leaf(start)
                    leaf.links.append((tag, start, value))
                    continue
                self.seen = start
                if pending and pending[0][0] < start:
                    self.flush()
                    leaf = None
                    self.give_titles(pending, start)
                if leaf is not None:
                    self.flush()
                    leaf = None
                if tag == "CodeBlock":
                    code = True
                elif tag == "Heading":
                    if start in titles:
                        self.title(titles[start])
                    atx = _ATX.match(self.masked.data, start)
                    self.heading = ("heading" if atx else "setext", int(value["Heading"]["level"][1]))
                elif tag == "Item" and start in items:
                    self.frames.append(("paragraph", 0))
                elif tag == "Item":
                    self.frames.append(
                        ("list-item", self.frames[-1][1] + 1 if self.frames[-1][0] == "list-item" else 1)
                    )
                elif tag == "TableCell":
                    self.frames.append(("table-heading" if self.frames[-1][0] == "table-heading" else "table-cell", 0))
                elif tag in _KINDS:
                    self.frames.append((_KINDS[tag], 0))
                    if tag == "BlockQuote":
                        self.quotes += 1
            elif name == "End":
                tag = value if type(value) is str else next(iter(value))
                if tag in _INLINE_TAGS:
                    if leaf is not None:
                        self.close_inline(leaf, where["end"])
                    continue
                if leaf is not None:
                    self.flush()
                    leaf = None
                if tag == "Heading":
                    self.heading = None
                elif tag == "HtmlBlock":
                    self.html_block(html)
                    html = []
                elif tag == "CodeBlock":
                    code = False
                elif tag in _KINDS:
                    self.frames.pop()
                    if tag == "BlockQuote":
                        self.quotes -= 1
            elif name == "Html":
                html.append((start, where["end"]))
            elif name == "TaskListMarker":
                continue
            else:
                if leaf is None:
                    leaf = self.leaf = _Leaf(start)
                self.thing(leaf, name, value, start, where["end"])
        self.flush()
        self.give_titles(pending, len(self.data))
        self.skip_to(len(self.data))
        self.skeleton("")
        return self.pieces

    # Inline content

    def thing(self, leaf: _Leaf, name: str, value: str, start: int, end: int) -> None:
        """Take in code, a tag, a footnote reference."""
        if end > leaf.end:
            leaf.end = end
        if name != "InlineHtml":
            if not leaf.links:
                leaf.keep.append((start, end))
                leaf.tops.append((name, start, end))
            elif len(leaf.links) == 1:
                leaf.inner.append((start, end))
            return
        if value.startswith("<!--"):
            self.inline_comment(leaf, value, start, end)
            return
        if not leaf.links:
            leaf.tops.append((name, start, end))
            leaf.keep.append((start, end))
        tag = _TAG.match(value)
        if tag is None:
            return
        element = tag[2].lower()
        if tag[1]:
            self.close_tag(leaf, element, end)
        elif element not in _VOID_TAGS and not value.endswith("/>"):
            leaf.tags.append((element, start))
            leaf.code += element in _CODE_TAGS
        if not tag[1] and _SEEN_ATTRIBUTE.search(value):
            leaf.parts.append(_Part(start, end, HTML_PLACE, ""))

    def close_tag(self, leaf: _Leaf, element: str, end: int) -> None:
        for index in range(len(leaf.tags) - 1, max(len(leaf.tags) - 20, -1), -1):
            if leaf.tags[index][0] == element:
                leaf.keep.append((leaf.tags[index][1], end))
                leaf.code -= sum([name in _CODE_TAGS for name, _ in leaf.tags[index:]])
                del leaf.tags[index:]
                return

    def inline_comment(self, leaf: _Leaf, value: str, start: int, end: int) -> None:
        directives = _DIRECTIVE.findall(value)
        if any(directive in ("off", "on") for directive, _ in directives):
            return
        self.directives(directives)
        after = self.data[end : end + 1]
        before = self.data[start - 1 : start]
        stop = end + 1 if after == b" " and before in (b" ", b"\n", b"") else end
        leaf.places.append((start, stop, ""))

    def close_inline(self, leaf: _Leaf, end: int) -> None:
        """Take in the end of emphasis, a link or an image."""
        tag, start, value = leaf.links.pop()
        if tag == "Link" or tag == "Image":
            end = self.close_link(leaf, tag, start, end, value[tag])
        if end > leaf.end:
            leaf.end = end
        if not leaf.links:
            leaf.keep.append((start, end))
            leaf.tops.append((tag, start, end))
        elif len(leaf.links) == 1:
            leaf.inner.append((start, end))

    def close_link(self, leaf: _Leaf, tag: str, start: int, end: int, link: Any) -> int:
        """Note what of a link or image can be offered alone; return where it ends."""
        kind = link["link_type"]
        if kind == "Collapsed" and self.data[end - 2 : end] != b"[]":
            end += 2
        inner = start + (2 if tag == "Image" else 1)
        stop = max(inner, end - 1 if kind == "Shortcut" else end - 3 if kind == "Collapsed" else min(leaf.end, end))
        if tag == "Image" and stop > inner:
            leaf.parts.append(_Part(inner, stop, "alt", "alt"))
        if link["title"] and kind == "Inline":
            text = self.data[stop:end].decode("utf-8", "replace")
            found = _TITLE.search(text)
            if found is not None:
                a = stop + len(text[: found.start(1) + 1].encode())
                b = end - len(text[found.end(1) - 1 :].encode())
                leaf.parts.append(_Part(a, b, f"quoted{found[1][0]}", "caption" if tag == "Image" else "title"))
        if kind == "Shortcut" or kind == "Collapsed":
            leaf.short = leaf.short or tag == "Image"
            self.full_reference(leaf, inner, stop, end)
        return end

    def full_reference(self, leaf: _Leaf, inner: int, stop: int, end: int) -> None:
        """Show ``[Guide]`` as ``[Guide][Guide]``, so that the text can be translated and the label stays."""
        label = self.data[inner:stop].decode("utf-8")
        words = re.sub(r"`[^`]*`", "", label)
        if "[" in label or "\n" in label or "\\" in label or label.startswith("@") or not _LABEL_WORDS.search(words):
            return
        leaf.places.append((stop, end, f"][{label}]"))

    # Blocks

    def flush(self) -> None:
        """Offer the leaf block that has been read, if it has words."""
        leaf = self.leaf
        if leaf is None:
            return
        self.leaf = None
        kind, level = self.frames[-1]
        place = "paragraph"
        if self.heading is not None:
            place, level = self.heading
            kind = "heading"
        elif kind in ("table-cell", "table-heading"):
            place = "cell"
        elif kind == "term":
            place = "term"
        elif kind == "list-item":
            place = "item"
        tops = leaf.tops
        if leaf.has_text:
            start, end = leaf.start, leaf.end
            if kind == "paragraph" and self.is_caption(leaf):
                kind = "caption"
                if len(tops) == 1:
                    start, end = start + 1, end - 1
                    leaf.keep = leaf.inner
            self.offer(leaf, start, end, kind, place, level)
        elif leaf.short and any(_has_words(self.data[part.start : part.end].decode()) for part in leaf.parts):
            self.offer(leaf, leaf.start, leaf.end, "alt", place, level)
        elif leaf.parts:
            for part in sorted(leaf.parts):
                if part.place == HTML_PLACE:
                    self.html_block([(part.start, part.end)])
                elif part.start >= self.cursor and _has_words(self.data[part.start : part.end].decode()):
                    suffix = markdown_structure.IN_CELL if place == "cell" else ""
                    self.offer(leaf, part.start, part.end, part.kind, part.place + suffix, 0)
        self.after_image = bool(tops) and all(top[0] == "Image" for top in tops) and not leaf.has_text

    def is_caption(self, leaf: _Leaf) -> bool:
        """Tell whether a paragraph is emphasised as a whole and follows an image, or begins with one."""
        tops = leaf.tops
        if tops and tops[0][0] == "Image":
            tops = tops[1:]
        elif not self.after_image:
            return False
        if len(tops) != 1 or tops[0][0] != "Emphasis":
            return False
        outside = self.data[leaf.start : leaf.tops[0][1]] + self.data[tops[0][2] : leaf.end]
        between = self.data[leaf.tops[0][2] : tops[0][1]] if tops[0] is not leaf.tops[0] else b""
        return not outside.strip() and not between.strip(b" \t\r\n>\\")

    def offer(self, leaf: _Leaf, start: int, end: int, kind: str, place: str, level: int) -> None:
        """Add a stretch of a leaf block as a block."""
        if self.off or self.hidden is not None or start < self.cursor:
            return
        text = self.data[start:end].decode("utf-8")
        if kind == "quotation" and text.startswith("[!") and self.callout(leaf, text, start, end, place):
            return
        spans = leaf.keep if place in _INLINE_PLACES else ()
        keep = tuple(_relative(spans, text, start, end)) if spans else ()
        lead = trail = ""
        runs: tuple[Run, ...]
        if leaf.places or "\n" in text or "\r" in text or "|" in text:
            lead, runs, trail, keep = show(text, self.changes(leaf, text, start, end, place), keep)
        elif text == text.strip():
            runs = (Run(text, text),) if text else ()
        else:
            lead, runs, trail, keep = show(text, (), keep)
        if not runs:
            return
        self.skip_to(start)
        line = self.line_at(start)
        self.skeleton(lead)
        if lead:
            line += lead.count("\n")
        self.pieces.append(
            Block(runs, kind, line, place, level, keep, self.split, self.context, tuple(self.comments))
            if self.marked
            else Block(runs, kind, line, place, level, keep)
        )
        if self.marked:
            self.comments, self.split, self.context, self.marked = [], True, None, False
        self.tail = trail
        self.cursor = end

    def callout(self, leaf: _Leaf, text: str, start: int, end: int, place: str) -> bool:
        """Offer a quotation that begins ``[!tip] Title`` as a title and what follows; tell whether it is one."""
        match = _CALLOUT.match(text)
        if match is None:
            return False
        first = text[match.end() :]
        title = re.split(r"[\r\n]", first, maxsplit=1)[0]
        start += len(match.group())
        stop = start + len(title.encode())
        if title.strip():
            self.offer(leaf, start, stop, "title", place, 0)
        prefix = _prefix(self.quotes).match(first, len(title))
        if prefix is not None and stop < end:
            self.offer(leaf, stop + len(prefix.group()), end, "quotation", place, 0)
        return True

    def changes(self, leaf: _Leaf, text: str, start: int, end: int, place: str) -> list[Change]:
        """Return what translators see otherwise in a stretch: line breaks, pipes, comments, short references."""
        changes: list[Change] = []
        hard: set[int] = set()
        if leaf.places:
            spans = _relative([(a, b) for a, b, _ in leaf.places], text, start, end)
            for (a, b), (_, _, shown) in zip(spans, leaf.places, strict=True):
                if shown == "\n":
                    hard.add(a)
                elif b > a:
                    changes.append((a, b, shown))
        if "|" in text and (place == "cell" or place.endswith(markdown_structure.IN_CELL)):
            changes += [(m.start(), m.end(), "|") for m in re.finditer(r"\\\|", text)]
        if "\n" in text or "\r" in text:
            for match in _prefix(self.quotes).finditer(text):
                a, b = match.span()
                while a and text[a - 1] in " \t":
                    a -= 1
                if a in hard:
                    changes.append((a, b, "\n"))
                elif a - 1 in hard:
                    changes.append((a - 1, b, "\n"))
                else:
                    changes.append((a, b, "" if _between_cjk(text, a, b) else " "))
        if len(changes) > 1:
            changes.sort()
        return changes

    def title(self, title: Title | None) -> None:
        if title is not None:
            self.stretch(title.start, title.end, "title", title.place)

    def stretch(self, start: int, end: int, kind: str, place: str) -> None:
        """Offer a stretch that the parser does not see."""
        text = self.data[start:end].decode("utf-8")
        if _has_words(text):
            quotes, self.quotes = self.quotes, _MANY
            self.offer(_Leaf(start), start, end, kind, place, 0)
            self.quotes = quotes

    def values(self) -> list[tuple[int, int, str]]:
        """Return where the parser sees no text but readers do: titles of link definitions, values of template tags."""
        found: list[tuple[int, int, str]] = list(self.masked.values)
        if b"]:" in self.data:
            found += self.definition_titles()
        return sorted(found)

    def definition_titles(self) -> Iterator[tuple[int, int, str]]:
        for definition in markdown_structure.definitions(self.text).values():
            if definition["title"]:
                a, b = definition["span"]["start"], definition["span"]["end"]
                text = self.data[a:b].decode("utf-8")
                match = _TITLE.search(text)
                if match is not None:
                    start = a + len(text[: match.start(1) + 1].encode())
                    end = a + len(text[: match.end(1) - 1].encode())
                    yield start, end, f"quoted{match[1][0]}"

    def give_titles(self, pending: list[tuple[int, int, str]], before: int) -> None:
        while pending and pending[0][0] < before:
            start, end, place = pending.pop(0)
            self.stretch(start, end, "title", place)

    # Raw HTML

    def html_block(self, chunks: Sequence[tuple[int, int]]) -> None:
        """Hand raw HTML to its own format; put the prefixes of its lines back."""
        if not chunks:
            return
        texts = [self.data[a:b].decode("utf-8") for a, b in chunks]
        joined = "".join(texts)
        directives = _DIRECTIVE.findall(joined)
        if joined.lstrip().startswith("<!--") and joined.find("-->") >= len(joined.rstrip()) - 3:
            self.directives(directives)
            return
        was_off = self.off or self.hidden is not None
        self.look_for_hidden(joined)
        for directive, _ in directives:
            if directive in ("off", "on"):
                self.off = directive == "off"
        if was_off:
            return
        from i18n_tool.formats import get_format

        start = chunks[0][0]
        first = self.line_at(start)
        try:
            pieces = get_format("html").parse(joined)
        except ArticleError as problem:
            raise ArticleError(problem.what, problem.advice, line=first + (problem.line or 1) - 1) from problem
        gaps: list[tuple[int, str]] = []
        offset = 0
        for (_, end), (following, _), text in zip(chunks, chunks[1:], texts, strict=False):
            offset += len(text)
            if following > end:
                gaps.append((offset, self.data[end:following].decode("utf-8")))
        if not any(isinstance(piece, Block) for piece in pieces):
            return
        self.skip_to(start)
        self.skeleton("")
        for piece in _with_gaps(pieces, gaps):
            if isinstance(piece, Block):
                self.pieces.append(replace(piece, place=HTML_PLACE + piece.place, line=first + piece.line - 1))
            else:
                self.pieces.append(piece)
        self.cursor = chunks[-1][1]
        self.after_image = False

    def look_for_hidden(self, html: str) -> None:
        """Note whether raw HTML leaves an element open that is not to be translated, or closes it."""
        start = 0
        if self.hidden is None:
            match = next((found for found in _ELEMENT.finditer(html) if _is_untranslated(found)), None)
            if match is None:
                return
            self.hidden, start = (match[1].lower(), 0), match.start()
        name, depth = self.hidden
        for tag in _TAG.finditer(html, start):
            if tag[2].lower() == name:
                depth += -1 if tag[1] else 1
                if not depth:
                    self.hidden = None
                    return
        self.hidden = (name, depth)

    def directives(self, directives: Sequence[tuple[str, str]]) -> None:
        """Do what comments say about the blocks after them."""
        for directive, text in directives:
            if directive in ("off", "on"):
                self.off = directive == "off"
                continue
            self.marked = True
            if directive == "comment":
                self.comments.append(" ".join(text.split()))
            elif directive == "nosplit":
                self.split = False
            else:
                self.context = " ".join(text.split()) or None

    # Pieces and places

    def skip_to(self, offset: int) -> None:
        """Copy what stands before an offset."""
        if offset > self.cursor:
            self.tail += self.data[self.cursor : offset].decode("utf-8")
            self.cursor = offset

    def skeleton(self, text: str) -> None:
        if self.tail or text:
            self.pieces.append(Skeleton(self.tail + text))
            self.tail = ""

    def line_at(self, offset: int) -> int:
        known, line = self.counted
        if offset < known:
            return line - self.data.count(b"\n", offset, known)
        line += self.data.count(b"\n", known, offset)
        self.counted = (offset, line)
        return line


def _is_untranslated(element: re.Match[str]) -> bool:
    """Tell whether a start tag says that its content is not to be translated."""
    if "translate" not in element[2].lower() or element[1].lower() in _VOID_TAGS:
        return False
    if _TRANSLATE_NO.search(element[2]):
        return True
    return any("notranslate" in "".join(found).split() for found in _CLASS.findall(element[2]))


def _has_words(text: str) -> bool:
    """Tell whether a text has letters besides addresses and template tags."""
    if not any(map(str.isalpha, text)):
        return False
    if "://" in text or "@" in text or "{" in text or "www." in text or text.lstrip()[0] in ":[":
        return any(map(str.isalpha, _NO_WORDS.sub("", text)))
    return True


def _inside_only(leaf: _Leaf) -> bool:
    """Tell whether the text at hand is that of an image or an address."""
    for tag, *_, value in leaf.links:
        if tag == "Image" or (tag == "Link" and value["Link"]["link_type"] in ("Autolink", "Email")):
            return True
    return False


_prefixes: dict[int, re.Pattern[str]] = {}


def _prefix(quotes: int) -> re.Pattern[str]:
    """Return a pattern for a line break with the prefix of the next line inside so many quotations."""
    if quotes not in _prefixes:
        quote = rf"(?:[ \t]*>){{0,{quotes}}}" if quotes else ""
        _prefixes[quotes] = re.compile(rf"[\r\n]+{quote}[ \t]*")
        if len(_prefixes) > 100:
            return _prefixes.pop(quotes)
    return _prefixes[quotes]


def _between_cjk(text: str, start: int, end: int) -> bool:
    if text[max(start - 4, 0) : end + 4].isascii():
        return False
    before = text[max(start - 4, 0) : start].rstrip(_MARKS)[-1:]
    after = text[end : end + 4].lstrip(_MARKS)[:1]
    return bool(_CJK.match(before) and _CJK.match(after))


def _relative(spans: Sequence[tuple[int, int]], text: str, start: int, end: int) -> list[Span]:
    """Return spans of bytes as spans of code points of the stretch from ``start`` to ``end``."""
    if len(text) == end - start:
        return [Span(min(max(a, start), end) - start, min(max(b, start), end) - start) for a, b in spans]
    data = text.encode("utf-8")
    known = {0: 0}
    at = count = 0
    for offset in sorted({min(max(x, start), end) - start for span in spans for x in span}):
        count += len(data[at:offset].decode("utf-8", "replace"))
        at = offset
        known[offset] = count
    return [Span(known[min(max(a, start), end) - start], known[min(max(b, start), end) - start]) for a, b in spans]


def _with_gaps(pieces: Sequence[Piece], gaps: Sequence[tuple[int, str]]) -> list[Piece]:
    """Return pieces with texts put in at offsets of their joined source."""
    if not gaps:
        return list(pieces)
    out: list[Piece] = []
    pending = list(reversed(gaps))
    offset = 0
    for piece in pieces:
        runs = piece.runs if isinstance(piece, Block) else (Run(piece.source, piece.source),)
        placed: list[Run] = []
        for run in runs:
            stop = offset + len(run.source)
            cut = 0
            while pending and offset + cut < pending[-1][0] <= stop:
                at, gap = pending.pop()
                placed += _broken(run, cut, at - offset, gap)
                cut = at - offset
            if cut < len(run.source) or not run.source:
                placed.append(_rest(run, cut))
            offset = stop
        if isinstance(piece, Block):
            moved = piece if placed == list(runs) else replace(piece, runs=tuple(placed))
            out.append(moved)
        else:
            out.append(Skeleton("".join([run.source for run in placed])))
    return out


def _broken(run: Run, start: int, stop: int, gap: str) -> list[Run]:
    """Return a stretch of a run that ends with a line break, the break joined with the gap after it."""
    if run.text != run.source:
        return [Run(run.text if start == 0 else "", run.source[start:stop] + gap)]
    text = run.source[start:stop]
    body = text.rstrip("\r\n")
    end = text[len(body) :]
    return [Run(body, body), Run(end, end + gap)] if body else [Run(end, end + gap)]


def _rest(run: Run, cut: int) -> Run:
    if run.text != run.source:
        return Run("" if cut else run.text, run.source[cut:])
    return Run(run.source[cut:], run.source[cut:])

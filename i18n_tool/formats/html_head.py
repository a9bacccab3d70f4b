"""What a page says about its language, and where its links lead: spliced into the source, never re-serialised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from i18n_tool.formats.html_tokens import (
    CLOSE,
    HIDDEN,
    OPEN,
    REFERENCE,
    TEXT,
    Attribute,
    read_attributes,
    read_open_tags,
    read_tokens,
)
from i18n_tool.formats.json_ld import language_splices
from i18n_tool.languages import open_graph_locale

_LINKS = frozenset(("action", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"))
"""Attributes that hold one address."""

_LINKED = re.compile(
    r"\b(?:href|src|srcset|imagesrcset|action|cite|data|formaction|poster)[ \t\n\f\r]*=", re.IGNORECASE
)
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(\s+[^,]*)?")
_CHARSET = re.compile(r"(charset\s*=\s*)([\w.:-]+)", re.IGNORECASE)
_ENCODING = re.compile(r"""(encoding\s*=\s*["'])([\w.:-]+)""", re.IGNORECASE)
_COMMENT = re.compile(r"<!--\s*i18n:(switcher|notice)\s*-->")
_IN_HEAD = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
_UNSEEN = frozenset(("noscript", "script", "style", "template", "title"))
"""Elements of the head whose text stands in no body."""
_FEED = re.compile(r"rss|atom|xml|json", re.IGNORECASE)


class _Splice(NamedTuple):
    """A change to a source."""

    start: int
    end: int
    text: str


class _Tag(NamedTuple):
    """A start tag."""

    start: int
    end: int
    name: str
    attributes: dict[str, Attribute]


def localise_page(
    source: str,
    *,
    locale: str,
    direction: str,
    canonical: str | None = None,
    alternates: Sequence[tuple[str, str]] = (),
    default: str | None = None,
    notice: str = "",
    switcher: str = "",
    rewrite: Callable[[str], str | None] | None = None,
) -> str:
    """Return a page that says which language it is in and where it stands in others; every other byte is kept.

    Values that the page has are replaced where they stand, missing ones are added at the end of its head. A page
    without ``html`` tag gets one if it has a doctype, head or title; a fragment gets only notice and switcher.
    Pages are written in UTF-8, so another declared encoding is replaced, and a missing one added.

    Args:
        source: the page.
        locale: its locale in BCP 47 spelling, for ``lang``, ``og:locale`` and ``inLanguage``.
        direction: ``ltr`` or ``rtl``, for ``dir``.
        canonical: the address of the page, or None: what the page says is kept.
        alternates: locale and address of the page in each language, itself included; none: what the page says is
            kept.
        default: the address for readers of any other language (``x-default``).
        notice: HTML that goes to the beginning of the body, or to where ``<!-- i18n:notice -->`` stands.
        switcher: HTML for ``<!-- i18n:switcher -->``.
        rewrite: changes addresses in tags, as for ``rewrite_links``.
    """
    page = _Page(source, rewrite)
    if page.is_document:
        page.set_language(locale, direction)
        page.set_encoding()
        page.set_links(canonical, [*alternates, *([("x-default", default)] if default else [])])
        page.set_open_graph(locale, [tag for tag, _ in alternates if tag not in (locale, "x-default")])
        page.set_json(locale)
    page.set_comments({"notice": notice, "switcher": switcher})
    return page.result()


def rewrite_links(source: str, rewrite: Callable[[str], str | None]) -> str:
    """Return a page with the addresses in its tags changed by a function; every other byte is kept.

    Args:
        source: the page.
        rewrite: gets an address, character references decoded, and returns the new one; None keeps it.
    """
    splices: list[_Splice] = []
    for start, end, name in read_open_tags(source):
        splices += _link_splices(source, start, end, name, rewrite)
    return _apply(source, splices)


def _link_splices(
    source: str, start: int, end: int, name: str, rewrite: Callable[[str], str | None]
) -> Iterator[_Splice]:
    """Yield the changes to the addresses in a start tag."""
    if name == "base" or not _LINKED.search(source, start, end):
        return
    for attribute in read_attributes(source, start, end):
        if attribute.value_start < 0:
            continue
        value = unescape(attribute.value(source))
        if not value.strip():
            continue
        if attribute.name in _LINKS and (attribute.name != "data" or name == "object"):
            new = rewrite(value.strip())
            new = value if new is None or new == value.strip() else new
        elif attribute.name in ("srcset", "imagesrcset"):
            new = _CANDIDATE.sub(lambda match: (rewrite(match[1]) or match[1]) + (match[2] or ""), value)
        else:
            continue
        if new != value:
            yield _set_value(attribute, new)


def _set_value(attribute: Attribute, value: str) -> _Splice:
    shown = escape(value, quote=False).replace('"', "&quot;").replace("'", "&#39;" if attribute.quote == "'" else "'")
    return _Splice(attribute.value_start, attribute.value_end, shown if attribute.quote else f'"{shown}"')


def _apply(source: str, splices: list[_Splice]) -> str:
    out: list[str] = []
    done = 0
    for start, end, text in sorted(splices, key=lambda splice: splice[:2]):
        out += source[done:start], text
        done = max(end, done)
    out.append(source[done:])
    return "".join(out)


class _Page:
    """A page, what it says about itself, and the changes to be made."""

    def __init__(self, source: str, rewrite: Callable[[str], str | None] | None = None) -> None:
        self.source = source
        self.rewrite = rewrite
        self.splices: list[_Splice] = []
        self.links: list[_Splice] = []
        self.tags: dict[str, list[_Tag]] = {"html": [], "head": [], "body": [], "meta": [], "link": []}
        self.scripts: list[tuple[int, int]] = []
        self.marks: list[tuple[int, int, str]] = []
        self.first = self.head_end = self.content = -1
        self.doctype_end = 0
        self.line_end = "\r\n" if "\r\n" in source else "\n"
        self.read()
        html = self.tags["html"] or self.tags["head"] or self.tags["body"]
        self.is_document = bool(html or self.doctype_end or self.tags["meta"])
        prolog = source[: max(self.first, 0)].lower()
        self.is_xml = "<?xml" in prolog or "xhtml" in prolog

    def read(self) -> None:
        is_json = False
        unseen = ""
        for kind, start, end, name, _ in read_tokens(self.source):
            if kind == OPEN:
                unseen = name if name in _UNSEEN else unseen
                self.first = start if self.first < 0 else self.first
                if name in self.tags:
                    self.note(start, end, name)
                elif name not in _IN_HEAD and self.content < 0:
                    self.content = start
                is_json = name == "script" and "ld+json" in self.source[start:end].lower()
                if self.rewrite:
                    self.links += _link_splices(self.source, start, end, name, self.rewrite)
            elif kind == TEXT and is_json:
                self.scripts.append((start, end))
            elif kind in (TEXT, REFERENCE) and self.content < 0:
                if not unseen and self.source[start:end].strip("\ufeff \t\r\n\f"):
                    self.content = start
                    self.first = start if self.first < 0 else self.first
            elif kind == CLOSE:
                is_json = False
                unseen = "" if name == unseen else unseen
                if name == "head" and self.head_end < 0:
                    self.head_end = start
            elif kind == HIDDEN and (mark := _COMMENT.fullmatch(self.source, start, end)):
                self.marks.append((start, end, mark[1]))
            elif kind == HIDDEN and self.first < 0 and self.source[start : start + 9].lower() == "<!doctype":
                self.doctype_end = end

    def note(self, start: int, end: int, name: str) -> None:
        attributes = {attribute.name: attribute for attribute in read_attributes(self.source, start, end)}
        self.tags[name].append(_Tag(start, end, name, attributes))

    def result(self) -> str:
        # What the page says of itself goes before: a link in it has been set, or taken out with its element.
        changed = [splice for splice in self.splices if splice.start < splice.end]
        links = [
            link
            for link in self.links
            if not any(splice.start <= link.start and link.end <= splice.end for splice in changed)
        ]
        return _apply(self.source, [*self.splices, *links])

    def value(self, tag: _Tag, name: str) -> str:
        attribute = tag.attributes.get(name)
        return unescape(attribute.value(self.source)).strip() if attribute else ""

    def set_attribute(self, tag: _Tag, name: str, value: str) -> None:
        """Give a start tag an attribute, in place of the one it has."""
        attribute = tag.attributes.get(name)
        if attribute and attribute.value_start >= 0:
            if attribute.value(self.source) != value:
                self.splices.append(_set_value(attribute, value))
        elif attribute:
            at = attribute.start + len(name)
            self.splices.append(_Splice(at, at, f'="{escape(value)}"'))
        else:
            at = tag.start + 1 + len(tag.name)
            self.splices.append(_Splice(at, at, f' {name}="{escape(value)}"'))

    @property
    def head_at(self) -> int:
        """Where an element at the end of the head goes."""
        if self.head_end >= 0:
            return self.head_end
        for place in (self.tags["body"], self.tags["head"], self.tags["html"]):
            if place:
                return place[0].start if place is self.tags["body"] else place[0].end
        return max(self.first, self.doctype_end)

    def add(self, *elements: str) -> None:
        """Add elements to the end of the head, each on a line."""
        at = self.head_at
        if self.is_xml:
            elements = tuple([element.replace(">", " />") for element in elements])
        self.splices.append(_Splice(at, at, "".join([element + self.line_end for element in elements])))

    def set_language(self, locale: str, direction: str) -> None:
        if self.tags["html"]:
            tag = self.tags["html"][0]
            self.set_attribute(tag, "lang", locale)
            if "xml:lang" in tag.attributes:
                self.set_attribute(tag, "xml:lang", locale)
            self.set_attribute(tag, "dir", direction)
        else:
            at = max(self.first, self.doctype_end)
            shown = f'<html lang="{escape(locale)}" dir="{escape(direction)}">'
            self.splices.append(_Splice(at, at, shown + self.line_end))
        for tag in self.tags["meta"]:
            if self.value(tag, "http-equiv").lower() == "content-language" and "content" in tag.attributes:
                self.set_attribute(tag, "content", locale)

    def set_encoding(self) -> None:
        found = self.source.startswith("\ufeff")
        for tag in self.tags["meta"]:
            if "charset" in tag.attributes:
                found = True
                if self.value(tag, "charset").lower() != "utf-8":
                    self.set_attribute(tag, "charset", "utf-8")
            elif self.value(tag, "http-equiv").lower() == "content-type":
                found = self.replace_name(_CHARSET, tag.start, tag.end) or found
        found = self.replace_name(_ENCODING, 0, max(self.first, 0)) or found
        if not found:
            place = self.tags["head"] or self.tags["html"]
            at = place[0].end if place else max(self.first, self.doctype_end)
            shown = '<meta charset="utf-8"' + (" />" if self.is_xml else ">")
            self.splices.append(_Splice(at, at, self.line_end + shown if place else shown + self.line_end))

    def replace_name(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Replace a name of another encoding in a stretch, and tell whether it names any."""
        match = pattern.search(self.source, start, end)
        if match and match[2].lower() != "utf-8":
            self.splices.append(_Splice(match.start(2), match.end(2), "utf-8"))
        return match is not None

    def set_links(self, canonical: str | None, alternates: Sequence[tuple[str, str]]) -> None:
        links = [(tag, self.value(tag, "rel").lower().split()) for tag in self.tags["link"]]
        if canonical is not None:
            known = [tag for tag, rel in links if "canonical" in rel]
            if known:
                self.set_attribute(known[0], "href", canonical)
            else:
                self.add(f'<link rel="canonical" href="{escape(canonical)}">')
        if alternates:
            known = [tag for tag, rel in links if "alternate" in rel and "hreflang" in tag.attributes]
            known = [tag for tag in known if not _FEED.search(self.value(tag, "type"))]
            shown = [f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}">' for tag, url in alternates]
            self.replace_all(known, shown)

    def replace_all(self, known: Sequence[_Tag], elements: Sequence[str]) -> None:
        """Put elements in the place of those that the page has, or else at the end of the head."""
        if not known:
            if elements:
                self.add(*elements)
            return
        if self.is_xml:
            elements = [element.replace(">", " />") for element in elements]
        indent = re.search(r"[ \t]*\Z", self.source[: known[0].start])
        between = self.line_end + (indent[0] if indent else "")
        self.splices.append(_Splice(known[0].start, known[0].end, between.join(elements)))
        for tag in known[1:]:
            before = self.source[: tag.start]
            start = len(before.rstrip(" \t\r\n")) if before[-1:].isspace() else tag.start
            self.splices.append(_Splice(start, tag.end, ""))

    def set_open_graph(self, locale: str, others: Sequence[str]) -> None:
        """Say ``og:locale`` and its alternates on a page that speaks Open Graph (ogp.me, section 3)."""
        metas = [(tag, self.value(tag, "property").lower()) for tag in self.tags["meta"]]
        if not any(name.startswith("og:") for _, name in metas):
            return
        known = [tag for tag, name in metas if name == "og:locale"]
        if known:
            self.set_attribute(known[0], "content", open_graph_locale(locale))
        else:
            self.add(f'<meta property="og:locale" content="{open_graph_locale(locale)}">')
        if others:
            known = [tag for tag, name in metas if name == "og:locale:alternate"]
            shown = [f'<meta property="og:locale:alternate" content="{open_graph_locale(other)}">' for other in others]
            self.replace_all(known, shown)

    def set_json(self, locale: str) -> None:
        for start, end in self.scripts:
            for at, stop, text in language_splices(self.source[start:end], locale):
                self.splices.append(_Splice(start + at, start + stop, text))

    def set_comments(self, texts: dict[str, str]) -> None:
        left = dict(texts)
        for start, end, name in self.marks:
            if texts[name]:
                self.splices.append(_Splice(start, end, texts[name]))
                left[name] = ""
        if left["notice"]:
            at = self.content if self.content >= 0 else len(self.source)
            at = self.tags["body"][0].end if self.tags["body"] else at
            self.splices.append(_Splice(at, at, left["notice"]))

"""Translation memories as TMX 1.4b, both ways, one translation unit at a time.

Inline codes (``bpt``, ``ept``, ``ph``, ``it``, ``ut``) become text that our segments may hold: a tag without its
attributes, a mark of Markdown, a variable. Codes of other kinds are dropped, and so is what stands in ``sub``; the text
in ``hi`` stays. In a file that we wrote, codes are taken as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from i18n_tool.errors import ExchangeError, LocaleError
from i18n_tool.exchange.xml_stream import Element, read_elements
from i18n_tool.languages import bcp47_tag, gettext_tag, language_of, script_of, territory_of
from i18n_tool.memory import Entry, Pair
from i18n_tool.placeholders import find_placeholders

TOOL = "i18n-tool"
BEFORE, AFTER, CONTEXT = "x-context-pre", "x-context-post", "x-context"
"""The properties that hold the neighbours of a segment and its ``msgctxt``."""

_KINDS = {"prev": BEFORE, "next": AFTER}
_CODES = ("bpt", "ept", "ph", "it", "ut")
_TAG = re.compile(r"\s*<(/?)([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*?)?(/?)>\s*")
_MARK = re.compile(r"[*_~`]{1,3}")
_SEG = re.compile(r"</?seg>")
_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 20_000
"""Characters of a segment; a longer one is a text, not a segment."""
_DATES = ("creationdate", "creationid", "changedate", "changeid", "usagecount", "lastusagedate")
_ATTRIBUTES = (
    *("tuid", "o-encoding", "datatype", *_DATES),
    *("creationtool", "creationtoolversion", "segtype", "o-tmf", "srclang"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation unit that is not taken."""

    line: int
    """Line of the file on which it begins."""
    reason: str
    """Why."""


def read_tmx(path: Path, source_locale: str, locales: Sequence[str]) -> Iterator[Entry | Refusal]:
    """Yield the translation units of a TMX file as entries, or why one is not taken; nothing else is kept of them.

    A language of the file serves a locale if both are equal, or if one names no territory and both have the same
    script: ``es`` serves ``es_MX``, ``zh-Hant`` serves ``zh_HK``, ``es-ES`` does not serve ``es_MX``. The source
    language may also differ in its territory.

    Args:
        path: the file, in any encoding that it declares.
        source_locale: the locale of the source texts, in gettext spelling.
        locales: those of the translations.

    Raises:
        ExchangeError: the file cannot be opened, is no XML or no TMX, or is not safe to read.
    """
    elements = read_elements(path, "header", "tu", largest=None)
    root = next(elements, None)
    if root is None or root.name != "tmx":
        raise ExchangeError(
            f"the file is no TMX: it begins with <{root.name if root else ''}>.",
            "Choose a file whose root is <tmx>.",
            path=path,
        )
    reader = _Reader(source_locale, locales)
    for element in elements:
        if element.name == "header":
            reader.ours = element.attributes.get("creationtool") == TOOL
        else:
            yield reader.read(element)


class _Reader:
    """Reads translation units of one file."""

    def __init__(self, source_locale: str, locales: Sequence[str]) -> None:
        self.source_locale = source_locale
        self.locales = locales
        self.ours = False

    def read(self, unit: Element) -> Entry | Refusal:
        variants = [(self.tag(one), one) for one in unit.children if one.name == "tuv"]
        source = self.best(variants, self.source_locale, strict=False)
        if source is None:
            return Refusal(unit.line, f"it has no text in {self.source_locale}")
        msgid = self.text(source)
        if not msgid:
            return Refusal(unit.line, "its source text is empty")
        pairs, reasons = [], []
        for locale in self.locales:
            variant = self.best(variants, locale, strict=True)
            if variant is None or variant is source:
                continue
            msgstr = self.text(variant)
            if not msgstr:
                reasons.append(f"its text in {locale} is empty")
            elif max(len(msgid), len(msgstr)) > _LONGEST:
                reasons.append(f"it is longer than {_LONGEST:,} characters")
            else:
                pairs.append(Pair(locale, msgstr, _about(variant)))
        if not pairs:
            there = ", ".join(one.attributes.get("lang", "?") for _, one in variants if one is not source)
            reason = reasons[0] if reasons else f"none of its languages is a locale of the project: {there or 'none'}"
            return Refusal(unit.line, reason)
        about = {**_about(unit), "source": _about(source)}
        props = {_KINDS.get(one["type"], one["type"]): one["text"] for one in about.get("props", ())}
        before, after = (_SEG.sub("", props.get(kind, "")) or None for kind in (BEFORE, AFTER))
        return Entry(msgid, tuple(pairs), props.get(CONTEXT), before, after, extra=about)

    def tag(self, variant: Element) -> str | None:
        """Return the locale of a variant, or None if nobody knows it."""
        try:
            return gettext_tag(variant.attributes.get("lang", ""))
        except LocaleError:
            return None

    def best(self, variants: Sequence[tuple[str | None, Element]], locale: str, *, strict: bool) -> Element | None:
        """Return the variant that serves a locale best."""
        ranked = [(_likeness(tag, locale), -at, one) for at, (tag, one) in enumerate(variants) if tag]
        found = max(ranked, key=lambda one: one[:2], default=None)
        return found[2] if found and found[0] > (1 if strict else 0) else None

    def text(self, variant: Element) -> str:
        """Return the text of a variant, its inline codes made readable."""
        seg = next((one for one in variant.children if one.name == "seg"), None)
        return self.flatten(seg).strip() if seg else ""

    def flatten(self, element: Element) -> str:
        parts = []
        for one in element.content:
            if isinstance(one, str):
                parts.append(one)
            elif one.name in _CODES:
                code = "".join(text for text in one.content if isinstance(text, str))
                parts.append(code if self.ours else _readable(code))
            elif one.name != "sub":
                parts.append(self.flatten(one))
        return "".join(parts)


def _readable(code: str) -> str:
    """Return what our segments hold in place of another tool's code: a short tag, a mark, a variable, or nothing."""
    tag = _TAG.fullmatch(code)
    if tag:
        return f"<{tag[1]}{tag[2].lower()}{tag[3]}>"
    if _MARK.fullmatch(code):
        return code
    found = find_placeholders(code)
    return code if len(found) == 1 and found[0].text == code else ""


def _likeness(tag: str, locale: str) -> int:
    """Return how well a language of a file serves a locale, from 0 (not) to 3 (equal)."""
    if tag == locale:
        return 3
    if language_of(tag) != language_of(locale) or script_of(tag) != script_of(locale):
        return 0
    return 1 if territory_of(tag) and territory_of(locale) else 2


def _about(element: Element) -> dict[str, Any]:
    """Return what an element says besides its text."""
    about: dict[str, Any] = {}
    if lang := element.attributes.get("lang"):
        about["lang"] = lang
    if attributes := {name: element.attributes[name] for name in _ATTRIBUTES if name in element.attributes}:
        about["attributes"] = attributes
    notes = [{"text": one.text, **_lang(one)} for one in element.children if one.name == "note"]
    props = [
        {"type": one.attributes.get("type", ""), "text": one.text, **_lang(one)}
        for one in element.children
        if one.name == "prop"
    ]
    return about | ({"notes": notes} if notes else {}) | ({"props": props} if props else {})


def _lang(element: Element) -> dict[str, str]:
    lang = element.attributes.get("lang")
    return {"lang": lang} if lang else {}


def render_tmx(entries: Iterable[Entry], source_locale: str, version: str) -> Iterator[str]:
    """Yield a TMX 1.4b file (level 2) in parts, the header first.

    What an entry's file said of it (dates, people, notes, properties) is written as it was. For one that comes from
    catalogues the neighbours and the ``msgctxt`` are written as properties.

    Args:
        entries: what to write.
        source_locale: the locale of their source texts.
        version: of this program, for the header.
    """
    lang = bcp47_tag(source_locale)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'  <header creationtool="{TOOL}" creationtoolversion={quoteattr(version)} segtype="sentence" o-tmf="PO"'
        f' adminlang="en" srclang="{lang}" datatype="plaintext"/>\n  <body>\n'
    )
    for entry in entries:
        about = entry.extra or _about_entry(entry)
        variants = [_render_variant(entry.msgid, about.get("source", {}), lang)]
        variants += [_render_variant(pair.msgstr, pair.extra, bcp47_tag(pair.locale)) for pair in entry.pairs]
        attributes = "".join(f" {name}={quoteattr(_clean(text))}" for name, text in about.get("attributes", {}).items())
        yield f"    <tu{attributes}>\n{_render_remarks(about, 6)}{''.join(variants)}    </tu>\n"
    yield "  </body>\n</tmx>\n"


def _about_entry(entry: Entry) -> Mapping[str, Any]:
    props = ((BEFORE, entry.previous), (AFTER, entry.following), (CONTEXT, entry.msgctxt), ("x-file", entry.file))
    return {"props": [{"type": kind, "text": text} for kind, text in props if text]}


def _render_variant(text: str, about: Mapping[str, Any], lang: str) -> str:
    attributes = {"xml:lang": about.get("lang", lang), **about.get("attributes", {})}
    shown = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in attributes.items())
    return f"      <tuv{shown}>\n{_render_remarks(about, 8)}        <seg>{_render_text(text)}</seg>\n      </tuv>\n"


def _render_remarks(about: Mapping[str, Any], indent: int) -> str:
    lines = []
    for name in ("note", "prop"):
        for one in about.get(f"{name}s", ()):
            kind = f" type={quoteattr(_clean(one['type']))}" if name == "prop" else ""
            lang = f" xml:lang={quoteattr(one['lang'])}" if "lang" in one else ""
            lines.append(f"{' ' * indent}<{name}{kind}{lang}>{_escape(one['text'])}</{name}>\n")
    return "".join(lines)


def _render_text(text: str) -> str:
    """Return a text with its placeholders as inline codes (TMX 1.4b, level 2)."""
    found = find_placeholders(text)
    partner: dict[int, int] = {}
    opened: list[int] = []
    for number, one in enumerate(found):
        if one.role == "open":
            opened.append(number)
        elif one.role == "close" and opened:
            first = opened.pop()
            partner[first] = partner[number] = first + 1
    parts, at = [], 0
    for number, one in enumerate(found):
        parts.append(_escape(text[at : one.start]))
        code, at = _escape(one.text), one.end
        if number in partner:
            name = "bpt" if one.role == "open" else "ept"
            parts.append(f'<{name} i="{partner[number]}">{code}</{name}>')
        elif one.role == "alone":
            parts.append(f"<ph>{code}</ph>")
        else:
            parts.append(f'<it pos="{"begin" if one.role == "open" else "end"}">{code}</it>')
    return "".join([*parts, _escape(text[at:])])


def _clean(text: str) -> str:
    return _INVALID.sub("", text)


def _escape(text: str) -> str:
    return escape(_clean(text), {"\r": "&#13;"})

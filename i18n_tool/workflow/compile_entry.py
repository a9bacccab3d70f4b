"""What lists, feeds and heads of pages say of an article: its title, dates, author, and how much is translated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from i18n_tool.languages import format_date
from i18n_tool.model import Markup as Format
from i18n_tool.model import Piece

LONGEST_DESCRIPTION = 200
"""Columns of a description in a list or for search engines; a Chinese character takes two."""

_START = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
"""White space that no-break spaces are not of."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article on its way into pages."""

    path: str
    """From the project folder."""
    name: str
    """What it is called in catalogues and pages."""
    format: Format
    """Which format it is in."""
    source: str
    """Its text."""
    pieces: Sequence[Piece]
    """The text as its format cuts it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of an article is translated in a locale."""

    segments: int
    """How many segments it has."""
    accepted: int
    """How many have an accepted translation."""
    drafts: int
    """How many show a draft."""
    untranslated: int
    """How many stand in the source language."""

    @property
    def listed(self) -> bool:
        """Whether lists, search engines and the other locales are told of the page: something of it is translated."""
        return self.untranslated < self.segments or not self.segments

    @property
    def summary(self) -> dict[str, str]:
        """Return for templates which share is untranslated and which is draft: ``none``, ``some`` or ``all``."""
        untranslated = _share(self.untranslated, self.segments)
        drafts = _share(self.drafts, self.segments)
        state = "complete" if (untranslated, drafts) == ("none", "none") else "partial"
        return {"untranslated": untranslated, "drafts": drafts, "state": state}


def _share(part: int, whole: int) -> str:
    return "none" if not part else "all" if part == whole else "some"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list of articles says about one of them."""

    page: str
    """Where its page is in the site."""
    title: str
    """Its title in the locale of the list."""
    title_translated: bool
    """Whether that is in the language of the list."""
    description: str
    """What it is about, cut to a line or two."""
    description_translated: bool
    """Whether that is in the language of the list."""
    published: str
    """When it was published (RFC 3339), with the hour and offset that its author gave; empty: not known."""
    updated: str
    """When it was last changed or else published (RFC 3339); empty: not known."""
    author: str
    """Who wrote it; may be empty."""
    counts: Counts
    """How much of it is translated."""

    @property
    def date(self) -> datetime.date | None:
        """The day it was published, where its author was."""
        return read_day(self.published)


def entry_values(entry: Entry) -> dict[str, str]:
    """Return what the head of a themed page says of its article."""
    return {
        "title": entry.title,
        "description": entry.description,
        "published": entry.published,
        "updated": entry.updated if entry.updated != entry.published else "",
    }


def read_day(value: object) -> datetime.date | None:
    """Return the day of a date, time, or text that begins with a date as ISO 8601 writes it, or None."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def timestamp(value: object) -> str:
    """Return a date or time as RFC 3339 writes it, midnight and UTC where nothing else is said; empty if it is none."""
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            value = read_day(value)
    if isinstance(value, datetime.datetime):
        moment = value.replace(microsecond=0)
        return moment.isoformat() if moment.utcoffset() else f"{moment.replace(tzinfo=None).isoformat()}Z"
    return f"{value.isoformat()}T00:00:00Z" if isinstance(value, datetime.date) else ""


def seconds(moment: str) -> float:
    """Return a time as RFC 3339 writes it in seconds since 1970, for comparison."""
    return (datetime.datetime.fromisoformat(moment) - _START).total_seconds()


def time_element(value: datetime.date | None, locale: str) -> Markup:
    """Return a date as readers of a locale write it, with the date that machines read."""
    if value is None:
        return Markup("")
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), format_date(value, locale))


def name_to_title(name: str) -> str:
    """Return a title made of an article's name, ``City guide`` of ``visit/city-guide``."""
    words = re.sub(r"[-_]+", " ", name.rsplit("/", 1)[-1]).strip()
    return words[:1].upper() + words[1:]


def shorten(text: str) -> str:
    """Return the beginning of a text, up to the end of a word."""
    text = _SPACE.sub(" ", text).strip()
    width = 0
    for offset, char in enumerate(text):
        width += 2 if ord(char) >= 0x2E80 else 1
        if width > LONGEST_DESCRIPTION:
            cut = text.rfind(" ", offset - 20, offset)
            return text[: cut if cut > 0 else offset].rstrip(" ,;:，、；：") + "…"
    return text


def first_paragraph(content: str) -> str:
    """Return the first paragraph of HTML as plain text."""
    found = re.search(r"<p\b[^>]*>(.*?)</p>", content, re.S)
    return plain_text(found[1]) if found else ""


def plain_text(content: str) -> str:
    """Return the text of HTML."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", content))).strip()

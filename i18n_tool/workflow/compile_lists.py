"""What stands around the pages of articles: the choice of languages, feeds, and pages for lost readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from heapq import nsmallest
from typing import Any
from urllib.parse import urlsplit

from i18n_tool.formats.html_bidi import isolate_runs
from i18n_tool.languages import bcp47_tag, direction
from i18n_tool.pages import (
    INDEX,
    MISSING,
    STYLE,
    PageLink,
    absolute_link,
    feed_path,
    link_locales,
    page_path,
    relative_link,
    rooted_link,
)
from i18n_tool.workflow.compile_entry import Entry, seconds
from i18n_tool.workflow.compile_page import PageWriter

LONGEST_FEED = 50
"""Entries of a feed, the newest."""
_EPOCH = "1970-01-01T00:00:00Z"
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2)."""


def languages_page(writer: PageWriter) -> str:
    """Return the page at the root, which leads to the list of articles in each language."""
    values = list_values(writer, f"{INDEX}.html", writer.source_locale)
    return writer.theme.render("languages.html", writer.source_locale, {"page": values})


def missing_page(writer: PageWriter, locale: str) -> str:
    """Return what a reader sees who followed a link to nowhere in a locale."""
    values = _missing_values(writer, page_path(MISSING, locale), locale)
    return finish_page(writer.theme.render("404.html", locale, {"page": values, "choices": ()}), locale)


def missing_root(writer: PageWriter) -> str:
    """Return what a reader sees who followed a link to nowhere at the root, in every language."""
    locale = writer.source_locale
    values = _missing_values(writer, f"{MISSING}.html", locale)
    choices = [
        {"link": link, "words": words.gettext, "chrome": words.marks_for(link.locale)}
        for link in values["switcher"]
        for words in [writer.theme.words_of(link.locale)]
    ]
    return writer.theme.render("404.html", locale, {"page": values, "choices": choices})


def feed(writer: PageWriter, locale: str, entries: Iterable[tuple[str, Entry]]) -> str:
    """Return the Atom feed of a locale (RFC 4287): its newest articles of which something is translated.

    An article without a date is not news. The id of an entry is the address by its article's name, which stays when
    the slug is translated.

    Args:
        writer: knows the site, whose address is needed.
        locale: the locale.
        entries: names of articles and what lists say about them, in any order.
    """
    told = (item for item in entries if item[1].updated and item[1].counts.listed)
    news = nsmallest(LONGEST_FEED, told, key=lambda item: (-seconds(item[1].updated), item[0]))
    words = writer.theme.words_of(locale)
    host = urlsplit(writer.site_url).hostname or ""
    values = {
        "lang": bcp47_tag(locale),
        "title": writer.theme.site_name or words.gettext("All articles"),
        "author": writer.theme.site_name or host,
        "url": absolute_link(writer.site_url, page_path(INDEX, locale)),
        "self": absolute_link(writer.site_url, feed_path(locale)),
        "updated": news[0][1].updated if news else _EPOCH,
    }
    shown = [_feed_entry(writer, locale, name, entry) for name, entry in news]
    return _UNWRITABLE.sub("", writer.theme.render("feed.xml", locale, {"feed": values, "entries": shown}))


def _feed_entry(writer: PageWriter, locale: str, name: str, entry: Entry) -> dict[str, Any]:
    source = bcp47_tag(writer.source_locale)
    return {
        "id": absolute_link(writer.site_url, page_path(name, locale)),
        "url": absolute_link(writer.site_url, entry.page),
        "title": entry.title,
        "title_lang": "" if entry.title_translated or locale == writer.source_locale else source,
        "summary": entry.description,
        "summary_lang": "" if entry.description_translated or locale == writer.source_locale else source,
        "published": entry.published,
        "updated": entry.updated,
        "author": entry.author,
    }


def list_values(writer: PageWriter, page: str, locale: str) -> dict[str, Any]:
    """Return what templates know of a page that there is once in each locale, and whose readers may choose another."""
    values = writer.page_values(page, locale, {other: page_path(INDEX, other) for other in writer.locales})
    values["default"] = absolute_link(writer.site_url, f"{INDEX}.html") or relative_link(page, f"{INDEX}.html")
    return values


def _missing_values(writer: PageWriter, page: str, locale: str) -> dict[str, Any]:
    """Return what templates know of a page that servers show in the place of any other: its links begin at the root."""
    values = list_values(writer, page, locale)

    def rooted(link: PageLink) -> PageLink:
        return replace(link, href=rooted_link(writer.site_url, page_path(INDEX, link.locale)), current=False)

    targets = {other: page_path(INDEX, other) for other in writer.locales}
    return values | {
        "title": writer.theme.words_of(locale).gettext("Page not found"),
        "switcher": tuple([rooted(link) for link in link_locales(page, targets, locale, writer.site_url)]),
        "style": rooted_link(writer.site_url, STYLE),
        "home": rooted_link(writer.site_url, page_path(INDEX, locale)),
        "noindex": True,
        "canonical": "",
        "alternates": (),
        "default": "",
        "feed": "",
    }


def finish_page(page: str, locale: str) -> str:
    """Return a page with Latin names and numbers kept in order if it is written from right to left."""
    return isolate_runs(page) if direction(locale) == "rtl" else page

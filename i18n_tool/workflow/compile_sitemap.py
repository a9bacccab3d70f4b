"""The map of a site for search engines (sitemaps.org, version 0.9), with the same page in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from i18n_tool.languages import bcp47_tag
from i18n_tool.pages import absolute_link

SITEMAP = "sitemap.xml"
"""The map, or the list of its parts, at the root of the site."""
MOST_URLS = 50_000
"""Addresses in one file; the protocol allows no more."""
MOST_CHARACTERS = 2_000_000
"""Characters in one file, so that few are held at a time; the protocol allows 50 MB."""

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_TAIL = "</urlset>\n"


@dataclass(frozen=True, slots=True)
class Place:
    """The pages of one thing in all languages."""

    pages: Mapping[str, str]
    """Where its page is in the site, by locale."""
    default: str
    """Where readers of any other language go."""
    changed: Mapping[str, str]
    """When each was last changed (RFC 3339), by locale, where that is known."""


def sitemaps(
    places: Iterable[Place], site_url: str, *, most_urls: int = MOST_URLS, most_characters: int = MOST_CHARACTERS
) -> Iterator[tuple[str, str]]:
    """Yield the files of the map of a site: one, or its parts and then the list of them.

    Args:
        places: what is on the site.
        site_url: the address of the site.
        most_urls: how many addresses go into one file.
        most_characters: how many characters go into one file.
    """
    parts: list[str] = []
    lines: list[str] = []
    size = 0
    for url in (url for place in places for url in _urls(place, site_url)):
        if lines and (len(lines) == most_urls or size + len(url) > most_characters):
            parts.append(f"sitemap-{len(parts) + 1}.xml")
            yield parts[-1], "".join([_HEAD, *lines, _TAIL])
            lines, size = [], 0
        lines.append(url)
        size += len(url)
    if not parts:
        yield SITEMAP, "".join([_HEAD, *lines, _TAIL])
        return
    parts.append(f"sitemap-{len(parts) + 1}.xml")
    yield parts[-1], "".join([_HEAD, *lines, _TAIL])
    yield SITEMAP, _index(parts, site_url)


def _urls(place: Place, site_url: str) -> Iterator[str]:
    """Yield the entry of each page; all name the same alternates, itself included."""
    shown = [(bcp47_tag(locale), absolute_link(site_url, page)) for locale, page in place.pages.items()]
    shown.append(("x-default", absolute_link(site_url, place.default)))
    links = "".join(
        [f'    <xhtml:link rel="alternate" hreflang="{tag}" href="{escape(url)}"/>\n' for tag, url in shown]
        if len(place.pages) > 1
        else []
    )
    for locale, page in place.pages.items():
        changed = place.changed.get(locale)
        lastmod = f"    <lastmod>{changed}</lastmod>\n" if changed else ""
        yield f"  <url>\n    <loc>{escape(absolute_link(site_url, page))}</loc>\n{lastmod}{links}  </url>\n"


def _index(parts: Iterable[str], site_url: str) -> str:
    shown = [f"  <sitemap><loc>{escape(absolute_link(site_url, part))}</loc></sitemap>\n" for part in parts]
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n',
            *shown,
            "</sitemapindex>\n",
        ]
    )

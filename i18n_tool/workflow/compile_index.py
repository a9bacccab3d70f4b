"""The list of the articles of a locale, the newest first, on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from i18n_tool.languages import format_number
from i18n_tool.pages import INDEX, list_path, page_path, relative_link
from i18n_tool.theme.words import Words
from i18n_tool.workflow.compile_entry import Entry, time_element
from i18n_tool.workflow.compile_lists import finish_page, list_values
from i18n_tool.workflow.compile_page import PageWriter


def count_pages(articles: int, length: int) -> int:
    """Return on how many pages a list of articles stands, one at the least.

    Args:
        articles: how many there are.
        length: how many stand on a page; 0 or less: all of them.
    """
    return max(1, -(-articles // length)) if length > 0 else 1


@dataclass(frozen=True, slots=True)
class ArticleList:
    """The list of one locale."""

    locale: str
    """The locale, in gettext spelling."""
    articles: int
    """How many articles are on the list."""
    length: int
    """How many of them stand on a page; 0: all."""
    pages: Mapping[str, int]
    """On how many pages the list of each locale stands, itself included."""

    @property
    def targets(self) -> list[str]:
        """Where its pages are in the site."""
        return [list_path(self.locale, number) for number in range(1, self.pages[self.locale] + 1)]


def index_pages(writer: PageWriter, listing: ArticleList, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the pages of the list of a locale: where each is in the site, and its text.

    Args:
        writer: knows the site.
        listing: how long the list is.
        entries: what it says about each article, in the order to show them; no more than one page of them is
            held at a time.
    """
    rest = iter(entries)
    for number, target in enumerate(listing.targets, start=1):
        shown = list(islice(rest, listing.length if listing.length > 0 else None))
        yield target, _index_page(writer, listing, number, shown)


def shown_numbers(number: int, last: int) -> list[int]:
    """Return which pages a page of a list leads to: all of a few, else the first, the last and its neighbours.

    0 stands for those between that are left out; one alone is not.

    Args:
        number: the page.
        last: how many pages there are.
    """
    near = {1, number - 1, number, number + 1, last} if last > 7 else set(range(1, last + 1))
    found: list[int] = []
    for page in sorted(near & set(range(1, last + 1))):
        between = page - found[-1] - 1 if found else 0
        found += [page - 1] if between == 1 else [0] if between else []
        found.append(page)
    return found


def _index_page(writer: PageWriter, listing: ArticleList, number: int, entries: Iterable[Entry]) -> str:
    locale = listing.locale
    page = list_path(locale, number)
    values = _page_values(writer, listing, number)
    shown = [
        {
            "href": relative_link(page, entry.page),
            "title": entry.title,
            "marks": writer.marks(locale, entry.title_translated),
            "description": entry.description,
            "description_marks": writer.marks(locale, entry.description_translated),
            "date": time_element(entry.date, locale),
            **entry.counts.summary,
        }
        for entry in entries
    ]
    paging = _paging(writer.theme.words_of(locale), listing, number)
    values["title"] = writer.theme.words_of(locale).gettext("All articles")
    return finish_page(
        writer.theme.render("index.html", locale, {"page": values, "entries": shown, "paging": paging}), locale
    )


def _page_values(writer: PageWriter, listing: ArticleList, number: int) -> dict[str, Any]:
    """Return what templates know of a page of a list.

    The switcher leads readers to the same page in another language, or to its first one where the list is shorter;
    search engines are told only of those that there are.
    """
    page = list_path(listing.locale, number)
    if number == 1:
        return list_values(writer, page, listing.locale)
    there = [locale for locale in writer.locales if number <= listing.pages.get(locale, 1)]
    targets = {
        locale: list_path(locale, number) if locale in there else page_path(INDEX, locale) for locale in writer.locales
    }
    values = writer.page_values(page, listing.locale, targets)
    values["alternates"] = tuple([link for link in values["alternates"] if link.locale in there and len(there) > 1])
    return values


def _paging(words: Words, listing: ArticleList, number: int) -> dict[str, Any]:
    """Return what the template of a list knows of its pages."""
    last = listing.pages[listing.locale]
    here = list_path(listing.locale, number)

    def way(other: int) -> str:
        return relative_link(here, list_path(listing.locale, other)) if 1 <= other <= last else ""

    def shown(other: int) -> str:
        return format_number(other, words.locale) if other else ""

    return {
        "articles": listing.articles,
        "first": number == 1,
        "number": shown(number),
        "last": shown(last),
        "newer": way(number - 1),
        "older": way(number + 1),
        "places": [
            {"number": shown(other), "href": way(other), "current": other == number}
            for other in shown_numbers(number, last)
        ],
    }

"""What compile did, and what it left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from i18n_tool.errors import I18nToolError
from i18n_tool.pages import BrokenLink, page_path
from i18n_tool.workflow.article_warnings import ArticleWarning
from i18n_tool.workflow.compile_entry import Counts
from i18n_tool.workflow.compile_store import Store

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class CompiledPage:
    """One page that compile made."""

    article: str
    """The article, from the project folder."""
    locale: str
    """The locale of the page, in gettext spelling."""
    path: str
    """The page, from the output folder."""
    changed: bool
    """Whether it was written; False: it was right already."""
    accepted: int
    """How many of its segments have an accepted translation."""
    drafts: int
    """How many show a draft."""
    untranslated: int
    """How many stand in the source language; 0 in the source locale."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page that there is not, or that nothing leads to."""

    article: str
    """The article, from the project folder."""
    locale: str
    """The locale, in gettext spelling."""
    path: str
    """Where the page is, or would be, in the output folder."""
    exists: bool
    """Whether there is such a page; if so, lists, search engines and the other locales are not told of it."""
    reason: str
    """Why, in a sentence."""


def why_left_out(counts: Counts, policy: str) -> str:
    """Return why there is no page, or one that is not announced, in a sentence."""
    if policy == "complete" and counts.untranslated < counts.segments:
        return f"{counts.untranslated:,} of its {counts.segments:,} segments have no accepted translation."
    return "nothing of it is translated."


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a site has in one locale."""

    pages: int = 0
    """Pages of articles."""
    left_out: int = 0
    """Articles that have no page."""
    accepted: int = 0
    """Segments on its pages that have an accepted translation."""
    drafts: int = 0
    """Segments that show a draft."""
    untranslated: int = 0
    """Segments that stand in the source language; 0 in the source locale."""


@dataclass(frozen=True, slots=True)
class CompileReport:
    """What compile did."""

    output: str
    """The folder of pages, from the project folder where it is in it."""
    locales: tuple[str, ...]
    """The locales that have pages, the source locale first."""
    drafts: bool
    """Whether drafts went into the pages of any locale."""
    policies: Mapping[str, str]
    """The policy of each locale that has pages."""
    pages: Collection[CompiledPage]
    """The pages of articles, article by article."""
    totals: Mapping[str, Totals]
    """How much there is in each locale that has pages."""
    written: int
    """How many files were written, lists, style and pictures included."""
    unchanged: int
    """How many files were right already."""
    removed: tuple[str, ...] = ()
    """Files of earlier runs whose article, picture or locale is gone; they were removed."""
    broken_links: tuple[BrokenLink, ...] = ()
    """Links of articles that lead nowhere."""
    errors: tuple[I18nToolError, ...] = ()
    """What could not be done; the rest was."""
    warnings: tuple[ArticleWarning, ...] = ()
    """What authors should look at in articles whose pages were made all the same."""
    left_out: Collection[LeftOut] = ()
    """Pages that the policy leaves out, and those that nothing leads to since nothing of them is translated."""
    feeds: bool = False
    """Whether the site has feeds and a map for search engines, which need its address."""


class Telling(Collection[Told]):
    """What is read from the records each time that somebody asks for it."""

    def __init__(self, read: Callable[[], Iterator[Told]]) -> None:
        self.read = read

    def __iter__(self) -> Iterator[Told]:
        return self.read()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, thing: object) -> bool:
        return any(thing == told for told in self)


@dataclass(frozen=True)
class Tellings:
    """Reads from the records what a report says of a site; the files it was read from may be replaced since."""

    store: Store
    names: Mapping[str, str]
    """What each article is called, by its path from the project folder."""
    wanted: Sequence[str]
    """The locales of this run."""
    policies: Mapping[str, str]
    """The policy of each locale, the source locale first."""
    run: int
    """The number of this run; 0: it has not written anything."""

    def totals(self) -> dict[str, Totals]:
        """Return how much there is in each locale."""
        query = (
            "select locale, sum(page <> ''), sum(page = ''), sum(accepted * (page <> '')), sum(drafts * (page <> '')),"
            " sum(untranslated * (page <> '')) from page where not stale group by locale"
        )
        found = {locale: Totals(*numbers) for locale, *numbers in self.store.now(query)}
        return {locale: found.get(locale, Totals()) for locale in self.wanted}

    def pages(self) -> Telling[CompiledPage]:
        """Return the pages, article by article."""
        return Telling(self.read_pages)

    def left_out(self) -> Telling[LeftOut]:
        """Return what there is not, and what nothing leads to."""
        return Telling(self.read_left_out)

    def read_pages(self) -> Iterator[CompiledPage]:
        columns = "article, locale, page, made, accepted, drafts, untranslated"
        query = f"select {columns} from page where page <> '' and not stale order by article"
        for article, locale, page, made, *numbers in self.in_order(query):
            yield CompiledPage(article, locale, page, bool(self.run) and made == self.run, *numbers)

    def read_left_out(self) -> Iterator[LeftOut]:
        columns = "article, locale, page, segments, accepted, drafts, untranslated"
        query = f"select {columns} from page where (page = '' or not listed) and not stale order by article"
        source = next(iter(self.policies))
        for article, locale, page, *numbers in self.in_order(query):
            if not page or locale != source:
                reason = why_left_out(Counts(*numbers), self.policies[locale])
                place = page or page_path(self.names[article], locale)
                yield LeftOut(article, locale, place, bool(page), reason)

    def in_order(self, query: str) -> Iterator[Any]:
        """Yield rows that begin with article and locale in the order of locales."""
        for _, rows in groupby(self.store.now(query), itemgetter(0)):
            by_locale = {row[1]: row for row in rows}
            yield from (by_locale[locale] for locale in self.wanted if locale in by_locale)

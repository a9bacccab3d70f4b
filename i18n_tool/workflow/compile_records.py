"""What became of each article in an earlier run, and what lists and reports say of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from i18n_tool.pages import BrokenLink
from i18n_tool.workflow.compile_entry import Counts, Entry, seconds
from i18n_tool.workflow.compile_state import UNKNOWN, Stamp, stamp_of
from i18n_tool.workflow.compile_store import Store


@dataclass(frozen=True, slots=True)
class Record:
    """What became of an article in an earlier run."""

    sources: Mapping[str, Stamp]
    """What its pages are made of, from the project folder: the article, its catalogues, its pictures."""
    entries: Mapping[str, Entry]
    """What the lists say about it, by locale."""
    stamps: Mapping[str, Stamp]
    """What those pages look like, by locale."""
    moved: Mapping[str, str]
    """Where its pages are, by locale, if not where its name says; empty: there is none."""
    left_out: Mapping[str, Counts]
    """How much is translated in the locales that have no page of it."""
    linked: Mapping[str, Sequence[str]]
    """The files its links mean, from the project folder, and where the pages of each are that there are."""
    assets: Mapping[str, str]
    """The files its pages ask for, and where they are in the site."""
    broken: tuple[BrokenLink, ...] = ()
    """Its links that lead nowhere."""
    old: frozenset[str] = field(default=frozenset())
    """The locales whose pages are of an earlier state of the article: a run left them alone, or could not make them."""


class Records:
    """The records of all articles of one output folder."""

    def __init__(self, store: Store, root: Path, folder: Path) -> None:
        """Read none of them yet.

        Args:
            store: where they are kept.
            root: the project folder.
            folder: the output folder.
        """
        self.store = store
        self.home = f"{root}{os.sep}"
        self.site = f"{folder}{os.sep}"

    # As an earlier run left them.

    def unchanged(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield the articles of which all that they are made of is as it was, and where their pages have moved."""
        for path, sources, moved in self.store.earlier("select path, sources, moved from article"):
            if all(stamp_of(self.home + source) == (size, time) for source, size, time in self.store.decode(sources)):
                yield path, self.store.decode(moved)

    def stands(self, article: str, wanted: Sequence[str]) -> bool:
        """Tell whether the pages of an article are as they were, in all locales that are wanted."""
        query = "select locale, page, size, time, stale from page where article = ?"
        right = {
            locale
            for locale, page, size, time, stale in self.store.earlier(query, (article,))
            if not page or (not stale and stamp_of(self.site + page) == (size, time))
        }
        return right.issuperset(wanted)

    def linked(self, article: str) -> Mapping[str, Sequence[str]]:
        """Return which files the links of an article mean, and what decided where they lead."""
        found = next(self.store.earlier("select linked from article where path = ?", (article,)), ("{}",))
        return dict(self.store.decode(found[0]))

    def load(self, article: str) -> Record | None:
        """Return what is known of an article, without the pages that are not as they were left; None: nothing is."""
        query = "select sources, moved, linked, broken from article where path = ?"
        found = next(self.store.earlier(query, (article,)), None)
        if found is None:
            return None
        sources, moved, linked, broken = map(self.store.decode, found)
        entries, stamps, left_out, old = {}, {}, {}, set()
        query = f"select {_ENTRY}, locale, size, time, stale from page where article = ?"
        for row in self.store.earlier(query, (article,)):
            *_, locale, size, time, stale = row
            if not row[0]:
                left_out[locale] = Counts(*row[1:5])
            elif stamp_of(self.site + row[0]) == (size, time):
                entries[locale], stamps[locale] = self._entry(row), (size, time)
                if stale:
                    old.add(locale)
        assets = dict(self.store.earlier("select path, target from asset where article = ?", (article,)))
        return Record(
            {path: (size, time) for path, size, time in sources},
            entries,
            stamps,
            moved,
            left_out,
            linked,
            assets,
            tuple([BrokenLink(article, *link) for link in broken]),
            frozenset(old),
        )

    # As this run leaves them.

    def save(self, article: str, record: Record, made: Mapping[str, bool], run: int) -> None:
        """Keep what became of an article.

        Args:
            article: its path from the project folder.
            record: what is to be kept.
            made: the locales whose page is right, and whether it was written.
            run: the number of this run.
        """
        self.forget(article)
        sources = [(path, *stamp) for path, stamp in record.sources.items()]
        broken = [(link.line, link.target, link.reason) for link in record.broken]
        texts = [json.dumps(value) for value in (sources, record.moved, record.linked, broken)]
        self.store.write("insert into article values (?, ?, ?, ?, ?)", [(article, *texts)])
        self.store.write(
            "insert into asset values (?, ?, ?)", [(article, path, target) for path, target in record.assets.items()]
        )
        rows: list[tuple[object, ...]] = []
        for locale, entry in record.entries.items():
            state = (*record.stamps[locale], locale in record.old, run if made.get(locale) else 0)
            told = (*astuple(entry.counts), entry.counts.listed, *_times(entry), _text(entry))
            rows.append((article, locale, entry.page, *state, *told))
        for locale, counts in record.left_out.items():
            state = (*UNKNOWN, False, 0)
            rows.append((article, locale, "", *state, *astuple(counts), counts.listed, None, None, ""))
        self.store.write(f"insert into page values ({', '.join('?' * 15)})", rows)

    def forget(self, article: str) -> None:
        """Keep nothing of an article."""
        for table, column in (("article", "path"), ("asset", "article"), ("page", "article")):
            self.store.write(f"delete from {table} where {column} = ?", [(article,)])

    def forget_others(self, articles: Mapping[str, str]) -> None:
        """Keep nothing of articles that there are no more."""
        for (article,) in self.store.earlier("select path from article"):
            if article not in articles:
                self.forget(article)

    # What is said of them all.

    def count(self) -> int:
        """Return how many articles something is known of."""
        return int(next(self.store.now("select count(*) from article"), (0,))[0])

    def count_entries(self, locale: str) -> int:
        """Return how many articles have a page in a locale."""
        query = "select count(*) from page where locale = ? and page <> ''"
        return int(next(self.store.now(query, (locale,)), (0,))[0])

    def entries(self, locale: str) -> Iterator[Entry]:
        """Yield what the list of a locale says: the newest first, then what has no date; equals by their place."""
        query = f"select {_ENTRY} from page where locale = ? and page <> '' order by published desc, page"
        yield from map(self._entry, self.store.now(query, (locale,)))

    def news(self, locale: str, most: int) -> Iterator[tuple[str, Entry]]:
        """Yield the announced articles of a locale that changed last, and what lists say of them."""
        query = (
            f"select {_ENTRY}, article from page where locale = ? and page <> '' and listed and updated is not null"
            " order by updated desc, article limit ?"
        )
        for row in self.store.now(query, (locale, most)):
            yield row[-1], self._entry(row)

    def announced(self) -> Iterator[Mapping[str, tuple[str, str]]]:
        """Yield the pages of each article that are announced, and when they changed last, by locale."""
        query = "select article, locale, page, entry from page where page <> '' and listed order by article"
        for _, rows in groupby(self.store.now(query), itemgetter(0)):
            yield {locale: (page, self.store.decode(entry)[5]) for _, locale, page, entry in rows}

    def assets(self) -> Iterator[tuple[str, str]]:
        """Yield the files that pages ask for, and where they are in the site."""
        yield from self.store.now("select distinct path, target from asset order by path")

    def broken(self) -> Iterator[BrokenLink]:
        """Yield the links that lead nowhere, by article and line."""
        for article, broken in self.store.now("select path, broken from article where broken <> '[]' order by path"):
            # The same link can be broken for one reason in one locale and for another one elsewhere.
            found = {(line, target): reason for line, target, reason in reversed(self.store.decode(broken))}
            for line, target in sorted(found):
                yield BrokenLink(article, line, target, found[line, target])

    def _entry(self, row: Sequence[Any]) -> Entry:
        """Return an entry from a row that begins with ``_ENTRY``."""
        page, segments, accepted, drafts, untranslated, text, *_ = row
        title, title_here, description, description_here, published, updated, author = self.store.decode(text)
        counts = Counts(segments, accepted, drafts, untranslated)
        return Entry(page, title, title_here, description, description_here, published, updated, author, counts)


_ENTRY = "page, segments, accepted, drafts, untranslated, entry"


def _text(entry: Entry) -> str:
    values = (entry.title, entry.title_translated, entry.description, entry.description_translated)
    return json.dumps((*values, entry.published, entry.updated, entry.author))


def _times(entry: Entry) -> tuple[float | None, float | None]:
    """Return when an article was published and last changed, as numbers that sort."""
    return (
        seconds(entry.published) if entry.published else None,
        seconds(entry.updated) if entry.updated else None,
    )

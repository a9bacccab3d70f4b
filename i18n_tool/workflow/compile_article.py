"""One article to its pages, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.files import stands_already, store_bytes
from i18n_tool.pages import Site, meant_file, page_path
from i18n_tool.project import Project
from i18n_tool.workflow.article_warnings import ArticleWarning
from i18n_tool.workflow.compile_entry import Counts, Entry
from i18n_tool.workflow.compile_localise import Prepared
from i18n_tool.workflow.compile_page import Links, PageWriter
from i18n_tool.workflow.compile_plan import Plan
from i18n_tool.workflow.compile_records import Record, Records
from i18n_tool.workflow.compile_state import NEVER, Manifest, Stamp, stamp_of


@dataclass(slots=True)
class Outcome:
    """What became of one article."""

    article: str
    """From the project folder."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """What lists say about it, by locale, where its page is right."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    """What those pages look like now, by locale."""
    made: dict[str, bool] = field(default_factory=dict)
    """The same locales, and whether the page was written."""
    left_out: dict[str, Counts] = field(default_factory=dict)
    """The locales that have no page of it, and how much is translated."""
    kept: list[str] = field(default_factory=list)
    """Pages that could not be made anew and stay as they are."""
    errors: list[I18nToolError] = field(default_factory=list)
    """What went wrong."""
    warnings: Sequence[ArticleWarning] = ()
    """What its author should look at; it is made anew each time, so that this is told each time."""
    record: Record | None = None
    """What the next run should know."""


@dataclass(frozen=True)
class ArticleCompiler:
    """Writes the pages of one article after the other; nothing it does depends on those before."""

    project: Project
    folder: Path
    wanted: Sequence[str]
    manifest: Manifest
    records: Records
    plan: Plan
    site: Site
    writer: PageWriter

    def stands(self, article: str) -> bool:
        """Tell whether none of the pages of an article has to be made."""
        return (
            article not in self.plan.changed
            and self.records.stands(article, self.wanted)
            and self.leads_as_before(self.records.linked(article))
        )

    def leads_as_before(self, linked: Mapping[str, Sequence[str]]) -> bool:
        """Tell whether links of an article lead where they did."""
        return all(self.way_to(target) == way for target, way in linked.items())

    def compile(self, article: str) -> Outcome:
        """Write the pages of an article; what goes wrong stays with it."""
        outcome = Outcome(article)
        earlier = self.records.load(article)
        try:
            prepared = self.plan.prepare(article)
        except I18nToolError as problem:
            outcome.errors.append(problem)
            for locale in self.wanted:
                self.keep_page(outcome, self.site.names[article], locale, earlier)
            if earlier and earlier.entries:
                outcome.record = replace(earlier, sources=NEVER, left_out={}, old=frozenset(earlier.entries))
            return outcome
        self.write_pages(prepared, outcome, earlier)
        return outcome

    def write_pages(self, prepared: Prepared, outcome: Outcome, earlier: Record | None) -> None:
        article = prepared.article
        trusted = earlier is not None and article.path not in self.plan.changed
        known = earlier if earlier and trusted and self.leads_as_before(earlier.linked) else None
        problems = {**prepared.problems, **self.plan.problems.get(article.path, {})}
        listed = [locale for locale in self.writer.locales if self.is_listed(prepared, locale, earlier)]
        links: list[Links] = []
        for locale in self.wanted:
            if known and (locale in known.left_out or locale in known.entries.keys() - known.old):
                self.leave(outcome, locale, known)
            elif locale in problems:
                outcome.errors.append(problems[locale])
                self.keep_page(outcome, article.name, locale, earlier)
            elif not self.site.page_of(article.name, locale):
                outcome.left_out[locale] = prepared.localised[locale][1]
            elif made := self.write_page(prepared, locale, listed, outcome):
                links.append(made)
        outcome.record = self.record_of(prepared, outcome, links, earlier, known)
        outcome.warnings = prepared.warnings

    def leave(self, outcome: Outcome, locale: str, known: Record) -> None:
        """Take the page of a locale as it is, or that there is none."""
        if locale in known.left_out:
            outcome.left_out[locale] = known.left_out[locale]
        else:
            outcome.made[locale] = False
            outcome.entries[locale], outcome.stamps[locale] = known.entries[locale], known.stamps[locale]

    def is_listed(self, prepared: Prepared, locale: str, earlier: Record | None) -> bool:
        """Tell whether the pages of an article are told of the one in a locale; it may be from an earlier run."""
        article = prepared.article
        if locale in prepared.problems or locale in self.plan.problems.get(article.path, {}):
            entry = earlier.entries.get(locale) if earlier else None
            return entry is not None and entry.counts.listed
        if not self.site.page_of(article.name, locale):
            return False
        return locale == self.project.source_locale or prepared.localised[locale][1].listed

    def write_page(self, prepared: Prepared, locale: str, listed: Sequence[str], outcome: Outcome) -> Links | None:
        """Write a page, and return its links; None if it could not be made."""
        article = prepared.article
        localisation, counts = prepared.localised[locale]
        page = self.site.page_of(article.name, locale)
        self.manifest.place(page)
        if locale == self.project.source_locale:
            localisation, counts = {}, Counts(counts.segments, 0, 0, 0)
        try:
            text, entry, links = self.writer.article_page(article, locale, localisation, counts, listed)
            changed, stamp = write_file(self.manifest, page, text.encode("utf-8"))
        except I18nToolError as problem:
            problem.path = problem.path or article.path
            outcome.errors.append(problem)
            outcome.kept.append(page)
            return None
        outcome.entries[locale] = entry
        outcome.made[locale] = changed
        outcome.stamps[locale] = stamp
        return links

    def keep_page(self, outcome: Outcome, name: str, locale: str, earlier: Record | None) -> None:
        """Keep a page that cannot be made anew, in the site and in its lists, if an earlier run made it."""
        outcome.kept.append(page_path(name, locale))
        if earlier and locale in earlier.entries:
            outcome.kept.append(earlier.entries[locale].page)

    # What the next run should know.

    def record_of(
        self, prepared: Prepared, outcome: Outcome, links: Sequence[Links], earlier: Record | None, known: Record | None
    ) -> Record:
        """Return what became of an article and all that decided it.

        The locales that this run left alone keep what is known of them; if the article has changed since, they are
        marked as old.
        """
        article = prepared.article
        broken = {link: None for page in links for link in page.broken}
        assets = {asset: self.site.asset_path(asset) for page in links for asset in sorted(page.assets)}
        linked = {target for page in links for target in page.linked}
        left_out = dict(outcome.left_out)
        entries, files = dict(outcome.entries), dict(outcome.stamps)
        if known:
            broken |= dict.fromkeys(known.broken)
            assets |= known.assets
            linked |= set(known.linked)
            left_out |= {locale: counts for locale, counts in known.left_out.items() if locale not in self.wanted}
        whole = len(entries) + len(outcome.left_out) == len(self.wanted) and not prepared.warnings
        old = []
        for locale in self.writer.locales:
            if earlier and locale in earlier.entries and locale not in entries and locale not in left_out:
                entries[locale], files[locale] = earlier.entries[locale], earlier.stamps[locale]
                if not known or locale in known.old:
                    old.append(locale)
        stamps: dict[str, Stamp] = dict(prepared.stamps)
        for link in broken:
            missing = meant_file(link.target.partition("#")[0].partition("?")[0], link.article)
            stamps[missing] = stamp_of(self.project.root / missing)
        for asset in assets:
            for file in (self.project.root / asset, (self.project.root / asset).parent):
                stamps[self.project.relative(file)] = stamp_of(file)
        return Record(
            sources=stamps if whole else NEVER,
            entries=entries,
            stamps=files,
            moved=self.plan.moved.get(article.name, {}),
            left_out=left_out,
            linked={target: self.way_to(target) for target in sorted(linked)},
            assets=assets,
            broken=tuple(broken),
            old=frozenset(old),
        )

    def way_to(self, target: str) -> list[str]:
        """Return what decides where links to a file lead: the article that it is, and its pages that have moved."""
        name = self.site.find_article(target)
        if name is None:
            return []
        return [name, *(f"{locale} {page}" for locale, page in sorted(self.plan.moved.get(name, {}).items()))]


def write_file(manifest: Manifest, target: str, data: bytes) -> tuple[bool, Stamp]:
    """Write a file of the site if it is not right already; return whether it was written, and how it looks now.

    Raises:
        OutputError: it cannot be written, or compile did not write the one that is there; that is left alone.
    """
    path = manifest.folder / target
    if stands_already(path, data):
        return False, stamp_of(path)
    if manifest.is_foreign(target):
        raise OutputError(
            "this file was there before, and compile did not write it: it was left as it is.",
            "Move it away, or remove it, and compile again.",
            path=manifest.project.relative(path),
        )
    manifest.announce(target)
    return True, store_bytes(path, data)

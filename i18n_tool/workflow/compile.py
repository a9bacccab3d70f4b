"""Articles and accepted translations to pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import i18n_tool
from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.files import write_bytes, write_text
from i18n_tool.model import Localisation
from i18n_tool.pages import INDEX, MISSING, STYLE, BrokenLink, Site, feed_path, meant_file, page_path
from i18n_tool.project import Project
from i18n_tool.theme import Theme
from i18n_tool.workflow import compile_lists
from i18n_tool.workflow.compile_entry import Counts, Entry
from i18n_tool.workflow.compile_localise import Prepared
from i18n_tool.workflow.compile_page import Links, PageWriter
from i18n_tool.workflow.compile_plan import Plan
from i18n_tool.workflow.compile_report import CompiledPage, CompileReport, LeftOut, why_left_out
from i18n_tool.workflow.compile_sitemap import SITEMAP, Place, sitemaps
from i18n_tool.workflow.compile_state import NEVER, Manifest, Record, Stamp, check_output, stamp_of
from i18n_tool.workflow.extract import Progress, list_articles


def compile_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    drafts: bool = False,
    output: Path | None = None,
    progress: Progress | None = None,
) -> CompileReport:
    """Write the pages of a project: each article in each locale, a list and a feed of them per locale, a map of all.

    Files that are right already are not touched. What an earlier run wrote and this one does not is removed.

    Args:
        project: the project.
        locales: the locales to write pages in; all of the project and the source locale if empty.
        drafts: put drafts into the pages of all locales, whatever the settings say.
        output: the folder of pages; the settings' if None.
        progress: told of each article.

    Raises:
        I18nToolError: the settings, the theme or the output folder are no good. One bad article or catalogue does
            not stop the others: it is in the report.
    """
    every = (project.source_locale, *project.locales)
    named = tuple(locales)
    source_named = [tag for tag in named if _same_locale(tag, project.source_locale)]
    others = [tag for tag in named if tag not in source_named]
    chosen = project.select_locales(others) if others or not named else ()
    wanted = tuple(tag for tag in every if tag in chosen or (tag == every[0] and (source_named or not named)))
    folder = project.output if output is None else output.absolute()
    check_output(project, folder)
    policies = {tag: "drafts" if drafts else project.policy_of(tag) for tag in every}
    work = _Compilation(project, folder, policies, wanted)
    work.run(progress)
    return work.report()


def make_page(
    project: Project,
    path: Path,
    locale: str,
    *,
    drafts: bool = False,
    output: Path | None = None,
    change: Callable[[Prepared], Localisation],
) -> str:
    """Return one page as compile would write it, but for a change to its translations; nothing is written.

    Args:
        project: the project.
        path: the article.
        locale: the locale of the page.
        drafts: whether drafts are put into the page.
        output: the folder of pages; the settings' if None.
        change: returns the translations to be shown.

    Raises:
        I18nToolError: the page cannot be made.
    """
    policies = {
        tag: "drafts" if drafts else project.policy_of(tag) for tag in (project.source_locale, *project.locales)
    }
    work = _Compilation(project, output or project.output, policies, ())
    work.plan.make(work.articles)
    prepared = work.plan.prepare(path)
    listed = [tag for tag in work.locales if work.is_listed(prepared, tag, prepared.problems)]
    counts = prepared.localised[locale][1]
    if locale == project.source_locale:
        counts = Counts(counts.segments, 0, 0, 0)
    return work.writer.article_page(prepared.article, locale, change(prepared), counts, listed)[0]


def _same_locale(tag: str, locale: str) -> bool:
    return tag.replace("-", "_").casefold() == locale.casefold()


@dataclass
class _Compilation:
    """Compiles one article after the other and remembers what became of them."""

    project: Project
    folder: Path
    policies: Mapping[str, str]
    wanted: Sequence[str]
    pages: list[CompiledPage] = field(default_factory=list)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    broken: dict[tuple[str, int, str], BrokenLink] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)
    errors: list[I18nToolError] = field(default_factory=list)
    removed: tuple[str, ...] = ()
    written: int = 0
    unchanged: int = 0
    reused: int = 0
    kept: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        project = self.project
        self.locales = tuple(self.policies)
        chosen = project.settings["compile.theme"]
        self.theme = Theme(project.root / chosen if chosen else None, project.settings["compile.site-name"])
        self.site_url = str(project.settings["compile.site-url"])
        self.articles = list_articles(project)
        self.manifest = Manifest(project, self.folder, self.setting())
        self.plan = Plan(project, self.manifest, self.policies)
        self.site = Site(
            project.root,
            {project.relative(path): project.article_name(path) for path in self.articles},
            tuple(folder.as_posix() for folder in project.article_folders),
            self.locales,
            self.plan.moved,
            project.source_locale,
        )
        self.writer = PageWriter(project.source_locale, self.locales, self.site, self.theme, self.site_url)

    def setting(self) -> str:
        """Return a digest of all that pages depend on besides articles, catalogues and files."""
        settings = sorted((key, str(value)) for key, value in self.project.settings.items())
        values = (i18n_tool.__version__, settings, sorted(self.policies.items()))
        own = hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()
        return own + self.theme.fingerprint()

    def run(self, progress: Progress | None) -> None:
        self.plan.make(self.articles)
        for index, path in enumerate(self.articles):
            if progress:
                progress(index, len(self.articles), self.project.relative(path))
            if not self.reuse_article(path):
                self.compile_article(path)
        known = self.reused == len(self.articles) and self.manifest.knows(self.site.names)
        for target, make in self.lists():
            if target not in self.manifest.claimed and not (known and self.leave(target)):
                self.put(target, make())
        self.write_map(known)
        self.copy_assets(known)
        self.removed = self.manifest.close(self.wanted, self.locales, self.kept)
        self.manifest.sign()

    # Articles.

    def reuse_article(self, path: Path) -> bool:
        """Take the pages of an article as they are, if nothing of it has changed since they were written."""
        article = self.project.relative(path)
        record = self.plan.records.get(article)
        if record is None or not self.manifest.stands(record, self.wanted):
            return False
        if any(self.way_to(target) != list(way) for target, way in record.linked.items()):
            return False
        self.reused += 1
        self.manifest.remember(article, record)
        self.assets |= record.assets
        self.add_broken(record.broken)
        for locale in self.wanted:
            if locale in record.entries:
                self.leave(record.entries[locale].page)
                self.add_page(article, locale, record.entries[locale], changed=False)
            else:
                self.leave_out(article, locale, record.left_out[locale])
        return True

    def way_to(self, target: str) -> list[str]:
        """Return what decides where links to a file lead: the article that it is, and its pages that have moved."""
        name = self.site.find_article(target)
        if name is None:
            return []
        return [name, *(f"{locale} {page}" for locale, page in sorted(self.plan.moved.get(name, {}).items()))]

    def compile_article(self, path: Path) -> None:
        """Write the pages of one article; what goes wrong stays with it."""
        shown, name = self.project.relative(path), self.project.article_name(path)
        try:
            prepared = self.plan.prepare(path)
        except I18nToolError as problem:
            self.errors.append(problem)
            for locale in self.wanted:
                self.keep_page(shown, name, locale)
            return
        problems = {**prepared.problems, **self.plan.problems.get(shown, {})}
        listed = [locale for locale in self.locales if self.is_listed(prepared, locale, problems)]
        entries: dict[str, Entry] = {}
        left_out: dict[str, Counts] = {}
        links: list[Links] = []
        for locale in self.wanted:
            if locale in problems:
                self.errors.append(problems[locale])
                self.keep_page(shown, name, locale)
            elif not self.site.page_of(name, locale):
                left_out[locale] = prepared.localised[locale][1]
                self.leave_out(shown, locale, left_out[locale])
            elif made := self.write_page(prepared, locale, listed):
                entries[locale] = made[0]
                links.append(made[1])
        self.remember(prepared, entries, left_out, links)

    def is_listed(self, prepared: Prepared, locale: str, problems: Mapping[str, I18nToolError]) -> bool:
        """Tell whether the pages of an article are told of the one in a locale; it may be from an earlier run."""
        if locale in problems:
            entry = self.manifest.last_entry(prepared.article.path, locale)
            return entry is not None and entry.counts.listed
        if not self.site.page_of(prepared.article.name, locale):
            return False
        return locale == self.project.source_locale or prepared.localised[locale][1].listed

    def write_page(self, prepared: Prepared, locale: str, listed: Sequence[str]) -> tuple[Entry, Links] | None:
        """Write a page, and return what lists say about it and its links; None if it could not be made."""
        article = prepared.article
        localisation, counts = prepared.localised[locale]
        page = self.site.page_of(article.name, locale)
        if locale == self.project.source_locale:
            localisation, counts = {}, Counts(counts.segments, 0, 0, 0)
        try:
            text, entry, links = self.writer.article_page(article, locale, localisation, counts, listed)
            self.refuse_foreign(page, text)
        except I18nToolError as problem:
            problem.path = problem.path or article.path
            self.errors.append(problem)
            self.kept.add(page)
            return None
        self.add_broken(links.broken)
        for asset in links.assets:
            self.assets[asset] = self.site.asset_path(asset)
        self.add_page(article.path, locale, entry, changed=self.write(page, text))
        return entry, links

    def remember(
        self, prepared: Prepared, entries: dict[str, Entry], left_out: dict[str, Counts], links: Sequence[Links]
    ) -> None:
        """Keep for the next run what became of an article and all that decided it."""
        article = prepared.article
        broken = tuple(dict.fromkeys(link for page in links for link in page.broken))
        assets = sorted({asset for page in links for asset in page.assets})
        stamps: dict[str, Stamp] = dict(prepared.stamps)
        for link in broken:
            missing = meant_file(link.target.partition("#")[0].partition("?")[0], link.article)
            stamps[missing] = stamp_of(self.project.root / missing)
        for asset in assets:
            for file in (self.project.root / asset, (self.project.root / asset).parent):
                stamps[self.project.relative(file)] = stamp_of(file)
        whole = len(entries) + len(left_out) == len(self.wanted)
        if not whole:
            for locale in self.locales:
                last = self.manifest.last_entry(article.path, locale)
                if last is not None and locale not in left_out:
                    entries.setdefault(locale, last)
        record = Record(
            sources=stamps if whole else NEVER,
            entries=entries,
            moved=self.plan.moved.get(article.name, {}),
            left_out=left_out,
            linked={target: self.way_to(target) for target in sorted({to for page in links for to in page.linked})},
            assets={asset: self.site.asset_path(asset) for asset in assets},
            broken=broken,
        )
        self.manifest.remember(article.path, record)

    def keep_page(self, article: str, name: str, locale: str) -> None:
        """Keep a page that cannot be made anew, in the site and in its lists, if an earlier run made it."""
        self.kept.add(page_path(name, locale))
        entry = self.manifest.last_entry(article, locale)
        if entry is not None:
            self.kept.add(entry.page)
            self.entries.setdefault(locale, {})[article] = entry
            self.manifest.keep(article)

    # What the report says.

    def add_page(self, article: str, locale: str, entry: Entry, *, changed: bool) -> None:
        self.entries.setdefault(locale, {})[article] = entry
        counts = entry.counts
        self.pages.append(
            CompiledPage(article, locale, entry.page, changed, counts.accepted, counts.drafts, counts.untranslated)
        )
        if not counts.listed and locale != self.project.source_locale:
            reason = why_left_out(counts, self.policies[locale])
            self.left_out.append(LeftOut(article, locale, entry.page, True, reason))

    def leave_out(self, article: str, locale: str, counts: Counts) -> None:
        page = page_path(self.site.names[article], locale)
        reason = why_left_out(counts, self.policies[locale])
        self.left_out.append(LeftOut(article, locale, page, False, reason))

    def add_broken(self, links: Iterable[BrokenLink]) -> None:
        for link in links:
            self.broken.setdefault((link.article, link.line, link.target), link)

    def report(self) -> CompileReport:
        return CompileReport(
            self.project.relative(self.folder),
            tuple(self.wanted),
            any(self.policies[locale] == "drafts" for locale in self.wanted),
            {locale: self.policies[locale] for locale in self.wanted},
            tuple(self.pages),
            self.written,
            self.unchanged,
            self.removed,
            tuple(sorted(self.broken.values(), key=lambda link: (link.article, link.line, link.target))),
            tuple(self.errors),
            tuple(self.left_out),
            bool(self.site_url),
        )

    # What stands around the pages of articles.

    def lists(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Yield the files that are made of no single article, and what makes each."""
        writer = self.writer
        for locale in self.wanted:
            known = {self.site.names[article]: entry for article, entry in self.entries.get(locale, {}).items()}
            yield page_path(INDEX, locale), partial(compile_lists.index_page, writer, locale, list(known.values()))
            yield page_path(MISSING, locale), partial(compile_lists.missing_page, writer, locale)
            if self.site_url:
                yield feed_path(locale), partial(compile_lists.feed, writer, locale, known)
        yield f"{INDEX}.html", partial(compile_lists.languages_page, writer)
        yield f"{MISSING}.html", partial(compile_lists.missing_root, writer)
        yield STYLE, self.theme.style

    def write_map(self, known: bool) -> None:
        """Write the map for search engines; a run on some locales leaves it as it is."""
        earlier = [name for name in self.manifest.files if re.fullmatch(r"sitemap(-\d+)?\.xml", name)]
        if not self.site_url:
            return
        if len(self.wanted) < len(self.locales):
            self.kept |= set(earlier)
        elif known and SITEMAP in earlier and all(map(self.manifest.is_intact, earlier)):
            for name in earlier:
                self.leave(name)
        else:
            for target, text in sitemaps(self.places(), self.site_url):
                self.put(target, text)

    def places(self) -> Iterator[Place]:
        """Yield what is on the site: the lists, then each article in the locales in which it is announced."""
        yield Place({locale: page_path(INDEX, locale) for locale in self.locales}, f"{INDEX}.html", {})
        source = self.project.source_locale
        for article in self.site.names:
            found = {
                locale: entry
                for locale in self.locales
                if (entry := self.entries.get(locale, {}).get(article)) is not None and entry.counts.listed
            }
            if source in found:
                changed = {locale: entry.updated for locale, entry in found.items()}
                yield Place({locale: entry.page for locale, entry in found.items()}, found[source].page, changed)

    def copy_assets(self, known: bool) -> None:
        """Copy pictures and files that pages ask for, and what style sheets among them ask for.

        Args:
            known: no article and none of its files has changed, so that what is there can be left alone.
        """
        known = known and not any(asset.lower().endswith(".css") for asset in self.assets)
        waiting = sorted(self.assets)
        while waiting:
            asset = waiting.pop()
            if asset.lower().endswith(".css"):
                for further in self.site.style_assets(asset):
                    if further not in self.assets:
                        self.assets[further] = self.site.asset_path(further)
                        waiting.append(further)
        for asset, target in sorted(self.assets.items()):
            if known and self.leave(target):
                continue
            try:
                data = (self.project.root / asset).read_bytes()
            except OSError as problem:
                self.errors.append(
                    OutputError(f"the file cannot be copied: {problem.strerror}.", "Check its rights.", path=asset)
                )
                self.kept.add(target)
                continue
            self.put(target, data)

    # Files.

    def leave(self, target: str) -> bool:
        """Leave a file of the site as it is, if it is as an earlier run left it."""
        if not self.manifest.is_intact(target):
            return False
        self.manifest.claim(target)
        self.unchanged += 1
        return True

    def put(self, target: str, content: str | bytes) -> bool:
        """Write a file of the site; one that is not ours is left alone, and the report says so."""
        try:
            self.refuse_foreign(target, content)
        except OutputError as problem:
            self.errors.append(problem)
            return False
        return self.write(target, content)

    def write(self, target: str, content: str | bytes) -> bool:
        """Write a file of the site if it is not right already, and remember it."""
        path = self.manifest.claim(target)
        changed = write_text(path, content) if isinstance(content, str) else write_bytes(path, content)
        self.written += changed
        self.unchanged += not changed
        return changed

    def refuse_foreign(self, target: str, content: str | bytes) -> None:
        """Raise an error if a file of the site was not written by compile and holds something else."""
        if not self.manifest.is_foreign(target):
            return
        path = self.folder / target
        data = content.encode("utf-8") if isinstance(content, str) else content
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        raise OutputError(
            "this file was there before, and compile did not write it: it was left as it is.",
            "Move it away, or remove it, and compile again.",
            path=self.project.relative(path),
        )

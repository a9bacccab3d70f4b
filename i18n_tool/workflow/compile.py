"""Articles and accepted translations to pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import i18n_tool
from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.model import Localisation
from i18n_tool.pages import INDEX, MISSING, STYLE, BrokenLink, Site, feed_path, page_path
from i18n_tool.project import Project
from i18n_tool.theme import Theme
from i18n_tool.workflow import compile_lists
from i18n_tool.workflow.article_warnings import ArticleWarning
from i18n_tool.workflow.compile_article import ArticleCompiler, Outcome, write_file
from i18n_tool.workflow.compile_entry import Counts, Entry
from i18n_tool.workflow.compile_index import (
    ArticleList,
    count_pages,
    index_pages,
    list_order,
    standing_targets,
)
from i18n_tool.workflow.compile_localise import Prepared
from i18n_tool.workflow.compile_page import PageWriter
from i18n_tool.workflow.compile_plan import Plan
from i18n_tool.workflow.compile_report import CompiledPage, CompileReport, LeftOut, why_left_out
from i18n_tool.workflow.compile_share import count_processes, share
from i18n_tool.workflow.compile_sitemap import SITEMAP, Place, sitemaps
from i18n_tool.workflow.compile_state import Manifest, check_output
from i18n_tool.workflow.extract import Progress, demand_articles, list_articles

PROCESSES = "compile.processes"
"""The setting that changes no page."""


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
    if locale in prepared.problems:
        raise prepared.problems[locale]
    listed = [tag for tag in work.locales if work.work.is_listed(prepared, tag)]
    counts = prepared.localised[locale][1]
    if locale == project.source_locale:
        counts = Counts(counts.segments, 0, 0, 0)
    return work.writer.article_page(prepared.article, locale, change(prepared), counts, listed)[0]


def _same_locale(tag: str, locale: str) -> bool:
    return tag.replace("-", "_").casefold() == locale.casefold()


@dataclass
class _Compilation:
    """Compiles all articles and remembers what became of them."""

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
    warnings: list[ArticleWarning] = field(default_factory=list)
    removed: tuple[str, ...] = ()
    written: int = 0
    unchanged: int = 0
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
        self.work = ArticleCompiler(project, self.folder, self.wanted, self.manifest, self.plan, self.site, self.writer)

    def setting(self) -> str:
        """Return a digest of all that pages depend on besides articles, catalogues and files."""
        settings = sorted((key, str(value)) for key, value in self.project.settings.items() if key != PROCESSES)
        values = (i18n_tool.__version__, settings, sorted(self.policies.items()))
        own = hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()
        return own + self.theme.fingerprint()

    def run(self, progress: Progress | None) -> None:
        if self.manifest.files:
            demand_articles(self.project, self.articles, "all pages would be removed")
        self.plan.make(self.articles)
        reused = self.compile_articles(progress)
        known = reused == len(self.articles) and self.manifest.knows(self.site.names)
        for target, make in self.lists():
            if target not in self.manifest.claimed and not (known and self.leave(target)):
                self.put(target, make())
        self.write_indexes(known)
        self.write_map(known)
        self.copy_assets(known)
        self.removed = self.manifest.close(self.wanted, self.locales, self.kept)
        self.manifest.sign()

    def compile_articles(self, progress: Progress | None) -> int:
        """Write the pages of all articles, and return how many articles have pages that could stay as they are."""
        standing = {path: record for path in self.articles if (record := self.work.standing(path))}
        waiting = [path for path in self.articles if path not in standing]
        processes = count_processes(len(waiting), int(self.project.settings[PROCESSES]))
        made = share(self.work.compile, waiting, processes)
        for index, path in enumerate(self.articles):
            article = self.project.relative(path)
            if progress:
                progress(index, len(self.articles), article)
            self.take(self.work.reuse(article, standing[path]) if path in standing else next(made))
        return len(standing)

    def take(self, outcome: Outcome) -> None:
        """Remember what became of an article."""
        for target, stamp in outcome.files.items():
            self.manifest.claim(target, stamp)
        for locale, entry in outcome.entries.items():
            self.entries.setdefault(locale, {})[outcome.article] = entry
        for locale in self.wanted:
            if locale in outcome.made:
                self.add_page(outcome, locale)
            elif locale in outcome.left_out:
                page = page_path(self.site.names[outcome.article], locale)
                self.leave_out(outcome.article, locale, page, outcome.left_out[locale], exists=False)
        for link in outcome.broken:
            self.broken.setdefault((link.article, link.line, link.target), link)
        self.kept.update(outcome.kept)
        self.errors += outcome.errors
        self.warnings += outcome.warnings
        if outcome.record is not None:
            self.assets |= outcome.record.assets
            self.manifest.remember(outcome.article, outcome.record)

    # What the report says.

    def add_page(self, outcome: Outcome, locale: str) -> None:
        entry, changed = outcome.entries[locale], outcome.made[locale]
        counts = entry.counts
        self.written += changed
        self.unchanged += not changed
        self.pages.append(
            CompiledPage(
                outcome.article, locale, entry.page, changed, counts.accepted, counts.drafts, counts.untranslated
            )
        )
        if not counts.listed and locale != self.project.source_locale:
            self.leave_out(outcome.article, locale, entry.page, counts, exists=True)

    def leave_out(self, article: str, locale: str, page: str, counts: Counts, *, exists: bool) -> None:
        self.left_out.append(LeftOut(article, locale, page, exists, why_left_out(counts, self.policies[locale])))

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
            tuple(self.warnings),
            tuple(self.left_out),
            bool(self.site_url),
        )

    # What stands around the pages of articles.

    def lists(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Yield the files that are made of no single article, and what makes each."""
        writer = self.writer
        for locale in self.wanted:
            known = {self.site.names[article]: entry for article, entry in self.entries.get(locale, {}).items()}
            yield page_path(MISSING, locale), partial(compile_lists.missing_page, writer, locale)
            if self.site_url:
                yield feed_path(locale), partial(compile_lists.feed, writer, locale, known.items())
        yield f"{INDEX}.html", partial(compile_lists.languages_page, writer)
        yield f"{MISSING}.html", partial(compile_lists.missing_root, writer)
        yield STYLE, self.theme.style

    def write_indexes(self, known: bool) -> None:
        """Write the list of the articles of each locale, unless an article has its place.

        A run on some locales that makes a list longer or shorter lets the next one tell the others.
        """
        standing = {locale: standing_targets(self.manifest.files, locale) for locale in self.locales}
        before = {locale: max(1, len(targets)) for locale, targets in standing.items()}
        taken = self.kept | set(self.manifest.claimed)
        lists = {
            locale: list(self.entries.get(locale, {}).values())
            for locale in self.wanted
            if page_path(INDEX, locale) not in taken
        }
        length = int(self.project.settings["compile.list-length"])
        pages = before | dict.fromkeys(self.wanted, 1)
        pages |= {locale: count_pages(len(entries), length) for locale, entries in lists.items()}
        for locale, entries in lists.items():
            self.write_index(ArticleList(locale, len(entries), length, pages), entries, taken, known)
        if pages != before:
            others = [locale for locale in self.locales if locale not in self.wanted]
            self.manifest.distrust([target for locale in others for target in standing[locale][1:]])

    def write_index(self, listing: ArticleList, entries: Iterable[Entry], taken: Collection[str], known: bool) -> None:
        free = [target for target in listing.targets if target not in taken]
        for target in listing.targets:
            if target in taken:
                what = "an article has the place of this page of the list."
                advice = "Rename the article, or change list-length in [compile]."
                shown = self.project.relative(self.folder / target)
                self.errors.append(OutputError(what, advice, path=shown))
        if known and all(map(self.manifest.is_intact, free)):
            for target in free:
                self.leave(target)
            return
        for target, text in index_pages(self.writer, listing, sorted(entries, key=list_order)):
            if target in free:
                self.put(target, text)

    def write_map(self, known: bool) -> None:
        """Write the map for search engines; a run on some locales leaves it as it is."""
        earlier = [name for name in self.manifest.files if re.fullmatch(r"sitemap(-\d+)?\.xml", name)]
        if not self.site_url:
            return
        if len(self.wanted) < len(self.locales):
            self.kept |= set(earlier)
            if self.written:
                self.manifest.distrust(earlier)
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
        self.manifest.claim(target, self.manifest.files[target])
        self.unchanged += 1
        return True

    def put(self, target: str, content: str | bytes) -> bool:
        """Write a file of the site; one that is not ours is left alone, and the report says so."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.manifest.place(target)
        try:
            changed, stamp = write_file(self.manifest, target, data)
        except OutputError as problem:
            self.errors.append(problem)
            return False
        self.manifest.claim(target, stamp)
        self.written += changed
        self.unchanged += not changed
        return changed

"""Articles and accepted translations to pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import i18n_tool
from i18n_tool.errors import I18nToolError
from i18n_tool.model import Localisation
from i18n_tool.pages import Site
from i18n_tool.project import Project
from i18n_tool.theme import Theme
from i18n_tool.workflow.article_warnings import ArticleWarning
from i18n_tool.workflow.compile_around import Surroundings
from i18n_tool.workflow.compile_article import ArticleCompiler, Outcome
from i18n_tool.workflow.compile_entry import Counts
from i18n_tool.workflow.compile_localise import Prepared
from i18n_tool.workflow.compile_page import PageWriter
from i18n_tool.workflow.compile_plan import Plan
from i18n_tool.workflow.compile_records import Records
from i18n_tool.workflow.compile_report import CompileReport, Tellings
from i18n_tool.workflow.compile_state import Manifest, check_output
from i18n_tool.workflow.compile_store import DamagedStateError
from i18n_tool.workflow.extract import Progress, demand_articles, list_articles
from i18n_tool.workflow.processes import count_processes, share

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

    Files that are right already are not touched. What an earlier run wrote and this one does not is removed. Nobody
    else may compile meanwhile: the project is to be locked.

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
    try:
        work.run(progress)
    except DamagedStateError as problem:
        Path(str(problem.path)).unlink(missing_ok=True)
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
    work.plan.make(work.site.names, trusted=work.is_trusted)
    prepared = work.plan.prepare(project.relative(path))
    if locale in prepared.problems:
        raise prepared.problems[locale]
    earlier = work.records.load(prepared.article.path)
    listed = [tag for tag in work.locales if work.work.is_listed(prepared, tag, earlier)]
    counts = prepared.localised[locale][1]
    if locale == project.source_locale:
        counts = Counts(counts.segments, 0, 0, 0)
    return work.writer.article_page(prepared.article, locale, change(prepared), counts, listed)[0]


def _same_locale(tag: str, locale: str) -> bool:
    return tag.replace("-", "_").casefold() == locale.casefold()


@dataclass
class _Compilation:
    """Compiles all articles; what became of them is in the records."""

    project: Project
    folder: Path
    policies: Mapping[str, str]
    wanted: Sequence[str]
    errors: list[I18nToolError] = field(default_factory=list)
    warnings: list[ArticleWarning] = field(default_factory=list)
    removed: tuple[str, ...] = ()
    written: int = 0
    kept: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        project = self.project
        self.locales = tuple(self.policies)
        chosen = project.settings["compile.theme"]
        theme = Theme(project.root / chosen if chosen else None, project.settings["compile.site-name"])
        self.setting = self.digest(theme)
        self.manifest = Manifest(project, self.folder)
        self.records = Records(self.manifest.store, project.root, self.folder)
        self.plan = Plan(project, self.records, self.policies, processes=int(project.settings[PROCESSES]))
        self.site = Site(
            project.root,
            {project.relative(path): project.article_name(path) for path in list_articles(project)},
            tuple(folder.as_posix() for folder in project.article_folders),
            self.locales,
            self.plan.moved,
            project.source_locale,
        )
        site_url = str(project.settings["compile.site-url"])
        self.writer = PageWriter(project.source_locale, self.locales, self.site, theme, site_url)
        self.work = ArticleCompiler(
            project, self.folder, self.wanted, self.manifest, self.records, self.plan, self.site, self.writer
        )
        self.around = Surroundings(
            project, self.manifest, self.records, self.site, self.writer, self.wanted, self.kept, self.errors
        )

    def digest(self, theme: Theme) -> str:
        """Return a digest of all that pages depend on besides articles, catalogues and files."""
        settings = sorted((key, str(value)) for key, value in self.project.settings.items() if key != PROCESSES)
        values = (i18n_tool.__version__, settings, sorted(self.policies.items()))
        own = hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()
        return own + theme.fingerprint()

    @property
    def is_trusted(self) -> bool:
        """Whether the pages of articles that have not changed can be right."""
        return bool(self.manifest.store.fact("setting") == self.setting)

    def run(self, progress: Progress | None) -> None:
        """Do it; if it cannot be done, what was known stays known."""
        self.manifest.open()
        names = self.site.names
        if not names and self.records.count():
            demand_articles(self.project, (), "all pages would be removed")
        self.plan.make(names, trusted=self.is_trusted)
        waiting = [article for article in names if not self.work.stands(article)]
        if not waiting and self.records.count() == len(names) and self.manifest.stands(self.setting):
            return
        self.manifest.begin()
        try:
            self.records.forget_others(names)
            self.compile_articles(waiting, progress)
            self.around.write()
            self.written += self.around.written
            whole = len(self.wanted) == len(self.locales) and not (self.errors or self.around.styles)
            self.removed = self.manifest.close(self.wanted, self.locales, self.kept, setting=self.setting, whole=whole)
        finally:
            self.manifest.store.drop()

    def compile_articles(self, waiting: Sequence[str], progress: Progress | None) -> None:
        """Write the pages of articles that are not right as they are."""
        processes = count_processes(len(waiting), int(self.project.settings[PROCESSES]))
        for index, outcome in enumerate(share(self.work.compile, waiting, processes)):
            if progress:
                progress(index, len(waiting), outcome.article)
            self.take(outcome)

    def take(self, outcome: Outcome) -> None:
        """Remember what became of an article."""
        self.kept.update(outcome.kept)
        self.errors += outcome.errors
        self.warnings += outcome.warnings
        self.written += sum(outcome.made.values())
        if outcome.record is None:
            self.records.forget(outcome.article)
        else:
            self.records.save(outcome.article, outcome.record, outcome.made, self.manifest.run)

    def report(self) -> CompileReport:
        told = Tellings(self.manifest.store, self.site.names, self.wanted, self.policies, self.manifest.run)
        files = self.manifest.count_claimed(self.wanted, self.locales)
        totals = told.totals()
        return CompileReport(
            self.project.relative(self.folder),
            tuple(self.wanted),
            any(self.policies[locale] == "drafts" for locale in self.wanted),
            {locale: self.policies[locale] for locale in self.wanted},
            told.pages(),
            totals,
            self.written,
            sum(total.pages for total in totals.values()) + files - self.written,
            self.removed,
            tuple(self.records.broken()),
            tuple(self.errors),
            tuple(self.warnings),
            told.left_out(),
            bool(self.writer.site_url),
        )

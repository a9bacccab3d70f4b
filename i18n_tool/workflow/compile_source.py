"""Articles and accepted translations to localised articles, in the layout that a site generator expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.files import write_bytes
from i18n_tool.formats import get_format
from i18n_tool.formats.front_matter_language import set_language
from i18n_tool.formats.html_head import localise_page, rewrite_links
from i18n_tool.formats.markdown import MarkdownFormat, MdxFormat
from i18n_tool.formats.text_page import render_text_page
from i18n_tool.languages import bcp47_tag, direction
from i18n_tool.model import Localisation
from i18n_tool.pages import BrokenLink, Site, linked_file
from i18n_tool.project import Project
from i18n_tool.workflow.article_warnings import ArticleWarning
from i18n_tool.workflow.compile_entry import Article, Counts
from i18n_tool.workflow.compile_localise import Prepared, prepare_article
from i18n_tool.workflow.compile_report import CompiledPage
from i18n_tool.workflow.compile_state import NEVER, Manifest, check_output
from i18n_tool.workflow.extract import Progress, demand_articles, list_articles
from i18n_tool.workflow.source_layout import Layout, layout_of
from i18n_tool.workflow.source_records import SourceRecord, SourceRecords


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What compile did for a site generator."""

    output: str
    """The folder of localised articles, from the project folder where it is in it."""
    locales: tuple[str, ...]
    """The locales that were written, the source locale first if it is."""
    articles: tuple[CompiledPage, ...]
    """Article by article, in each locale; one without a path was left out."""
    written: int
    """How many files were written, pictures included."""
    unchanged: int
    """How many files were right already."""
    removed: tuple[str, ...] = ()
    """Files of earlier runs whose article, picture or locale is gone; they were removed."""
    broken_links: tuple[BrokenLink, ...] = ()
    """Links of articles that lead nowhere."""
    errors: tuple[I18nToolError, ...] = ()
    """What could not be done; the rest was."""
    warnings: tuple[ArticleWarning, ...] = ()
    """What authors should look at in articles that were written all the same."""

    @property
    def left_out(self) -> tuple[CompiledPage, ...]:
        """Articles that the policy keeps back until all of them is accepted."""
        return tuple(article for article in self.articles if not article.path)


def compile_sources(
    project: Project,
    *,
    locales: Iterable[str] = (),
    drafts: bool = False,
    output: Path | None = None,
    progress: Progress | None = None,
) -> SourceReport:
    """Write the articles of a project in each locale, each as its author wrote it but for what is translated.

    Pictures and other files that articles ask for are copied along. Files that are right already are not touched.
    What an earlier run wrote and this one does not is removed.

    Args:
        project: the project.
        locales: the locales to write; all of the project, and the source locale if the settings say so, if empty.
        drafts: take drafts too, besides what the settings say.
        output: the folder to write to; the settings' if None.
        progress: told of each article.

    Raises:
        I18nToolError: the settings or the output folder are no good. One bad article or catalogue does not stop the
            others: it is in the report.
    """
    layout = layout_of(project)
    folder = project.source_output if output is None else output.absolute()
    _check_folder(project, folder)
    every = (*((project.source_locale,) if layout.original != "none" else ()), *project.locales)
    work = _Sources(project, folder, layout, every, _choose(project, every, tuple(locales)), drafts)
    work.run(progress)
    return work.report()


def _choose(project: Project, every: Sequence[str], named: Sequence[str]) -> tuple[str, ...]:
    if not named:
        return tuple(every)
    spelled = [tag.replace("-", "_").casefold() for tag in named]
    with_source = project.source_locale.casefold() in spelled
    others = [tag for tag, same in zip(named, spelled, strict=True) if same != project.source_locale.casefold()]
    chosen = project.select_locales(others) if others else ()
    return tuple(tag for tag in every if tag in chosen or (with_source and tag == project.source_locale))


def _check_folder(project: Project, folder: Path) -> None:
    check_output(project, folder)
    taken = folder.resolve().is_relative_to(project.root.resolve()) and folder != project.source_output
    if taken and any(inside.as_posix() == "." for inside in project.article_folders):
        raise OutputError(
            "what is written there would be taken for articles by the next command.",
            "Name the folder in the settings, as output in [compile.source].",
            path=project.relative(folder),
        )


@dataclass
class _Sources:
    """Writes one article after the other and remembers what became of them."""

    project: Project
    folder: Path
    layout: Layout
    locales: Sequence[str]
    wanted: Sequence[str]
    drafts: bool
    articles: list[CompiledPage] = field(default_factory=list)
    broken: list[BrokenLink] = field(default_factory=list)
    errors: list[I18nToolError] = field(default_factory=list)
    warnings: list[ArticleWarning] = field(default_factory=list)
    assets: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    removed: tuple[str, ...] = ()
    written: int = 0
    unchanged: int = 0

    def __post_init__(self) -> None:
        project = self.project
        self.policies = {tag: "drafts" if self.drafts else project.policy_of(tag) for tag in self.locales}
        self.manifest = Manifest(project, self.folder)
        self.records = SourceRecords(project, self.folder, self.policies)
        self.paths = list_articles(project)
        self.site = Site(
            project.root,
            {project.relative(path): project.article_name(path) for path in self.paths},
            tuple(folder.as_posix() for folder in project.article_folders),
            project.locales,
        )

    def run(self, progress: Progress | None) -> None:
        self.manifest.open()
        if not self.manifest.is_empty:
            demand_articles(self.project, self.paths, "all localised articles would be removed")
        self.manifest.begin()
        try:
            self.write_articles(progress)
            self.removed = self.manifest.close(self.wanted, (), self.kept)
        finally:
            self.manifest.store.drop()
        self.records.save()

    def write_articles(self, progress: Progress | None) -> None:
        for index, path in enumerate(self.paths):
            if progress:
                progress(index, len(self.paths), self.project.relative(path))
            if self.reuse(self.project.relative(path)):
                continue
            try:
                self.write_article(prepare_article(self.project, path, self.policies))
            except I18nToolError as problem:
                self.fail(problem, self.project.relative(path), *self.locales)
                self.keep_assets(self.project.relative(path))
        for target, asset in sorted(self.assets.items()):
            self.copy(asset, target)

    def reuse(self, article: str) -> bool:
        """Leave an article as it is in all locales, if nothing of it has changed since it was written."""
        record = self.records.unchanged(article)
        if record is None or not set(self.wanted) <= set(record.files):
            return False
        files = {locale: record.files[locale] for locale in self.wanted}
        if not all(self.manifest.is_intact(target) for target, *_ in files.values() if target):
            return False
        for locale, (target, *numbers) in files.items():
            if target:
                self.owners[target] = article
                self.manifest.claim(target)
                self.unchanged += 1
            self.articles.append(CompiledPage(article, locale, target, False, *numbers))
        self.kept |= {self.layout.article_path(article, locale) for locale in self.locales if locale not in files}
        self.note_links(article, record.links)
        self.records.remember(article, record)
        return True

    def fail(self, problem: I18nToolError, article: str, *locales: str) -> None:
        """Note what went wrong, and keep what earlier runs have written of an article."""
        problem.path = problem.path or article
        self.errors.append(problem)
        self.kept |= {self.layout.article_path(article, locale) for locale in locales}

    def keep_assets(self, article: str) -> None:
        """Keep the files that an article asks for which cannot be read, since what is kept of it asks for them too."""
        record = self.records.known.get(article)
        if record is not None:
            self.note_links(article, record.links)
            self.records.remember(article, replace(record, sources=NEVER))

    def write_article(self, prepared: Prepared) -> None:
        """Write an article in each locale, and note the files that it asks for."""
        article = prepared.article
        links = {address: _line_of(article.source, address) for address in links_of(article)}
        self.note_links(article.path, links)
        failed = len(self.errors)
        self.warnings += prepared.warnings
        for locale in self.locales:
            target = self.layout.article_path(article.path, locale)
            if locale not in self.wanted:
                self.kept.add(target)
                continue
            try:
                if locale in prepared.problems:
                    raise prepared.problems[locale]
                self.refuse_equal(article, target)
                self.write_localised(article, locale, target, *prepared.localised[locale])
            except I18nToolError as problem:
                self.fail(problem, article.path, locale)
        if len(self.errors) == failed and not prepared.warnings:
            made = self.articles[len(self.articles) - len(self.wanted) :]
            files = {one.locale: (one.path, one.accepted, one.drafts, one.untranslated) for one in made}
            self.records.remember(article.path, SourceRecord(prepared.stamps, files, links))

    def refuse_equal(self, article: Article, target: str) -> None:
        """Refuse to write two articles to one file."""
        owner = self.owners.setdefault(target, article.path)
        if owner != article.path:
            raise OutputError(
                f"it would be written where {owner} is, to {target}.",
                "Rename one of them, or change the pattern in [compile.source].",
                path=article.path,
            )

    def write_localised(
        self, article: Article, locale: str, target: str, localisation: Localisation, counts: Counts
    ) -> None:
        if locale == self.project.source_locale:
            localisation, counts = {}, Counts(counts.segments, 0, 0, 0)
        if self.policies[locale] == "complete" and counts.untranslated:
            target = ""
        changed = bool(target) and self.put(target, self.text_of(article, locale, localisation))
        numbers = (counts.accepted, counts.drafts, counts.untranslated)
        self.articles.append(CompiledPage(article.path, locale, target, changed, *numbers))

    def text_of(self, article: Article, locale: str, localisation: Localisation) -> str:
        """Return an article in a locale, its metadata included."""
        source, settings = self.project.source_locale, self.project.settings
        text = article.source
        if locale != source:
            marked = source if settings["compile.source.marks"] else locale
            mdx = article.format == "markdown" and settings["compile.source.mdx"]
            format = MdxFormat() if mdx else get_format(article.format)
            text = format.render(article.pieces, localisation, source_locale=marked, locale=locale)
            if article.format == "html":
                text = localise_page(text, locale=bcp47_tag(locale), direction=direction(locale))
        if article.format == "markdown":
            key = str(settings["compile.source.language-key"])
            text = set_language(text, source, self.layout.spell(locale), key=key)
        return text

    def note_links(self, article: str, links: Mapping[str, int]) -> None:
        """Note the links of an article that lead nowhere, and the files that it asks for, in every locale."""
        for address, line in links.items():
            reason = ""
            for locale in self.locales:
                _, asset, reason = self.site.resolve(address, article, "", locale)
                if asset:
                    self.note_asset(asset, linked_file(address, article), locale)
            if reason:
                self.broken.append(BrokenLink(article, line, address, reason))

    def note_asset(self, asset: str, named: str, locale: str) -> None:
        target = self.layout.asset_path(asset, named, locale)
        if locale not in self.wanted:
            self.kept.add(target)
        if target in self.assets or target in self.kept:
            return
        self.assets[target] = asset
        if asset.lower().endswith(".css"):
            for further in self.site.style_assets(asset):
                self.note_asset(further, further, locale)

    def copy(self, asset: str, target: str) -> None:
        if self.records.is_copied(target, self.project.root / asset) and self.manifest.is_intact(target):
            self.manifest.claim(target)
            self.unchanged += 1
            return
        try:
            self.put(target, (self.project.root / asset).read_bytes())
        except I18nToolError as problem:
            self.errors.append(problem)
        except OSError as problem:
            what = f"the file cannot be copied: {problem.strerror}."
            self.errors.append(OutputError(what, "Check its rights.", path=asset))
            self.kept.add(target)

    def put(self, target: str, content: str | bytes) -> bool:
        """Write a file if it is not right already, and remember it.

        Raises:
            OutputError: there is another file of this name, which compile did not write.
        """
        data = content.encode("utf-8") if isinstance(content, str) else content
        path = self.folder / target
        if self.manifest.is_foreign(target) and not (path.is_file() and path.read_bytes() == data):
            raise OutputError(
                "there is a file of this name already, and compile did not write it.",
                "Move it away, or change output or pattern in [compile.source].",
                path=path,
            )
        self.manifest.announce(target)
        changed = write_bytes(self.manifest.place(target), data)
        self.manifest.claim(target)
        self.written += changed
        self.unchanged += not changed
        return changed

    def report(self) -> SourceReport:
        return SourceReport(
            self.project.relative(self.folder),
            tuple(self.wanted),
            tuple(self.articles),
            self.written,
            self.unchanged,
            self.removed,
            tuple(sorted(self.broken, key=lambda link: (link.article, link.line, link.target))),
            tuple(self.errors),
            tuple(self.warnings),
        )


def links_of(article: Article) -> list[str]:
    """Return the addresses in an article, as its author wrote them, each once."""
    found: list[str] = []

    def note(address: str) -> str:
        found.append(address)
        return address

    format = get_format(article.format)
    if article.format == "text":
        render_text_page(article.source, {}, source_locale="en", locale="en", link=note)
    elif isinstance(format, MarkdownFormat):
        rewrite_links(format.to_html(article.source), note)
    else:
        rewrite_links(article.source, note)
    return list(dict.fromkeys(found))


def _line_of(source: str, address: str) -> int:
    offset = source.find(address)
    return source.count("\n", 0, offset) + 1 if offset >= 0 else 0

"""Articles and accepted translations to localised articles, in the layout that a site generator expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from i18n_tool.catalogue import read_catalogue
from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.files import read_text, write_bytes, write_text
from i18n_tool.formats import format_of
from i18n_tool.formats.base import Format
from i18n_tool.formats.front_matter_language import set_language
from i18n_tool.formats.html_head import localise_page, rewrite_links
from i18n_tool.formats.markdown import MarkdownFormat
from i18n_tool.formats.text_page import render_text_page
from i18n_tool.languages import bcp47_tag, direction
from i18n_tool.model import Block, Localisation, Piece, Span, Unit
from i18n_tool.pages import BrokenLink, Site, meant_file
from i18n_tool.project import Project
from i18n_tool.workflow.compile import localise
from i18n_tool.workflow.compile_page import Counts
from i18n_tool.workflow.compile_state import Manifest, check_output
from i18n_tool.workflow.extract import Progress, block_spans, list_articles, parse_article
from i18n_tool.workflow.source_layout import Layout, layout_of


@dataclass(frozen=True, slots=True)
class LocalisedArticle:
    """One article in one locale."""

    article: str
    """The article, from the project folder."""
    locale: str
    """Its locale, in gettext spelling."""
    path: str
    """Where it is, from the output folder; empty: it was left out."""
    changed: bool
    """Whether it was written; False: it was right already, or left out."""
    accepted: int
    """How many of its segments have an accepted translation."""
    drafts: int
    """How many show a draft."""
    untranslated: int
    """How many stand in the source language; 0 in the source locale."""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What compile did for a site generator."""

    output: str
    """The folder of localised articles, from the project folder where it is in it."""
    locales: tuple[str, ...]
    """The locales that were written, the source locale first if it is."""
    articles: tuple[LocalisedArticle, ...]
    """Article by article, in each locale."""
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

    @property
    def left_out(self) -> tuple[LocalisedArticle, ...]:
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
    articles: list[LocalisedArticle] = field(default_factory=list)
    broken: list[BrokenLink] = field(default_factory=list)
    errors: list[I18nToolError] = field(default_factory=list)
    assets: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    removed: tuple[str, ...] = ()
    written: int = 0
    unchanged: int = 0

    def __post_init__(self) -> None:
        project = self.project
        self.manifest = Manifest(project, self.folder, "")
        self.paths = list_articles(project)
        self.site = Site(
            project.root,
            {project.relative(path): project.article_name(path) for path in self.paths},
            tuple(folder.as_posix() for folder in project.article_folders),
            project.locales,
        )

    def run(self, progress: Progress | None) -> None:
        for index, path in enumerate(self.paths):
            if progress:
                progress(index, len(self.paths), self.project.relative(path))
            try:
                self.write_article(_Article(self.project, path))
            except I18nToolError as problem:
                problem.path = problem.path or self.project.relative(path)
                self.errors.append(problem)
                self.kept |= {self.layout.article_path(self.project.relative(path), tag) for tag in self.locales}
        for target, asset in sorted(self.assets.items()):
            self.copy(asset, target)
        self.removed = self.manifest.close(self.wanted, (), self.kept)

    def write_article(self, article: _Article) -> None:
        """Write an article in each locale, and note the files that it asks for."""
        self.note_links(article)
        for locale in self.locales:
            target = self.layout.article_path(article.path, locale)
            if locale not in self.wanted:
                self.kept.add(target)
                continue
            if self.owners.setdefault(target, article.path) != article.path:
                raise OutputError(
                    f"it would be written where {self.owners[target]} is, to {target}.",
                    "Rename one of them, or change the pattern in [compile.source].",
                )
            try:
                self.write_localised(article, locale, target)
            except I18nToolError as problem:
                problem.path = problem.path or article.path
                self.errors.append(problem)
                self.kept.add(target)

    def write_localised(self, article: _Article, locale: str, target: str) -> None:
        localisation: Localisation = {}
        counts = Counts(0, 0, 0, 0)
        policy = self.project.policy_of(locale)
        if locale != self.project.source_locale:
            units = _units_of(self.project, article.name, locale)
            drafts = self.drafts or policy == "drafts"
            localisation, counts = localise(article.pieces, article.spans, units, drafts=drafts)
        if policy == "complete" and counts.accepted < counts.segments:
            target = ""
        changed = bool(target) and self.put(target, self.text_of(article, locale, localisation))
        numbers = (counts.accepted, counts.drafts, counts.untranslated)
        self.articles.append(LocalisedArticle(article.path, locale, target, changed, *numbers))

    def text_of(self, article: _Article, locale: str, localisation: Localisation) -> str:
        """Return an article in a locale, its metadata included."""
        source, settings = self.project.source_locale, self.project.settings
        text = article.source
        if locale != source:
            marked = source if settings["compile.source.marks"] else locale
            text = article.format.render(article.pieces, localisation, source_locale=marked, locale=locale)
            if article.format.name == "html":
                text = localise_page(text, locale=bcp47_tag(locale), direction=direction(locale))
        if article.format.name == "markdown":
            key = str(settings["compile.source.language-key"])
            text = set_language(text, source, self.layout.spell(locale), key=key)
        return text

    def note_links(self, article: _Article) -> None:
        """Note the links of an article that lead nowhere, and the files that it asks for, in every locale."""
        for address in dict.fromkeys(article.links):
            for locale in self.locales:
                _, asset, reason = self.site.resolve(address, article.path, "", locale)
                if asset:
                    self.note_asset(asset, meant_file(urlsplit(address).path, article.path), locale)
            if reason:
                self.broken.append(BrokenLink(article.path, article.line_of(address), address, reason))

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
        try:
            self.put(target, (self.project.root / asset).read_bytes())
        except OSError as problem:
            what = f"the file cannot be copied: {problem.strerror}."
            self.errors.append(OutputError(what, "Check its rights.", path=asset))
            self.kept.add(target)

    def put(self, target: str, content: str | bytes) -> bool:
        """Write a file if it is not right already, and remember it."""
        path = self.manifest.claim(target)
        changed = write_text(path, content) if isinstance(content, str) else write_bytes(path, content)
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
        )


class _Article:
    """An article, cut into pieces and segments."""

    def __init__(self, project: Project, path: Path) -> None:
        self.path = project.relative(path)
        self.name = project.article_name(path)
        self.format: Format = format_of(path)
        self.pieces: Sequence[Piece] = parse_article(project, path)
        self.source = read_text(path)
        self.spans: dict[int, list[Span]] = {
            index: block_spans(project, piece) for index, piece in enumerate(self.pieces) if isinstance(piece, Block)
        }

    @cached_property
    def links(self) -> list[str]:
        """The addresses in the article, as its author wrote them."""
        found: list[str] = []

        def note(address: str) -> str:
            found.append(address)
            return address

        if self.format.name == "text":
            render_text_page(self.source, {}, source_locale="en", locale="en", link=note)
        elif isinstance(self.format, MarkdownFormat):
            rewrite_links(self.format.to_html(self.source), note)
        else:
            rewrite_links(self.source, note)
        return found

    def line_of(self, address: str) -> int:
        offset = self.source.find(address)
        return self.source.count("\n", 0, offset) + 1 if offset >= 0 else 0


def _units_of(project: Project, name: str, locale: str) -> Mapping[tuple[str | None, str], Unit]:
    path = project.catalogue_path(name, locale)
    return {unit.key: unit for unit in read_catalogue(path).units if not unit.obsolete} if path.exists() else {}

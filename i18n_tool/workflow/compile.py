"""Articles and accepted translations to pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import i18n_tool
from i18n_tool.catalogue import read_catalogue
from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.files import read_text, write_bytes, write_text
from i18n_tool.formats import format_of
from i18n_tool.model import Block, Localisation, LocalisedSegment, Piece, Span, Unit
from i18n_tool.pages import STYLE, BrokenLink, Site, meant_file, page_path
from i18n_tool.project import Project
from i18n_tool.theme import Theme
from i18n_tool.workflow.compile_page import Article, Counts, Entry, Links, PageWriter
from i18n_tool.workflow.compile_state import Manifest, Record, check_output, stamp_of
from i18n_tool.workflow.extract import Progress, block_spans, list_articles, parse_article


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

    @property
    def listed(self) -> bool:
        """Whether the other locales and search engines are told of it: something of it is translated."""
        return not self.untranslated or self.accepted + self.drafts > 0


@dataclass(frozen=True, slots=True)
class CompileReport:
    """What compile did."""

    output: str
    """The folder of pages, from the project folder where it is in it."""
    locales: tuple[str, ...]
    """The locales that have pages, the source locale first."""
    drafts: bool
    """Whether drafts went into the pages."""
    pages: tuple[CompiledPage, ...]
    """The pages of articles, article by article."""
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

    @property
    def left_out(self) -> tuple[CompiledPage, ...]:
        """Pages that have no translation at all: they show the source and are not announced."""
        return tuple(page for page in self.pages if not page.listed)


def compile_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    drafts: bool = False,
    output: Path | None = None,
    progress: Progress | None = None,
) -> CompileReport:
    """Write the pages of a project: each article in each locale, a list of them per locale, a choice of languages.

    Files that are right already are not touched. What an earlier run wrote and this one does not is removed.

    Args:
        project: the project.
        locales: the locales to write pages in; all of the project and the source locale if empty.
        drafts: put drafts into the pages too, besides what the settings say.
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
    work = _Compilation(project, folder, every, wanted, drafts or project.settings["compile.policy"] == "drafts")
    work.run(progress)
    return work.report()


def _same_locale(tag: str, locale: str) -> bool:
    return tag.replace("-", "_").casefold() == locale.casefold()


@dataclass
class _Compilation:
    """Compiles one article after the other and remembers what became of them."""

    project: Project
    folder: Path
    locales: Sequence[str]
    wanted: Sequence[str]
    drafts: bool
    pages: list[CompiledPage] = field(default_factory=list)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    broken: dict[tuple[str, int, str], BrokenLink] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)
    errors: list[I18nToolError] = field(default_factory=list)
    removed: tuple[str, ...] = ()
    written: int = 0
    unchanged: int = 0
    kept: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        project = self.project
        chosen = project.settings["compile.theme"]
        self.theme = Theme(project.root / chosen if chosen else None, project.settings["compile.site-name"])
        self.articles = list_articles(project)
        self.site = Site(
            project.root,
            {project.relative(path): project.article_name(path) for path in self.articles},
            tuple(folder.as_posix() for folder in project.article_folders),
            self.locales,
        )
        self.writer = PageWriter(
            project.source_locale, self.locales, self.site, self.theme, project.settings["compile.site-url"]
        )

        self.manifest = Manifest(project, self.folder, self.setting())
        self.reused = 0

    def setting(self) -> str:
        """Return a digest of all that pages depend on besides their article and its catalogues."""
        settings = sorted((key, str(value)) for key, value in self.project.settings.items())
        values = (i18n_tool.__version__, settings, self.drafts, sorted(self.site.names.items()))
        own = hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()
        return own + self.theme.fingerprint()

    def run(self, progress: Progress | None) -> None:
        for index, path in enumerate(self.articles):
            if progress:
                progress(index, len(self.articles), self.project.relative(path))
            if not self.reuse_article(path):
                self.compile_article(path)
        known = self.reused == len(self.articles)
        for locale in self.wanted:
            target = self.writer.index_path(locale)
            if not (known and self.leave(target)):
                self.put(target, self.writer.index_page(locale, self.entries.get(locale, [])))
        for target, make in (("index.html", self.writer.languages_page), (STYLE, self.theme.style)):
            if not (known and self.leave(target)):
                self.put(target, make())
        self.copy_assets(known)
        self.removed = self.manifest.close(self.wanted, self.locales, self.kept)

    def reuse_article(self, path: Path) -> bool:
        """Take the pages of an article as they are, if nothing of it has changed since they were written."""
        article = self.project.relative(path)
        record = self.manifest.reuse(article, self.wanted)
        if record is None:
            return False
        self.reused += 1
        self.assets |= record.assets
        self.add_broken(record.broken)
        for locale in self.wanted:
            self.leave(record.entries[locale].page)
            self.add_page(article, locale, record.entries[locale], changed=False)
        return True

    def leave(self, target: str) -> bool:
        """Leave a file of the site as it is, if it is as an earlier run left it."""
        if not self.manifest.is_intact(target):
            return False
        self.manifest.claim(target)
        self.unchanged += 1
        return True

    def add_page(self, article: str, locale: str, entry: Entry, *, changed: bool) -> None:
        self.entries.setdefault(locale, []).append(entry)
        counts = entry.counts
        self.pages.append(
            CompiledPage(article, locale, entry.page, changed, counts.accepted, counts.drafts, counts.untranslated)
        )

    def compile_article(self, path: Path) -> None:
        """Write the pages of one article; what goes wrong stays with it."""
        project = self.project
        name = project.article_name(path)
        sources = [path, *(project.catalogue_path(name, locale) for locale in project.locales)]
        stamps = {project.relative(source): stamp_of(source) for source in sources}
        try:
            pieces = parse_article(project, path)
            source = read_text(path)
            spans = {
                index: block_spans(project, piece) for index, piece in enumerate(pieces) if isinstance(piece, Block)
            }
        except I18nToolError as problem:
            self.errors.append(problem)
            for locale in self.wanted:
                self.keep_page(project.relative(path), name, locale)
            return
        article = Article(project.relative(path), name, format_of(path).name, source, pieces)
        localised: dict[str, tuple[Localisation, Counts]] = {}
        for locale in self.locales:
            try:
                units = self.units_of(name, locale)
            except I18nToolError as problem:
                if locale in self.wanted:
                    self.errors.append(problem)
                    self.keep_page(article.path, name, locale)
                continue
            localised[locale] = localise(pieces, spans, units, drafts=self.drafts)
        listed = [
            locale
            for locale, (_, counts) in localised.items()
            if locale == project.source_locale or counts.untranslated < counts.segments or not counts.segments
        ]
        entries: dict[str, Entry] = {}
        assets: set[str] = set()
        broken: list[BrokenLink] = []
        for locale in self.wanted:
            made = locale in localised and self.write_page(article, locale, *localised[locale], listed)
            if made:
                entries[locale], links = made
                assets |= links.assets
                broken += links.broken
        if len(entries) == len(self.wanted):
            for link in broken:
                missing = meant_file(link.target.partition("#")[0].partition("?")[0], link.article)
                stamps[missing] = stamp_of(project.root / missing)
            for asset in sorted(assets):
                for file in (project.root / asset, (project.root / asset).parent):
                    stamps[project.relative(file)] = stamp_of(file)
            places = {asset: self.site.asset_path(asset) for asset in sorted(assets)}
            self.manifest.remember(article.path, Record(stamps, entries, places, tuple(dict.fromkeys(broken))))

    def keep_page(self, article: str, name: str, locale: str) -> None:
        """Keep a page that cannot be made anew, in the site and in its lists, if an earlier run made it."""
        self.kept.add(page_path(name, locale))
        entry = self.manifest.last_entry(article, locale)
        if entry is not None:
            self.entries.setdefault(locale, []).append(entry)

    def units_of(self, name: str, locale: str) -> Mapping[tuple[str | None, str], Unit]:
        """Return the units of an article's catalogue; none if it is the source locale or has not been extracted."""
        path = self.project.catalogue_path(name, locale)
        if locale == self.project.source_locale or not path.exists():
            return {}
        return {unit.key: unit for unit in read_catalogue(path).units if not unit.obsolete}

    def write_page(
        self, article: Article, locale: str, localisation: Localisation, counts: Counts, listed: Sequence[str]
    ) -> tuple[Entry, Links] | None:
        """Write a page, and return what lists say about it and its links; None if it could not be made."""
        page = page_path(article.name, locale)
        if locale == self.project.source_locale:
            localisation, counts = {}, Counts(counts.segments, 0, 0, 0)
        try:
            text, entry, links = self.writer.article_page(article, locale, localisation, counts, listed)
        except I18nToolError as problem:
            problem.path = problem.path or article.path
            self.errors.append(problem)
            self.kept.add(page)
            return None
        self.add_broken(links.broken)
        for asset in links.assets:
            self.assets[asset] = self.site.asset_path(asset)
        self.add_page(article.path, locale, entry, changed=self.put(page, text))
        return entry, links

    def add_broken(self, links: Iterable[BrokenLink]) -> None:
        for link in links:
            self.broken.setdefault((link.article, link.line, link.target), link)

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

    def put(self, target: str, content: str | bytes) -> bool:
        """Write a file of the site if it is not right already, and remember it."""
        path = self.manifest.claim(target)
        changed = write_text(path, content) if isinstance(content, str) else write_bytes(path, content)
        self.written += changed
        self.unchanged += not changed
        return changed

    def report(self) -> CompileReport:
        return CompileReport(
            self.project.relative(self.folder),
            tuple(self.wanted),
            self.drafts,
            tuple(self.pages),
            self.written,
            self.unchanged,
            self.removed,
            tuple(sorted(self.broken.values(), key=lambda link: (link.article, link.line, link.target))),
            tuple(self.errors),
        )


def localise(
    pieces: Sequence[Piece],
    spans: Mapping[int, Sequence[Span]],
    units: Mapping[tuple[str | None, str], Unit],
    *,
    drafts: bool,
) -> tuple[Localisation, Counts]:
    """Return the segments of an article with their translations, and how many there are of each kind.

    A block without any translation is one stretch in the source language, so that it is marked once.

    Args:
        pieces: the article.
        spans: where the segments of each block stand, by index of the piece.
        units: the catalogue by context and msgid.
        drafts: whether drafts count as translations.
    """
    localisation: dict[int, list[LocalisedSegment]] = {}
    accepted = draft = missing = 0
    for index, cuts in spans.items():
        block = pieces[index]
        assert isinstance(block, Block)
        text = block.text
        segments = []
        for span in cuts:
            translation, is_draft = _translation_of(units.get((block.context, text[span.start : span.end])), drafts)
            segments.append(LocalisedSegment(span, translation, is_draft))
            accepted += translation is not None and not is_draft
            draft += is_draft
            missing += translation is None
        if segments and all(segment.text is None for segment in segments):
            segments = [LocalisedSegment(Span(0, len(text)), None)]
        localisation[index] = segments
    return localisation, Counts(accepted + draft + missing, accepted, draft, missing)


def _translation_of(unit: Unit | None, drafts: bool) -> tuple[str | None, bool]:
    """Return what a page shows for a unit, and whether it is a draft; a blank translation is none."""
    if unit is None or not unit.msgstr.strip():
        return None, False
    if unit.state == "accepted":
        return unit.msgstr, False
    return (unit.msgstr, True) if drafts and unit.state == "draft" else (None, False)

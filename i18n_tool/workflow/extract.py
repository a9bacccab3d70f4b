"""Articles to catalogues: find them, cut them into segments, merge what is new."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import i18n_tool
from i18n_tool.catalogue import (
    Catalogue,
    count_words,
    merge_template,
    new_template,
    read_catalogue,
    write_catalogue,
)
from i18n_tool.errors import ArticleError, I18nToolError
from i18n_tool.files import read_text, write_text
from i18n_tool.formats import SUFFIXES, format_of
from i18n_tool.glossary import Glossary
from i18n_tool.model import Block, Piece, Segment, Span, Unit
from i18n_tool.project import Project
from i18n_tool.segmentation import rules_id, split_block

_SHARE = 40
"""Articles that are worth a process of their own."""

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and what is next."""


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """What extract found in one article."""

    path: str
    """The article, from the project folder."""
    name: str
    """What it is called in catalogues and pages."""
    segments: int
    """How many segments it has."""
    words: int
    """How many words they have."""
    changed: tuple[str, ...]
    """Templates and catalogues that were written."""


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """What extract did."""

    articles: tuple[ExtractedArticle, ...]
    """One for each article, in order of their paths."""
    locales: tuple[str, ...]
    """The locales that have catalogues."""
    orphans: tuple[str, ...] = ()
    """Catalogues and templates whose article is gone."""
    pruned: tuple[str, ...] = ()
    """Those of them that were removed."""
    errors: tuple[I18nToolError, ...] = ()
    """What could not be read; the rest was done."""

    @property
    def changed(self) -> int:
        """How many files were written or removed."""
        return sum(len(article.changed) for article in self.articles) + len(self.pruned)


def list_articles(project: Project) -> list[Path]:
    """Return the articles of a project, sorted by path.

    Raises:
        ArticleError: two articles would have the same catalogue and page.
    """
    kept_out = set(project.files_like(project.settings["exclude"]))
    generated = (project.output, project.source_output, project.catalogue_folder, project.state_folder)
    articles = [
        path
        for path in project.files_like(project.settings["articles"])
        if path.suffix.lower() in SUFFIXES
        and path not in kept_out
        and not any(path.is_relative_to(folder) for folder in generated)
    ]
    seen: dict[str, Path] = {}
    for path in articles:
        other = seen.setdefault(project.article_name(path), path)
        if other != path:
            raise ArticleError(
                f"this article would have the same catalogue and page as {project.relative(other)}.",
                'Rename one of them, or leave it out with "exclude".',
                path=project.relative(path),
            )
    return articles


def load_glossary(project: Project) -> Glossary:
    """Return the terms of a project, with the names of CLDR that its settings ask for and its files do not have.

    Raises:
        GlossaryError: a file cannot be read, or says something impossible; row and column are named.
    """
    glossary = Glossary.load(project.files_like(project.settings["glossaries"]), project.root)
    kinds = project.settings["cldr-names"]
    if not kinds:
        return glossary
    # CLDR takes a while to load: only projects that ask for its names wait for it.
    from i18n_tool.glossary.cldr import name_terms

    return glossary.with_names(name_terms(kinds, project.source_locale, project.locales))


def parse_article(project: Project, path: Path) -> tuple[Piece, ...]:
    """Return the pieces of an article.

    Raises:
        ArticleError: it cannot be read or understood; file and line are named.
    """
    try:
        return format_of(path).parse(read_text(path))
    except ArticleError as problem:
        problem.path = project.relative(path)
        raise


def block_spans(project: Project, block: Block) -> list[Span]:
    """Return where the segments of a block stand in its text, by the rules of the project."""
    text = block.text
    if not block.split:
        return [Span(0, len(text))]
    return split_block(
        text,
        project.source_locale,
        keep=block.keep,
        mode=project.settings["segmentation.mode"],
        abbreviations=project.abbreviations(project.source_locale),
    )


def segments_of(project: Project, path: Path) -> list[Segment]:
    """Return the segments of an article in order, without glossary hints.

    Raises:
        ArticleError: as ``parse_article``.
    """
    shown = project.relative(path)
    segments = []
    for piece in parse_article(project, path):
        if isinstance(piece, Block):
            text = piece.text
            for start, end in block_spans(project, piece):
                segments.append(Segment(text[start:end], piece.kind, shown, piece.line, piece.context, piece.comments))
    return segments


def rules_of(project: Project) -> str:
    """Return the name of the segmentation rules in force, for the header of catalogues."""
    return rules_id(
        project.source_locale, project.abbreviations(project.source_locale), project.settings["segmentation.mode"]
    )


def extract_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    prune: bool = False,
    progress: Progress | None = None,
) -> ExtractReport:
    """Bring the templates and catalogues of a project up to date with its articles.

    Args:
        project: the project.
        locales: those to work on; all if empty.
        prune: remove catalogues and templates whose article is gone.
        progress: told of each article.

    Raises:
        I18nToolError: the glossary cannot be read, or nothing can be written. One bad article or catalogue
            does not stop the others: it is in the report.
    """
    wanted = project.select_locales(locales)
    articles = list_articles(project)
    glossary = load_glossary(project)
    names = {project.article_name(path) for path in articles}
    orphans = find_orphans(project, names)
    stamps = _Stamps(project)
    work = _Extraction(project, glossary, wanted, _Elsewhere(project, orphans))
    found = {path: stamps.lookup(path, wanted) for path in articles}
    waiting = [path for path, known in found.items() if known is None]
    errors: list[I18nToolError] = []
    for index, (path, (article, problems)) in enumerate(zip(waiting, work.extract_all(waiting), strict=True)):
        if progress:
            progress(index, len(waiting), project.relative(path))
        errors += problems
        if article is None:
            continue
        found[path] = article
        if not problems:
            stamps.store(path, wanted, replace(article, changed=()), work.files_of(article.name))
    stamps.save()
    pruned: list[str] = []
    if prune:
        for orphan in orphans:
            orphan.unlink()
            pruned.append(project.relative(orphan))
    left = [project.relative(path) for path in orphans if path.exists()]
    done = tuple(article for article in found.values() if article is not None)
    return ExtractReport(done, wanted, tuple(left), tuple(pruned), tuple(errors))


def find_orphans(project: Project, names: set[str]) -> list[Path]:
    """Return the catalogues and templates whose article is not among the names."""
    folder = project.catalogue_folder
    found = []
    for path in sorted((folder / "templates").rglob("*.pot")):
        if path.relative_to(folder / "templates").with_suffix("").as_posix() not in names:
            found.append(path)
    for locale in project.locales:
        home = folder / locale / "LC_MESSAGES"
        for path in sorted(home.rglob("*.po")):
            if path.relative_to(home).with_suffix("").as_posix() not in names:
                found.append(path)
    return found


@dataclass
class _Elsewhere:
    """Catalogues whose article is gone, read when a new article may have come from one of them."""

    project: Project
    orphans: Sequence[Path]
    read: dict[str, list[Catalogue]] = field(default_factory=dict)

    def catalogues(self, locale: str) -> list[Catalogue]:
        if locale not in self.read:
            home = self.project.catalogue_folder / locale / "LC_MESSAGES"
            found = []
            for path in self.orphans:
                if path.is_relative_to(home):
                    try:
                        found.append(read_catalogue(path))
                    except I18nToolError:
                        continue
            self.read[locale] = found
        return self.read[locale]


@dataclass
class _Extraction:
    """Extracts one article after the other."""

    project: Project
    glossary: Glossary
    locales: Sequence[str]
    elsewhere: _Elsewhere

    def files_of(self, name: str) -> list[Path]:
        project = self.project
        return [project.template_path(name), *(project.catalogue_path(name, locale) for locale in self.locales)]

    def extract_all(self, paths: Sequence[Path]) -> Iterator[tuple[ExtractedArticle | None, list[I18nToolError]]]:
        """Yield what was found in each article, in order; several processes share a large number of them."""
        processes = min(os.cpu_count() or 1, len(paths) // _SHARE)
        if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
            yield from map(self.extract_safely, paths)
            return
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from pool.imap(self.extract_safely, paths, chunksize=8)

    def extract_safely(self, path: Path) -> tuple[ExtractedArticle | None, list[I18nToolError]]:
        """Return what was found in an article, and what could not be read or written."""
        errors: list[I18nToolError] = []
        try:
            return self.extract(path, errors), errors
        except I18nToolError as problem:
            return None, [*errors, problem]

    def hints_of(self, locale: str, unit: Unit) -> tuple[str, ...]:
        return self.glossary.hints(unit.msgid, locale)

    def extract(self, path: Path, errors: list[I18nToolError]) -> ExtractedArticle:
        project = self.project
        name = project.article_name(path)
        segments = segments_of(project, path)
        changed = []
        template = new_template(
            segments,
            source_locale=project.source_locale,
            segmentation=rules_of(project),
            locations=project.settings["locations"],
        )
        if segments:
            target = project.template_path(name)
            if write_catalogue(template, target):
                changed.append(project.relative(target))
        for locale in self.locales:
            target = project.catalogue_path(name, locale)
            try:
                old = read_catalogue(target) if target.exists() else None
                if old is None and not segments:
                    continue
                merged = merge_template(
                    old,
                    template,
                    locale=locale,
                    hints=partial(self.hints_of, locale),
                    elsewhere=self.elsewhere.catalogues(locale) if old is None else (),
                )
                if write_catalogue(merged, target):
                    changed.append(project.relative(target))
            except I18nToolError as problem:
                errors.append(problem)
        words = sum(count_words(segment.text) for segment in segments)
        return ExtractedArticle(project.relative(path), name, len(segments), words, tuple(changed))


class _Stamps:
    """Remembers what each article and its catalogues looked like after they were extracted.

    An article is skipped when neither it, its catalogues, the settings, the glossary nor the tool have changed.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.path = project.state_folder / "extract.json"
        self.setting = self.fingerprint()
        self.known: dict[str, Any] = {}
        self.kept: dict[str, Any] = {}
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
            if data.get("setting") == self.setting:
                self.known = data["articles"]
        except (OSError, ValueError, KeyError, AttributeError):
            pass

    def fingerprint(self) -> str:
        project = self.project
        digest = hashlib.blake2b(digest_size=16)
        digest.update(repr((i18n_tool.__version__, sorted(project.settings.items(), key=str))).encode())
        code = Path(i18n_tool.__file__).parent
        digest.update(repr(sorted((path.as_posix(), self.stamp(path)) for path in code.rglob("*.py"))).encode())
        for path in project.files_like(project.settings["glossaries"]):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def stamp(self, path: Path) -> list[int]:
        try:
            seen = path.stat()
        except OSError:
            return [0, 0]
        return [seen.st_size, seen.st_mtime_ns]

    def lookup(self, path: Path, locales: Sequence[str]) -> ExtractedArticle | None:
        name = self.project.relative(path)
        entry = self.known.get(name)
        if entry is None or entry["locales"] != list(locales) or entry["article"] != self.stamp(path):
            return None
        if any(self.stamp(self.project.root / file) != stamp for file, stamp in entry["files"].items()):
            return None
        self.kept[name] = entry
        return ExtractedArticle(name, entry["name"], entry["segments"], entry["words"], ())

    def store(self, path: Path, locales: Sequence[str], article: ExtractedArticle, files: Sequence[Path]) -> None:
        self.kept[article.path] = {
            "article": self.stamp(path),
            "locales": list(locales),
            "name": article.name,
            "segments": article.segments,
            "words": article.words,
            "files": {self.project.relative(file): self.stamp(file) for file in files},
        }

    def save(self) -> None:
        if self.kept != self.known:
            write_text(self.path, json.dumps({"setting": self.setting, "articles": self.kept}))

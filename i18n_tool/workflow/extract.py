"""Articles to catalogues: find them, cut them into segments, merge what is new."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from i18n_tool.errors import ArticleError, I18nToolError, ProjectError
from i18n_tool.files import read_text
from i18n_tool.formats import SUFFIXES, format_of
from i18n_tool.project import Project
from i18n_tool.workflow.article_names import refuse_equal
from i18n_tool.workflow.extract_state import ExtractState
from i18n_tool.workflow.leftovers import Leftover, find_leftovers

if TYPE_CHECKING:
    from i18n_tool.glossary import Glossary
    from i18n_tool.model import Block, Piece, Segment, Span
    from i18n_tool.workflow.article_warnings import ArticleWarning

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
    units: int
    """How many units its catalogues have for them: segments that are equal share one."""
    words: int
    """How many words the source texts of the units have."""
    changed: tuple[str, ...]
    """Templates and catalogues that were written."""
    warnings: tuple[ArticleWarning, ...] = ()
    """What its author should look at; the article is read anew each time, so that this is told each time."""


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
    leftovers: tuple[Leftover, ...] = ()
    """Catalogues of locales that the settings do not name."""

    @property
    def changed(self) -> int:
        """How many files were written or removed."""
        return sum(len(article.changed) for article in self.articles) + len(self.pruned)


def list_articles(project: Project) -> list[Path]:
    """Return the articles of a project, sorted by path.

    Raises:
        ArticleError: two articles would have the same catalogue and page, or one would be in the way of the other.
    """
    kept_out = set(project.files_like(project.settings["exclude"]))
    own = (project.output, project.source_output, project.catalogue_folder, project.state_folder)
    generated = tuple(f"{folder}{os.sep}" for folder in own)
    articles = [
        path
        for path in project.files_of("articles")
        if path.suffix.lower() in SUFFIXES and path not in kept_out and not str(path).startswith(generated)
    ]
    # A link may lead to the folder of pages.
    homes = {folder: f"{os.path.realpath(folder)}{os.sep}" for folder in {path.parent for path in articles}}
    articles = [path for path in articles if not homes[path.parent].startswith(generated)]
    refuse_equal(project, articles)
    return articles


def load_glossary(project: Project) -> Glossary:
    """Return the terms of a project, with the names of CLDR that its settings ask for and its files do not have.

    Raises:
        GlossaryError: a file cannot be read, or says something impossible; row and column are named.
    """
    from i18n_tool.glossary import Glossary

    glossary = Glossary.load(project.files_of("glossaries"), project.root)
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
    from i18n_tool.model import Span
    from i18n_tool.segmentation import split_block

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
    from i18n_tool.model import Block, Segment
    from i18n_tool.segmentation import split_block

    shown, source_locale = project.relative(path), project.source_locale
    mode, abbreviations = project.settings["segmentation.mode"], project.abbreviations(source_locale)
    segments = []
    for piece in parse_article(project, path):
        if isinstance(piece, Block):
            text, about = piece.text, (piece.kind, shown, piece.line, piece.context, piece.comments)
            if piece.split:
                spans = split_block(text, source_locale, keep=piece.keep, mode=mode, abbreviations=abbreviations)
                segments += [Segment(text[start:end], *about) for start, end in spans]
            else:
                segments.append(Segment(text, *about))
    return segments


def rules_of(project: Project) -> str:
    """Return the name of the segmentation rules in force, for the header of catalogues."""
    from i18n_tool.segmentation import rules_id

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
    articles = {path: project.article_name(path) for path in list_articles(project)}
    orphans = find_orphans(project, set(articles.values()))
    if orphans:
        demand_articles(project, articles, "all catalogues are left over")
    state = ExtractState(project, wanted)
    found: dict[Path, ExtractedArticle | None] = {}
    for path, name in articles.items():
        known = state.lookup(path, name)
        found[path] = ExtractedArticle(project.relative(path), name, *known, ()) if known else None
    waiting = [path for path, article in found.items() if article is None]
    errors: list[I18nToolError] = []
    for path, article, problems in _extract(project, waiting, wanted, orphans, progress):
        errors += problems
        found[path] = article
        if article and not problems and not article.warnings:
            state.store(path, article.name, article.segments, article.units, article.words)
    state.save()
    pruned: list[str] = []
    if prune:
        for orphan in orphans:
            orphan.unlink()
            pruned.append(project.relative(orphan))
    left = [project.relative(path) for path in orphans if path.exists()]
    done = tuple(article for article in found.values() if article is not None)
    return ExtractReport(done, wanted, tuple(left), tuple(pruned), tuple(errors), find_leftovers(project))


def _extract(
    project: Project,
    paths: Sequence[Path],
    locales: Sequence[str],
    orphans: Sequence[Path],
    progress: Progress | None,
) -> Iterator[tuple[Path, ExtractedArticle | None, list[I18nToolError]]]:
    """Yield articles with what was found in them and what went wrong; nothing is loaded if there are none."""
    if not paths:
        return
    from i18n_tool.workflow.extract_article import Elsewhere, Extraction

    work = Extraction(project, load_glossary(project), locales, Elsewhere(project, orphans))
    for index, (path, (article, problems)) in enumerate(zip(paths, work.extract_all(paths), strict=True)):
        if progress:
            progress(index, len(paths), project.relative(path))
        yield path, article, problems


def demand_articles(project: Project, articles: Collection[Path], loss: str) -> None:
    """Refuse to remove everything because no article was found: a folder was moved, or a pattern is mistyped.

    Raises:
        ProjectError: there are no articles.
    """
    if not articles:
        patterns = ", ".join(f'"{pattern}"' for pattern in project.settings["articles"])
        raise ProjectError(
            f"there is no article any more, and {loss}.",
            f"Articles are looked for at {patterns}. If they are gone on purpose, remove what was made of them.",
            path=project.path,
        )


def find_orphans(project: Project, names: set[str]) -> list[Path]:
    """Return the catalogues and templates whose article is not among the names."""
    folder = project.catalogue_folder
    homes = [(folder / "templates", ".pot"), *((folder / locale / "LC_MESSAGES", ".po") for locale in project.locales)]
    return [
        path
        for home, suffix in homes
        for path in sorted(home / (name + suffix) for name in _names_below(str(home), suffix) if name not in names)
    ]


def _names_below(home: str, suffix: str) -> Iterator[str]:
    """Yield the names of the files with a suffix in a folder and those within, without the suffix."""
    for folder, _, files in os.walk(home):
        inside = folder[len(home) + 1 :].replace(os.sep, "/")
        before = inside + "/" if inside else ""
        yield from (before + file.removesuffix(suffix) for file in files if file.endswith(suffix))

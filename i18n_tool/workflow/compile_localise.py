"""An article and its catalogues to localised segments, and how much of it is translated in each locale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from i18n_tool.catalogue import read_catalogue
from i18n_tool.errors import I18nToolError
from i18n_tool.files import read_text
from i18n_tool.formats import format_of
from i18n_tool.formats.front_matter import SLUG, find_front_matter, read_front_matter
from i18n_tool.model import Block, Localisation, LocalisedSegment, Piece, Span, Unit
from i18n_tool.project import Project
from i18n_tool.workflow.article_warnings import ArticleWarning, find_warnings
from i18n_tool.workflow.compile_entry import Article, Counts
from i18n_tool.workflow.compile_state import Stamp, stamp_of
from i18n_tool.workflow.compile_times import Times
from i18n_tool.workflow.extract import block_spans, parse_article

_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What no page may hold (WHATWG HTML, section 13.2.3.5)."""

Units = Mapping[tuple[str | None, str], Unit]
"""The units of a catalogue by context and msgid."""


@dataclass(frozen=True, slots=True)
class Slug:
    """What the last part of a page's address shall be."""

    text: str
    """As its author or translator wrote it."""
    path: str
    """The article or catalogue it stands in, from the project folder."""
    line: int
    """Line of that file."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that has been read, with its translations."""

    article: Article
    """The article."""
    stamps: Mapping[str, Stamp]
    """The files it was made of, from the project folder, as they were before they were read."""
    localised: Mapping[str, tuple[Localisation, Counts]]
    """Its segments and how many there are of each kind, by locale."""
    slugs: Mapping[str, Slug]
    """Its slug by locale, where there is one."""
    problems: Mapping[str, I18nToolError]
    """What is wrong with the catalogue of a locale, which is then not in ``localised``."""
    warnings: tuple[ArticleWarning, ...] = ()
    """What its author should look at."""


def prepare_article(project: Project, path: Path, policies: Mapping[str, str]) -> Prepared:
    """Read an article and its catalogues.

    Args:
        project: the project.
        path: the article.
        policies: the policy of each locale, the source locale included.

    Raises:
        ArticleError: the article cannot be read or understood.
    """
    name = project.article_name(path)
    sources = [path, *(project.catalogue_path(name, locale) for locale in project.locales)]
    stamps = {project.relative(source): stamp_of(source) for source in sources}
    pieces = parse_article(project, path)
    article = Article(project.relative(path), name, format_of(path).name, read_text(path), pieces)
    spans = {index: block_spans(project, piece) for index, piece in enumerate(pieces) if isinstance(piece, Block)}
    own = author_slug(article)
    localised: dict[str, tuple[Localisation, Counts]] = {}
    slugs: dict[str, Slug] = {}
    problems: dict[str, I18nToolError] = {}
    for locale, policy in policies.items():
        try:
            units = read_units(project, name, locale)
        except I18nToolError as problem:
            problems[locale] = problem
            continue
        if locale == project.source_locale:
            localised[locale] = {}, _all_untranslated(pieces, spans)
        else:
            times = Times.of(article.source, project.source_locale, locale)
            localised[locale] = localise(pieces, spans, units, drafts=policy == "drafts", times=times)
        if own is not None:
            catalogue = project.relative(project.catalogue_path(name, locale))
            slugs[locale] = translated_slug(article, units, catalogue) or own
    warnings = find_warnings(article.path, article.format, article.source)
    return Prepared(article, stamps, localised, slugs, problems, warnings)


def read_units(project: Project, name: str, locale: str) -> Units:
    """Return the units of an article's catalogue; none if it is the source locale or has not been extracted.

    Raises:
        CatalogueError: the catalogue cannot be read.
    """
    path = project.catalogue_path(name, locale)
    if locale == project.source_locale or not path.exists():
        return {}
    return {unit.key: unit for unit in read_catalogue(path).units if not unit.obsolete}


def author_slug(article: Article) -> Slug | None:
    """Return the slug that the author gave an article, or None; in Unicode normalization form C, as servers want it."""
    found = find_front_matter(article.source) if article.format == "markdown" and SLUG in article.source else None
    head = article.source[: found.end] if found else ""
    if SLUG not in head:
        return None
    value = read_front_matter(article.source).get(SLUG)
    if value is None:
        return None
    return Slug(normalize("NFC", str(value).strip()), article.path, head.count("\n", 0, head.index(SLUG)) + 1)


def translated_slug(article: Article, units: Units, catalogue: str) -> Slug | None:
    """Return the accepted translation of an article's slug, or None."""
    for piece in article.pieces:
        if isinstance(piece, Block) and is_slug(piece):
            unit = units.get((piece.context, piece.text))
            if unit is not None and unit.state == "accepted" and unit.msgstr.strip():
                return Slug(normalize("NFC", unit.msgstr.strip()), catalogue, unit.line)
    return None


def is_slug(block: Block) -> bool:
    """Tell whether a block is the slug in the front matter of an article."""
    return block.kind == SLUG and block.place.startswith(("yaml-", "toml-"))


def localise(
    pieces: Sequence[Piece],
    spans: Mapping[int, Sequence[Span]],
    units: Units,
    *,
    drafts: bool,
    times: Times | None = None,
) -> tuple[Localisation, Counts]:
    """Return the segments of an article with their translations, and how many there are of each kind.

    A block without any translation is one stretch in the source language, so that it is marked once. A slug is
    no text that readers see: it is not counted, and a draft of one moves no page.

    Args:
        pieces: the article.
        spans: where the segments of each block stand, by index of the piece.
        units: the catalogue by context and msgid.
        drafts: whether drafts count as translations.
        times: writes dates as the locale does; None: they stay as they are.
    """
    localisation: dict[int, list[LocalisedSegment]] = {}
    accepted = draft = missing = 0
    for index, cuts in spans.items():
        block = pieces[index]
        assert isinstance(block, Block)
        text = block.text
        counted = not is_slug(block)
        segments = []
        for span in cuts:
            unit = units.get((block.context, text[span.start : span.end]))
            translation, is_draft = _translation_of(unit, drafts and counted)
            if times is not None:
                translation = times.write(pieces, index, span, translation)
            segments.append(LocalisedSegment(span, translation, is_draft))
            accepted += counted and translation is not None and not is_draft
            draft += is_draft
            missing += counted and translation is None
        if segments and all(segment.text is None for segment in segments):
            segments = [LocalisedSegment(Span(0, len(text)), None)]
        localisation[index] = segments
    return localisation, Counts(accepted + draft + missing, accepted, draft, missing)


def _all_untranslated(pieces: Sequence[Piece], spans: Mapping[int, Sequence[Span]]) -> Counts:
    """Return the counts of an article in its own language."""
    blocks = ((pieces[index], cuts) for index, cuts in spans.items())
    segments = sum([len(cuts) for block, cuts in blocks if isinstance(block, Block) and not is_slug(block)])
    return Counts(segments, 0, 0, segments)


def _translation_of(unit: Unit | None, drafts: bool) -> tuple[str | None, bool]:
    """Return what a page shows for a unit, and whether it is a draft; a blank translation is none."""
    text = _UNSEEN.sub("", unit.msgstr) if unit is not None else ""
    if unit is None or not text.strip():
        return None, False
    if unit.state == "accepted":
        return text, False
    return (text, True) if drafts and unit.state == "draft" else (None, False)

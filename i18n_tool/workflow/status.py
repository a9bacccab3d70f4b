"""Where each article stands in each locale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from i18n_tool.catalogue import count_states, read_catalogue
from i18n_tool.engines.choice import check_engines
from i18n_tool.errors import I18nToolError
from i18n_tool.project import Project
from i18n_tool.workflow.extract import find_orphans, list_articles, segments_of
from i18n_tool.workflow.leftovers import Leftover, find_leftovers


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """How far the translation of one article into one locale is."""

    article: str
    """The article's name."""
    locale: str
    """The locale."""
    accepted: int = 0
    """Units that a person has confirmed."""
    draft: int = 0
    """Units that wait for a person."""
    missing: int = 0
    """Units without a translation."""
    obsolete: int = 0
    """Units whose source is gone."""
    words: int = 0
    """Words of the source, obsolete units aside."""
    words_accepted: int = 0
    """Words of the accepted units' sources."""
    extracted: bool = True
    """False: there is no catalogue yet."""

    @property
    def units(self) -> int:
        """Units that the page needs."""
        return self.accepted + self.draft + self.missing


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Where a project stands."""

    rows: tuple[ArticleStatus, ...]
    """One for each article and locale, articles first."""
    orphans: tuple[str, ...] = ()
    """Catalogues and templates whose article is gone."""
    errors: tuple[I18nToolError, ...] = ()
    """Catalogues that could not be read."""
    leftovers: tuple[Leftover, ...] = ()
    """Catalogues of locales that the settings do not name."""


def project_status(project: Project, *, locales: Iterable[str] = ()) -> StatusReport:
    """Return where each article stands in each locale.

    Args:
        project: the project.
        locales: those to look at; all if empty.

    Raises:
        SettingsError: the settings name an engine that does not exist, or one of its options is wrong.
    """
    wanted = project.select_locales(locales)
    check_engines(project)
    rows: list[ArticleStatus] = []
    errors: list[I18nToolError] = []
    articles = {project.article_name(path): path for path in list_articles(project)}
    for name, article in articles.items():
        for locale in wanted:
            path = project.catalogue_path(name, locale)
            if not path.exists():
                if _has_segments(project, article, errors):
                    rows.append(ArticleStatus(name, locale, extracted=False))
                continue
            try:
                counts = count_states(read_catalogue(path))
            except I18nToolError as problem:
                errors.append(problem)
                continue
            rows.append(
                ArticleStatus(
                    name,
                    locale,
                    counts["accepted"].units,
                    counts["draft"].units,
                    counts["missing"].units,
                    counts["obsolete"].units,
                    sum(counts[state].words for state in ("accepted", "draft", "missing")),
                    counts["accepted"].words,
                )
            )
    orphans = tuple(project.relative(path) for path in find_orphans(project, set(articles)))
    return StatusReport(tuple(rows), orphans, tuple(errors), find_leftovers(project))


def _has_segments(project: Project, article: Path, errors: list[I18nToolError]) -> bool:
    """Tell whether an article has anything to translate; one that cannot be read is among the errors, once."""
    try:
        return bool(segments_of(project, article))
    except I18nToolError as problem:
        if str(problem) not in map(str, errors):
            errors.append(problem)
        return False

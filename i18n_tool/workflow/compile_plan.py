"""Which pages there are, and where: by the policy of each locale and the slugs of authors and translators.

This is known of all articles before the first page is written, since pages link to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from i18n_tool.errors import ArticleError, CatalogueError, I18nToolError
from i18n_tool.files import read_text
from i18n_tool.formats import format_of
from i18n_tool.formats.front_matter import SLUG, find_front_matter
from i18n_tool.pages import LONGEST_SLUG, page_path, slug_problem
from i18n_tool.project import Project
from i18n_tool.workflow.compile_localise import Prepared, Slug, prepare_article
from i18n_tool.workflow.compile_state import Manifest, Record

_HELD = 200
"""Articles that are kept in memory between the plan and the writing of their pages."""


@dataclass
class Plan:
    """Where the pages of each article are, what of it had to be read for that, and what is wrong with it."""

    project: Project
    manifest: Manifest
    policies: Mapping[str, str]
    """The policy of each locale, the source locale first."""
    records: dict[str, Record] = field(default_factory=dict)
    """What is known of articles that have not changed, by path from the project folder."""
    moved: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Pages that are not where the article's name says, by that name and locale; empty: there is none."""
    problems: dict[str, dict[str, I18nToolError]] = field(default_factory=dict)
    """What keeps an article from having a page in a locale, by path and locale."""
    held: dict[str, Prepared] = field(default_factory=dict)

    def make(self, articles: Iterable[Path]) -> None:
        """Find the place of every page."""
        paths = {self.project.relative(path): path for path in articles}
        for shown, path in paths.items():
            record = self.manifest.unchanged(shown)
            if record is not None:
                self.records[shown] = record
            moved = self.place(path) if record is None else record.moved
            if moved:
                self.moved[self.project.article_name(path)] = moved
        if any(any(places.values()) for places in self.moved.values()):
            self.part_equals(paths)

    def place(self, path: Path) -> Mapping[str, str]:
        """Return the pages of an article that are not where its name says."""
        try:
            if "complete" not in self.policies.values() and not has_slug(path):
                return {}
            prepared = self.prepare(path)
        except I18nToolError:  # It is reported when its pages are to be written; till then they stay where they are.
            earlier = self.manifest.earlier.get(self.project.relative(path))
            return earlier.moved if earlier else {}
        if len(self.held) < _HELD:
            self.held[prepared.article.path] = prepared
        name = prepared.article.name
        moved = {}
        for locale, policy in self.policies.items():
            page = self.page_of(prepared, locale, policy)
            if page != page_path(name, locale):
                moved[locale] = page
        return moved

    def page_of(self, prepared: Prepared, locale: str, policy: str) -> str:
        """Return where the page of an article is; empty if there is none."""
        article = prepared.article
        if locale in prepared.problems:
            return self.last_page(article.path, locale)
        if policy == "complete" and prepared.localised[locale][1].untranslated and locale != self.project.source_locale:
            return ""
        slug = prepared.slugs.get(locale)
        if slug is None:
            return page_path(article.name, locale)
        folder, _, _ = article.name.rpartition("/")
        problem = slug_problem(slug.text, top=not folder)
        if problem:
            self.refuse(article.path, locale, slug, problem)
            return self.last_page(article.path, locale)
        return page_path(f"{folder}/{slug.text}" if folder else slug.text, locale)

    def last_page(self, article: str, locale: str) -> str:
        entry = self.manifest.last_entry(article, locale)
        return entry.page if entry else ""

    def part_equals(self, paths: Mapping[str, Path]) -> None:
        """Refuse slugs that would put two pages in one place."""
        names = {shown: self.project.article_name(path) for shown, path in paths.items()}
        taken: dict[str, str] = {}
        for shown, name in names.items():
            for locale in self.policies:
                if locale not in self.moved.get(name, ()):
                    taken[page_path(name, locale).casefold()] = shown
        for shown, name in names.items():
            for locale, page in dict(self.moved.get(name, {})).items():
                other = taken.setdefault(page.casefold(), shown) if page else shown
                if other != shown and locale not in self.problems.get(shown, ()):
                    self.refuse_equal(shown, paths[shown], locale, other)

    def refuse_equal(self, shown: str, path: Path, locale: str, other: str) -> None:
        prepared = self.held.get(shown) or self.prepare(path)
        if locale in prepared.slugs:
            self.refuse(shown, locale, prepared.slugs[locale], f"{other} has a page of this name already.")
        self.moved[prepared.article.name] = {**self.moved[prepared.article.name], locale: ""}
        self.records.pop(shown, None)

    def refuse(self, article: str, locale: str, slug: Slug, problem: str) -> None:
        error = ArticleError if slug.path == article else CatalogueError
        self.problems.setdefault(article, {})[locale] = error(
            f'the slug "{slug.text[:LONGEST_SLUG]}" is no good: {problem}',
            "Write letters, digits and hyphens that no other page of this folder has, such as city-walks.",
            path=slug.path,
            line=slug.line,
        )

    def prepare(self, path: Path) -> Prepared:
        """Read an article and its catalogues, or take what has been read of it.

        Raises:
            ArticleError: the article cannot be read or understood.
        """
        held = self.held.pop(self.project.relative(path), None)
        return held or prepare_article(self.project, path, self.policies)


def has_slug(path: Path) -> bool:
    """Tell whether an article may have a slug in its front matter.

    Raises:
        ArticleError: the article cannot be read.
    """
    if format_of(path).name != "markdown":
        return False
    source = read_text(path)
    found = find_front_matter(source) if SLUG in source else None
    return found is not None and SLUG in source[found.start : found.end]

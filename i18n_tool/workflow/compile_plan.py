"""Which pages there are, and where: by the policy of each locale and the slugs of authors and translators.

This is known of all articles before the first page is written, since pages link to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from i18n_tool.errors import ArticleError, CatalogueError, I18nToolError
from i18n_tool.files import read_text
from i18n_tool.formats import format_of
from i18n_tool.formats.front_matter import SLUG, find_front_matter
from i18n_tool.pages import LONGEST_SLUG, page_path, slug_problem
from i18n_tool.project import Project
from i18n_tool.workflow.compile_localise import Prepared, Slug, prepare_article
from i18n_tool.workflow.compile_records import Records

_HELD = 200
"""Articles that are kept in memory between the plan and the writing of their pages."""


@dataclass
class Plan:
    """Where the pages of each article are, what of it had to be read for that, and what is wrong with it."""

    project: Project
    records: Records
    policies: Mapping[str, str]
    """The policy of each locale, the source locale first."""
    changed: set[str] = field(default_factory=set)
    """The articles that are not as an earlier run knew them, by path from the project folder."""
    moved: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Pages that are not where the article's name says, by that name and locale; empty: there is none."""
    problems: dict[str, dict[str, I18nToolError]] = field(default_factory=dict)
    """What keeps an article from having a page in a locale, by path and locale."""
    held: dict[str, Prepared] = field(default_factory=dict)

    def make(self, names: Mapping[str, str], *, trusted: bool) -> None:
        """Find the place of every page.

        Args:
            names: what each article is called, by its path from the project folder.
            trusted: whether all else that pages depend on is as it was.
        """
        self.changed.update(names)
        for article, moved in self.records.unchanged() if trusted else ():
            if article in names:
                self.changed.discard(article)
                self.move(names[article], moved)
        for article in names:
            if article in self.changed:
                self.move(names[article], self.place(self.project.root / article))
        if any(any(places.values()) for places in self.moved.values()):
            self.part_equals(names)

    def move(self, name: str, places: Mapping[str, str]) -> None:
        if places:
            self.moved[name] = places

    def place(self, path: Path) -> Mapping[str, str]:
        """Return the pages of an article that are not where its name says."""
        try:
            if "complete" not in self.policies.values() and not has_slug(path):
                return {}
            prepared = self.prepare(path)
        except I18nToolError:  # It is reported when its pages are to be written; till then they stay where they are.
            earlier = self.records.load(self.project.relative(path))
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
        earlier = self.records.load(article)
        return earlier.entries[locale].page if earlier and locale in earlier.entries else ""

    def part_equals(self, names: Mapping[str, str]) -> None:
        """Refuse slugs that would put two pages in one place."""
        wished = {page.casefold() for places in self.moved.values() for page in places.values()}
        taken: dict[str, str] = {}
        for article, name in names.items():
            for locale in self.policies:
                page = page_path(name, locale).casefold()
                if page in wished and locale not in self.moved.get(name, ()):
                    taken[page] = article
        for article, name in names.items():
            for locale, page in dict(self.moved.get(name, {})).items():
                other = taken.setdefault(page.casefold(), article) if page else article
                if other != article and locale not in self.problems.get(article, ()):
                    self.refuse_equal(article, locale, other)

    def refuse_equal(self, article: str, locale: str, other: str) -> None:
        prepared = self.held.get(article) or self.prepare(self.project.root / article)
        if locale in prepared.slugs:
            self.refuse(article, locale, prepared.slugs[locale], f"{other} has a page of this name already.")
        self.moved[prepared.article.name] = {**self.moved[prepared.article.name], locale: ""}
        self.changed.add(article)

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

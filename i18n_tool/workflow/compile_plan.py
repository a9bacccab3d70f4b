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
from i18n_tool.workflow.compile_spool import Spool, pack
from i18n_tool.workflow.processes import count_processes, share


@dataclass(frozen=True, slots=True)
class Survey:
    """What an article and its catalogues say about the places of its pages."""

    article: str
    """The article, from the project folder."""
    places: Mapping[str, str]
    """The pages that are not where its name says, by locale; empty: there is none."""
    problems: Mapping[str, I18nToolError]
    """What keeps it from having a page in a locale."""
    prepared: bytes = b""
    """What was read of it, packed; empty: it cannot be read."""


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
    processes: int = 1
    """How many processes may share the work; 0: one for each core."""
    held: Spool | None = None
    """What has been read of articles, so that they are read once."""

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
        asked = [article for article in names if article in self.changed and self.must_ask(article)]
        self.held = Spool(self.project.state_folder) if asked else None
        for survey in share(self.survey, asked, count_processes(len(asked), self.processes)):
            self.move(names[survey.article], survey.places)
            if survey.problems:
                self.problems[survey.article] = dict(survey.problems)
            if survey.prepared and self.held:
                self.held.put(survey.article, survey.prepared)
        if any(any(places.values()) for places in self.moved.values()):
            self.part_equals(names)

    def must_ask(self, article: str) -> bool:
        """Tell whether an article has to be read to know where its pages are."""
        try:
            return "complete" in self.policies.values() or has_slug(self.project.root / article)
        except I18nToolError:  # It is reported when its pages are to be written.
            return True

    def move(self, name: str, places: Mapping[str, str]) -> None:
        if places:
            self.moved[name] = places

    def survey(self, article: str) -> Survey:
        """Read an article and its catalogues, and find the places of its pages."""
        try:
            prepared = prepare_article(self.project, self.project.root / article, self.policies)
        except I18nToolError:  # It is reported when its pages are to be written; till then they stay where they are.
            earlier = self.records.load(article)
            return Survey(article, earlier.moved if earlier else {}, {})
        name = prepared.article.name
        places: dict[str, str] = {}
        problems: dict[str, I18nToolError] = {}
        for locale, policy in self.policies.items():
            page, problem = self.page_of(prepared, locale, policy)
            if page != page_path(name, locale):
                places[locale] = page
            if problem:
                problems[locale] = problem
        return Survey(article, places, problems, pack(prepared))

    def page_of(self, prepared: Prepared, locale: str, policy: str) -> tuple[str, I18nToolError | None]:
        """Return where the page of an article is, empty if there is none, and what is wrong with its slug."""
        article = prepared.article
        if locale in prepared.problems:
            return self.last_page(article.path, locale), None
        if policy == "complete" and prepared.localised[locale][1].untranslated and locale != self.project.source_locale:
            return "", None
        slug = prepared.slugs.get(locale)
        if slug is None:
            return page_path(article.name, locale), None
        folder, _, _ = article.name.rpartition("/")
        problem = slug_problem(slug.text, top=not folder)
        if problem:
            return self.last_page(article.path, locale), refusal(article.path, slug, problem)
        return page_path(f"{folder}/{slug.text}" if folder else slug.text, locale), None

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
        prepared = self.prepare(article)
        if locale in prepared.slugs:
            problem = refusal(article, prepared.slugs[locale], f"{other} has a page of this name already.")
            self.problems.setdefault(article, {})[locale] = problem
        self.moved[prepared.article.name] = {**self.moved[prepared.article.name], locale: ""}
        self.changed.add(article)

    def prepare(self, article: str) -> Prepared:
        """Read an article and its catalogues, or take what has been read of it.

        Raises:
            ArticleError: the article cannot be read or understood.
        """
        held: Prepared | None = self.held.get(article) if self.held else None
        return held or prepare_article(self.project, self.project.root / article, self.policies)


def refusal(article: str, slug: Slug, problem: str) -> I18nToolError:
    """Return what is wrong with a slug as an error of the file that it stands in."""
    error = ArticleError if slug.path == article else CatalogueError
    return error(
        f'the slug "{slug.text[:LONGEST_SLUG]}" is no good: {problem}',
        "Write letters, digits and hyphens that no other page of this folder has, such as city-walks.",
        path=slug.path,
        line=slug.line,
    )


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

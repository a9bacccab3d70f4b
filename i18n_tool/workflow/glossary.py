"""What the command ``glossary`` does: list, lint, find, suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from i18n_tool.glossary import Glossary
from i18n_tool.glossary.linting import LINT_RULES, lint_terms
from i18n_tool.glossary.suggesting import Suggestion, suggest_terms
from i18n_tool.languages import gettext_tag
from i18n_tool.model import Severity, Term
from i18n_tool.project import Project
from i18n_tool.reports.base import CheckReport
from i18n_tool.workflow.check_rules import Choice, RuleBook, Rules
from i18n_tool.workflow.extract import list_articles, load_glossary, segments_of


@dataclass(frozen=True, slots=True)
class Match:
    """A term that was found in a text, and why."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    text: str
    """What stands in the text."""
    term: Term
    """The term."""
    renderings: tuple[str, ...]
    """How it is rendered in the locale that was asked for; the preferred rendering first."""
    reason: str
    """Why it matches, as a part of a sentence."""


def list_terms(project: Project, *, locale: str | None = None, status: str | None = None) -> list[Term]:
    """Return the terms of a project's glossary, in order of files and rows.

    Args:
        project: the project.
        locale: only terms with a rendering in this locale.
        status: only terms of this status.

    Raises:
        GlossaryError: a glossary file cannot be read.
    """
    glossary = load_glossary(project)
    tag = gettext_tag(locale) if locale else None
    return [
        term
        for term in glossary.terms
        if (tag is None or glossary.renderings(term, tag)) and (status is None or term.status == status)
    ]


def find_terms(project: Project, text: str, *, locale: str | None = None) -> list[Match]:
    """Return the terms that a text holds, in order, and why each matches.

    Raises:
        GlossaryError: a glossary file cannot be read.
    """
    glossary = load_glossary(project)
    tag = gettext_tag(locale) if locale else None
    return [
        Match(
            one.start,
            one.end,
            one.text,
            one.term,
            glossary.renderings(one.term, tag) if tag else (),
            _reason(one.text, one.term),
        )
        for one in glossary.find(text)
    ]


def _reason(text: str, term: Term) -> str:
    if term.match == "regex":
        return "the pattern matches"
    if text == term.source:
        return "as in the glossary"
    if " ".join(text.casefold().split()) == term.source.casefold():
        return "in other capitals or spacing"
    return "in another form"


def lint_glossary(
    project: Project,
    *,
    locales: Sequence[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    fail_on: Severity | None = None,
) -> CheckReport:
    """Return what is odd in a project's glossary, in order of files and rows, as a report of check's kind.

    Args:
        project: the project.
        locales: the locales that each term should have; the project's own if empty.
        select: only these codes, names or families; the settings' of check if empty.
        ignore: none of these, besides the settings'.
        severity: other severities by code, name or family, before the settings'.
        fail_on: the least severity that fails; the settings' if None.

    Raises:
        GlossaryError: a glossary file cannot be read; a term that stands twice is one reason.
        I18nToolError: a word is no code, or a severity is none.
    """
    book = RuleBook(project, Choice(tuple(select), tuple(ignore), severity))
    rules = Rules((book.widest, book.command))
    files = project.files_of("glossaries")
    terms = Glossary.load(files, project.root)
    found = lint_terms(terms, project.select_locales(locales))
    counting = (rules.weigh(one) for one in found if (one.code, one.name) in rules.wanted)
    findings = tuple(replace(one, path=project.root / one.path if one.path else None) for one in counting)
    return CheckReport(
        findings,
        len(terms),
        len(files),
        ignored=0,
        fail_on=fail_on or project.settings["check.fail-on"],
        rules=LINT_RULES,
        root=project.root,
        nouns=("term", "glossary file"),
    )


def suggest_glossary(project: Project, *, least: int = 2) -> list[Suggestion]:
    """Return terms that the articles use and the glossary does not have, the most frequent first.

    Args:
        project: the project.
        least: how often a name must stand in the articles.

    Raises:
        GlossaryError: a glossary file cannot be read.
        ArticleError: an article cannot be read.
        CatalogueError: a catalogue cannot be read.
    """
    from i18n_tool.catalogue import read_catalogue

    articles = list_articles(project)
    texts = [segment.text for path in articles for segment in segments_of(project, path)]
    pairs = []
    for path in articles:
        for locale in project.locales:
            file = project.catalogue_path(project.article_name(path), locale)
            if file.exists():
                units = read_catalogue(file).units
                pairs += [(unit.msgid, locale, unit.msgstr) for unit in units if unit.state == "accepted"]
    return suggest_terms(texts, load_glossary(project), pairs, least=least)

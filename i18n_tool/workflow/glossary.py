"""What the command ``glossary`` does: list, lint, find, import, export, suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from i18n_tool.errors import ExchangeError, GlossaryError
from i18n_tool.exchange import spreadsheet, tbx
from i18n_tool.files import write_text
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.linting import LINT_RULES, lint_terms
from i18n_tool.glossary.reading import read_locales, read_terms
from i18n_tool.glossary.suggesting import Suggestion, suggest_terms
from i18n_tool.glossary.writing import render_terms
from i18n_tool.languages import gettext_tag
from i18n_tool.model import Severity, Term
from i18n_tool.project import Project
from i18n_tool.reports.base import CheckReport
from i18n_tool.workflow.check_rules import Choice, RuleBook, Rules
from i18n_tool.workflow.extract import list_articles, load_glossary, segments_of

FORMATS = ("csv", "tbx", "xlsx", *spreadsheet.CSV_DIALECTS)
"""The formats of exchange; ``csv`` and ``xlsx`` have the columns of a glossary file."""


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


@dataclass(frozen=True, slots=True)
class Exchange:
    """What an import or an export did."""

    path: Path
    """The file that was written."""
    terms: int
    """How many terms it holds."""
    changed: bool
    """Whether the file changed."""
    losses: tuple[str, ...] = ()
    """A sentence for each thing that the format cannot hold."""
    skipped: tuple[str, ...] = ()
    """The terms that were left out because the glossary has them already."""


def _own_terms(project: Project) -> Glossary:
    """Return the terms of the project's files, without the names of CLDR, which nobody can mend or owns."""
    return Glossary.load(project.files_like(project.settings["glossaries"]), project.root)


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
    files = project.files_like(project.settings["glossaries"])
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


def import_terms(
    project: Project, source: Path, target: Path, *, format: str | None = None, locale: str | None = None
) -> Exchange:
    """Write the terms of an exchange file to a glossary file, after those that it holds already.

    Terms that any glossary file of the project has already are left out and named; rows that exist stay.

    Args:
        project: the project.
        source: the file to read.
        target: the glossary file, new or not.
        format: one of ``FORMATS``; None: told by the suffix.
        locale: the locale of the renderings, for formats that do not say it.

    Raises:
        ExchangeError: the file cannot be read, or the format or locale is not clear.
        GlossaryError: a glossary file cannot be read.
        OutputError: the glossary file cannot be written.
    """
    kind = _format_of(source, format)
    read = _read(source, kind, project.source_locale, locale)
    old = list(read_terms([target], project.root)) if target.exists() else []
    locales = read_locales(target) if target.exists() else ()
    known = {term.source for term in _own_terms(project).terms} | {term.source for term in old}
    new: list[Term] = []
    skipped: list[str] = []
    for term in read:
        if term.source in known:
            skipped.append(term.source)
        else:
            known.add(term.source)
            new.append(term)
    changed = write_text(target, render_terms([*old, *new], locales)) if new else False
    return Exchange(target, len(new), changed, skipped=tuple(skipped))


def export_terms(project: Project, target: Path, *, format: str | None = None, locale: str | None = None) -> Exchange:
    """Write the terms of a project's glossary to an exchange file, and say what the format cannot hold.

    Args:
        project: the project.
        target: the file to write.
        format: one of ``FORMATS``; None: told by the suffix.
        locale: the locale of the renderings, for formats that hold one.

    Raises:
        ExchangeError: the format or locale is not clear, or a library is missing.
        GlossaryError: a glossary file cannot be read.
        OutputError: the file cannot be written.
    """
    kind = _format_of(target, format)
    terms = _own_terms(project).terms
    losses: tuple[str, ...] = ()
    if kind == "xlsx":
        return Exchange(target, len(terms), spreadsheet.write_xlsx(terms, target))
    if kind == "tbx":
        text = tbx.render_tbx(terms, project.source_locale)
    elif kind == "csv":
        text = render_terms(terms)
    else:
        sheet = spreadsheet.CSV_DIALECTS[kind][1](terms, _locale_for(kind, target, locale), project.source_locale)
        text, losses = sheet.text, sheet.losses
    return Exchange(target, len(terms), write_text(target, text), losses)


def _format_of(path: Path, format: str | None) -> str:
    suffix = path.suffix.lower().removeprefix(".")
    kind = format or {"tsv": "deepl", "xml": "tbx"}.get(suffix, suffix)
    if kind not in FORMATS:
        raise ExchangeError(
            f'the format "{kind}" is not known.', f"Name one of {', '.join(FORMATS)} with --as.", path=path
        )
    return kind


def _locale_for(kind: str, path: Path, locale: str | None) -> str:
    if locale is None:
        raise ExchangeError(f"the format {kind} holds one locale.", "Name it with --locale.", path=path)
    return gettext_tag(locale)


def _read(path: Path, kind: str, source_locale: str, locale: str | None) -> Sequence[Term]:
    if kind == "tbx":
        return tbx.read_tbx(path, source_locale)
    if kind == "xlsx":
        return spreadsheet.read_xlsx(path)
    if kind == "csv":
        try:
            return list(read_terms([path]))
        except GlossaryError as problem:
            advice = f"{problem.advice} Or name its format with --as: {', '.join(spreadsheet.CSV_DIALECTS)}."
            raise ExchangeError(problem.what, advice, path=path, line=problem.line) from problem
    tag = locale and gettext_tag(locale)
    if kind != "microsoft" and not tag:
        raise ExchangeError(f"the format {kind} does not say its locale.", "Name it with --locale.", path=path)
    return spreadsheet.CSV_DIALECTS[kind][0](path, tag or "", source_locale)

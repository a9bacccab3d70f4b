"""Catalogues to findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from i18n_tool.catalogue import Catalogue, read_catalogue
from i18n_tool.checks import (
    CATALOGUE_CODES,
    all_catalogue_checks,
    all_checks,
    code_matches,
    require_code,
    run_checks,
    select_checks,
)
from i18n_tool.checks.base import Context
from i18n_tool.errors import CatalogueError, SettingsError
from i18n_tool.formats import markup_of
from i18n_tool.model import SEVERITIES, Finding, Severity, Unit
from i18n_tool.project import Project
from i18n_tool.workflow.extract import find_orphans, list_articles, load_glossary, segments_of

_IGNORE = re.compile(r"i18n-tool:\s*ignore\s+([A-Za-z]{2}\d{3}|[a-z]+(?:-[a-z]+)+|[A-Za-z]{2})\b\s*(.*)")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What check found."""

    findings: tuple[Finding, ...]
    """In order of file and line."""
    units: int
    """How many units were looked at."""
    catalogues: int
    """How many catalogues."""
    ignored: int
    """How many findings a translator comment puts aside."""
    fail_on: Severity
    """The least severity that fails."""

    @property
    def failed(self) -> bool:
        """Whether a finding is severe enough to fail."""
        least = SEVERITIES.index(self.fail_on)
        return any(SEVERITIES.index(finding.severity) >= least for finding in self.findings)


def check_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    fail_on: Severity | None = None,
) -> CheckReport:
    """Return what is wrong in the catalogues of a project.

    A finding about a draft weighs a warning at most, since a draft reaches no page until somebody accepts it.

    Args:
        project: the project.
        locales: those to check; all if empty.
        select: only these codes, names or families; the settings' if empty.
        ignore: none of these, besides the settings'.
        fail_on: the least severity that fails; the settings' if None.

    Raises:
        I18nToolError: the glossary or an article cannot be read, or a word is no code.
    """
    chosen = tuple(select) or tuple(project.settings["check.select"])
    left_out = (*ignore, *project.settings["check.ignore"])
    work = _Checking(project, chosen, left_out)
    findings: list[Finding] = []
    for locale in project.select_locales(locales):
        findings += work.check_locale(locale)
    return CheckReport(
        tuple(findings),
        work.units,
        work.catalogues,
        work.ignored,
        fail_on or project.settings["check.fail-on"],
    )


class _Checking:
    """Checks one locale after the other."""

    def __init__(self, project: Project, select: Sequence[str], ignore: Sequence[str]) -> None:
        self.project = project
        self.select, self.ignore = select, ignore
        self.checks = select_checks(all_checks(), select, ignore)
        self.catalogue_checks = select_checks(all_catalogue_checks(), select, ignore)
        self.severity = read_severities(project)
        self.glossary = load_glossary(project)
        self.articles = {project.article_name(path): path for path in list_articles(project)}
        self.keys: dict[str, set[tuple[str | None, str]]] = {}
        self.orphans = find_orphans(project, set(self.articles))
        self.units = self.catalogues = self.ignored = 0

    def check_locale(self, locale: str) -> Iterator[Finding]:
        project = self.project
        context = Context(locale, project.source_locale, self.glossary)
        for name in self.articles:
            path = project.catalogue_path(name, locale)
            if not path.exists():
                if not self.keys_of(name):
                    continue
                yield from self.about(
                    path, locale, "CA003", "warning", "there is no catalogue yet; run i18n-tool extract"
                )
                continue
            try:
                catalogue = read_catalogue(path)
            except CatalogueError as problem:
                message = " ".join(part for part in (problem.what, problem.advice) if part)
                yield from self.about(path, locale, "CA001", "error", message, problem.line or 0)
                continue
            yield from self.check_catalogue(name, catalogue, path, context)
        home = project.catalogue_folder / locale / "LC_MESSAGES"
        for path in self.orphans:
            if path.is_relative_to(home):
                advice = "its article is gone; remove it with: i18n-tool extract --prune"
                yield from self.about(path, locale, "CA002", "warning", advice)

    def check_catalogue(self, name: str, catalogue: Catalogue, path: Path, context: Context) -> Iterator[Finding]:
        self.catalogues += 1
        live = [unit for unit in catalogue.units if not unit.obsolete]
        if {unit.key for unit in live} != self.keys_of(name):
            advice = "the article has other segments than the catalogue; run i18n-tool extract"
            yield from self.about(path, context.locale, "CA003", "warning", advice)
        markup = markup_of(self.articles[name])
        together: dict[int, list[Finding]] = {}
        for check in self.catalogue_checks:
            for finding in check.check(live, context):
                together.setdefault(finding.line, []).append(replace(finding, locale=context.locale))
        for unit in live:
            self.units += 1
            found = [*run_checks(replace(unit, markup=markup), context, self.checks), *together.get(unit.line, ())]
            yield from self.judge(unit, found, path, context)

    def judge(self, unit: Unit, found: Sequence[Finding], path: Path, context: Context) -> Iterator[Finding]:
        """Yield the findings of a unit that no comment puts aside, and the comments that put nothing aside."""
        ignores = {number: word for number, line in enumerate(unit.comments) if (word := _ignored_word(line))}
        used: set[int] = set()
        for finding in found:
            matching = [number for number, word in ignores.items() if code_matches(finding.code, finding.name, (word,))]
            if matching:
                used.update(matching)
                self.ignored += 1
                continue
            yield self.weigh(replace(finding, path=path), unit.fuzzy)
        if not self.select and unit.state == "accepted":
            for number, word in ignores.items():
                if number not in used:
                    message = f'"ignore {word}" ignores nothing any more; take the comment out'
                    yield from self.about(path, context.locale, "CA004", "info", message, unit.line)

    def weigh(self, finding: Finding, draft: bool) -> Finding:
        severity = self.severity.get(finding.code, self.severity.get(finding.name, finding.severity))
        if draft and severity == "error":
            severity = "warning"
        return replace(finding, severity=severity)

    def about(
        self, path: Path, locale: str, code: str, severity: Severity, message: str, line: int = 0
    ) -> Iterator[Finding]:
        """Yield a finding about a catalogue as a whole, unless its code is not wanted."""
        name = CATALOGUE_CODES[code]
        if self.select and not code_matches(code, name, self.select):
            return
        if not code_matches(code, name, self.ignore):
            yield self.weigh(Finding(code, name, severity, message, locale, path, line), False)

    def keys_of(self, name: str) -> set[tuple[str | None, str]]:
        """Return what the catalogue of an article should hold."""
        if name not in self.keys:
            segments = segments_of(self.project, self.articles[name])
            self.keys[name] = {(segment.context, segment.text) for segment in segments}
        return self.keys[name]


def _ignored_word(comment: str) -> str | None:
    found = _IGNORE.search(comment)
    return found[1] if found else None


def read_severities(project: Project) -> dict[str, Severity]:
    """Return the severities that the settings give to codes and names.

    Raises:
        SettingsError: a severity is none.
        I18nToolError: a word is no code.
    """
    table: dict[str, Severity] = {}
    for word, value in project.settings["check.severity"].items():
        require_code(word)
        if value not in SEVERITIES:
            raise SettingsError(
                f"{value!r} is not a severity.",
                f"Write one of {', '.join(SEVERITIES)}.",
                path=project.path,
                subject=word,
            )
        table[word.upper() if len(word) == 5 else word] = value
    return table

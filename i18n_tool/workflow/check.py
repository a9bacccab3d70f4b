"""Catalogues to findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from i18n_tool.checks import all_rules
from i18n_tool.checks.files import CATALOGUE_RULES
from i18n_tool.errors import CatalogueError
from i18n_tool.model import Finding, Severity
from i18n_tool.project import Project
from i18n_tool.reports.base import CheckReport
from i18n_tool.workflow.check_cache import Record, Seen
from i18n_tool.workflow.check_rules import Choice, RuleBook, Rules
from i18n_tool.workflow.check_together import check_together
from i18n_tool.workflow.check_units import Job, Outcome, check_all
from i18n_tool.workflow.extract import find_orphans, list_articles
from i18n_tool.workflow.ignores import Ignore, read_ignores, unused
from i18n_tool.workflow.leftovers import find_leftovers
from i18n_tool.workflow.since import Since

__all__ = ["CheckReport", "check_project"]

_CATALOGUE_RULES = {rule.code: rule for rule in CATALOGUE_RULES}


def check_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    fail_on: Severity | None = None,
    since: str | None = None,
) -> CheckReport:
    """Return what is wrong in the catalogues of a project.

    A finding about a draft weighs a warning at most, since a draft reaches no page until somebody accepts it.

    Args:
        project: the project.
        locales: those to check; all if empty.
        select: only these codes, names or families; the settings' if empty.
        ignore: none of these, besides the settings'.
        severity: other severities by code, name or family, before the settings'.
        fail_on: the least severity that fails; the settings' if None.
        since: a git revision; only units that it does not have as they are now.

    Raises:
        I18nToolError: the glossary or an article cannot be read, a word is no code, or git does not know the revision.
    """
    book = RuleBook(project, Choice(tuple(select), tuple(ignore), severity))
    wanted = project.select_locales(locales)
    work = _Judging(project, book, Since(project, since) if since else None)
    findings = tuple(work.findings(wanted))
    return CheckReport(
        findings,
        work.units,
        work.catalogues,
        work.ignored,
        fail_on or project.settings["check.fail-on"],
        rules=all_rules(),
        root=project.root,
    )


class _Judging:
    """Decides which of the findings count, and how much."""

    def __init__(self, project: Project, book: RuleBook, since: Since | None) -> None:
        self.project, self.book, self.since = project, book, since
        self.units = self.catalogues = self.ignored = 0

    def findings(self, locales: Iterable[str]) -> list[Finding]:
        """Return the findings that count, by locale, catalogue and line."""
        project = self.project
        articles = {project.article_name(path): path for path in list_articles(project)}
        jobs = [Job(name, article, locale) for locale in locales for name, article in articles.items()]
        found: list[Finding] = []
        orphans = find_orphans(project, set(articles))
        outcomes = check_together(project, jobs, check_all(project, self.book, jobs))
        for locale in locales:
            for job in (job for job in jobs if job.locale == locale):
                found += self.of_catalogue(job, outcomes[job])
            home = project.catalogue_folder / locale / "LC_MESSAGES"
            for path in (path for path in orphans if path.is_relative_to(home)):
                advice = "its article is gone; remove it with: i18n-tool extract --prune"
                found += self.about(path, locale, self.rules("", path, locale), "CA002", advice)
        if set(locales) == set(project.locales):
            rules = Rules((self.book.widest, self.book.command))
            for one in find_leftovers(project):
                found += self.about(project.root / one.catalogues[0], one.locale, rules, "CA011", one.message)
        return found

    def rules(self, article: str, catalogue: Path, locale: str) -> Rules:
        """Return the rules of a catalogue."""
        return self.book.of(article, self.project.relative(catalogue), locale)

    def of_catalogue(self, job: Job, outcome: Outcome) -> Iterator[Finding]:
        """Yield what counts of what the rules said about a catalogue."""
        path = self.project.catalogue_path(job.name, job.locale)
        rules = self.rules(self.project.relative(job.article), path, job.locale)
        if outcome is None:
            return
        if isinstance(outcome, CatalogueError):
            message = " ".join(part for part in (outcome.what, outcome.advice) if part)
            yield from self.about(path, job.locale, rules, "CA001", message, outcome.line or 0)
        elif outcome.stamp == "":
            advice = "there is no catalogue yet; run i18n-tool extract"
            yield from self.about(path, job.locale, rules, "CA003", advice, article=job.article)
        else:
            yield from self.of_record(job, path, rules, outcome)

    def of_record(self, job: Job, path: Path, rules: Rules, record: Record) -> Iterator[Finding]:
        """Yield what counts of a catalogue that could be read."""
        self.catalogues += 1
        self.units += record.units
        if record.outdated:
            advice = "the article has other segments than the catalogue; run i18n-tool extract"
            yield from self.about(path, job.locale, rules, "CA003", advice, article=job.article)
        for unit in record.seen:
            if self.since is None or self.since.touched(path, (unit.msgctxt, unit.msgid)):
                yield from self.of_unit(unit, path, job.locale, rules)

    def of_unit(self, unit: Seen, path: Path, locale: str, rules: Rules) -> Iterator[Finding]:
        """Yield the findings of a unit that no comment puts aside, and what is wrong with such comments."""
        ignores = read_ignores(unit.comments)
        counting = [one for one in unit.findings if (one.code, one.name) in rules.wanted]
        for finding in counting:
            if any(ignore.covers(finding.code, finding.name) for ignore in ignores):
                self.ignored += 1
            else:
                yield rules.weigh(_placed(finding, unit, path, locale), draft=unit.draft)
        if unit.draft or not ignores:
            return
        reported = {(one.code, one.name) for one in counting}
        for code, message in _faults(ignores, reported, rules):
            for finding in self.about(path, locale, rules, code, message):
                yield _placed(finding, unit, path, locale)

    def about(
        self,
        path: Path,
        locale: str,
        rules: Rules,
        code: str,
        message: str,
        line: int = 0,
        article: Path | None = None,
    ) -> Iterator[Finding]:
        """Yield a finding about a catalogue as a whole, and its article, unless its code is not wanted."""
        rule = _CATALOGUE_RULES[code]
        touched = self.since is None or self.since.changed(path) or (article and self.since.changed(article))
        if (code, rule.name) in rules.wanted and touched:
            yield rules.weigh(Finding(code, rule.name, rule.severity, message, locale, path, line))


def _placed(finding: Finding, unit: Seen, path: Path, locale: str) -> Finding:
    """Return a finding with the place of its unit."""
    return replace(
        finding,
        locale=locale,
        path=path,
        line=unit.line,
        msgctxt=unit.msgctxt,
        msgid=unit.msgid,
        msgstr=unit.msgstr,
    )


def _faults(ignores: Sequence[Ignore], reported: set[tuple[str, str]], rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield code and message of what is wrong with the ignores of a unit."""
    for word in unused(ignores, reported, rules.wanted):
        yield "CA004", f'"ignore {word}" ignores nothing here; take it out of the comment'
    for ignore in ignores:
        if not ignore.words:
            yield "CA004", f'"ignore {ignore.reason}" names no check; i18n-tool explain lists their codes'
        elif not ignore.reason:
            yield "CA005", f'"ignore {" ".join(ignore.words)}" does not say why; write the reason after the code'

"""Runs the rules over the catalogues of a project; several processes share a large number of units."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from i18n_tool.catalogue import Catalogue, read_catalogue
from i18n_tool.checks import all_catalogue_checks, all_checks, all_file_checks
from i18n_tool.checks.base import CatalogueCheck, Context
from i18n_tool.checks.panel import panel_of
from i18n_tool.errors import CatalogueError
from i18n_tool.formats import markup_of
from i18n_tool.glossary import Glossary, has_dictionary
from i18n_tool.languages import language_of
from i18n_tool.model import Finding
from i18n_tool.project import Project
from i18n_tool.workflow.check_cache import CheckCache, Record, Seen, digest_of, digests_of_pair
from i18n_tool.workflow.check_rules import RuleBook
from i18n_tool.workflow.extract import load_glossary, rules_of, segments_of
from i18n_tool.workflow.processes import share

_SHARE = 400_000
"""Bytes of catalogues that are worth a process of their own."""
_TOGETHER = 1_000_000
"""Bytes of articles whose locales are checked one after the other, so that what is read of a source text is kept."""

NO_CATALOGUE = Record("", "", frozenset(), 0, True, ())
"""Stands for a catalogue that should be there."""


@dataclass(frozen=True, slots=True)
class Job:
    """A catalogue that should be checked."""

    name: str
    """What its article is called."""
    article: Path
    """Its article."""
    locale: str
    """Its locale."""


Outcome = Record | CatalogueError | None
"""What became of a job; None: there is no catalogue and need not be one."""


def check_all(project: Project, book: RuleBook, jobs: Sequence[Job]) -> dict[Job, Outcome]:
    """Return what the rules say about each catalogue, from the cache where nothing has changed.

    Raises:
        I18nToolError: the glossary or an article cannot be read.
    """
    work = _Work(project, book)
    outcomes: dict[Job, Outcome] = {}
    waiting = []
    for job in jobs:
        found = work.known(job)
        if found is None:
            waiting.append(job)
        else:
            outcomes[job] = found
    for job, outcome in work.run_all(waiting):
        outcomes[job] = outcome
    if not jobs or {job.locale for job in jobs} == set(project.locales):
        work.cache.forget_others(project.catalogue_path(job.name, job.locale) for job in jobs)
    return outcomes


class _Work:
    """Checks one catalogue after the other."""

    def __init__(self, project: Project, book: RuleBook) -> None:
        self.project, self.book = project, book
        self.cache = CheckCache(project)
        self.articles: dict[Path, bytes] = {}
        self.keys: dict[Path, frozenset[tuple[str | None, str]]] = {}

    @cached_property
    def glossary(self) -> Glossary:
        return load_glossary(self.project)

    @cached_property
    def segmentation(self) -> str:
        return rules_of(self.project)

    def catalogue_path(self, job: Job) -> Path:
        return self.project.catalogue_path(job.name, job.locale)

    def wanted(self, job: Job) -> frozenset[str]:
        """Return the codes of the rules that are asked about a catalogue."""
        project = self.project
        rules = self.book.of(project.relative(job.article), project.relative(self.catalogue_path(job)), job.locale)
        return frozenset(code for code, _ in rules.wanted)

    def stamp(self, job: Job) -> str | None:
        """Return what a catalogue and its article look like; None if either cannot be read."""
        try:
            if job.article not in self.articles:
                self.articles[job.article] = job.article.read_bytes()
            return self.cache.stamp(self.catalogue_path(job).read_bytes(), self.articles[job.article])
        except OSError:
            return None

    def known(self, job: Job) -> Record | None:
        """Return what is known about a catalogue from an earlier run, or None."""
        stamp = self.stamp(job)
        record = self.cache.read(self.catalogue_path(job)) if stamp else None
        return record if record and record.stamp == stamp and self.wanted(job) <= record.ran else None

    def run_all(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Yield what the rules say about each catalogue."""
        if not jobs:
            return
        sizes = {job: self.size(job) for job in jobs}
        processes = min(os.cpu_count() or 1, sum(sizes.values()) // _SHARE)
        if processes < 2 or not hasattr(os, "fork"):
            yield from self.run_some(jobs)
            return
        self.glossary.find("")
        shares = _deal(sizes, processes)
        for done in share(self.run_share, shares, len(shares)):
            yield from done

    def size(self, job: Job) -> int:
        try:
            return self.catalogue_path(job).stat().st_size
        except OSError:
            return 0

    def run_share(self, jobs: Sequence[Job]) -> list[tuple[Job, Outcome]]:
        """Return what the rules say about the catalogues of one process, without what only the cache needs."""
        # What it keeps is in caches and never garbage; looking for some takes a fifth of its time.
        gc.disable()
        try:
            done = self.run_some(jobs)
        finally:
            gc.enable()
        return [(job, replace(one, alone={}) if isinstance(one, Record) else one) for job, one in done]

    def run_some(self, jobs: Sequence[Job]) -> list[tuple[Job, Outcome]]:
        """Return what the rules say about some catalogues."""
        return [(job, self.run(job)) for job in _in_good_order(jobs, self.size)]

    def run(self, job: Job) -> Outcome:
        """Return what the rules say about a catalogue."""
        path = self.catalogue_path(job)
        if not path.exists():
            return NO_CATALOGUE if self.keys_of(job.article) else None
        stamp = self.stamp(job)
        old = self.cache.read(path)
        ran = self.wanted(job) | (old.ran if old and old.stamp == stamp else frozenset())
        try:
            catalogue = read_catalogue(path, markup_of(job.article))
        except CatalogueError as problem:
            return problem
        known = old.alone if old and ran <= old.ran else {}
        record = _Rules(self.context(job), ran, known).record(catalogue, self.keys_of(job.article))
        record = replace(record, stamp=stamp or "?", setting=self.cache.setting)
        self.cache.write(path, record)
        return record

    def context(self, job: Job) -> Context:
        return Context(job.locale, self.project.source_locale, self.glossary, self.segmentation)

    def keys_of(self, article: Path) -> frozenset[tuple[str | None, str]]:
        """Return what the catalogue of an article should hold."""
        if article not in self.keys:
            segments = segments_of(self.project, article)
            self.keys[article] = frozenset((segment.context, segment.text) for segment in segments)
        return self.keys[article]


def _deal(sizes: dict[Job, int], processes: int) -> list[list[Job]]:
    """Return the jobs in shares of about equal size, each locale in one share where there are enough locales.

    What a process reads of a language (words, dictionaries) is then read once. Languages with a dictionary are dealt
    first, so that no process has many of these.
    """
    by_locale: dict[str, list[Job]] = {}
    for job in sizes:
        by_locale.setdefault(job.locale, []).append(job)
    parts = list(by_locale.values())
    if len(parts) < processes:
        parts = [piece for part in parts for start in range(processes) if (piece := part[start::processes])]
    shares: list[list[Job]] = [[] for _ in range(processes)]
    weights = [0] * processes
    for part in sorted(
        parts, key=lambda part: (not has_dictionary(language_of(part[0].locale)), -sum(sizes[job] for job in part))
    ):
        lightest = weights.index(min(weights))
        shares[lightest] += part
        weights[lightest] += sum(sizes[job] for job in part)
    return [share for share in shares if share]


def _in_good_order(jobs: Sequence[Job], size: Callable[[Job], int]) -> Iterator[Job]:
    """Yield jobs so that an article comes again in another locale while what was read of it is still at hand.

    The locales come in turn forwards and backwards: the dictionaries of the last ones are at hand too.
    """
    by_article: dict[Path, list[Job]] = {}
    for job in jobs:
        by_article.setdefault(job.article, []).append(job)
    batches: list[list[Job]] = [[]]
    weight = 0
    for group in by_article.values():
        batches[-1] += group
        weight += size(group[0])
        if weight > _TOGETHER:
            batches.append([])
            weight = 0
    for number, batch in enumerate(batches):
        yield from sorted(batch, key=lambda job: job.locale, reverse=number % 2 == 1)


class _Rules:
    """Asks the rules about one catalogue."""

    def __init__(self, context: Context, ran: frozenset[str], known: Mapping[str, tuple[Finding, ...]]) -> None:
        self.context, self.ran, self.known = context, ran, known
        self.panel = panel_of(tuple(check for check in all_checks() if check.code in ran), context)
        self.together: tuple[CatalogueCheck, ...] = tuple(
            check for check in all_catalogue_checks() if check.code in ran
        )

    def record(self, catalogue: Catalogue, keys: frozenset[tuple[str | None, str]]) -> Record:
        """Return what they say."""
        live = [unit for unit in catalogue.units if not unit.obsolete]
        by_line: dict[int, list[Finding]] = {}
        for check in self.together:
            for finding in check.check(live, self.context):
                by_line.setdefault(finding.line, []).append(finding)
        alone: dict[str, tuple[Finding, ...]] = {}
        seen = [*self.of_file(catalogue)]
        accepted = []
        for unit in live:
            digest = digest_of(unit)
            found = alone[digest] = self.known[digest] if digest in self.known else tuple(self.panel.findings(unit))
            if unit.state == "accepted" and unit.msgid_plural is None:
                accepted.append(digests_of_pair(unit))
            comments = tuple(comment for comment in unit.comments if "i18n-tool:" in comment and "ignore" in comment)
            findings = (*found, *by_line.get(unit.line, ()))
            if findings or comments:
                shown = unit.msgstr if unit.msgid_plural is None else " / ".join(unit.msgstr_plural)
                seen.append(Seen(unit.msgctxt, unit.msgid, shown, unit.line, unit.fuzzy, comments, findings))
        outdated = {unit.key for unit in live} != keys
        return Record("", "", self.ran, len(live), outdated, tuple(seen), alone, "".join(accepted))

    def of_file(self, catalogue: Catalogue) -> Iterator[Seen]:
        """Yield the header, if the rules about a file say something."""
        checks = [check for check in all_file_checks() if check.code in self.ran]
        findings = tuple(finding for check in checks for finding in check.findings(catalogue, self.context))
        if findings:
            line = catalogue.header_entry.unit.line if catalogue.header_entry else 1
            yield Seen(None, "", "", line, False, (), findings)

"""What the rules say about all catalogues of a locale together, added to what they say about each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from i18n_tool.catalogue import read_catalogue
from i18n_tool.checks import all_project_checks
from i18n_tool.checks.base import Context
from i18n_tool.model import Finding, Unit
from i18n_tool.project import Project
from i18n_tool.workflow.check_cache import Record, Seen, accepted_pairs
from i18n_tool.workflow.check_units import Job, Outcome

_Units = dict[tuple[str | None, str], Seen]
"""The units of a catalogue in which something was found, by their context and source text."""


def check_together(project: Project, jobs: Sequence[Job], outcomes: Mapping[Job, Outcome]) -> dict[Job, Outcome]:
    """Return the outcomes of jobs with the findings that need other catalogues to be seen.

    Args:
        project: the project.
        jobs: the catalogues that are checked.
        outcomes: what the rules said about each alone.
    """
    together = dict(outcomes)
    for locale in dict.fromkeys(job.locale for job in jobs):
        records = {
            job: record
            for job in jobs
            if job.locale == locale and isinstance(record := outcomes[job], Record) and record.units
        }
        found = _Locale(project, locale, records).findings()
        for job, record in records.items():
            here = found.get(project.relative(project.catalogue_path(job.name, job.locale)))
            if here:
                together[job] = replace(record, seen=tuple(_joined(record.seen, here)))
    return together


def _joined(seen: Sequence[Seen], here: _Units) -> Iterator[Seen]:
    """Yield the units of a record in the order of the file, each with the findings of both kinds."""
    left = dict(here)
    for unit in seen:
        more = left.pop((unit.msgctxt, unit.msgid), None)
        left_before = [key for key, other in left.items() if other.line < unit.line]
        yield from (left.pop(key) for key in left_before)
        yield replace(unit, findings=(*unit.findings, *more.findings)) if more else unit
    yield from left.values()


class _Locale:
    """The catalogues of a locale."""

    def __init__(self, project: Project, locale: str, records: Mapping[Job, Record]) -> None:
        self.project, self.locale = project, locale
        self.records = records
        self.codes = frozenset[str]().union(*(record.ran for record in records.values()))
        stamps = "\n".join(sorted({*self.codes, *(record.stamp for record in records.values())}))
        self.stamp = hashlib.blake2b(stamps.encode(), digest_size=16).hexdigest()
        self.memo = project.state_folder / "check" / f"{locale}.together"

    def findings(self) -> dict[str, _Units]:
        """Return what was found, by path and unit; from an earlier run where no catalogue has changed."""
        checks = [check for check in all_project_checks() if check.code in self.codes]
        if not checks or len(self.records) < 2:
            return {}
        known = self.remembered()
        if known is None:
            paths = [self.project.catalogue_path(job.name, job.locale) for job in _differing(self.records)]
            units = {self.project.relative(path): _live_units(path) for path in paths}
            context = Context(self.locale, self.project.source_locale)
            known = [one for check in checks for one in check.check(units, context)]
            self.remember(known)
        return _by_path(known)

    def remembered(self) -> list[tuple[str, Finding]] | None:
        try:
            data = json.loads(self.memo.read_text(encoding="utf-8"))
            if data["stamp"] != self.stamp:
                return None
            return [(path, Finding(**fields)) for path, fields in data["found"]]
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def remember(self, found: Sequence[tuple[str, Finding]]) -> None:
        """Keep what was found; where nothing can be written, nothing is kept."""
        data = {"stamp": self.stamp, "found": [(path, _fields(finding)) for path, finding in found]}
        try:
            self.memo.parent.mkdir(parents=True, exist_ok=True)
            self.memo.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
        except OSError:
            return


def _fields(finding: Finding) -> dict[str, Any]:
    names = ("code", "name", "severity", "message", "line", "msgid", "msgstr", "msgctxt")
    return {name: getattr(finding, name) for name in names}


def _differing(records: Mapping[Job, Record]) -> list[Job]:
    """Return the jobs whose catalogue has a source text that is not translated in the same way everywhere."""
    first: dict[str, str] = {}
    differing: set[str] = set()
    for record in records.values():
        for key, translation in accepted_pairs(record):
            if first.setdefault(key, translation) != translation:
                differing.add(key)
    if not differing:
        return []
    return [job for job, record in records.items() if any(key in differing for key, _ in accepted_pairs(record))]


def _live_units(path: Path) -> list[Unit]:
    return [unit for unit in read_catalogue(path).units if not unit.obsolete]


def _by_path(found: Sequence[tuple[str, Finding]]) -> dict[str, _Units]:
    """Return findings by the catalogue and the unit that they are about, in order of line."""
    catalogues: dict[str, _Units] = {}
    for path, finding in sorted(found, key=lambda one: (one[0], one[1].line)):
        units, key = catalogues.setdefault(path, {}), (finding.msgctxt, finding.msgid)
        seen = units.get(key) or Seen(finding.msgctxt, finding.msgid, finding.msgstr, finding.line, False, (), ())
        units[key] = replace(seen, findings=(*seen.findings, finding))
    return catalogues

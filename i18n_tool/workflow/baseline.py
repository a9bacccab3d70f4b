"""The findings that a project has decided to live with for now: known ones do not count, new ones do."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from i18n_tool.checks import all_rules, code_matches
from i18n_tool.errors import SettingsError
from i18n_tool.files import read_text, write_text
from i18n_tool.model import Finding
from i18n_tool.project import Project
from i18n_tool.reports.base import CheckReport

VERSION = 1
DEFAULT = "i18n-tool-baseline.json"
"""The file that is written where neither the command line nor the settings name one."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding as a baseline keeps it: the line does not count, every word of the unit does."""

    catalogue: str
    """The file, from the project folder."""
    locale: str
    """The locale of the translation."""
    code: str
    """The rule."""
    msgctxt: str
    """What tells the unit from one with an equal msgid; empty if there is nothing."""
    msgid: str
    """The source text; empty: the finding is about the catalogue."""
    text: str
    """A digest of the translation; a finding in another translation of the unit is a new one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a check has looked at, so that a known finding that it has not found is gone."""

    locales: Collection[str]
    """The locales that were checked."""
    select: Sequence[str] = ()
    """Only these codes, names or families were asked; all if empty."""
    ignore: Sequence[str] = ()
    """None of these were."""
    complete: bool = True
    """False: not all units were looked at, so that nothing can be said to be gone."""

    def covers(self, known: Known, project: Project) -> bool:
        """Tell whether a known finding would have been found if it were there still."""
        here = known.locale in self.locales or known.locale not in project.locales
        name = next((rule.name for rule in all_rules() if rule.code == known.code), "")
        asked = not self.select or code_matches(known.code, name, self.select)
        return self.complete and here and asked and not code_matches(known.code, name, self.ignore)


@dataclass(frozen=True, slots=True)
class Parted:
    """Findings compared with a baseline."""

    new: list[Finding]
    """Those that the baseline does not know."""
    kept: Counter[Known]
    """The known ones that are there still, where they are now."""
    gone: Counter[Known]
    """The known ones that are there no longer."""
    others: Counter[Known]
    """The known ones that were not looked for."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings of a project, and how many there are of each."""

    known: Counter[Known]

    def part(self, findings: Iterable[Finding], project: Project, scope: Scope) -> Parted:
        """Return which findings are new, and which of the known ones are there still.

        A finding in a catalogue that the baseline does not know counts as known if the baseline has it in one that
        there is no longer: its article was renamed.

        Args:
            findings: those of a check.
            project: the project.
            scope: what the check has looked at.
        """
        left = self.known.copy()
        kept: Counter[Known] = Counter()
        unknown = []
        for finding in findings:
            key = _key(finding, project)
            if left[key] > 0:
                left[key] -= 1
                kept[key] += 1
            else:
                unknown.append(finding)
        adrift: dict[Known, list[Known]] = {}
        for one in left.elements():
            if not (project.root / one.catalogue).exists():
                adrift.setdefault(replace(one, catalogue=""), []).append(one)
        new = []
        for finding in unknown:
            key = _key(finding, project)
            if homes := adrift.get(replace(key, catalogue="")):
                left[homes.pop()] -= 1
                kept[key] += 1
            else:
                new.append(finding)
        gone = Counter({one: number for one, number in left.items() if number > 0 and scope.covers(one, project)})
        return Parted(new, kept, gone, +left - gone)


def apply_baseline(
    report: CheckReport, baseline: Baseline, project: Project, scope: Scope
) -> tuple[CheckReport, Parted]:
    """Return a report of what is new, and how its findings compare with the baseline."""
    parted = baseline.part(report.findings, project, scope)
    known, gone = parted.kept.total(), parted.gone.total()
    return replace(report, findings=tuple(parted.new), known=known, gone=gone), parted


def _key(finding: Finding, project: Project) -> Known:
    digest = hashlib.blake2b(finding.msgstr.encode("utf-8", "surrogatepass"), digest_size=8)
    return Known(
        project.relative(finding.path) if finding.path else "",
        finding.locale,
        finding.code,
        finding.msgctxt or "",
        finding.msgid,
        digest.hexdigest(),
    )


def read_baseline(path: Path) -> Baseline:
    """Return the baseline of a file.

    Raises:
        SettingsError: the file cannot be read or is no baseline.
    """
    text = read_text(path, SettingsError)
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise ValueError
        known: Counter[Known] = Counter()
        for one in data["findings"]:
            number = one.pop("count", 1)
            known[Known(**{key: str(value) for key, value in one.items()})] += int(number)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise SettingsError(
            "this is no baseline of this version of i18n-tool.", "Write a new one: --write-baseline", path=path
        ) from problem
    return Baseline(known)


def write_baseline(path: Path, findings: Sequence[Finding], project: Project, scope: Scope) -> int:
    """Write the findings that are known from now on; those that were not looked for stay.

    Returns:
        How many findings the file has now.

    Raises:
        SettingsError: there is a file that is no baseline.
        OutputError: the file cannot be written.
    """
    known = Counter(_key(finding, project) for finding in findings)
    if path.exists():
        before = read_baseline(path).known
        known.update({one: number for one, number in before.items() if not scope.covers(one, project)})
    _write(path, known)
    return known.total()


def prune_baseline(path: Path, parted: Parted) -> int:
    """Take the findings that are gone out of a baseline, and write the others where they are now.

    Returns:
        How many findings the file has now.

    Raises:
        OutputError: the file cannot be written.
    """
    known = parted.kept + parted.others
    _write(path, known)
    return known.total()


def _write(path: Path, known: Counter[Known]) -> None:
    listed = [{**asdict(one), **({"count": known[one]} if known[one] > 1 else {})} for one in sorted(known)]
    write_text(path, json.dumps({"version": VERSION, "findings": listed}, ensure_ascii=False, indent=1) + "\n")

"""The findings that a project has decided to live with for now: known ones do not count, new ones do."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from i18n_tool.errors import SettingsError
from i18n_tool.files import read_text, write_text
from i18n_tool.model import Finding
from i18n_tool.project import Project

VERSION = 1
DEFAULT = "i18n-tool-baseline.json"


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
class Baseline:
    """The known findings of a project, and how many there are of each."""

    known: Counter[Known]

    def part(
        self, findings: Iterable[Finding], project: Project, locales: Collection[str], *, complete: bool = True
    ) -> tuple[list[Finding], int, int]:
        """Return the findings that are new, how many are known, and how many known ones have gone.

        Args:
            findings: those of a check.
            project: the project.
            locales: those that were checked; what is known of others has not gone.
            complete: False: not all units were looked at, so that nothing can be said to have gone.
        """
        left = self.known.copy()
        new = []
        known = 0
        for finding in findings:
            key = _key(finding, project)
            if left[key] > 0:
                left[key] -= 1
                known += 1
            else:
                new.append(finding)
        gone = sum(number for one, number in left.items() if one.locale in locales) if complete else 0
        return new, known, gone


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


def write_baseline(path: Path, findings: Sequence[Finding], project: Project, locales: Collection[str]) -> int:
    """Write the findings that are known from now on; those of locales that were not checked stay.

    Returns:
        How many findings the file has now.

    Raises:
        SettingsError: there is a file that is no baseline.
        OutputError: the file cannot be written.
    """
    known = Counter(_key(finding, project) for finding in findings)
    if path.exists():
        known.update({one: n for one, n in read_baseline(path).known.items() if one.locale not in locales})
    listed = [{**asdict(one), **({"count": known[one]} if known[one] > 1 else {})} for one in sorted(known)]
    write_text(path, json.dumps({"version": VERSION, "findings": listed}, ensure_ascii=False, indent=1) + "\n")
    return known.total()

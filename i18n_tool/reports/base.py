"""What all reports share: the findings of a check as a value, and how they are counted, sorted and named."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from i18n_tool.model import SEVERITIES, Finding, Rule, Severity

_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFTWARD = re.compile(f"[{_LEFT}]")
_QUOTED = re.compile(f'"([^"]*[{_LEFT}][^"]*)"|([{_LEFT}]+(?:\\s+[{_LEFT}]+)*)')
_FIRST, _POP = "\u2068", "\u2069"
_WORDS: tuple[tuple[Severity, str], ...] = (("error", "error"), ("warning", "warning"), ("info", "note"))


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
    known: int = 0
    """How many findings the baseline puts aside."""
    gone: int = 0
    """How many findings of the baseline are there no longer."""
    rules: tuple[Rule, ...] = ()
    """What each code means."""
    root: Path = Path()
    """The project folder."""
    base: Path | None = None
    """The folder that paths are shown from; None: the project folder."""
    nouns: tuple[str, str] = ("unit", "catalogue")
    """What was looked at, and in what, for people."""

    @property
    def failed(self) -> bool:
        """Whether a finding is severe enough to fail."""
        least = SEVERITIES.index(self.fail_on)
        return any(SEVERITIES.index(finding.severity) >= least for finding in self.findings)

    @property
    def worst_first(self) -> list[Finding]:
        """The findings, errors before warnings before notes, otherwise in order of file and line."""
        return sorted(self.findings, key=lambda finding: -SEVERITIES.index(finding.severity))

    def place(self, finding: Finding) -> str:
        """Return the file of a finding from the folder that paths are shown from, with forward slashes."""
        return _path_from(self.root if self.base is None else self.base, finding.path)

    def fingerprints(self) -> Iterator[tuple[Finding, str]]:
        """Yield each finding with a name that stays when lines move and that no other finding of the report has."""
        seen: Counter[str] = Counter()
        for finding in self.findings:
            parts = (finding.code, _path_from(self.root, finding.path), finding.msgctxt, finding.msgid, finding.msgstr)
            name = hashlib.blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
            seen[name] += 1
            yield finding, name if seen[name] == 1 else f"{name}-{seen[name]}"


def _path_from(folder: Path, path: Path | None) -> str:
    if path is None:
        return ""
    if path.is_absolute() and folder.is_absolute():
        with suppress(ValueError):  # Two drives have no path from one to the other.
            path = Path(os.path.relpath(path, folder))
    return path.as_posix()


@dataclass(frozen=True, slots=True)
class Look:
    """How much a report for people shows, and how."""

    colour: bool = False
    """Whether a terminal shows it."""
    texts: bool = False
    """Source text and translation below each finding."""
    notes: bool = False
    """Notes too, which otherwise are only counted."""
    total: bool = True
    """How many findings there are, at the end."""
    hint: bool = True
    """How to see what is not shown."""


def count(number: int, word: str) -> str:
    """Return a number with its noun, ``1 unit`` or ``1,234 units``."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def summary(report: CheckReport) -> str:
    """Return what was looked at and how much was found, without a full stop."""
    unit, file = report.nouns
    severities = Counter(finding.severity for finding in report.findings)
    found = ", ".join(count(severities[severity], word) for severity, word in _WORDS if severities[severity])
    parts = [f"{count(report.units, unit)} in {count(report.catalogues, file)}: {found or 'no findings'}"]
    if report.ignored:
        parts.append(f"{report.ignored:,} ignored by a comment")
    if report.known:
        parts.append(f"{report.known:,} in the baseline")
    if report.gone:
        parts.append(f"{report.gone:,} of the baseline gone")
    return "; ".join(parts)


def visible(text: str) -> str:
    """Return a text with control and direction characters as ``\\u202e``, which XML and terminals do not bear."""
    return _UNSHOWABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def one_line(text: str, longest: int = 0) -> str:
    """Return a text on one line with its white space made single and control characters shown.

    Args:
        text: any text.
        longest: characters after which it is cut; 0: never.
    """
    line = visible(" ".join(text.split()))
    return line if not longest or len(line) <= longest else line[: longest - 1].rstrip() + "…"


def isolate(line: str, *, whole: bool = False) -> str:
    """Return a line in which what is written from right to left does not turn its surroundings around.

    A quotation with such letters stands between marks that set its direction apart, and so does each stretch of such
    words elsewhere (Unicode Standard Annex #9, section 6.3); other lines stay as they are.

    Args:
        line: a line.
        whole: it is one text, such as a translation.
    """
    if not _LEFTWARD.search(line):
        return line
    if whole:
        return f"{_FIRST}{line}{_POP}"
    return _QUOTED.sub(lambda one: f'"{_FIRST}{one[1]}{_POP}"' if one[1] else f"{_FIRST}{one[2]}{_POP}", line)


def shown(findings: Sequence[Finding], look: Look) -> list[Finding]:
    """Return the findings that a report for people lists one by one."""
    return [finding for finding in findings if finding.severity != "info" or look.notes]

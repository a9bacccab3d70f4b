"""TMX files into the memory of a project."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from i18n_tool.errors import ExchangeError
from i18n_tool.exchange.tmx import Refusal, read_tmx
from i18n_tool.files import replace_chunks
from i18n_tool.memory import Entry, Memory
from i18n_tool.project import Project
from i18n_tool.workflow.memory import fill_memory, open_memory, tmx_stamp

_CHUNK = 1 << 20
_SHOWN = 1_000
"""Refusals that a report names; the others are counted."""


@dataclass(frozen=True, slots=True)
class LocaleImport:
    """What an import found for one locale."""

    locale: str
    """The locale."""
    new: int
    """Pairs that are new to the memory."""
    known: int
    """Pairs that it had already, or that stand in the file before."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some translation units were not taken."""

    reason: str
    """A sentence without its end."""
    line: int
    """Line of the first of them."""
    units: int
    """How many there are."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took in."""

    file: str
    """Where the file now is, from the project folder; empty: it has nothing new and was not copied."""
    locales: tuple[LocaleImport, ...]
    """What it has for each locale, those of the project that it has nothing for left out."""
    refused: int = 0
    """Translation units that were not taken."""
    reasons: tuple[Reason, ...] = ()
    """Why, the most frequent reason first."""
    refusals: tuple[Refusal, ...] = ()
    """The first refused ones, with their lines."""

    @property
    def new(self) -> int:
        """Pairs that are new to the memory."""
        return sum(one.new for one in self.locales)

    @property
    def known(self) -> int:
        """Pairs that it had already."""
        return sum(one.known for one in self.locales)


@dataclass
class _Tally:
    """What has been read of a file so far."""

    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Reason] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def entries(self, memory: Memory, found: Iterator[Entry | Refusal]) -> Iterator[Entry]:
        """Count what was found, and yield what can be taken in."""
        for one in found:
            if isinstance(one, Refusal):
                self.refuse(one)
                continue
            for pair in one.pairs:
                there = memory.has(one.msgid, pair.locale, pair.msgstr)
                (self.known if there else self.new)[pair.locale] += 1
            yield one

    def refuse(self, one: Refusal) -> None:
        first = self.reasons.get(one.reason, Reason(one.reason, one.line, 0))
        self.reasons[one.reason] = Reason(one.reason, first.line, first.units + 1)
        if len(self.refusals) < _SHOWN:
            self.refusals.append(one)

    def report(self, file: str) -> ImportReport:
        locales = tuple(LocaleImport(tag, self.new[tag], self.known[tag]) for tag in sorted({*self.new, *self.known}))
        reasons = tuple(sorted(self.reasons.values(), key=lambda one: -one.units))
        return ImportReport(file, locales, sum(one.units for one in reasons), reasons, tuple(self.refusals))


def import_memory(project: Project, source: Path, *, replace: bool = False) -> ImportReport:
    """Copy a TMX file into the project, where every run finds it, and take its pairs into the memory.

    A file that has nothing new for the memory is not copied.

    Args:
        project: the project.
        source: the file, anywhere.
        replace: put it in place of a file of its name that says something else.

    Raises:
        ExchangeError: the file cannot be read or has no pair for the project, the project has another file of its
            name, or the settings have no place for it; nothing has changed.
        OutputError: the copy or the memory cannot be written.
    """
    target = _place_for(project, source)
    name = project.relative(target)
    if target.exists() and not replace and not _same_file(source, target):
        raise ExchangeError(
            "the project has another file of this name.", "Rename yours, or replace it: --replace", path=name
        )
    tally = _Tally()
    incoming = f"{name} (incoming)"
    with open_memory(project) as memory:
        fill_memory(project, memory)
        found = read_tmx(source, project.source_locale, project.locales)
        memory.take_in(incoming, tally.entries(memory, found), "")
        report = tally.report(name)
        if not report.new and not (report.known and target.exists()):
            memory.forget(incoming)
            _demand_pairs(project, source, report)
            return tally.report("")
        if not _same_file(source, target):
            replace_chunks(target, _chunks(source))
        memory.put_in_place(incoming, name, tmx_stamp(project, target) or "")
        memory.prepare()
    return report


def _demand_pairs(project: Project, source: Path, report: ImportReport) -> None:
    """Refuse a file that has no pair for the project.

    Raises:
        ExchangeError: it has none.
    """
    if report.known:
        return
    pair = f"from {project.source_locale} to {' or '.join(project.locales)}"
    why = "; ".join(f"{one.reason} ({one.units:,} from line {one.line})" for one in report.reasons[:3])
    raise ExchangeError(
        f"the file has no pair {pair}" + (f": {why}." if why else "."),
        "Choose a file in these languages, or add its locale to the settings.",
        path=source,
    )


def _place_for(project: Project, source: Path) -> Path:
    """Return where a TMX file belongs in the project: where the settings look for files of its name.

    Raises:
        ExchangeError: they look nowhere for it.
    """
    patterns = project.settings["memory"]
    if source.resolve() in {path.resolve() for path in project.files_like(patterns)}:
        return source.resolve()
    name = source.with_suffix(".tmx").name
    for *folders, pattern in (PurePosixPath(pattern).parts for pattern in patterns):
        if fnmatchcase(name, pattern) and not any(mark in "".join(folders).replace("**", "") for mark in "*?["):
            return project.root.joinpath(*(folder for folder in folders if folder != "**"), name)
    raise ExchangeError(
        f"the settings name no place for {name}: memory = {json.dumps(patterns)}.",
        'Name a folder too, such as memory = ["memory/*.tmx"].',
        path=source,
    )


def _same_file(one: Path, other: Path) -> bool:
    try:
        if one.samefile(other):
            return True
        if one.stat().st_size != other.stat().st_size:
            return False
        return all(mine == theirs for mine, theirs in zip(_chunks(one), _chunks(other), strict=True))
    except OSError:
        return False


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk

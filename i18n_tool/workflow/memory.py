"""The memory of a project: filled from its catalogues and TMX files, searched and exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from i18n_tool import __version__
from i18n_tool.catalogue import read_catalogue
from i18n_tool.errors import ExchangeError, I18nToolError, OutputError
from i18n_tool.exchange.tmx import read_tmx, render_tmx
from i18n_tool.files import replace_chunks
from i18n_tool.memory import Entry, Match, Memory, Statistics, count_contents, read_entries, search_memory
from i18n_tool.project import Project

MEMORY_FILE = "memory.sqlite"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote."""

    file: Path
    """The file."""
    entries: int
    """Translation units."""
    pairs: int
    """Translations."""


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A pair that a search found."""

    locale: str
    """The locale of the translation."""
    msgid: str
    """The source text."""
    msgstr: str
    """Its translation."""
    score: float
    """How similar the source text is to the one that was looked for; 0: it holds that text."""
    file: str
    """The catalogue or TMX file that it comes from."""


def file_stamp(path: Path) -> str | None:
    """Return what tells whether a file has changed, or None if there is none."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return f"{seen.st_mtime_ns} {seen.st_size}"


def open_memory(project: Project, *, dry_run: bool = False) -> Memory:
    """Return the memory of a project as its last run left it; in a dry run an empty one if there is none.

    Raises:
        OutputError: the file cannot be made, or another program has it locked.
    """
    path = project.state_folder / MEMORY_FILE
    return Memory(Path(":memory:") if dry_run and not path.exists() else path)


def fill_memory(project: Project, memory: Memory) -> list[I18nToolError]:
    """Take what is accepted in any catalogue, and every TMX file of the project, into the memory.

    Files that have not changed are not read; what came from files that are gone is forgotten.

    Returns:
        The TMX files that cannot be read; catalogues that cannot are left to the command that needs them.

    Raises:
        OutputError: the memory cannot be written.
    """
    errors: list[I18nToolError] = []
    gone = set(memory.files())
    for locale in project.locales:
        for path in sorted((project.catalogue_folder / locale / "LC_MESSAGES").rglob("*.po")):
            name = project.relative(path)
            gone.discard(name)
            stamp = file_stamp(path)
            if stamp is None or memory.knows(name, stamp):
                continue
            try:
                units = read_catalogue(path).units
            except I18nToolError:
                continue
            memory.learn(name, locale, units, stamp)
    for path in project.files_like(project.settings["memory"]):
        name = project.relative(path)
        gone.discard(name)
        stamp = tmx_stamp(project, path)
        if stamp is None or memory.knows(name, stamp):
            continue
        try:
            found = read_tmx(path, project.source_locale, project.locales)
            memory.take_in(name, (one for one in found if isinstance(one, Entry)), stamp)
        except ExchangeError as problem:
            errors.append(problem)
    for name in gone:
        memory.forget(name)
    return errors


def tmx_stamp(project: Project, path: Path) -> str | None:
    """Return what tells whether a TMX file has anything new to say, the project's locales included."""
    stamp = file_stamp(path)
    return stamp and f"{stamp} {project.source_locale} {' '.join(project.locales)}"


def export_memory(project: Project, target: Path, *, locales: Iterable[str] = ()) -> ExportReport:
    """Write the memory to a TMX 1.4b file, unit by unit.

    Args:
        project: the project.
        target: the file; it is replaced.
        locales: those to write; all if empty.

    Raises:
        OutputError: the file cannot be written.
    """
    if target.is_dir():
        raise OutputError("this is a folder.", "Name a file that ends in .tmx.", path=target)
    wanted = project.select_locales(locales)
    entries = pairs = 0

    def counted(memory: Memory) -> Iterator[Entry]:
        nonlocal entries, pairs
        for entry in read_entries(memory, wanted):
            entries += 1
            pairs += len(entry.pairs)
            yield entry

    with open_memory(project) as memory:
        fill_memory(project, memory)
        parts = render_tmx(counted(memory), project.source_locale, __version__)
        replace_chunks(target, (part.encode("utf-8", "surrogatepass") for part in parts))
    return ExportReport(target, entries, pairs)


def memory_statistics(project: Project) -> Statistics:
    """Return what the memory of a project holds.

    Raises:
        OutputError: the memory cannot be read or written.
    """
    with open_memory(project) as memory:
        fill_memory(project, memory)
        return count_contents(memory)


def find_pairs(project: Project, text: str, *, locales: Iterable[str] = ()) -> tuple[FoundPair, ...]:
    """Return what the memory has for a text: the same, the most similar, then what holds it on either side.

    Raises:
        OutputError: the memory cannot be read or written.
    """
    with open_memory(project) as memory:
        fill_memory(project, memory)
        found: list[tuple[str, Match]] = search_memory(memory, text, project.select_locales(locales))
    return tuple(FoundPair(locale, one.msgid, one.msgstr, one.score, one.file) for locale, one in found)

"""Two people's versions of a catalogue to one, for git (``gitattributes(5)``, "Defining a custom merge driver")."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from i18n_tool.catalogue import merge_three_ways, read_catalogue, write_catalogue
from i18n_tool.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class MergedFiles:
    """What became of two versions."""

    conflicts: tuple[str, ...] = ()
    """The source texts that both sides translated differently: ours is now fuzzy, theirs in a comment."""
    problem: CatalogueError | None = None
    """Why a version could not be read as a catalogue; the files were merged line by line instead."""

    @property
    def exit_code(self) -> int:
        """What git is to be told: 0, or 1 if a person must look at the file."""
        return 1 if self.conflicts or self.problem else 0


def merge_files(base: Path, ours: Path, theirs: Path) -> MergedFiles:
    """Merge what they did to a catalogue into ours, unit by unit.

    Args:
        base: the version that both grew from, ``%O``; an empty file if both sides added the catalogue.
        ours: our version, ``%A``; becomes the result.
        theirs: their version, ``%B``.

    Returns:
        The conflicts. If one of the versions is not a catalogue, nothing of it may be lost either: the files are
        merged by lines, with git's conflict marks.

    Raises:
        CatalogueError: a file cannot be opened.
        OutputError: our file cannot be written.
    """
    try:
        merged = merge_three_ways(*(read_catalogue(path) for path in (base, ours, theirs)))
    except CatalogueError as problem:
        if not all(path.is_file() for path in (base, ours, theirs)):
            raise
        try:
            subprocess.run(["git", "merge-file", str(ours), str(base), str(theirs)], check=False, capture_output=True)
        except FileNotFoundError:
            raise problem from None
        return MergedFiles(problem=problem)
    write_catalogue(merged.catalogue, ours)
    return MergedFiles(tuple(unit.msgid for unit in merged.conflicts))

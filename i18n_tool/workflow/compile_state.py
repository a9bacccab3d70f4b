"""What compile wrote before, so that it removes what has no article any more and nothing else."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from i18n_tool.errors import OutputError
from i18n_tool.files import write_text
from i18n_tool.languages import bcp47_tag
from i18n_tool.project import Project


def check_output(project: Project, folder: Path) -> None:
    """Refuse an output folder in which pages and the project's own files would mix.

    Raises:
        OutputError: the folder is a file, or is or lies in a folder of articles or catalogues.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError("this is not a folder.", "Name a folder for the pages.", path=project.relative(folder))
    real, root = folder.resolve(), project.root.resolve()
    for own in (*(project.root / inside for inside in project.article_folders), project.catalogue_folder):
        if own.resolve() != root and real.is_relative_to(own.resolve()):
            raise OutputError(
                "pages would stand among the articles or catalogues of the project.",
                "Name another folder, such as --output site.",
                path=project.relative(folder),
            )


class Manifest:
    """The files of one output folder that compile has written."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.folder = folder
        self.path = project.state_folder / "compile.json"
        self.key = project.relative(folder)
        self.known: dict[str, list[str]] = {}
        self.claimed: set[str] = set()
        self.parents: set[Path] = set()
        with contextlib.suppress(OSError, ValueError):
            data = json.loads(self.path.read_text(encoding="utf-8"))
            self.known = {
                key: [name for name in names if isinstance(name, str)]
                for key, names in data.items()
                if isinstance(names, list)
            }

    def claim(self, target: str) -> Path:
        """Return where a file of the site is written, and remember it.

        Raises:
            OutputError: that would be outside the output folder.
        """
        path = self.folder / target
        self.claimed.add(target)
        if path.parent not in self.parents:
            if ".." in PurePosixPath(target).parts or not path.parent.resolve().is_relative_to(self.folder.resolve()):
                raise OutputError(
                    "the file would be written outside the output folder.",
                    "Remove the link that leads out of it.",
                    path=path,
                )
            self.parents.add(path.parent)
        return path

    def close(self, wanted: Iterable[str], locales: Sequence[str], kept: set[str]) -> tuple[str, ...]:
        """Remove what earlier runs wrote and this one did not, write the list, and return what was removed.

        Args:
            wanted: the locales that this run worked on; files of the others stay.
            locales: all locales of the project.
            kept: files that this run could not make anew and that stay as they are.
        """
        others = tuple(f"{bcp47_tag(locale)}/" for locale in locales if locale not in set(wanted))
        partial = bool(others)
        removed = []
        remaining = set(self.claimed)
        for name in self.known.get(self.key, []):
            if name in self.claimed:
                continue
            if name in kept or name.startswith(others) or (partial and name.startswith("assets/")):
                remaining.add(name)
            elif self.remove(name):
                removed.append(name)
        self.known[self.key] = sorted(remaining)
        write_text(self.path, json.dumps(self.known, ensure_ascii=False, indent=0))
        return tuple(sorted(removed))

    def remove(self, name: str) -> bool:
        """Remove a file of the site and the folders that it leaves empty."""
        path = self.folder / name
        if ".." in PurePosixPath(name).parts or not path.parent.resolve().is_relative_to(self.folder.resolve()):
            return False
        try:
            path.unlink()
        except OSError:
            return False
        for parent in path.parents:
            if parent == self.folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break
        return True

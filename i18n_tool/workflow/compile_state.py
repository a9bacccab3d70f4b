"""The files of an output folder that compile has written, so that it removes what is no more and nothing else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from i18n_tool.errors import OutputError
from i18n_tool.files import remove_leftovers, replace_chunks
from i18n_tool.languages import bcp47_tag
from i18n_tool.pages import ASSETS
from i18n_tool.project import Project
from i18n_tool.workflow.compile_store import Store


def check_output(project: Project, folder: Path) -> None:
    """Refuse an output folder in which pages and the project's own files would mix.

    Raises:
        OutputError: the folder is a file, holds the project, or is or lies in a folder of articles or catalogues.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError("this is not a folder.", "Name a folder for the pages.", path=project.relative(folder))
    real, root = folder.resolve(), project.root.resolve()
    if root.is_relative_to(real):
        raise OutputError(
            "pages would stand among the files of the project.", "Name a folder of its own, such as site.", path=folder
        )
    for own in (*(project.root / inside for inside in project.article_folders), project.catalogue_folder):
        if own.resolve() != root and real.is_relative_to(own.resolve()):
            raise OutputError(
                "pages would stand among the articles or catalogues of the project.",
                "Name another folder, such as --output site.",
                path=project.relative(folder),
            )


SIGNATURE = ".i18n-tool-pages"
"""File of the output folder that names the others which compile wrote."""

Stamp = tuple[int, int]
"""Size and time of a file, by which a change is noticed."""


def stamp_of(path: Path | str) -> Stamp:
    """Return the stamp of a file or folder; of one that is not there a stamp that no file has."""
    try:
        seen = os.stat(path)  # noqa: PTH116 - a Path for each of many thousand files takes longer than the call
    except (OSError, ValueError):
        return (-1, 0)
    return (seen.st_size, seen.st_mtime_ns)


UNKNOWN: Stamp = (-2, 0)
"""A stamp that no file has, be it there or not."""
NEVER: Mapping[str, Stamp] = {"": UNKNOWN}
"""The sources of a record that is not to be trusted again."""


class Manifest:
    """The files of one output folder that compile has written."""

    def __init__(self, project: Project, folder: Path) -> None:
        """Name them; nothing is read yet.

        Args:
            project: the project.
            folder: the output folder.
        """
        self.project = project
        self.folder = folder
        key = hashlib.blake2b(project.relative(folder).encode(), digest_size=6).hexdigest()
        self.store = Store(project.state_folder / "compile" / f"{folder.name}-{key}.sqlite")
        self.site = f"{folder}{os.sep}"
        self.parents: set[Path] = set()
        self.run = 0
        """The number of this run; 0: it has not written anything."""

    def open(self) -> None:
        """Tidy up after a run that was killed, and learn what it wrote, or all that was, if nothing is known any more.

        Raises:
            OutputError: the state folder cannot be written.
        """
        if self.store.is_cut_off:
            remove_leftovers(self.folder)
        signed = stamp_of(self.folder / SIGNATURE)
        if signed[0] < 0 or self.store.fact("signed") == list(signed):
            return
        self.store.begin()
        rows = ((name, *UNKNOWN) for name in self.signed())
        self.store.write("insert or ignore into file (path, size, time, run) values (?, ?, ?, 0)", rows)
        self.store.keep(signed=signed, whole=False)
        self.store.finish()

    def begin(self) -> None:
        """Begin to write.

        Raises:
            OutputError: the state folder cannot be written.
        """
        self.run = int(self.store.fact("run") or 0) + 1
        self.store.begin()

    # As an earlier run left them.

    @property
    def is_empty(self) -> bool:
        """Whether no file is known."""
        found = self.store.earlier("select 1 from page union all select 1 from file limit 1")
        return next(found, None) is None

    def stamp(self, target: str) -> Stamp | None:
        """Return what a file looked like when an earlier run left it, or None if none wrote it."""
        query = "select size, time from page where page = ? union all select size, time from file where path = ?"
        return next(self.store.earlier(query, (target, target)), None)

    def is_intact(self, target: str) -> bool:
        """Tell whether a file of the site is as an earlier run left it."""
        return stamp_of(self.site + target) == self.stamp(target)

    def is_foreign(self, target: str) -> bool:
        """Tell whether there is a file in the site that compile did not write."""
        return (self.folder / target).exists() and self.stamp(target) is None

    def stands(self, setting: str) -> bool:
        """Tell whether the last run did all that there was to do, and its files besides the pages are as it left them.

        Args:
            setting: a digest of all that pages depend on besides their article.
        """
        if not self.store.fact("whole") or self.store.fact("setting") != setting:
            return False
        query = "select path, size, time, origin, origin_size, origin_time from file"
        home = f"{self.project.root}{os.sep}"
        return all(
            stamp_of(self.site + path) == (size, time) and (not origin or stamp_of(home + origin) == copied)
            for path, size, time, origin, *stamp in self.store.earlier(query)
            for copied in [tuple(stamp)]
        )

    def names_like(self, pattern: str) -> list[str]:
        """Return the files besides the pages whose names match a pattern, ``sitemap*.xml``."""
        return [name for (name,) in self.store.earlier("select path from file where path glob ?", (pattern,))]

    def signed(self) -> Iterator[str]:
        """Yield the files that compile has written, as the output folder says."""
        try:
            with (self.folder / SIGNATURE).open(encoding="utf-8") as file:
                for line in file:
                    yield line.rstrip("\n")
        except (OSError, ValueError):
            return

    # As this run leaves them.

    def announce(self, target: str) -> None:
        """Say in the output folder that a file there is to be ours, before it is written.

        A run that is killed does not come to ``close``; the next one knows its files by this.
        """
        if self.stamp(target) is not None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        # One short write at the end of a file: processes that share the work do not mix theirs.
        with (self.folder / SIGNATURE).open("ab") as file:
            file.write(f"{target}\n".encode())

    def claim(self, target: str, origin: str = "") -> None:
        """Remember a file of the site that is right, and of no single article.

        Args:
            target: the file, from the output folder.
            origin: the file it is a copy of, from the project folder.
        """
        copied = stamp_of(self.project.root / origin) if origin else UNKNOWN
        row = (target, *stamp_of(self.site + target), self.run, origin, *copied)
        self.store.write("insert or replace into file values (?, ?, ?, ?, ?, ?, ?)", [row])

    def is_claimed(self, target: str) -> bool:
        """Tell whether a file of the site is the page of an article, or one that this run has remembered."""
        query = "select 1 from page where page = ? union all select 1 from file where path = ? and run = ?"
        return next(self.store.now(query, (target, target, self.run)), None) is not None

    def is_copy(self, target: str, origin: str) -> bool:
        """Tell whether a file of the site is still a copy of another, as an earlier run made it."""
        query = "select origin, origin_size, origin_time from file where path = ?"
        copied = next(self.store.earlier(query, (target,)), None)
        return copied == (origin, *stamp_of(self.project.root / origin)) and self.is_intact(target)

    def count_claimed(self, wanted: Collection[str], locales: Sequence[str]) -> int:
        """Return how many files besides the pages are as this run, or the last one that wrote anything, left them.

        Args:
            wanted: the locales that this run worked on; files of the others are not counted.
            locales: all locales of the project.
        """
        others = _folders(locale for locale in locales if locale not in wanted)
        files = self.store.now("select path from file where run = ?", (self.run or self.store.fact("run"),))
        return sum(not path.startswith(others) for (path,) in files)

    def place(self, target: str) -> Path:
        """Return where a file of the site is written.

        Raises:
            OutputError: that would be outside the output folder.
        """
        path = self.folder / target
        if path.parent not in self.parents:
            if ".." in PurePosixPath(target).parts or not path.parent.resolve().is_relative_to(self.folder.resolve()):
                raise OutputError(
                    "the file would be written outside the output folder.",
                    "Remove the link that leads out of it.",
                    path=path,
                )
            self.parents.add(path.parent)
        return path

    def close(
        self, wanted: Collection[str], locales: Sequence[str], kept: Collection[str], **facts: object
    ) -> tuple[str, ...]:
        """Remove what earlier runs wrote and this one did not, write all down, and return what was removed.

        Args:
            wanted: the locales that this run worked on; files of the others stay.
            locales: all locales of the project.
            kept: files that this run could not make anew and that stay as they are.
            facts: what else the next run shall know.
        """
        others = _folders(locale for locale in locales if locale not in wanted)
        if others:
            others += (f"{ASSETS}/",)
        removed = []
        self.store.write("delete from file where run <> ? or path in (select page from page)", [(self.run,)])
        for name, size, time in list(self.store.now(_GONE)):
            if name in kept or name.startswith(others):
                self.store.write("insert into file (path, size, time, run) values (?, ?, ?, 0)", [(name, size, time)])
            elif self.remove(name):
                removed.append(name)
        replace_chunks(self.folder / SIGNATURE, (f"{name}\n".encode() for (name,) in self.store.now(_NAMES)))
        self.store.keep(signed=stamp_of(self.folder / SIGNATURE), run=self.run, **facts)
        self.store.finish()
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


def _folders(locales: Iterable[str]) -> tuple[str, ...]:
    return tuple([f"{bcp47_tag(locale)}/" for locale in locales])


_GONE = """
select path, size, time from before
where not exists (select 1 from page where page = path)
and not exists (select 1 from file where file.path = before.path)
"""
"""What an earlier run wrote and this one did not."""
_NAMES = "select page from page where page <> '' union select path from file order by 1"
"""What is ours."""

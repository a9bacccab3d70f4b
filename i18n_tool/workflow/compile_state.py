"""What compile wrote before, so that it removes what has no article any more and nothing else."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from i18n_tool.errors import OutputError
from i18n_tool.files import write_text
from i18n_tool.languages import bcp47_tag
from i18n_tool.pages import ASSETS, BrokenLink
from i18n_tool.project import Project
from i18n_tool.workflow.compile_entry import Counts, Entry


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


NEVER: Mapping[str, Stamp] = {"": (-2, 0)}
"""The sources of a record that is not to be trusted again."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of an article in an earlier run."""

    sources: Mapping[str, Stamp]
    """What its pages are made of, from the project folder: the article, its catalogues, its pictures."""
    entries: Mapping[str, Entry]
    """What the lists say about it, by locale."""
    moved: Mapping[str, str]
    """Where its pages are, by locale, if not where its name says; empty: there is none."""
    left_out: Mapping[str, Counts]
    """How much is translated in the locales that have no page of it."""
    linked: Mapping[str, Sequence[str]]
    """The files its links mean, from the project folder, and where the pages of each are that there are."""
    assets: Mapping[str, str]
    """The files its pages ask for, and where they are in the site."""
    broken: tuple[BrokenLink, ...] = ()
    """Its links that lead nowhere."""
    old: tuple[str, ...] = ()
    """The locales whose pages are of an earlier state of the article; a run on some locales left them alone."""


class Manifest:
    """The files of one output folder that compile has written, and what they are made of."""

    def __init__(self, project: Project, folder: Path, setting: str) -> None:
        """Read what an earlier run knew.

        Args:
            project: the project.
            folder: the output folder.
            setting: a digest of all that pages depend on besides their article; if it is another, all are made anew.
        """
        self.project = project
        self.folder = folder
        self.path = project.state_folder / "compile.json"
        self.key = project.relative(folder)
        self.home = str(project.root)
        self.site = f"{folder}{os.sep}"
        self.setting = setting
        self.all: dict[str, Any] = {}
        self.files: dict[str, Stamp] = {}
        self.records: dict[str, Record] = {}
        self.earlier: dict[str, Record] = {}
        self.claimed: dict[str, Stamp | None] = {}
        self.listed: Mapping[str, Stamp] = {}
        self.parents: set[Path] = set()
        self.kept: dict[str, Record] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            self.all = dict(json.loads(self.path.read_text(encoding="utf-8")))
            known = self.all[self.key]
            self.files = {name: (stamp[0], stamp[1]) for name, stamp in known["files"].items()}
            self.earlier = {path: _record(data) for path, data in known["articles"].items()}
            if known["setting"] == setting:
                self.records = self.earlier

    def unchanged(self, article: str) -> Record | None:
        """Return what is known of an article if it and all it is made of are as they were."""
        record = self.records.get(article)
        if record is None or any(
            stamp_of(os.path.join(self.home, path)) != stamp  # noqa: PTH118 - as above
            for path, stamp in record.sources.items()
        ):
            return None
        return record

    def stands(self, record: Record, wanted: Sequence[str]) -> bool:
        """Tell whether the pages of an article are as they were, in all locales that are wanted."""
        return all(
            locale in record.left_out
            or (locale in record.entries and locale not in record.old and self.is_intact(record.entries[locale].page))
            for locale in wanted
        )

    def last_entry(self, article: str, locale: str) -> Entry | None:
        """Return what the lists last said about a page that still stands; None if it does not."""
        record = self.earlier.get(article)
        if record is None or locale not in record.entries or not self.is_intact(record.entries[locale].page):
            return None
        return record.entries[locale]

    def knows(self, articles: Iterable[str]) -> bool:
        """Tell whether the articles are those of the last run."""
        return set(articles) == set(self.records)

    def distrust(self, targets: Iterable[str]) -> None:
        """Let the next run make files anew that stay as they are in this one."""
        self.files |= dict.fromkeys(targets, NEVER[""])

    def remember(self, article: str, record: Record) -> None:
        """Keep what became of an article for the next run."""
        self.kept[article] = record

    def is_foreign(self, target: str) -> bool:
        """Tell whether there is a file in the site that compile did not write."""
        return target not in self.files and target not in self.signed and (self.folder / target).exists()

    def announce(self, target: str) -> None:
        """Say in the output folder that a file there is to be ours, before it is written.

        A run that is killed does not come to ``sign``; the next one knows its files by this.
        """
        if target in self.files or target in self.signed:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        # One short write at the end of a file: processes that share the work do not mix theirs.
        with (self.folder / SIGNATURE).open("ab") as file:
            file.write(f"{target}\n".encode())

    def sign(self) -> None:
        """Write into the output folder which of its files are of compile, for the day on which the state is gone."""
        write_text(self.folder / SIGNATURE, "".join([f"{name}\n" for name in sorted(self.listed)]))

    @cached_property
    def signed(self) -> frozenset[str]:
        """The files that compile has written, as the output folder says."""
        try:
            return frozenset((self.folder / SIGNATURE).read_text(encoding="utf-8").splitlines())
        except (OSError, ValueError):
            return frozenset()

    def is_intact(self, target: str) -> bool:
        """Tell whether a file of the site is as an earlier run left it."""
        return target in self.files and stamp_of(self.site + target) == self.files[target]

    def claim(self, target: str, stamp: Stamp | None = None) -> Path:
        """Remember a file of the site, and return where it is written.

        Args:
            target: the file, from the output folder.
            stamp: what it looks like now; None: that is to be seen when all is done.

        Raises:
            OutputError: that would be outside the output folder.
        """
        self.claimed[target] = stamp
        return self.place(target)

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

    def close(self, wanted: Iterable[str], locales: Sequence[str], kept: set[str]) -> tuple[str, ...]:
        """Remove what earlier runs wrote and this one did not, write the list, and return what was removed.

        Args:
            wanted: the locales that this run worked on; files of the others stay.
            locales: all locales of the project.
            kept: files that this run could not make anew and that stay as they are.
        """
        others = tuple(f"{bcp47_tag(locale)}/" for locale in locales if locale not in set(wanted))
        if others:
            others += (f"{ASSETS}/",)
        removed = []
        files = {target: stamp or stamp_of(self.site + target) for target, stamp in self.claimed.items()}
        for name in self.files:
            if name in files:
                continue
            if name in kept or name.startswith(others):
                files[name] = self.files[name]
            elif self.remove(name):
                removed.append(name)
        self.listed = files
        articles = {path: asdict(record) for path, record in sorted(self.kept.items())}
        self.all[self.key] = {"setting": self.setting, "files": dict(sorted(files.items())), "articles": articles}
        write_text(self.path, json.dumps(self.all, ensure_ascii=False))
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


def _record(data: Any) -> Record:
    entries = {}
    for locale, values in data["entries"].items():
        entries[locale] = Entry(**{**values, "counts": Counts(**values["counts"])})
    sources = {path: (stamp[0], stamp[1]) for path, stamp in data["sources"].items()}
    left_out = {locale: Counts(**counts) for locale, counts in data["left_out"].items()}
    broken = tuple(BrokenLink(**link) for link in data["broken"])
    old = tuple(data["old"])
    return Record(sources, entries, data["moved"], left_out, data["linked"], dict(data["assets"]), broken, old)

"""The catalogues that are being filled, and how they come to the disk."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from i18n_tool.catalogue import Catalogue, read_catalogue, replace_units, write_catalogue
from i18n_tool.errors import I18nToolError
from i18n_tool.journal import Question
from i18n_tool.model import Markup, Unit
from i18n_tool.workflow.memory import file_stamp
from i18n_tool.workflow.translate_run import TranslateRun

Key = tuple[str | None, str]
_WRITING = 8
"""Catalogues that may be on their way to the disk."""


@dataclass
class OpenCatalogue:
    """A catalogue that is being filled."""

    path: Path
    catalogue: Catalogue
    stamp: str
    markup: Markup | None
    changes: dict[Key, Unit] = field(default_factory=dict)
    answered: list[Question] = field(default_factory=list)
    pending: int = 0


class OpenCatalogues:
    """The open catalogues of one locale; each is written when all its units are done."""

    def __init__(self, run: TranslateRun, locale: str) -> None:
        self.run, self.locale = run, locale
        self.files: dict[Path, OpenCatalogue] = {}
        self.writing: deque[tuple[OpenCatalogue, Future[bool]]] = deque()

    def add(self, file: OpenCatalogue) -> None:
        """Take a catalogue that has just been read."""
        self.files[file.path] = file

    def write_if_complete(self, file: OpenCatalogue) -> None:
        if not file.pending:
            del self.files[file.path]
            self.write(file)

    def write_all(self) -> None:
        """Write what is done of every open catalogue, and wait until all are on the disk."""
        for file in self.files.values():
            self.write(file)
        self.files.clear()
        self.settle(0)

    def write(self, file: OpenCatalogue) -> None:
        """Have a catalogue written beside the other work: a disk may take longer for it than an engine for its text."""
        if file.changes and not self.run.dry_run:
            self.writing.append((file, self.run.writer.submit(_write_changes, file)))
            self.settle(_WRITING)

    def settle(self, most: int) -> None:
        """Take note of what is written, and wait until no more than so many catalogues are not."""
        while self.writing and (len(self.writing) > most or self.writing[0][1].done()):
            file, written = self.writing.popleft()
            shown = self.run.project.relative(file.path)
            try:
                if written.result():
                    self.run.changed.append(shown)
                self.run.memory.learn(shown, self.locale, file.catalogue.units, file.stamp)
                self.run.journal.file(file.answered)
            except I18nToolError as problem:
                self.run.errors.append(problem)


def _write_changes(file: OpenCatalogue) -> bool:
    """Write a catalogue and return whether it changed; units that someone else filled meanwhile stay as they are.

    Raises:
        I18nToolError: it cannot be read or written.
    """
    changes = file.changes
    if file_stamp(file.path) != file.stamp:
        fresh, before = read_catalogue(file.path), file.catalogue.by_key
        changes = {
            key: unit
            for key, unit in changes.items()
            if key in fresh.by_key and replace(fresh.by_key[key], line=0) == replace(before[key], line=0)
        }
        file.catalogue = fresh
    file.catalogue = replace_units(file.catalogue, changes)
    written = write_catalogue(file.catalogue, file.path)
    file.stamp = file_stamp(file.path) or file.stamp
    return written

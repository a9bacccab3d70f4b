"""Engine answers as they arrive, so that a kill loses none and none is asked for twice."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from i18n_tool.errors import OutputError

_CHECKED = 64 * 1024 * 1024
"""Bytes; a larger database is not read through to see whether it is whole."""

_SCHEMA = """
create table if not exists answers (
    key blob primary key,
    answer text not null,
    engine text not null,
    target text not null,
    at integer not null
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What an engine is asked; two equal questions have one answer."""

    engine: str
    """The engine, and the route inside it where it has several."""
    version: str
    """Its model or release."""
    source: str
    """The locale of the text."""
    target: str
    """The locale of the answer."""
    style: str
    """The mask style."""
    text: str
    """The masked text."""

    @property
    def key(self) -> bytes:
        """What stands for the question in the journal."""
        digest = hashlib.blake2b(digest_size=16)
        for part in (self.engine, self.version, self.source, self.target, self.style, self.text):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(4, "big") + data)
        return digest.digest()


class Journal:
    """A table of answers in ``journal.sqlite``; a transaction for each pack that arrives.

    Written ahead (WAL), so that a process killed at any moment leaves every answer that was stored. It holds masked
    texts, so an answer serves every place whose masked text is equal, whatever its terms and links are.
    """

    def __init__(self, path: Path) -> None:
        """Open the journal, and begin a new one if the old one cannot be read.

        Raises:
            OutputError: the file cannot be made.
        """
        self.path = path
        self.warning: str | None = None
        self._writing = threading.Lock()
        self._database = open_database(path, _SCHEMA)
        if self._database is None:
            aside = move_aside(path)
            self.warning = f"{path.name} was damaged; it is now {aside.name}, and a new one was begun."
            self._database = open_database(path, _SCHEMA)
        if self._database is None:
            raise OutputError("the file cannot be made.", "Check the rights of its folder.", path=path)

    @property
    def database(self) -> sqlite3.Connection:
        """The open database."""
        if self._database is None:
            raise OutputError("the journal is closed.", path=self.path)
        return self._database

    def look_up(self, questions: Sequence[Question]) -> dict[Question, str]:
        """Return the answers that are known."""
        found: dict[Question, str] = {}
        by_key = {question.key: question for question in questions}
        keys = list(by_key)
        for start in range(0, len(keys), 500):
            some = keys[start : start + 500]
            marks = ",".join("?" * len(some))
            with suppress(sqlite3.Error):
                for key, answer in self.database.execute(
                    f"select key, answer from answers where key in ({marks})", some
                ):
                    found[by_key[key]] = answer
        return found

    def store(self, answers: Mapping[Question, str]) -> None:
        """Keep answers; they are safe from a kill when this returns. Several threads may do so at once.

        Raises:
            OutputError: the disk is full, or the file cannot be written.
        """
        now = int(time.time())
        rows = [(one.key, answer, one.engine, one.target, now) for one, answer in answers.items()]
        with self._writing:
            write_rows(self.database, "insert or replace into answers values (?,?,?,?,?)", rows, self.path)

    def __len__(self) -> int:
        return int(self.database.execute("select count(*) from answers").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_database(path: Path, schema: str) -> sqlite3.Connection | None:
    """Return a database with its tables, or None if the file is damaged.

    Raises:
        OutputError: its folder cannot be made or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(
            f"the folder cannot be made: {problem.strerror}.", "Check its rights.", path=path.parent
        ) from problem
    try:
        database = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as problem:
        raise OutputError(
            f"the file cannot be opened: {problem}.", "Check the rights of its folder.", path=path
        ) from problem
    try:
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=normal")
        database.executescript(schema)
        small = path.exists() and path.stat().st_size < _CHECKED
        if small and database.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
    except sqlite3.OperationalError as problem:
        database.close()
        raise OutputError(
            f"the file cannot be written: {problem}.", "Check its rights and the free space.", path=path
        ) from problem
    except sqlite3.DatabaseError:
        database.close()
        return None
    return database


def move_aside(path: Path) -> Path:
    """Give a damaged database another name, so that nothing is lost, and return it."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    with suppress(OSError):
        path.rename(aside)
    for tail in ("-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + tail).unlink(missing_ok=True)
    return aside


def write_rows(database: sqlite3.Connection, statement: str, rows: Iterable[Sequence[object]], path: Path) -> None:
    """Write rows in one transaction.

    Raises:
        OutputError: the disk is full, or the file cannot be written.
    """
    try:
        with closing(database.cursor()) as cursor:
            cursor.execute("begin immediate")
            try:
                cursor.executemany(statement, rows)
            except BaseException:
                cursor.execute("rollback")
                raise
            cursor.execute("commit")
    except sqlite3.Error as problem:
        raise OutputError(
            f"the file cannot be written: {problem}.", "Free some space and run the command again.", path=path
        ) from problem

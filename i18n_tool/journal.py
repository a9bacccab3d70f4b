"""Engine answers as they arrive, so that a kill loses none and none is asked for twice."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from i18n_tool.database import database_errors, open_or_renew, transaction, write_rows
from i18n_tool.errors import OutputError

_SCHEMA = """
create table if not exists answers (
    key blob primary key,
    answer text not null,
    engine text not null,
    target text not null,
    at integer not null
) without rowid;
create table if not exists filed (key blob primary key, at integer not null) without rowid;
"""
_FILED = 100_000
"""Answers kept although they are in catalogues: a catalogue that is made anew is then filled without asking again."""
_YEAR = 366 * 86_400
"""Seconds; an answer that has waited so long for its catalogue belongs to a text that is gone."""


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
            OutputError: the file cannot be made, or another program has it locked.
        """
        self.path = path
        self._writing = threading.Lock()
        self._database: sqlite3.Connection | None
        self._database, self.warning = open_or_renew(path, _SCHEMA)

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
            with database_errors(self.path):
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

    def file(self, questions: Iterable[Question]) -> None:
        """Note that the answers of some questions are in a catalogue on disk.

        Raises:
            OutputError: the file cannot be written.
        """
        rows = [(question.key, int(time.time())) for question in questions]
        if rows:
            with self._writing:
                write_rows(self.database, "insert or replace into filed values (?,?)", rows, self.path)

    def prune(self, kept: int = _FILED) -> int:
        """Drop the oldest answers that are in catalogues, and those that no catalogue has taken in a year.

        Args:
            kept: how many answers that are in catalogues stay.

        Returns:
            How many were dropped.

        Raises:
            OutputError: the file cannot be written.
        """
        before = len(self)
        oldest = "select key from filed order by at desc limit -1 offset ?"
        lost = "at < ? and key not in (select key from filed)"
        with self._writing, transaction(self.database, self.path) as database:
            database.execute(f"delete from answers where key in ({oldest})", (kept,))
            database.execute(f"delete from answers where {lost}", (int(time.time()) - _YEAR,))
            database.execute("delete from filed where key not in (select key from answers)")
        return before - len(self)

    def __len__(self) -> int:
        with database_errors(self.path):
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

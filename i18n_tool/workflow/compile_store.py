"""What is known of a site from one build to the next: a database that stays as it was while the next one is made.

A build reads the old file without locks, since nobody writes to it, and brings a copy up to date, which takes the old
one's place in the end. A build that is killed leaves the old file, and the unfinished copy as a sign of it.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from i18n_tool.database import error_of
from i18n_tool.errors import OutputError

VERSION = 1
"""Of the tables; a file with others counts for nothing."""
_SCHEMA = f"""
pragma user_version = {VERSION};
create table fact (name text primary key, value text) without rowid;
create table article (path text primary key, sources text, moved text, linked text, broken text) without rowid;
create table asset (article text, path text, target text, primary key (article, path)) without rowid;
create table page (
    article text, locale text, page text, size int, time int, stale int, made int,
    segments int, accepted int, drafts int, untranslated int, listed int,
    published real, updated real, entry text, primary key (article, locale)
) without rowid;
create index page_place on page (page);
create table file (
    path text primary key, size int, time int, run int, origin text, origin_size int, origin_time int
) without rowid;
"""
_SHAPE = """
select user_version, page_count * page_size from pragma_user_version, pragma_page_count, pragma_page_size
"""
"""The version and the length of a file; one that was cut short would be read as empty from there on."""
_BEFORE = """
create temp table before as
select page as path, size, time from page where page <> '' union all select path, size, time from file
"""
"""What an earlier build wrote."""


class DamagedStateError(OutputError):
    """What is known of a site cannot be read; without the file all is made anew."""


class Store:
    """The database of one output folder."""

    def __init__(self, path: Path) -> None:
        """Name the file; there need not be one."""
        self.path = path
        self.next = path.with_name(f"{path.name}.next")
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None
        self._process = 0

    @property
    def is_cut_off(self) -> bool:
        """Whether the last build was killed, or nothing is known of it."""
        return self.next.exists() or not self.path.exists()

    # As it was when the build began.

    def earlier(self, query: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield what an earlier build knew.

        Raises:
            DamagedStateError: the file cannot be read.
        """
        if self._process != os.getpid():
            # A connection must not be shared with a process that was forked from this one.
            self._process, self._reader = os.getpid(), _open(self.path)
            if self._reader is not None:
                weakref.finalize(self, self._reader.close)
        if self._reader is not None:
            yield from self._select(self._reader, query, values)

    def fact(self, name: str) -> Any:
        """Return a value that an earlier build kept, or None."""
        for (value,) in self.earlier("select value from fact where name = ?", (name,)):
            return self.decode(value)
        return None

    def decode(self, text: str) -> Any:
        """Return a value that was kept as JSON.

        Raises:
            DamagedStateError: it is none.
        """
        try:
            return json.loads(text)
        except ValueError as problem:
            raise self._damage(problem) from problem

    # As it will be.

    def begin(self) -> None:
        """Begin to make the next state; until then ``now`` reads the old one.

        Raises:
            OutputError: it cannot be written.
        """
        with self._errors():
            self.drop()
            self.next.parent.mkdir(parents=True, exist_ok=True)
            known = _open(self.path)
            if known is not None:
                known.close()
                shutil.copyfile(self.path, self.next)
            self._writer = sqlite3.connect(self.next, isolation_level=None, check_same_thread=False)
            # A copy that nobody else reads and that a kill makes worthless needs neither journal nor disk.
            self._writer.execute("pragma journal_mode = off")
            self._writer.execute("pragma synchronous = off")
            self._writer.execute("pragma locking_mode = exclusive")
            self._writer.execute("begin")
            if known is None:
                for statement in _SCHEMA.split(";"):
                    self._writer.execute(statement)
            self._writer.execute(_BEFORE)

    def now(self, query: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield what is known now.

        Raises:
            DamagedStateError: the file cannot be read.
        """
        yield from self.earlier(query, values) if self._writer is None else self._select(self._writer, query, values)

    def write(self, statement: str, rows: Iterable[Sequence[object]] = ((),)) -> None:
        """Change the next state, once for each row of values.

        Raises:
            OutputError: it cannot be written.
        """
        assert self._writer is not None
        with self._errors():
            self._writer.executemany(statement, rows)

    def keep(self, **facts: object) -> None:
        """Keep values for the next build."""
        rows = [(name, json.dumps(value)) for name, value in facts.items()]
        self.write("insert or replace into fact values (?, ?)", rows)

    def finish(self) -> None:
        """Let the next state take the place of the old one.

        Raises:
            OutputError: it cannot be written.
        """
        assert self._writer is not None
        with self._errors():
            self._writer.execute("commit")
            self._writer.close()
            self._writer = None
            with self.next.open("rb") as file:
                os.fsync(file.fileno())
            self.next.replace(self.path)
        self._process = 0

    def drop(self) -> None:
        """Forget what has been written and not finished."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        with suppress(FileNotFoundError, NotADirectoryError):
            self.next.unlink()

    def _select(self, database: sqlite3.Connection, query: str, values: Sequence[object]) -> Iterator[Any]:
        try:
            yield from database.execute(query, values)
        except sqlite3.DatabaseError as problem:
            raise self._damage(problem) from problem

    def _damage(self, problem: Exception) -> DamagedStateError:
        return DamagedStateError(f"the file cannot be read: {problem}.", "Delete it.", path=self.path)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as problem:
            raise error_of(problem, self.next) from problem
        except sqlite3.DatabaseError as problem:
            raise self._damage(problem) from problem
        except OSError as problem:
            advice = "Check its rights, and the free space."
            raise OutputError(f"the file cannot be written: {problem.strerror}.", advice, path=self.next) from problem


def _open(path: Path) -> sqlite3.Connection | None:
    """Return a file that nobody writes to; None if it is missing, damaged or of another version."""
    if not path.exists():
        return None
    with suppress(sqlite3.Error):
        found = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
        with suppress(sqlite3.Error):
            if found.execute(_SHAPE).fetchone() == (VERSION, path.stat().st_size):
                return found
        found.close()
    return None

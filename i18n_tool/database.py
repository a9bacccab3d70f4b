"""SQLite files that may be damaged, locked or full: opened with care, their errors turned into ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from i18n_tool.errors import OutputError

PATIENCE = 5.0
"""Seconds to wait for another program that has the file locked."""
_CHECKED = 64 * 1024 * 1024
"""Bytes; a larger database is not read through to see whether it is whole."""


def open_or_renew(path: Path, schema: str, version: int = 0) -> tuple[sqlite3.Connection, str | None]:
    """Return a database with its tables, and a warning if the file was damaged and a new one was begun.

    Args:
        path: the file; made if there is none.
        schema: the statements that make its tables where they are missing.
        version: the version of the schema; tables of another one are dropped.

    Raises:
        OutputError: the file cannot be made, or another program has it locked.
    """
    database = open_database(path, schema, version)
    if database is not None:
        return database, None
    aside = move_aside(path)
    database = open_database(path, schema, version)
    if database is None:
        raise OutputError("the file cannot be made.", "Check the rights of its folder.", path=path)
    return database, f"{path.name} was damaged; it is now {aside.name}, and a new one was begun."


def open_database(path: Path, schema: str, version: int) -> sqlite3.Connection | None:
    """Return a database with its tables, or None if the file is damaged.

    Raises:
        OutputError: its folder cannot be made or written, or another program has it locked.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(
            f"the folder cannot be made: {problem.strerror}.", "Check its rights.", path=path.parent
        ) from problem
    with database_errors(path):
        database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=normal")
        if database.execute("pragma user_version").fetchone()[0] != version:
            _drop_tables(database)
            database.execute(f"pragma user_version = {version}")
        database.executescript(schema)
        small = path.exists() and path.stat().st_size < _CHECKED
        if small and database.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
    except sqlite3.OperationalError as problem:
        database.close()
        raise error_of(problem, path) from problem
    except sqlite3.DatabaseError:
        database.close()
        return None
    return database


def _drop_tables(database: sqlite3.Connection) -> None:
    wanted = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    for (name,) in database.execute(wanted).fetchall():
        database.execute(f'drop table "{name}"')


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


def error_of(problem: sqlite3.Error, path: Path) -> OutputError:
    """Return what an error of SQLite means for the user, and what to do."""
    said = str(problem)
    if "locked" in said or "busy" in said:
        what, advice = "another program has it locked", "Close what has the file open, and run the command again."
    elif "full" in said or "I/O" in said:
        what, advice = said, "Free some space and run the command again."
    elif "malformed" in said or "not a database" in said:
        what, advice = "it is damaged", f"Delete {path.name} and run the command again; the next run fills a new one."
    else:
        what, advice = said, "Check its rights and the free space."
    return OutputError(f"the file cannot be read or written: {what}.", advice, path=path)


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into ours while the block runs.

    Raises:
        OutputError: the file is locked, damaged, or cannot be written.
    """
    try:
        yield
    except sqlite3.Error as problem:
        raise error_of(problem, path) from problem


@contextmanager
def transaction(database: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """Make all changes of the block or none of them.

    Raises:
        OutputError: the disk is full, or the file is locked or cannot be written.
    """
    with database_errors(path):
        database.execute("begin immediate")
        try:
            yield database
            database.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                database.execute("rollback")
            raise


def write_rows(database: sqlite3.Connection, statement: str, rows: Iterable[Sequence[object]], path: Path) -> None:
    """Write rows in one transaction.

    Raises:
        OutputError: the disk is full, or the file cannot be written.
    """
    with transaction(database, path):
        database.executemany(statement, rows)

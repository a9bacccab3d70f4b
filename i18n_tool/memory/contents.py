"""What a memory holds: searched, counted, and given out entry by entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from typing import Any

from i18n_tool.database import database_errors
from i18n_tool.memory.base import Memory
from i18n_tool.memory.model import Entry, Match, Pair, Place, Statistics
from i18n_tool.model import Unit


def search_memory(memory: Memory, text: str, locales: Iterable[str], limit: int = 20) -> list[tuple[str, Match]]:
    """Return pairs for a text and their locales: equal ones, similar ones, then those that hold the text."""
    found: list[tuple[str, Match]] = []
    for locale in locales:
        seen: set[str] = set()
        exact = memory.look_up(Place(Unit(text), None, None), locale)
        alike = memory.look_up_similar(text, locale, 0.5)
        for match in filter(None, (exact, alike)):
            if match.msgid not in seen:
                seen.add(match.msgid)
                found.append((locale, match))
        for match in _holding(memory, text, locale, limit):
            if match.msgid not in seen:
                seen.add(match.msgid)
                found.append((locale, match))
    return found


def _holding(memory: Memory, text: str, locale: str, limit: int) -> Iterator[Match]:
    pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    with database_errors(memory.path):
        rows = memory.database.execute(
            "select s.text, p.msgstr, f.name from pairs p join sources s on s.id = p.source"
            " join files f on f.id = p.file where p.locale = ?"
            " and (s.text like ? escape '\\' or p.msgstr like ? escape '\\') limit ?",
            (locale, pattern, pattern, limit),
        ).fetchall()
    for msgid, msgstr, name in rows:
        yield Match(msgid, msgstr, 0.0, False, name)


# Giving out.


def read_entries(memory: Memory, locales: Iterable[str]) -> Iterator[Entry]:
    """Yield everything that a memory holds for some locales, in the order in which it came; read row by row.

    What several catalogues say of a text in one context is one entry. An entry of a TMX file stays as it was.
    """
    wanted = list(locales)
    marks = ",".join("?" * len(wanted))
    statement = (
        "select s.text, p.entry, p.msgctxt, p.locale, p.msgstr, p.extra, e.extra, f.name, b.text, a.text"
        " from sources s join pairs p on p.source = s.id join files f on f.id = p.file"
        " left join entries e on e.id = p.entry"
        " left join sources b on b.id = (select min(id) from sources where hash = p.previous)"
        " left join sources a on a.id = (select min(id) from sources where hash = p.following)"
        f" where p.locale in ({marks}) order by s.id, p.entry, p.msgctxt, p.locale, p.id"
    )
    with database_errors(memory.path), closing(memory.database.cursor()) as cursor:
        rows = cursor.execute(statement, wanted)
        for (msgid, number, context), group in groupby(rows, key=lambda row: row[:3]):
            yield _entry(msgid, context, number, list(group))


def count_contents(memory: Memory) -> Statistics:
    """Return how much a memory holds, and where that comes from."""
    with database_errors(memory.path):
        pairs = dict(
            memory.database.execute(
                "select locale, count(*) from (select distinct locale, source, msgstr from pairs)"
                " group by locale order by locale"
            )
        )
        sources = memory.database.execute("select count(distinct source) from pairs").fetchone()[0]
        catalogues = memory.database.execute("select count(*) from files where missing is not null").fetchone()[0]
        imported = dict(
            memory.database.execute(
                "select name, count(pairs.id) from files left join pairs on pairs.file = files.id"
                " where missing is null group by files.id order by name"
            )
        )
    files = (memory.path, memory.path.with_name(memory.path.name + "-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    return Statistics(pairs, sources, catalogues, imported, size, memory.warning)


def _entry(msgid: str, context: str | None, number: int | None, rows: Sequence[tuple[Any, ...]]) -> Entry:
    """Return the entry that some rows of one source text and context make."""
    pairs: dict[tuple[str, str], Pair] = {}
    for row in rows:
        pairs.setdefault((row[3], row[4]), Pair(row[3], row[4], json.loads(row[5]) if row[5] else {}))
    names = {row[7] for row in rows}
    first = rows[0]
    extra: Mapping[str, Any] = json.loads(first[6]) if number is not None else {}
    file = first[7] if len(names) == 1 else ""
    return Entry(msgid, tuple(pairs.values()), context, first[8], first[9], file, extra)

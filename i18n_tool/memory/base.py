"""The memory: a database of accepted pairs, filled from catalogues and TMX files."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from i18n_tool.database import database_errors, error_of, open_or_renew, transaction
from i18n_tool.memory import similar
from i18n_tool.memory.model import Entry, Match, Pair, Place, hash_of, hash_or_none, normalise, places_of
from i18n_tool.memory.patching import without_numbers
from i18n_tool.model import Unit

_SCHEMA = (
    """
create table if not exists files (
    id integer primary key,
    name text not null unique,
    stamp text not null,
    missing integer
);
create table if not exists sources (
    id integer primary key autoincrement,
    hash integer not null,
    text text not null
);
create index if not exists sources_hash on sources (hash);
create table if not exists entries (
    id integer primary key,
    file integer not null,
    extra text not null
);
create index if not exists entries_file on entries (file);
create table if not exists pairs (
    id integer primary key,
    source integer not null,
    locale text not null,
    msgctxt text,
    msgstr text not null,
    previous integer,
    following integer,
    file integer not null,
    entry integer,
    extra text
);
create index if not exists pairs_source on pairs (source, locale);
create index if not exists pairs_file on pairs (file);
"""
    + similar.SCHEMA
)

_VERSION = 2
"""Of the schema, and of what the index holds; another one is filled anew."""
_CANDIDATES = 300
"""Texts that a similar look-up compares at once."""
_ALIKE = 1_000
"""Translations of one source text that a look-up weighs at most."""
_PAIRS = """
select s.text, p.msgstr, p.msgctxt, p.previous, p.following, p.file from sources s join pairs p on p.source = s.id
where s.hash = ? and p.locale = ? limit ?
"""


class Memory:
    """Accepted pairs of the project in ``memory.sqlite``; it can be deleted, and is filled again at the next run."""

    def __init__(self, path: Path) -> None:
        """Open the memory, and begin a new one if the old one cannot be read.

        Raises:
            OutputError: the file cannot be made, or another program has it locked.
        """
        self.path = path
        self.database, self.warning = open_or_renew(path, _SCHEMA, _VERSION)
        self.database.execute("pragma cache_size = -65536")
        self.index = similar.SimilarIndex(self.database)
        self._names: dict[int, str] = {}
        self._ready = False

    # Taking in.

    def learn(self, name: str, locale: str, units: Sequence[Unit], stamp: str) -> bool:
        """Take in the accepted units of a catalogue, in place of what it had before.

        Args:
            name: the catalogue, from the project folder.
            locale: its locale.
            units: its units.
            stamp: what tells its state; equal to the last one: nothing is done.

        Returns:
            Whether anything was done.
        """
        if self.knows(name, stamp):
            return False
        entries = (
            Entry(
                place.unit.msgid,
                (Pair(locale, place.unit.msgstr),),
                place.unit.msgctxt,
                place.previous,
                place.following,
            )
            for place in places_of(units)
            if place.unit.state == "accepted" and place.unit.msgid_plural is None
        )
        self.take_in(name, entries, stamp, missing=sum(unit.state == "missing" for unit in units))
        return True

    def take_in(self, name: str, entries: Iterable[Entry], stamp: str, missing: int | None = None) -> None:
        """Take in the entries of a file, in place of what it had before.

        Args:
            name: the file, from the project folder.
            entries: what it says; read one by one.
            stamp: what tells its state.
            missing: how many units of a catalogue have no translation; None: it is no catalogue.

        Raises:
            OutputError: the memory cannot be written; nothing has changed.
        """
        self._ready = False
        with transaction(self.database, self.path):
            self._forget(name)
            file = self.database.execute(
                "insert into files (name, stamp, missing) values (?,?,?)", (name, stamp, missing)
            ).lastrowid
            self.database.executemany(
                "insert into pairs (source, locale, msgctxt, msgstr, previous, following, file, entry, extra)"
                " values (?,?,?,?,?,?,?,?,?)",
                (row for entry in entries for row in self._rows(entry, file)),
            )

    def _rows(self, entry: Entry, file: int | None) -> Iterator[tuple[object, ...]]:
        source = self._source(entry.msgid)
        around = hash_or_none(entry.previous), hash_or_none(entry.following)
        number = None
        if entry.extra:
            number = self.database.execute(
                "insert into entries (file, extra) values (?,?)", (file, _to_json(entry.extra))
            ).lastrowid
        for pair in entry.pairs:
            extra = _to_json(pair.extra) if pair.extra else None
            yield source, pair.locale, entry.msgctxt, pair.msgstr, *around, file, number, extra

    def _source(self, text: str) -> int:
        """Return the id of a source text, which is put in if it is new."""
        key = hash_of(text)
        for number, known in self.database.execute("select id, text from sources where hash = ?", (key,)):
            if known == text:
                return int(number)
        return int(self.database.execute("insert into sources (hash, text) values (?,?)", (key, text)).lastrowid or 0)

    def put_in_place(self, incoming: str, name: str, stamp: str) -> None:
        """Give what was taken in under one name another, in place of what that had, and note the state of its file."""
        with transaction(self.database, self.path):
            self._forget(name)
            self.database.execute("update files set name = ?, stamp = ? where name = ?", (name, stamp, incoming))

    def forget(self, name: str) -> None:
        """Forget what a file said."""
        with transaction(self.database, self.path):
            self._forget(name)

    def _forget(self, name: str) -> None:
        row = self.database.execute("select id from files where name = ?", (name,)).fetchone()
        if row is not None:
            for table, column in (("pairs", "file"), ("entries", "file"), ("files", "id")):
                self.database.execute(f"delete from {table} where {column} = ?", row)

    def prepare(self) -> None:
        """Make the memory ready for similar look-ups: index what is new, and drop texts without translations.

        The first similar look-up does it if nobody has.

        Raises:
            OutputError: the memory cannot be written.
        """
        if self._ready:
            return
        with transaction(self.database, self.path):
            texts = self.database.execute("select count(*) from sources").fetchone()[0]
            used = self.database.execute("select count(distinct source) from pairs").fetchone()[0]
            if texts > 2 * used + 1000:
                self.database.execute("delete from sources where id not in (select source from pairs)")
                self.index.clear()
            self.index.update()
        self._ready = True

    # Looking up.

    def knows(self, name: str, stamp: str) -> bool:
        """Tell whether a file was taken in, in this very state."""
        with database_errors(self.path):
            row = self.database.execute("select stamp from files where name = ?", (name,)).fetchone()
        return row is not None and row[0] == stamp

    def missing(self, name: str, stamp: str) -> int | None:
        """Return how many units of a catalogue had no translation when it was taken in, None if it has changed."""
        with database_errors(self.path):
            row = self.database.execute("select stamp, missing from files where name = ?", (name,)).fetchone()
        return int(row[1]) if row is not None and row[0] == stamp and row[1] is not None else None

    def files(self) -> list[str]:
        """Return the names of the files that it was filled from."""
        with database_errors(self.path):
            return [str(name) for (name,) in self.database.execute("select name from files order by name")]

    def known(self, texts: Iterable[str]) -> set[str]:
        """Return those of some source texts that ``look_up`` may find, by a few looks instead of one for each."""
        hashes = {text: hash_of(text) for text in texts}
        wanted = list(set(hashes.values()))
        found: set[Any] = set()
        with database_errors(self.path):
            for start in range(0, len(wanted), 500):
                some = wanted[start : start + 500]
                marks = ",".join("?" * len(some))
                rows = self.database.execute(f"select hash from sources where hash in ({marks})", some)
                found.update(row[0] for row in rows)
        return {text for text, value in hashes.items() if value in found}

    def look_up(self, place: Place, locale: str) -> Match | None:
        """Return the best accepted translation of an equal source text, or None.

        One with the same neighbours comes first, then one with the same context, then what was used most often.
        """
        unit = place.unit
        try:
            rows = self.database.execute(_PAIRS, (hash_of(unit.msgid), locale, _ALIKE)).fetchall()
        except sqlite3.Error as problem:  # a context manager here would take a tenth of the time
            raise error_of(problem, self.path) from problem
        if not rows:
            return None
        times = Counter(row[1] for row in rows) if len(rows) > 1 else {rows[0][1]: 1}
        here = hash_or_none(place.previous), hash_or_none(place.following)
        best: tuple[tuple[bool, bool, bool, int], tuple[Any, ...]] | None = None
        for row in rows:
            equal = row[0] == unit.msgid
            if not equal and normalise(row[0]) != normalise(unit.msgid):
                continue
            same = row[2] == unit.msgctxt
            around = here == (row[3], row[4]) != (None, None)
            rank = (equal and around and same, equal, same, times[row[1]])
            if best is None or rank > best[0]:
                best = rank, row
        if best is None:
            return None
        return Match(best[1][0], best[1][1], 1.0, best[0][0], self._file(best[1][5]))

    def look_up_similar(self, text: str, locale: str, threshold: float = 0.75) -> Match | None:
        """Return the accepted translation of the most similar source text, or None.

        Similarity is 1 minus the edit distance over the length of the longer text. A text that differs in its
        numbers alone comes before one that is as similar otherwise.
        """
        if not text:
            return None
        self.prepare()
        with database_errors(self.path):
            ids = self.index.candidates(text)
            for start in range(0, len(ids), _CANDIDATES):
                texts = self._texts(ids[start : start + _CANDIDATES], locale)
                if texts:
                    return self._most_similar(text, texts, locale, threshold)
        return None

    def _texts(self, ids: Sequence[int], locale: str) -> list[tuple[int, str]]:
        """Return those of some source texts that have a translation in a locale."""
        marks = ",".join(map(str, ids))
        return self.database.execute(
            f"select id, text from sources where id in ({marks})"
            " and exists (select 1 from pairs where source = sources.id and locale = ?)",
            (locale,),
        ).fetchall()

    def _most_similar(self, text: str, texts: Sequence[tuple[int, str]], locale: str, threshold: float) -> Match | None:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        bare = without_numbers(text)
        alike = [one for one in texts if without_numbers(one[1]) == bare] if bare != text else []
        for some in (alike, texts):
            found = process.extractOne(
                text, [one for _, one in some], scorer=Levenshtein.normalized_similarity, score_cutoff=threshold
            )
            if found:
                return self._match(found[0], float(found[1]), some[found[2]][0], locale)
        return None

    def _match(self, msgid: str, score: float, source: int, locale: str) -> Match:
        """Return the most frequent translation of a source text."""
        rows = self.database.execute(
            "select msgstr, file from pairs where source = ? and locale = ? limit ?", (source, locale, _ALIKE)
        ).fetchall()
        times = Counter(row[0] for row in rows)
        msgstr, file = max(rows, key=lambda row: times[row[0]])
        return Match(msgid, msgstr, score, False, self._file(file))

    def _file(self, number: int) -> str:
        if number not in self._names:
            self._names.update(self.database.execute("select id, name from files"))
        return self._names.get(number, "")

    def has(self, msgid: str, locale: str, msgstr: str) -> bool:
        """Tell whether a pair is known, from whatever file."""
        with database_errors(self.path):
            rows = self.database.execute(_PAIRS, (hash_of(msgid), locale, _ALIKE)).fetchall()
        return any(row[0] == msgid and row[1] == msgstr for row in rows)

    def __len__(self) -> int:
        return int(self.database.execute("select count(*) from pairs").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _to_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

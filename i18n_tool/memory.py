"""Earlier accepted translations, exact and similar."""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from i18n_tool.errors import OutputError
from i18n_tool.journal import move_aside, open_database
from i18n_tool.model import Unit

_SCHEMA = """
create table if not exists catalogues (
    path text primary key,
    stamp text not null,
    missing integer not null
) without rowid;
create table if not exists pairs (
    id integer primary key,
    hash blob not null,
    locale text not null,
    msgid text not null,
    msgctxt text,
    msgstr text not null,
    previous text,
    following text,
    path text not null,
    length integer not null
);
create index if not exists pairs_hash on pairs (hash, locale);
create index if not exists pairs_path on pairs (path);
create index if not exists pairs_length on pairs (locale, length);
"""

#: Comparisons of similar look-ups in one run; after that only exact ones are made, so that time stays linear.
_COMPARISONS = 4_000_000
#: Pairs of nearly equal length that one similar look-up compares at most.
_CANDIDATES = 5_000


class Match(NamedTuple):
    """An accepted translation of an equal or similar source text."""

    msgid: str
    """The source text that it belongs to."""
    msgstr: str
    """The translation."""
    score: float
    """How similar the source texts are, 1 for equal ones."""
    in_context: bool = False
    """True if the texts before and after it are the same too."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit and what stands around it in its catalogue."""

    unit: Unit
    """The unit."""
    previous: str | None
    """The source text before it, or None at the beginning."""
    following: str | None
    """The source text after it, or None at the end."""


def places_of(units: Iterable[Unit]) -> list[Place]:
    """Return the units of a catalogue that are in use, each with its neighbours."""
    used = [unit for unit in units if not unit.obsolete]
    texts = [None, *(unit.msgid for unit in used), None]
    return [Place(unit, texts[index], texts[index + 2]) for index, unit in enumerate(used)]


class Memory:
    """Accepted pairs of the project in ``memory.sqlite``; it can be deleted, and is filled again at the next run."""

    def __init__(self, path: Path) -> None:
        """Open the memory, and begin a new one if the old one cannot be read.

        Raises:
            OutputError: the file cannot be made.
        """
        self.path = path
        self.warning: str | None = None
        database = open_database(path, _SCHEMA)
        if database is None:
            aside = move_aside(path)
            self.warning = f"{path.name} was damaged; it is now {aside.name}, and a new one was begun."
            database = open_database(path, _SCHEMA)
        if database is None:
            raise OutputError("the file cannot be made.", "Check the rights of its folder.", path=path)
        self.database = database
        self.comparisons = _COMPARISONS

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
        rows = [
            (
                hash_of(place.unit.msgid),
                locale,
                place.unit.msgid,
                place.unit.msgctxt,
                place.unit.msgstr,
                place.previous,
                place.following,
                name,
                len(place.unit.msgid),
            )
            for place in places_of(units)
            if place.unit.state == "accepted" and place.unit.msgid_plural is None
        ]
        try:
            self.database.execute("begin immediate")
            self.database.execute("delete from pairs where path = ?", (name,))
            self.database.executemany(
                "insert into pairs (hash, locale, msgid, msgctxt, msgstr, previous, following, path, length)"
                " values (?,?,?,?,?,?,?,?,?)",
                rows,
            )
            missing = sum(unit.state == "missing" for unit in units)
            self.database.execute("insert or replace into catalogues values (?,?,?)", (name, stamp, missing))
            self.database.execute("commit")
        except sqlite3.Error as problem:
            self.database.rollback()
            raise OutputError(
                f"the file cannot be written: {problem}.", "Free some space and run the command again.", path=self.path
            ) from problem
        return True

    def knows(self, name: str, stamp: str) -> bool:
        """Tell whether a catalogue was taken in, in this very state."""
        return self.missing(name, stamp) is not None

    def missing(self, name: str, stamp: str) -> int | None:
        """Return how many units of a catalogue had no translation when it was taken in, None if it has changed."""
        row = self.database.execute("select stamp, missing from catalogues where path = ?", (name,)).fetchone()
        return int(row[1]) if row is not None and row[0] == stamp else None

    def look_up(self, place: Place, locale: str) -> Match | None:
        """Return the best accepted translation of an equal source text, or None.

        One with the same neighbours comes first, then one with the same context, then what was used most often.
        """
        unit = place.unit
        rows = self.database.execute(
            "select msgid, msgstr, msgctxt, previous, following, count(*) from pairs where hash = ? and locale = ?"
            " group by msgstr, msgctxt, previous, following",
            (hash_of(unit.msgid), locale),
        ).fetchall()
        best: tuple[tuple[bool, bool, bool, int], str, str] | None = None
        for msgid, msgstr, msgctxt, previous, following, times in rows:
            equal = msgid == unit.msgid
            if not equal and normalise(msgid) != normalise(unit.msgid):
                continue
            around = (previous, following) == (place.previous, place.following) != (None, None)
            rank = (equal and around and msgctxt == unit.msgctxt, equal, msgctxt == unit.msgctxt, int(times))
            if best is None or rank > best[0]:
                best = (rank, msgid, msgstr)
        if best is None:
            return None
        return Match(best[1], best[2], 1.0, best[0][0])

    def look_up_similar(self, text: str, locale: str, threshold: float = 0.75) -> Match | None:
        """Return the accepted translation of the most similar source text, or None.

        Similarity is 1 minus the edit distance over the length of the longer text. Texts whose length alone rules
        them out are not compared; a run makes a bounded number of comparisons.
        """
        if self.comparisons <= 0 or not text:
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        shortest, longest = int(len(text) * threshold), int(len(text) / threshold) + 1
        rows = self.database.execute(
            "select msgid, msgstr from pairs where locale = ? and length between ? and ? limit ?",
            (locale, shortest, longest, _CANDIDATES),
        ).fetchall()
        self.comparisons -= len(rows)
        found = process.extractOne(
            text, [row[0] for row in rows], scorer=Levenshtein.normalized_similarity, score_cutoff=threshold
        )
        return Match(rows[found[2]][0], rows[found[2]][1], float(found[1])) if found else None

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


def normalise(text: str) -> str:
    """Return a text as the memory compares it: composed (NFC), with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def hash_of(text: str) -> bytes:
    """Return what stands for a text in the index."""
    return hashlib.blake2b(normalise(text).encode("utf-8", "surrogatepass"), digest_size=16).digest()

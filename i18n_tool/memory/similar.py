"""Finds which remembered texts may be similar to another, without comparing it with all of them.

Each text stands in the index under its rarest stretches of five bytes (of UTF-8: five letters of English, two
characters of Chinese), hashed into a fixed number of buckets, and under what is left of it without its numbers. A
look-up counts which texts share the most of them with the one it is given.

The index is cut into blocks of neighbouring ids. New texts make a new block, and small blocks are made anew as one,
so that every text is indexed a few times at most, and there are few blocks.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

SCHEMA = """
create table if not exists blocks (
    first integer primary key,
    last integer not null,
    texts integer not null
);
create table if not exists postings (
    block integer not null,
    bucket integer not null,
    ids blob not null,
    primary key (block, bucket)
) without rowid;
create table if not exists frequencies (one integer primary key, counts blob not null);
"""

_BUCKETS = 1 << 20
_LENGTH = 5
"""Bytes of a stretch."""
_KEPT = 24
"""Stretches under which a text stands in the index."""
_ASKED = 28
"""Stretches that a look-up asks for."""
_READ = 60_000
"""Ids that a look-up counts at most; the rarest stretches come first."""
_CANDIDATES = 1_500
"""Texts that a look-up names at most."""
_ENOUGH = 300
"""Texts with two stretches in common that make those with one needless."""
_BLOCK = 1 << 16
"""Texts in one block at most; bounds the memory that it takes to make one."""

_DIGITS = re.compile(r"\d+")
_WANTED = f"select bucket, ids from postings where block = ? and bucket in ({','.join('?' * _ASKED)})"


def buckets_of(text: str) -> set[int]:
    """Return the buckets of a text's stretches; all numbers count as equal."""
    folded = _DIGITS.sub("0", text.lower())
    data = f" {folded} ".encode("utf-8", "surrogatepass")
    crc32, mask = zlib.crc32, _BUCKETS - 1
    found = {crc32(data[at : at + _LENGTH]) & mask for at in range(max(1, len(data) - _LENGTH + 1))}
    found.add(crc32(data) & mask)
    return found


class SimilarIndex:
    """The index of a memory's source texts (table ``sources``)."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self._counts: array[int] | None = None

    @property
    def counts(self) -> array[int]:
        """How many texts have a stretch in each bucket."""
        if self._counts is None:
            row = self.database.execute("select counts from frequencies").fetchone()
            self._counts = array("I", zlib.decompress(row[0]) if row else bytes(4 * _BUCKETS))
        return self._counts

    def update(self) -> int:
        """Index the texts that are new, and return how many; part of a transaction of the caller."""
        total = 0
        while True:
            last = self.database.execute("select max(last) from blocks").fetchone()[0] or 0
            texts = self.texts(last + 1, limit=_BLOCK)
            if not texts:
                break
            total += len(texts)
            self.count(text for _, text in texts)
            self.join_small_blocks(texts)
        if total:
            packed = zlib.compress(self.counts.tobytes(), 1)
            self.database.execute("insert or replace into frequencies values (1, ?)", (packed,))
        return total

    def clear(self) -> None:
        """Forget everything, so that the next update makes the index anew."""
        for table in ("blocks", "postings", "frequencies"):
            self.database.execute(f"delete from {table}")
        self._counts = None

    def texts(self, first: int, *, limit: int) -> list[tuple[int, str]]:
        return self.database.execute(
            "select id, text from sources where id >= ? order by id limit ?", (first, limit)
        ).fetchall()

    def count(self, texts: Iterable[str]) -> None:
        counts = self.counts
        for text in texts:
            for bucket in buckets_of(text):
                counts[bucket] += 1

    def join_small_blocks(self, texts: list[tuple[int, str]]) -> None:
        """Make a block of new texts, together with the blocks before it that are not much larger."""
        while True:
            before = self.database.execute("select first, texts from blocks order by first desc limit 1").fetchone()
            if before is None or before[1] > 2 * len(texts) or before[1] + len(texts) > _BLOCK:
                break
            self.database.execute("delete from blocks where first = ?", (before[0],))
            self.database.execute("delete from postings where block = ?", (before[0],))
            texts = [*self.texts(before[0], limit=before[1]), *texts]
        first, last = texts[0][0], texts[-1][0]
        self.database.execute("insert into blocks values (?,?,?)", (first, last, len(texts)))
        self.database.executemany("insert into postings values (?,?,?)", self.postings(first, texts))

    def postings(self, block: int, texts: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, bytes]]:
        """Yield the rows of a block: a bucket, and the ids of the texts that stand under it."""
        rarity = self.counts.__getitem__
        found: list[int] = []
        for number, text in texts:
            buckets: Iterable[int] = buckets_of(text)
            found += [bucket << 32 | number for bucket in sorted(buckets, key=rarity)[:_KEPT]]
        found.sort()
        for bucket, some in groupby(found, key=lambda one: one >> 32):
            yield block, bucket, array("I", [one & 0xFFFFFFFF for one in some]).tobytes()

    def candidates(self, text: str) -> list[int]:
        """Return the ids of texts that may be similar, the likeliest first."""
        counts = self.counts
        rarest = sorted((bucket for bucket in buckets_of(text) if counts[bucket]), key=counts.__getitem__)[:_ASKED]
        if not rarest:
            return []
        wanted = [*rarest, *[rarest[-1]] * (_ASKED - len(rarest))]
        found: dict[int, array[int]] = {}
        for (block,) in self.database.execute("select first from blocks").fetchall():
            for bucket, ids in self.database.execute(_WANTED, (block, *wanted)):
                found.setdefault(bucket, array("I")).frombytes(ids)
        votes: Counter[int] = Counter()
        left = _READ
        for bucket in rarest:
            if left > 0 and bucket in found:
                votes.update(found[bucket][-left:])
                left -= len(found[bucket])
        # Most texts share one stretch by chance; to put them all in order would take as long as everything else.
        often = [number for number, times in votes.items() if times > 1]
        return sorted(often if len(often) >= _ENOUGH else votes, key=votes.__getitem__, reverse=True)[:_CANDIDATES]

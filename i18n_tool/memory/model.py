"""What the memory takes in and gives out, as values."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from i18n_tool.model import Unit


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
    file: str = ""
    """The catalogue or TMX file that it comes from."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit and what stands around it in its catalogue."""

    unit: Unit
    """The unit."""
    previous: str | None
    """The source text before it, or None at the beginning."""
    following: str | None
    """The source text after it, or None at the end."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One translation of an entry."""

    locale: str
    """The locale, in gettext spelling."""
    msgstr: str
    """The translation."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else its file says of it: dates, people, notes, properties."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A source text with its translations, on its way into the memory or out of it."""

    msgid: str
    """The source text."""
    pairs: tuple[Pair, ...]
    """The translations."""
    msgctxt: str | None = None
    """What tells it from an entry with an equal source text."""
    previous: str | None = None
    """The source text before it, if known."""
    following: str | None = None
    """The source text after it, if known."""
    file: str = ""
    """The catalogue or TMX file that it comes from; empty if several say it."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else its file says of it: dates, people, notes, properties."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a memory holds."""

    pairs: Mapping[str, int]
    """How many different pairs, by locale."""
    sources: int
    """How many different source texts."""
    catalogues: int
    """How many catalogues they come from."""
    imported: Mapping[str, int]
    """How many pairs stand in each TMX file."""
    size: int
    """Bytes on disk."""
    warning: str | None = None
    """What happened to it that a person should know."""


def places_of(units: Iterable[Unit]) -> list[Place]:
    """Return the units of a catalogue that are in use, each with its neighbours."""
    used = [unit for unit in units if not unit.obsolete]
    texts = [None, *(unit.msgid for unit in used), None]
    return [Place(unit, texts[index], texts[index + 2]) for index, unit in enumerate(used)]


def normalise(text: str) -> str:
    """Return a text as the memory compares it: composed (NFC), with single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def hash_of(text: str) -> int:
    """Return what stands for a text in the index: 64 bits, with a sign as SQLite's whole numbers have."""
    data = normalise(text).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def hash_or_none(text: str | None) -> int | None:
    """Return what stands for a neighbour; None: there is none, or it is not known."""
    return None if text is None else hash_of(text)

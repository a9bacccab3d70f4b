"""Catalogues as values: read from a file, changed unit by unit, written with every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from i18n_tool.catalogue.reading import read_entries
from i18n_tool.catalogue.syntax import BLANKS, Entry, Problem, said_by
from i18n_tool.catalogue.writing import edit_entry, new_entry
from i18n_tool.errors import CatalogueError
from i18n_tool.files import read_text, replace_bytes, stands_already
from i18n_tool.model import Markup, Unit

Key = tuple[str | None, str]
"""``msgctxt`` and ``msgid``: what makes a unit one of a kind."""

HEADER_KEY: Key = (None, "")
_BOM = "\ufeff"
_CONVERT = "Convert it: msgconv -t UTF-8 -o NEW.po OLD.po"
_CHARSETS = {"utf-8", "utf8", "ascii", "us-ascii", "charset"}


@dataclass(frozen=True)
class Catalogue:
    """A PO file: its units, and the text of each as it was read."""

    entries: tuple[Entry, ...] = ()
    """Every entry in the order of the file, the header included."""
    path: Path | None = None
    """The file it was read from."""
    newline: str = "\n"
    """How its lines end."""
    bom: bool = False
    """Whether the file begins with a byte order mark."""
    tail: str = ""
    """What follows the last entry."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Its units in the order of the file, obsolete ones included, the header not."""
        return tuple([entry.unit for entry in self.entries if entry.unit.msgid or entry.unit.msgctxt is not None])

    @cached_property
    def header_entry(self) -> Entry | None:
        """The entry that holds the header, or None."""
        return next((entry for entry in self.entries if entry.unit.key == HEADER_KEY), None)

    @cached_property
    def header(self) -> Mapping[str, str]:
        """The header's fields in order, such as ``Language``; empty if there is none."""
        return MappingProxyType(parse_header(self.header_entry.unit.msgstr if self.header_entry else ""))

    @cached_property
    def by_key(self) -> Mapping[Key, Unit]:
        """Its units by what makes them one of a kind."""
        return MappingProxyType({unit.key: unit for unit in self.units})


def parse_header(msgstr: str) -> dict[str, str]:
    """Return the fields of a header; lines that are not ``Name: value`` are left out."""
    fields = {}
    for line in msgstr.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip()] = value.strip()
    return fields


def read_catalogue(path: Path, markup: Markup | None = None) -> Catalogue:
    """Return the catalogue of a PO file.

    Args:
        path: the file.
        markup: that of its article, which the units will say.

    Raises:
        CatalogueError: the file cannot be read, is not UTF-8 or says that it is not, has a syntax error, or two
            entries of equal ``msgctxt`` and ``msgid``; the line is named.
    """
    return parse_catalogue(_read(path), path, markup)


def _read(path: Path) -> str:
    try:
        return read_text(path, CatalogueError)
    except CatalogueError as problem:
        charset = _declared_charset(path)
        if charset is None:
            raise
        raise CatalogueError(
            f"the file is in {charset}, not UTF-8.", _CONVERT, path=path, line=problem.line
        ) from problem


def _declared_charset(path: Path) -> str | None:
    """Return the charset that the header of a file which is not UTF-8 names, or None."""
    try:
        with path.open("rb") as file:
            match = re.search(rb"charset=([\w.:-]+)", file.read(10_000))
    except OSError:
        return None
    charset = match[1].decode("ascii", "replace") if match else ""
    return charset if charset and charset.lower() not in _CHARSETS else None


def parse_catalogue(text: str, path: Path | None = None, markup: Markup | None = None) -> Catalogue:
    """Return the catalogue that a text says.

    Args:
        text: the whole of a PO file.
        path: where it comes from, for messages.
        markup: that of its article.

    Raises:
        CatalogueError: as ``read_catalogue``.
    """
    catalogue, problems = _examine(text, path, markup)
    if problems:
        first = problems[0]
        raise CatalogueError(first.what, first.advice, path=path, line=first.line)
    return catalogue


def catalogue_problems(path: Path) -> list[Problem]:
    """Return everything that keeps a file from being read as a catalogue, in the order of its lines.

    Raises:
        CatalogueError: there is no text to look at: the file cannot be opened, or is not UTF-8.
    """
    return _examine(_read(path), path)[1]


def _examine(text: str, path: Path | None, markup: Markup | None = None) -> tuple[Catalogue, list[Problem]]:
    problems = []
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.append(Problem(line, "the text holds a NUL character.", "Remove it."))
    bom = text.startswith(_BOM)
    reading = read_entries(text[1:] if bom else text, markup)
    first_line = text[: text.find("\n") + 1]
    newline = "\r\n" if first_line.endswith("\r\n") else "\n"
    catalogue = Catalogue(tuple(reading.entries), path, newline, bom, reading.tail)
    problems += reading.problems
    problems += _duplicates(reading.entries)
    problems += _wrong_charset(catalogue)
    return catalogue, sorted(problems, key=lambda problem: problem.line)


def _duplicates(entries: Iterable[Entry]) -> list[Problem]:
    problems = []
    lines: dict[Key, int] = {}
    for entry in entries:
        unit = entry.unit
        first = lines.setdefault(unit.key, unit.line)
        if first != unit.line:
            if unit.key == HEADER_KEY:
                what = f"there is a second header; the first is on line {first}."
            else:
                what = f"this msgid is already on line {first}: {_shorten(unit.msgid)}."
            problems.append(Problem(unit.line, what, "Keep one of the two entries, and delete the other."))
    return problems


def _wrong_charset(catalogue: Catalogue) -> list[Problem]:
    entry = catalogue.header_entry
    content = catalogue.header.get("Content-Type", "")
    charset = content.partition("charset=")[2].strip()
    if entry is None or not charset or charset.lower() in _CHARSETS:
        return []
    return [Problem(entry.unit.line, f"the header says the charset is {charset}, not UTF-8.", _CONVERT)]


def _shorten(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


def render_catalogue(catalogue: Catalogue) -> str:
    """Return the text of a catalogue; entries that nobody changed stand as they were read."""
    parts = ["\ufeff"] if catalogue.bom else []
    newline = catalogue.newline
    ended = True
    for entry in catalogue.entries:
        if not ended:
            parts.append(newline)
        parts += (entry.gap, entry.text)
        ended = entry.text.endswith("\n")
    if catalogue.tail and not ended:
        parts.append(newline)
    parts.append(catalogue.tail)
    return "".join(parts)


def write_catalogue(catalogue: Catalogue, path: Path) -> bool:
    """Write a catalogue, having read back what its text says.

    Returns:
        Whether the file changed; one that already says the same is not touched.

    Raises:
        CatalogueError: the text would not say what the catalogue says (a unit holds something that PO cannot).
        OutputError: the file cannot be written.
    """
    text = render_catalogue(catalogue)
    try:
        data = text.encode("utf-8")
        if stands_already(path, data):
            return False
        if "\0" in text or not _is_sure(catalogue):
            _compare(catalogue, text, path)
        replace_bytes(path, data)
        return True
    except UnicodeEncodeError as problem:
        line = text.count("\n", 0, problem.start) + 1
        raise CatalogueError(
            "a character of this line is half of a pair (a lone surrogate) and cannot be written.",
            "Type the text again, or take it from another source.",
            path=path,
            line=line,
        ) from problem


def _is_sure(catalogue: Catalogue) -> bool:
    """Return whether the text of a catalogue says its units because its entries do.

    Each entry is made of whole lines, so that what they say one by one they say together.
    """
    keys = {entry.unit.key for entry in catalogue.entries}
    if len(keys) < len(catalogue.entries) or _wrong_charset(catalogue):
        return False
    return all(entry.sure for entry in catalogue.entries)


def _compare(catalogue: Catalogue, text: str, path: Path) -> None:
    """Raise a CatalogueError if a text does not say what the catalogue says."""
    again = parse_catalogue(text, path)
    for unit, read in zip(catalogue.units, again.units, strict=False):
        if said_by(unit) != said_by(read):
            raise _unwritable(unit, path)
    if len(catalogue.units) != len(again.units):
        raise CatalogueError("an entry would be lost in writing; the file was left as it is.", path=path)


def _unwritable(unit: Unit, path: Path) -> CatalogueError:
    return CatalogueError(
        f"a PO file cannot say this unit: {_shorten(unit.msgid)}.",
        "Look for line breaks in its flags or references.",
        path=path,
        subject=unit.msgid,
    )


def replace_units(catalogue: Catalogue, units: Mapping[Key, Unit]) -> Catalogue:
    """Return a catalogue with other units in place of those it has.

    Only the lines that say something else are written anew; the key of a unit may change.

    Args:
        catalogue: the catalogue.
        units: the new units by the key of the old one. A key that the catalogue does not have adds its unit at
            the end, before the obsolete ones.
    """
    left = dict(units)
    entries = []
    for entry in catalogue.entries:
        unit = left.pop(entry.unit.key, None)
        entries.append(entry if unit is None else edit_entry(entry, tidy_unit(unit), catalogue.newline))
    if left:
        at = len(entries)
        while at and entries[at - 1].unit.obsolete:
            at -= 1
        entries[at:at] = [new_entry(tidy_unit(unit), catalogue.newline) for unit in left.values()]
    return with_entries(catalogue, entries)


def with_entries(catalogue: Catalogue, entries: Sequence[Entry]) -> Catalogue:
    """Return a catalogue with other entries, each with the blank lines that its new place asks for."""
    first = catalogue.entries[0] if catalogue.entries else None
    placed = [
        replace(entry, gap=catalogue.newline)
        if index and not entry.gap and (first is None or entry.unit.key == first.unit.key)
        else entry
        for index, entry in enumerate(entries)
    ]
    if placed and placed[0].gap and (first is None or placed[0].unit.key != first.unit.key):
        placed[0] = replace(placed[0], gap="")
    return replace(catalogue, entries=tuple(placed))


def tidy_unit(unit: Unit) -> Unit:
    """Return a unit as a PO file can say it.

    Its comments are lines, without white space at their ends; it has a previous context only with a previous msgid.
    """
    comments, extracted = _comment_lines(unit.comments), _comment_lines(unit.extracted)
    if comments != unit.comments or extracted != unit.extracted:
        unit = replace(unit, comments=comments, extracted=extracted)
    if unit.previous_msgid is None and unit.previous_msgctxt is not None:
        unit = replace(unit, previous_msgctxt=None)
    return unit


def _comment_lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    if not comments:
        return comments
    return tuple([line.rstrip(BLANKS) for text in comments for line in text.split("\n")])

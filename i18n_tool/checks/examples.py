"""The examples of a rule as people read them: a pair of texts, or a part of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n_tool.catalogue.writing import new_entry
from i18n_tool.checks.places import show_text
from i18n_tool.model import Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation, invisible characters made visible."""

    source: str
    """The source text."""
    translation: str
    """Its translation; empty: there is none."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a file, invisible characters made visible."""

    path: str
    """The file; empty where it does not matter."""
    text: str
    """Its lines, or those that matter."""


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule accepts or reports."""

    right: bool
    """Whether the rule accepts it."""
    texts: tuple[Pair | Excerpt, ...]
    """The texts that are looked at together."""
    messages: tuple[str, ...] = ()
    """What check says of it."""


@dataclass(frozen=True, slots=True)
class ProjectExample:
    """A small project, for a rule that needs articles and catalogues to be seen."""

    right: bool
    """Whether the rule accepts it."""
    files: Mapping[str, str]
    """Its files by path; a locale's name in a path is ``fr``."""
    message: str = ""
    """What check says of it."""


def show_unit(unit: Unit) -> Pair | Excerpt:
    """Return a unit as two texts, or as its entry where those do not tell all of it."""
    plain = Unit(unit.msgid, unit.msgstr, markup=unit.markup)
    if unit == plain and "\n" not in unit.msgid + unit.msgstr:
        return Pair(show_line(unit.msgid), show_line(unit.msgstr))
    return Excerpt("", show_entries([unit]))


def show_line(text: str) -> str:
    """Return a text with the spaces at its ends, spaces in a row, and characters without a shape made visible."""
    begin, end = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    text = "␣" * begin + text[begin:end] + "␣" * (len(text) - max(end, begin))
    return show_text(text)


def show_lines(text: str) -> str:
    """Return the lines of a file without the last line break, characters without a shape made visible."""
    return "\n".join(show_text(line) for line in text.rstrip("\n").split("\n"))


def show_entries(units: Sequence[Unit]) -> str:
    """Return units as the entries of a catalogue."""
    return "\n\n".join(show_lines(new_entry(unit).text) for unit in units)

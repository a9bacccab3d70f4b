"""Rules about stretches of a translation, which know what should stand there instead."""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Markup, Unit

_AROUND = 12
_ROUNDS = 3
_SPACES = re.compile(" {2,}")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that have no shape, though Unicode counts them among those to print."""


class Place(NamedTuple):
    """A stretch of a translation that breaks a rule."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point; equal to ``start`` where something is missing."""
    better: str | None
    """What should stand there; None: the rule does not know."""
    message: str
    """What is wrong."""


class PlaceCheck(Check):
    """A rule that finds stretches of a translation."""

    @abstractmethod
    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        """Yield the stretches of one translation that break the rule, in order, none overlapping another."""

    def check(self, unit: Unit, context: Context) -> Sequence[Finding]:
        if _is_for_machines(unit) and self.code.startswith("TY"):
            return ()
        findings = []
        for source, translation in text_pairs(unit):
            if found := [*self.places(source, translation, unit.markup, context)]:
                first, *others = found
                more = f" (and at {len(others)} more)" if others else ""
                findings.append(self.finding(unit, f"{first.message}: {show_place(translation, first)}{more}"))
        return findings


class FixableCheck(PlaceCheck):
    """A rule whose places can be mended without asking anybody, by ``check --fix``."""

    def fix(self, unit: Unit, context: Context) -> Unit | None:
        if not self.check(unit, context):
            return None
        mended = tuple(self.mend(source, translation, unit.markup, context) for source, translation in text_pairs(unit))
        if unit.msgid_plural is None:
            return replace(unit, msgstr=mended[0]) if mended[0] != unit.msgstr else None
        return replace(unit, msgstr_plural=mended) if mended != unit.msgstr_plural else None

    def mend(self, source: str, translation: str, markup: Markup | None, context: Context) -> str:
        """Return a translation with the better wording at each place; one correction may show the next place."""
        for _ in range(_ROUNDS):
            better = put_in(translation, [*self.places(source, translation, markup, context)])
            if better == translation:
                break
            translation = better
        return translation


def _is_for_machines(unit: Unit) -> bool:
    """Tell whether a program reads the marks of a unit: commas part keywords (HTML, section 4.2.5.1)."""
    return unit.extracted[:1] == ("keywords",)


def put_in(text: str, places: list[Place]) -> str:
    """Return a text with the better wording at each place that has one."""
    for place in sorted(places, reverse=True):
        if place.better is not None:
            text = text[: place.start] + place.better + text[place.end :]
    return text


def show_place(text: str, place: Place) -> str:
    """Return a place with what stands around it, and what it should be: ``"mot :" → "mot\\u00a0:"``."""
    start, end = max(0, place.start - _AROUND), min(len(text), place.end + _AROUND)
    whole = (start == 0, end == len(text))
    shown = f'"{_show_part(text[start:end], *whole)}"'
    if place.better is None:
        return shown
    return f'{shown} → "{_show_part(text[start : place.start] + place.better + text[place.end : end], *whole)}"'


def _show_part(text: str, begins: bool, ends: bool) -> str:
    """Return a part of a text as ``show_text`` does; spaces at an end of the whole text are visible too."""
    bare = text.strip(" ")
    before, after = text.removesuffix(text.lstrip(" ")), text[len(text.rstrip(" ")) :] if bare else ""
    shown = show_text(text[len(before) : len(text) - len(after)])
    return f"{'␣' * len(before) if begins else before}{shown}{'␣' * len(after) if ends else after}"


def show_text(text: str) -> str:
    """Return a text with its invisible characters, and spaces that stand in a row, made visible."""
    text = _SPACES.sub(lambda match: "␣" * len(match[0]), text)
    return "".join(char if _has_shape(char) else _name(char) for char in text)


def _has_shape(char: str) -> bool:
    return char == " " or (char.isprintable() and char not in _BLANK and unicodedata.category(char) != "Zs")


def _name(char: str) -> str:
    number = f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
    return {"\n": "\\n", "\t": "\\t", "\u00a0": "[nbsp]", "\u202f": "[nnbsp]"}.get(char, number)

"""Finds terms in source texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from i18n_tool.model import Term


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place of a text where a term stands."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    term: Term
    """The term."""
    text: str
    """What stands there, inflected as it is."""


class Finder:
    """Finds the terms of a glossary in texts of the source locale."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self.patterns = [(re.compile(_pattern(term)), term) for term in terms]

    def find(self, text: str) -> list[Occurrence]:
        """Return where the terms occur, longest first where they overlap, in order of the text."""
        found = [
            Occurrence(match.start(), match.end(), term, match.group())
            for pattern, term in self.patterns
            for match in pattern.finditer(text)
        ]
        found.sort(key=lambda one: (one.start - one.end, one.start))
        kept: list[Occurrence] = []
        for one in found:
            if all(one.end <= other.start or other.end <= one.start for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)


def _pattern(term: Term) -> str:
    source = term.source if term.match == "regex" else re.escape(term.source).replace(r"\ ", r"\s+")
    flags = "" if term.case == "exact" or term.source != term.source.lower() else "(?i)"
    ending = "(?:e?s)?(?:['’]s?)?" if term.match == "inflect" else ""
    return rf"{flags}(?<![\w-])(?:{source}){ending}(?![\w])(?!-\w)"

"""Knows which terms have a rendering that holds a rendering of another term as a part of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from i18n_tool.glossary.folding import fold
from i18n_tool.glossary.renderings import is_pattern, own_columns
from i18n_tool.model import Term

Cover = tuple[Term, tuple[str, ...]]
"""A term, and its renderings that are longer, folded."""

_BREAK = "\0"


class Covers:
    """All renderings of a glossary in one locale, as one text, so that a part is found in all of them at once."""

    def __init__(self, terms: Iterable[Term], locale: str) -> None:
        self._locale = locale
        self._terms: list[Term] = []
        self._renderings: list[str] = []
        self._starts: list[int] = []
        self._known: dict[int, tuple[Cover, ...]] = {}
        start = 1
        for term in terms:
            for rendering in own_columns(term.targets, locale):
                if rendering != "=" and not is_pattern(rendering):
                    self._terms.append(term)
                    self._renderings.append(fold(rendering).text.replace(_BREAK, ""))
                    self._starts.append(start)
                    start += len(self._renderings[-1]) + 1
        self._text = f"{_BREAK}{_BREAK.join(self._renderings)}{_BREAK}"

    def of(self, term: Term) -> tuple[Cover, ...]:
        """Return the other terms with a rendering around one of a term of the glossary."""
        if id(term) not in self._known:
            self._known[id(term)] = self._find(term)
        return self._known[id(term)]

    def _find(self, term: Term) -> tuple[Cover, ...]:
        found: dict[int, list[int]] = {}
        for rendering in own_columns(term.targets, self._locale):
            part = "" if rendering == "=" or is_pattern(rendering) else fold(rendering).text
            at = self._text.find(part) if part else -1
            while at >= 0:
                number = bisect_right(self._starts, at) - 1
                if len(self._renderings[number]) > len(part) and self._terms[number] is not term:
                    found.setdefault(id(self._terms[number]), []).append(number)
                at = self._text.find(part, self._starts[number] + len(self._renderings[number]))
        return tuple(
            (self._terms[numbers[0]], tuple(dict.fromkeys(self._renderings[number] for number in numbers)))
            for numbers in found.values()
        )

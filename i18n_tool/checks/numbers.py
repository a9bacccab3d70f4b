"""What the number checks share: the problems of a unit, found once, and how a message shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Severity, Unit
from i18n_tool.numbers import Problem, ProblemKind, compare_texts

_SMALL = re.compile("[1-9]|1[0-2]")
"""A twice, a half-monthly and a binary are said with a numeral in other languages."""


class NumberCheck(Check):
    """A rule about the quantities of a unit.

    A subclass names the kinds of problem that it reports.
    """

    kinds: frozenset[ProblemKind]
    """The problems that it reports."""
    light: frozenset[ProblemKind] = frozenset()
    """Those of them that are information."""
    advice: str
    """What to do, after the two values."""

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for problem in number_problems(unit, context):
            if problem.kind in self.kinds:
                severity: Severity = "info" if problem.kind in self.light or _is_word(problem) else self.severity
                yield self.finding(unit, f"{show_problem(problem)}; {self.advice}", severity=severity)


def number_problems(unit: Unit, context: Context) -> Iterator[Problem]:
    """Yield what the translation of a unit says in other numbers than its source."""
    for source, translation in text_pairs(unit):
        yield from compare_texts(source, translation, context.source_locale, context.locale, unit.markup)


def _is_word(problem: Problem) -> bool:
    """Tell whether only the translation has a number that is small or in words: the source may have a word for it."""
    small = _SMALL.fullmatch(problem.translation_value or problem.translation) is not None
    return problem.kind == "extra" and (small or not any(char.isdigit() for char in problem.translation))


def show_problem(problem: Problem) -> str:
    """Return both sides with their values: ``"2.5 billion" ↔ "25万" = 250,000``."""
    source = _side(problem.source, problem.source_value)
    translation = _side(problem.translation, problem.translation_value)
    if not translation:
        return f"{source} is missing from the translation"
    if not source:
        return f"{translation} is not in the source"
    return f"{source} ↔ {translation}"


def _side(words: str, value: str) -> str:
    if not words:
        return ""
    return f'"{words}"' if not value or value == words else f'"{words}" = {value}'

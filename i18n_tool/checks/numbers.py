"""What the number checks share: the problems of a unit, found once, and how a message shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Unit
from i18n_tool.numbers import Problem, ProblemKind, compare_texts


class NumberCheck(Check):
    """A rule about the quantities of a unit.

    A subclass names the kinds of problem that it reports.
    """

    kinds: frozenset[ProblemKind]
    """The problems that it reports."""
    advice: str
    """What to do, after the two values."""

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        problems = number_problems(unit, context)
        return self.findings(unit, problems) if problems else iter(())

    def findings(self, unit: Unit, problems: Sequence[Problem]) -> Iterator[Finding]:
        """Yield a finding for each problem of the rule's kinds."""
        for problem in problems:
            if problem.kind in self.kinds:
                severity = self.severity if problem.certain else "info"
                yield self.finding(unit, f"{show_problem(problem)}; {self.advice}", severity=severity)


def number_problems(unit: Unit, context: Context) -> tuple[Problem, ...]:
    """Return what the translation of a unit says in other numbers than its source."""
    if unit.msgid_plural is None:
        return compare_texts(unit.msgid, unit.msgstr, context.source_locale, context.locale, unit.markup)
    pairs = text_pairs(unit)
    problems = (compare_texts(*pair, context.source_locale, context.locale, unit.markup) for pair in pairs)
    return tuple(chain.from_iterable(problems))


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

"""The manual page of a rule as a value, which the terminal and the documentation show each in their way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from i18n_tool.catalogue import parse_catalogue
from i18n_tool.checks import (
    AnyRule,
    all_catalogue_checks,
    all_checks,
    all_file_checks,
    all_project_checks,
    all_rules,
    run_checks,
)
from i18n_tool.checks.base import CatalogueCheck, Check, Context, FileCheck, ProjectCheck
from i18n_tool.checks.examples import Example, Excerpt, show_entries, show_lines, show_unit
from i18n_tool.checks.files import CATALOGUE_EXAMPLES
from i18n_tool.checks.lint_examples import LINT_EXAMPLES, lint_messages
from i18n_tool.model import Finding, Rule

_A_FILE = "a catalogue as a file"
_STATES = {"accepted": "accepted translations", "draft": "drafts", "missing": "missing translations"}


@dataclass(frozen=True, slots=True)
class ManualPage:
    """What a rule means, and what it accepts and reports."""

    rule: Rule
    """Its code, name, severity and text."""
    looks_at: str
    """What it looks at, and in which states."""
    weighs: str
    """How much a finding weighs."""
    locale: str
    """The locale of the examples, in gettext spelling."""
    glossary: tuple[str, ...]
    """The terms that the examples are about, ``port → puerto``."""
    examples: tuple[Example, ...]
    """What it accepts, then what it reports."""

    @property
    def concerns_units(self) -> bool:
        """Whether its findings are about entries, so that a comment of the entry can put one aside."""
        return self.rule.code not in {**CATALOGUE_EXAMPLES, **LINT_EXAMPLES} and self.looks_at != _A_FILE


@lru_cache(maxsize=1)
def manual_pages() -> tuple[ManualPage, ...]:
    """Return the page of every rule, by family and number."""
    checks: tuple[AnyRule, ...] = (*all_checks(), *all_catalogue_checks(), *all_project_checks(), *all_file_checks())
    by_code = {check.code: check for check in checks}
    return tuple(_page(rule, by_code.get(rule.code)) for rule in all_rules())


def _page(rule: Rule, check: AnyRule | None) -> ManualPage:
    context = check.example if check else Context("es" if rule.code in LINT_EXAMPLES else "fr")
    shown = tuple(_glossary(context))
    return ManualPage(rule, _looks_at(rule, check), _weighs(rule, check), context.locale, shown, _examples(rule, check))


def _examples(rule: Rule, check: AnyRule | None) -> tuple[Example, ...]:
    if check is None:
        return tuple(_lint_examples(rule.code) if rule.code in LINT_EXAMPLES else _project_examples(rule.code))
    if isinstance(check, Check):
        return tuple(_unit_examples(check))
    if isinstance(check, CatalogueCheck):
        return tuple(_catalogue_examples(check))
    return tuple(_file_examples(check) if isinstance(check, FileCheck) else _together_examples(check))


def _unit_examples(check: Check) -> Iterator[Example]:
    for right, units in ((True, check.good), (False, check.bad)):
        for unit in units:
            yield Example(right, (show_unit(unit),), _messages(run_checks(unit, check.example, [check])))


def _catalogue_examples(check: CatalogueCheck) -> Iterator[Example]:
    for right, groups in ((True, check.good), (False, check.bad)):
        for units in groups:
            yield Example(right, tuple(map(show_unit, units)), _messages(check.check(units, check.example)))


def _file_examples(check: FileCheck) -> Iterator[Example]:
    for right, texts in ((True, check.good), (False, check.bad)):
        for text in texts:
            messages = tuple(check.check(parse_catalogue(text), check.example))
            yield Example(right, (Excerpt("", show_lines(text)),), messages)


def _together_examples(check: ProjectCheck) -> Iterator[Example]:
    for right, projects in ((True, check.good), (False, check.bad)):
        for catalogues in projects:
            texts = tuple(Excerpt(path, show_entries(units)) for path, units in catalogues.items())
            found = check.check(catalogues, check.example)
            yield Example(right, texts, _messages(finding for _, finding in found))


def _project_examples(code: str) -> Iterator[Example]:
    for one in CATALOGUE_EXAMPLES.get(code, ()):
        texts = tuple(Excerpt(path, show_lines(text)) for path, text in one.files.items())
        yield Example(one.right, texts, (one.message,) if one.message else ())


def _lint_examples(code: str) -> Iterator[Example]:
    for right, rows in LINT_EXAMPLES[code]:
        yield Example(right, (Excerpt("", show_lines(rows)),), lint_messages(code, rows))


def _messages(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.message for finding in findings))


def _looks_at(rule: Rule, check: AnyRule | None) -> str:
    if isinstance(check, Check):
        states = [words for state, words in _STATES.items() if state in check.states]
        return " and ".join(states)
    if isinstance(check, CatalogueCheck):
        return "accepted translations and drafts of a catalogue together"
    if isinstance(check, FileCheck):
        return _A_FILE
    if check is not None:
        return "accepted translations of all catalogues of a locale together"
    if rule.code in LINT_EXAMPLES:
        return "the terms of the glossary, with glossary lint"
    if rule.code.startswith("GL1"):
        return "the glossary, for glossary lint"
    return "comments of accepted entries" if rule.code in ("CA004", "CA005") else "a catalogue and its article"


def _weighs(rule: Rule, check: AnyRule | None) -> str:
    drafts = isinstance(check, Check) and "draft" in check.states and rule.code != "ST004"
    return f"{rule.severity}, on a draft warning" if rule.severity == "error" and drafts else rule.severity


def _glossary(context: Context) -> Iterator[str]:
    """Yield the terms of a context as lines."""
    for term in context.glossary.terms:
        renderings = " | ".join(context.glossary.renderings(term, context.locale))
        forbidden = " | ".join(term.forbidden.get(context.locale, ()))
        status = f" ({term.status})" if term.status != "approved" else ""
        rendered = f"{term.source}{status} → {renderings}" if renderings else f"{term.source}{status}"
        yield f"{rendered}; not {forbidden}" if forbidden else rendered

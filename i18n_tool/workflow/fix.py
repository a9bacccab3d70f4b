"""Findings to mended catalogues: what the rules of check can correct without asking anybody."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from i18n_tool.catalogue import Catalogue, Key, read_catalogue, render_catalogue, replace_units, write_catalogue
from i18n_tool.checks import all_checks, run_checks
from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.missing_placeholder import count_placeholders
from i18n_tool.checks.panel import panel_of
from i18n_tool.checks.terms import text_pairs
from i18n_tool.errors import CatalogueError
from i18n_tool.formats import markup_of
from i18n_tool.model import Unit
from i18n_tool.project import Project, lock_project
from i18n_tool.workflow.check_rules import Choice, RuleBook
from i18n_tool.workflow.extract import list_articles, load_glossary
from i18n_tool.workflow.ignores import read_ignores

_ROUNDS = 3
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class FixReport:
    """What was mended."""

    fixed: Counter[str]
    """How many findings of each rule are gone, by code."""
    units: int
    """How many units were changed."""
    paths: tuple[Path, ...]
    """The catalogues that were changed, or would be."""
    diff: str
    """The change as a unified diff; empty unless it was asked for."""


def fix_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    diff: bool = False,
) -> FixReport:
    """Mend the translations in which rules know what should stand, and return what was done.

    Only the text of translations changes, accepted ones and drafts; their state stays. Placeholders, numbers and terms
    are as before, and a correction that would bring up another finding is not made. Rules that the settings ignore, or
    a comment of the unit, mend nothing.

    Args:
        project: the project.
        locales: those to mend; all if empty.
        select: only these codes, names or families; the settings' if empty.
        ignore: none of these, besides the settings'.
        diff: write nothing, and return what would change.

    Raises:
        I18nToolError: the glossary cannot be read, a word is no code, or a catalogue cannot be written.
    """
    book = RuleBook(project, Choice(tuple(select), tuple(ignore)))
    glossary = load_glossary(project)
    wanted = project.select_locales(locales)
    fixed: Counter[str] = Counter()
    paths: list[Path] = []
    changes: list[str] = []
    units = 0
    with lock_project(project):
        for locale in wanted:
            context = Context(locale, project.source_locale, glossary)
            for article in list_articles(project):
                path = project.catalogue_path(project.article_name(article), locale)
                catalogue = _read(path)
                if catalogue is None:
                    continue
                rules = book.of(project.relative(article), project.relative(path), locale)
                mending = _Mending(context, {code for code, _ in rules.wanted})
                mended = mending.units(catalogue, article)
                if not mended:
                    continue
                fixed += mending.fixed
                units += len(mended)
                paths.append(path)
                new = replace_units(catalogue, mended)
                if diff:
                    changes.append(_unified(catalogue, new, project.relative(path)))
                else:
                    write_catalogue(new, path)
    return FixReport(fixed, units, tuple(paths), "".join(changes))


def fix_unit(unit: Unit, context: Context, checks: Sequence[Check]) -> tuple[Unit, Counter[str]]:
    """Return a unit as some checks want it, and how many of their findings are gone, by code.

    A second time nothing changes any more.
    """
    fixed: Counter[str] = Counter()
    ignores = read_ignores(unit.comments)
    able = tuple(check for check in checks if not any(one.covers(check.code, check.name) for one in ignores))
    panel = panel_of(able, context)
    for _ in range(_ROUNDS):
        before = unit
        for check in panel.asked(unit):
            better = check.fix(unit, context)
            if better is not None and _is_safe(unit, better, context, check):
                fixed[check.code] += 1
                unit = better
        if unit is before:
            break
    return unit, fixed


class _Mending:
    """Mends the units of a catalogue."""

    def __init__(self, context: Context, codes: set[str]) -> None:
        self.context = context
        self.checks = [check for check in all_checks() if check.code in codes and type(check).fix is not Check.fix]
        self.fixed: Counter[str] = Counter()

    def units(self, catalogue: Catalogue, article: Path) -> dict[Key, Unit]:
        """Return the units that change, by key."""
        markup = markup_of(article)
        mended = {}
        for unit in catalogue.units:
            if unit.state in ("accepted", "draft"):
                better, fixed = fix_unit(replace(unit, markup=markup), self.context, self.checks)
                if fixed:
                    mended[unit.key] = replace(better, markup=unit.markup)
                    self.fixed += fixed
        return mended


def _is_safe(unit: Unit, better: Unit, context: Context, check: Check) -> bool:
    """Tell whether a correction changes nothing that must stay, and brings up no other finding."""
    for (_, old), (_, new) in zip(text_pairs(unit), text_pairs(better), strict=True):
        if count_placeholders(old, unit.markup) != count_placeholders(new, unit.markup):
            return False
        if _DIGITS.findall(old) != _DIGITS.findall(new):
            return False
    was = Counter(finding.code for finding in run_checks(unit, context, all_checks()))
    now = Counter(finding.code for finding in run_checks(better, context, all_checks()))
    return now <= was and now[check.code] < was[check.code]


def _read(path: Path) -> Catalogue | None:
    """Return a catalogue, or None where there is none that can be read; check reports those."""
    if not path.exists():
        return None
    try:
        return read_catalogue(path)
    except CatalogueError:
        return None


def _unified(old: Catalogue, new: Catalogue, name: str) -> str:
    """Return a change as ``patch`` and ``git apply`` read it."""
    was, now = (re.findall(r"[^\n]*\n|[^\n]+", render_catalogue(catalogue)) for catalogue in (old, new))
    lines = difflib.unified_diff(was, now, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

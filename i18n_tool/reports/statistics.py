"""How many findings each code has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from i18n_tool.model import SEVERITIES, Severity
from i18n_tool.reports.base import CheckReport, summary


@dataclass(frozen=True, slots=True)
class Statistic:
    """The findings of one code."""

    code: str
    """The rule."""
    name: str
    """What is wrong."""
    severity: Severity
    """The worst that one of them weighs."""
    count: int
    """How many there are."""
    fixable: bool
    """Whether check can correct them."""
    locales: tuple[str, ...]
    """The locales that have some."""


def count_findings(report: CheckReport) -> list[Statistic]:
    """Return the codes that have findings, the most frequent first."""
    fixable = {rule.code for rule in report.rules if rule.fixable}
    found = []
    for code in {finding.code for finding in report.findings}:
        of_it = [finding for finding in report.findings if finding.code == code]
        worst = max((finding.severity for finding in of_it), key=SEVERITIES.index)
        locales = tuple(sorted({finding.locale for finding in of_it if finding.locale}))
        found.append(Statistic(code, of_it[0].name, worst, len(of_it), code in fixable, locales))
    return sorted(found, key=lambda one: (-one.count, one.code))


def render(report: CheckReport, form: str) -> str:
    """Return them as a table of text or Markdown, or as JSON."""
    found = count_findings(report)
    if form == "json":
        return json.dumps([asdict(one) for one in found], indent=2) + "\n"
    head = ("code", "name", "severity", "count", "fixable", "locales")
    rows = [
        (one.code, one.name, one.severity, f"{one.count:,}", "yes" if one.fixable else "", " ".join(one.locales))
        for one in found
    ]
    lines = _markdown(head, rows) if form == "markdown" else _text(head, rows)
    return "\n".join([*(lines if rows else ()), *([""] if rows else ()), f"{summary(report)}."]) + "\n"


def _text(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return [
        "  ".join(
            cell.rjust(width) if name == "count" else cell.ljust(width)
            for name, cell, width in zip(head, row, widths, strict=True)
        ).rstrip()
        for row in (head, *rows)
    ]


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "| --- | --- | --- | ---: | --- | --- |"]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows)]

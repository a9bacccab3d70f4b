"""Findings as Markdown, for the summary of a job or a comment on a change."""

from __future__ import annotations

import re
from itertools import groupby

from i18n_tool.model import Finding, Severity
from i18n_tool.reports.base import CheckReport, Look, count, isolate, one_line, shown, summary

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$:@-])")
_RULE = "| ---: | --- | --- |"
LARGEST = 900_000
"""Characters; GitHub takes a summary of 1 MiB and drops a larger one."""


def render(report: CheckReport, look: Look) -> str:
    """Return a table for each file, the summary above them: errors, then warnings, then notes if they are wanted.

    What is too long for a summary is left out from the end, so that the worst stay.
    """
    listed = shown(report.worst_first, look)
    parts = [f"## i18n-tool check\n\n{summary(report)}.\n"]
    left, done = LARGEST, 0
    for severity, of_it in groupby(listed, key=lambda one: one.severity):
        findings = list(of_it)
        head, end = _section(severity, len(findings))
        parts.append(f"\n{head}\n")
        for place, group in groupby(findings, key=report.place):
            rows = list(group)
            table = "\n".join([f"\n**{_escape(place)}**\n", "| line | rule | message |", _RULE, *map(_row, rows), ""])
            left -= len(table.encode("utf-8", "replace"))
            if left < 0:
                break
            parts.append(table)
            done += len(rows)
        parts.append(end)
        if left < 0:
            break
    if done < len(listed):
        parts.append(f"\n{len(listed) - done:,} more findings are not shown here.\n")
    return "".join(parts)


def _section(severity: Severity, number: int) -> tuple[str, str]:
    """Return what begins and ends the findings of a severity; notes are folded in."""
    if severity == "info":
        return f"<details><summary>{count(number, 'note')}</summary>", "\n</details>\n"
    return f"### {count(number, severity).capitalize()}", ""


def _row(finding: Finding) -> str:
    line = str(finding.line) if finding.line else ""
    return f"| {line} | {finding.code} {finding.name} | {_escape(finding.message)} |"


def _escape(text: str) -> str:
    """Return a text on one line in which no mark of Markdown means anything."""
    return _MARKS.sub(r"\\\1", isolate(one_line(text)))

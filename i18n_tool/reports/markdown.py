"""Findings as Markdown, for the summary of a job or a comment on a change."""

from __future__ import annotations

import re
from itertools import groupby

from i18n_tool.model import Finding
from i18n_tool.reports.base import CheckReport, Look, one_line, shown, summary

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$:@-])")
LARGEST = 900_000
"""Characters; GitHub takes a summary of 1 MiB and drops a larger one."""


def render(report: CheckReport, look: Look) -> str:
    """Return a table for each file, the summary above them; notes are only counted."""
    parts = [f"## i18n-tool check\n\n{summary(report)}.\n"]
    listed, left = shown(report.findings, look), LARGEST
    done = 0
    for place, group in groupby(listed, key=report.place):
        findings = list(group)
        part = "\n".join(
            [
                f"\n### {_escape(place)}\n",
                "| line | | rule | message |",
                "| ---: | --- | --- | --- |",
                *map(_row, findings),
                "",
            ]
        )
        left -= len(part.encode("utf-8", "replace"))
        if left < 0:
            break
        parts.append(part)
        done += len(findings)
    if done < len(listed):
        parts.append(f"\n{len(listed) - done:,} more findings are not shown here.\n")
    return "".join(parts)


def _row(finding: Finding) -> str:
    line = str(finding.line) if finding.line else ""
    return f"| {line} | {finding.severity} | {finding.code} {finding.name} | {_escape(finding.message)} |"


def _escape(text: str) -> str:
    """Return a text on one line in which no mark of Markdown means anything."""
    return _MARKS.sub(r"\\\1", one_line(text))

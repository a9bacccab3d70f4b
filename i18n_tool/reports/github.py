"""Findings as workflow commands, which GitHub Actions shows beside the changed lines."""

from __future__ import annotations

from i18n_tool.model import Finding, Severity
from i18n_tool.reports.base import CheckReport, Look, count, summary, visible

SHOWN = 10
"""GitHub shows that many errors and as many warnings and notices of a step, and drops the rest without a word."""

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(report: CheckReport, look: Look) -> str:
    """Return a command for each finding, the worst first, then how many there are.

    Of notes only those that GitHub shows: a project may have one for each text that nobody has translated yet.
    """
    by_severity: dict[Severity, list[Finding]] = {severity: [] for severity in _COMMANDS}
    for finding in report.worst_first:
        by_severity[finding.severity].append(finding)
    listed = [*by_severity["error"], *by_severity["warning"], *by_severity["info"][:SHOWN]]
    more = [
        count(len(findings) - SHOWN, f"more {_WORDS[severity]}")
        for severity, findings in by_severity.items()
        if len(findings) > SHOWN
    ]
    end = f"; GitHub hides {', '.join(more)}, the summary of the job has all" if more else ""
    return "\n".join([*(_command(report, finding) for finding in listed), f"{summary(report)}{end}."]) + "\n"


def _command(report: CheckReport, finding: Finding) -> str:
    properties = {
        "file": report.place(finding),
        "line": str(finding.line or 1),
        "title": f"{finding.code} {finding.name}",
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(finding.message)}"


def _data(text: str) -> str:
    """Return a message as a workflow command holds it (actions/toolkit, command.ts, escapeData)."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a value of a property, in which colons and commas have a meaning (escapeProperty)."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")

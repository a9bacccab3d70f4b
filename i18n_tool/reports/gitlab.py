"""Findings as a code quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import json

from i18n_tool.model import Severity
from i18n_tool.reports.base import CheckReport, Look, one_line, visible

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(report: CheckReport, look: Look) -> str:
    """Return a list of issues (a part of the Code Climate specification); the fingerprints stay when lines move.

    GitLab reads description, check_name, fingerprint, severity and location of an issue, and nothing behind the first
    one that lacks one of them (its documentation of Code Quality, "report format").
    """
    issues = [
        {
            "type": "issue",
            "check_name": f"{finding.code} {finding.name}",
            "description": one_line(finding.message),
            "categories": ["Style" if finding.severity == "info" else "Bug Risk"],
            "severity": _SEVERITIES[finding.severity],
            "fingerprint": fingerprint,
            "location": {"path": visible(report.place(finding)), "lines": {"begin": max(finding.line, 1)}},
        }
        for finding, fingerprint in report.fingerprints()
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"

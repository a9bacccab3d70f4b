"""Findings for programs; docs/check-report.schema.json describes the form."""

from __future__ import annotations

import json
from typing import Any

from i18n_tool.reports.base import CheckReport, Look

VERSION = 1
"""Grows when a key changes its meaning or goes; new keys may come without that."""


def render(report: CheckReport, look: Look) -> str:
    """Return it as text; what is not ASCII is kept, lone surrogates are escaped."""
    text = json.dumps(as_report(report), ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def as_report(report: CheckReport) -> dict[str, Any]:
    """Return an object with the findings and the totals."""
    return {
        "version": VERSION,
        "failed": report.failed,
        "fail_on": report.fail_on,
        "units": report.units,
        "catalogues": report.catalogues,
        "ignored": report.ignored,
        "baseline": {"known": report.known, "gone": report.gone},
        "findings": [
            {
                "code": finding.code,
                "name": finding.name,
                "severity": finding.severity,
                "message": finding.message,
                "locale": finding.locale,
                "path": report.place(finding),
                "line": finding.line,
                "msgctxt": finding.msgctxt,
                "msgid": finding.msgid,
                "msgstr": finding.msgstr,
                "fingerprint": fingerprint,
            }
            for finding, fingerprint in report.fingerprints()
        ],
    }

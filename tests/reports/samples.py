"""Findings to render: plain ones, and any that hypothesis can think of."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from i18n_tool.checks import all_rules
from i18n_tool.model import SEVERITIES, Finding
from i18n_tool.reports import CheckReport

ROOT = Path("/project")
HOSTILE = "]]> <b>&amp; %0A::error::x | ` \n\r\n\t\0\x1b[31m \u202e\u2028 \ud800 \ufffe"


def finding(message: str = "25 ↔ 26", **values: object) -> Finding:
    """Return a finding about a unit."""
    about = {
        "code": "NU108",
        "name": "wrong-number",
        "severity": "error",
        "message": message,
        "locale": "es",
        "path": ROOT / "locales/es/LC_MESSAGES/harbour.po",
        "line": 12,
        "msgid": "It sold 25 buses.",
        "msgstr": "Vendió 26 autobuses.",
    }
    return Finding(**{**about, **values})  # type: ignore[arg-type]


def report(*findings: Finding, **values: object) -> CheckReport:
    """Return a report of findings."""
    about: dict[str, object] = {"units": 3, "catalogues": 1, "ignored": 0, "fail_on": "error"}
    return CheckReport(findings, **{**about, "rules": all_rules(), "root": ROOT, **values})  # type: ignore[arg-type]


TEXTS = st.text(st.characters()) | st.sampled_from([HOSTILE, "]]>", "\0", "a\nb", "%,:", "‮x"])
FINDINGS = st.builds(
    lambda rule, severity, message, msgctxt, msgid, msgstr, line, name: Finding(
        rule.code, rule.name, severity, message, "es", ROOT / "locales" / f"{name}.po", line, msgid, msgstr, msgctxt
    ),
    st.sampled_from(all_rules()),
    st.sampled_from(SEVERITIES),
    TEXTS,
    st.none() | TEXTS,
    TEXTS,
    TEXTS,
    st.integers(0, 9),
    st.sampled_from(["a", "b c", "日本", "x%,:y", "]]>"]),
)
REPORTS = st.lists(FINDINGS, max_size=6).map(lambda findings: report(*findings))

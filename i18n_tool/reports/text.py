"""Findings for people at a terminal: one a line that begins with file and line, a blank line between files."""

from __future__ import annotations

from itertools import groupby

from i18n_tool.model import Finding, Severity
from i18n_tool.reports.base import CheckReport, Look, isolate, one_line, shown, summary

_COLOURS: dict[Severity, str] = {"error": "31;1", "warning": "33;1", "info": "36;1"}
_EXCERPT = 160


def render(report: CheckReport, look: Look) -> str:
    """Return the findings of each file together, then how many there are."""
    listed = shown(report.findings, look)
    lines: list[str] = []
    for place, findings in groupby(listed, key=report.place):
        for _, entry in groupby(findings, key=lambda one: (one.line, one.msgctxt, one.msgid)):
            about = list(entry)
            lines += [_line(place, finding, look) for finding in about]
            if look.texts and about[0].msgid:
                lines += _texts(about[0])
        lines.append("")
    if not look.total:
        return "".join(f"{line}\n" for line in lines[:-1])
    hidden = len(report.findings) - len(listed)
    lines.append(summary(report) + ("; -v shows the notes." if hidden and look.hint else "."))
    return "\n".join(lines) + "\n"


def _line(place: str, finding: Finding, look: Look) -> str:
    where = f"{place}:{finding.line}" if finding.line else place
    code = _paint(finding.code, _COLOURS[finding.severity], look)
    return f"{_paint(where, '1', look)} {code} {isolate(one_line(finding.message))}"


def _texts(finding: Finding) -> list[str]:
    """Return the texts of an entry, once for all that is said about it."""
    source, translation = (isolate(one_line(text, _EXCERPT), whole=True) for text in (finding.msgid, finding.msgstr))
    return [f"    source       {source}", f"    translation  {translation or '(none)'}"]


def _paint(text: str, style: str, look: Look) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if look.colour else text

"""Findings as SARIF 2.1.0 (OASIS standard of 27 March 2020), which GitHub code scanning and editors read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from i18n_tool import __version__
from i18n_tool.model import SEVERITIES, Finding, Rule, Severity
from i18n_tool.reports.base import CheckReport, Look, one_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LARGEST = 25_000
"""Results that GitHub takes in a run; it refuses a file with more."""
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(report: CheckReport, look: Look) -> str:
    """Return a log of one run: the rules that have findings, and a result for each finding, the worst first."""
    used = {finding.code for finding in report.findings}
    rules = [rule for rule in report.rules if rule.code in used]
    driver = {
        "name": "i18n-tool",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    places = {rule.code: number for number, rule in enumerate(rules)}
    results = sorted(report.fingerprints(), key=lambda one: -SEVERITIES.index(one[0].severity))
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, finding, print_, places) for finding, print_ in results[:LARGEST]],
    }
    if len(results) > LARGEST:
        run["properties"] = {"leftOut": len(results) - LARGEST}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    markdown = "\n\n".join(" ".join(paragraph.split()) for paragraph in rule.manual.split("\n\n"))
    text = markdown.replace("``", "")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": text.partition("\n")[0]},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: CheckReport, finding: Finding, fingerprint: str, places: dict[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(report.place(finding).encode("utf-8", "replace"))}}
    if finding.line:
        location["region"] = {"startLine": finding.line}
        if finding.msgid:
            location["region"]["snippet"] = {"text": one_line(f"{finding.msgid} → {finding.msgstr}", 1000)}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": one_line(finding.message)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"i18nToolEntry/v1": fingerprint},
    }
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    return result

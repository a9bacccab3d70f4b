"""Findings as JUnit XML, which Jenkins, GitLab and others show as tests: a suite is a catalogue."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree

from i18n_tool.model import SEVERITIES, Finding
from i18n_tool.reports.base import CheckReport, Look, visible


def render(report: CheckReport, look: Look) -> str:
    """Return a case for each finding: failed if it is severe enough to fail, skipped if not."""
    root = ElementTree.Element("testsuites", name="i18n-tool check")
    total = failures = skipped = 0
    for place, group in groupby(report.findings, key=report.place):
        findings = list(group)
        suite = ElementTree.SubElement(root, "testsuite", name=visible(place))
        failed = sum(_fails(report, finding) for finding in findings)
        _count(suite, len(findings), failed, len(findings) - failed)
        total, failures, skipped = total + len(findings), failures + failed, skipped + len(findings) - failed
        for finding in findings:
            _add_case(suite, report, finding)
    if not report.findings:
        suite = ElementTree.SubElement(root, "testsuite", name="catalogues")
        _count(suite, 1, 0, 0)
        ElementTree.SubElement(suite, "testcase", name="no findings", classname="i18n-tool")
        total = 1
    _count(root, total, failures, skipped)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _count(element: ElementTree.Element, tests: int, failures: int, skipped: int) -> None:
    for name, value in (("tests", tests), ("failures", failures), ("errors", 0), ("skipped", skipped)):
        element.set(name, str(value))


def _fails(report: CheckReport, finding: Finding) -> bool:
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(report.fail_on)


def _add_case(suite: ElementTree.Element, report: CheckReport, finding: Finding) -> None:
    place = report.place(finding)
    where = f"{place}:{finding.line}" if finding.line else place
    case = ElementTree.SubElement(
        suite, "testcase", name=visible(f"{finding.code} {where}"), classname=f"{finding.code} {finding.name}"
    )
    message = visible(finding.message)
    if not _fails(report, finding):
        ElementTree.SubElement(case, "skipped", message=f"{finding.severity}: {message}")
        return
    failure = ElementTree.SubElement(case, "failure", type=finding.severity, message=message)
    failure.text = visible(f"{where}\nsource: {finding.msgid}\ntranslation: {finding.msgstr}")

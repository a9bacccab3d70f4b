"""Findings as JUnit XML, which Jenkins, GitLab and others show as tests: a suite is a catalogue."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from xml.etree import ElementTree

from i18n_tool.model import SEVERITIES, Finding
from i18n_tool.reports.base import CheckReport, Look, one_line, visible

LONGEST_NAME = 120
"""Characters of a source text that stand in the name of a case."""


def render(report: CheckReport, look: Look) -> str:
    """Return a case for each finding: failed if it is severe enough to fail, skipped if not.

    Elements and attributes are those of Jenkins' schema junit-10.xsd. The name of a case says no line and no other
    finding has it, so that a service that compares two runs knows a finding again.
    """
    root = ElementTree.Element("testsuites", name="i18n-tool check")
    names: Counter[str] = Counter()
    total = failures = 0
    for place, group in groupby(report.findings, key=report.place):
        findings = list(group)
        suite = ElementTree.SubElement(root, "testsuite", name=visible(place))
        failed = sum(_fails(report, finding) for finding in findings)
        _count(suite, len(findings), failed)
        suite.set("skipped", str(len(findings) - failed))
        total, failures = total + len(findings), failures + failed
        for finding in findings:
            _add_case(suite, report, finding, _name(place, finding, names))
    if not report.findings:
        suite = ElementTree.SubElement(root, "testsuite", name="catalogues")
        _count(suite, 1, 0)
        ElementTree.SubElement(suite, "testcase", name="no findings", classname="i18n-tool")
        total = 1
    _count(root, total, failures)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _count(element: ElementTree.Element, tests: int, failures: int) -> None:
    for name, value in (("tests", tests), ("failures", failures), ("errors", 0)):
        element.set(name, str(value))


def _fails(report: CheckReport, finding: Finding) -> bool:
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(report.fail_on)


def _name(place: str, finding: Finding, names: Counter[str]) -> str:
    """Return the file and the source text of a finding, with a number if its rule has that already."""
    text = one_line(finding.msgid, LONGEST_NAME)
    name = visible(f"{place}: {text}" if text else place)
    names[finding.code + name] += 1
    number = names[finding.code + name]
    return name if number == 1 else f"{name} ({number})"


def _add_case(suite: ElementTree.Element, report: CheckReport, finding: Finding, name: str) -> None:
    case = ElementTree.SubElement(suite, "testcase", name=name, classname=f"{finding.code} {finding.name}")
    message = one_line(finding.message)
    if not _fails(report, finding):
        ElementTree.SubElement(case, "skipped", message=f"{finding.severity}: {message}")
        return
    place = report.place(finding)
    where = f"{place}:{finding.line}" if finding.line else place
    failure = ElementTree.SubElement(case, "failure", type=finding.severity, message=message)
    failure.text = visible(f"{where}\nsource: {finding.msgid}\ntranslation: {finding.msgstr}")

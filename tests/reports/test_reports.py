from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings

from i18n_tool.reports import REPORTS, CheckReport, Look, render_report, render_statistics
from tests.reports.samples import HOSTILE, finding, report
from tests.reports.samples import REPORTS as ANY_REPORT

HERE = Path(__file__).parent
SCHEMAS = {
    "sarif": HERE / "sarif-2.1.0-rtm.5.json",
    "json": HERE.parent.parent / "docs" / "check-report.schema.json",
}
# GitLab publishes no schema; this is the table of its documentation of Code Quality ("Code Quality report format"), and
# its parser stops at the first issue that lacks a part of it. The other keys are those of an issue in the
# specification of Code Climate's engines.
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "issue"},
            "categories": {"type": "array", "minItems": 1, "items": {"enum": ["Bug Risk", "Style"]}},
            "description": {"type": "string", "pattern": r"^[^\n]*$"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!/|\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
# The elements of Jenkins' schema junit-10.xsd (its xUnit plugin): their attributes, those that they must have, and what
# may stand in them.
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, set(), {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package", "file"},
        {"name", "tests", "failures", "errors"},
        {"testcase"},
    ),
    "testcase": ({"name", "classname", "time", "group"}, {"name"}, {"failure", "skipped"}),
    "failure": ({"type", "message"}, set(), set()),
    "skipped": ({"type", "message"}, set(), set()),
}


@lru_cache
def validator(name: str) -> Any:
    schema = json.loads(SCHEMAS[name].read_text(encoding="utf-8")) if name in SCHEMAS else GITLAB
    return jsonschema.validators.validator_for(schema)(schema)


def assert_valid(name: str, shown: CheckReport) -> Any:
    data = json.loads(render_report(shown, name))
    validator(name).validate(data)
    return data


@pytest.mark.parametrize("name", ["sarif", "json", "gitlab"])
def test_a_report_without_findings_is_valid(name: str) -> None:
    assert_valid(name, report())


@settings(max_examples=25, deadline=None)
@given(ANY_REPORT)
def test_any_finding_makes_valid_sarif(shown: CheckReport) -> None:
    data = assert_valid("sarif", shown)
    results = data["runs"][0]["results"]
    assert len(results) == len(shown.findings)
    rules = data["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)


@settings(max_examples=40, deadline=None)
@given(ANY_REPORT)
def test_any_finding_makes_a_valid_json_report(shown: CheckReport) -> None:
    data = assert_valid("json", shown)
    assert [one["message"] for one in data["findings"]] == [one.message for one in shown.findings]
    assert data["failed"] == shown.failed


@settings(max_examples=40, deadline=None)
@given(ANY_REPORT)
def test_any_finding_makes_a_valid_code_quality_report(shown: CheckReport) -> None:
    data = assert_valid("gitlab", shown)
    assert len({one["fingerprint"] for one in data}) == len(shown.findings)


@settings(max_examples=40, deadline=None)
@given(ANY_REPORT)
def test_any_finding_makes_junit_that_jenkins_takes_with_right_counts(shown: CheckReport) -> None:
    root = ElementTree.fromstring(render_report(shown, "junit").encode("utf-8"))
    for element in root.iter():
        allowed, needed, children = JUNIT[element.tag]
        assert needed <= set(element.attrib) <= allowed
        assert {child.tag for child in element} <= children
    assert int(root.get("failures", "")) == len(root.findall(".//failure"))
    assert int(root.get("tests", "")) == len(root.findall(".//testcase")) == max(1, len(shown.findings))
    for suite in root:
        assert int(suite.get("failures", "")) == len(suite.findall("*/failure"))
        assert int(suite.get("skipped", "0")) == len(suite.findall("*/skipped"))
        assert int(suite.get("tests", "")) == len(suite)
    assert shown.failed == bool(root.findall(".//failure"))


@settings(max_examples=40, deadline=None)
@given(ANY_REPORT)
def test_no_two_cases_of_junit_have_one_name(shown: CheckReport) -> None:
    names = case_names(shown)
    assert len(set(names)) == len(names)


def case_names(shown: CheckReport) -> list[tuple[str | None, str | None]]:
    root = ElementTree.fromstring(render_report(shown, "junit").encode("utf-8"))
    return [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]


def test_the_name_of_a_case_stays_when_lines_move() -> None:
    assert case_names(report(finding())) == case_names(report(finding(line=99)))
    assert case_names(report(finding())) == [
        ("NU108 wrong-number", "locales/es/LC_MESSAGES/harbour.po: It sold 25 buses.")
    ]
    assert case_names(report(finding(), finding()))[1][1] == "locales/es/LC_MESSAGES/harbour.po: It sold 25 buses. (2)"
    assert case_names(report(finding(msgid="", line=0)))[0][1] == "locales/es/LC_MESSAGES/harbour.po"


@settings(max_examples=40, deadline=None)
@given(ANY_REPORT)
def test_each_finding_but_a_note_is_one_workflow_command(shown: CheckReport) -> None:
    lines = render_report(shown, "github").split("\n")
    assert len(lines) == len(shown.findings) + 2
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines[:-2])


@settings(max_examples=40, deadline=None)
@given(ANY_REPORT)
def test_forms_for_people_hold_nothing_that_a_terminal_acts_on(shown: CheckReport) -> None:
    for name in ("text", "markdown", "github", "junit"):
        text = render_report(shown, name, Look(texts=True, notes=True))
        assert not set(text) & set("\0\x07\x1b\x9b\u202e\u2066\ud800")


@settings(max_examples=40, deadline=None)
@given(ANY_REPORT)
def test_every_form_can_be_written_as_utf_8(shown: CheckReport) -> None:
    for name in REPORTS:
        render_report(shown, name).encode("utf-8")


def test_text_names_file_line_code_and_both_values() -> None:
    shown = report(finding('"369.8 million USD" ↔ "3698万美元" = 36.98 million USD; write the amount of the source'))
    assert render_report(shown, "text").splitlines() == [
        'locales/es/LC_MESSAGES/harbour.po:12 NU108 "369.8 million USD" ↔ "3698万美元" = 36.98 million USD; '
        "write the amount of the source",
        "",
        "3 units in 1 catalogue: 1 error.",
    ]


def test_text_shows_source_and_translation_when_asked() -> None:
    lines = render_report(report(finding()), "text", Look(texts=True)).splitlines()
    assert lines[1:3] == ["    source       It sold 25 buses.", "    translation  Vendió 26 autobuses."]


def test_text_shows_the_texts_of_an_entry_once() -> None:
    lines = render_report(report(finding("one"), finding("two")), "text", Look(texts=True)).splitlines()
    place = "locales/es/LC_MESSAGES/harbour.po:12"
    assert [line.split()[0] for line in lines[:4]] == [place, place, "source", "translation"]
    assert sum("translation" in line for line in lines) == 1


def test_what_is_written_from_right_to_left_turns_nothing_around() -> None:
    message = '"10 km" ↔ "10 ميل" = 10 miles; write "كم" or كيلومتر واحد here'
    lines = render_report(report(finding(message, msgstr="مسافة 10 ميل.")), "text", Look(texts=True)).splitlines()
    assert lines[0].endswith(
        '"10 km" ↔ "\u206810 ميل\u2069" = 10 miles; write "\u2068كم\u2069" or \u2068كيلومتر واحد\u2069 here'
    )
    assert lines[2] == "    translation  \u2068مسافة 10 ميل.\u2069"
    assert "\u2068" not in render_report(report(finding("港口 ↔ порт")), "text", Look(texts=True))


def test_text_counts_notes_and_says_how_to_see_them() -> None:
    text = render_report(report(finding(severity="info")), "text")
    assert text == "3 units in 1 catalogue: 1 note; -v shows the notes.\n"
    assert "NU108" in render_report(report(finding(severity="info")), "text", Look(notes=True))


def test_text_is_coloured_only_on_a_terminal() -> None:
    assert "\x1b[31;1mNU108\x1b[0m" in render_report(report(finding()), "text", Look(colour=True))
    assert "\x1b" not in render_report(report(finding()), "text")


def test_files_are_parted_by_a_blank_line() -> None:
    other = finding(path=Path("/project/locales/fr/LC_MESSAGES/harbour.po"))
    lines = render_report(report(finding(), finding(line=20), other), "text").splitlines()
    assert [bool(line) for line in lines] == [True, True, False, True, False, True]


def test_github_gets_the_worst_first_and_hears_what_it_hides() -> None:
    findings = [finding(str(number), severity="warning") for number in range(12)] + [finding("worst")]
    lines = render_report(report(*findings), "github").splitlines()
    assert lines[0].startswith("::error ")
    assert lines[0].endswith("::worst")
    assert "GitHub hides 2 more warnings, the summary of the job has all" in lines[-1]


def test_github_gets_no_more_notes_than_it_shows() -> None:
    notes = [finding(str(number), severity="info") for number in range(12)]
    lines = render_report(report(*notes), "github").splitlines()
    assert len(lines) == 11
    assert "GitHub hides 2 more notes, the summary of the job has all" in lines[-1]


@pytest.mark.parametrize("name", ["gitlab", "sarif"])
def test_messages_stand_on_one_line(name: str) -> None:
    assert "one two" in render_report(report(finding("one\ntwo")), name)


def test_sarif_explains_a_rule_in_paragraphs() -> None:
    rule = json.loads(render_report(report(finding()), "sarif"))["runs"][0]["tool"]["driver"]["rules"][0]
    what, why = rule["help"]["markdown"].split("\n\n")
    assert rule["shortDescription"]["text"] == what == "A quantity has another value."
    assert "\n" not in why


def test_sarif_has_the_worst_first_and_no_more_than_github_takes() -> None:
    notes = [finding(severity="info", line=line, msgid="", msgstr="") for line in range(25_000)]
    run = json.loads(render_report(report(*notes, finding("worst")), "sarif"))["runs"][0]
    assert len(run["results"]) == 25_000
    assert run["results"][0]["message"]["text"] == "worst"
    assert run["properties"] == {"leftOut": 1}


def test_paths_begin_at_the_base_and_fingerprints_do_not_know_it() -> None:
    inside, above = report(finding()), report(finding(), base=Path("/"))
    assert inside.place(inside.findings[0]) == "locales/es/LC_MESSAGES/harbour.po"
    assert above.place(above.findings[0]) == "project/locales/es/LC_MESSAGES/harbour.po"
    beside = report(finding(), base=Path("/project/articles"))
    assert beside.place(beside.findings[0]) == "../locales/es/LC_MESSAGES/harbour.po"
    assert [*inside.fingerprints()] == [*above.fingerprints()] == [*beside.fingerprints()]


def test_github_commands_escape_what_would_end_them() -> None:
    shown = report(finding("100 %, 2:1\nnext", path=Path("/project/a,b:c%.po"), line=0))
    assert render_report(shown, "github").splitlines()[0] == (
        "::error file=a%2Cb%3Ac%25.po,line=1,title=NU108 wrong-number::100 %25, 2:1%0Anext"
    )


def test_fingerprints_stay_when_lines_move_and_change_with_the_translation() -> None:
    def prints(*findings: Any) -> list[str]:
        return [name for _, name in report(*findings).fingerprints()]

    assert prints(finding()) == prints(finding(line=99))
    assert prints(finding()) != prints(finding(msgstr="Vendió 27 autobuses."))
    assert prints(finding()) != prints(finding(msgctxt="menu"))
    twins = prints(finding("a"), finding("b"))
    assert twins[1] == f"{twins[0]}-2"


def test_markdown_marks_in_texts_mean_nothing() -> None:
    text = render_report(report(finding("a | b <script> [x](y) **z**")), "markdown")
    assert r"a \| b \<script\> \[x\]\(y\) \*\*z\*\*" in text


def test_markdown_stays_below_what_github_takes_and_keeps_the_worst() -> None:
    many = [
        finding("x" * 1000, line=line, severity="warning", path=Path(f"/project/{line}.po")) for line in range(2000)
    ]
    text = render_report(report(*many, finding("the error")), "markdown")
    assert len(text.encode()) < 1024 * 1024
    assert "more findings are not shown here" in text
    assert "the error" in text


def test_markdown_has_errors_first_and_notes_folded_in_at_the_end() -> None:
    shown = report(finding("a", severity="info"), finding("b", severity="warning"), finding("c"), finding("d"))
    assert render_report(shown, "markdown", Look(notes=True)).split("\n\n", 2)[2] == (
        "### 2 errors\n\n"
        "**locales/es/LC\\_MESSAGES/harbour.po**\n\n"
        "| line | rule | message |\n"
        "| ---: | --- | --- |\n"
        "| 12 | NU108 wrong-number | c |\n"
        "| 12 | NU108 wrong-number | d |\n\n"
        "### 1 warning\n\n"
        "**locales/es/LC\\_MESSAGES/harbour.po**\n\n"
        "| line | rule | message |\n"
        "| ---: | --- | --- |\n"
        "| 12 | NU108 wrong-number | b |\n\n"
        "<details><summary>1 note</summary>\n\n"
        "**locales/es/LC\\_MESSAGES/harbour.po**\n\n"
        "| line | rule | message |\n"
        "| ---: | --- | --- |\n"
        "| 12 | NU108 wrong-number | a |\n\n"
        "</details>\n"
    )
    assert "<details>" not in render_report(shown, "markdown")


def test_junit_fails_what_is_severe_enough_and_skips_the_rest() -> None:
    shown = report(finding(), finding(severity="warning"), fail_on="error")
    root = ElementTree.fromstring(render_report(shown, "junit"))
    assert [case[0].tag for case in root.iter("testcase")] == ["failure", "skipped"]


def test_hostile_texts_stay_readable_in_xml() -> None:
    root = ElementTree.fromstring(render_report(report(finding(HOSTILE)), "junit"))
    message = root.findall(".//failure")[0].get("message", "")
    assert "]]> <b>&amp;" in message
    assert "\\u0000" in message


def test_statistics_count_codes_with_severity_fixes_and_locales() -> None:
    shown = report(finding(), finding(locale="fr"), finding(code="ST002", name="draft", severity="info"))
    assert render_statistics(shown, "text").splitlines() == [
        "code   name          severity  count  fixable  locales",
        "NU108  wrong-number  error         2           es fr",
        "ST002  draft         info          1           es",
        "",
        "3 units in 1 catalogue: 2 errors, 1 note.",
    ]
    assert json.loads(render_statistics(shown, "json"))[0] == {
        "code": "NU108",
        "name": "wrong-number",
        "severity": "error",
        "count": 2,
        "fixable": False,
        "locales": ["es", "fr"],
    }
    assert "| NU108 | wrong-number | error | 2 |" in render_statistics(shown, "markdown")


def test_statistics_of_nothing_are_the_summary() -> None:
    assert render_statistics(report(), "text") == "3 units in 1 catalogue: no findings.\n"

"""What the commands about the glossary say."""

from __future__ import annotations

import json

from tests.conftest import MakeProject, Run

ODD = {"glossary/terms.csv": "term,es,fr\nTea Road,Ruta del Té,route du thé\nTea Roads,caminos del té,=\n"}


def test_lint_prints_findings_as_check_does(run: Run, make_project: MakeProject) -> None:
    make_project(ODD)
    result = run("glossary", "lint")
    assert result.exit_code == 0
    assert result.output.startswith("glossary/terms.csv:3 GL101 'Tea Roads' is the same as 'Tea Road'")
    assert result.output.endswith("\n\n2 terms in 1 glossary file: 1 warning.\n")


def test_lint_fails_by_the_rules_of_check(run: Run, make_project: MakeProject) -> None:
    make_project(ODD)
    assert run("glossary", "lint", "--fail-on", "warning").exit_code == 1
    assert run("glossary", "lint", "--severity", "GL101=error").exit_code == 1
    assert run("glossary", "lint", "--ignore", "GL101").output == "2 terms in 1 glossary file: no findings.\n"


def test_lint_has_the_forms_of_check(run: Run, make_project: MakeProject) -> None:
    make_project(ODD)
    (finding,) = json.loads(run("glossary", "lint", "--format", "json").output)["findings"]
    assert (finding["code"], finding["path"], finding["line"]) == ("GL101", "glossary/terms.csv", 3)
    assert run("glossary", "lint", "--format", "github").output.startswith("::warning file=glossary/terms.csv,line=3")


def test_explain_knows_the_codes_of_lint(run: Run) -> None:
    page = run("explain", "duplicate-term").output
    assert page.startswith("GL101 duplicate-term")
    assert "# i18n-tool: ignore" not in page

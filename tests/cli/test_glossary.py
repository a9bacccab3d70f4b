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


def test_an_import_names_the_first_terms_that_it_leaves_out_with_the_reason(
    run: Run, make_project: MakeProject
) -> None:
    known = "".join(f"{word} pier,muelle\n" for word in ("north", "south", "east", "west", "old", "new"))
    make_project(
        {
            "glossary/terms.csv": "term,es\n" + known + "Tea Road,Ruta del Té\n",
            "theirs.csv": "term,es\n" + known + "Tea Road,Camino del Té\nquay,embarcadero\n",
        }
    )
    result = run("glossary", "import", "theirs.csv", "glossary/terms.csv")
    lines = result.stdout.splitlines()
    assert lines[0] == "theirs.csv:8 'Tea Road' is in glossary/terms.csv:8; es: Ruta del Té, not Camino del Té"
    assert lines[1] == "theirs.csv:2 'north pier' is in glossary/terms.csv:2"
    assert lines[5:] == [
        "2 more are left out; -v names them.",
        "glossary/terms.csv: 1 term added; 7 left out, since the glossary has them; 1 of them with other renderings,"
        " which you may add by hand.",
    ]
    assert len(run("glossary", "import", "theirs.csv", "glossary/terms.csv", "-v").stdout.splitlines()) == 9


def test_an_import_that_does_not_count_is_a_warning(run: Run, make_project: MakeProject) -> None:
    make_project({"theirs.csv": "term,es\nquay,muelle\n"})
    result = run("glossary", "import", "theirs.csv", "terms.csv")
    assert result.exit_code == 0
    assert 'glossaries = ["glossary/*.csv", "terms.csv"]' in result.stderr


def test_a_locale_that_the_project_does_not_have_is_told_apart_from_an_empty_list(
    run: Run, make_project: MakeProject
) -> None:
    make_project({"glossary/terms.csv": "term,es,ja\nTea Road,Ruta del Té,茶の道\n"})
    japanese = run("glossary", "list", "-l", "ja")
    assert japanese.stdout == "Tea Road  茶の道\n1 term.\n"
    assert japanese.stderr == "warning: ja is no locale of the project; it has es, fr.\n"
    assert run("glossary", "list", "-l", "fr").output == "No term has a rendering in fr.\n"
    assert run("glossary", "list", "--status", "draft").output == "There is no draft term in the glossary.\n"
    assert "is no locale of the project" in run("glossary", "find", "the Tea Road", "-l", "de").stderr
    unknown = run("glossary", "list", "-l", "xx_YY_zz")
    assert unknown.exit_code == 2


def test_a_project_without_a_glossary_says_where_one_is_looked_for(run: Run, make_project: MakeProject) -> None:
    make_project()
    assert 'glossaries = ["glossary/*.csv"]' in run("glossary", "list").output

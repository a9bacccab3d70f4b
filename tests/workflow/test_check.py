from __future__ import annotations

import pytest

from i18n_tool.errors import I18nToolError, SettingsError
from i18n_tool.project import Project
from i18n_tool.workflow.check import CheckReport, check_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import SETTINGS, MakeProject

ARTICLE = "The harbour\n\nBoats leave for {city} every hour. The Belt and Road grows.\n"
GLOSSARY = "term,es,fr\nBelt and Road,la Franja y la Ruta,la Ceinture et la Route\n"


def translated(
    make_project: MakeProject, pairs: dict[str, str], *, settings: str = SETTINGS, mark: str = ""
) -> Project:
    project = make_project({"articles/harbour.txt": ARTICLE, "glossary/terms.csv": GLOSSARY}, settings)
    extract_project(project)
    path = project.catalogue_path("harbour", "es")
    text = path.read_text(encoding="utf-8")
    for msgid, msgstr in pairs.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'{mark}msgid "{msgid}"\nmsgstr "{msgstr}"')
    path.write_text(text, encoding="utf-8")
    return project


def codes(report: CheckReport) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in report.findings if finding.severity != "info"]


def test_a_right_translation_has_no_findings(make_project: MakeProject) -> None:
    project = translated(
        make_project,
        {
            "The harbour": "El puerto",
            "Boats leave for {city} every hour.": "Los barcos salen hacia {city} cada hora.",
            "The Belt and Road grows.": "La Franja y la Ruta crece.",
        },
    )
    report = check_project(project, locales=["es"])
    assert (report.findings, report.units, report.catalogues, report.failed) == ((), 3, 1, False)


def test_a_finding_names_catalogue_line_and_unit(make_project: MakeProject) -> None:
    project = translated(make_project, {"Boats leave for {city} every hour.": "Los barcos salen cada hora."})
    finding = next(found for found in check_project(project, locales=["es"]).findings if found.code == "MK001")
    path = project.catalogue_path("harbour", "es")
    assert finding.path == path
    assert path.read_text(encoding="utf-8").splitlines()[finding.line - 1] == f'msgid "{finding.msgid}"'
    assert finding.locale == "es"


def test_a_wrong_term_fails_the_check(make_project: MakeProject) -> None:
    project = translated(make_project, {"The Belt and Road grows.": "El cinturón y el camino crecen."})
    report = check_project(project, locales=["es"])
    assert ("GL001", "error") in codes(report)
    assert report.failed


def test_a_finding_on_a_draft_weighs_a_warning(make_project: MakeProject) -> None:
    pairs = {"Boats leave for {city} every hour.": "Los barcos salen cada hora."}
    report = check_project(translated(make_project, pairs, mark="#, fuzzy\n"), locales=["es"])
    assert codes(report) == [("MK001", "warning")]
    assert not report.failed


def test_settings_choose_codes_severities_and_what_fails(make_project: MakeProject) -> None:
    pairs = {"Boats leave for {city} every hour.": "Los barcos salen cada hora."}
    settings = SETTINGS + '[check]\nfail-on = "warning"\n[check.severity]\nMK001 = "warning"\n'
    report = check_project(translated(make_project, pairs, settings=settings), locales=["es"])
    assert codes(report) == [("MK001", "warning")]
    assert report.failed


def test_ignored_codes_are_not_reported(make_project: MakeProject) -> None:
    pairs = {"Boats leave for {city} every hour.": "Los barcos salen cada hora."}
    settings = SETTINGS + '[check]\nignore = ["MK001", "ST"]\n'
    assert check_project(translated(make_project, pairs, settings=settings), locales=["es"]).findings == ()


@pytest.mark.parametrize("table", ['select = ["MK999"]', 'severity = {MK999 = "error"}'])
def test_an_unknown_code_in_the_settings_is_an_error(make_project: MakeProject, table: str) -> None:
    project = translated(make_project, {}, settings=f"{SETTINGS}[check]\n{table}\n")
    with pytest.raises(I18nToolError, match="MK999"):
        check_project(project)


def test_an_unknown_severity_is_an_error(make_project: MakeProject) -> None:
    project = translated(make_project, {}, settings=SETTINGS + '[check.severity]\nMK001 = "fatal"\n')
    with pytest.raises(SettingsError, match="fatal"):
        check_project(project)


def test_an_ignore_that_ignores_nothing_is_told(make_project: MakeProject) -> None:
    project = translated(make_project, {"The harbour": "El puerto"}, mark="# i18n-tool: ignore MK001 an old reason\n")
    assert [finding.code for finding in check_project(project, locales=["es"], ignore=["ST"]).findings] == ["CA004"]


def test_a_catalogue_without_article_and_an_article_without_catalogue_are_told(make_project: MakeProject) -> None:
    project = translated(make_project, {})
    articles = project.root / "articles"
    (articles / "harbour.txt").rename(articles / "port.txt")
    found = [(finding.code, finding.severity) for finding in check_project(project, locales=["es"]).findings]
    assert found == [("CA003", "warning"), ("CA002", "warning")]


def test_a_conflict_that_is_left_fails_though_it_is_marked_as_a_draft(make_project: MakeProject) -> None:
    mark = "# i18n-tool: conflict, theirs is: La dársena\n#, fuzzy\n"
    report = check_project(translated(make_project, {"The harbour": "El puerto"}, mark=mark), locales=["es"])
    assert ("ST004", "error") in codes(report)
    assert report.failed

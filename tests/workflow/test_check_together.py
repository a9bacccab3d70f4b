from __future__ import annotations

from i18n_tool.model import Finding
from i18n_tool.project import Project
from i18n_tool.workflow.check import check_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import SETTINGS, MakeProject

ARTICLE = "The port is open.\n\nShips come in.\n"


def translated(make_project: MakeProject, *translations: str, settings: str = SETTINGS) -> Project:
    names = [f"articles/{number}.txt" for number, _ in enumerate(translations)]
    project = make_project(dict.fromkeys(names, ARTICLE), settings)
    extract_project(project)
    for number, translation in enumerate(translations):
        path = project.catalogue_path(str(number), "fr")
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace('msgid "The port is open."\nmsgstr ""', f'msgid "The port is open."\nmsgstr "{translation}"'),
            encoding="utf-8",
        )
    return project


def found(project: Project, code: str = "ST006") -> list[Finding]:
    return [one for one in check_project(project, locales=["fr"]).findings if one.code == code]


def test_a_source_with_two_translations_is_reported_where_it_is_rarer(make_project: MakeProject) -> None:
    project = translated(make_project, "Le port est ouvert.", "Le port a ouvert.", "Le port est ouvert.")
    (finding,) = found(project)
    assert finding.path == project.catalogue_path("1", "fr")
    line = finding.path.read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line == 'msgid "The port is open."'
    assert "Le port est ouvert." in finding.message
    assert finding.locale == "fr"


def test_equal_translations_are_fine(make_project: MakeProject) -> None:
    assert found(translated(make_project, "Le port est ouvert.", "Le port est ouvert.")) == []


def test_a_comment_puts_the_finding_aside_and_is_used(make_project: MakeProject) -> None:
    project = translated(make_project, "Le port est ouvert.", "Le port est ouvert.", "Le port a ouvert.")
    path = project.catalogue_path("2", "fr")
    mark = "# i18n-tool: ignore ST006 it had been closed\n"
    text = path.read_text(encoding="utf-8").replace("#. paragraph\n", f"{mark}#. paragraph\n", 1)
    path.write_text(text, encoding="utf-8")
    assert mark in text
    assert found(project) == []
    assert found(project, "CA004") == []


def test_an_unchanged_project_is_not_compared_again(make_project: MakeProject) -> None:
    project = translated(make_project, "Le port est ouvert.", "Le port a ouvert.")
    first = found(project)
    memo = project.state_folder / "check" / "fr.together"
    seen = memo.stat().st_mtime_ns
    assert found(project) == first
    assert memo.stat().st_mtime_ns == seen


def test_a_changed_catalogue_is_compared_again(make_project: MakeProject) -> None:
    project = translated(make_project, "Le port est ouvert.", "Le port a ouvert.")
    assert len(found(project)) == 1
    path = project.catalogue_path("1", "fr")
    path.write_text(
        path.read_text(encoding="utf-8").replace("Le port a ouvert.", "Le port est ouvert."), encoding="utf-8"
    )
    assert found(project) == []


def test_a_rule_that_is_not_selected_compares_nothing(make_project: MakeProject) -> None:
    project = translated(make_project, "Le port est ouvert.", "Le port a ouvert.")
    report = check_project(project, locales=["fr"], select=["TY"])
    assert [one for one in report.findings if one.code == "ST006"] == []


def test_a_header_that_names_another_language_is_reported_with_its_line(make_project: MakeProject) -> None:
    project = translated(make_project, "Le port est ouvert.")
    path = project.catalogue_path("0", "fr")
    path.write_text(path.read_text(encoding="utf-8").replace("Language: fr", "Language: es"), encoding="utf-8")
    (finding,) = found(project, "CA006")
    assert (finding.path, finding.severity) == (path, "warning")
    assert path.read_text(encoding="utf-8").splitlines()[finding.line - 1] == 'msgid ""'


def test_segments_that_other_rules_cut_are_reported(make_project: MakeProject) -> None:
    translated(make_project, "Le port est ouvert.")
    project = make_project(settings=f'{SETTINGS}\n[segmentation]\nmode = "paragraph"\n')
    assert len(found(project, "CA008")) == 1

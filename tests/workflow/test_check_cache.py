from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from i18n_tool.project import Project
from i18n_tool.workflow import check_units
from i18n_tool.workflow.check import CheckReport, check_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject

ARTICLE = "The harbour\n\nBoats leave for {city} every hour. The Belt and Road grows.\n"
GLOSSARY = "term,es,fr\nBelt and Road,la Franja y la Ruta,la Ceinture et la Route\n"
PAIRS = {
    "Boats leave for {city} every hour.": "Los barcos salen cada hora.",
    "The Belt and Road grows.": "El cinturón y el camino crecen.",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A project whose Spanish catalogue has two mistakes."""
    project = make_project({"articles/harbour.txt": ARTICLE, "glossary/terms.csv": GLOSSARY})
    extract_project(project)
    edit(project, {f'msgid "{one}"\nmsgstr ""': f'msgid "{one}"\nmsgstr "{two}"' for one, two in PAIRS.items()})
    return project


def edit(project: Project, changes: dict[str, str]) -> None:
    path = project.catalogue_path("harbour", "es")
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def shown(report: CheckReport) -> list[tuple[str, int, str]]:
    return [(finding.code, finding.line, finding.message) for finding in report.findings]


def records(project: Project) -> list[Path]:
    return sorted((project.state_folder / "check").glob("*.json"))


def mark_records(project: Project) -> None:
    """Change the message of every finding that is on record, so that a report shows which ones come from there."""
    for path in records(project):
        data = json.loads(path.read_text(encoding="utf-8"))
        for found in (*data["alone"].values(), *(unit[-1] for unit in data["seen"])):
            for finding in found:
                finding[3] = "on record"
        path.write_text(json.dumps(data), encoding="utf-8")


def recorded(report: CheckReport) -> dict[str, bool]:
    """Return for each code whether its finding comes from a record."""
    return {finding.code: finding.message == "on record" for finding in report.findings if finding.locale == "es"}


def test_a_second_run_says_the_same_from_its_records(project: Project) -> None:
    first = check_project(project)
    assert check_project(project) == first
    mark_records(project)
    assert recorded(check_project(project)) == {"MK001": True, "GL001": True, "ST001": True}


def test_only_the_unit_that_changed_is_checked_again(project: Project) -> None:
    check_project(project)
    mark_records(project)
    edit(project, {"El cinturón y el camino crecen.": "El cinturón y la carretera crecen."})
    assert recorded(check_project(project)) == {"MK001": True, "GL001": False, "ST001": True}


def test_findings_follow_their_unit_to_another_line(project: Project) -> None:
    before = check_project(project, select=["GL001", "MK001"])
    mark_records(project)
    path = project.catalogue_path("harbour", "es")
    path.write_text("# one more line\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    after = check_project(project, select=["GL001", "MK001"])
    assert recorded(after) == {"MK001": True, "GL001": True}
    assert [finding.line for finding in after.findings] == [finding.line + 1 for finding in before.findings]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"setting": 1}', "null", "\udcff"])
def test_a_damaged_record_is_made_anew(project: Project, text: str) -> None:
    first = check_project(project)
    for path in records(project):
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert check_project(project) == first
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in records(project))


def test_another_glossary_makes_every_record_old(project: Project) -> None:
    assert "GL001" in [code for code, _, _ in shown(check_project(project))]
    (project.root / "glossary/terms.csv").write_text("term,es\nBelt and Road,el cinturón y el camino\n", "utf-8")
    assert "GL001" not in [code for code, _, _ in shown(check_project(project))]


def test_choosing_rules_needs_no_second_look_where_all_were_asked(project: Project) -> None:
    check_project(project)
    mark_records(project)
    assert recorded(check_project(project, select=["MK"])) == {"MK001": True}


def test_a_record_of_few_rules_is_not_taken_for_all(project: Project) -> None:
    check_project(project, select=["MK"])
    assert {"MK001", "GL001"} <= {finding.code for finding in check_project(project).findings}


def test_records_of_catalogues_that_have_gone_are_removed(project: Project) -> None:
    check_project(project)
    assert len(records(project)) == 2
    (project.root / "articles/harbour.txt").unlink()
    check_project(project)
    assert records(project) == []


def test_a_state_folder_that_cannot_be_written_stops_nothing(project: Project) -> None:
    project.state_folder.mkdir(exist_ok=True)
    (project.state_folder / "check").write_text("in the way")
    assert check_project(project).failed


def test_several_processes_find_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.root / "articles/bad.txt").write_text("A gate\n", encoding="utf-8")
    extract_project(project)
    bad = project.catalogue_path("bad", "fr")
    bad.write_text(bad.read_text() + 'msgid "x\n')
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    alone = check_project(project)
    for path in records(project):
        path.unlink()
    monkeypatch.setattr(check_units, "_SHARE", 100)
    assert check_project(project) == alone
    assert "CA001" in [finding.code for finding in alone.findings]

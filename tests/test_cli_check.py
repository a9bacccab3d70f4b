"""check as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from i18n_tool.project import Project
from i18n_tool.reports import REPORTS
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, Run

ARTICLE = "The harbour\n\nBoats leave for {city} every hour.\n"
SOURCE = "Boats leave for {city} every hour."


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A project with a mistake in Spanish."""
    project = make_project({"articles/harbour.txt": ARTICLE})
    extract_project(project)
    translate(project, "Salen barcos cada hora.")
    return project


def translate(project: Project, translation: str, comment: str = "") -> None:
    path = project.catalogue_path("harbour", "es")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'msgid "{SOURCE}"\nmsgstr ""', f'{comment}msgid "{SOURCE}"\nmsgstr "{translation}"'))


@pytest.mark.parametrize("form", list(REPORTS))
def test_every_form_exits_with_1_and_can_go_to_a_file(run: Run, project: Project, form: str) -> None:
    printed = run("check", "--format", form)
    assert printed.exit_code == 1
    written = run("check", "--format", form, "--output", "found/report")
    assert written.exit_code == 1
    assert (project.root / "found/report").read_text(encoding="utf-8") == printed.output
    assert "MK001" not in written.output


def test_quiet_prints_findings_and_nothing_else(run: Run, project: Project) -> None:
    lines = run("check", "-q").output.splitlines()
    assert len(lines) == 1
    assert "MK001 {city} is missing" in lines[0]
    assert run("check", "-q", "-l", "fr").output == ""


def test_verbose_shows_both_texts(run: Run, project: Project) -> None:
    output = run("check", "-v").output
    assert f"    source       {SOURCE}\n    translation  Salen barcos cada hora.\n" in output


def test_statistics_stand_in_place_of_the_findings(run: Run, project: Project) -> None:
    output = run("check", "--statistics").output
    assert "MK001  missing-placeholder  error         1           es" in output
    assert "harbour.po" not in output
    assert json.loads(run("check", "--statistics", "--format", "json").output)[0]["code"]
    refused = run("check", "--statistics", "--format", "sarif")
    assert refused.exit_code == 2
    assert "text, json or markdown" in refused.output


def test_a_severity_of_the_command_line_decides_what_fails(run: Run, project: Project) -> None:
    assert run("check", "--severity", "MK001=warning").exit_code == 0
    assert run("check", "--severity", "MK=warning", "--fail-on", "warning").exit_code == 1
    wrong = run("check", "--severity", "MK001=wrong")
    assert wrong.exit_code == 2
    assert 'Did you mean "warning"?' in wrong.output


def test_the_job_summary_has_every_finding(
    run: Run, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert run("check").exit_code == 1
    assert not (tmp_path / "summary.md").exists()
    run("check", "--format", "github")
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "MK001 missing-placeholder" in summary
    assert "ST001 missing-translation" in summary


def test_paths_lead_to_the_files_from_here_or_from_the_repository(
    run: Run, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "docs/book"
    inner.mkdir(parents=True)
    for name in ("articles", "locales", "i18n-tool.toml"):
        (tmp_path / name).rename(inner / name)
    (tmp_path / ".git").mkdir()
    path = "locales/es/LC_MESSAGES/harbour.po"
    options = ("-q", "--project", str(inner), "-l", "es")
    assert run("check", *options).output.startswith(f"docs/book/{path}:")
    assert f"file=docs/book/{path}," in run("check", "--format", "github", *options).output
    assert json.loads(run("check", "--format", "json", *options).output)["findings"][0]["path"] == path
    monkeypatch.chdir(inner / "articles")
    assert run("check", *options).output.startswith(f"../{path}:")
    assert f'"path": "docs/book/{path}"' in run("check", "--format", "gitlab", *options).output


def test_ignores_are_asked_for_their_reason(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    extract_project(project)
    translate(project, "Salen barcos.", "# i18n-tool: ignore MK001\n")
    result = run("check", "-l", "es", "-v")
    assert result.exit_code == 0
    assert 'CA005 "ignore MK001" does not say why' in result.output
    assert "1 ignored by a comment" in result.output


def test_an_ignore_that_names_no_check_is_told(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    extract_project(project)
    translate(project, "Salen barcos.", "# i18n-tool: ignore MK01 why\n")
    result = run("check", "-l", "es", "-v")
    assert result.exit_code == 1
    assert 'CA004 "ignore MK01 why" names no check' in result.output


def test_a_baseline_is_not_made_of_a_part_of_the_units(run: Run, project: Project) -> None:
    assert run("check", "--write-baseline", "--since", "HEAD").exit_code == 2


def test_a_baseline_that_is_not_there_is_an_error(run: Run, project: Project) -> None:
    result = run("check", "--baseline", "none.json")
    assert result.exit_code == 2
    assert "none.json" in result.output


def test_corrections_are_told_apart_from_a_report_for_programs(run: Run, project: Project) -> None:
    assert json.loads(run("check", "--fix", "--format", "json").stdout)["failed"]


def test_codes_may_be_parted_by_commas(run: Run, project: Project) -> None:
    both = run("check", "--select", "MK001,TY001")
    assert both.output == run("check", "--select", "MK001", "--select", "TY001").output
    assert run("check", "--select", "MK001,XY").exit_code == 2

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import Result

from i18n_tool.errors import SettingsError
from i18n_tool.model import Finding
from i18n_tool.project import Project
from i18n_tool.workflow.baseline import read_baseline, write_baseline
from tests.conftest import SETTINGS, MakeProject, Run

ARTICLE = "The harbour\n\nBoats leave for {city} every hour.\n\nShips leave for {port} at night.\n"


def finding(project: Project, **values: object) -> Finding:
    path = project.catalogue_path("harbour", "es")
    about = {"locale": "es", "path": path, "line": 4, "msgid": "Boats", "msgstr": "Barcos"}
    return replace(Finding("MK001", "missing-placeholder", "error", "it is missing", **about), **values)  # type: ignore[arg-type]


def part(project: Project, known: list[Finding], now: list[Finding], **options: bool) -> tuple[list[Finding], int, int]:
    path = project.root / "baseline.json"
    write_baseline(path, known, project, ["es"])
    return read_baseline(path).part(now, project, ["es"], **options)


def test_a_known_finding_does_not_count_though_its_line_moved(make_project: MakeProject) -> None:
    project = make_project()
    assert part(project, [finding(project)], [finding(project, line=90, message="x")]) == ([], 1, 0)


@pytest.mark.parametrize(
    "change", [{"code": "MK002"}, {"msgid": "Ships"}, {"msgctxt": "menu"}, {"msgstr": "Barcas"}, {"locale": "fr"}]
)
def test_another_rule_unit_or_text_is_a_new_finding(make_project: MakeProject, change: dict[str, object]) -> None:
    project = make_project()
    new = finding(project, **change)
    assert part(project, [finding(project)], [new]) == ([new], 0, 1)


def test_a_second_finding_of_a_kind_in_a_unit_is_new(make_project: MakeProject) -> None:
    project = make_project()
    one = finding(project)
    assert part(project, [one], [one, one]) == ([one], 1, 0)
    assert part(project, [one, one], [one]) == ([], 1, 1)


def test_nothing_has_gone_where_not_all_was_looked_at(make_project: MakeProject) -> None:
    project = make_project()
    assert part(project, [finding(project)], [], complete=False) == ([], 0, 0)


def test_writing_again_keeps_the_locales_that_were_not_checked(make_project: MakeProject) -> None:
    project = make_project()
    path = project.root / "baseline.json"
    write_baseline(path, [finding(project), finding(project, locale="fr")], project, ["es", "fr"])
    assert write_baseline(path, [], project, ["es"]) == 1
    assert [one["locale"] for one in json.loads(path.read_text())["findings"]] == ["fr"]


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9, "findings": []}', '{"version": 1, "findings": [{"x": 1}]}'])
def test_a_file_that_is_no_baseline_is_an_error(make_project: MakeProject, text: str) -> None:
    path = make_project({"baseline.json": text}).root / "baseline.json"
    with pytest.raises(SettingsError, match="no baseline"):
        read_baseline(path)


def translate(project: Project, old: str, new: str) -> None:
    path = project.catalogue_path("harbour", "es")
    path.write_text(path.read_text().replace(f'msgid "{old}"\nmsgstr ""', f'msgid "{old}"\nmsgstr "{new}"'))


def test_old_findings_do_not_block_and_new_ones_do(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE}, SETTINGS + '[check]\nbaseline = "known.json"\n')
    run("extract")
    translate(project, "Boats leave for {city} every hour.", "Los barcos salen cada hora.")
    assert run_check(run, "--write-baseline").exit_code == 0
    assert run_check(run).exit_code == 0
    translate(project, "Ships leave for {port} at night.", "Los buques salen de noche.")
    result = run_check(run)
    assert result.exit_code == 1
    assert "{port}" in result.output
    assert "{city}" not in result.output
    assert "1 in the baseline" in result.output


def run_check(run: Run, *options: str) -> Result:
    return run("check", "-l", "es", "--select", "MK001", *options)

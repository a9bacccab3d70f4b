from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from i18n_tool.errors import SettingsError
from i18n_tool.model import Finding
from i18n_tool.project import Project
from i18n_tool.workflow.baseline import Scope, prune_baseline, read_baseline, write_baseline
from tests.conftest import SETTINGS, MakeProject, Run

ARTICLE = "The harbour\n\nBoats leave for {city} every hour.\n\nShips leave for {port} at night.\n"


def finding(project: Project, **values: object) -> Finding:
    path = project.catalogue_path("harbour", "es")
    about = {"locale": "es", "path": path, "line": 4, "msgid": "Boats", "msgstr": "Barcos"}
    return replace(Finding("MK001", "missing-placeholder", "error", "it is missing", **about), **values)  # type: ignore[arg-type]


def part(project: Project, known: list[Finding], now: list[Finding], **scope: Any) -> tuple[list[Finding], int, int]:
    path = project.root / "baseline.json"
    write_baseline(path, known, project, Scope(["es"]))
    parted = read_baseline(path).part(now, project, Scope(**{"locales": ["es"], **scope}))
    assert parted.kept.total() + parted.gone.total() + parted.others.total() == len(known)
    assert len(parted.new) + parted.kept.total() == len(now)
    return parted.new, parted.kept.total(), parted.gone.total()


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A project whose catalogue is there."""
    return make_project({"locales/es/LC_MESSAGES/harbour.po": ""})


def test_a_known_finding_does_not_count_though_its_line_moved(project: Project) -> None:
    assert part(project, [finding(project)], [finding(project, line=90, message="x")]) == ([], 1, 0)


@pytest.mark.parametrize(
    "change", [{"code": "MK002"}, {"msgid": "Ships"}, {"msgctxt": "menu"}, {"msgstr": "Barcas"}, {"locale": "fr"}]
)
def test_another_rule_unit_or_text_is_a_new_finding(project: Project, change: dict[str, object]) -> None:
    new = finding(project, **change)
    assert part(project, [finding(project)], [new]) == ([new], 0, 1)


def test_a_second_finding_of_a_kind_in_a_unit_is_new(project: Project) -> None:
    one = finding(project)
    assert part(project, [one], [one, one]) == ([one], 1, 0)
    assert part(project, [one, one], [one]) == ([], 1, 1)


def test_a_finding_of_a_renamed_catalogue_is_known(project: Project) -> None:
    old = project.catalogue_path("port", "es")
    assert part(project, [finding(project, path=old)], [finding(project)]) == ([], 1, 0)
    two = [finding(project, path=old), finding(project, path=old, msgid="Ships")]
    assert part(project, two, [finding(project), finding(project)]) == ([finding(project)], 1, 1)


def test_a_finding_in_a_second_catalogue_is_new_while_the_first_is_there(project: Project) -> None:
    elsewhere = finding(project, path=project.catalogue_path("port", "es"))
    assert part(project, [finding(project)], [elsewhere]) == ([elsewhere], 0, 1)


@pytest.mark.parametrize("scope", [{"complete": False}, {"select": ["TY"]}, {"ignore": ["missing-placeholder"]}])
def test_nothing_is_gone_that_was_not_looked_for(project: Project, scope: dict[str, Any]) -> None:
    assert part(project, [finding(project)], [], **scope) == ([], 0, 0)
    assert part(project, [finding(project)], [], select=["MK"]) == ([], 0, 1)


def test_what_is_known_of_a_locale_that_the_project_has_no_longer_is_gone(project: Project) -> None:
    assert part(project, [finding(project, locale="pt")], []) == ([], 0, 1)
    assert part(project, [finding(project, locale="fr")], []) == ([], 0, 0)


@pytest.mark.parametrize("scope", [Scope(["es"]), Scope(["es", "fr"], select=["TY"])])
def test_writing_again_keeps_what_was_not_looked_for(project: Project, scope: Scope) -> None:
    path = project.root / "baseline.json"
    write_baseline(path, [finding(project, locale="fr")], project, Scope(["es", "fr"]))
    assert write_baseline(path, [], project, scope) == 1
    assert [one["locale"] for one in json.loads(path.read_text())["findings"]] == ["fr"]


FINDINGS = st.lists(
    st.tuples(st.sampled_from(["MK001", "TY004"]), st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"])), max_size=8
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FINDINGS, FINDINGS)
def test_pruning_leaves_what_is_there_still(
    project: Project, known: list[tuple[str, ...]], now: list[tuple[str, ...]]
) -> None:
    def findings(listed: list[tuple[str, ...]]) -> list[Finding]:
        return [finding(project, code=code, msgid=msgid, msgstr=msgstr) for code, msgid, msgstr in listed]

    path = project.root / "baseline.json"
    path.unlink(missing_ok=True)
    write_baseline(path, findings(known), project, Scope(["es"]))
    parted = read_baseline(path).part(findings(now), project, Scope(["es"]))
    assert prune_baseline(path, parted) == (Counter(known) & Counter(now)).total()
    again = read_baseline(path).part(findings(now), project, Scope(["es"]))
    assert again.new == parted.new
    assert not again.gone


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9, "findings": []}', '{"version": 1, "findings": [{"x": 1}]}'])
def test_a_file_that_is_no_baseline_is_an_error(make_project: MakeProject, text: str) -> None:
    path = make_project({"baseline.json": text}).root / "baseline.json"
    with pytest.raises(SettingsError, match="no baseline"):
        read_baseline(path)


def translate(project: Project, old: str, new: str) -> None:
    path = project.catalogue_path("harbour", "es")
    path.write_text(path.read_text().replace(f'msgid "{old}"\nmsgstr ""', f'msgid "{old}"\nmsgstr "{new}"'))


def run_check(run: Run, *options: str) -> Result:
    return run("check", "-l", "es", "--select", "MK001", *options)


@pytest.fixture
def known(run: Run, make_project: MakeProject) -> Project:
    """A project with a known mistake."""
    project = make_project({"articles/harbour.txt": ARTICLE}, SETTINGS + '[check]\nbaseline = "known.json"\n')
    run("extract")
    translate(project, "Boats leave for {city} every hour.", "Los barcos salen cada hora.")
    assert run_check(run, "--write-baseline").exit_code == 0
    return project


def test_old_findings_do_not_block_and_new_ones_do(run: Run, known: Project) -> None:
    assert run_check(run).exit_code == 0
    translate(known, "Ships leave for {port} at night.", "Los buques salen de noche.")
    result = run_check(run)
    assert result.exit_code == 1
    assert "{port}" in result.output
    assert "{city}" not in result.output
    assert "1 in the baseline" in result.output


def test_an_article_that_is_renamed_or_moved_in_brings_up_nothing_old(run: Run, known: Project) -> None:
    article = known.root / "articles/harbour.txt"
    article.write_text("A new first line\n\n" + ARTICLE, encoding="utf-8")
    run("extract")
    assert run_check(run).exit_code == 0
    article.rename(known.root / "articles/port.txt")
    run("extract")
    run("extract", "--prune")
    assert run_check(run).exit_code == 0
    run_check(run, "--prune-baseline")
    assert "locales/es/LC_MESSAGES/port.po" in (known.root / "known.json").read_text()
    assert run_check(run).exit_code == 0


def test_a_translation_that_is_edited_and_still_wrong_is_new(run: Run, known: Project) -> None:
    path = known.catalogue_path("harbour", "es")
    path.write_text(path.read_text().replace("Los barcos", "Las barcas"))
    result = run_check(run)
    assert result.exit_code == 1
    assert "1 of the baseline gone" in result.output


def test_what_is_gone_is_named_and_can_be_taken_out(run: Run, known: Project) -> None:
    path = known.catalogue_path("harbour", "es")
    path.write_text(path.read_text().replace("Los barcos salen", "Los barcos a {city} salen"))
    result = run_check(run, "-v")
    assert "gone: locales/es/LC_MESSAGES/harbour.po MK001 'Boats leave for {city} every hour.'" in result.output
    assert "1 of the baseline gone" in result.output
    assert "known.json: 1 finding that is gone taken out, 0 left." in run_check(run, "--prune-baseline").output
    assert json.loads((known.root / "known.json").read_text())["findings"] == []


def test_a_baseline_without_a_name_goes_to_a_file_that_is_told(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    run("extract")
    output = run("check", "--write-baseline").output
    assert (project.root / "i18n-tool-baseline.json").exists()
    assert "i18n-tool-baseline.json has 0 findings; check --baseline i18n-tool-baseline.json" in output
    assert '[check] baseline = "i18n-tool-baseline.json"' in output


@pytest.mark.parametrize(
    "options",
    [["--since", "HEAD"], ["--write-baseline"], ["--diff"], []],
    ids=["since", "write", "diff", "no baseline"],
)
def test_a_baseline_is_not_pruned_where_that_has_no_meaning(
    run: Run, make_project: MakeProject, options: list[str]
) -> None:
    make_project({"articles/harbour.txt": ARTICLE})
    assert run("check", "--prune-baseline", *options).exit_code == 2

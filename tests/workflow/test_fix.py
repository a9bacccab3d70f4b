from __future__ import annotations

import subprocess

import pytest

from i18n_tool.project import Project
from i18n_tool.workflow.check import check_project
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.fix import fix_project
from tests.conftest import SETTINGS, MakeProject, Run, read_tree

ARTICLE = "The port\n\nThe port, of old, opens at 9. Where are the ships?\n"
PAIRS = {
    "The port": "Le  port",
    "The port, of old, opens at 9.": "Le port , jadis, ouvre à 9\u00a0h.",
    "Where are the ships?": "Où sont les bateaux ?",
}


def translated(make_project: MakeProject, *, settings: str = SETTINGS, mark: str = "") -> Project:
    project = make_project({"articles/port.txt": ARTICLE}, settings)
    extract_project(project)
    path = project.catalogue_path("port", "fr")
    text = path.read_text(encoding="utf-8")
    for msgid, msgstr in PAIRS.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'{mark}msgid "{msgid}"\nmsgstr "{msgstr}"')
    path.write_text(text, encoding="utf-8")
    return project


def lines_of(project: Project) -> list[str]:
    return project.catalogue_path("port", "fr").read_text(encoding="utf-8").splitlines()


def test_only_the_lines_of_mended_translations_change(make_project: MakeProject) -> None:
    project = translated(make_project)
    before = lines_of(project)
    report = fix_project(project)
    after = lines_of(project)
    changed = [line for line, old in zip(after, before, strict=True) if line != old]
    assert changed == [
        'msgstr "Le port"',
        'msgstr "Le port, jadis, ouvre à 9\u00a0h."',
        'msgstr "Où sont les bateaux\u202f?"',
    ]
    assert (report.fixed, report.units) == ({"TY004": 2, "TY006": 1}, 3)
    assert report.paths == (project.catalogue_path("port", "fr"),)
    assert [one for one in check_project(project, locales=["fr"]).findings if one.code.startswith("TY")] == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_byte_of_other_entries_stays(make_project: MakeProject, newline: str) -> None:
    project = translated(make_project)
    path = project.catalogue_path("port", "fr")
    odd = (
        '\n#a comment without a space\n#, no-c-format,  fuzzy\nmsgid ""\n"The po"\n"rt, wrapped"\n'
        'msgstr   "Le\\tport"\n\n\n#~ msgid "Gone"\n#~ msgstr "Parti  ,"\n# the end'
    )
    text = (path.read_text(encoding="utf-8") + odd).replace("\n", newline)
    path.write_bytes(text.encode("utf-8"))
    shown = fix_project(project, diff=True)
    assert path.read_bytes() == text.encode("utf-8")
    fix_project(project)
    wanted = text.replace("Le  port", "Le port").replace("Le port , jadis", "Le port, jadis").replace(" ?", "\u202f?")
    assert path.read_bytes() == wanted.encode("utf-8")
    changed = [line for line in shown.diff.split("\n") if line.startswith(("+", "-")) and line[1:3] not in ("++", "--")]
    assert len(changed) == 6
    assert all(line[1:].startswith("msgstr ") for line in changed)


def test_git_applies_the_diff(make_project: MakeProject) -> None:
    project = translated(make_project)
    path = project.catalogue_path("port", "fr")
    path.write_text(path.read_text(encoding="utf-8") + "# two\u2028lines, and no end", encoding="utf-8")
    diff = fix_project(project, diff=True).diff
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=project.root, check=True)
    applied = path.read_bytes()
    subprocess.run(["git", "apply", "-R", "-"], input=diff.encode(), cwd=project.root, check=True)
    fix_project(project)
    assert path.read_bytes() == applied


def test_a_diff_shows_the_change_and_writes_nothing(make_project: MakeProject) -> None:
    project = translated(make_project)
    before = read_tree(project.root)
    report = fix_project(project, diff=True)
    assert read_tree(project.root) == before
    assert '-msgstr "Le  port"\n+msgstr "Le port"\n' in report.diff
    assert report.diff.startswith("--- a/locales/fr/LC_MESSAGES/port.po\n+++ b/locales/fr/LC_MESSAGES/port.po\n")


def test_mending_twice_changes_nothing_the_second_time(make_project: MakeProject) -> None:
    project = translated(make_project)
    fix_project(project)
    before = read_tree(project.root)
    assert fix_project(project).paths == ()
    assert read_tree(project.root) == before


def test_a_draft_stays_a_draft(make_project: MakeProject) -> None:
    project = translated(make_project, mark="#, fuzzy\n")
    fix_project(project)
    assert lines_of(project).count("#, fuzzy") == 3
    assert 'msgstr "Le port"' in lines_of(project)


def test_only_selected_rules_mend(make_project: MakeProject) -> None:
    project = translated(make_project)
    assert fix_project(project, select=["french-spacing"]).fixed == {"TY006": 1}
    assert fix_project(project, ignore=["TY"]).fixed == {}


def test_a_rule_that_the_settings_ignore_mends_nothing(make_project: MakeProject) -> None:
    project = translated(make_project, settings=f'{SETTINGS}\n[check]\nignore = ["TY004"]\n')
    assert fix_project(project).fixed == {"TY006": 1}


def test_the_command_mends_and_then_reports_the_rest(make_project: MakeProject, run: Run) -> None:
    project = translated(make_project)
    shown = run("check", "--diff", "--locale", "fr")
    assert "+msgstr" in shown.output
    assert 'msgstr "Le  port"' in lines_of(project)
    done = run("check", "--fix", "--locale", "fr")
    assert done.exit_code == 0
    assert "3 findings in 1 catalogue corrected (TY004 2, TY006 1)." in done.output
    assert 'msgstr "Le port"' in lines_of(project)


def test_a_diff_has_no_other_form(make_project: MakeProject, run: Run) -> None:
    translated(make_project)
    assert run("check", "--diff", "--format", "json").exit_code == 2

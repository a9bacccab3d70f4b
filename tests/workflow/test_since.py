from __future__ import annotations

import subprocess

import pytest

from i18n_tool.errors import ProjectError
from i18n_tool.project import Project
from i18n_tool.workflow.check import check_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject

ARTICLE = "The harbour\n\nBoats leave for {city} every hour.\n\nShips leave for {port} at night.\n"
WRONG = {
    "Boats leave for {city} every hour.": "Los barcos salen cada hora.",
    "Ships leave for {port} at night.": "Los buques salen de noche.",
}


def git(project: Project, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=project.root, check=True, capture_output=True)


def translate(project: Project, source: str, translation: str, name: str = "harbour") -> None:
    path = project.catalogue_path(name, "es")
    text = path.read_text(encoding="utf-8")
    head, entry, rest = text.partition(f'msgid "{source}"\nmsgstr "')
    path.write_text(head + entry + translation + '"' + rest.partition('"')[2], encoding="utf-8")


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A project in git whose Spanish catalogue has a wrong translation."""
    project = make_project({"articles/harbour.txt": ARTICLE, ".gitignore": ".i18n-tool\n"})
    extract_project(project)
    source = next(iter(WRONG))
    translate(project, source, WRONG[source])
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "one")
    return project


def found(project: Project, since: str = "HEAD") -> list[str]:
    report = check_project(project, locales=["es"], select=["MK001"], since=since)
    return [finding.msgid for finding in report.findings]


def test_nothing_is_found_where_nothing_was_touched(project: Project) -> None:
    assert check_project(project, locales=["es"], select=["MK001"]).failed
    assert found(project) == []


def test_only_the_entry_that_changed_is_reported(project: Project) -> None:
    source = list(WRONG)[1]
    translate(project, source, WRONG[source])
    assert found(project) == [source]
    git(project, "commit", "-q", "-am", "two")
    assert found(project) == []
    assert found(project, "HEAD~1") == [source]


def test_entries_that_only_moved_are_not_touched(project: Project) -> None:
    (project.root / "articles/harbour.txt").write_text("A new first line\n\n" + ARTICLE, encoding="utf-8")
    extract_project(project)
    assert found(project) == []


def test_a_renamed_catalogue_is_compared_with_the_one_that_has_gone(project: Project) -> None:
    (project.root / "articles/harbour.txt").rename(project.root / "articles/port.txt")
    extract_project(project)
    extract_project(project, prune=True)
    assert project.catalogue_path("port", "es").exists()
    assert found(project) == []
    source = list(WRONG)[1]
    translate(project, source, WRONG[source], "port")
    assert found(project) == [source]


def test_every_entry_of_a_new_catalogue_is_new(project: Project) -> None:
    (project.root / "articles/quay.txt").write_text("Trams leave for {quay}.\n", encoding="utf-8")
    extract_project(project)
    translate(project, "Trams leave for {quay}.", "Salen tranvías.", "quay")
    assert found(project) == ["Trams leave for {quay}."]


def test_a_fuzzy_mark_taken_away_touches_an_entry(project: Project) -> None:
    path = project.catalogue_path("harbour", "es")
    text = path.read_text(encoding="utf-8")
    source = next(iter(WRONG))
    path.write_text(text.replace(f'msgid "{source}"', f'#, fuzzy\nmsgid "{source}"'), encoding="utf-8")
    git(project, "commit", "-q", "-am", "two")
    path.write_text(text, encoding="utf-8")
    assert found(project) == [source]


def test_a_finding_about_an_untouched_file_is_not_reported(project: Project) -> None:
    (project.root / "articles/harbour.txt").unlink()
    assert check_project(project, locales=["es"], select=["CA"]).findings
    assert not check_project(project, locales=["es"], select=["CA"], since="HEAD").findings


@pytest.mark.parametrize("revision", ["no-such-branch", "--all", ""])
def test_an_unknown_revision_is_an_error_with_advice(project: Project, revision: str) -> None:
    with pytest.raises(ProjectError, match="git knows no such revision") as caught:
        check_project(project, since=revision or " ")
    assert "fetch-depth" in caught.value.advice


def test_a_project_outside_git_is_an_error(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    project = make_project({"articles/harbour.txt": ARTICLE})
    with pytest.raises(ProjectError, match="no git repository"):
        check_project(project, since="HEAD")


def test_a_machine_without_git_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProjectError, match="git cannot be run"):
        check_project(project, since="HEAD")

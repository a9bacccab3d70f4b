from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from i18n_tool.errors import ProjectError
from i18n_tool.project import Project, read_project
from i18n_tool.workflow.check import check_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import SETTINGS, MakeProject

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


def test_an_article_that_changed_without_its_catalogue_is_reported(project: Project) -> None:
    (project.root / "articles/harbour.txt").write_text(ARTICLE + "\nA new line.\n", encoding="utf-8")
    (project.root / "articles/quay.txt").write_text("Trams leave.\n", encoding="utf-8")
    report = check_project(project, locales=["es"], select=["CA003"], since="HEAD")
    assert [finding.path and finding.path.name for finding in report.findings] == ["harbour.po", "quay.po"]
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "two")
    assert not check_project(project, locales=["es"], select=["CA003"], since="HEAD").findings


def test_a_header_that_changed_is_reported(project: Project) -> None:
    path = project.catalogue_path("harbour", "es")
    path.write_text(path.read_text(encoding="utf-8").replace("Language: es", "Language: fr"), encoding="utf-8")
    report = check_project(project, locales=["es"], select=["CA"], since="HEAD")
    assert [finding.code for finding in report.findings] == ["CA006"]
    git(project, "commit", "-q", "-am", "two")
    translate(project, *[*WRONG.items()][1])
    assert not check_project(project, locales=["es"], select=["CA"], since="HEAD").findings


def test_what_is_staged_and_what_is_not_tracked_counts(project: Project) -> None:
    source = list(WRONG)[1]
    translate(project, source, WRONG[source])
    git(project, "add", "-A")
    assert found(project) == [source]
    git(project, "rm", "-q", "--cached", "-r", "locales")
    assert found(project) == [source]


def test_what_others_did_on_the_other_branch_is_not_touched(project: Project) -> None:
    first, second = WRONG
    git(project, "branch", "other")
    git(project, "checkout", "-q", "other")
    translate(project, first, "Los barcos parten.")
    git(project, "commit", "-q", "-am", "theirs")
    git(project, "checkout", "-q", "-")
    assert found(project, "other") == []
    translate(project, second, WRONG[second])
    git(project, "commit", "-q", "-am", "ours")
    assert found(project, "other") == [second]


def test_entries_that_a_merge_brought_in_are_not_touched(project: Project) -> None:
    second = list(WRONG)[1]
    git(project, "branch", "other")
    (project.root / "notes.txt").write_text("ours\n")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "ours")
    git(project, "checkout", "-q", "other")
    translate(project, second, WRONG[second])
    git(project, "commit", "-q", "-am", "theirs")
    git(project, "checkout", "-q", "-")
    git(project, "merge", "-q", "--no-edit", "other")
    assert found(project, "other") == []
    assert found(project, "HEAD^1") == [second]


def test_a_project_in_a_folder_of_its_repository_has_names_of_any_kind(tmp_path: Path) -> None:
    inner = tmp_path / "my docs/Ünïcode 文"
    inner.mkdir(parents=True)
    (inner / "i18n-tool.toml").write_text(SETTINGS, encoding="utf-8")
    article = inner / 'articles/Große Häfen 港 "1".txt'
    article.parent.mkdir()
    article.write_text(ARTICLE, encoding="utf-8")
    project = read_project(inner / "i18n-tool.toml")
    extract_project(project)
    name = project.article_name(article)
    first, second = WRONG
    translate(project, first, WRONG[first], name)
    git(project, "init", "-q", str(tmp_path))
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "one")
    assert found(project) == []
    translate(project, second, WRONG[second], name)
    assert found(project) == [second]


def test_a_working_tree_of_its_own_is_compared_too(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("tree") / "tree"
    git(project, "worktree", "add", "-q", str(place))
    other = read_project(place / "i18n-tool.toml")
    second = list(WRONG)[1]
    translate(other, second, WRONG[second])
    assert found(other) == [second]
    assert found(project) == []


@pytest.mark.parametrize("revision", ["no-such-branch", "--all", " ", "HEAD:locales"])
def test_an_unknown_revision_is_an_error_with_advice(project: Project, revision: str) -> None:
    with pytest.raises(ProjectError, match="git knows no such revision") as caught:
        check_project(project, since=revision)
    assert caught.value.advice == "Name a branch, a tag or a commit; git log lists the commits."


@pytest.fixture
def shallow(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A clone without history, as continuous integration makes it."""
    translate(project, *[*WRONG.items()][1])
    git(project, "commit", "-q", "-am", "two")
    git(project, "branch", "release")
    place = tmp_path_factory.mktemp("clone") / "clone"
    git(project, "clone", "-q", "--depth", "1", "--no-single-branch", project.root.as_uri(), str(place))
    return read_project(place / "i18n-tool.toml")


def test_a_clone_without_history_is_told_how_to_get_it(shallow: Project) -> None:
    with pytest.raises(ProjectError, match="git knows no such revision") as caught:
        check_project(shallow, since="HEAD~1")
    assert "git fetch --unshallow" in caught.value.advice
    assert "fetch-depth: 0" in caught.value.advice
    git(shallow, "fetch", "-q", "--unshallow")
    assert found(shallow, "HEAD~1") == [list(WRONG)[1]]


def test_a_branch_of_a_clone_without_history_can_be_compared(shallow: Project) -> None:
    assert found(shallow, "origin/release") == []
    first = next(iter(WRONG))
    translate(shallow, first, "Salen los barcos.")
    assert found(shallow, "origin/release") == [first]


def test_a_branch_that_only_the_remote_has_is_offered(shallow: Project) -> None:
    git(shallow, "fetch", "-q", "--unshallow")
    with pytest.raises(ProjectError) as caught:
        check_project(shallow, since="release")
    assert caught.value.advice == 'Did you mean "origin/release"?'


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

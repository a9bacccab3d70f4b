"""Which files a pattern names, links included."""

from __future__ import annotations

import glob
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from i18n_tool.errors import ProjectError
from i18n_tool.patterns import find_files
from i18n_tool.project import read_project
from i18n_tool.workflow.extract import list_articles
from tests.conftest import MakeProject

FILES = ("a.md", "b.txt", "x/a.md", "x/y/c.md", "x/.hidden/d.md", ".e.md", "z/[f].md", "z/ä b.md")
PARTS = ("**", "*", "*.md", "x", "y", "?", "a.md", "[ab].*", ".*", "z", "ä*")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    return root


@example(parts=["**", "**"])
@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=4))
def test_without_links_patterns_name_what_glob_finds(tree: Path, parts: list[str]) -> None:
    # No file has anything below it; glob finds a.md by a.md/** all the same.
    assume("a.md" not in parts[:-1])
    pattern = "/".join(parts)
    wanted = {str(tree / name) for name in glob.glob(pattern, root_dir=tree, recursive=True) if (tree / name).is_file()}
    assert set(find_files(str(tree), pattern)) == wanted


@pytest.mark.parametrize("pattern", [".", "./", ".."])
def test_a_pattern_that_is_a_folder_names_no_file(tree: Path, pattern: str) -> None:
    assert list(find_files(str(tree), pattern)) == []


def test_links_that_lead_back_multiply_nothing(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "One.\n", "articles/x/b.md": "Two.\n"})
    (project.root / "articles/here").symlink_to(".")
    (project.root / "articles/x/up").symlink_to("../../articles")
    (project.root / "articles/x/itself").symlink_to("itself")
    (project.root / "articles/gone").symlink_to("nowhere")
    assert found(make_project, "articles/**/*") == ["articles/a.md", "articles/x/b.md"]


def test_a_folder_behind_several_links_counts_once(make_project: MakeProject) -> None:
    project = make_project({"shared/a.md": "One.\n", "articles/b.md": "Two.\n"})
    for name in ("one", "two"):
        (project.root / f"articles/{name}").symlink_to("../shared")
    assert found(make_project, "articles/**/*") == ["articles/b.md", "articles/one/a.md"]
    assert found(make_project, "articles/**/*", "shared/*") == ["articles/b.md", "shared/a.md"]
    assert found(make_project, "articles/two/*") == ["articles/two/a.md"]


def test_a_link_below_a_folder_does_not_stand_before_the_folder_itself(make_project: MakeProject) -> None:
    project = make_project({"articles/news/a.md": "One.\n"})
    (project.root / "articles/all").symlink_to("news")
    assert found(make_project, "articles/**/*") == ["articles/news/a.md"]


def test_a_linked_folder_outside_the_project_is_refused(make_project: MakeProject, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "a.md").write_text("secret", encoding="utf-8")
    home = tmp_path / "project"
    (home / "articles").mkdir(parents=True)
    (home / "articles/theirs").symlink_to(outside)
    (home / "i18n-tool.toml").write_text('locales = ["es"]\n', encoding="utf-8")
    with pytest.raises(ProjectError, match="outside the project") as caught:
        read_project(home / "i18n-tool.toml").files_like(["articles/**/*"])
    assert caught.value.path == "articles/theirs/a.md"


def test_pages_behind_a_link_are_no_articles(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "One.\n", "site/es/a.html": "<p>Uno.</p>"})
    (project.root / "articles/up").symlink_to("..")
    assert [project.relative(path) for path in list_articles(project)] == ["articles/a.md"]


def found(make_project: MakeProject, *patterns: str) -> list[str]:
    project = make_project()
    return [project.relative(path) for path in project.files_like(patterns)]

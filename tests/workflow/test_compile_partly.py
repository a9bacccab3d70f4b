"""Runs on some of the locales, and what whole runs make of what they left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, read_tree, write_files
from tests.workflow.reviewing import accept, page

SETTINGS = 'locales = ["es", "fr"]\n[compile]\nsite-url = "https://harbour.example"\nlist-length = 2\n'
ARTICLES = {
    "articles/ferry.md": "---\ntitle: The ferry\ndate: 2024-05-04\n---\n[Lamp](lamp.md)\n\n![Boat](boat.png)\n",
    "articles/lamp.md": "# The lamp\n\nIt burns.\n",
    "articles/pier.md": "# The pier\n\nIt is long.\n",
    "articles/boat.png": b"\x89PNG",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project(ARTICLES, SETTINGS)
    extract_project(made)
    accept(made, "ferry", "fr", {"The ferry": "Le bac"})
    accept(made, "lamp", "es", {"The lamp": "La luz"})
    compile_project(made)
    return made


def clean_tree(project: Project) -> dict[str, bytes]:
    """Return the site that a first build makes of a project."""
    folder = project.root / "clean"
    compile_project(project, output=folder)
    return read_tree(folder)


def test_what_a_run_on_one_locale_leaves_alone_stays_in_lists_feeds_and_map(project: Project) -> None:
    before = read_tree(project.output)
    accept(project, "pier", "es", {"The pier": "El muelle"})
    report = compile_project(project, locales=["es"])
    after = read_tree(project.output)
    assert report.removed == ()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"es/pier.html", "es/index-2.html"}
    assert set(before) == set(after)
    assert set(re.findall("<loc>https://harbour.example/(.*)</loc>", page(project, "sitemap.xml"))) <= set(after)
    assert "Le bac" in page(project, "fr/index.html")
    assert "Le bac" in page(project, "fr/feed.xml")


def test_a_whole_run_after_one_on_a_locale_tells_all_others_of_what_changed(project: Project) -> None:
    accept(project, "pier", "es", {"The pier": "El muelle"})
    compile_project(project, locales=["es"])
    assert "es/pier.html" not in page(project, "sitemap.xml")
    assert 'hreflang="es"' not in page(project, "fr/pier.html")
    compile_project(project)
    assert "es/pier.html" in page(project, "sitemap.xml")
    assert read_tree(project.output) == clean_tree(project)


def test_the_next_run_on_another_locale_knows_that_its_pages_are_old(project: Project) -> None:
    (project.root / "articles/lamp.md").write_text("# The lamp\n\nIt is out.\n", encoding="utf-8")
    compile_project(project, locales=["es"])
    assert "It burns." in page(project, "fr/lamp.html")
    report = compile_project(project, locales=["fr"])
    assert [page.path for page in report.pages if page.changed] == ["fr/lamp.html"]
    assert "It is out." in page(project, "fr/lamp.html")


def test_an_article_that_is_new_or_gone_reaches_each_locale_by_its_own_run(project: Project) -> None:
    (project.root / "articles/lamp.md").unlink()
    write_files(project.root, {"articles/quay.md": "# The quay\n"})
    report = compile_project(project, locales=["es"])
    assert report.removed == ("es/lamp.html",)
    assert "lamp.html" in page(project, "fr/index-2.html") + page(project, "fr/index.html")
    assert "fr/quay.html" not in read_tree(project.output)
    report = compile_project(project)
    assert set(report.removed) == {"en/lamp.html", "fr/lamp.html"}
    assert read_tree(project.output) == clean_tree(project)


def test_a_locale_that_the_project_gives_up_leaves_with_its_pages_lists_and_feed(project: Project) -> None:
    write_files(project.root, {"i18n-tool.toml": SETTINGS.replace('"es", ', "")})
    again = read_project(project.root / "i18n-tool.toml")
    report = compile_project(again)
    assert {Path(name).parts[0] for name in report.removed} == {"es"}
    assert not (project.output / "es").exists()
    assert "es/" not in page(again, "sitemap.xml")
    assert read_tree(project.output) == clean_tree(again)


def test_a_picture_that_only_another_locale_asks_for_stays(project: Project) -> None:
    compile_project(project, locales=["es"])
    (project.root / "articles/ferry.md").write_text("# No boat\n", encoding="utf-8")
    report = compile_project(project, locales=["es"])
    assert report.removed == ()
    assert "assets/boat.png" in read_tree(project.output)
    assert compile_project(project).removed == ("assets/boat.png",)


def test_a_first_run_on_one_locale_is_made_whole_by_the_next(make_project: MakeProject) -> None:
    made = make_project(ARTICLES, SETTINGS)
    extract_project(made)
    compile_project(made, locales=["fr"])
    assert {name.split("/")[0] for name in read_tree(made.output) if name.endswith("lamp.html")} == {"fr"}
    assert "sitemap.xml" not in read_tree(made.output)
    compile_project(made)
    assert read_tree(made.output) == clean_tree(made)


@pytest.mark.parametrize("name", ["sitemap.xml", "es/feed.xml", "fr/index-2.html", "assets/boat.png", "404.html"])
def test_a_file_around_the_pages_that_was_changed_or_removed_is_made_anew(project: Project, name: str) -> None:
    before = read_tree(project.output)
    (project.output / name).write_bytes(b"changed")
    assert compile_project(project).written == 1
    (project.output / name).unlink()
    assert compile_project(project).written == 1
    assert read_tree(project.output) == before

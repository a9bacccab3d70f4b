from __future__ import annotations

from pathlib import Path

import pytest

from i18n_tool.errors import OutputError
from i18n_tool.project import Project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.compile_entry import Counts, Entry
from i18n_tool.workflow.compile_records import Record, Records
from i18n_tool.workflow.compile_state import UNKNOWN
from i18n_tool.workflow.compile_store import Store
from i18n_tool.workflow.extract import extract_project
from tests.conftest import SETTINGS, MakeProject, read_tree

COUNTS = Counts(2, 1, 0, 1)


def make_record(page: str, published: str = "", counts: Counts = COUNTS) -> Record:
    entry = Entry(page, "Höhe", True, "", False, published, published, "", counts)
    return Record({}, {"fr": entry}, {"fr": UNKNOWN}, {}, {}, {}, {})


@pytest.fixture
def records(tmp_path: Path) -> Records:
    store = Store(tmp_path / "state" / "site.sqlite")
    store.begin()
    return Records(store, tmp_path, tmp_path / "site")


def test_the_newest_article_is_the_first_whatever_the_clock_it_was_written_by(records: Records) -> None:
    moments = {
        "d": "",
        "b": "2024-05-04T09:00:00+08:00",
        "a": "2024-05-04T00:30:00Z",
        "c": "2024-05-04T01:00:00Z",
        "e": "0001-01-01T00:00:00+08:00",
    }
    for page, published in moments.items():
        records.save(f"articles/{page}.md", make_record(page, published), {}, 1)
    assert [entry.page for entry in records.entries("fr")] == ["b", "c", "a", "e", "d"]
    assert [entry.page for _, entry in records.news("fr", 3)] == ["b", "c", "a"]
    assert records.count_entries("fr") == 5
    assert list(records.entries("es")) == []


def test_news_are_of_announced_articles_only(records: Records) -> None:
    day = "2024-05-04T00:00:00Z"
    records.save("articles/a.md", make_record("a", day, Counts(2, 0, 0, 2)), {}, 1)
    records.save("articles/b.md", make_record("b", day), {}, 1)
    assert [article for article, _ in records.news("fr", 9)] == ["articles/b.md"]


def test_a_record_comes_back_as_it_was_kept_unless_its_page_has_changed(records: Records, tmp_path: Path) -> None:
    page = tmp_path / "site" / "fr/a.html"
    page.parent.mkdir(parents=True)
    page.write_text("Salut", encoding="utf-8")
    seen = page.stat()
    kept = make_record("fr/a.html", "2024-05-04T00:00:00Z")
    kept = Record(
        {"articles/a.md": (3, 4)},
        kept.entries,
        {"fr": (seen.st_size, seen.st_mtime_ns)},
        {"ar": "ar/x.html"},
        {"es": COUNTS},
        {"articles/b.md": ["b"]},
        {"articles/a.png": "assets/a.png"},
        old=frozenset({"fr"}),
    )
    records.save("articles/a.md", kept, {"fr": True}, 1)
    records.store.finish()
    assert records.load("articles/a.md") == kept
    assert records.load("articles/b.md") is None
    page.write_text("Changed", encoding="utf-8")
    again = records.load("articles/a.md")
    assert again is not None
    assert again.entries == {}


def test_what_was_not_finished_is_not_known(records: Records) -> None:
    records.save("articles/a.md", make_record("a"), {}, 1)
    records.store.finish()
    records.store.begin()
    records.forget("articles/a.md")
    assert records.count() == 0
    assert records.store.is_cut_off
    again = Records(Store(records.store.path), Path(records.home), Path(records.site))
    assert again.count() == 1


def test_a_reader_of_the_old_state_is_not_disturbed_by_a_new_one(records: Records) -> None:
    for article in ("a", "b"):
        records.save(article, make_record(article), {}, 1)
    records.store.finish()
    other = Store(records.store.path)
    reading = other.earlier("select path from article order by path")
    assert next(reading) == ("a",)
    records.store.begin()
    records.forget("a")
    records.forget("b")
    records.store.finish()
    assert list(reading) == [("b",)]
    assert records.count() == 0


def write_nothing(store: Store) -> None:
    store.begin()
    store.finish()


@pytest.mark.parametrize("name", ["site.sqlite.next", "site.sqlite", ""])
def test_a_state_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path, name: str) -> None:
    if name:
        (tmp_path / "state" / name).mkdir(parents=True)
    else:
        (tmp_path / "state").write_text("", encoding="utf-8")
    store = Store(tmp_path / "state" / "site.sqlite")
    with pytest.raises(OutputError):
        write_nothing(store)


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project({"articles/a.md": "# One\n", "articles/b.md": "# Two\n"}, SETTINGS)
    extract_project(made)
    compile_project(made)
    return made


def test_without_its_state_a_run_still_removes_the_pages_of_articles_that_are_gone(project: Project) -> None:
    (project.root / "articles/b.md").unlink()
    for path in (project.state_folder / "compile").iterdir():
        path.unlink()
    report = compile_project(project)
    assert set(report.removed) == {"en/b.html", "es/b.html", "fr/b.html"}
    assert "en/a.html" in read_tree(project.output)


def test_a_report_still_says_what_its_run_did_after_another_run(project: Project) -> None:
    (project.root / "articles/b.md").write_text("# Three\n", encoding="utf-8")
    report = compile_project(project)
    (project.root / "articles/b.md").unlink()
    compile_project(project)
    assert {page.path for page in report.pages if page.changed} == {"en/b.html", "es/b.html", "fr/b.html"}
    assert len(report.pages) == 6
    assert len(report.left_out) == 4
    assert next(iter(report.pages)) in report.pages


def test_a_run_without_changes_opens_no_file_for_writing(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.root.rglob("*") if path.is_file()}
    report = compile_project(project)
    assert (report.written, report.errors, len(report.pages)) == (0, (), 6)
    assert {path: path.stat().st_mtime_ns for path in project.root.rglob("*") if path.is_file()} == before

"""TMX files into the memory of a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from i18n_tool.workflow.extract import extract_project
from tests.conftest import SETTINGS, MakeProject, Run
from tests.exchange.test_tmx import tmx, unit
from tests.workflow.test_memory import DESK


def test_import_says_what_is_new_known_and_not_taken(make_project: MakeProject, run: Run, tmp_path: Path) -> None:
    make_project({"desk.tmx": DESK})
    result = run("memory", "import", "desk.tmx")
    assert result.output.splitlines() == [
        "desk.tmx:9: its text in es is empty",
        "desk.tmx:10: it has no text in en",
        "memory/desk.tmx: 2 new pairs (es 2); 1 pair known already (es 1); 2 units not taken.",
    ]
    assert (tmp_path / "memory" / "desk.tmx").read_text(encoding="utf-8") == DESK


def test_a_file_that_is_imported_once_more_has_nothing_new(make_project: MakeProject, run: Run) -> None:
    make_project({"desk.tmx": DESK})
    run("memory", "import", "desk.tmx")
    found = json.loads(run("memory", "import", "desk.tmx", "--format", "json").output)
    assert found["locales"] == [{"locale": "es", "new": 0, "known": 3}]
    assert found["file"] == "memory/desk.tmx"
    assert found["refusals"][0] == {"line": 9, "reason": "its text in es is empty"}


def test_what_the_project_exported_itself_is_known_and_not_copied(make_project: MakeProject, run: Run) -> None:
    project = make_project({"articles/a.txt": "The quay is closed.\n"})
    extract_project(project)
    path = project.catalogue_path("a", "es")
    path.write_text(path.read_text(encoding="utf-8").replace('closed."\nmsgstr ""', 'closed."\nmsgstr "Cerrado."'))
    run("memory", "export", "own.tmx")
    result = run("memory", "import", "own.tmx")
    assert result.output == "own.tmx: nothing new; 1 pair known already (es 1). The file is not copied.\n"
    assert not (project.root / "memory").exists()
    assert "1 pair of 1 source text" in run("memory", "stats").output


def test_refusals_for_one_reason_are_one_line_unless_all_are_asked_for(make_project: MakeProject, run: Run) -> None:
    german = [unit(f"Kai {number}", "muelle", languages=("de", "es")) for number in range(40)]
    make_project({"desk.tmx": tmx("\n".join([unit("The quay.", "El muelle."), *german]))})
    assert run("memory", "import", "desk.tmx").output.splitlines() == [
        "desk.tmx:7: it has no text in en (and 39 more like it)",
        "memory/desk.tmx: 1 new pair (es 1); 40 units not taken.",
    ]
    assert len(run("memory", "import", "desk.tmx", "-v").output.splitlines()) == 41


def test_a_file_in_other_languages_is_refused_with_the_reason(make_project: MakeProject, run: Run) -> None:
    project = make_project({"desk.tmx": tmx(unit("The quay.", "Der Kai.", languages=("en", "de")))})
    result = run("memory", "import", "desk.tmx")
    assert result.exit_code == 2
    assert "no pair from en to es or fr: none of its languages is a locale of the project: de" in result.output
    assert not (project.root / "memory").exists()


def test_another_file_of_the_same_name_is_not_replaced_unasked(make_project: MakeProject, run: Run) -> None:
    make_project({"desk.tmx": DESK, "memory/desk.tmx": tmx(unit("One.", "Uno."))})
    refused = run("memory", "import", "desk.tmx")
    assert refused.exit_code == 2
    assert "--replace" in refused.output
    assert "1 pair of" in run("memory", "stats").output
    assert run("memory", "import", "desk.tmx", "--replace").exit_code == 0
    assert "2 pairs of" in run("memory", "stats").output


def test_a_file_that_is_no_tmx_leaves_everything_as_it_was(make_project: MakeProject, run: Run) -> None:
    project = make_project({"memory/one.tmx": tmx(unit("One.", "Uno.")), "bad.tmx": DESK.replace("</body>", "")})
    refused = run("memory", "import", "bad.tmx")
    assert refused.exit_code == 2
    assert "bad.tmx:12: this is not XML" in refused.output
    assert "1 pair of" in run("memory", "stats").output
    assert [path.name for path in (project.root / "memory").iterdir()] == ["one.tmx"]


def test_an_export_of_nothing_says_what_the_memory_holds(make_project: MakeProject, run: Run) -> None:
    make_project()
    assert run("memory", "export", "all.tmx").output.splitlines() == [
        "all.tmx: 0 pairs in 0 units written.",
        "The memory is empty: it holds what reviewers have accepted, and the files in memory/.",
    ]


@pytest.mark.parametrize(
    ("patterns", "place"),
    [
        ('["mem.v2/*.tmx"]', "mem.v2/desk.tmx"),
        ('["memory/one.tmx", "shared/**/*.tmx"]', "shared/desk.tmx"),
        ('["years/20*/*.tmx", "desk.*"]', "desk.tmx"),
    ],
)
def test_a_file_goes_where_the_settings_look_for_it(
    make_project: MakeProject, run: Run, tmp_path_factory: pytest.TempPathFactory, patterns: str, place: str
) -> None:
    project = make_project({}, f"memory = {patterns}\n{SETTINGS}")
    source = tmp_path_factory.mktemp("elsewhere") / "desk.tmx"
    source.write_text(DESK, encoding="utf-8")
    assert run("memory", "import", str(source)).exit_code == 0
    assert project.files_like(json.loads(patterns)) == [project.root / place]


@pytest.mark.parametrize("patterns", ["[]", '["memory/one.tmx"]', '["years/20*/*.tmx"]'])
def test_a_file_that_the_settings_would_not_find_is_not_copied(
    make_project: MakeProject, run: Run, patterns: str
) -> None:
    project = make_project({"desk.tmx": DESK}, f"memory = {patterns}\n{SETTINGS}")
    refused = run("memory", "import", "desk.tmx")
    assert refused.exit_code == 2
    assert "Name a folder too" in refused.output
    assert [path.name for path in project.root.rglob("*.tmx")] == ["desk.tmx"]

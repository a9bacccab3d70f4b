"""The memory of a project: what it is filled from, and how it is exchanged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from i18n_tool.catalogue import read_catalogue
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.memory import open_memory
from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject, Run
from tests.exchange.test_tmx import tmx, unit

DESK = tmx(
    "\n".join(
        [
            unit("The quay is closed.", "El muelle está cerrado.", attributes='tuid="1" changeid="ANA"'),
            unit("The quay is open.", "El muelle está abierto.", attributes='tuid="2"'),
            unit("The quay is closed.", "El muelle está cerrado."),
            unit("The quay is dry.", ""),
            unit("Der Kai.", "El muelle.", languages=("de", "es")),
        ]
    )
)


def test_imported_pairs_survive_the_loss_of_the_state_folder(make_project: MakeProject, run: Run) -> None:
    project = make_project({"desk.tmx": DESK, "articles/a.txt": "The quay is closed.\n"})
    run("memory", "import", "desk.tmx")
    shutil.rmtree(project.state_folder)
    extract_project(project)
    translate_project(project, locales=["es"])
    (found,) = read_catalogue(project.catalogue_path("a", "es")).units
    assert (found.msgstr, found.fuzzy) == ("El muelle está cerrado.", True)


def test_a_tmx_file_that_is_deleted_is_forgotten(make_project: MakeProject, run: Run) -> None:
    project = make_project({"memory/desk.tmx": DESK})
    assert "2 pairs of 2 source texts" in run("memory", "stats").output
    (project.root / "memory" / "desk.tmx").unlink()
    assert "0 pairs" in run("memory", "stats").output


def test_export_and_import_into_another_project_keep_what_was_said(
    make_project: MakeProject, run: Run, tmp_path: Path
) -> None:
    make_project({"memory/desk.tmx": DESK})
    assert run("memory", "export", "all.tmx").output == "all.tmx: 3 pairs in 3 units written.\n"
    text = (tmp_path / "all.tmx").read_text(encoding="utf-8")
    assert '<tu tuid="1" changeid="ANA">' in text
    assert '<tuv xml:lang="es-ES">' in text
    (tmp_path / "memory" / "desk.tmx").unlink()
    assert json.loads(run("memory", "import", "all.tmx", "--format", "json").output)["refused"] == 0
    run("memory", "export", "again.tmx")
    assert (tmp_path / "again.tmx").read_text(encoding="utf-8") == text


def test_accepted_units_of_catalogues_are_exported_with_their_neighbours(
    make_project: MakeProject, run: Run, tmp_path: Path
) -> None:
    project = make_project({"articles/a.txt": "Harbour news\n\nThe quay is closed.\n"})
    extract_project(project)
    path = project.catalogue_path("a", "es")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('closed."\nmsgstr ""', 'closed."\nmsgstr "El muelle está cerrado."'), encoding="utf-8")
    run("memory", "export", "out.tmx", "--locale", "es")
    written = (tmp_path / "out.tmx").read_text(encoding="utf-8")
    assert written.count("<tu>") == 1
    assert '<prop type="x-file">locales/es/LC_MESSAGES/a.po</prop>' in written
    assert '<tuv xml:lang="es">' in written


def test_find_shows_the_same_then_the_similar_then_what_holds_it(make_project: MakeProject, run: Run) -> None:
    make_project({"memory/desk.tmx": DESK})
    found = run("memory", "find", "The quay is closed.", "--locale", "es").output
    assert found.startswith("es, 100 %, memory/desk.tmx\n  The quay is closed.\n  El muelle está cerrado.\n")
    assert "es, holds it, memory/desk.tmx\n  The quay is open." in run("memory", "find", "abierto", "-l", "es").output
    assert run("memory", "find", "zeppelin").output == "Nothing like it.\n"
    assert json.loads(run("memory", "find", "The quay is shut.", "--format", "json").output)[0]["score"] < 1


def test_a_memory_that_cannot_be_read_is_an_error_of_translate_and_no_more(make_project: MakeProject) -> None:
    project = make_project({"memory/desk.tmx": "<tmx", "articles/a.txt": "The quay is closed.\n"})
    extract_project(project)
    report = translate_project(project, locales=["es"])
    assert [problem.path for problem in report.errors] == [project.root / "memory" / "desk.tmx"]
    assert report.locales[0].drafts == 1


def test_translations_of_a_renamed_article_are_remembered(make_project: MakeProject) -> None:
    project = make_project({"articles/a.txt": "The quay is closed.\n"})
    extract_project(project)
    path = project.catalogue_path("a", "es")
    path.write_text(
        path.read_text(encoding="utf-8").replace('closed."\nmsgstr ""', 'closed."\nmsgstr "Cerrado."'), encoding="utf-8"
    )
    (project.root / "articles" / "a.txt").rename(project.root / "articles" / "b.txt")
    extract_project(project)
    translate_project(project, locales=["es"])
    (found,) = [one for one in read_catalogue(project.catalogue_path("b", "es")).units if not one.obsolete]
    assert found.msgstr == "Cerrado."


def test_a_dry_run_without_a_memory_makes_none(make_project: MakeProject) -> None:
    project = make_project({"memory/desk.tmx": DESK})
    with open_memory(project, dry_run=True) as memory:
        assert len(memory) == 0
    assert not project.state_folder.exists()

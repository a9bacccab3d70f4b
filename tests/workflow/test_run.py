from __future__ import annotations

import json

from tests.conftest import MakeProject, Run, read_tree

FILES = {
    "articles/harbour.txt": "The harbour\n\nBoats leave every hour. The last one leaves at ten.\n",
    "articles/news/fair.md": "---\ntitle: The fair\n---\n\n# The fair\n\nThe [fair](../harbour.txt) opens **today**.\n",
    "articles/visit.html": '<!DOCTYPE html>\n<html lang="en"><title>Visit</title>\n<p>Come <b>soon</b>.</p></html>\n',
    "glossary/terms.csv": "term,es,fr\nharbour,puerto,port\n",
}


def test_one_command_goes_from_articles_to_pages(run: Run, make_project: MakeProject) -> None:
    project = make_project(FILES)
    result = run("run")
    assert result.exit_code == 0, result.output
    pages = sorted(path.relative_to(project.output).as_posix() for path in project.output.rglob("*.html"))
    for locale in ("en", "es", "fr"):
        for name in ("harbour", "news/fair", "visit"):
            assert f"{locale}/{name}.html" in pages


def test_a_second_run_changes_no_file(run: Run, make_project: MakeProject) -> None:
    project = make_project(FILES)
    run("run")
    before = read_tree(project.root)
    assert run("run").exit_code == 0
    assert read_tree(project.root) == before


def test_the_summary_is_available_as_json(run: Run, make_project: MakeProject) -> None:
    make_project(FILES)
    data = json.loads(run("run", "--format", "json").stdout)
    assert set(data) == {"extract", "translate", "check", "compile"}


def test_findings_and_failures_set_the_exit_code(run: Run, make_project: MakeProject) -> None:
    project = make_project(FILES)
    run("extract")
    path = project.catalogue_path("harbour", "es")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"The harbour"\nmsgstr ""', '"The harbour"\nmsgstr "El {muelle}"'), encoding="utf-8")
    assert run("run").exit_code == 1
    (project.root / "articles" / "bad.txt").write_bytes(b"\xff")
    assert run("run").exit_code == 2

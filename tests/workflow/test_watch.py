from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.project import Project
from i18n_tool.workflow.watch import input_stamps, watch_project
from tests.conftest import SETTINGS, MakeProject, Run, write_files
from tests.processes import PATIENCE, running

ARTICLES: dict[str, str | bytes] = {"articles/a.md": "# The harbour\n", "articles/pictures/b.svg": "<svg/>"}


@contextmanager
def watching(project: Project) -> Iterator[queue.Queue[object]]:
    """Watch a project in a thread, and hand out what the watch said: a project that was built, or an error."""
    said: queue.Queue[object] = queue.Queue()
    stop = threading.Event()

    def build(built: Project) -> None:
        if (built.root / "articles/bad.md").exists():
            raise OutputError("bad.")
        said.put(built)

    thread = threading.Thread(target=watch_project, args=(project, build, said.put, stop))
    thread.start()
    yield said
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("articles/a.md", "# The old harbour\n"),
        ("articles/new/c.txt", "New\n"),
        ("articles/pictures/b.svg", "<svg></svg>"),
        ("locales/es/LC_MESSAGES/a.po", 'msgid ""\nmsgstr ""\n'),
        ("look/style.css", "a { color: red }"),
    ],
)
def test_a_change_of_anything_that_pages_are_made_of_builds_again(
    make_project: MakeProject, name: str, content: str
) -> None:
    project = make_project(ARTICLES, SETTINGS + '\n[compile]\ntheme = "look"\n')
    with watching(project) as said:
        said.get(timeout=PATIENCE)
        write_files(project.root, {name: content})
        assert isinstance(said.get(timeout=PATIENCE), Project)


def test_a_file_that_is_gone_builds_again(make_project: MakeProject) -> None:
    project = make_project(ARTICLES)
    with watching(project) as said:
        said.get(timeout=PATIENCE)
        (project.root / "articles/pictures/b.svg").unlink()
        assert isinstance(said.get(timeout=PATIENCE), Project)


def test_settings_are_read_again_and_bad_ones_are_told_without_an_end(make_project: MakeProject) -> None:
    project = make_project(ARTICLES)
    with watching(project) as said:
        said.get(timeout=PATIENCE)
        write_files(project.root, {"i18n-tool.toml": "locales = [\n"})
        assert isinstance(said.get(timeout=PATIENCE), I18nToolError)
        write_files(project.root, {"i18n-tool.toml": 'locales = ["ja"]\n'})
        built = said.get(timeout=PATIENCE)
        assert isinstance(built, Project)
        assert built.locales == ("ja",)


def test_a_build_that_fails_is_told_and_the_watch_goes_on(make_project: MakeProject) -> None:
    project = make_project(ARTICLES)
    with watching(project) as said:
        said.get(timeout=PATIENCE)
        write_files(project.root, {"articles/bad.md": "x"})
        assert isinstance(said.get(timeout=PATIENCE), OutputError)
        (project.root / "articles/bad.md").unlink()
        assert isinstance(said.get(timeout=PATIENCE), Project)


def test_a_folder_that_cannot_be_written_ends_the_watch(make_project: MakeProject) -> None:
    project = make_project({**ARTICLES, ".i18n-tool": "a file where the folder should be"})
    for words in (["compile", "--watch"], ["preview", "--port", "0"]):
        command = [sys.executable, "-m", "i18n_tool", *words]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2
        assert "error: .i18n-tool: the folder cannot be written" in done.stderr


def test_what_is_made_and_what_is_hidden_is_not_watched(make_project: MakeProject) -> None:
    project = make_project(
        {
            "a.md": "# A\n",
            "site/es/a.html": "x",
            "localised/es/a.md": "x",
            ".git/index": "x",
            ".i18n-tool/compile.json": "x",
        },
        'locales = ["es"]\narticles = ["**/*.md"]\n',
    )
    assert {Path(path).name for path in input_stamps(project)} == {"a.md", "i18n-tool.toml"}


def test_links_that_lead_nowhere_hide_no_other_file(make_project: MakeProject) -> None:
    project = make_project({f"articles/{name}.md": "# A\n" for name in "abcdefgh"})
    for name in "acegxyz":
        (project.root / f"articles/{name}.txt").symlink_to("gone")
    seen = {Path(path).name for path in input_stamps(project)}
    assert {f"{name}.md" for name in "abcdefgh"} <= seen


@pytest.mark.parametrize(("kind", "folder"), [("pages", "site"), ("source", "localised")])
def test_the_command_writes_again_tells_of_a_broken_article_and_ends_with_ctrl_c(
    make_project: MakeProject, kind: str, folder: str
) -> None:
    project = make_project({**ARTICLES, "articles/b.md": "# The boat\n"})
    with running(project.root, "compile", "--watch", "--as", kind) as command:
        command.wait_for("Watching for changes")
        write_files(project.root, {"articles/a.md": "# The new harbour\n"})
        command.wait_for(": en/a.")
        write_files(project.root, {"articles/b.md": b"\xff"})
        command.wait_for("error: articles/b.md:1: the byte 0xFF is not UTF-8.")
        write_files(project.root, {"articles/b.md": "# The new boat\n"})
        command.wait_for(": en/b.")
        assert command.interrupt() == 130
    assert "Traceback" not in "".join(command.lines)
    assert any("The new boat" in path.read_text("utf-8") for path in (project.root / folder).rglob("b.*"))


def test_a_watch_has_no_json_form(make_project: MakeProject, run: Run) -> None:
    make_project(ARTICLES)
    result = run("compile", "--watch", "--format", "json")
    assert result.exit_code == 2
    assert "no JSON form" in result.output

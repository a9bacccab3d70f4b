"""Builds that are interrupted or killed, in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from i18n_tool.project import Project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.compile_state import Manifest
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.processes import SHARE
from tests.conftest import MakeProject, read_tree, write_files

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0
SETTINGS = 'locales = ["es", "ar"]\n[compile]\nsite-url = "https://example.org/"\nprocesses = 2\n'


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """Make enough articles for two processes."""
    articles = {f"articles/n{number:03}.md": f"# Note {number}\n\nIt is short.\n" for number in range(2 * SHARE)}
    made = make_project(articles, SETTINGS)
    extract_project(made)
    return made


def start(project: Project) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "i18n_tool", "compile"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until(happened: Callable[[], object], process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob(".*") if path.suffix == ".tmp"]


def group_is_gone(number: int) -> bool:
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("pages", [0, 1, 60, 200])
def test_an_interrupted_build_says_so_in_one_line_and_leaves_no_process_and_a_site_that_is_mended(
    project: Project, pages: int
) -> None:
    process = start(project)
    begun = project.state_folder / "lock"
    made = project.output
    wait_until(lambda: len(list(made.glob("*/n*.html"))) >= pages if pages else begun.exists(), process)
    os.killpg(process.pid, signal.SIGINT)
    said, complained = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (130, "")
    assert complained.strip() == "stopped; what was finished is on disk."
    until = time.monotonic() + PATIENCE
    while not group_is_gone(process.pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert group_is_gone(process.pid)
    assert not leftovers(project.root)
    assert not compile_project(project).errors
    compile_project(project, output=project.root / "clean")
    assert read_tree(project.output) == read_tree(project.root / "clean")


def test_a_process_that_is_asked_to_end_takes_the_others_with_it(project: Project) -> None:
    process = start(project)
    wait_until(lambda: list(project.output.glob("*/n*.html")), process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 143
    assert group_is_gone(process.pid)


def test_temporary_files_of_a_killed_build_are_removed_by_the_next_and_no_others(project: Project) -> None:
    process = start(project)
    wait_until(lambda: list(project.output.glob("*/n*.html")), process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    gone = [f".n000.html.{process.pid}-4.tmp", ".n001.html.1-1.tmp"]
    theirs = [".notes.tmp", ".mine.1-x.tmp", ".n000.html.1-4.tmp~", "n000.html.1-4.tmp"]
    write_files(project.output, {f"es/{name}": "" for name in (*gone, *theirs)})
    assert compile_project(project).errors == ()
    assert sorted(path.name for path in project.output.rglob("*.tmp*")) == sorted(theirs)


def test_a_build_that_was_not_cut_off_is_not_searched_for_temporary_files(project: Project) -> None:
    compile_project(project)
    store = Manifest(project, project.output).store
    assert not store.is_cut_off
    store.begin()
    assert store.is_cut_off
    store.drop()
    assert not store.is_cut_off


def test_when_the_first_process_is_killed_the_others_end_by_themselves(project: Project) -> None:
    process = start(project)
    wait_until(lambda: list(project.output.glob("*/n*.html")), process)
    process.kill()
    process.communicate(timeout=PATIENCE)
    until = time.monotonic() + PATIENCE
    while not group_is_gone(process.pid) and time.monotonic() < until:
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail("a process went on alone")

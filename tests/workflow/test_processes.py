from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.processes import SHARE, count_processes, share
from tests.conftest import MakeProject, read_tree
from tests.workflow.reviewing import accept

ROOT = Path(__file__).parent.parent.parent
HERE = os.getpid()
NUMBER = 2 * SHARE + 3


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def test_results_come_back_in_order_from_several_processes() -> None:
    results = list(share(double, range(50), 2))
    assert [result for result, _ in results] == [2 * number for number in range(50)]
    assert len({process for _, process in results} - {HERE}) == 2


def test_what_a_dying_process_leaves_undone_is_done_here() -> None:
    def work(number: int) -> tuple[int, int]:
        if number == 21 and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return double(number)

    results = list(share(work, range(50), 2))
    assert [result for result, _ in results] == [2 * number for number in range(50)]
    assert [number for number, (_, process) in enumerate(results) if process == HERE] == list(range(21, 50, 2))


def test_an_exception_comes_through_and_ends_the_other_processes(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / f"{os.getpid()}").touch()
        if number == 5:
            raise ZeroDivisionError
        return number

    with pytest.raises(ZeroDivisionError):
        list(share(work, range(10_000), 2))
    for name in {path.name for path in tmp_path.iterdir()} - {str(HERE)}:
        with pytest.raises(ProcessLookupError):
            os.kill(int(name), 0)


def test_few_articles_are_not_worth_a_process() -> None:
    assert count_processes(SHARE, 8, threads=1) == 1
    assert count_processes(2 * SHARE, 8, threads=1) == 2
    assert count_processes(100 * SHARE, 3, threads=1) == 3
    assert count_processes(100 * SHARE, 1, threads=1) == 1
    assert count_processes(100 * SHARE, 8, threads=2) == 1


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """Make more articles than one process does, some of them bad."""
    kinds = (("md", "# ", ""), ("txt", "", ""), ("html", "<h1>", "</h1>"))
    articles = {}
    for number in range(NUMBER):
        suffix, head, tail = kinds[number % 3]
        text = f"{head}Note {number}{tail}\n\n[on](n{number + 1:03}.md) and [off](gone.md)\n"
        articles[f"articles/n{number:03}.{suffix}"] = text
    made = make_project(articles, 'locales = ["es", "ar"]\n[compile]\nsite-url = "https://example.org/"\n')
    extract_project(made)
    for number in range(0, NUMBER, 2):
        accept(made, f"n{number:03}", "es", {f"Note {number}": f"Nota {number}"})
    (made.root / "articles" / "n030.md").write_bytes(b"\xff\xfe")
    (made.root / "articles" / "n061.txt").write_bytes(b"a\0b")
    made.catalogue_path("n044", "ar").write_text("broken", encoding="utf-8")
    return made


def with_processes(project: Project, number: int) -> Project:
    settings = project.root / "i18n-tool.toml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith("processes")]
    settings.write_text("\n".join([*lines, f"processes = {number}"]) + "\n", encoding="utf-8")
    return read_project(settings)


def state_of(project: Project) -> list[object]:
    """Return what is known of articles and pages, times aside, in the order in which it was written."""
    [path] = (project.state_folder / "compile").iterdir()
    queries = ("select path, moved, linked, broken from article", "select article, locale, page, made, entry from page")
    with closing(sqlite3.connect(path)) as database:
        return [row for query in queries for row in database.execute(query)]


def test_site_and_report_are_the_same_from_one_process_and_from_two(project: Project) -> None:
    said, trees, states = [], [], []
    for number in (1, 2):
        # In a process of its own: where tests run in several, this one has threads and shares nothing.
        command = [sys.executable, "-m", "i18n_tool", "compile", "--format", "json", "--project", str(project.root)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "I18N_TOOL_COMPILE_PROCESSES": str(number)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 2
        said.append((done.stdout, done.stderr))
        trees.append(read_tree(project.output))
        states.append(state_of(project))
        shutil.rmtree(project.state_folder / "compile")
        shutil.rmtree(project.output)
    assert said[0] == said[1]
    assert len(json.loads(said[0][0])["errors"]) == 3
    assert trees[0] == trees[1]
    assert states[0] == states[1]


def test_the_number_of_processes_changes_no_page(project: Project) -> None:
    compile_project(with_processes(project, 1))
    again = compile_project(with_processes(project, 2))
    assert not again.written
    assert len(again.errors) == 3


def run_compile(project: Project) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "i18n_tool", "compile", "-q"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_a_killed_build_leaves_pages_that_are_old_or_new_and_the_next_run_mends_it(project: Project) -> None:
    for name in ("n030.md", "n061.txt"):
        (project.root / "articles" / name).write_text("Good again.\n", encoding="utf-8")
    project.catalogue_path("n044", "ar").unlink()
    project = with_processes(project, 2)
    extract_project(project)
    compile_project(project)
    old = read_tree(project.output)
    (project.root / "articles" / "n002.html").write_text("<p>New.</p>", encoding="utf-8")
    settings = project.root / "i18n-tool.toml"
    settings.write_text(settings.read_text("utf-8") + 'site-name = "Harbour"\n', encoding="utf-8")
    compile_project(read_project(settings), output=project.root / "new")
    new = read_tree(project.root / "new")
    assert sum(old[name] != new[name] for name in old) > NUMBER
    chance = random.Random(7)
    halfway = 0
    for _ in range(3):
        process = run_compile(project)
        until = time.monotonic() + 20
        while process.poll() is None and read_tree(project.output) == old and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.1 * chance.random())
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        left = {name: data for name, data in read_tree(project.output).items() if not name.endswith(".tmp")}
        assert set(left) == set(old)
        assert all(data in (old[name], new[name]) for name, data in left.items() if name != ".i18n-tool-pages")
        halfway += old != left != new
    assert halfway
    assert not compile_project(read_project(settings)).errors
    assert read_tree(project.output) == new


def test_pages_of_a_killed_first_build_are_known_to_the_next_one(project: Project) -> None:
    for name in ("n030.md", "n061.txt"):
        (project.root / "articles" / name).write_text("Good again.\n", encoding="utf-8")
    extract_project(project)
    process = run_compile(project)
    until = time.monotonic() + 20
    while not list(project.output.glob("*/n*.html")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert list(project.output.glob("*/n*.html"))
    for path in (project.root / "articles").iterdir():
        path.write_text(path.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")
    assert not [problem for problem in compile_project(project).errors if "was there before" in problem.what]

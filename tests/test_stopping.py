"""Ctrl-C and SIGTERM, to real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from i18n_tool.catalogue import read_catalogue
from i18n_tool.journal import Journal
from i18n_tool.model import Unit
from i18n_tool.project import Project
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject
from tests.engines.services import Asked, Reply, serve_service

ROOT = Path(__file__).parent.parent
SENTENCES = [f"The harbour opened pier number {number} to visitors." for number in range(60)]
LANGUAGES = [{"code": code, "targets": ["en", "es"]} for code in ("en", "es")]


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "i18n_tool", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def project_of(make_project: MakeProject, url: str) -> Project:
    project = make_project(
        {"articles/a.md": "\n\n".join(SENTENCES[:30]) + "\n", "articles/b.md": "\n\n".join(SENTENCES[30:]) + "\n"},
        'source-locale = "en"\nlocales = ["es"]\n[engines]\ndefault = "libretranslate"\n'
        f'[engines.libretranslate]\nurl = "{url}"\nmax-segments = 10\nparallel = 2\npause = 0.05\n',
    )
    assert not extract_project(project).errors
    return project


class Server:
    """Answers some packs, then hangs until it is let go."""

    def __init__(self, answered: int) -> None:
        self.left = answered
        self.hang = threading.Event()
        self.hanging = threading.Event()
        self.texts: list[str] = []
        self.lock = threading.Lock()

    def reply(self, asked: Asked) -> Reply:
        if asked.path == "/languages":
            return Reply(LANGUAGES)
        with self.lock:
            self.left -= 1
            hangs = self.left < 0
        if hangs:
            self.hanging.set()
            self.hang.wait(20)
        self.texts += asked.body["q"]
        return Reply({"translatedText": [f"Dicen que {text}" for text in asked.body["q"]]})


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("number", "times", "code"), [(signal.SIGINT, 1, 130), (signal.SIGINT, 3, 130), (signal.SIGTERM, 1, 143)]
)
def test_a_run_whose_requests_hang_ends_within_a_second_and_keeps_its_answers(
    make_project: MakeProject, number: signal.Signals, times: int, code: int
) -> None:
    server = Server(answered=4)
    with serve_service(server.reply) as service:
        project = project_of(make_project, service.url)
        process = start(project.root, "translate")
        wait_for(server.hanging.is_set)
        wait_for(lambda: kept_answers(project) == 40)
        began = time.monotonic()
        for _ in range(times):
            process.send_signal(number)
            time.sleep(0.05)
        _, said = process.communicate(timeout=10)
        took = time.monotonic() - began
        first = list(server.texts)
        server.hang.set()
        server.left = 1000
        drafts = [unit.msgid for name in "ab" for unit in units(project, name) if unit.msgstr]
        report = translate_project(project)
        second = server.texts[len(first) :]
    assert process.returncode == code
    assert "Traceback" not in said
    assert "stopped; what was finished is on disk." in said
    assert took < 2  # half of it on a machine that has nothing else to do
    # An answer that came in the very moment is in the journal alone.
    assert set(drafts) <= set(first)
    assert len(drafts) >= 30
    assert not report.failed
    assert not set(first) & set(second[-20:])
    assert all(unit.msgstr for name in "ab" for unit in units(project, name))


def units(project: Project, name: str) -> tuple[Unit, ...]:
    return read_catalogue(project.catalogue_path(name, "es")).units


def kept_answers(project: Project) -> int:
    with Journal(project.state_folder / "journal.sqlite") as journal:
        return len(journal)


def test_a_ctrl_c_while_the_program_starts_shows_nothing_of_our_code(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "Nothing.\n"})
    said = []
    for step in range(12):
        process = start(project.root, "status")
        time.sleep(step * 0.012)
        process.send_signal(signal.SIGINT)
        said.append(process.communicate(timeout=20)[1])
    # What Python says of an interrupt before it runs the first line of ours is its own affair.
    assert [text for text in said if "i18n_tool/" in text] == []


def test_a_run_in_the_background_of_a_shell_ignores_ctrl_c(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "Nothing.\n"})
    process = subprocess.Popen(
        [sys.executable, "-m", "i18n_tool", "extract"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
        stdout=subprocess.DEVNULL,
    )
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        time.sleep(0.02)
    assert process.wait(20) == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_processes_that_share_the_work_end_without_a_word(
    make_project: MakeProject, number: signal.Signals, code: int
) -> None:
    units = "".join(
        f'msgid "The harbour opened pier {one} and {one + 2} ferries to visitors."\n'
        f'msgstr "El puerto abrió el muelle {one} y {one + 2} transbordadores a los visitantes."\n\n'
        for one in range(4000)
    )
    files = {f"locales/es/LC_MESSAGES/{name}.po": units for name in "ab"}
    project = make_project({**files, "articles/a.txt": "One.\n", "articles/b.txt": "Two.\n"}, 'locales = ["es"]\n')
    process = start(project.root, "check")
    wait_for(lambda: children_of(process.pid) > 0)
    time.sleep(0.3)
    # A terminal sends Ctrl-C to all of them, whoever sends SIGTERM to the first alone.
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == code
    assert said.strip() == "stopped; what was finished is on disk."


def children_of(pid: int) -> int:
    return len(Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split())

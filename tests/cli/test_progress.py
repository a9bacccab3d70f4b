"""The line at the bottom: on a terminal, and nowhere else."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
from pathlib import Path

import pytest

from i18n_tool.cli.progress import ProgressLine, clock_time, fit
from i18n_tool.project import Project
from tests.conftest import MakeProject
from tests.engines.loopback import serve
from tests.workflow.test_translate import google, many, ready, settings


class Screen:
    """A terminal of some columns that a command writes its errors to."""

    def __init__(self, columns: int) -> None:
        self.ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.written = b""

    def run(self, project: Project, *arguments: str, environment: dict[str, str] | None = None) -> str:
        """Return what a command writes to standard output; what it writes to the terminal is in ``written``."""
        command = [sys.executable, "-m", "i18n_tool", *arguments, "--project", str(project.root)]
        base = {name: value for name, value in os.environ.items() if name != "CI"}
        base["PYTHONPATH"] = str(Path(__file__).parents[2])
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.theirs, text=True, env={**base, **(environment or {})}
        )
        os.close(self.theirs)
        reader = threading.Thread(target=self.read)
        reader.start()
        said, _ = process.communicate(timeout=60)
        reader.join()
        os.close(self.ours)
        return said

    def read(self) -> None:
        while True:
            try:
                some = os.read(self.ours, 4096)
            except OSError:  # the other end is closed
                return
            if not some:
                return
            self.written += some

    @property
    def pictures(self) -> list[str]:
        """What stood on the line, one after the other."""
        return re.split(r"\r\x1b\[K", self.written.decode())[1:]

    def last(self) -> str:
        """Return what the terminal shows at the end."""
        return "\n".join(re.split(r"\r\x1b\[K", line)[-1] for line in self.written.decode().split("\r\n"))


def test_a_terminal_shows_count_speed_rest_and_cost(make_project: MakeProject) -> None:
    with serve(delay=0.05) as server:
        text = f'currency = "EUR"\n{settings("es", more=google(server.url))}price = 20000.0\n'
        project = ready(make_project, text, {"articles/news.md": many(240)})
        screen = Screen(100)
        said = screen.run(project, "translate")
    wanted = r"\d+/240  [\d.]+/s  0:\d\d left  \d+\.\d\d EUR es locales/es/LC_MESSAGES/news\.po"
    assert any(re.fullmatch(wanted, picture) for picture in screen.pictures)
    assert screen.last() == ""
    assert "left  " not in said
    assert "\x1b" not in said


def test_a_narrow_terminal_is_never_overrun(make_project: MakeProject) -> None:
    with serve(delay=0.01) as server:
        project = ready(make_project, settings("es", more=google(server.url)), {"articles/news.md": many(40)})
        screen = Screen(24)
        screen.run(project, "translate")
    assert len(screen.pictures) > 2
    assert max(map(len, screen.pictures)) <= 23


def test_errors_stand_on_lines_of_their_own(make_project: MakeProject) -> None:
    project = ready(make_project, settings("fr", "es", more='default = "pseudo"\n'), {"articles/news.md": many(20)})
    project.catalogue_path("news", "fr").write_text('msgid "open', encoding="utf-8")
    screen = Screen(100)
    screen.run(project, "translate")
    assert re.match(r"(\x1b\[[\d;]*m)*error: ", screen.last().split("\n")[0])


@pytest.mark.parametrize(
    ("arguments", "environment"), [(("translate", "-q"), {}), (("translate",), {"CI": "true"}), (("extract", "-q"), {})]
)
def test_nothing_of_it_when_quiet_or_in_ci(
    make_project: MakeProject, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    project = ready(make_project, settings("es", more='default = "pseudo"\n'), {"articles/news.md": many(20)})
    screen = Screen(100)
    screen.run(project, *arguments, environment=environment)
    assert screen.written == b""


def test_nothing_of_it_in_a_pipe(make_project: MakeProject) -> None:
    project = ready(make_project, settings("es", more='default = "pseudo"\n'), {"articles/news.md": many(20)})
    done = subprocess.run(
        [sys.executable, "-m", "i18n_tool", "translate", "--project", str(project.root)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stderr == b""


def test_the_line_is_drawn_ten_times_a_second_at_most(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    line = ProgressLine(True, clock=lambda: now[0])
    for number in range(1000):
        now[0] += 0.001
        line(number, 1000, "es")
    assert capsys.readouterr().err.count("\r") <= 11


def test_the_speed_is_that_of_the_last_seconds() -> None:
    now = [0.0]
    line = ProgressLine(True, clock=lambda: now[0])
    for number in range(100):
        now[0] += 0.1 if number < 20 else 1.0
        line(number, 200, "es")
    assert line.text(100, 200, "es") == "100/200  1.0/s  1:40 left  es"


def test_a_text_is_cut_by_the_columns_that_it_takes() -> None:
    assert fit("港口新闻.po", 7) == "港口新"
    assert fit("port", 7) == "port"
    assert fit("e\u0301e\u0301", 1) == "e\u0301"


def test_long_times_have_hours() -> None:
    assert (clock_time(7), clock_time(125), clock_time(7425)) == ("0:07", "2:05", "2:03:45")

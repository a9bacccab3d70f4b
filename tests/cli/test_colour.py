"""Colours stand on a terminal, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject


def on_terminal(words: list[str], folder: str, **environment: str) -> str:
    """Return what a command prints on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "i18n_tool", *words]
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    home = {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=theirs, env={**inherited, **home, **environment}):
        os.close(theirs)
        printed = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            printed += part
    os.close(ours)
    return printed.decode()


@pytest.mark.parametrize("words", [["check"], ["explain", "TY004"]], ids=" ".join)
def test_a_terminal_is_coloured_unless_no_color_is_set(make_project: MakeProject, words: list[str]) -> None:
    project = make_project({"articles/harbour.txt": "Sail to {city}.\n"})
    extract_project(project)
    path = project.catalogue_path("harbour", "es")
    path.write_text(path.read_text(encoding="utf-8").replace('{city}."\nmsgstr ""', '{city}."\nmsgstr "Zarpe."'))
    folder = str(project.root)
    assert "\x1b[" in on_terminal(words, folder)
    assert "\x1b[" in on_terminal(words, folder, NO_COLOR="")
    assert "\x1b[" not in on_terminal(words, folder, NO_COLOR="1")

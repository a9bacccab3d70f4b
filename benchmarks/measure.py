"""Running a command and seeing what it cost."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    cpu: float
    """Seconds of one core, children included."""
    wall: float
    """Seconds on the clock."""
    memory: float
    """The most memory that one of its processes held, in MiB."""
    code: int
    """Exit code."""
    output: str
    """What it printed, the end of it."""


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """Return what a command cost, run in a folder."""
    import time

    with tempfile.TemporaryFile() as output:
        began = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        output.seek(0)
        said = output.read().decode("utf-8", "replace")[-2000:]
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, process.returncode, said)


_REPOSITORY = Path(__file__).parent.parent
_HOME = Path(tempfile.gettempdir()) / "i18n-tool-peers"
_paths = [_REPOSITORY]
"""Where our code is looked for."""


def _environment() -> dict[str, str]:
    """Return an environment in which our code is found."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": os.pathsep.join(map(str, _paths))}


def install_ours() -> None:
    """Copy our package and write its bytecode, so that every run measures the same code as an installed one."""
    place = _HOME / "i18n-tool"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(_REPOSITORY / "i18n_tool", place / "i18n_tool", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    _paths.insert(0, place)
    subprocess.run([sys.executable, "-m", "compileall", "-q", place], env=_environment(), check=True)


def peer_bin(name: str, requirement: str) -> Path:
    """Return the folder of programs of a PyPI package, installed into an environment of its own the first time."""
    home = _HOME / name
    programs = home / "bin"
    if not (home / "installed").exists():
        venv.create(home, with_pip=True)
        subprocess.run(
            [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement],
            check=True,
        )
        (home / "installed").touch()
    return programs


def heading(command: str) -> str:
    """Return the lines that say when and on what a table was made."""
    cores = os.cpu_count()
    version = platform.python_version()
    return f"`{command}`, {date.today().isoformat()}, {platform.machine()}, {cores} cores, Python {version}\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


PYTHON = Path(sys.executable)

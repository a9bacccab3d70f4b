"""Projects in temporary folders, and the command line as a user calls it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from i18n_tool.cli import main
from i18n_tool.project import Project, read_project

SETTINGS = 'source-locale = "en"\nlocales = ["es", "fr"]\n\n[engines]\ndefault = "pseudo"\n'

# A machine that decides whether a change is taken must say the same twice; people's machines look for new examples.
settings.register_profile("steady", derandomize=True, deadline=None)
if "CI" in os.environ:
    settings.load_profile("steady")

MakeProject = Callable[..., Project]
Run = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew; then read the diff as a reviewer would."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Return a function that makes a project of some files: ``make_project({"articles/a.txt": "…"})``."""

    def make(files: Mapping[str, str | bytes] | None = None, settings: str = SETTINGS) -> Project:
        write_files(tmp_path, {"i18n-tool.toml": settings, **(files or {})})
        return read_project(tmp_path / "i18n-tool.toml")

    return make


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their names below a folder, exactly."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, hidden ones aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the settings that the caller's environment holds from the tests."""
    for name in [name for name in os.environ if name.startswith("I18N_TOOL_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command in the temporary folder."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    return command

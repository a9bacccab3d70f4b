"""The programs that pages are held against: site generators, checkers of HTML and accessibility, a browser."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

NODE_MODULES = Path(__file__).parent / "node_modules"


def lacking(what: str) -> NoReturn:
    """Skip a test that needs a program which is not there; where changes are decided over, it has to be."""
    if "CI" in os.environ:
        pytest.fail(f"{what}; run: make proofs")
    pytest.skip(what)


def program(name: str, *others: str) -> str:
    """Return where a program is."""
    # What came from PyPI is beside the interpreter.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    for candidate in (name, *others):
        found = shutil.which(candidate, path=path)
        if found:
            return found
    lacking(f"{name} is not installed")


def node_package(path: str) -> Path:
    """Return a file of a package from npm."""
    if not (NODE_MODULES / path).exists():
        lacking(f"{path.split('/')[0]} is not installed from npm")
    return NODE_MODULES / path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium, without a window and without a network of its own."""
    path = program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()

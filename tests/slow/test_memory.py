"""Memory that must not grow with the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.localised import make_project
from benchmarks.pages import compile_site

pytestmark = pytest.mark.slow


def test_pages_of_more_articles_take_no_more_memory(tmp_path: Path) -> None:
    first, again = {}, {}
    for articles in (300, 900):
        folder = tmp_path / str(articles)
        make_project(folder, articles)
        first[articles], again[articles] = compile_site(folder).memory, compile_site(folder).memory
    assert first[900] - first[300] < 3
    assert again[900] - again[300] < 3

"""The README's two lines for each desk, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from i18n_tool.engines.choice import Choices, check_engines
from tests.conftest import MakeProject

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("engine", "lines"), [("auto", 1), ("deepl", 2), ("llm", 2)])
def test_two_lines_choose_an_engine(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, engine: str, lines: int
) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", "x")
    found = re.search(rf'^default = "{engine}"\n(?:\w+\.\w+ = .*\n)*', README, re.MULTILINE)
    assert found is not None
    assert found[0].count("\n") == lines
    project = make_project({}, 'source-locale = "en"\nlocales = ["es"]\n[engines]\n' + found[0])
    check_engines(project)
    with Choices(project) as choices:
        choice = choices.of("es")
        assert choice.engine is not None, choice.problem
        assert engine in ("auto", choice.engine.name)

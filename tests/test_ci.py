"""The files that continuous integration reads, run as it runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from i18n_tool.cli import main
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject

REPOSITORY = Path(__file__).parent.parent
ARTICLE = "The harbour\n\nBoats leave for {city} every hour.\n"


def read_yaml(name: str) -> Any:
    return yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))


def step(name: str) -> dict[str, Any]:
    return next(one for one in read_yaml("action.yml")["runs"]["steps"] if one["name"] == name)


@pytest.fixture
def run_step(make_project: MakeProject, tmp_path: Path) -> Any:
    """Return a function that runs the checking step of the action on a project with a mistake."""
    project = make_project({"articles/harbour.txt": ARTICLE})
    extract_project(project)
    path = project.catalogue_path("harbour", "es")
    source = "Boats leave for {city} every hour."
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'"{source}"\nmsgstr ""', f'"{source}"\nmsgstr "Salen barcos."'), encoding="utf-8")
    program = tmp_path / "runner/i18n-tool/bin/i18n-tool"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m i18n_tool "$@"\n')
    program.chmod(0o755)

    def run(**inputs: str) -> subprocess.CompletedProcess[str]:
        values = {"FOLDER": ".", "OPTIONS": "", "FAIL_ON": "", "SARIF": "", **inputs}
        assert set(values) == set(step("Check the catalogues")["env"])
        environment = {
            **os.environ,
            **values,
            "RUNNER_TEMP": str(tmp_path / "runner"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "PYTHONPATH": str(REPOSITORY),
        }
        script = step("Check the catalogues")["run"]
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


def test_the_action_annotates_and_fails(run_step: Any, tmp_path: Path) -> None:
    done = run_step()
    assert done.returncode == 1, done.stderr
    assert "::error file=locales/es/LC_MESSAGES/harbour.po,line=" in done.stdout
    assert "MK001 missing-placeholder" in (tmp_path / "summary.md").read_text()


def test_the_action_passes_options_on(run_step: Any) -> None:
    assert run_step(OPTIONS="--locale es --ignore MK001").returncode == 0
    assert run_step(OPTIONS="--ignore MK", FAIL_ON="info").returncode == 1
    assert run_step(OPTIONS="--locale xx").returncode == 2


def test_the_action_runs_nothing_that_an_input_holds(run_step: Any, tmp_path: Path) -> None:
    assert run_step(OPTIONS="--ignore $(touch${IFS}hacked) ; touch hacked", SARIF="; touch hacked").returncode == 2
    assert not (tmp_path / "hacked").exists()


def test_the_action_writes_sarif_as_well(run_step: Any, tmp_path: Path) -> None:
    assert run_step(SARIF="found.sarif").returncode == 1
    assert json.loads((tmp_path / "found.sarif").read_text())["version"] == "2.1.0"


def test_the_action_reads_no_input_but_in_an_environment_variable() -> None:
    for one in read_yaml("action.yml")["runs"]["steps"]:
        assert "${{" not in one["run"]


@pytest.mark.parametrize(("name", "hooks"), [(".pre-commit-hooks.yaml", None), (".pre-commit-config.yaml", "repos")])
def test_hooks_call_check_with_options_that_it_has(name: str, hooks: str | None) -> None:
    data = read_yaml(name)
    for hook in data if hooks is None else [hook for repo in data["repos"] for hook in repo["hooks"]]:
        words = hook["entry"].split()
        assert words[-1] == "check"
        assert words[-2] in ("i18n-tool", "i18n_tool")
        assert hook["pass_filenames"] is False


def test_jobs_use_options_that_check_has() -> None:
    known = {word for option in main.commands["check"].params for word in option.opts}
    commands = [line for line in read_yaml(".gitlab-ci.yml")["i18n-tool check"]["script"] if "i18n-tool check" in line]
    used = {word for line in commands for word in line.split() if word.startswith("--")}
    assert used
    assert used <= known


def test_the_repository_runs_its_own_action() -> None:
    steps = read_yaml(".github/workflows/check.yml")["jobs"]["catalogues"]["steps"]
    assert steps[-1] == {"uses": "./"}

"""The hook and the action as services run them: installed from a clone of this repository, a minute each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from i18n_tool.project import Project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
SOURCE = "Boats leave for {city} every hour."


def call(
    *words: str, cwd: Path, check: bool = True, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    values = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **(environment or {})}
    values.pop("PYTHONPATH", None)
    return subprocess.run(words, cwd=cwd, check=check, capture_output=True, text=True, env=values)


def git(project: Project, *words: str, hooks: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return call("git", *who, *words, cwd=project.root, check=check, environment={"PRE_COMMIT_HOME": hooks})


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this repository with a tag, as others use it."""
    place = tmp_path_factory.mktemp("release") / "i18n-tool"
    call("git", "clone", "-q", str(REPOSITORY), str(place), cwd=REPOSITORY)
    call("git", "tag", "v0.0.1", cwd=place)
    return place


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """A project in git without a mistake."""
    project = make_project({"articles/harbour.txt": f"{SOURCE}\n"})
    extract_project(project)
    translate(project, "Salen barcos a {city} cada hora.")
    git(project, "init", "-q")
    return project


def translate(project: Project, translation: str) -> None:
    path = project.catalogue_path("harbour", "es")
    head, _, _ = path.read_text(encoding="utf-8").partition('msgstr "Salen')
    path.write_text(head.removesuffix('msgstr ""\n') + f'msgstr "{translation}"\n', encoding="utf-8")


def test_the_hook_stops_a_commit(project: Project, release: Path) -> None:
    config = {"repos": [{"repo": str(release), "rev": "v0.0.1", "hooks": [{"id": "i18n-tool-check"}]}]}
    (project.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    hooks = str(release.parent / "hooks")
    install = (sys.executable, "-m", "pre_commit", "install")
    call(*install, cwd=project.root, environment={"PRE_COMMIT_HOME": hooks})
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "one", hooks=hooks)
    translate(project, "Salen barcos cada hora.")
    git(project, "add", "-A")
    translate(project, "Salen barcos a {city}.")
    stopped = git(project, "commit", "-q", "-m", "two", hooks=hooks, check=False)
    assert stopped.returncode == 1
    assert "MK001 {city} is missing" in stopped.stderr + stopped.stdout
    git(project, "add", "-A")
    assert git(project, "commit", "-q", "-m", "two", hooks=hooks).returncode == 0


def test_the_action_installs_and_checks(
    project: Project, release: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    translate(project, "Salen barcos cada hora.")
    runner = tmp_path_factory.mktemp("runner")
    steps = yaml.safe_load((release / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    values = {"REQUIREMENT": str(release), "FOLDER": ".", "OPTIONS": "-l es", "FAIL_ON": "", "SARIF": "found.sarif"}
    values |= {"RUNNER_TEMP": str(runner), "GITHUB_STEP_SUMMARY": str(runner / "summary.md")}
    install, check = (("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]) for step in steps)
    call(*install, cwd=project.root, environment=values)
    done = call(*check, cwd=project.root, check=False, environment=values)
    assert done.returncode == 1, done.stderr
    assert "::error file=locales/es/LC_MESSAGES/harbour.po,line=" in done.stdout
    assert "MK001" in (runner / "summary.md").read_text(encoding="utf-8")
    assert (project.root / "found.sarif").exists()

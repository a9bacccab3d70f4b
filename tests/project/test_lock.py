from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from i18n_tool.errors import LockedError
from i18n_tool.project import lock_project, read_project
from tests.conftest import MakeProject


def _hold(root: str, started: object, release: object) -> None:
    with lock_project(read_project(Path(root) / "i18n-tool.toml")):
        started.set()  # type: ignore[attr-defined]
        release.wait(20)  # type: ignore[attr-defined]


def test_two_commands_never_work_in_one_project_at_once(make_project: MakeProject) -> None:
    project = make_project()
    context = multiprocessing.get_context("spawn")
    started, release = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(project.root), started, release))
    other.start()
    try:
        assert started.wait(20)
        with pytest.raises(LockedError) as caught, lock_project(project, wait=0.1):
            raise AssertionError("the lock was given twice")
        assert str(other.pid) in str(caught.value)
        release.set()
        with lock_project(project, wait=20):
            pass
    finally:
        release.set()
        other.join(20)

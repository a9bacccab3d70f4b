"""One command at a time in a project."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from i18n_tool.errors import LockedError, OutputError
from i18n_tool.project.base import Project


@contextmanager
def lock_project(project: Project, *, wait: float = 10.0) -> Iterator[None]:
    """Keep other commands from writing in the project while this one does.

    Args:
        project: the project.
        wait: seconds to wait for a command that is already at work.

    Raises:
        LockedError: the other command is still at work after that time.
        OutputError: the state folder cannot be written.
    """
    lock = project.state_folder / "lock"
    try:
        lock.parent.mkdir(exist_ok=True)
        ignore = lock.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        file = lock.open("a+", encoding="utf-8")
    except OSError as problem:
        raise OutputError(
            f"the folder cannot be written: {problem.strerror}.",
            "Check its rights.",
            path=project.relative(lock.parent),
        ) from problem
    with file:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as problem:
                if time.monotonic() > deadline:
                    file.seek(0)
                    raise LockedError(
                        f"another command is at work in this project (process {file.read().strip() or 'unknown'}).",
                        "Wait until it has finished, or stop it, then run this one again.",
                        path=project.root,
                    ) from problem
                time.sleep(0.05)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield

"""Doing something again whenever a file changes that pages are made of."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile_state import Stamp

SHORTEST = 0.3
"""Seconds between two looks at the files."""
SHARE = 20
"""A look may take one part in so many of the time: a large project is looked at less often."""
SETTLED = 0.1
"""Seconds without a further change after which a change is complete."""


def watch_project(
    project: Project,
    build: Callable[[Project], None],
    fail: Callable[[I18nToolError], None],
    stop: threading.Event | None = None,
) -> None:
    """Build a project, and again after each change, until stopped; what goes wrong is told and ends nothing.

    Files are looked at by size and time rather than followed by the system's events: that works alike on every
    system, in containers and on network drives, and needs no further package.

    Args:
        project: the project; its settings are read again before each build.
        build: what to do.
        fail: told of what could not be done.
        stop: ends the watch when set; None: only an exception does.

    Raises:
        OutputError: nothing could be written from the beginning: no change of an article would mend that.
    """
    stop = stop or threading.Event()
    first = True
    while not stop.is_set():
        seen = input_stamps(project)
        try:
            if project.path is not None:
                project = read_project(project.path)
            build(project)
        except I18nToolError as problem:
            if first and isinstance(problem, OutputError):
                raise
            fail(problem)
        first = False
        wait_for_change(project, seen, stop)


def wait_for_change(project: Project, seen: dict[str, Stamp], stop: threading.Event) -> None:
    """Return once the files are others than those seen, and no longer change, or when stopped."""
    pause = SHORTEST
    while not stop.wait(pause):
        begun = time.perf_counter()
        now = input_stamps(project)
        pause = max(SHORTEST, (time.perf_counter() - begun) * SHARE)
        if now == seen:
            continue
        while not stop.wait(SETTLED):
            before, now = now, input_stamps(project)
            if now == before:
                return


def input_stamps(project: Project) -> dict[str, Stamp]:
    """Return size and time of every file that pages may be made of: in the folders of articles, catalogues, theme."""
    theme = project.settings["compile.theme"]
    folders = [project.root / folder for folder in project.article_folders]
    folders += [project.catalogue_folder, *([project.root / theme] if theme else [])]
    made = {str(folder) for folder in (project.output, project.source_output, project.state_folder)}
    stamps: dict[str, Stamp] = {}
    for path, entry in _files([str(folder) for folder in folders], made):
        stamps[path] = (entry.st_size, entry.st_mtime_ns)
    if project.path is not None and project.path.exists():
        settings = project.path.stat()
        stamps[str(project.path)] = (settings.st_size, settings.st_mtime_ns)
    return stamps


def _files(folders: list[str], left_out: set[str]) -> Iterator[tuple[str, os.stat_result]]:
    pending = list(dict.fromkeys(folders))
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.path in left_out:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                        continue
                    with suppress(FileNotFoundError):  # A link may lead nowhere; the others are looked at.
                        yield entry.path, entry.stat()
        except OSError:
            # Gone between two looks, which the next one sees.
            continue

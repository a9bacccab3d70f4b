"""Building again after each change, and saying what has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from i18n_tool.cli.console import Console, count, print_error, print_errors

if TYPE_CHECKING:
    from i18n_tool.project import Project
    from i18n_tool.workflow.compile_report import CompileReport
    from i18n_tool.workflow.compile_source import SourceReport

    Report = TypeVar("Report", CompileReport, SourceReport)

MOST_SHOWN = 4
"""Files that are named after a change."""


def build_and_watch(
    project: Project, console: Console, build: Callable[[Project], Report], show: Callable[[Report], None]
) -> None:
    """Build until Ctrl-C, say all of the first time and what has changed of the others.

    Args:
        project: the project.
        console: where to say it.
        build: what to do.
        show: says all of it.
    """
    from i18n_tool.workflow.watch import watch_project

    shown = False

    def build_once(project: Project) -> None:
        nonlocal shown
        report = build(project)
        console.clear()
        if not shown:
            show(report)
            console.say("Watching for changes; Ctrl-C ends it.")
        elif report.written or report.removed:
            console.say(f"{time.strftime('%H:%M:%S')}  {_summary(report)}")
        shown = True
        print_errors(report.errors)

    watch_project(project, build_once, print_error)


def _summary(report: CompileReport | SourceReport) -> str:
    made = report.pages if hasattr(report, "pages") else report.articles
    names = [page.path for page in made if page.changed]
    named = ", ".join(names[:MOST_SHOWN]) + (f" and {len(names) - MOST_SHOWN:,} more" if names[MOST_SHOWN:] else "")
    removed = f", {count(len(report.removed), 'file')} removed" if report.removed else ""
    return f"{count(report.written, 'file')} written{removed}" + (f": {named}" if named else "")

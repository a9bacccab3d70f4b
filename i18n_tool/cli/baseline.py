"""What check says of its baseline."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import Console, count

if TYPE_CHECKING:
    from i18n_tool.project import Project
    from i18n_tool.reports import CheckReport
    from i18n_tool.workflow.baseline import Parted, Scope


def baseline_of(project: Project) -> Path | None:
    """Return the baseline that the settings name, or None."""
    named = project.settings["check.baseline"]
    return project.root / named if named else None


def save_baseline(report: CheckReport, project: Project, console: Console, path: Path, scope: Scope) -> None:
    """Write the findings that a report for people lists to the baseline."""
    from i18n_tool.reports.base import Look, shown
    from i18n_tool.workflow.baseline import write_baseline

    findings = shown(report.findings, Look(notes=report.fail_on == "info"))
    total = write_baseline(path, findings, project, scope)
    place = os.path.relpath(path)
    console.say(f"{place} has {count(total, 'finding')}; check --baseline {place} reports what is new.")
    if baseline_of(project) is None:
        console.say(f'So does check alone with the setting [check] baseline = "{project.relative(path.absolute())}".')


def say_gone(parted: Parted, console: Console, path: Path | None, *, apart: bool) -> None:
    """Say which known findings are gone, if asked for details, and take them out of the baseline if it is named."""
    from i18n_tool.workflow.baseline import prune_baseline

    for one in sorted(parted.gone):
        console.detail(f"gone: {one.catalogue} {one.code} {one.msgid!r}")
    if path is None:
        return
    total = prune_baseline(path, parted)
    if not console.quiet:
        gone = count(parted.gone.total(), "finding that is", "findings that are")
        click.echo(f"{os.path.relpath(path)}: {gone} gone taken out, {total:,} left.", err=apart)

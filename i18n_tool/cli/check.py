"""The command that reports what is wrong in catalogues."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_tool.cli.baseline import baseline_of, save_baseline, say_gone
from i18n_tool.cli.console import FINDINGS, Console, common_options, count

if TYPE_CHECKING:
    from i18n_tool.project import Project
    from i18n_tool.reports import CheckReport

FORMS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")


def _part_words(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of an option that is repeated, or given once with commas."""
    return tuple(word.strip() for part in value for word in part.split(",") if word.strip())


def rule_options(command: Any) -> Any:
    """Add the options that say which rules count, and how much."""
    for option in (
        click.option(
            "--fail-on",
            type=click.Choice(["info", "warning", "error"]),
            help="The least severity that fails; else the settings'.",
        ),
        click.option(
            "--severity", multiple=True, metavar="CODE=LEVEL", help="Weigh a code, name or family so; may be repeated."
        ),
        click.option(
            "--ignore",
            multiple=True,
            metavar="CODE",
            callback=_part_words,
            help="Not this code, name or family; may be repeated.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="CODE",
            callback=_part_words,
            help="Only this code, name or family; may be repeated.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@common_options(locale=True, formats=FORMS)
@rule_options
@click.option("--since", metavar="REV", help="Only units that this git revision does not have as they are now.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Known findings, which do not count; else the settings'.",
)
@click.option("--write-baseline", is_flag=True, help="Write what is found to the baseline, and exit with 0.")
@click.option("--prune-baseline", is_flag=True, help="Take the findings that are gone out of the baseline.")
@click.option("--fix", is_flag=True, help="Correct what needs no decision first, then report the rest.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing.")
@click.option("--statistics", is_flag=True, help="How many findings each code has, instead of the findings.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the result to a file instead of standard output.",
)
def check(
    project: Project,
    console: Console,
    locales: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    fail_on: Any,
    since: str | None,
    baseline: Path | None,
    write_baseline: bool,
    prune_baseline: bool,
    fix: bool,
    diff: bool,
    statistics: bool,
    output: Path | None,
) -> None:
    """Report what is wrong in the catalogues.

    Exits with 0 if nothing is as severe as --fail-on, with 1 if something is, with 2 if it could not be checked.
    """
    from i18n_tool.workflow.baseline import DEFAULT, Scope, apply_baseline, read_baseline
    from i18n_tool.workflow.check import check_project
    from i18n_tool.workflow.check_rules import read_severities

    require_sense(
        form,
        since=bool(since),
        write_baseline=write_baseline,
        prune_baseline=prune_baseline,
        diff=diff,
        statistics=statistics,
    )
    known = baseline or baseline_of(project)
    if prune_baseline and known is None:
        raise click.UsageError("there is no baseline; name one: --prune-baseline --baseline FILE")
    if fix or diff:
        mend(project, console, locales, select, ignore, diff=diff, apart=form != "text")
    if diff:
        return
    scope = Scope(project.select_locales(locales), select, ignore, complete=since is None)
    before = read_baseline(known) if known and not write_baseline else None
    report = check_project(
        project,
        locales=locales,
        select=select,
        ignore=ignore,
        severity=read_severities(severity),
        fail_on=fail_on,
        since=since,
    )
    if write_baseline:
        save_baseline(report, project, console, known or project.root / DEFAULT, scope)
        return
    if known and before is not None:
        report, parted = apply_baseline(report, before, project, scope)
        say_gone(parted, console, known if prune_baseline else None, apart=form != "text")
    print_report(report, console, form, output=output, statistics=statistics)
    if form == "github":
        add_job_summary(report)
    if report.failed:
        raise click.exceptions.Exit(FINDINGS)


def require_sense(
    form: str, *, since: bool, write_baseline: bool, prune_baseline: bool, diff: bool, statistics: bool
) -> None:
    """Accept options that make sense together.

    Raises:
        UsageError: they do not.
    """
    if statistics and form not in ("text", "json", "markdown"):
        raise click.UsageError(f"--statistics has no form {form}; use text, json or markdown.")
    if since and (write_baseline or prune_baseline):
        option = "--write-baseline" if write_baseline else "--prune-baseline"
        raise click.UsageError(f"{option} looks at all units; leave --since out.")
    if write_baseline and prune_baseline:
        raise click.UsageError("--write-baseline leaves out what is gone already; leave --prune-baseline out.")
    if diff and (write_baseline or prune_baseline or statistics or form != "text"):
        raise click.UsageError("--diff prints a change and no findings; leave --format and the like out.")


def mend(
    project: Project,
    console: Console,
    locales: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    diff: bool,
    apart: bool,
) -> None:
    """Correct what needs no decision, or print the change, and say how much it is."""
    from i18n_tool.workflow.fix import fix_project

    report = fix_project(project, locales=locales, select=select, ignore=ignore, diff=diff)
    if report.diff:
        click.echo(report.diff, nl=False)
    codes = ", ".join(f"{code} {number}" for code, number in sorted(report.fixed.items()))
    done = "would be corrected" if diff else "corrected"
    total = f"{count(report.fixed.total(), 'finding')} in {count(len(report.paths), 'catalogue')}"
    if not console.quiet:
        click.echo(f"{total} {done} ({codes})." if codes else "There is nothing to correct.", err=apart)


def print_report(
    report: CheckReport, console: Console, form: str, *, output: Path | None = None, statistics: bool = False
) -> None:
    """Print the findings, or how many each code has, or write them to a file."""
    from i18n_tool.files import write_text
    from i18n_tool.reports import render_report, render_statistics
    from i18n_tool.reports.base import summary

    report = place_paths(report, form)
    text = (
        render_statistics(report, form) if statistics else render_report(report, form, look_of(report, console, output))
    )
    if output is None:
        click.echo(text, nl=False)
        return
    write_text(output, text)
    if form != "text":
        console.say(f"{output}: {summary(report)}.")


def look_of(report: CheckReport, console: Console, output: Path | None = None, *, brief: bool = False) -> Any:
    """Return how a report for people is shown here."""
    from i18n_tool.reports import Look

    colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    loud = bool(console.verbose)
    notes = loud or report.fail_on == "info"
    return Look(colour=colour, texts=loud, notes=notes, total=not console.quiet, hint=not brief)


def print_check(report: CheckReport, console: Console) -> None:
    """Print findings at the end of a longer command.

    What waits for a person (drafts, missing translations) is only counted unless ``-v`` asks for each.
    """
    from i18n_tool.reports import render_report

    look = look_of(report, console, brief=True)
    click.echo(render_report(place_paths(report, "text"), "text", look), nl=False)


def add_job_summary(report: CheckReport) -> None:
    """Add all findings as Markdown to the summary of a GitHub job, if this is one."""
    from i18n_tool.reports import Look, render_report

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        text = render_report(place_paths(report, "markdown"), "markdown", Look(notes=True))
        with Path(path).open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{text}\n")


def place_paths(report: CheckReport, form: str) -> CheckReport:
    """Return a report whose paths lead to the files for those who read the form.

    For a person at a terminal they begin here; for services that show findings beside files, in the folder of the
    repository; for programs, in the project folder.
    """
    if form == "json":
        return report
    return replace(report, base=Path.cwd() if form == "text" else repository_of(report.root))


def repository_of(folder: Path) -> Path:
    """Return the nearest folder above, or the folder itself, that is a git working tree; the folder if none is."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)

"""The command that reports what is wrong in catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from i18n_tool.cli.console import FINDINGS, Console, common_options, count, print_json

if TYPE_CHECKING:
    from i18n_tool.project import Project
    from i18n_tool.workflow.check import CheckReport


@click.command()
@common_options(locale=True)
@click.option("--select", multiple=True, metavar="CODE", help="Only this code, name or family; may be repeated.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this code, name or family; may be repeated.")
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error"]),
    help="The least severity that fails; else the settings'.",
)
def check(
    project: Project,
    console: Console,
    locales: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Any,
) -> None:
    """Report what is wrong in the catalogues.

    Exits with 0 if nothing is as severe as --fail-on, with 1 if something is, with 2 if it could not be checked.
    """
    from i18n_tool.workflow.check import check_project

    report = check_project(project, locales=locales, select=select, ignore=ignore, fail_on=fail_on)
    if form == "json":
        print_json(report)
    else:
        print_check(report, console, project)
    if report.failed:
        raise click.exceptions.Exit(FINDINGS)


def print_check(report: CheckReport, console: Console, project: Project, *, brief: bool = False) -> None:
    """Print findings, one a line, then how many there are.

    What waits for a person (drafts, missing translations) is only counted unless ``-v`` asks for each.
    """
    colours = {"error": "red", "warning": "yellow", "info": "cyan"}
    shown = [
        finding
        for finding in report.findings
        if finding.severity != "info" or console.verbose or report.fail_on == "info"
    ]
    for finding in shown:
        place = project.relative(finding.path) if finding.path else ""
        where = f"{place}:{finding.line}" if finding.line else place
        code = click.style(finding.code, fg=colours[finding.severity], bold=True)
        click.echo(f"{where} {code} {finding.message}")
    severities = [finding.severity for finding in report.findings]
    summary = ", ".join(
        count(severities.count(severity), word, plural)
        for severity, word, plural in (("error", "error", ""), ("warning", "warning", ""), ("info", "note", ""))
        if severity in severities
    )
    hidden = len(report.findings) - len(shown)
    console.say(
        f"{count(report.units, 'unit')} in {count(report.catalogues, 'catalogue')}: {summary or 'no findings'}"
        + (f"; {report.ignored} ignored with a reason" if report.ignored else "")
        + ("." if not hidden else "; -v shows the notes." if not brief else ".")
    )

"""The command that drafts what has no translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import FAILED, Console, common_options, count, print_error, print_json

if TYPE_CHECKING:
    from i18n_tool.project import Project
    from i18n_tool.workflow.translate import TranslateReport


@click.command()
@common_options(locale=True)
@click.option("--engine", metavar="NAME", help="The engine to use instead of the settings'.")
@click.option("--dry-run", is_flag=True, help="Only count what would be sent to which engine.")
def translate(
    project: Project, console: Console, locales: tuple[str, ...], form: str, engine: str | None, dry_run: bool
) -> None:
    """Draft what has no translation yet.

    Drafts are fuzzy and say who made them. Nothing that a person wrote is touched. The terms of the glossary
    are hidden from the engine and come out as the glossary says.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.translate import translate_project

    with lock_project(project):
        report = translate_project(project, locales=locales, engine=engine, dry_run=dry_run, progress=console.progress)
    console.clear()
    if form == "json":
        print_json(report)
    else:
        print_translate(report, console)
        for problem in report.errors:
            print_error(problem)
    if report.failed:
        raise click.exceptions.Exit(FAILED)


def print_translate(report: TranslateReport, console: Console) -> None:
    """Print who drafted how much in each locale, and what could not be done."""
    for row in report.locales:
        if not row.missing and not row.rederived:
            console.detail(f"{row.locale}: nothing to translate")
            continue
        parts = []
        if row.segments:
            verb = "would be sent to" if report.dry_run else "sent to"
            sent = f"{count(row.segments, 'segment')}, {count(row.characters, 'character')} {verb} {row.engine}"
            parts.append(sent + (f" in {count(row.requests, 'request')}" if row.requests else ""))
        for number, word in (
            (row.from_memory, "from the memory"),
            (row.from_journal, "answered before"),
            (row.alike, "the same as another"),
            (row.copied, "without words"),
            (row.rederived, "derived anew"),
        ):
            if number:
                parts.append(f"{number:,} {word}")
        if not report.dry_run:
            done = [
                f"{number:,} {word}" for number, word in ((row.drafts, "drafts"), (row.accepted, "accepted")) if number
            ]
            parts.append(f"{' and '.join(done) or 'nothing'} written")
        console.say(f"{row.locale}: {row.missing:,} missing; {'; '.join(parts)}")
        if row.problem:
            console.say(f"{row.locale}: {row.problem}")
        for reason, number in row.skipped:
            if reason != row.problem:
                console.say(f"{row.locale}: {count(number, 'unit')} left empty: {reason}")
        for failure in row.failed:
            console.say(f"{failure.path}:{failure.line}: {failure.reason}")
    for warning in report.warnings:
        click.echo(f"warning: {warning}", err=True)
    if not any(row.missing or row.rederived for row in report.locales):
        console.say("Nothing to translate.")
    elif not report.dry_run and any(row.drafts for row in report.locales):
        console.say("Drafts are fuzzy; a reviewer accepts them in any PO editor.")

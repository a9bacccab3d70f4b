"""The command that drafts what has no translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import FAILED, Console, common_options, count, print_errors, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from i18n_tool.project import Project
    from i18n_tool.workflow.leverage import Share
    from i18n_tool.workflow.translate import TranslateReport


@click.command()
@common_options(locale=True)
@click.option("--engine", metavar="NAME", help="The engine to use instead of the settings'.")
@click.option("--dry-run", is_flag=True, help="Only count what would be sent to which engine, and what it would cost.")
@click.option("--max-chars", type=click.IntRange(min=0), metavar="N", help="Send no more characters than that.")
@click.option("--max-cost", type=click.FloatRange(min=0), metavar="X", help="Spend no more than this, by set prices.")
def translate(
    project: Project,
    console: Console,
    locales: tuple[str, ...],
    form: str,
    engine: str | None,
    dry_run: bool,
    max_chars: int | None,
    max_cost: float | None,
) -> None:
    """Draft what has no translation yet.

    Drafts are fuzzy and say who made them. Nothing that a person wrote is touched. The terms of the glossary
    are hidden from the engine and come out as the glossary says.

    A limit is never passed: what fits is sent, the rest stays empty, and the next run goes on with it.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.translate import translate_project

    with lock_project(project):
        report = translate_project(
            project,
            locales=locales,
            engine=engine,
            dry_run=dry_run,
            max_characters=max_chars,
            max_cost=max_cost,
            progress=console.progress,
        )
    console.clear()
    if form == "json":
        print_json(report)
    else:
        print_translate(report, console)
        print_errors(report.errors)
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
            sent = f"{count(row.segments, 'text')}, {count(row.characters, 'character')} {verb} {row.engine}"
            sent += f" in {count(row.requests, 'request')}" if row.requests else ""
            parts.append(sent + (f" for {row.cost:,.2f} {report.currency}" if row.cost is not None else ""))
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
        console.say("; ".join([f"{row.locale}: {count(row.missing, 'unit')} missing", *parts]))
        leverage = describe_leverage(row.leverage)
        if leverage:
            console.say(f"{row.locale}: {leverage}")
        if row.left:
            left = f"{count(row.left, 'unit')} left empty, {count(row.left_characters, 'character')}"
            console.say(f"{row.locale}: {left} {report.limit}; the next run goes on with them.")
        if row.problem:
            console.say(f"{row.locale}: {row.problem}")
        for reason, number in row.skipped:
            if reason not in (row.problem, report.limit):
                console.say(f"{row.locale}: {count(number, 'unit')} left empty: {reason}")
        for failure in row.failed:
            console.say(f"{failure.path}:{failure.line}: {failure.reason}")
    for warning in report.warnings:
        click.echo(f"warning: {warning}", err=True)
    if not any(row.missing or row.rederived for row in report.locales):
        console.say("Nothing to translate.")
    elif not report.dry_run and any(row.drafts for row in report.locales):
        console.say("Drafts are fuzzy; a reviewer accepts them in any PO editor.")


def describe_leverage(leverage: Mapping[str, Share]) -> str:
    """Return what part of the characters no engine was asked for; empty if it was asked for all."""
    from i18n_tool.workflow.leverage import percent_of

    words = {
        ("context", "exact"): "equal in the memory",
        ("similar",): "similar in the memory",
        ("journal",): "answered before",
        ("repeated",): "repeated",
    }
    shares = {word: percent_of(leverage, *kinds) for kinds, word in words.items() if set(kinds) & set(leverage)}
    if not shares:
        return ""
    total = sum(share.characters for share in leverage.values())
    said = ", ".join(f"{percent} % {word}" for word, percent in shares.items())
    return f"of {count(total, 'character')}, {said}"

"""The commands over the whole journey of an article: init, status, run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from i18n_tool.cli.check import print_check
from i18n_tool.cli.compile import print_compile
from i18n_tool.cli.console import FINDINGS, Console, common_options, finish_errors, print_json, table
from i18n_tool.cli.extract import articles_place, print_extract, print_leftovers
from i18n_tool.cli.translate import print_translate

if TYPE_CHECKING:
    from i18n_tool.project import Project


@click.command()
@click.option("--source", default="en", show_default=True, metavar="LOCALE", help="Locale the articles are written in.")
@click.option(
    "--locale", "locales", multiple=True, metavar="LOCALE", help="Locale to translate into; repeat it for more."
)
@click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where; the current folder if not given.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def init(source: str, locales: tuple[str, ...], folder: Path | None, quiet: bool) -> None:
    """Make a folder a project.

    Writes settings, a folder for articles and a glossary. Nothing that is there is overwritten.

    \b
    Example:
      i18n-tool init --source en --locale zh_CN --locale es
    """
    from i18n_tool.workflow.init import init_project

    report = init_project(folder or Path.cwd(), source, locales)
    if quiet:
        return
    for name in report.written:
        click.echo(f"wrote {name}")
    for name in report.kept:
        click.echo(f"kept  {name} (it was there already)")
    if report.unnamed:
        named = ", ".join(f'"{tag}"' for tag in report.unnamed)
        click.echo(f"warning: i18n-tool.toml stays as it is: add {named} to its locales.", err=True)
    click.echo("Next: put articles (.txt, .md, .html) into articles/, then run: i18n-tool extract")


@click.command()
@common_options(locale=True)
def status(project: Project, console: Console, locales: tuple[str, ...], form: str) -> None:
    """Show how far each article is in each locale."""
    from i18n_tool.workflow.status import project_status

    report = project_status(project, locales=locales)
    if form == "json":
        print_json(report)
    elif not report.rows and not report.errors:
        console.say(f"There are no articles yet. Put .txt, .md or .html files into {articles_place(project)}.")
    else:
        rows: list[tuple[str, ...]] = [
            ("article", "locale", "units", "accepted", "draft", "missing", "obsolete", "words", "done")
        ]
        for row in report.rows:
            if not row.extracted:
                rows.append((row.article, row.locale, "-", "-", "-", "-", "-", "-", "not extracted"))
                continue
            done = f"{100 * row.words_accepted // row.words} %" if row.words else "-"
            numbers = (row.units, row.accepted, row.draft, row.missing, row.obsolete, row.words)
            rows.append((row.article, row.locale, *(f"{number:,}" for number in numbers), done))
        for line in table(rows, right=range(2, 9)):
            click.echo(line)
        for path in report.orphans:
            console.say(f"{path}: its article is gone; remove it with: i18n-tool extract --prune")
        print_leftovers(report.leftovers, console)
        if any(not row.extracted for row in report.rows):
            console.say("Next: i18n-tool extract")
    finish_errors(report.errors, form)


@click.command()
@common_options(locale=True)
def run(project: Project, console: Console, locales: tuple[str, ...], form: str) -> None:
    """Extract, translate, check and compile in one go.

    Exits with 2 if an article or catalogue could not be read or written, else with 1 if check fails, else with 0. A
    locale that no engine can draft is named and goes on with what people have translated.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.run import run_project

    with lock_project(project):
        report = run_project(project, locales=locales, progress=console.progress)
    console.clear()
    if form == "json":
        from i18n_tool.reports.json import as_report

        print_json(
            {
                "extract": report.extract,
                "translate": report.translate,
                "check": as_report(report.check),
                "compile": report.compile,
            }
        )
    else:
        console.head("extract")
        print_extract(report.extract, console)
        console.head("translate")
        print_translate(report.translate, console)
        console.head("check")
        print_check(report.check, console)
        console.head("compile")
        print_compile(report.compile, console)
    finish_errors((*report.extract.errors, *report.translate.errors, *report.compile.errors), form)
    if report.check.failed:
        raise click.exceptions.Exit(FINDINGS)

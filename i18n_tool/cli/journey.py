"""The commands of the journey of an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_tool.cli.console import (
    FAILED,
    FINDINGS,
    Console,
    common_options,
    count,
    finish_errors,
    print_error,
    print_json,
    table,
)

if TYPE_CHECKING:
    from i18n_tool.errors import I18nToolError
    from i18n_tool.project import Project
    from i18n_tool.workflow.check import CheckReport
    from i18n_tool.workflow.compile import CompileReport
    from i18n_tool.workflow.extract import ExtractReport
    from i18n_tool.workflow.translate import TranslateReport


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
    click.echo("Next: put articles (.txt, .md, .html) into articles/, then run: i18n-tool extract")


@click.command()
@common_options(locale=True)
@click.option("--prune", is_flag=True, help="Remove catalogues and templates whose article is gone.")
def extract(project: Project, console: Console, locales: tuple[str, ...], form: str, prune: bool) -> None:
    """Bring the catalogues up to date with the articles.

    Articles are cut into segments and merged into the catalogues of each locale. Translations are kept: a changed
    sentence keeps its old translation as a draft, a vanished one is set aside and comes back with its source.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.extract import extract_project

    with lock_project(project):
        report = extract_project(project, locales=locales, prune=prune, progress=console.progress)
    console.clear()
    if form == "json":
        print_json(report)
    else:
        print_extract(report, console)
        if not report.articles and not report.errors:
            console.say(f"There are no articles yet. Put .txt, .md or .html files into {articles_place(project)}.")
        elif report.changed:
            console.say("Next: i18n-tool translate")
    finish_errors(report.errors, form)


def articles_place(project: Project) -> str:
    """Return the folders that articles are looked for in."""
    return " or ".join(f"{folder.as_posix()}/" for folder in project.article_folders)


def print_extract(report: ExtractReport, console: Console) -> None:
    """Print what extract did."""
    for article in report.articles:
        if article.changed:
            written = count(len(article.changed), "file") + " written"
            console.say(f"{article.path}: {count(article.segments, 'segment')}, {written}")
    for path in report.pruned:
        console.say(f"{path}: removed, its article is gone")
    for path in report.orphans:
        console.say(f"{path}: its article is gone; remove it with --prune")
    segments = sum(article.segments for article in report.articles)
    words = sum(article.words for article in report.articles)
    changed = f"{count(report.changed, 'file')} changed" if report.changed else "nothing changed"
    console.say(
        f"{count(len(report.articles), 'article')}, {count(segments, 'segment')}, {count(words, 'word')}; {changed}."
    )


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
        for severity, word, plural in (
            ("error", "error", ""),
            ("warning", "warning", ""),
            ("info", "note", ""),
        )
        if severity in severities
    )
    hidden = len(report.findings) - len(shown)
    console.say(
        f"{count(report.units, 'unit')} in {count(report.catalogues, 'catalogue')}: {summary or 'no findings'}"
        + (f"; {report.ignored} ignored with a reason" if report.ignored else "")
        + ("." if not hidden else "; -v shows the notes." if not brief else ".")
    )


@click.command(name="compile")
@common_options(locale=True)
@click.option("--drafts", is_flag=True, help="Put machine drafts into the pages too; the pages say so.")
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Write the pages there.")
def compile_(
    project: Project, console: Console, locales: tuple[str, ...], form: str, drafts: bool, output: Path | None
) -> None:
    """Write the pages of each locale.

    Only accepted translations are used; the rest stands in the source language, and the page says so.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.compile import compile_project

    with lock_project(project):
        report = compile_project(project, locales=locales, drafts=drafts, output=output, progress=console.progress)
    console.clear()
    if form == "json":
        print_json(report)
    else:
        print_compile(report, console)
    finish_errors(report.errors, form)


def print_compile(report: CompileReport, console: Console) -> None:
    """Print how many pages each locale has, and what is not translated on them."""
    from i18n_tool.languages import bcp47_tag

    rows = []
    for locale in report.locales:
        pages = [page for page in report.pages if page.locale == locale]
        accepted, drafts, rest = (
            sum(getattr(page, name) for page in pages) for name in ("accepted", "drafts", "untranslated")
        )
        parts = [
            f"{number:,} {word}"
            for number, word in ((accepted, "accepted"), (drafts, "drafts"), (rest, "in the source language"))
            if number
        ]
        rows.append((bcp47_tag(locale), count(len(pages), "page"), ", ".join(parts)))
    for line in table(rows):
        console.say(line)
    for link in report.broken_links:
        place = f"{link.article}:{link.line}" if link.line else link.article
        console.say(f"{place}: the link to {link.target} leads nowhere: {link.reason}")
    for page in report.left_out:
        console.detail(f"{page.path}: nothing of it is translated; the other pages do not link to it")
    removed = f", {count(len(report.removed), 'file')} removed" if report.removed else ""
    written = f"{count(report.written, 'file')} written, {report.unchanged:,} unchanged{removed}"
    console.say(f"{written}, in {report.output.rstrip('/')}/.")


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
            ("article", "locale", "accepted", "draft", "missing", "obsolete", "words", "done")
        ]
        for row in report.rows:
            if not row.extracted:
                rows.append((row.article, row.locale, "-", "-", "-", "-", "-", "not extracted"))
                continue
            done = f"{100 * row.words_accepted // row.words} %" if row.words else "-"
            numbers = (row.accepted, row.draft, row.missing, row.obsolete, row.words)
            rows.append((row.article, row.locale, *(f"{number:,}" for number in numbers), done))
        for line in table(rows, right=range(2, 8)):
            click.echo(line)
        for path in report.orphans:
            console.say(f"{path}: its article is gone; remove it with: i18n-tool extract --prune")
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
        print_json(report)
    else:
        console.head("extract")
        print_extract(report.extract, console)
        console.head("translate")
        print_translate(report.translate, console)
        console.head("check")
        print_check(report.check, console, project, brief=True)
        console.head("compile")
        print_compile(report.compile, console)
    told: dict[str, I18nToolError] = {}
    for problem in (*report.extract.errors, *report.translate.errors, *report.compile.errors):
        told.setdefault(str(problem), problem)
    finish_errors(told.values(), form)
    if report.check.failed:
        raise click.exceptions.Exit(FINDINGS)

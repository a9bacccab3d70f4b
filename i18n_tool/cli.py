"""The command line: reads the arguments, calls one workflow function, prints, exits.

The result goes to standard output, progress and errors to standard error. Exit codes: 0 all well, 1 findings,
2 the work could not be done, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_tool import __version__

if TYPE_CHECKING:
    from i18n_tool.errors import I18nToolError
    from i18n_tool.project import Project
    from i18n_tool.workflow.check import CheckReport
    from i18n_tool.workflow.compile import CompileReport
    from i18n_tool.workflow.extract import ExtractReport
    from i18n_tool.workflow.translate import TranslateReport

FINDINGS, FAILED, INTERRUPTED = 1, 2, 130


class JourneyGroup(click.Group):
    """Lists the commands in the order an article travels, and turns our errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        from i18n_tool.errors import I18nToolError

        try:
            return super().invoke(ctx)
        except I18nToolError as problem:
            print_error(problem)
            ctx.exit(FAILED)
        except KeyboardInterrupt:
            click.echo("\nstopped; what was finished is on disk.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output has gone (``| head``): nothing is wrong, and nothing can be said any more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def print_error(problem: I18nToolError) -> None:
    """Say on standard error what happened, where, and what to do next."""
    click.echo(click.style("error: ", fg="red", bold=True) + str(problem), err=True)


class Console:
    """What a command says, besides its result, and how much of it."""

    def __init__(self, quiet: bool, verbose: int) -> None:
        self.quiet, self.verbose = quiet, verbose
        self.live = sys.stderr.isatty() and not quiet and "CI" not in os.environ

    def say(self, text: str = "") -> None:
        """Print a line of the result."""
        if not self.quiet:
            click.echo(text)

    def detail(self, text: str) -> None:
        """Print a line that only ``-v`` asks for."""
        if self.verbose:
            click.echo(text, err=True)

    def progress(self, done: int, total: int, name: str) -> None:
        """Show how far the work is, on a terminal only."""
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            click.echo("\r\x1b[K" + f"{done}/{total} {name}"[:width], nl=False, err=True)

    def clear(self) -> None:
        """Take the progress line away."""
        if self.live:
            click.echo("\r\x1b[K", nl=False, err=True)


def common_options(*, locale: bool = False, formats: Sequence[str] = ("text", "json")) -> Callable[[Any], Any]:
    """Add the options that every command has, and hand it the project and the console."""

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def command(folder: Path | None, quiet: bool, verbose: int, **values: Any) -> Any:
            from i18n_tool.project import find_project

            return function(find_project(folder), Console(quiet, verbose), **values)

        command = click.option("-v", "--verbose", count=True, help="Say more.")(command)
        command = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and findings.")(command)
        command = click.option(
            "--format",
            "form",
            type=click.Choice(list(formats)),
            default="text",
            show_default=True,
            help="Form of the result on standard output.",
        )(command)
        if locale:
            command = click.option(
                "-l", "--locale", "locales", multiple=True, metavar="LOCALE", help="Only this locale; may be repeated."
            )(command)
        return click.option(
            "--project",
            "folder",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="The project folder; else this one or the nearest above that has settings.",
        )(command)

    return wrap


def print_json(value: Any) -> None:
    """Print a value as JSON, with dataclasses as objects and paths as strings."""
    click.echo(json.dumps(as_data(value), ensure_ascii=False, indent=2))


def as_data(value: Any) -> Any:
    """Return a value as JSON knows it."""
    from dataclasses import fields, is_dataclass

    from i18n_tool.errors import I18nToolError

    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, I18nToolError):
        return {
            "error": type(value).__name__,
            "what": value.what,
            "where": value.where,
            "line": value.line,
            "advice": value.advice,
        }
    if isinstance(value, dict):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_data(item) for item in value]
    return str(value) if isinstance(value, Path) else value


def count(number: int, word: str, plural: str = "") -> str:
    """Return a number with its noun, ``1 article`` or ``1,234 articles``."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def table(rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> list[str]:
    """Return rows as aligned lines; CJK characters count as two columns."""
    import unicodedata

    def width(text: str) -> int:
        return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

    listed = [list(row) for row in rows]
    widths = [max(width(row[column]) for row in listed) for column in range(len(listed[0]))] if listed else []
    flush = set(right)
    lines = []
    for row in listed:
        cells = []
        for column, cell in enumerate(row):
            pad = " " * (widths[column] - width(cell))
            cells.append(pad + cell if column in flush else cell + pad)
        lines.append("  ".join(cells).rstrip())
    return lines


@click.group(cls=JourneyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="i18n-tool")
def main() -> None:
    """Publish articles in many languages.

    Articles (text, Markdown, HTML) become PO catalogues; an engine drafts translations that respect a glossary of
    fixed terms; people review the PO files in any editor; check guards the result; compile writes the pages.
    """


@main.command()
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
    """Make a folder a project: settings, a folder for articles, a glossary.

    Nothing that is there is overwritten.

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


@main.command()
@common_options(locale=True)
@click.option("--prune", is_flag=True, help="Remove catalogues and templates whose article is gone.")
def extract(project: Project, console: Console, locales: tuple[str, ...], form: str, prune: bool) -> None:
    """Cut articles into segments and merge them into the catalogues.

    Translations are kept: a changed sentence keeps its old translation as a draft, a vanished one is set aside and
    comes back with its source.
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


def finish_errors(errors: Collection[I18nToolError], form: str = "text") -> None:
    """Exit with 2 if something could not be done, having said what."""
    if form == "text":
        for problem in errors:
            print_error(problem)
    if errors:
        raise click.exceptions.Exit(FAILED)


@main.command()
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


@main.command()
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


@main.command(name="compile")
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
        report = compile_project(project, locales=locales, drafts=drafts, output=output)
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


@main.command()
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


@main.command()
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
        for word, show in (
            ("extract", lambda: print_extract(report.extract, console)),
            ("translate", lambda: print_translate(report.translate, console)),
            ("check", lambda: print_check(report.check, console, project, brief=True)),
            ("compile", lambda: print_compile(report.compile, console)),
        ):
            console.say(click.style(word, bold=True))
            show()
    told: dict[str, I18nToolError] = {}
    for problem in (*report.extract.errors, *report.translate.errors, *report.compile.errors):
        told.setdefault(str(problem), problem)
    finish_errors(told.values(), form)
    if report.check.failed:
        raise click.exceptions.Exit(FINDINGS)


@main.command()
@common_options()
def engines(project: Project, console: Console, form: str) -> None:
    """List the engines, the locales that each can serve, and what is missing for the others."""
    from i18n_tool.engines.choice import list_engines

    rows = list_engines(project)
    if form == "json":
        print_json(rows)
        return
    for line in table(
        [
            ("engine", "where", "serves", "what it is"),
            *(
                (
                    str(row["name"]),
                    "network" if row["network"] else "here",
                    " ".join(as_data(row["locales"])) or "-",
                    str(row["summary"]),
                )
                for row in rows
            ),
        ]
    ):
        click.echo(line)
    for row in rows:
        for locale, reason in as_data(row["missing"]).items():
            console.detail(f"{row['name']}, {locale}: {reason}")
    if not console.verbose:
        console.say("-v shows what is missing for the other locales.")


@main.command(name="merge-driver")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", required=False, default="")
def merge_driver(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Merge two versions of a catalogue entry by entry, for git.

    OURS becomes the result. Where both sides translated a unit differently, ours is kept as a draft, theirs in a
    comment, and the exit code is 1.

    \b
    Set it up once in a clone; .gitattributes names it for *.po:
      git config merge.i18n-tool.driver 'i18n-tool merge-driver %O %A %B %P'
    """
    from i18n_tool.workflow.merge_driver import merge_files

    merged = merge_files(base, ours, theirs)
    shown = name or str(ours)
    if merged.problem:
        click.echo(f"{shown}: merged line by line, since a version is no catalogue: {merged.problem.what}", err=True)
    for msgid in merged.conflicts:
        click.echo(f"{shown}: both sides translated {msgid!r}; accept one of the two", err=True)
    raise click.exceptions.Exit(merged.exit_code)

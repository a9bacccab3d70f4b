"""What the commands share: options, exit codes, and how they print."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_tool.cli.progress import ProgressLine, clear_line

if TYPE_CHECKING:
    from i18n_tool.errors import I18nToolError

FINDINGS, FAILED, INTERRUPTED = 1, 2, 130


def print_error(problem: I18nToolError) -> None:
    """Say on standard error what happened, where, and what to do next; a file here without its whole path."""
    clear_line()
    if problem.path is not None and Path(problem.path).is_relative_to(Path.cwd()):
        problem.path = Path(problem.path).relative_to(Path.cwd()).as_posix()
    click.echo(click.style("error: ", fg="red", bold=True) + str(problem), err=True)


def print_errors(problems: Iterable[I18nToolError]) -> None:
    """Say what could not be done, each once: an article may have failed in many locales for one reason."""
    for problem in {str(problem): problem for problem in problems}.values():
        print_error(problem)


class Console:
    """What a command says, besides its result, and how much of it."""

    def __init__(self, quiet: bool, verbose: int) -> None:
        self.quiet, self.verbose = quiet, verbose
        self.progress = ProgressLine(sys.stderr.isatty() and not quiet and "CI" not in os.environ)

    def say(self, text: str = "") -> None:
        """Print a line of the result."""
        if not self.quiet:
            clear_line()
            click.echo(text)

    def head(self, text: str) -> None:
        """Print the name of what comes below."""
        self.say(click.style(text, bold=True))

    def detail(self, text: str) -> None:
        """Print a line that only ``-v`` asks for."""
        if self.verbose:
            clear_line()
            click.echo(text, err=True)

    def clear(self) -> None:
        """Take the progress line away."""
        clear_line()


def common_options(*, locale: bool = False, formats: Sequence[str] = ("text", "json")) -> Callable[[Any], Any]:
    """Add the options that every command has, and hand it the project and the console."""

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def command(folder: Path | None, quiet: bool, verbose: int, **values: Any) -> Any:
            from i18n_tool.project import find_project

            project = find_project(folder)
            for warning in () if quiet else project.warnings:
                click.echo(f"warning: {warning}", err=True)
            return function(project, Console(quiet, verbose), **values)

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
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
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


def finish_errors(errors: Collection[I18nToolError], form: str = "text") -> None:
    """Exit with 2 if something could not be done, having said what."""
    if form == "text":
        print_errors(errors)
    if errors:
        raise click.exceptions.Exit(FAILED)

"""The command that writes pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_tool.cli.console import Console, common_options, count, finish_errors, print_json, table
from i18n_tool.cli.watch import build_and_watch

if TYPE_CHECKING:
    from i18n_tool.pages import BrokenLink
    from i18n_tool.project import Project
    from i18n_tool.workflow.article_warnings import ArticleWarning
    from i18n_tool.workflow.compile_report import CompiledPage, CompileReport, Totals
    from i18n_tool.workflow.compile_source import SourceReport

STATES = {"accepted": "accepted", "drafts": "drafts", "untranslated": "in the source language"}
"""What is counted of pages, and how it is called."""
MOST_SHOWN = 20
"""Pages that are left out and named one by one."""


@click.command(name="compile")
@common_options(locale=True)
@click.option("--drafts", is_flag=True, help="Put machine drafts into the pages too; the pages say so.")
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Write the pages there.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["pages", "source"]),
    default="pages",
    show_default=True,
    help="Write pages, or localised articles for a site generator.",
)
@click.option("--watch", is_flag=True, help="Write again whenever something changes, until Ctrl-C.")
def compile_(
    project: Project,
    console: Console,
    locales: tuple[str, ...],
    form: str,
    drafts: bool,
    output: Path | None,
    kind: str,
    watch: bool,
) -> None:
    """Write the pages of each locale.

    Only accepted translations are used; the rest stands in the source language, and the page says so.
    """
    if watch and form == "json":
        raise click.UsageError("--watch has no JSON form.")
    build, show = _sources() if kind == "source" else _pages()

    def build_once(project: Project) -> Any:
        from i18n_tool.project import lock_project

        with lock_project(project):
            return build(project, locales=locales, drafts=drafts, output=output, progress=console.progress)

    if watch:
        build_and_watch(project, console, build_once, lambda report: show(report, console))
        return
    report = build_once(project)
    console.clear()
    if form == "json":
        print_json(report)
    else:
        show(report, console)
    finish_errors(report.errors, form)


def _pages() -> tuple[Callable[..., Any], Callable[[Any, Console], None]]:
    from i18n_tool.workflow.compile import compile_project

    return compile_project, print_compile


def _sources() -> tuple[Callable[..., Any], Callable[[Any, Console], None]]:
    from i18n_tool.cli.compile_source import print_sources
    from i18n_tool.workflow.compile_source import compile_sources

    return compile_sources, print_sources


def print_compile(report: CompileReport, console: Console) -> None:
    """Print how many pages each locale has, and what is not translated on them."""
    from i18n_tool.languages import bcp47_tag

    rows = []
    for locale, total in report.totals.items():
        parts = segments_of([total])
        if total.left_out:
            parts.append(f"{count(total.left_out, 'page')} left out")
        rows.append((bcp47_tag(locale), count(total.pages, "page"), ", ".join(parts)))
    for line in table(rows):
        console.say(line)
    print_broken_links(report.broken_links, console)
    print_warnings(report.warnings, console)
    absent = (page for page in report.left_out if not page.exists)
    for page in islice(absent, MOST_SHOWN):
        console.say(f"{page.path}: left out: {page.reason}")
    more = sum(total.left_out for total in report.totals.values()) - MOST_SHOWN
    if more > 0:
        console.say(f"… and {count(more, 'page')} more; --format json has them all.")
    for page in report.left_out if console.verbose else ():
        if page.exists:
            console.detail(f"{page.path}: the other pages do not link to it: {page.reason}")
    if not report.feeds:
        console.detail("There are no feeds and no sitemap: they need site-url in [compile].")
    print_files(report, console)


def segments_of(pages: Iterable[CompiledPage | Totals]) -> list[str]:
    """Return how many segments of pages are accepted, drafts and untranslated, in words."""
    listed = list(pages)
    numbers = ((sum(getattr(page, name) for page in listed), words) for name, words in STATES.items())
    return [f"{number:,} {words}" for number, words in numbers if number]


def print_broken_links(links: Iterable[BrokenLink], console: Console) -> None:
    """Print the links that lead nowhere, with their places."""
    for link in links:
        place = f"{link.article}:{link.line}" if link.line else link.article
        console.say(f"{place}: the link to {link.target} leads nowhere: {link.reason}")


def print_warnings(warnings: Iterable[ArticleWarning], console: Console) -> None:
    """Print what authors should look at."""
    for warning in warnings:
        console.say(str(warning))


def print_files(report: CompileReport | SourceReport, console: Console) -> None:
    """Print how many files were written, left and removed."""
    removed = f", {count(len(report.removed), 'file')} removed" if report.removed else ""
    written = f"{count(report.written, 'file')} written, {report.unchanged:,} unchanged{removed}"
    console.say(f"{written}, in {report.output.rstrip('/')}/.")

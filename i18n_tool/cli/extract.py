"""The command that brings catalogues up to date with articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import Console, common_options, count, finish_errors, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from i18n_tool.project import Project
    from i18n_tool.workflow.extract import ExtractReport
    from i18n_tool.workflow.leftovers import Leftover


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
            console.say(f"{article.path}: {describe_size(article.segments, article.units)}, {written}")
        for warning in article.warnings:
            console.say(str(warning))
    for path in report.pruned:
        console.say(f"{path}: removed, its article is gone")
    for path in report.orphans:
        console.say(f"{path}: its article is gone; remove it with --prune")
    print_leftovers(report.leftovers, console)
    segments = sum(article.segments for article in report.articles)
    units = sum(article.units for article in report.articles)
    words = sum(article.words for article in report.articles)
    changed = f"{count(report.changed, 'file')} changed" if report.changed else "nothing changed"
    size = f"{describe_size(segments, units)}, {count(words, 'word')}"
    console.say(f"{count(len(report.articles), 'article')}, {size}; {changed}.")


def print_leftovers(leftovers: Sequence[Leftover], console: Console) -> None:
    """Print which catalogues belong to no locale of the project."""
    for one in leftovers:
        console.say(f"{one.folder}/: {one.message}.")


def describe_size(segments: int, units: int) -> str:
    """Return how many segments there are, and how many units where equal segments share one."""
    shared = f" in {count(units, 'unit')}" if units != segments else ""
    return f"{count(segments, 'segment')}{shared}"

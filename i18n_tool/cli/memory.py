"""The commands about the translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import Console, common_options, count, print_json, table

if TYPE_CHECKING:
    from i18n_tool.project import Project

_SHOWN = 10
"""Refused units that are named without ``-v``."""


@click.group()
def memory() -> None:
    """Look into the translation memory, and exchange it.

    It holds what is accepted in the catalogues, and the TMX files of the project (memory/*.tmx).
    """


@memory.command()
@common_options()
def stats(project: Project, console: Console, form: str) -> None:
    """Show how much the memory holds and where it comes from."""
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.memory import memory_statistics

    with lock_project(project):
        found = memory_statistics(project)
    if form == "json":
        print_json(found)
        return
    if found.warning:
        click.echo(f"warning: {found.warning}", err=True)
    pairs = count(sum(found.pairs.values()), "pair")
    texts = count(found.sources, "source text")
    console.say(f"{pairs} of {texts} from {count(found.catalogues, 'catalogue')}; {found.size / 2**20:.1f} MiB on disk")
    for line in table([(name, f"{number:,}") for name, number in (*found.pairs.items(), *found.imported.items())]):
        click.echo(line)


@memory.command()
@common_options(locale=True)
@click.argument("text")
def find(project: Project, console: Console, locales: tuple[str, ...], form: str, text: str) -> None:
    """Show what the memory has for TEXT.

    The same text first, then the most similar one, then what holds TEXT in its source or translation.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.memory import find_pairs

    with lock_project(project):
        found = find_pairs(project, text, locales=locales)
    if form == "json":
        print_json(found)
        return
    for pair in found:
        likeness = f"{int(100 * pair.score)} %" if pair.score else "holds it"
        click.echo(f"{pair.locale}, {likeness}, {pair.file}\n  {pair.msgid}\n  {pair.msgstr}")
    if not found:
        console.say("Nothing like it.")


@memory.command(name="import")
@common_options()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in place of a file of its name that says something else.")
def import_(project: Project, console: Console, form: str, source: Path, replace: bool) -> None:
    """Take the pairs of a TMX file into the memory.

    The file is copied into memory/, where every run finds it; put it under version control, or delete it to forget its
    pairs. Units that are not taken are named with their line and the reason.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.memory import import_memory

    with lock_project(project):
        report = import_memory(project, source, replace=replace)
    if form == "json":
        print_json(report)
        return
    shown = report.refusals if console.verbose else report.refusals[:_SHOWN]
    for one in shown:
        console.say(f"{source}:{one.line}: {one.reason}")
    if report.refused > len(shown):
        console.say(f"{count(report.refused - len(shown), 'more')} refused; -v names them.".replace("mores", "more"))
    locales = ", ".join(f"{locale} {number:,}" for locale, number in report.locales)
    console.say(
        f"{report.file}: {count(report.taken, 'pair')} taken, {report.doubled:,} known already,"
        f" {count(report.refused, 'unit')} refused{f' ({locales})' if locales else ''}."
    )


@memory.command(name="export")
@common_options(locale=True)
@click.argument("target", type=click.Path(path_type=Path))
def export(project: Project, console: Console, locales: tuple[str, ...], form: str, target: Path) -> None:
    """Write the memory to a TMX 1.4b file."""
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.memory import export_memory

    with lock_project(project):
        report = export_memory(project, target, locales=locales)
    if form == "json":
        print_json(report)
        return
    console.say(f"{target}: {count(report.pairs, 'pair')} in {count(report.entries, 'unit')} written.")

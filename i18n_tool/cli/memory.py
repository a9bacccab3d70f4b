"""The commands about the translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import Console, common_options, count, print_json, table

if TYPE_CHECKING:
    from i18n_tool.project import Project
    from i18n_tool.workflow.memory_import import ImportReport

_SHOWN = 10
"""Reasons for refusals that are named without ``-v``."""


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
    pairs. One that has nothing new is not copied. Units that are not taken are counted by reason; -v names each.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.memory_import import import_memory

    with lock_project(project):
        report = import_memory(project, source, replace=replace)
    if form == "json":
        print_json(report)
    else:
        print_import(report, console, source)


def print_import(report: ImportReport, console: Console, source: Path) -> None:
    """Print what is new, what was known, and what was not taken."""
    if console.verbose:
        for refusal in report.refusals:
            console.say(f"{source}:{refusal.line}: {refusal.reason}")
    else:
        for one in report.reasons[:_SHOWN]:
            more = f" (and {one.units - 1:,} more like it)" if one.units > 1 else ""
            console.say(f"{source}:{one.line}: {one.reason}{more}")
    new = [f"{one.locale} {one.new:,}" for one in report.locales if one.new]
    known = [f"{one.locale} {one.known:,}" for one in report.locales if one.known]
    parts = [f"{count(report.new, 'new pair')} ({', '.join(new)})" if new else "nothing new"]
    if known:
        parts.append(f"{count(report.known, 'pair')} known already ({', '.join(known)})")
    if report.refused:
        parts.append(f"{count(report.refused, 'unit')} not taken")
    kept = "" if report.file else " The file is not copied."
    console.say(f"{report.file or source}: {'; '.join(parts)}.{kept}")


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
    if not report.pairs:
        console.say("The memory is empty: it holds what reviewers have accepted, and the files in memory/.")

"""The commands about engines: which there are, and whether one works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import Console, common_options, count, print_json, table

if TYPE_CHECKING:
    from i18n_tool.engines.listing import EngineRow
    from i18n_tool.project import Project


class ListingGroup(click.Group):
    """Lists when it is told nothing else."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=ListingGroup)
def engines() -> None:
    """List the engines, or try one.

    Without a command it lists them: ``i18n-tool engines`` is ``i18n-tool engines list``.
    """


@engines.command(name="list")
@common_options()
def list_(project: Project, console: Console, form: str) -> None:
    """List the engines, what they need, and the locales that they serve.

    With -v also why other locales are not served. Keys are never shown, only the variables that they are in. Texts and
    characters are what one call may have; a million characters cost what the settings say.
    """
    from i18n_tool.engines.listing import list_engines

    rows = list_engines(project)
    if form == "json":
        print_json(rows)
        return
    heads = ("engine", "where", "serves", "key", "texts, characters", "a million", "what it is")
    for line in table([heads, *map(cells_of, rows)]):
        click.echo(line)
    wanting = {row.name: needs_of(row) for row in rows if not row.locales and not console.verbose}
    if any(wanting.values()):
        console.head("To install or set:")
    for reasons in wanting.values():
        for reason in reasons:
            console.say(f"  {reason}")
    for row in rows:
        for reason in dict.fromkeys(row.missing.values()):
            locales = ", ".join(locale for locale, other in row.missing.items() if other == reason)
            console.detail(f"{locales}: {reason if reason.startswith(row.name) else f'{row.name}: {reason}'}")
    if not console.verbose:
        console.say("-v shows what is missing for each locale; i18n-tool engines test NAME tries one.")


def cells_of(row: EngineRow) -> tuple[str, ...]:
    """Return what the table shows of an engine."""
    unset = f"{row.key_variables[0]} {'unset' if row.key_needed else 'optional'}" if row.key_variables else "-"
    limits = f"{row.max_segments:,}, {row.max_characters:,}"
    price = f"{row.price:,.2f}" if row.price is not None else "-"
    where = "network" if row.network else "here"
    return row.name, where, " ".join(row.locales) or "-", row.key or unset, limits, price, row.summary


def needs_of(row: EngineRow) -> list[str]:
    """Return what an engine that serves nothing needs, each once; not what it cannot do at all."""
    return [reason for reason in dict.fromkeys(row.missing.values()) if reason.startswith(f"{row.name}: ")]


@engines.command()
@click.argument("name")
@common_options()
@click.option("-l", "--locale", metavar="LOCALE", help="The locale to translate into; else the first that it serves.")
@click.option("--text", metavar="TEXT", help="The sentence to translate; else one of ours.")
def test(project: Project, console: Console, form: str, name: str, locale: str | None, text: str | None) -> None:
    """Ask an engine for one sentence.

    Shows the answer and how long it took. Exits with 2 if there is none, and says what to do.
    """
    from i18n_tool.engines.listing import try_engine
    from i18n_tool.languages import gettext_tag

    trial = try_engine(project, name, gettext_tag(locale) if locale else None, text)
    if form == "json":
        print_json(trial)
        return
    console.say(
        f"{trial.engine}: {trial.source} to {trial.locale}, {count(trial.characters, 'character')} "
        f"in {trial.seconds:.2f} s"
    )
    console.say(trial.text)
    click.echo(trial.answer)

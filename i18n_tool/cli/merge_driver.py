"""The command that git calls: the merge driver."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="merge-driver")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", required=False, default="")
def merge_driver(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Merge two versions of a catalogue, for git.

    They are merged entry by entry.

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

"""The command line: reads the arguments, calls one workflow function, prints, exits.

The result goes to standard output, progress and errors to standard error. Exit codes: 0 all well, 1 findings,
2 the work could not be done, 130 stopped with Ctrl-C, 143 stopped with SIGTERM.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from i18n_tool import __version__
from i18n_tool.cli.check import check
from i18n_tool.cli.compile import compile_
from i18n_tool.cli.console import FAILED, INTERRUPTED, print_error
from i18n_tool.cli.engines import engines
from i18n_tool.cli.explain import explain
from i18n_tool.cli.extract import extract
from i18n_tool.cli.glossary import glossary
from i18n_tool.cli.journey import init, run, status
from i18n_tool.cli.memory import memory
from i18n_tool.cli.merge_driver import merge_driver
from i18n_tool.cli.preview import preview
from i18n_tool.cli.progress import clear_line
from i18n_tool.cli.translate import translate


class JourneyGroup(click.Group):
    """Lists the commands in the order an article travels, and turns our errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        from i18n_tool.errors import I18nToolError

        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except I18nToolError as problem:
            print_error(problem)
            ctx.exit(FAILED)
        except KeyboardInterrupt as stop:
            clear_line()
            click.echo("\nstopped; what was finished is on disk.", err=True)
            ctx.exit(128 + stop.args[0] if stop.args else INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output has gone (``| head``): nothing is wrong, and nothing can be said any more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except OSError as problem:
            place = f"{problem.filename}: it cannot be read or" if problem.filename else "the output cannot be"
            click.echo(f"error: {place} written: {problem.strerror}.", err=True)
            ctx.exit(FAILED)


@click.group(cls=JourneyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="i18n-tool")
def main() -> None:
    """Publish articles in many languages.

    Articles (text, Markdown, HTML) become PO catalogues; an engine drafts translations that respect a glossary of
    fixed terms; people review the PO files in any editor; check guards the result; compile writes the pages.
    """


for command in (
    init,
    extract,
    translate,
    check,
    explain,
    compile_,
    preview,
    status,
    run,
    glossary,
    memory,
    engines,
    merge_driver,
):
    main.add_command(command)

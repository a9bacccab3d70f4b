"""The command that shows the site while it is worked on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import click

from i18n_tool.cli.compile import print_compile
from i18n_tool.cli.console import Console, common_options
from i18n_tool.cli.watch import build_and_watch

if TYPE_CHECKING:
    from i18n_tool.project import Project


@click.command()
@common_options(locale=True, formats=("text",))
@click.option("--drafts", is_flag=True, help="Show machine drafts too.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0: any free one.")
@click.option("--open", "browse", is_flag=True, help="Open the site in the browser.")
def preview(
    project: Project, console: Console, locales: tuple[str, ...], form: str, drafts: bool, port: int, browse: bool
) -> None:
    """Show the site in the browser of this machine, and make it anew after each change.

    Pages reload by themselves. With ?segments behind its address a page shows where each translation stands in its
    catalogue. The site that compile writes is not touched. Ctrl-C ends the preview.
    """
    from i18n_tool.workflow.preview import Preview
    from i18n_tool.workflow.preview_server import PreviewServer

    shown = Preview(project, locales, drafts)
    with PreviewServer(shown, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        console.say(f"{server.address}  (with ?segments behind an address: where each translation stands)")
        if browse:
            click.launch(server.address)
        try:
            build_and_watch(project, console, shown.build, lambda report: print_compile(report, console))
        finally:
            server.shutdown()

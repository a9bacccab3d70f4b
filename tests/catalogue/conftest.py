"""What the tests of catalogues share."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from i18n_tool.catalogue import Catalogue, render_catalogue


class Gettext:
    """GNU gettext's programs, run on text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> Path:
        """Return a new file that holds a text."""
        path = self.folder / name
        path.write_bytes(text.encode())
        return path

    def run(self, *command: str | Path) -> str:
        """Return what a program says, both its output and its complaints."""
        done = subprocess.run([str(part) for part in command], capture_output=True, cwd=self.folder, check=False)
        return (done.stdout + done.stderr).decode()

    def msgcat(self, text: str, *options: str) -> str:
        """Return a text as msgcat writes it."""
        return self.run("msgcat", *options, self.write("in.po", text))

    def msgfmt(self, text: str) -> str:
        """Return what msgfmt complains about."""
        return self.run("msgfmt", "-c", "-o", "out.mo", self.write("in.po", text))

    def msgmerge(self, catalogue: Catalogue, template: Catalogue, *options: str) -> str:
        """Return a catalogue as msgmerge brings it up to date."""
        po = self.write("in.po", render_catalogue(catalogue))
        pot = self.write("in.pot", render_catalogue(template))
        return self.run("msgmerge", "-q", "--previous", *options, po, pot)


@pytest.fixture
def gettext(tmp_path: Path) -> Gettext:
    """GNU gettext in a folder of its own."""
    return Gettext(tmp_path)

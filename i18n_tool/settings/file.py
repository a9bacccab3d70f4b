"""A settings file: its tables, and on which line each key stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from i18n_tool.errors import SettingsError
from i18n_tool.files import read_text

SETTINGS_FILE = "i18n-tool.toml"
PYPROJECT = "pyproject.toml"


def has_table(folder: Path) -> bool:
    """Tell whether a folder has a ``pyproject.toml`` with settings of ours.

    Raises:
        SettingsError: the file cannot be read.
    """
    path = folder / PYPROJECT
    return path.is_file() and re.search(r"^\[tool\.i18n-tool[.\]]", read_text(path, SettingsError), re.M) is not None


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The text of a settings file."""

    path: Path
    """The file."""
    text: str
    """What stands in it."""

    @classmethod
    def read(cls, path: Path) -> SettingsFile:
        """Return a settings file.

        Raises:
            SettingsError: it cannot be read.
        """
        return cls(path, read_text(path, SettingsError))

    @property
    def prefix(self) -> tuple[str, ...]:
        """The table that holds the settings; nothing for a file that has no others."""
        return ("tool", "i18n-tool") if self.path.name == PYPROJECT else ()

    def parse(self) -> dict[str, Any]:
        """Return the table of the settings as it stands in the file, its keys and values not yet looked at.

        Raises:
            SettingsError: it is not TOML; the line is named.
        """
        try:
            data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as problem:
            raise self._toml_error(problem) from problem
        for name in self.prefix:
            data = data.get(name, {})
        return data

    def _toml_error(self, problem: tomllib.TOMLDecodeError) -> SettingsError:
        line = re.search(r"at line (\d+)", str(problem))
        what = re.sub(r"\('(\w[\w-]*)',\)", r'"\1"', str(problem).split(" (at ")[0])
        advice = "Correct it; text needs double quotes."
        if "twice" in what:
            advice = "A table may stand once only; add to it."
        elif what == "Cannot overwrite a value":
            what, advice = "this key stands twice", "Join the two lines."
        what = f"this is not TOML: {what[:1].lower()}{what[1:]}."
        return SettingsError(what, advice, path=self.path, line=int(line[1]) if line else None)

    def error(self, place: tuple[str, ...], what: str, advice: str, near: str | None = None) -> SettingsError:
        """Return the error that what the file says at a key is, with its line; the arguments are as for ``line_of``."""
        return SettingsError(what, advice, path=self.path, line=self.line_of(place, near))

    def line_of(self, place: tuple[str, ...], near: str | None = None) -> int | None:
        """Return the line of a key or table, or of a word in its value that stands below it; None if it is not there.

        Args:
            place: the key and the tables it is in, the outermost first.
            near: the word.
        """
        lines = self.text.splitlines()
        table: tuple[str, ...] = ()
        wanted = (*self.prefix, *place)
        for number, line in enumerate(lines, 1):
            header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
            if header:
                table = _parts(header[1])
                if table == wanted:
                    return number
                continue
            name = re.match(r"\s*([^=#]+?)\s*=", line)
            if name and (*table, *_parts(name[1])) == wanted:
                word = near.strip("'") if near else None
                later = range(number, len(lines) + 1)
                return next((below for below in later if word and word in lines[below - 1]), number)
        return None


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))

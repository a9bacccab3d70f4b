"""What each article and its catalogues looked like after they were extracted, so that unchanged ones are skipped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import i18n_tool
from i18n_tool.files import write_text
from i18n_tool.project import Project

Stamps = list[list[int]]
"""Size and time of an article, its template and its catalogues; of a file that is not there, zeros."""

_GAP = "\0"


class ExtractState:
    """Knows the articles that need no extraction.

    An article is skipped when neither it, its catalogues, the settings, the glossary nor the tool have changed.
    """

    def __init__(self, project: Project, locales: Sequence[str]) -> None:
        self.project = project
        self.path = project.state_folder / "extract.json"
        places = [project.template_path(_GAP), *(project.catalogue_path(_GAP, locale) for locale in locales)]
        self.places = [str(place).split(_GAP) for place in places]
        """What stands before and after the name of an article in the paths of its files."""
        self.setting = self.fingerprint(locales)
        self.known: dict[str, Any] = {}
        self.kept: dict[str, Any] = {}
        try:
            data = json.loads(self.path.read_bytes())
            if data.get("setting") == self.setting:
                self.known = data["articles"]
        except (OSError, ValueError, KeyError, AttributeError):
            pass

    def fingerprint(self, locales: Sequence[str]) -> str:
        """Return a digest of what all articles depend on."""
        project = self.project
        digest = hashlib.blake2b(digest_size=16)
        digest.update(repr((i18n_tool.__version__, locales, sorted(project.settings.items(), key=str))).encode())
        code = Path(i18n_tool.__file__).parent
        digest.update(repr(sorted(_code_stamps(str(code)))).encode())
        for path in project.files_like(project.settings["glossaries"]):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def stamps(self, path: Path, name: str) -> Stamps:
        """Return what an article and its files look like now."""
        return [_stamp(str(path)), *(_stamp(before + name + after) for before, after in self.places)]

    def lookup(self, path: Path, name: str) -> tuple[int, int, int] | None:
        """Return how many segments, units and words an article has, or None if it must be extracted."""
        shown = self.project.relative(path)
        entry = self.known.get(shown)
        if entry is None or entry[3:] != self.stamps(path, name):
            return None
        self.kept[shown] = entry
        return entry[0], entry[1], entry[2]

    def store(self, path: Path, name: str, segments: int, units: int, words: int) -> None:
        """Remember what an article and its files look like."""
        self.kept[self.project.relative(path)] = [segments, units, words, *self.stamps(path, name)]

    def save(self) -> None:
        """Write what is known of all articles, if it changed."""
        if self.kept != self.known:
            write_text(self.path, json.dumps({"setting": self.setting, "articles": self.kept}))


def _stamp(path: str) -> list[int]:
    try:
        seen = os.stat(path)  # noqa: PTH116 - a Path for each of ten thousand files takes longer than the call
    except OSError:
        return [0, 0]
    return [seen.st_size, seen.st_mtime_ns]


def _code_stamps(folder: str) -> list[tuple[str, list[int]]]:
    """Return path, size and time of the modules of a package."""
    found: list[tuple[str, list[int]]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                seen = entry.stat()
                found.append((entry.path, [seen.st_size, seen.st_mtime_ns]))
            elif entry.is_dir() and "." not in entry.name and entry.name != "__pycache__":
                found += _code_stamps(entry.path)
    return found

"""A project: its settings with every default filled in, and where its files are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from i18n_tool.errors import LocaleError, ProjectError, SettingsError
from i18n_tool.languages import gettext_tag, nearest_word
from i18n_tool.patterns import find_files
from i18n_tool.settings import SETTINGS_FILE, SettingsFile

STATE_FOLDER = ".i18n-tool"


@dataclass(frozen=True)
class Project:
    """A project: a folder, and settings with every default filled in."""

    root: Path
    """The folder of the settings file, absolute."""
    settings: Mapping[str, Any]
    """Values by dotted key, such as ``compile.policy``; locales are in gettext spelling."""
    path: Path | None = None
    """The settings file."""
    warnings: tuple[str, ...] = ()
    """What a person should know of the settings."""

    @property
    def source_locale(self) -> str:
        """The locale of the articles."""
        return str(self.settings["source-locale"])

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that articles are translated into."""
        return tuple(self.settings["locales"])

    @property
    def output(self) -> Path:
        """The folder of pages."""
        return self.root / str(self.settings["output"])

    @property
    def source_output(self) -> Path:
        """The folder of localised articles for a site generator."""
        return self.root / str(self.settings["compile.source.output"])

    @property
    def state_folder(self) -> Path:
        """The folder of journal, memory and lock; can be deleted at any time between commands."""
        return self.root / STATE_FOLDER

    @property
    def catalogue_folder(self) -> Path:
        """The folder of catalogues and templates."""
        return self.root / str(self.settings["catalogues"])

    def line_of(self, *key: str) -> int | None:
        """Return the line of the settings file on which a key or table stands, or None if it does not name it."""
        if self.path is None:
            return None
        return SettingsFile.read(self.path).line_of(key)

    def abbreviations(self, locale: str) -> tuple[str, ...]:
        """Words of a locale whose full stop ends no sentence, from the settings."""
        return tuple(self.settings.get(f"segmentation.{locale}.abbreviations", ()))

    def engine_of(self, locale: str) -> str:
        """The engine that the settings name for a locale, ``auto`` included."""
        return str(self.settings.get(f"engines.{locale}") or self.settings["engines.default"])

    def policy_of(self, locale: str) -> str:
        """Which translations go into the pages of a locale, and when it has one: a word of ``POLICIES``."""
        return str(self.settings.get(f"compile.{locale}.policy") or self.settings["compile.policy"])

    @cached_property
    def article_folders(self) -> tuple[PurePosixPath, ...]:
        """The folders that patterns of articles begin with; names of pages are relative to them."""
        folders = []
        for pattern in self.settings["articles"]:
            parts = PurePosixPath(pattern).parts
            fixed = list(_until_wildcard(parts))
            folder = PurePosixPath(*fixed) if len(fixed) < len(parts) else PurePosixPath(*fixed[:-1])
            folders.append(folder)
        return tuple(folders)

    @cached_property
    def _article_prefixes(self) -> tuple[str, ...]:
        """The folders of articles as names begin with them, the deepest first."""
        folders = sorted(self.article_folders, key=lambda folder: -len(folder.parts))
        return tuple(f"{folder}/" for folder in folders if folder.parts)

    def files_like(self, patterns: Iterable[str]) -> list[Path]:
        """Return the files that match patterns, sorted, without hidden ones.

        A folder that links lead to counts once, by its own path where a pattern has that.

        Raises:
            ProjectError: a match is a link to somewhere outside the project folder, or a folder cannot be read.
        """
        chosen: dict[tuple[str, str], Path] = {}
        homes: dict[str, str] = {}
        for pattern in patterns:
            for path in find_files(str(self.root), pattern):
                folder, name = os.path.split(path)
                if folder not in homes:
                    homes[folder] = os.path.realpath(folder)
                    self._demand_inside(homes[folder], path)
                home = homes[folder]
                if home == folder or (home, name) not in chosen:
                    chosen[home, name] = Path(path)
        for file in chosen.values():
            if file.is_symlink():
                self._demand_inside(os.path.realpath(file), str(file))
        return sorted(chosen.values(), key=lambda path: path.parts)

    def _demand_inside(self, real: str, path: str) -> None:
        """Refuse what really lies outside the project folder.

        Raises:
            ProjectError: it does.
        """
        if not Path(real).is_relative_to(self.root):
            raise ProjectError(
                "this file lies outside the project folder.",
                'Copy it into the project, or leave it out with "exclude".',
                path=self.relative(Path(path)),
            )

    def files_of(self, key: str) -> list[Path]:
        """Return the files that the patterns of a setting match, as ``files_like``.

        Raises:
            SettingsError: the setting names a file without any wildcard, and there is none.
            ProjectError: as ``files_like``.
        """
        for pattern in self.settings[key]:
            if not any(mark in pattern for mark in "*?[") and not (self.root / pattern).is_file():
                raise SettingsError(
                    f'"{key}" names the file {pattern}, which is not there.',
                    "Correct the name, or make the file.",
                    path=self.path,
                    line=self.line_of(key),
                )
        return self.files_like(self.settings[key])

    def relative(self, path: Path) -> str:
        """Return a path as messages and catalogues show it: from the project folder, with forward slashes."""
        inside = str(path).removeprefix(f"{self.root}{os.sep}")
        if len(inside) < len(str(path)):
            return inside.replace(os.sep, "/")
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def article_name(self, article: Path) -> str:
        """Return what an article is called in catalogues and pages: ``news/davos`` for ``articles/news/davos.md``."""
        inside = self.relative(article).removesuffix(article.suffix)
        for folder in self._article_prefixes:
            if inside.startswith(folder):
                return inside.removeprefix(folder)
        return inside

    def template_path(self, name: str) -> Path:
        """Return where the template of an article belongs."""
        return self.catalogue_folder / "templates" / f"{name}.pot"

    def catalogue_path(self, name: str, locale: str) -> Path:
        """Return where the catalogue of an article in a locale belongs."""
        return self.catalogue_folder / locale / "LC_MESSAGES" / f"{name}.po"

    def select_locales(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the locales that a command is asked to work on; all of the project's if none is named.

        Raises:
            ProjectError: the project has no locales.
            LocaleError: one is not among the project's.
        """
        if not self.locales:
            raise ProjectError(
                "the project has no locales.", 'Add one: locales = ["es"].', path=self.path and self.relative(self.path)
            )
        chosen = []
        for tag in wanted:
            try:
                spelled = gettext_tag(tag)
            except LocaleError:
                spelled = tag
            if spelled not in self.locales:
                near = nearest_word(spelled, self.locales)
                settings = self.path.name if self.path else SETTINGS_FILE
                advice = f'Did you mean "{near}"?' if near else f'Add it to "locales" in {settings}.'
                if re.search(r"[,;\s]", tag.strip()):
                    advice = "Name each by itself: -l es -l zh_CN"
                raise LocaleError(
                    f"the project is not translated into this locale; it has {', '.join(self.locales)}.",
                    advice,
                    subject=repr(tag),
                )
            chosen.append(spelled)
        return tuple(dict.fromkeys(chosen)) or self.locales


def _until_wildcard(parts: tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        if any(mark in part for mark in "*?["):
            return
        yield part

"""Catalogues of locales that the project does not have, or has no longer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from i18n_tool.errors import LocaleError
from i18n_tool.languages import gettext_tag
from i18n_tool.project import Project


@dataclass(frozen=True, slots=True)
class Leftover:
    """The catalogues of a locale that the settings do not name."""

    locale: str
    """What their folder is called."""
    folder: str
    """Their folder, from the project folder."""
    catalogues: tuple[str, ...]
    """The catalogues, from the project folder."""
    advice: str
    """What to do with them, a part of a sentence."""

    @property
    def message(self) -> str:
        """What is wrong and what to do, in a sentence without the place and the full stop."""
        noun = "catalogue" if len(self.catalogues) == 1 else "catalogues"
        return f"{len(self.catalogues):,} {noun} of {self.locale}, which is no locale of the project; {self.advice}"


def find_leftovers(project: Project) -> tuple[Leftover, ...]:
    """Return the catalogues of locales that the settings do not name, by folder."""
    home = project.catalogue_folder
    known = {"templates", *project.locales}
    folders = sorted(path for path in home.iterdir() if path.name not in known) if home.is_dir() else []
    found = [(folder, sorted((folder / "LC_MESSAGES").rglob("*.po"))) for folder in folders]
    return tuple(
        Leftover(folder.name, project.relative(folder), tuple(map(project.relative, paths)), _advice(project, folder))
        for folder, paths in found
        if paths
    )


def _advice(project: Project, folder: Path) -> str:
    try:
        tag = gettext_tag(folder.name)
    except LocaleError:
        tag = folder.name
    if tag == folder.name:
        return 'add it to "locales" in the settings, or remove the folder'
    if tag in project.locales:
        return f"name the folder {tag}, as gettext spells it, or remove it"
    return f'name the folder {tag} and add that to "locales" in the settings, or remove the folder'

"""The project of a folder or of a settings file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from i18n_tool.errors import ProjectError, SettingsError
from i18n_tool.project.base import Project
from i18n_tool.settings import PYPROJECT, SETTINGS_FILE, default_settings, has_table, read_settings

_TWO_SETTINGS = f"{PYPROJECT} has settings too, [tool.i18n-tool]; {SETTINGS_FILE} counts. Remove one of the two."
#: Each folder that is written to, the folders that must not lie in it besides the articles', and what if they do.
_FOLDERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("catalogues", (), "catalogues would stand among the articles of the project."),
    ("output", ("catalogues",), "pages would stand among the articles and catalogues of the project."),
    (
        "compile.source.output",
        ("catalogues", "output"),
        "localised articles would stand among the articles, catalogues or pages of the project.",
    ),
)


def find_project(start: Path | None = None) -> Project:
    """Return the project that a folder belongs to: its own settings file, or that of the nearest folder above.

    Args:
        start: a folder; None for the current one.

    Raises:
        ProjectError: there is no settings file.
        SettingsError: the settings file says something impossible.
    """
    folder = (start or Path.cwd()).resolve()
    if not folder.is_dir():
        raise ProjectError("there is no such folder.", "Check --project.", path=start)
    for candidate in (folder, *folder.parents):
        settings = candidate / SETTINGS_FILE
        in_pyproject = has_table(candidate)
        if settings.is_file():
            return _with_warnings(read_project(settings), *([_TWO_SETTINGS] if in_pyproject else []))
        if in_pyproject:
            return _with_warnings(read_project(candidate / PYPROJECT))
    raise ProjectError(
        f"there is no {SETTINGS_FILE} here or in a folder above.",
        "Make a project: i18n-tool init --source en --locale es",
        path=folder,
    )


def _with_warnings(project: Project, *warnings: str) -> Project:
    """Return a project with what a person should know of its settings: glossaries that are named and not there too."""
    if project.line_of("glossaries") is not None:
        none = [pattern for pattern in project.settings["glossaries"] if not project.files_like([pattern])]
        warnings += tuple(
            f'"glossaries" names {pattern}, and there is no such file: its terms are not known.' for pattern in none
        )
    return replace(project, warnings=warnings) if warnings else project


def read_project(path: Path) -> Project:
    """Return the project of one settings file.

    Raises:
        SettingsError: as ``read_settings``; or a folder that is written to holds another of the project.
    """
    project = Project(path.parent.resolve(), read_settings(path), path)
    for key, others, what in _FOLDERS:
        _demand_own_folder(project, key, others, what)
    return project


def _demand_own_folder(project: Project, key: str, others: tuple[str, ...], what: str) -> None:
    """Refuse a folder to write to that holds the articles of a project, or one of its other folders.

    Raises:
        SettingsError: it does; the line is named.
    """
    folder = (project.root / str(project.settings[key])).resolve()
    own = ["", *map(str, project.article_folders), *(str(project.settings[other]) for other in others)]
    if any((project.root / one).resolve().is_relative_to(folder) for one in own):
        keys = key.split(".")
        raise SettingsError(
            what,
            f'Name a folder of their own: {keys[-1]} = "{default_settings()[key]}".',
            path=project.path,
            line=project.line_of(*keys),
        )

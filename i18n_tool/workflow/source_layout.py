"""Where localised articles and their files go, so that a site generator finds them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from i18n_tool.errors import SettingsError
from i18n_tool.languages import bcp47_tag, gettext_tag
from i18n_tool.project import Project

SETTING = "pattern in [compile.source]"

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN = ("locale", "tag", "path", "name", "suffix")


@dataclass(frozen=True)
class Layout:
    """Turns places in the folder of articles into places in the output folder.

    Whatever the pattern, articles and their files keep their places towards each other, so that relative links
    stay as their authors wrote them.
    """

    root: Path
    """The project folder."""
    pattern: str
    """``{tag}/{path}``, ``{name}.{tag}{suffix}`` …"""
    folder: str
    """The folder that holds all folders of articles, from the project folder."""
    source_locale: str
    """The locale of the articles."""
    original: str
    """Where articles go in the source locale: ``pattern``, ``plain`` or ``none``."""

    def __post_init__(self) -> None:
        check_pattern(self.pattern)

    @property
    def by_folder(self) -> bool:
        """Whether each locale has a folder of its own; else the file names tell locales apart."""
        return bool(re.search(r"\{(?:locale|tag)\}", posixpath.dirname(self.pattern)))

    def spell(self, locale: str) -> str:
        """Return a locale in the spelling of the pattern."""
        return bcp47_tag(locale) if "{tag}" in self.pattern else gettext_tag(locale)

    def article_path(self, article: str, locale: str) -> str:
        """Return where an article belongs in a locale, from the output folder; empty: nowhere."""
        inside = self.inside(article)
        if locale == self.source_locale and self.original != "pattern":
            return inside if self.original == "plain" else ""
        return self.fill(self.pattern, inside, locale)

    def asset_path(self, asset: str, named: str, locale: str) -> str:
        """Return where a file belongs that an article asks for.

        Args:
            asset: the file, which may be the locale's variant.
            named: the file that the article names.
            locale: the locale of the article.
        """
        inside = self.inside(named)
        if locale == self.source_locale and self.original == "plain":
            return inside
        if not self.by_folder and asset != named:
            stem, suffix = posixpath.splitext(inside)
            inside = f"{stem}.{self.spell(locale)}{suffix}"
        return self.fill(posixpath.join(posixpath.dirname(self.pattern), "{path}"), inside, locale)

    def inside(self, path: str) -> str:
        """Return a path from the folder of articles."""
        return path if self.folder == "." else posixpath.relpath(path, self.folder)

    def fill(self, pattern: str, inside: str, locale: str) -> str:
        """Return a pattern with its placeholders filled in."""
        name, suffix = posixpath.splitext(inside)
        values = {
            "locale": gettext_tag(locale),
            "tag": bcp47_tag(locale),
            "path": inside,
            "name": name,
            "suffix": suffix,
        }
        return _PLACEHOLDER.sub(lambda match: values[match[1]], pattern)


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that would mix locales, lead out of the output folder, or move articles towards each other.

    Raises:
        SettingsError: it would.
    """
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name not in _KNOWN]
    folder, last = posixpath.split(pattern)
    what = ""
    if unknown or re.search("[{}]", _PLACEHOLDER.sub("", pattern)):
        what = f"{{{unknown[0]}}} is unknown." if unknown else "a brace is not closed."
        what += f" Known: {', '.join(f'{{{name}}}' for name in _KNOWN)}."
    elif not re.search(r"\{(?:locale|tag)\}", pattern):
        what = "it has neither {locale} nor {tag}, so the locales would overwrite each other."
    elif last != "{path}" and not last.startswith("{name}"):
        what = "its last part must be {path}, or begin with {name}."
    elif re.search(r"\{(?:path|name|suffix)\}", folder) or re.search(r"\{(?:path|name)\}", last[1:]):
        what = "{path}, {name} and {suffix} can stand once, in its last part."
    elif pattern.startswith("/") or "\\" in pattern or ".." in folder.split("/"):
        what = "it leads out of the output folder."
    if what:
        advice = 'Write it like "{tag}/{path}" or "{name}.{tag}{suffix}".'
        raise SettingsError(f'"{pattern}": {what}', advice, subject=SETTING)


def layout_of(project: Project) -> Layout:
    """Return the layout that the settings of a project ask for.

    Raises:
        SettingsError: the pattern cannot be used.
    """
    folders = [folder.as_posix() for folder in project.article_folders]
    return Layout(
        project.root,
        str(project.settings["compile.source.pattern"]),
        posixpath.commonpath(folders) or "." if folders else ".",
        project.source_locale,
        str(project.settings["compile.source.original"]),
    )

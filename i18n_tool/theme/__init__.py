"""The look of the pages of text and Markdown articles, and of the lists around them.

A folder of the project may stand before the built-in one: a template, ``style.css`` or catalogue in it takes the place
of ours with the same name.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError, Undefined

from i18n_tool.errors import OutputError, SettingsError
from i18n_tool.files import read_text
from i18n_tool.theme.titles import TITLES
from i18n_tool.theme.words import Words, load_words

HOME = Path(__file__).parent
"""Folder of the built-in theme."""


class Theme:
    """Templates, style and words, those of the project before ours."""

    def __init__(self, folder: Path | None = None, site_name: str = "") -> None:
        """Prepare a theme.

        Args:
            folder: what stands before the built-in theme, or None.
            site_name: name of the site, shown on every page; may be empty.

        Raises:
            SettingsError: there is no such folder.
        """
        if folder is not None and not folder.is_dir():
            raise SettingsError(
                "there is no such theme folder.", "Correct theme in [compile], or make the folder.", path=folder
            )
        self.folders = [HOME] if folder is None else [folder, HOME]
        self.site_name = site_name
        self.words: dict[str, Words] = {}
        self.titles: dict[str, Mapping[str, str]] = {}
        undefined: type[Undefined] = StrictUndefined
        self.environment = Environment(
            loader=ChoiceLoader([FileSystemLoader([home / "templates", home]) for home in self.folders]),
            autoescape=True,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=undefined,
        )

    def words_of(self, locale: str) -> Words:
        """Return the theme's own words in a locale."""
        if locale not in self.words:
            self.words[locale] = load_words(locale, [folder / "locales" for folder in self.folders])
        return self.words[locale]

    def titles_of(self, locale: str) -> Mapping[str, str]:
        """Return the titles of admonitions that have none of their own in a locale, by kind."""
        if locale not in self.titles:
            words = self.words_of(locale)
            self.titles[locale] = {kind: words.gettext(title) for kind, title in TITLES.items()}
        return self.titles[locale]

    def render(self, template: str, locale: str, values: Mapping[str, Any]) -> str:
        """Return a page of one template in one locale.

        Raises:
            OutputError: the template is missing or wrong; its name and line are given.
        """
        words = self.words_of(locale)
        try:
            return self.environment.get_template(template).render(
                {"_": words.gettext, "ngettext": words.ngettext, "chrome": words.marks_for(locale)}
                | {"site_name": self.site_name, **values}
            )
        except TemplateError as problem:
            place, line = getattr(problem, "filename", None), getattr(problem, "lineno", None)
            raise _template_error(str(problem), place or template, line) from problem
        except Exception as problem:  # What a template says may raise anything, 1 / 0 for one.
            raise _template_error(
                f"{type(problem).__name__}: {problem}", *_template_place(problem, template)
            ) from problem

    def style(self) -> str:
        """Return the style sheet."""
        path = next(folder / "style.css" for folder in self.folders if (folder / "style.css").is_file())
        return read_text(path, OutputError)

    def fingerprint(self) -> str:
        """Return a digest of every file of the theme, so that a change is noticed; a template may include any.

        What is hidden, such as the files of editors, is none of it.
        """
        digest = hashlib.blake2b(digest_size=16)
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder).as_posix()
                if path.is_file() and path.suffix not in (".py", ".pyc") and "/." not in f"/{name}":
                    digest.update(f"{name}\0".encode() + path.read_bytes())
        return digest.hexdigest()


def _template_error(what: str, path: str, line: int | None) -> OutputError:
    return OutputError(
        f"the template does not work: {what.rstrip('.')}.",
        "Correct it in the theme folder, or take it out.",
        path=path,
        line=line,
    )


def _template_place(problem: Exception, template: str) -> tuple[str, int | None]:
    """Return the innermost template that an exception comes from, and the line; jinja2 rewrites the traces to them."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(problem.__traceback__)]
    found = [place for place in places if place[0].endswith((".html", ".xml"))]
    return found[-1] if found else (template, None)

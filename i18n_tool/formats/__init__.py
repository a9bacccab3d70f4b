"""The formats that articles come in, by suffix."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from i18n_tool.errors import ArticleError

if TYPE_CHECKING:
    from i18n_tool.formats.base import Format
    from i18n_tool.model import Markup

FORMATS: dict[str, str] = {
    "text": "i18n_tool.formats.text:TextFormat",
    "markdown": "i18n_tool.formats.markdown:MarkdownFormat",
    "html": "i18n_tool.formats.html:HtmlFormat",
}
"""Class of each format; imported when first used."""

SUFFIXES: dict[str, Markup] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""Format of each suffix."""

_loaded: dict[str, Format] = {}


def get_format(name: str) -> Format:
    """Return a format by its name."""
    if name not in _loaded:
        module, _, attribute = FORMATS[name].partition(":")
        _loaded[name] = getattr(import_module(module), attribute)()
    return _loaded[name]


def format_of(path: Path | str) -> Format:
    """Return the format of an article by its suffix.

    Raises:
        ArticleError: no format has this suffix.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise ArticleError(f'the suffix "{suffix}" belongs to no format.', f"Known: {', '.join(SUFFIXES)}.", path=path)
    return get_format(SUFFIXES[suffix])


def markup_of(path: Path | str) -> Markup | None:
    """Return the inline markup of an article's segments, by its suffix; None if no format has it."""
    return SUFFIXES.get(Path(path).suffix.lower())

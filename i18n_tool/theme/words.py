"""The theme's own words in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path

from markupsafe import Markup

from i18n_tool.catalogue import read_catalogue
from i18n_tool.errors import CatalogueError
from i18n_tool.languages import bcp47_tag, direction, format_number, language_of, plural_forms, script_of

SOURCE = "en"
"""The locale the templates are written in."""


@dataclass(frozen=True)
class Words:
    """Translations of the words in templates."""

    locale: str
    """The locale they are in; may differ from the reader's if there are none in his."""
    singular: Mapping[str, str] = field(default_factory=dict)
    """Translation by msgid."""
    plural: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Translations by msgid, by plural index."""
    index: Callable[[int], int] = lambda number: int(number != 1)
    """Plural index of a number."""

    def gettext(self, message: str, **values: object) -> str:
        """Return a message in this locale with its values put in."""
        return self.singular.get(message, message) % values if values else self.singular.get(message, message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the message for a number, which it may hold as ``%(num)s``, written as in this locale."""
        forms = self.plural.get(one) or (one, many)
        index = self.index(number) if one in self.plural else int(number != 1)
        return forms[min(index, len(forms) - 1)] % {"num": format_number(number, self.locale)}

    def marks_for(self, locale: str) -> Markup:
        """Return the attributes that say which language the words are in, if it is not the page's."""
        if language_of(locale) == language_of(self.locale):
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(bcp47_tag(self.locale), direction(self.locale))


def load_words(locale: str, folders: Sequence[Path]) -> Words:
    """Return the theme's words in a locale, or in the nearest one that has a catalogue.

    Args:
        locale: the locale of the page.
        folders: folders with ``<locale>/LC_MESSAGES/theme.po``; an earlier one goes before a later one, word by word.

    Raises:
        CatalogueError: a catalogue cannot be read.
    """
    available = {path.parent.parent.name for folder in folders for path in folder.glob("*/LC_MESSAGES/theme.po")}
    nearest = nearest_locale(locale, available)
    if nearest is None:
        return Words(SOURCE)
    singular: dict[str, str] = {}
    plural: dict[str, tuple[str, ...]] = {}
    for folder in reversed(folders):
        path = folder / nearest / "LC_MESSAGES" / "theme.po"
        if not path.is_file():
            continue
        for unit in read_catalogue(path).units:
            if unit.state != "accepted":
                continue
            if unit.msgid_plural is None:
                singular[unit.msgid] = unit.msgstr
            else:
                plural[unit.msgid] = unit.msgstr_plural
    return Words(nearest, singular, plural, _plural_index(nearest))


def nearest_locale(locale: str, available: set[str]) -> str | None:
    """Return the locale itself, or one of its language and script, or of its language where the script is alike."""
    if locale in available:
        return locale
    same = sorted(
        other
        for other in available
        if language_of(other) == language_of(locale) and script_of(other) == script_of(locale)
    )
    bare = language_of(locale)
    return bare if bare in same else next(iter(same), None)


def _plural_index(locale: str) -> Callable[[int], int]:
    forms = plural_forms(locale)
    expression = forms.rpartition("plural=")[2].strip(" ;")
    try:
        chosen: Callable[[int], int] = c2py(expression)
    except ValueError as problem:
        raise CatalogueError(f"{forms!r} are no plural forms.", "Report this.", subject=locale) from problem
    return chosen

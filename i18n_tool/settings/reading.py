"""A settings file to values, each of them of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from i18n_tool.errors import LocaleError
from i18n_tool.languages import gettext_tag, nearest_word
from i18n_tool.settings.environment import read_environment
from i18n_tool.settings.file import SettingsFile
from i18n_tool.settings.schema import ANY_ENGINE, ANY_LOCALE, SCHEMA, Key, default_settings
from i18n_tool.settings.values import convert_value, site_url_problem


def read_settings(path: Path) -> dict[str, Any]:
    """Return the settings of a file by dotted key, with every default; the environment wins over the file.

    Raises:
        SettingsError: it is not TOML, has an unknown key or locale, or a value of the wrong kind; the line is named.
    """
    file = SettingsFile.read(path)
    values = {**default_settings(), **dict(_read_table(file, file.parse(), SCHEMA, ())), **read_environment()}
    if wrong := site_url_problem(values["compile.site-url"]):
        raise file.error(
            ("compile", "site-url"),
            f'"{values["compile.site-url"]}" is not the address of a site: {wrong}',
            'Write it as readers type it: site-url = "https://news.example/".',
        )
    if values["source-locale"] in values["locales"]:
        raise file.error(
            ("locales",), f"the source locale {values['source-locale']} is among the locales.", "Take it out."
        )
    if not values["articles"]:
        raise file.error(("articles",), "no pattern of articles is given.", 'Write articles = ["articles/**/*"].')
    return values


def _read_table(
    file: SettingsFile, data: Mapping[str, Any], schema: Mapping[str, Any], where: tuple[str, ...]
) -> Iterator[tuple[str, Any]]:
    """Yield each setting of a table and of those in it by its dotted key.

    Raises:
        SettingsError: a key is not known, or a value of the wrong kind.
    """
    for name, value in data.items():
        place = (*where, name)
        spelled, key = _find_key(file, place, value, schema)
        if isinstance(key, Key):
            yield ".".join((*where, spelled)), _read_value(file, place, value, key)
        elif isinstance(value, dict):
            yield from _read_table(file, value, key, (*where, spelled))
        else:
            table = ".".join((*file.prefix, *place))
            raise file.error(place, f'"{name}" must be a table.', f"Write [{table}] and its keys below.")


def _find_key(
    file: SettingsFile, place: tuple[str, ...], value: Any, schema: Mapping[str, Any]
) -> tuple[str, Key | Mapping[str, Any]]:
    """Return how a key is spelled, and what its value must be.

    Raises:
        SettingsError: it is not known.
    """
    name = place[-1]
    if name in schema and not name.startswith("<"):
        return name, schema[name]
    if ANY_ENGINE in schema and isinstance(value, dict):
        return name, schema[ANY_ENGINE]
    if ANY_LOCALE in schema:
        try:
            return gettext_tag(name), schema[ANY_LOCALE]
        except LocaleError:
            pass
    known = tuple(key for key in schema if not key.startswith("<"))
    near = nearest_word(name, known)
    advice = f'Did you mean "{near}"?' if near else f"Known here: {', '.join(known)}."
    word = "unknown key or locale" if ANY_LOCALE in schema else "unknown key"
    raise file.error(place, f'{word} "{name}".', advice)


def _read_value(file: SettingsFile, place: tuple[str, ...], value: Any, key: Key) -> Any:
    """Return a value as the settings keep it.

    Raises:
        SettingsError: it is of the wrong kind.
    """
    try:
        return convert_value(value, key)
    except ValueError as problem:
        raise file.error(place, f'"{place[-1]}" has a wrong value: {problem}', "Correct the line.") from problem
    except LocaleError as problem:
        what = f"unknown locale {problem.subject}: {problem.what}"
        raise file.error(place, what, problem.advice, near=problem.subject) from problem

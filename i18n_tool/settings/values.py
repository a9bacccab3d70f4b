"""What the value of a setting may be."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from i18n_tool.languages import currency_codes, gettext_tag, nearest_word
from i18n_tool.settings.schema import SCHEMA, Key


def convert_value(value: Any, key: Key) -> Any:
    """Return a value as the settings keep it.

    Raises:
        ValueError: it is of the wrong kind; what it should have been is said.
        LocaleError: it is a locale that is not known.
    """
    match key.kind:
        case "string" if isinstance(value, str):
            return value
        case "locale" if isinstance(value, str):
            return gettext_tag(value)
        case "strings" if isinstance(value, list) and all(isinstance(item, str) for item in value):
            for item in value if key.choices else ():
                _one_of(item, key.choices)
            return tuple(value)
        case "locales" if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(dict.fromkeys(gettext_tag(item) for item in value))
        case "boolean" if isinstance(value, bool):
            return value
        case "number" if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        case "folder" if _is_folder(value):
            return value
        case "patterns" if isinstance(value, list) and all(map(_is_pattern, value)):
            return tuple(value)
        case "currency" if isinstance(value, str):
            return _currency(value)
        case "table" if isinstance(value, dict):
            return value
        case "choice":
            return _one_of(value, key.choices)
    wanted = {
        "string": "a string in double quotes",
        "locale": "a locale in double quotes",
        "strings": 'a list of strings, ["…"]',
        "locales": 'a list of locales, ["es", "zh_CN"]',
        "boolean": "true or false",
        "number": "a whole number, 0 or more",
        "folder": "the name of a folder in double quotes",
        "patterns": 'a list of patterns that begin in the project folder, ["…"]',
        "currency": "a currency in double quotes",
        "table": "a table",
    }[key.kind]
    raise ValueError(f"it must be {wanted}.")


def _is_pattern(value: Any) -> bool:
    return _is_folder(value) and not PurePosixPath(value).is_absolute()


def _is_folder(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _currency(value: str) -> str:
    """Return a currency; a ValueError names the nearest one."""
    if value == SCHEMA["currency"].default:
        return value
    # CLDR takes a while to load: few projects name a currency.
    codes = currency_codes()
    if value in codes:
        return value
    near = nearest_word(value.upper(), codes)
    raise ValueError("it must be a code of ISO 4217." + (f' Did you mean "{near}"?' if near else ""))


def _one_of(value: Any, choices: tuple[str, ...]) -> Any:
    if value in choices:
        return value
    near = nearest_word(str(value), choices)
    raise ValueError(f"it must be one of {', '.join(choices)}." + (f' Did you mean "{near}"?' if near else ""))


def site_url_problem(address: str) -> str:
    """Return what keeps an address from being that of a site, in a sentence; empty if nothing does."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "its host or port cannot be read."
    if not address:
        return ""
    if parts.scheme not in ("http", "https"):
        return "it must begin with https:// or http://."
    if not parts.hostname or port == 0 or re.search(r"[\s<>\"{}|\\^`]", address):
        return "it needs a host, and no spaces or quotation marks."
    if parts.query or parts.fragment or address.endswith(("?", "#")):
        return 'it must end before any "?" or "#".'
    return "it must not hold a name or password." if "@" in parts.netloc else ""

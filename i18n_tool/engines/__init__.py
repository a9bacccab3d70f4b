"""The engines by name, and which of them serves a locale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from math import isfinite
from typing import Any

from i18n_tool.engines.base import Engine
from i18n_tool.errors import EngineMissingError, SettingsError
from i18n_tool.languages import nearest_word

__all__ = ["ENGINES", "Engine", "engine_names", "make_engine"]

ENGINES: dict[str, str] = {
    "apertium": "i18n_tool.engines.apertium:ApertiumEngine",
    "azure": "i18n_tool.engines.azure:AzureEngine",
    "deepl": "i18n_tool.engines.deepl:DeeplEngine",
    "google": "i18n_tool.engines.google:GoogleEngine",
    "libretranslate": "i18n_tool.engines.libretranslate:LibreTranslateEngine",
    "llm": "i18n_tool.engines.llm:LlmEngine",
    "local": "i18n_tool.engines.local:LocalEngine",
    "mymemory": "i18n_tool.engines.mymemory:MyMemoryEngine",
    "opencc": "i18n_tool.engines.opencc:OpenccEngine",
    "pseudo": "i18n_tool.engines.pseudo:PseudoEngine",
}
"""Class of each engine; imported when first used."""


COMMON_OPTIONS: dict[str, type] = {"price": float}
"""Options of every engine: what a million characters cost."""
_FROM_ZERO = ("price", "growth")
"""Options that may be 0; the other numbers must be more."""

GROUP = "i18n_tool.engines"
"""The entry point group in which other packages name engines of theirs."""


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines: ours, then those that installed packages add, sorted."""
    others = sorted({point.name for point in entry_points(group=GROUP)} - set(ENGINES))
    return (*ENGINES, *others)


def engine_class(name: str) -> type[Engine]:
    """Return the class of an engine.

    Raises:
        EngineMissingError: there is no engine of this name (the nearest one is named), or the package that should
            have it cannot be imported.
    """
    if name in ENGINES:
        module, _, attribute = ENGINES[name].partition(":")
        found: Any = getattr(import_module(module), attribute)
    else:
        point = next(iter(entry_points(group=GROUP, name=name)), None)
        if point is None:
            known = engine_names()
            near = nearest_word(name, known)
            advice = f'Did you mean "{near}"?' if near else f"Known: {', '.join(known)}, auto."
            raise EngineMissingError("there is no engine of this name.", advice, subject=repr(name))
        try:
            found = point.load()
        except Exception as problem:  # it is somebody else's code
            raise EngineMissingError(
                f"the package that adds it cannot be imported ({type(problem).__name__}: {problem}).",
                "Install it anew, or name another engine.",
                subject=name,
            ) from problem
    if not (isinstance(found, type) and issubclass(found, Engine)):
        raise EngineMissingError("what its package adds is no engine.", "Tell its authors.", subject=name)
    return found


def make_engine(spec: str, settings: Mapping[str, Any] | None = None) -> Engine:
    """Return an engine by what the settings or ``--engine`` call it.

    Args:
        spec: a name of ``ENGINES``, and for a variant engine the base locale after a colon: ``opencc:zh_CN``.
        settings: the settings of the project, for ``[engines.<name>]``.

    Raises:
        EngineMissingError: there is no engine of this name; the nearest one is named.
        SettingsError: one of its options is wrong.
    """
    name, _, argument = spec.partition(":")
    kind = engine_class(name)
    options = dict((settings or {}).get(f"engines.{name}", {}))
    if argument:
        options["argument"] = argument
    return kind(options)


def check_options(name: str, options: Mapping[str, Any], known: Mapping[str, type | tuple[type, ...]]) -> None:
    """Check the table of options of an engine.

    Raises:
        SettingsError: an option is not known, or its value is of another kind or out of range.
    """
    known = {**known, **COMMON_OPTIONS}
    words = {str: "a string", float: "a number", int: "a whole number", bool: "true or false"}
    for key, value in options.items():
        if key == "argument":
            continue
        if key not in known:
            near = nearest_word(key, tuple(known))
            advice = f'Did you mean "{near}"?' if near else f"Known: {', '.join(known)}."
            if re.search(r"key|token|secret", key):
                advice = "Keys come from the environment alone; i18n-tool engines names the variables."
            raise SettingsError(f'unknown option "{key}".', advice, subject=f"[engines.{name}]")
        kind = known[key]
        allowed = (int, float) if kind is float else kind
        if not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool):
            word = words.get(kind, "of another kind") if isinstance(kind, type) else "of another kind"
            raise SettingsError(f'"{key}" must be {word}.', "Correct it.", subject=f"[engines.{name}]")
        least_fits = key in _FROM_ZERO
        if (
            isinstance(value, int | float)
            and kind is not bool
            and not (isfinite(value) and (value > 0 or (least_fits and value == 0)))
        ):
            word = "0 or more" if least_fits else "more than 0"
            raise SettingsError(f'"{key}" must be {word}.', "Correct it.", subject=f"[engines.{name}]")

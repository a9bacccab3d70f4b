"""Settings from environment variables: ``I18N_TOOL_OUTPUT`` for ``output``."""

from __future__ import annotations

import os
import re
from typing import Any

from i18n_tool.errors import LocaleError, SettingsError
from i18n_tool.settings.schema import SCHEMA, default_settings
from i18n_tool.settings.values import convert_value


def read_environment() -> dict[str, Any]:
    """Return the settings that environment variables give, by dotted key.

    Raises:
        SettingsError: a variable has a value of the wrong kind.
    """
    values: dict[str, Any] = {}
    for dotted in default_settings():
        variable = "I18N_TOOL_" + re.sub(r"[.-]", "_", dotted).upper()
        text = os.environ.get(variable)
        if text is None:
            continue
        key: Any = SCHEMA
        for part in dotted.split("."):
            key = key[part]
        if key.kind == "table":
            continue
        raw: Any = text
        if key.kind in ("strings", "patterns", "locales"):
            raw = [part.strip() for part in text.split(",") if part.strip()]
        elif key.kind == "boolean":
            raw = {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
        elif key.kind == "number":
            raw = _number(text)
        try:
            values[dotted] = convert_value(raw, key)
        except (ValueError, LocaleError) as problem:
            what = problem.what if isinstance(problem, LocaleError) else str(problem)
            raise SettingsError(
                f"{text!r}: {what}", f"Change the environment variable {variable}.", subject=variable
            ) from problem
    return values


def _number(text: str) -> int | float | str:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text

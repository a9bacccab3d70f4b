"""The engine ``opencc``: one written form of Chinese from another, by dictionary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from typing import Any

from i18n_tool.engines import check_options
from i18n_tool.engines.base import Engine
from i18n_tool.errors import EngineMissingError, LocaleError, SettingsError
from i18n_tool.languages import gettext_tag, language_of, script_of, territory_of

_CONFIGS = {
    ("CN", "HK"): ("s2hkp",),
    ("CN", "TW"): ("s2twp",),
    ("HK", "CN"): ("hk2sp",),
    ("TW", "CN"): ("tw2sp",),
    ("HK", "TW"): ("hk2sp", "s2twp"),
    ("TW", "HK"): ("tw2sp", "s2hkp"),
}
"""Configurations of OpenCC from one written form to another, applied in order."""

_FALLBACK = {"s2hkp": "s2hk", "hk2sp": "hk2s"}
"""Configurations for releases that do not have the newer ones."""


class OpenccEngine(Engine):
    """Derives Chinese for Hong Kong, Macao or Taiwan from Chinese for the mainland, or back.

    Characters and words are converted by OpenCC's dictionaries, so a word with several traditional forms may come
    out wrong: what it makes is a draft. Placeholders and the glossary's terms are kept out of its sight.
    """

    name = "opencc"
    summary = "one written form of Chinese from another"
    variant = True
    mask_styles = ("white",)
    max_segments = 1000
    max_characters = 1_000_000

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        super().__init__(options)
        check_options(self.name, self.options, {"phrases": bool})
        self.phrases = bool(self.options.get("phrases", True))
        try:
            self.base = gettext_tag(str(self.options.get("argument", "zh_CN")))
        except LocaleError as problem:
            raise SettingsError(
                f"“{self.options['argument']}” is not a locale.", "Write opencc:zh_CN.", subject="opencc"
            ) from problem

    @property
    def version(self) -> str:
        try:
            return f"{metadata.version('opencc')}{'' if self.phrases else ' characters'}"
        except metadata.PackageNotFoundError:
            return ""

    def problem(self, source: str, target: str) -> str | None:
        if configs_of(source, target) is None:
            return f"opencc converts between written forms of Chinese, not from {source} to {target}."
        try:
            import opencc  # noqa: F401
        except ImportError:
            return "opencc is not installed: pip install opencc"
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        problem = self.problem(source, target)
        configs = configs_of(source, target)
        if problem or configs is None:
            raise EngineMissingError(problem or "", subject=self.name)
        answers = list(texts)
        for config in configs:
            converter = _converter(config if self.phrases else config.removesuffix("p"))
            answers = [converter.convert(text) for text in answers]
        return [quote_as(text, target) for text in answers]

    def origin(self, source: str, target: str) -> str:
        return f"{self.name} from {source}"


def quote_as(text: str, locale: str) -> str:
    """Return a text with the quotation marks that a written form of Chinese uses; OpenCC leaves them as they are."""
    if script_of(locale) == "Hans":
        return text.translate(str.maketrans("「」『』", "“”‘’"))
    # A single mark next to a Latin letter is an apostrophe, or quotes something that is not Chinese.
    text = re.sub(r"(?<![A-Za-z])‘(?![A-Za-z])([^‘’]*)’(?![A-Za-z])", r"『\1』", text)
    return text.translate(str.maketrans("“”", "「」"))


def configs_of(source: str, target: str) -> tuple[str, ...] | None:
    """Return the configurations that lead from one locale to another, or None if none do."""
    if language_of(source) != "zh" or language_of(target) != "zh":
        return None
    return _CONFIGS.get((_form(source), _form(target)))


def _form(locale: str) -> str:
    """Return the place whose written form a locale follows."""
    if script_of(locale) == "Hans":
        return "CN"
    return "HK" if territory_of(locale) in ("HK", "MO") else "TW"


@lru_cache(maxsize=16)
def _converter(config: str) -> Any:
    import opencc

    try:
        return opencc.OpenCC(config)
    except Exception as problem:  # its errors have no common class across releases
        if config in _FALLBACK:
            return _converter(_FALLBACK[config])
        raise EngineMissingError(
            f"this release of opencc has no configuration {config}.",
            "Upgrade it: pip install -U opencc",
            subject="opencc",
        ) from problem

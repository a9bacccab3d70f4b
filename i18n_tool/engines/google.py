"""The engine ``google``: Google's free web page, through deep-translator."""

from __future__ import annotations

from urllib.parse import quote

from i18n_tool.engines.free_web import FreeWebEngine
from i18n_tool.languages import language_of, script_of

_CODES = {"he": "iw", "nb": "no", "nn": "no", "fil": "tl", "jv": "jw", "mni": "mni-Mtei"}
"""Google's page names some languages by withdrawn codes."""

_LONGEST_URL = 14_000
"""Bytes of an encoded text; servers refuse longer addresses."""


class GoogleEngine(FreeWebEngine):
    """Asks Google's free web page."""

    name = "google"
    summary = "Google's free web page, no key"
    automatic = True
    library_class = "GoogleTranslator"
    max_characters = 4_900
    requests_per_second = 5.0

    def code_of(self, locale: str) -> str | None:
        from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES  # type: ignore[import-untyped]

        language = language_of(locale)
        if language == "zh":
            return "zh-CN" if script_of(locale) == "Hans" else "zh-TW"
        code = _CODES.get(language, language)
        return code if code in GOOGLE_LANGUAGES_TO_CODES.values() else None

    def is_too_long(self, text: str) -> bool:
        return len(quote(text)) > _LONGEST_URL

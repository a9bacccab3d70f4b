"""The engine ``libretranslate``: a LibreTranslate server, one's own or a public one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from i18n_tool.engines.base import is_html
from i18n_tool.engines.web import WebEngine
from i18n_tool.errors import AnswerError, EngineError, PairError
from i18n_tool.languages import gettext_tag, language_of, script_of

_CODES = {
    "zh_Hans": ("zh-Hans", "zh", "zh-CN"),
    "zh_Hant": ("zh-Hant", "zt", "zh-TW"),
    "pt_BR": ("pt-BR", "pb", "pt"),
    "he": ("he", "iw"),
    "nb": ("nb", "no"),
    "nn": ("nn", "nb", "no"),
    "fil": ("tl", "fil"),
}
"""What servers call a language whose code is not that of the locale, in the order of preference."""


_LISTING = 5.0
"""Seconds for the list of languages, which is asked for before anything else."""


class LibreTranslateEngine(WebEngine):
    """Asks a LibreTranslate server, many texts at a time; the key is optional.

    Its models take letters as they come, so tokens that read as words are tried first. The server puts tags back by
    guessing where they belong, so texts go as HTML only when nothing else brought their tokens back.
    """

    name = "libretranslate"
    summary = "a LibreTranslate server, one's own or a public one"
    mask_styles = ("word", "brackets", "span")
    key_variables = ("LIBRETRANSLATE_API_KEY",)
    default_url = "http://127.0.0.1:5000"
    max_segments = 50
    max_characters = 10_000
    parallel = 2
    deadline = 60.0
    _failure = ""
    """Why the list of languages could not be had; it is not asked for again for each locale."""

    @cached_property
    def languages(self) -> dict[str, frozenset[str]]:
        """What the server translates from, by code, and into which codes.

        Raises:
            EngineError: it does not say.
        """
        answer = self.service.get("/languages", _LISTING)
        if not isinstance(answer, list) or not all(isinstance(one, dict) and one.get("code") for one in answer):
            raise AnswerError("it does not list its languages.", self.service.url_advice, subject=self.name)
        every = frozenset(str(one["code"]) for one in answer)
        return {str(one["code"]): frozenset(map(str, one.get("targets") or every)) for one in answer}

    def codes(self, source: str, target: str) -> tuple[str, str] | None:
        """Return what the server calls two locales, or None if it has no such pair."""
        for first in codes_of(source):
            for second in codes_of(target):
                if first != second and second in self.languages.get(first, ()):
                    return first, second
        return None

    def problem(self, source: str, target: str) -> str | None:
        if self._failure:
            return self._failure
        try:
            if self.codes(source, target) is None:
                return f"libretranslate: {self.url} does not translate from {source} to {target}"
        except EngineError as problem:
            self._failure = f"libretranslate: {problem.what} {problem.advice}".rstrip()
        return self._failure or None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        codes = self.codes(source, target)
        if codes is None:
            raise PairError(f"it does not translate from {source} to {target}.", subject=self.name)
        body: dict[str, Any] = {
            "q": list(texts),
            "source": codes[0],
            "target": codes[1],
            "format": "html" if any(map(is_html, texts)) else "text",
        }
        if self.key:
            body["api_key"] = self.key
        answer = self.service.post("/translate", body)
        answers = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(answers, list):
            raise AnswerError("its answer holds no list of translations.", subject=self.name)
        return answers


def codes_of(locale: str) -> tuple[str, ...]:
    """Return what servers may call a locale, the likeliest first."""
    language = language_of(locale)
    full = f"zh_{script_of(locale)}" if language == "zh" else gettext_tag(locale)
    return _CODES.get(full) or _CODES.get(language) or (language,)

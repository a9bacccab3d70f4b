"""The engine ``google``: Google's free web page, through deep-translator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import metadata
from typing import Any
from urllib.parse import quote, urlsplit

from i18n_tool.engines import check_options
from i18n_tool.engines.base import Engine
from i18n_tool.engines.http import call_with_deadline
from i18n_tool.errors import AnswerError, BusyError, EngineError, EngineMissingError, PairError, SettingsError
from i18n_tool.languages import language_of, script_of

_CODES = {"he": "iw", "nb": "no", "nn": "no", "fil": "tl", "jv": "jw", "mni": "mni-Mtei"}
"""Google's page names some languages by withdrawn codes."""

_LONGEST_URL = 14_000
"""Bytes of an encoded text; the library sends it in the address, and servers refuse longer ones."""


class GoogleEngine(Engine):
    """Asks Google's free web page. No key; no promise either: it may refuse, slow down or change at any time.

    deep-translator, which reads the page, has no time limit, mixes up answers when one instance is shared between
    threads, and returns None or the text itself when it found nothing. So each call has an instance of its own and
    a deadline, and whatever is no translation is an error.
    """

    name = "google"
    summary = "Google's free web page, no key"
    network = True
    mask_styles = ("word", "brackets", "white")
    max_segments = 1
    max_characters = 4_900
    requests_per_second = 5.0
    parallel = 4

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        super().__init__(options)
        known = {"url": str, "deadline": float, "pause": float, "requests-per-second": float}
        check_options(self.name, self.options, known)
        self.deadline = float(self.options.get("deadline", 15.0))
        self.requests_per_second = float(self.options.get("requests-per-second", type(self).requests_per_second))
        self.pause = float(self.options.get("pause", type(self).pause))
        self.url = self.options.get("url")
        if self.url is not None and urlsplit(self.url).scheme not in ("http", "https"):
            raise SettingsError('"url" must begin with https://.', "Correct it.", subject="[engines.google]")

    @property
    def version(self) -> str:
        return "1"

    def problem(self, source: str, target: str) -> str | None:
        try:
            metadata.version("deep-translator")
        except metadata.PackageNotFoundError:
            return "google: pip install deep-translator"
        for locale in (source, target):
            if code_of(locale) is None:
                return f"google does not translate {locale}"
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        codes = code_of(source), code_of(target)
        if codes[0] is None or codes[1] is None:
            raise PairError(f"it does not translate from {source} to {target}.", subject=self.name)
        return [self.translate_one(text, codes[0], codes[1]) for text in texts]

    def translate_one(self, text: str, source: str, target: str) -> str:
        """Return the translation of one text, with the white space around it that the text has."""
        core = text.strip()
        if not any(map(str.isalpha, core)):
            return text
        if len(quote(core)) > _LONGEST_URL:
            raise AnswerError("the segment is too long for it.", "Translate it by hand.", subject=self.name)
        answer = call_with_deadline(lambda: self.ask(core, source, target), self.deadline, self.name)
        if not isinstance(answer, str) or not answer.strip():
            raise AnswerError("it answered nothing.", "Run the command again later.", subject=self.name)
        start = text.index(core)
        return text[:start] + answer.strip() + text[start + len(core) :]

    def ask(self, text: str, source: str, target: str) -> Any:
        """Return what deep-translator makes of a text; each of its exceptions becomes one of ours."""
        try:
            from deep_translator import GoogleTranslator  # type: ignore[import-untyped]
            from deep_translator import exceptions as theirs
        except ImportError as problem:
            raise EngineMissingError(
                "it needs deep-translator.", "pip install deep-translator", subject=self.name
            ) from problem
        import requests

        try:
            translator = GoogleTranslator(source=source, target=target)
            if self.url:
                translator._base_url = self.url
            return translator.translate(text)
        except theirs.TooManyRequests as problem:
            raise BusyError("it says that there were too many requests.", subject=self.name) from problem
        except theirs.RequestError as problem:
            raise BusyError("it refused the request.", subject=self.name) from problem
        except theirs.TranslationNotFound as problem:
            raise AnswerError("its page holds no translation.", "Try again later.", subject=self.name) from problem
        except theirs.LanguageNotSupportedException as problem:
            raise PairError("it does not know the language.", subject=self.name) from problem
        except (theirs.NotValidLength, theirs.NotValidPayload) as problem:
            raise AnswerError("it takes no text of this length.", subject=self.name) from problem
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as problem:
            raise BusyError("it cannot be reached.", "Is there a network?", subject=self.name) from problem
        except (requests.exceptions.RequestException, OSError) as problem:
            raise BusyError(f"the connection failed ({type(problem).__name__}).", subject=self.name) from problem
        except RecursionError as problem:
            raise AnswerError("its page holds no translation.", subject=self.name) from problem
        except Exception as problem:
            # The library's errors have no common class, and the texts of some hold keys.
            raise EngineError(f"it failed ({type(problem).__name__}).", subject=self.name) from problem


def code_of(locale: str) -> str | None:
    """Return what Google's page calls a locale, or None if it does not know it."""
    from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES  # type: ignore[import-untyped]

    language = language_of(locale)
    if language == "zh":
        return "zh-CN" if script_of(locale) == "Hans" else "zh-TW"
    code = _CODES.get(language, language)
    return code if code in GOOGLE_LANGUAGES_TO_CODES.values() else None

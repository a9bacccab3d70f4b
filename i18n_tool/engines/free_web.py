"""What engines share that ask free web services through deep-translator."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from importlib import metadata
from typing import Any, ClassVar

from i18n_tool.engines.http import call_with_deadline
from i18n_tool.engines.web import WebEngine
from i18n_tool.errors import AnswerError, BusyError, EngineError, EngineMissingError, PairError

_NO_TRANSLATION = (AttributeError, TypeError, KeyError, IndexError, StopIteration, ValueError, RecursionError)
"""What the library's readers of answers stumble with over answers that hold no translation."""


class FreeWebEngine(WebEngine):
    """Asks a free web service. No key; no promise either: it may refuse, slow down or change at any time.

    deep-translator, which asks it, has no time limit, mixes up answers when one instance is shared between threads,
    and returns None, the text itself or an error sentence when it found nothing. So each call has an instance of its
    own and a deadline, and whatever is no translation is an error.
    """

    library_class: ClassVar[str]
    """The class of deep-translator."""
    mask_styles = ("word", "brackets", "white")
    max_segments = 1
    deadline = 15.0
    parallel = 4

    @property
    def version(self) -> str:
        return "1"

    @abstractmethod
    def code_of(self, locale: str) -> str | None:
        """Return what the service calls a locale, or None if it does not know it."""

    def problem(self, source: str, target: str) -> str | None:
        try:
            metadata.version("deep-translator")
        except metadata.PackageNotFoundError:
            return f"{self.name}: pip install deep-translator"
        for locale in (source, target):
            if self.code_of(locale) is None:
                return f"{self.name} does not translate {locale}"
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        codes = self.code_of(source), self.code_of(target)
        if codes[0] is None or codes[1] is None:
            raise PairError(f"it does not translate from {source} to {target}.", subject=self.name)
        return [self.translate_one(text, codes[0], codes[1]) for text in texts]

    def translate_one(self, text: str, source: str, target: str) -> str:
        """Return the translation of one text, with the white space around it that the text has."""
        core = text.strip()
        if not any(map(str.isalpha, core)):
            return text
        if self.is_too_long(core):
            raise AnswerError(f"the segment is too long for {self.name}; translate it by hand", subject=self.name)
        answer = call_with_deadline(lambda: self.ask(core, source, target), self.deadline, self.name)
        if not isinstance(answer, str) or not answer.strip():
            raise AnswerError("it answered nothing.", "Run the command again later.", subject=self.name)
        start = text.index(core)
        return text[:start] + answer.strip() + text[start + len(core) :]

    @abstractmethod
    def is_too_long(self, text: str) -> bool:
        """Tell whether a text is longer than the service takes; it is sent in an address."""

    def library_options(self) -> dict[str, Any]:
        """Return what the library's class is told besides the languages."""
        return {}

    def ask(self, text: str, source: str, target: str) -> Any:
        """Return what deep-translator makes of a text; each of its exceptions becomes one of ours."""
        try:
            import deep_translator  # type: ignore[import-untyped]
            from deep_translator import exceptions as theirs
        except ImportError as problem:
            raise EngineMissingError(
                "it needs deep-translator.", "pip install deep-translator", subject=self.name
            ) from problem
        import requests

        try:
            translator = getattr(deep_translator, self.library_class)(
                source=source, target=target, **self.library_options()
            )
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
        except requests.exceptions.InvalidJSONError as problem:
            raise AnswerError("it answered with something that is not JSON.", subject=self.name) from problem
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as problem:
            raise BusyError("it cannot be reached.", "Is there a network?", subject=self.name) from problem
        except (requests.exceptions.RequestException, OSError) as problem:
            raise BusyError(f"the connection failed ({type(problem).__name__}).", subject=self.name) from problem
        except _NO_TRANSLATION as problem:
            raise AnswerError("its answer holds no translation.", subject=self.name) from problem
        except Exception as problem:
            # The library's errors have no common class, and the texts of some hold keys.
            raise EngineError(f"it failed ({type(problem).__name__}).", subject=self.name) from problem

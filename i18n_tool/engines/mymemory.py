"""The engine ``mymemory``: a public translation memory with an engine behind it, through deep-translator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from i18n_tool.engines.free_web import FreeWebEngine
from i18n_tool.errors import AnswerError, PairError, QuotaError
from i18n_tool.languages import gettext_tag, language_of, script_of

_LONGEST = 499
"""Bytes of a text that the service takes."""

_USUAL = {"ar": "ar-SA", "en": "en-US", "no": "nb-NO", "sr": "sr-Latn-RS", "zh": "zh-CN"}
"""Codes for languages whose usual territory is not called like them."""

_SPENT = re.compile(r"MYMEMORY WARNING|YOU USED ALL AVAILABLE", re.IGNORECASE)
_NO_PAIR = re.compile(r"INVALID (?:SOURCE |TARGET )?LANGUAGE|SELECT TWO DISTINCT LANGUAGES", re.IGNORECASE)
_NO_TEXT = re.compile(r"QUERY LENGTH LIMIT|NO QUERY SPECIFIED", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"INVALID EMAIL", re.IGNORECASE)


class MyMemoryEngine(FreeWebEngine):
    """Asks MyMemory, which gives some 5,000 characters a day away, and ten times as many to those who say who they are.

    It says what is wrong in the place of the translation; those sentences are known, and a used-up quota ends the
    engine's work at once.
    """

    name = "mymemory"
    summary = "a public translation memory, no key, little a day"
    library_class = "MyMemoryTranslator"
    more_options: ClassVar[Mapping[str, type]] = {"email": str}
    default_url = "https://api.mymemory.translated.net/get"
    max_characters = _LONGEST
    requests_per_second = 2.0
    parallel = 2

    def code_of(self, locale: str) -> str | None:
        from deep_translator.constants import MY_MEMORY_LANGUAGES_TO_CODES  # type: ignore[import-untyped]

        known = set(MY_MEMORY_LANGUAGES_TO_CODES.values())
        language = language_of(locale)
        usual = "zh-TW" if script_of(locale) == "Hant" else _USUAL.get(language, f"{language}-{language.upper()}")
        wanted = (gettext_tag(locale).replace("_", "-"), usual)
        rest = sorted(code for code in known if code.startswith(f"{language}-"))
        return next((code for code in (*wanted, *rest) if code in known), None)

    def is_too_long(self, text: str) -> bool:
        return len(text.encode("utf-8", "replace")) > _LONGEST

    def library_options(self) -> dict[str, Any]:
        return {"email": self.options["email"]} if self.options.get("email") else {}

    def ask(self, text: str, source: str, target: str) -> Any:
        answer = super().ask(text, source, target)
        if isinstance(answer, str):
            self.demand_translation(answer, text)
        return answer

    def demand_translation(self, answer: str, text: str) -> None:
        """Raise what a sentence means that stands in the place of a translation."""

        def says(pattern: re.Pattern[str]) -> bool:
            return bool(pattern.search(answer)) and not pattern.search(text)

        if says(_SPENT):
            advice = "Go on tomorrow; with email in [engines.mymemory] it gives more."
            raise QuotaError("its free translations of today are used up.", advice, subject=self.name)
        if says(_NO_PAIR):
            raise PairError("it does not know the language.", subject=self.name)
        if says(_NO_TEXT):
            raise AnswerError("it takes no text of this length.", subject=self.name)
        if says(_NO_ADDRESS):
            raise QuotaError("it refuses the address.", "Correct email in [engines.mymemory].", subject=self.name)

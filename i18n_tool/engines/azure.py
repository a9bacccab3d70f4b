"""The engine ``azure``: Microsoft's Translator in Azure, by its REST interface, version 3."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from i18n_tool.engines.base import SourceText, is_html
from i18n_tool.engines.web import WebEngine
from i18n_tool.errors import AnswerError, PairError
from i18n_tool.languages import language_of, script_of, territory_of

_LANGUAGES = frozenset(
    [
        "af", "am", "ar", "as", "az", "ba", "bg", "bho", "bn", "bo", "brx", "bs", "ca", "cs", "cy", "da",
        "de", "doi", "dsb", "dv", "el", "en", "es", "et", "eu", "fa", "fi", "fil", "fj", "fo", "fr", "ga",
        "gl", "gom", "gu", "ha", "he", "hi", "hr", "hsb", "ht", "hu", "hy", "id", "ig", "ikt", "is", "it",
        "iu", "ja", "ka", "kk", "km", "kmr", "kn", "ko", "ks", "ku", "ky", "ln", "lo", "lt", "lug", "lv",
        "lzh", "mai", "mg", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "mww", "my", "nb", "ne", "nl", "nso",
        "nya", "or", "otq", "pa", "pl", "prs", "ps", "pt", "ro", "ru", "run", "rw", "sd", "si", "sk", "sl",
        "sm", "sn", "so", "sq", "sr", "st", "sv", "sw", "ta", "te", "th", "ti", "tk", "tn", "to", "tr",
        "tt", "ty", "ug", "uk", "ur", "uz", "vi", "xh", "yo", "yua", "yue", "zh", "zu",
    ]
)  # fmt: skip
"""The languages that it translates, without script and territory."""

_WITH_SCRIPT = {"zh", "sr", "mn"}
"""Languages that it names with their script."""

_HIDDEN = r"<span\b[^>]*>.*?</span>|<[^>]*>"
_DICTIONARY = re.compile(r"</?mstrans:dictionary\b[^>]*>")


class AzureEngine(WebEngine):
    """Asks Microsoft's Translator in Azure with a key.

    Texts go as HTML, with placeholders in elements that it leaves alone. Terms are given as a dynamic dictionary first,
    so that the sentence is built around their renderings; where that fails they are hidden like placeholders.
    """

    name = "azure"
    summary = "Microsoft's Translator in Azure, with a key"
    mask_styles = ("span", "white")
    takes_terms = True
    key_variables = ("AZURE_TRANSLATOR_KEY", "TRANSLATOR_TEXT_SUBSCRIPTION_KEY")
    key_needed = True
    more_options: ClassVar[Mapping[str, type]] = {"region": str, "category": str}
    hosts = (".microsofttranslator.com", ".cognitiveservices.azure.com", ".azure.us", ".azure.cn")
    default_url = "https://api.cognitive.microsofttranslator.com"
    max_segments = 1000
    # The service takes 50,000, marks of dictionaries included.
    max_characters = 25_000
    requests_per_second = 20.0
    # The limit of the usual tier is 40 million an hour.
    characters_per_minute = 600_000.0
    parallel = 4

    @property
    def version(self) -> str:
        return f"3.0 {self.options.get('category', '')}".rstrip()

    def headers(self) -> Mapping[str, str]:
        region = self.options.get("region") or self.environment("AZURE_TRANSLATOR_REGION")
        return {
            "Ocp-Apim-Subscription-Key": self.key,
            **({"Ocp-Apim-Subscription-Region": region} if region else {}),
        }

    def problem(self, source: str, target: str) -> str | None:
        for locale in (source, target):
            if language_of(locale) not in _LANGUAGES:
                return f"azure does not translate {locale}"
        return None if self.key else f"azure: {self.key_advice}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        codes = code_of(source), code_of(target)
        if codes[0] is None or codes[1] is None:
            raise PairError(f"it does not translate from {source} to {target}.", subject=self.name)
        query = {"api-version": "3.0", "from": codes[0], "to": codes[1]}
        query["textType"] = "html" if any(map(is_html, texts)) else "plain"
        if self.options.get("category"):
            query["category"] = self.options["category"]
        body = [{"Text": with_dictionary(text)} for text in texts]
        answer = self.service.post(f"/translate?{urlencode(query)}", body)
        if not isinstance(answer, list):
            raise AnswerError("its answer holds no list of translations.", subject=self.name)
        return [self.translation_in(one) for one in answer]

    def translation_in(self, item: Any) -> str:
        """Return the translation in one item of an answer.

        Raises:
            AnswerError: it holds none.
        """
        try:
            text = item["translations"][0]["text"]
        except (LookupError, TypeError) as problem:
            raise AnswerError("an item of its answer holds no translation.", subject=self.name) from problem
        return _DICTIONARY.sub("", text) if isinstance(text, str) else text


def code_of(locale: str) -> str | None:
    """Return what the service calls a locale, or None if it does not know it."""
    language, territory = language_of(locale), territory_of(locale)
    if language not in _LANGUAGES:
        return None
    if language in _WITH_SCRIPT:
        return f"{language}-{script_of(locale)}"
    if (language, territory) in (("pt", "PT"), ("fr", "CA")):
        return f"{language}-{territory}".lower()
    return language


def with_dictionary(text: str) -> str:
    """Return a text in which its terms say their renderings, and what is hidden is marked as the service wants it."""
    terms = dict(text.terms) if isinstance(text, SourceText) else {}
    if is_html(text):
        terms = {html.escape(surface, quote=False): rendering for surface, rendering in terms.items()}
    if terms:
        surfaces = "|".join(re.escape(surface) for surface in sorted(terms, key=len, reverse=True))

        def written(match: re.Match[str]) -> str:
            if not match["surface"]:
                return match[0]
            rendering = html.escape(terms[match["surface"]])
            return f'<mstrans:dictionary translation="{rendering}">{match["surface"]}</mstrans:dictionary>'

        text = re.sub(rf"{_HIDDEN}|(?<!\w)(?P<surface>{surfaces})(?!\w)", written, text)
    return text.replace('<span translate="no"', '<span translate="no" class="notranslate"')

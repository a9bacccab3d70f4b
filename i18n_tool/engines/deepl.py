"""The engine ``deepl``: DeepL's translation service, through its own library."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING, Any, ClassVar

from i18n_tool.engines.base import is_html, surroundings
from i18n_tool.engines.http import call_with_deadline
from i18n_tool.engines.web import WebEngine
from i18n_tool.errors import AnswerError, BusyError, EngineError, EngineMissingError, PairError, SettingsError
from i18n_tool.languages import language_of, nearest_word, script_of, territory_of

if TYPE_CHECKING:
    import deepl

_FORMALITIES = ("default", "more", "less", "prefer_more", "prefer_less")
_MOST_CONTEXT = 1500
"""Characters of context that are sent with a request."""
_TERM_BYTES = 1024
"""Bytes of one side of an entry that its glossaries take."""

Pair = tuple[str, str]


class DeeplEngine(WebEngine):
    """Asks DeepL with a key.

    Texts go as XML; what is in ``span`` elements is left alone, so terms keep their renderings. With
    ``glossary = true`` the project's terms become a glossary in the account, once for each state of the terms, and
    sentences are built around them; what does not come out as it should is asked for again with its terms hidden.
    """

    name = "deepl"
    summary = "DeepL, with a key"
    mask_styles = ("span", "white")
    key_variables = ("DEEPL_AUTH_KEY", "DEEPL_API_KEY")
    key_needed = True
    more_options: ClassVar[Mapping[str, type]] = {"formality": str, "glossary": bool, "context": bool, "model": str}
    hosts = (".deepl.com",)
    max_segments = 50
    max_characters = 20_000
    requests_per_second = 20.0
    parallel = 4

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        super().__init__(options)
        self.formality = str(self.options.get("formality", "default"))
        if self.formality not in _FORMALITIES:
            near = nearest_word(self.formality, _FORMALITIES)
            advice = f'Did you mean "{near}"?' if near else f"Known: {', '.join(_FORMALITIES)}."
            raise SettingsError(f'unknown formality "{self.formality}".', advice, subject=self.table)
        self.takes_terms = bool(self.options.get("glossary", False))
        self._terms: dict[Pair, Mapping[str, str]] = {}
        self._glossaries: dict[Pair, str | None] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        return " ".join(part for part in (self.formality, str(self.options.get("model", ""))) if part)

    @cached_property
    def translator(self) -> deepl.Translator:
        """The library's client.

        Raises:
            EngineMissingError: the library or the key is missing.
        """
        try:
            import deepl
        except ImportError as problem:
            advice = "Install its library: pip install deepl"
            raise EngineMissingError("it needs the package deepl.", advice, subject=self.name) from problem
        if not self.key:
            raise EngineMissingError("it has no key.", self.key_advice, subject=self.name)
        # Its lines for developers hold what the service says, and that may repeat the key.
        logging.getLogger("deepl").setLevel(logging.WARNING)
        # Faults are dealt with around the engine, for all its calls together.
        deepl.http_client.max_network_retries = 0
        return deepl.Translator(self.key, server_url=self.url or None, send_platform_info=False)

    def problem(self, source: str, target: str) -> str | None:
        try:
            metadata.version("deepl")
        except metadata.PackageNotFoundError:
            return "deepl: install its library: pip install deepl"
        for locale in (source, target):
            if not _is_known(locale):
                return f"deepl does not translate {locale}"
        return None if self.key else f"deepl: {self.key_advice}"

    def learn_terms(self, terms: Mapping[str, str], source: str, target: str) -> None:
        self._terms[source, target] = terms

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        if not (_is_known(source) and _is_known(target)):
            raise PairError(f"it does not translate from {source} to {target}.", subject=self.name)
        options: dict[str, Any] = {"source_lang": language_of(source).upper(), "target_lang": target_code(target)}
        if any(map(is_html, texts)):
            options |= {"tag_handling": "xml", "ignore_tags": ["span"], "outline_detection": False}
        if self.formality != "default":
            options["formality"] = self.formality
        if self.options.get("model"):
            options["model_type"] = self.options["model"]
        if self.options.get("context", True) and (context := context_of(texts)):
            options["context"] = context
        if glossary := self.glossary(source, target):
            options["glossary"] = glossary
        results = self.call(lambda: self.translator.translate_text(list(texts), **options))
        if not results:
            raise AnswerError("its answer holds no translation.", subject=self.name)
        return [result.text for result in results]

    def glossary(self, source: str, target: str) -> str | None:
        """Return the identifier of the account's glossary of the project's terms, made if there is none; None: none.

        Its name says which terms it holds, so each state of the terms is sent once.
        """
        entries = entries_of(self._terms.get((source, target), {})) if self.takes_terms else {}
        if not entries:
            return None
        with self._lock:
            if (source, target) not in self._glossaries:
                self._glossaries[source, target] = self.find_glossary(entries, source, target)
            return self._glossaries[source, target]

    def find_glossary(self, entries: Mapping[str, str], source: str, target: str) -> str | None:
        """Return the identifier of the glossary that holds some entries; None: the account takes none."""
        codes = language_of(source), language_of(target)
        digest = hashlib.blake2b(repr((codes, sorted(entries.items()))).encode(), digest_size=8).hexdigest()
        name = f"i18n-tool {codes[0]}-{target} {digest}"
        try:
            for known in self.call(self.translator.list_glossaries):
                if known.name == name and known.ready:
                    return str(known.glossary_id)
            made = self.call(lambda: self.translator.create_glossary(name, *codes, dict(entries)))
        except BusyError:
            raise
        except EngineError:
            # Terms are then hidden like placeholders where they do not come out right.
            return None
        return str(made.glossary_id)

    def call(self, call: Any) -> Any:
        """Return what a call of the library returns; each of its exceptions becomes one of ours."""
        translator = self.translator
        import deepl

        try:
            return call_with_deadline(call, self.deadline, self.name)
        except deepl.exceptions.ConnectionException as problem:
            raise BusyError(
                f"{translator.server_url} cannot be reached.", "Is there a network?", subject=self.name
            ) from problem
        except deepl.exceptions.DeepLException as problem:
            status = problem.http_status_code
            if status is None:
                # No answer came: the text is the library's own, and may hold a key that no header can.
                raise EngineError(
                    f"it failed ({type(problem).__name__}).", self.key_advice, subject=self.name
                ) from problem
            said = self.service.clean(str(problem)) if status in (400, 404) else ""
            raise self.service.refusal(status, None, said) from problem
        except (ValueError, LookupError, TypeError, AttributeError) as problem:
            raise AnswerError("its answer has another form than expected.", subject=self.name) from problem

    def close(self) -> None:
        if "translator" in self.__dict__:
            self.translator.close()  # type: ignore[no-untyped-call]


def target_code(locale: str) -> str:
    """Return what the service calls a locale that it translates into."""
    language, territory = language_of(locale), territory_of(locale)
    if language == "zh":
        return f"ZH-{script_of(locale).upper()}"
    if language == "en":
        return "EN-GB" if territory in ("GB", "IE", "AU", "NZ", "IN", "ZA") else "EN-US"
    if language == "pt":
        return "PT-PT" if territory in ("PT", "AO", "MZ") else "PT-BR"
    if language == "es" and territory not in (None, "ES"):
        return "ES-419"
    return "NB" if language in ("no", "nn") else language.upper()


def _is_known(locale: str) -> bool:
    """Tell whether the library has a name for the language of a locale."""
    import deepl

    known = {str(code).partition("-")[0].lower() for name, code in vars(deepl.Language).items() if name.isupper()}
    return target_code(locale).partition("-")[0].lower() in known


def context_of(texts: Sequence[str]) -> str:
    """Return what stands around the texts of a request and is none of them, in order and each once."""
    context = "\n".join(dict.fromkeys(other for pair in surroundings(texts) for other in pair if other))
    return context if len(context) <= _MOST_CONTEXT else context[:_MOST_CONTEXT].rpartition("\n")[0]


def entries_of(terms: Mapping[str, str]) -> dict[str, str]:
    """Return the terms that its glossaries take, without white space that they do not."""
    entries = {" ".join(source.split()): " ".join(target.split()) for source, target in terms.items()}
    return {
        source: target
        for source, target in entries.items()
        if source and target and max(len(source.encode()), len(target.encode())) <= _TERM_BYTES
    }

"""The engine ``local``: neural models on this machine, by CTranslate2 and SentencePiece."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from i18n_tool.engines import check_options
from i18n_tool.engines.apertium import THREE_LETTERS
from i18n_tool.engines.base import Engine
from i18n_tool.engines.models import Model, Pair, find_models
from i18n_tool.errors import AnswerError, EngineError, EngineMissingError, PairError, SettingsError
from i18n_tool.languages import language_of, script_of, territory_of

_LIBRARIES = ("ctranslate2", "sentencepiece")
_BATCH_TOKENS = 2048
"""Tokens that are translated at once, which bounds the memory that a call takes."""
_BRIDGES = ("en", "es", "fr", "de", "ru")
"""Languages to go through where no model has the pair, the best first; then any."""
_ALIASES = {
    "zh-hans": ("zh", "cmn-hans", "zho-hans", "cmn", "zho", "zh-cn"),
    "zh-hant": ("zt", "cmn-hant", "zho-hant", "zh-tw"),
    "pt-br": ("pb", "por-br"),
    "nb": ("no", "nob"),
    "he": ("iw", "heb"),
    "fil": ("tl", "tgl"),
}
"""Other codes that models have for a language."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A model and the direction in which it is used."""

    model: Model
    """The model."""
    pair: Pair
    """The direction."""


class LocalEngine(Engine):
    """Translates by models in a folder: Argos packages, OPUS-MT and other Marian models converted to CTranslate2.

    Nothing leaves the machine. Where no model has a pair, two are used one after the other; the mark of the draft
    names each.
    """

    name = "local"
    summary = "neural models on this machine: Argos, OPUS-MT, Marian"
    mask_styles = ("word", "brackets", "white")
    max_segments = 32
    max_characters = 8_000

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        super().__init__(options)
        check_options(self.name, self.options, {"path": str, "threads": int, "beam": int})
        # Half of the cores: threads that wait for each other on a busy machine are slower than one.
        self.threads = int(self.options.get("threads", max(1, (os.cpu_count() or 1) // 2)))
        self.beam = int(self.options.get("beam", 4))
        if self.threads < 1 or self.beam < 1:
            raise SettingsError('"threads" and "beam" must be 1 or more.', "Correct it.", subject="[engines.local]")
        self._loaded: dict[Path, Translator] = {}
        self._routes: dict[tuple[str, str], tuple[Hop, ...]] = {}
        self._lock = threading.Lock()

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """Where models may be: the option ``path``, ``I18N_TOOL_MODELS``, else where Argos Translate puts its own."""
        named = self.options.get("path") or os.environ.get("I18N_TOOL_MODELS")
        if named:
            return (Path(named).expanduser(),)
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        return (data / "argos-translate" / "packages",)

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """The models that are there."""
        return tuple(find_models(self.folders))

    @cached_property
    def version(self) -> str:
        return "+".join(model.fingerprint for model in self.models)

    def route(self, source: str, target: str) -> tuple[Hop, ...]:
        """Return the models that lead from one locale to another: one, or two through a bridge; empty: none do."""
        if (source, target) not in self._routes:
            self._routes[source, target] = self.find_route(source, target)
        return self._routes[source, target]

    def find_route(self, source: str, target: str) -> tuple[Hop, ...]:
        """Return what ``route`` does, by a look at every model."""
        sources, targets = codes_of(source), codes_of(target)
        direct = self.hop(sources, targets)
        if direct:
            return (direct,)
        seen = sorted({pair.target for model in self.models for pair in model.pairs})
        for bridge in dict.fromkeys((*_BRIDGES, *seen)):
            if bridge in sources or bridge in targets:
                continue
            first, second = self.hop(sources, (bridge,)), self.hop((bridge,), targets)
            if first and second:
                return (first, second)
        return ()

    def hop(self, sources: Sequence[str], targets: Sequence[str]) -> Hop | None:
        """Return the model of a direction, each language by any of its codes, the first code the dearest."""
        for target in targets:
            for source in sources:
                for model in self.models:
                    if Pair(source, target) in model.pairs:
                        return Hop(model, Pair(source, target))
        return None

    def problem(self, source: str, target: str) -> str | None:
        missing = [name for name in _LIBRARIES if find_spec(name) is None]
        if self.models and missing:
            return f"local: {' and '.join(missing)} not installed: pip install ctranslate2 sentencepiece"
        if not self.route(source, target):
            return f"local: {self.advice(source, target)}"
        return None

    def advice(self, source: str, target: str) -> str:
        """Return why there is no route, and what to do."""
        where = " and ".join(map(str, self.folders))
        packed = next((path for folder in self.folders for path in sorted(folder.glob("*.argosmodel"))), None)
        if packed:
            return f"{packed.name} is packed; unpack it there: unzip {packed.name}"
        if not self.models:
            return f'no model in {where}; "path" in [engines.local] names the folder'
        pairs = sorted({f"{pair.source}-{pair.target}" for model in self.models for pair in model.pairs})
        return f"no model from {source} to {target} in {where}, which has {', '.join(pairs[:12]) or 'none'}"

    def origin(self, source: str, target: str) -> str:
        return f"{self.name}:{'+'.join(hop.model.name for hop in self.route(source, target))}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        missing = [name for name in _LIBRARIES if find_spec(name) is None]
        if missing:
            what = f"{' and '.join(missing)} not installed."
            raise EngineMissingError(what, "Install it: pip install ctranslate2 sentencepiece", subject=self.name)
        route = self.route(source, target)
        if not route:
            raise PairError(f"{self.advice(source, target)}.", subject=self.name)
        answers = [text.strip() for text in texts]
        for hop in route:
            answers = self.load(hop.model).translate(answers, hop.pair)
        return [_with_edges(text, answer) for text, answer in zip(texts, answers, strict=True)]

    def load(self, model: Model) -> Translator:
        """Return a model that is ready to work; it is loaded once."""
        with self._lock:
            if model.folder not in self._loaded:
                self._loaded[model.folder] = Translator(model, self.threads, self.beam)
            return self._loaded[model.folder]

    def close(self) -> None:
        self._loaded.clear()


class Translator:
    """A model in memory."""

    def __init__(self, model: Model, threads: int, beam: int) -> None:
        """Load a model.

        Raises:
            EngineError: a file of it is missing or damaged.
        """
        import ctranslate2  # type: ignore[import-untyped]
        import sentencepiece

        self.model, self.beam = model, beam
        if model.tokenizers is None:
            raise EngineError(
                "the model has no tokenizer.",
                "Put sentencepiece.model, or source.spm and target.spm, beside it.",
                path=model.folder,
            )
        try:
            self.source, self.target = (
                sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in model.tokenizers
            )
            self.translator = ctranslate2.Translator(str(model.weights), device="cpu", intra_threads=threads)
        except Exception as problem:  # what the two libraries raise has no common class
            said = str(problem).splitlines()[0][:200] if str(problem) else type(problem).__name__
            raise EngineError(
                f"the model cannot be loaded: {said}", "Get it anew, or convert it anew.", path=model.folder
            ) from problem

    def translate(self, texts: Sequence[str], pair: Pair) -> list[str]:
        """Return the translations of texts without white space around them; an empty text stays empty."""
        numbers = [number for number, text in enumerate(texts) if text]
        tokens = [self.tokens_of(texts[number], pair) for number in numbers]
        prefix = self.model.target_prefix
        try:
            results = self.translator.translate_batch(
                tokens,
                target_prefix=[[prefix]] * len(tokens) if prefix else None,
                beam_size=self.beam,
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
                max_input_length=0,
                max_decoding_length=32 + 3 * max(map(len, tokens), default=0),
                replace_unknowns=True,
            )
        except (RuntimeError, ValueError) as problem:
            raise AnswerError(f"the model {self.model.name} failed on it.", subject="local") from problem
        answers = [""] * len(texts)
        for number, result in zip(numbers, results, strict=True):
            said = result.hypotheses[0]
            answers[number] = self.target.decode(said[1:] if prefix and said[:1] == [prefix] else said).strip()
        return answers

    def tokens_of(self, text: str, pair: Pair) -> list[str]:
        """Return the tokens of a text as the model was trained on them."""
        language = self.model.language_tokens.get(pair.target)
        end = [self.model.end_token] if self.model.ends_its_sources else []
        return [*([language] if language else []), *self.source.encode(text, out_type=str), *end]


def codes_of(locale: str) -> tuple[str, ...]:
    """Return the codes that models may have for a locale, the most exact first."""
    language = language_of(locale)
    return tuple(dict.fromkeys(_codes(language, script_of(locale), territory_of(locale) or "")))


def _codes(language: str, script: str, territory: str) -> Iterator[str]:
    for exact in (f"{language}-{script.lower()}", f"{language}-{territory.lower()}"):
        if exact in _ALIASES:
            yield exact
            yield from _ALIASES[exact]
    if language == "zh" and script == "Hant":
        return  # simplified Chinese would be wrong for each of its readers
    three = THREE_LETTERS.get(language)
    yield language
    yield from _ALIASES.get(language, ())
    if three:
        yield three
        yield f"{three}-{script.lower()}"


def _with_edges(text: str, answer: str) -> str:
    stripped = text.strip()
    if not stripped:
        return text
    start = text.index(stripped)
    return text[:start] + answer + text[start + len(stripped) :]

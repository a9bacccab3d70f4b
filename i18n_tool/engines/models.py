"""The models of the engine ``local``: folders on the disk, what they translate, and the files they are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

_NAME = re.compile(r"(?:.*[-_.])?(?P<source>[a-z]{2,3}(?:\+[a-z]{2,3})*)[-_](?P<target>[a-z]{2,3}(?:\+[a-z]{2,3})*)")
"""How a folder is called that has no metadata: ``en-es``, ``opus-mt-en-es``, ``ct2-en-es+fr+it``."""
_SHARED = ("sentencepiece.model", "vocab.spm", "spm.model", "sentencepiece.bpe.model", "spiece.model")
"""What the tokenizer of both languages may be called."""
_LANGUAGE_TOKEN = re.compile(r">>(?P<code>[A-Za-z]{2,3})(?:[_-](?P<more>\w+))?<<")


@dataclass(frozen=True, slots=True)
class Pair:
    """A direction of a model, by the codes that the model has for its languages."""

    source: str
    """What it translates from."""
    target: str
    """What it translates into."""


@dataclass(frozen=True)
class Model:
    """A folder with a CTranslate2 model and its tokenizer."""

    folder: Path
    """The folder."""

    @property
    def name(self) -> str:
        """What drafts call it."""
        return self.folder.name

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """What its ``metadata.json`` says; empty if it has none, or none that can be read."""
        try:
            found = json.loads((self.folder / "metadata.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def weights(self) -> Path:
        """The folder of the CTranslate2 model: ``model/`` in Argos packages, else the folder itself."""
        inner = self.folder / "model"
        return inner if (inner / "model.bin").is_file() else self.folder

    @cached_property
    def tokenizers(self) -> tuple[Path, Path] | None:
        """The SentencePiece models of source and target, or None if they are not there."""
        for source, target in (("source.spm", "target.spm"), ("srcvocab*.spm", "trgvocab*.spm")):
            both = [next(iter(sorted(self.folder.glob(name))), None) for name in (source, target)]
            if both[0] and both[1]:
                return both[0], both[1]
        shared = next((self.folder / name for name in _SHARED if (self.folder / name).is_file()), None)
        others = sorted(self.folder.glob("*.spm"))
        one = shared or (others[0] if len(others) == 1 else None)
        return (one, one) if one else None

    @cached_property
    def config(self) -> dict[str, Any]:
        """The settings that CTranslate2 has for it."""
        try:
            found = json.loads((self.weights / "config.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def ends_its_sources(self) -> bool:
        """Whether the token for the end of a text is to be put there by us.

        Argos packages have none, models converted from Marian get theirs from CTranslate2, and OPUS-MT models
        converted from Hugging Face expect it from the tokenizer.
        """
        return not self.config.get("add_source_eos") and (self.folder / "source.spm").is_file()

    @property
    def end_token(self) -> str:
        """The token for the end of a text."""
        return str(self.config.get("eos_token") or "</s>")

    @property
    def target_prefix(self) -> str:
        """The token that each translation begins with, by its metadata; empty: none."""
        return str(self.metadata.get("target_prefix") or "")

    @cached_property
    def language_tokens(self) -> dict[str, str]:
        """The tokens such as ``>>spa<<`` by which a model with several targets is told its target, by code."""
        found: dict[str, str] = {}
        for name in ("source_vocabulary.json", "shared_vocabulary.json"):
            try:
                vocabulary = json.loads((self.weights / name).read_text(encoding="utf-8"))
            except (OSError, ValueError, RecursionError):
                continue
            for token in vocabulary if isinstance(vocabulary, list) else ():
                match = _LANGUAGE_TOKEN.fullmatch(str(token))
                if match:
                    code = match["code"].lower() + (f"-{match['more'].lower()}" if match["more"] else "")
                    found.setdefault(code, str(token))
            break
        return found

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Its directions, from the metadata or else from the name of the folder."""
        sources, targets = self._codes("from"), self._codes("to")
        named = _NAME.fullmatch(self.folder.name.lower())
        if not sources and named:
            sources = named["source"].split("+")
        if self.language_tokens:
            targets = list(self.language_tokens)
        elif not targets and named:
            targets = named["target"].split("+")
        return tuple(Pair(source, target) for source in sources for target in targets if source != target)

    def _codes(self, side: str) -> list[str]:
        one, several = self.metadata.get(f"{side}_code"), self.metadata.get(f"{side}_codes")
        listed = several if isinstance(several, list) and several else [one]
        return [_plain(code) for code in listed if isinstance(code, str) and code]

    @cached_property
    def fingerprint(self) -> str:
        """What tells its answers from those of another model."""
        binary = self.weights / "model.bin"
        said = f"{self.name} {binary.stat().st_size if binary.is_file() else 0} {self.metadata.get('package_version')}"
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def find_models(folders: Sequence[Path]) -> Iterator[Model]:
    """Yield the models in some folders, or those that the folders themselves are, sorted by name."""
    for folder in folders:
        if not folder.is_dir():
            continue
        for path in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
            model = Model(path)
            if (model.weights / "model.bin").is_file():
                yield model


def _plain(code: str) -> str:
    return code.replace("_", "-").lower()

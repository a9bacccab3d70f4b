"""A neural model that translates by writing in capitals, made by hand in a moment.

It is a Transformer of one layer: each position of the answer looks at the same position of the text, and says the
capital of what it finds there. So it shows what a trained one does with a folder, a tokenizer, a batch, a prefix, the
end of a text.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import ctranslate2.specs  # type: ignore[import-untyped]
import numpy as np
import sentencepiece

SENTENCES = [
    "The mayor opened the new library on Monday morning.",
    "Visitors have paid 12,345.67 yuan for a ticket (890 in all)!",
    "Who knows: jazz, quartz; fox-hunts? “Perhaps” — it’s 50 % of A B C D E F G H I J K L M N O P Q R S T U V W X Y Z.",
    "áéíóúñ ÁÉÍÓÚÑ ¡ ¿ « » [[1]] ⟦2⟧ / & # * _ `code` {name} <b> + = @ $ %",
]
WAVES = 16
"""Different waves of the positions."""
POSITIONS = 400


def train_tokenizer(path: Path) -> list[str]:
    """Write a tokenizer that cuts texts into characters, and return its pieces."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 3),
        model_writer=written,
        model_type="char",
        vocab_size=400,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name="identity",
        minloglevel=2,
    )
    path.write_bytes(written.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def place_codes(width: int, start: int) -> np.ndarray[Any, Any]:
    """Return a code for each position, the likest to itself, with no sum, in the last columns."""
    speeds = np.geomspace(3.0, 0.01, WAVES)
    angles = np.arange(POSITIONS)[:, None] * speeds[None, :]
    codes = np.zeros((POSITIONS, width), dtype=np.float32)
    codes[:, start:] = np.concatenate([np.sin(angles), np.cos(angles), -np.sin(angles), -np.cos(angles)], axis=1)
    return codes


def write_weights(folder: Path, pieces: Iterable[str], said: Mapping[str, str], *, adds_end: bool) -> None:
    """Write the CTranslate2 model: ``said`` is what is said for a piece, else the piece in capitals."""
    vocabulary = list(pieces)
    number = {piece: index for index, piece in enumerate(vocabulary)}
    size, width = len(vocabulary), len(vocabulary) + 4 * WAVES
    spec = ctranslate2.specs.TransformerSpec.from_config(1, 1, pre_norm=True, no_final_norm=True)
    places = np.zeros((width, width), dtype=np.float32)
    places[size:, size:] = np.eye(4 * WAVES)
    words = np.zeros((width, width), dtype=np.float32)
    words[:size, :size] = np.eye(size)
    nothing, ones = np.zeros((width, width), dtype=np.float32), np.ones(width, dtype=np.float32)

    def fill(layer: Any, *weights: np.ndarray[Any, Any]) -> None:
        layer.layer_norm.gamma, layer.layer_norm.beta = ones, ones * 0
        for linear, weight in zip(layer.linear, weights, strict=True):
            linear.weight, linear.bias = weight, np.zeros(weight.shape[0], dtype=np.float32)

    encoder, decoder = spec.encoder, spec.decoder
    encoder.embeddings[0].weight = np.eye(size, width, dtype=np.float32) / np.sqrt(width, dtype=np.float32)
    decoder.embeddings.weight = np.zeros((size, width), dtype=np.float32)
    for side in (encoder, decoder):
        side.position_encodings.encodings = place_codes(width, size)
        fill(side.layer[0].self_attention, np.tile(nothing, (3, 1)), nothing)
        ffn = side.layer[0].ffn
        ffn.layer_norm.gamma, ffn.layer_norm.beta = ones, ones * 0
        for linear in (ffn.linear_0, ffn.linear_1):
            linear.weight, linear.bias = nothing, ones * 0
    fill(decoder.layer[0].attention, 100 * places, np.concatenate([places, words]), words)
    answers = np.zeros((size, width), dtype=np.float32)
    for piece, index in number.items():
        answers[number.get(said.get(piece, piece.upper()), index), index] = 30
    decoder.projection.weight, decoder.projection.bias = answers, np.zeros(size, dtype=np.float32)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = adds_end
    spec.validate()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def write_argos(folder: Path, source: str = "en", target: str = "es", said: Mapping[str, str] | None = None) -> Path:
    """Write a package as Argos Translate has them, unpacked."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = train_tokenizer(folder / "sentencepiece.model")
    write_weights(folder / "model", pieces, said or {}, adds_end=True)
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": source,
        "from_name": source,
        "to_code": target,
        "to_name": target,
        "type": "translate",
    }
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return folder


def write_opus(folder: Path, languages: Mapping[str, str] | None = None) -> Path:
    """Write a folder as a converted OPUS-MT model has them; ``languages``: what is said for each ``>>xxx<<``."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = train_tokenizer(folder / "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    write_weights(folder, [*pieces, *(languages or {})], languages or {}, adds_end=False)
    return folder

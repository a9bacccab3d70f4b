"""What a language model writes → translations by number, whatever it puts around them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

_PAIR = re.compile(r'"(?P<key>\d{1,4})"\s*:\s*(?P<value>"(?:[^"\\\x00-\x1f]|\\.)*")\s*(?=[,}])', re.DOTALL)
_THOUGHTS = re.compile(r"\A.*?</think>", re.DOTALL)


def read_translations(content: str, wanted: Collection[int]) -> dict[int, str]:
    """Return the translations in what a model wrote, by the numbers that were asked for.

    Fences, words around the JSON and an object around the object are forgiven. An array is not taken by its order: only
    where a single text was asked for is there no doubt. Of JSON that breaks off, the pairs that are whole are taken.

    Args:
        content: what the model wrote.
        wanted: the numbers of the texts.

    Returns:
        What it holds for them: texts that are not empty. Numbers that stand in it twice with different texts are left
        out, like those that nobody asked for.
    """
    content = _THOUGHTS.sub("", content)
    value = _json_in(content)
    pairs = list(_pairs_of(value, wanted)) if value is not None else []
    if value is None:
        pairs = [(match["key"], _unquoted(match["value"])) for match in _PAIR.finditer(content)]
    found: dict[int, str] = {}
    doubtful: set[int] = set()
    for key, text in pairs:
        number = int(key) if re.fullmatch(r"[0-9]{1,4}", str(key)) else 0
        if number not in wanted or not isinstance(text, str) or not text.strip():
            continue
        if found.setdefault(number, text) != text:
            doubtful.add(number)
    return {number: text for number, text in found.items() if number not in doubtful}


class _Pairs(list[tuple[str, Any]]):
    """The pairs of an object as they stand, so that keys that stand in it twice are seen."""


def _json_in(content: str) -> Any:
    """Return the JSON in a text, or None if there is none that is whole."""
    start = re.search(r"\{|\[\s*[{\"]", content)
    if start is None:
        return None
    try:
        return json.JSONDecoder(object_pairs_hook=_Pairs).raw_decode(content, start.start())[0]
    except (ValueError, RecursionError):
        # It breaks off, or is not quite JSON: what stands in it is read pair by pair.
        return None


def _pairs_of(value: Any, wanted: Collection[int]) -> Iterator[tuple[str, Any]]:
    """Yield the pairs of keys and texts in the JSON that a model wrote."""
    if isinstance(value, _Pairs):
        if any(str(key).isdigit() for key, _ in value):
            yield from value
            return
        by_name = dict(value)
        number, text = by_name.get("id", by_name.get("key")), by_name.get("translation", by_name.get("text"))
        if number is not None and isinstance(text, str):
            yield str(number), text
        elif len(value) == 1:
            yield from _pairs_of(value[0][1], wanted)
    elif isinstance(value, list):
        if len(wanted) == len(value) == 1 and isinstance(value[0], str):
            yield str(next(iter(wanted))), value[0]
        for item in value:
            if isinstance(item, _Pairs):
                yield from _pairs_of(item, wanted)


def _unquoted(literal: str) -> str:
    """Return the text of a JSON string, or an empty one if it is none."""
    try:
        return str(json.loads(literal))
    except ValueError:
        return ""

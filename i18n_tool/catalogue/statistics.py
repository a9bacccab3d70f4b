"""How far a catalogue is: units and words by state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from i18n_tool.catalogue.file import Catalogue

STATES = ("accepted", "draft", "missing", "obsolete")
"""Where a unit can stand, as ``Unit.state`` says."""

_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]+(?:['’.,-][^\W_{_WIDE}]+)*")

_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:['.,-][A-Za-z0-9]+)*")
"""The same of a text without other characters, in a third of the time."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many units, and how long they are."""

    units: int = 0
    """Number of units."""
    words: int = 0
    """Words of their source texts."""


def count_words(text: str) -> int:
    """Return the number of words of a text; each Chinese character or kana counts as one."""
    return len((_ASCII_WORD if text.isascii() else _WORD).findall(text))


def count_states(catalogue: Catalogue) -> Mapping[str, Count]:
    """Return how many units and words of source text are in each state; every state of ``STATES`` is there."""
    units = dict.fromkeys(STATES, 0)
    words = dict.fromkeys(STATES, 0)
    for unit in catalogue.units:
        units[unit.state] += 1
        words[unit.state] += count_words(unit.msgid)
    return {state: Count(units[state], words[state]) for state in STATES}

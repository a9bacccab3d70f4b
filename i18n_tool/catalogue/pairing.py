"""Which earlier units a changed sentence can take its translation from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from i18n_tool.catalogue.file import Key
from i18n_tool.model import Unit

THRESHOLD = 60.0
"""Percent of equal characters below which a translation is of no help."""


@dataclass(frozen=True, slots=True)
class Source:
    """Earlier units whose translation belongs to a new one."""

    parts: tuple[Unit, ...]
    """The units; several were merged into one sentence."""
    own: bool = True
    """Whether they are of the same catalogue."""
    first: bool = True
    """False: the new unit is a later part of a sentence that was split, and stays empty."""


def pair_units(
    wanted: Sequence[Unit],
    earlier: Sequence[Unit],
    elsewhere: Sequence[Unit],
    *,
    open_keys: set[Key],
    joiner: str,
) -> dict[Key, Source]:
    """Return the best earlier units for each new one that needs a translation."""
    pairs = {}
    material = [unit for unit in earlier if unit.msgstr]
    texts = [unit.msgid for unit in material]
    for unit in wanted:
        if unit.key in open_keys:
            found = process.extractOne(unit.msgid, texts, scorer=fuzz.ratio, score_cutoff=THRESHOLD)
            if found:
                pairs[unit.key] = Source((material[found[2]],))
    return pairs

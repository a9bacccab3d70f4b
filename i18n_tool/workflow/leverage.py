"""How much of what was missing came from where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("context", "exact", "similar", "journal", "repeated", "copied", "engine", "left")
"""From the memory: in the same context, equal, similar; answers of earlier runs; texts that share an answer; texts
without words; what an engine was asked; what is still missing."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the units that were missing."""

    segments: int = 0
    """How many."""
    characters: int = 0
    """The characters of their source texts."""


@dataclass
class Shares:
    """Counts where units come from."""

    segments: dict[str, int] = field(default_factory=dict)
    characters: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, text: str) -> None:
        """Count a unit by its source text."""
        self.segments[kind] = self.segments.get(kind, 0) + 1
        self.characters[kind] = self.characters.get(kind, 0) + len(text)


def leverage_of(*counts: Shares) -> dict[str, Share]:
    """Return what some counts say together, by ``KINDS``; kinds that do not occur are left out."""
    found: dict[str, Share] = {}
    for kind in KINDS:
        segments = characters = 0
        for one in counts:
            segments += one.segments.get(kind, 0)
            characters += one.characters.get(kind, 0)
        if segments:
            found[kind] = Share(segments, characters)
    return found


def percent_of(leverage: Mapping[str, Share], *kinds: str) -> int:
    """Return how many of a hundred characters come from some kinds."""
    total = sum(share.characters for share in leverage.values())
    return round(100 * sum(leverage[kind].characters for kind in kinds if kind in leverage) / total) if total else 0

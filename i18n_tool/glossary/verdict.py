"""What the matcher says of a term in a translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from i18n_tool.model import Span

Found = Literal["yes", "maybe", "no"]
"""Whether a rendering stands in a translation; ``maybe`` is for a person to decide."""

Tier = Literal["", "exact", "words", "clitic", "compound", "pattern", "adjective", "prefix", "inside"]
"""How a rendering was found, from sure to unsure; empty: it was not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a translation that renders a term, or may."""

    span: Span
    """Where it stands."""
    tier: Tier
    """How it was found."""
    sure: bool = True
    """False: maybe."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a translation renders a term, and how that was seen."""

    found: Found
    """``yes``, ``maybe`` (a word of the same beginning stands there) or ``no``."""
    rendering: str | None = None
    """The rendering of the glossary that was found, with ``=`` resolved."""
    tier: Tier = ""
    """``exact``: as it is; ``words``: in other forms; ``clitic``: with particles written onto it; ``compound``: in a
    compound; ``pattern``: by a pattern of the glossary; ``adjective``: as an adjective made of the noun; ``prefix``: a
    word of the same beginning; ``inside``: only within the rendering of another term."""
    span: Span | None = None
    """Where it stands in the translation, where that can be told."""

    def __bool__(self) -> bool:
        return self.found != "no"

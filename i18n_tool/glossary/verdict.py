"""What the matcher says of a term in a translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from i18n_tool.model import Span

Found = Literal["yes", "maybe", "no"]
"""Whether a rendering stands in a translation; ``maybe`` is for a person to decide."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a translation renders a term, and how that was seen."""

    found: Found
    """``yes``, ``maybe`` (a word of the same beginning stands there) or ``no``."""
    rendering: str | None = None
    """The rendering of the glossary that was found, with ``=`` resolved."""
    tier: str = ""
    """How it was found: ``exact``, ``words``, ``clitic``, ``compound``, ``prefix``; empty if it was not."""
    span: Span | None = None
    """Where it stands in the translation, where that can be told."""

    def __bool__(self) -> bool:
        return self.found != "no"

"""Segments as the tests of catalogues need them."""

from __future__ import annotations

from i18n_tool.model import Segment

PATH = "articles/harbour.md"


def article(*texts: str) -> list[Segment]:
    """Return the segments of an article, one a line."""
    return [Segment(text, "paragraph", PATH, line) for line, text in enumerate(texts, 1)]

"""Block → segments, sentence by sentence; docs/segmentation.md says by which rules."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from i18n_tool.model import Span
from i18n_tool.segmentation.cutter import cut_sentences
from i18n_tool.segmentation.markup import cut_block
from i18n_tool.segmentation.rules import load_rules

__all__ = ["RULES_VERSION", "rules_id", "split_block", "split_sentences"]

RULES_VERSION = "1"
"""Changes whenever the same text could be cut at other places than before."""


def split_sentences(text: str, locale: str) -> list[Span]:
    """Cut a block into sentences.

    Args:
        text: one block, without markup around it.
        locale: BCP 47 tag; an unknown language follows the rules of its script.

    Returns:
        Spans in order, as offsets in code points, end excluded. White space between sentences belongs to no span.

    Raises:
        LocaleError: the tag is not well formed (RFC 5646, section 2.1).
    """
    return [Span(start, end) for start, end in cut_sentences(text, load_rules(locale))]


def split_block(
    text: str, locale: str, *, keep: Sequence[Span] = (), mode: str = "sentence", abbreviations: Sequence[str] = ()
) -> list[Span]:
    """Cut the text of a block that may hold inline markup into segments.

    Args:
        text: the text of one block.
        locale: BCP 47 tag; an unknown language follows the rules of its script.
        keep: stretches that are never cut: pairs of tags, links, code.
        mode: ``sentence``, or ``paragraph`` for one segment.
        abbreviations: words of the user's that end in a full stop within a sentence.

    Returns:
        Spans in order, as offsets in code points, end excluded. White space and line breaks between segments
        belong to no span; an opening tag goes with what follows it, a closing one with what precedes it.

    Raises:
        LocaleError: the tag is not well formed (RFC 5646, section 2.1).
    """
    rules = load_rules(locale, abbreviations)
    return [Span(start, end) for start, end in cut_block(text, rules, keep, whole=mode == "paragraph")]


def rules_id(locale: str, abbreviations: Sequence[str] = (), mode: str = "sentence") -> str:
    """Return what a catalogue records of how its source was cut, such as ``sentence 1`` or ``sentence 1 +3f2a``.

    Raises:
        LocaleError: the tag is not well formed (RFC 5646, section 2.1).
    """
    load_rules(locale)
    words = sorted({word.strip().rstrip(".") for word in abbreviations} - {""})
    if mode != "sentence" or not words:
        return f"{mode} {RULES_VERSION}"
    return f"{mode} {RULES_VERSION} +{hashlib.sha256(chr(10).join(words).encode()).hexdigest()[:4]}"

"""What the memory has for a unit, and what can be made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from i18n_tool.memory import Match, Memory, patch_numbers
from i18n_tool.model import Markup, Unit
from i18n_tool.placeholders import find_placeholders

_SURE = 0.95
"""From this similarity on, the memory is better than an engine."""
_SIMILAR = 0.75
"""From this similarity on, the memory is better than nothing."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """What the memory has for a unit."""

    match: Match
    """The pair."""
    text: str
    """Its translation, with the numbers of the unit."""
    patched: bool = False
    """True if numbers were put in."""
    sure: bool = True
    """True if no engine can do better."""

    @property
    def kind(self) -> str:
        """Which kind of leverage it is."""
        return "context" if self.match.in_context else "exact" if self.match.score == 1 else "similar"

    @property
    def origin(self) -> str:
        """What the mark of the draft says of where it comes from."""
        if self.match.score == 1:
            return "memory"
        return f"memory {int(100 * self.match.score)} %" + (", numbers put in" if self.patched else "")


def find_similar(
    memory: Memory, unit: Unit, source_locale: str, locale: str, markup: Markup | None = None
) -> Reuse | None:
    """Return what can be made of the most similar accepted pair whose placeholders are the same, or None.

    Numbers that alone differ are put into its translation.
    """
    match = memory.look_up_similar(unit.msgid, locale, _SIMILAR)
    if match is None or _placeholders(match.msgid) != _placeholders(unit.msgid):
        return None
    if _numbers(match.msgid) == _numbers(unit.msgid):
        return Reuse(match, match.msgstr, sure=match.score >= _SURE)
    patched = patch_numbers(match.msgid, unit.msgid, match.msgstr, source_locale, locale, markup)
    return Reuse(match, patched or match.msgstr, patched=patched is not None, sure=patched is not None)


def _placeholders(text: str) -> Counter[str]:
    return Counter(one.text for one in find_placeholders(text))


def _numbers(text: str) -> Sequence[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)

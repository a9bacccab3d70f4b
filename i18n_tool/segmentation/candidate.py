"""A place where a sentence may end, and what is seen around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from i18n_tool.segmentation.marks import DIRECTION_MARKS

WINDOW = 64
"""How far back or ahead a word is looked for, in characters."""

_QUOTATION = 200
"""How far back the beginning of a quotation is looked for, in characters."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
"""A word, with what follows its apostrophe."""


class Candidate(NamedTuple):
    """A place where a sentence may end; all are offsets in ``text``."""

    text: str
    begin: int
    """Where the sentence began."""
    stop: int
    """Where the run of marks begins."""
    run_end: int
    """Where the run of marks ends."""
    end: int
    """Where the closing marks after the run end."""
    following: int
    """Where the next sentence would begin."""

    @property
    def gap(self) -> bool:
        """Return whether white space follows."""
        return self.following > self.end

    @property
    def closed(self) -> bool:
        """Return whether a closing mark follows the run: ``left.”``."""
        return any(mark not in DIRECTION_MARKS for mark in self.text[self.run_end : self.end])

    @property
    def before(self) -> str:
        """Return the character before the run, empty at the start of the text."""
        return self.text[self.stop - 1 : self.stop] if self.stop else ""

    def low(self, width: int) -> int:
        """Return the offset so many characters before the run, but not before the sentence."""
        return max(self.begin, self.stop - width)

    def is_quoted(self) -> bool:
        """Return whether a quotation is open: nothing closes the last mark that opened one."""
        low = self.low(_QUOTATION)
        opened = max(self.text.rfind(mark, low, self.stop) for mark in "«“「『")
        return opened > max(self.text.rfind(mark, low, self.stop) for mark in "»”」』")

    def has_odd_quotes(self) -> bool:
        """Return whether a straight quotation mark is open."""
        return self.text.count('"', self.low(_QUOTATION), self.stop) % 2 == 1

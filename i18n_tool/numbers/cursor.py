"""What each part of the grammar reads from and adds to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from i18n_tool.numbers.links import linked, touches
from i18n_tool.numbers.model import Lexeme, Quantity
from i18n_tool.numbers.neighbours import Draft
from i18n_tool.numbers.tables import Table

_NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Cursor:
    """The lexemes of a text, and the quantities found in them so far.

    What reads a lexeme of a kind is called ``read_`` and that kind; it takes an index and returns where to go on. What
    makes something of a number and its neighbours is called ``as_``; it returns 0 where the number is no such thing.
    """

    text: str
    """The folded text."""
    table: Table
    """The words of its language."""
    lexemes: list[Lexeme]
    """Its lexemes in order."""
    drafts: list[Draft] = field(default_factory=list)
    """What was read."""

    def before(self, at: int, kinds: frozenset[str], *, loose: bool = False) -> Lexeme | None:
        """Return the lexeme before an index if it is of some kind and touches."""
        if at <= 0 or self.lexemes[at - 1].kind not in kinds:
            return None
        near = linked if loose else touches
        return self.lexemes[at - 1] if near(self.text, self.lexemes[at - 1], self.lexemes[at]) else None

    def after(self, at: int, kinds: frozenset[str] | set[str], *, loose: bool = False) -> Lexeme | None:
        """Return the lexeme at an index if it is of some kind and touches the one before it."""
        if at >= len(self.lexemes) or self.lexemes[at].kind not in kinds:
            return None
        near = linked if loose else touches
        return self.lexemes[at] if near(self.text, self.lexemes[at - 1], self.lexemes[at]) else None

    def add(self, draft: Draft) -> None:
        """Take a draft in."""
        self.drafts.append(draft)


def parts_of(lexeme: Lexeme) -> tuple[Quantity, ...]:
    """Return the numbers in a lexeme of several, such as 19:30."""
    return tuple(
        Quantity("number", frozenset({Decimal(match[0])}), lexeme.start + match.start(), lexeme.start + match.end())
        for match in _NUMBERS.finditer(str(lexeme.value))
        if len(match[0]) < 20
    )

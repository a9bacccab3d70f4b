"""NU108: a quantity has another value."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class WrongNumber(NumberCheck):
    """A quantity has another value.

    Digits were swapped or mistyped, or the number is that of another sentence. Say what the source says. An error where
    both sides have digits, or words of one kind (years, shares, centuries, dozens, above twelve) and all else is told
    alike; information for other words, and for examples.
    """

    code, name, severity = "NU108", "wrong-number", "error"
    kinds = frozenset({"number", "order"})
    advice = "say what the source says"
    example = Context("fr")
    good = (Unit("It has 1,250 rooms.", "Il compte 1 250 chambres."),)
    bad = (Unit("It has 1,250 rooms.", "Il compte 1 520 chambres."),)

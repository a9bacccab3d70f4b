"""NU105: a date, weekday, year or time is another."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class WrongDate(NumberCheck):
    """A date, weekday, year or time is another.

    Correct it. Times count in both clocks: 7:30 p.m. is 19:30. An error where both sides have digits, or words
    of one kind and all else is told alike; information for other words, and for examples.
    """

    code, name, severity = "NU105", "wrong-date", "error"
    kinds = frozenset({"date"})
    advice = "correct the date or time"
    example = Context("fr")
    good = (Unit("It opens on May 3 at 7:30 p.m.", "Ouverture le 3 mai à 19h30."),)
    bad = (Unit("It opens on May 3.", "Ouverture le 3 mars."),)

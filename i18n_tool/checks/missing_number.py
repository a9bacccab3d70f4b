"""NU101: the translation lacks a quantity of the source."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class MissingNumber(NumberCheck):
    """The translation lacks a quantity of the source.

    Readers lose a fact. Put the number back, in digits or words, in the way of the locale. An error for a number of two
    digits or more, or with a unit, that the translation has nowhere; information for a single digit, a number in words,
    and examples.
    """

    code, name, severity = "NU101", "missing-number", "error"
    kinds = frozenset({"missing"})
    advice = "say it as the source does"
    example = Context("zh_CN")
    good = (Unit("It sold 25 buses in 2019.", "2019年售出25辆客车。"),)
    bad = (Unit("It sold 25 buses in 2019.", "售出25辆客车。"),)

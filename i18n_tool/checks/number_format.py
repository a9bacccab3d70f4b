"""NU110: a number is not written in the way of the locale."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class NumberFormat(NumberCheck):
    """A number is not written in the way of the locale.

    1,250 is one and a quarter to a German reader. Use the decimal mark and the groups of the locale.
    """

    code, name, severity = "NU110", "number-format", "info"
    kinds = frozenset({"format"})
    advice = "write it in the way of the locale"
    example = Context("de")
    good = (Unit("It has 1,250 rooms.", "Es hat 1.250 Zimmer."),)
    bad = (Unit("It grew 24.6 percent.", "Es wuchs um 24.6 Prozent."),)

"""NU102: the translation has a quantity that the source does not have."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class ExtraNumber(NumberCheck):
    """The translation has a quantity that the source does not have.

    It may be left over from another sentence. Take it out, or say what the source says. An error for a number of two
    digits or more, or with a unit, that the source has nowhere; information for what is small, in words, in brackets or
    part of a name, since the source may have a word for it.
    """

    code, name, severity = "NU102", "extra-number", "error"
    kinds = frozenset({"extra"})
    advice = "take it out, or say what the source says"
    example = Context("zh_CN")
    good = (Unit("It sold 25 buses.", "售出25辆客车。"),)
    bad = (Unit("It sold 25 buses.", "售出25辆客车，增长40%。"),)

"""NU102: the translation has a quantity that the source does not have."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class ExtraNumber(NumberCheck):
    """The translation has a quantity that the source does not have.

    It may be left over from another sentence. Take it out, or say what the source says. A bare number up to twelve, or
    one in words, is information, since the source may have another word for it.
    """

    code, name, severity = "NU102", "extra-number", "error"
    kinds = frozenset({"extra"})
    advice = "take it out, or say what the source says"
    example = Context("zh_CN")
    good = (Unit("It sold 25 buses.", "售出25辆客车。"),)
    bad = (Unit("It sold 25 buses.", "售出25辆客车，增长40%。"),)

"""NU106: a number lost or gained its minus, or percent and percentage points are mixed up."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class WrongSignOrPercent(NumberCheck):
    """A number lost or gained its minus or percent sign, or percent stands for percentage points.

    From 2 % to 3 % is one percentage point, but fifty percent. Keep what the source says. An error where points stand
    for percent, where the percent is lost, and where degrees, percent or money lost a minus; information where a hyphen
    or a dash may look like a minus, and where the text speaks of percent elsewhere.
    """

    code, name, severity = "NU106", "wrong-sign-or-percent", "error"
    kinds = frozenset({"percent", "sign"})
    advice = "a minus, % or “points” stands on one side only; say what the source says"
    example = Context("zh_CN")
    good = (Unit("Prices rose 3 percentage points.", "价格上升3个百分点。"),)
    bad = (
        Unit("Prices rose 3 percentage points.", "价格上升3%。"),
        Unit("It was -8 degrees at dawn.", "黎明时气温为8度。"),
    )

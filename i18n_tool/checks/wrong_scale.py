"""NU103: a quantity is a power of ten too large or too small."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class WrongScale(NumberCheck):
    """A quantity is a power of ten too large or too small.

    A billion is 10亿, a Spanish billón is a trillion: scale words are false friends. Count the zeros again. An error
    where both sides have digits or a scale; information where one of them is a small number in words, which may be
    short for thousands.
    """

    code, name, severity = "NU103", "wrong-scale", "error"
    kinds = frozenset({"scale"})
    advice = "count the zeros again"
    example = Context("zh_CN")
    good = (Unit("It is worth 2.5 billion yuan.", "价值25亿元。"),)
    bad = (Unit("It is worth 2.5 billion yuan.", "价值2.5亿元。"),)

"""NU109: a quantity is in another unit."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class WrongUnit(NumberCheck):
    """A quantity is in another unit.

    The number is the same, but kilometres became miles or days became weeks. Name the unit of the source, or convert
    the number as well. An error, but information for examples.
    """

    code, name, severity = "NU109", "wrong-unit", "error"
    kinds = frozenset({"unit"})
    advice = "name the unit of the source, or convert the number"
    example = Context("zh_CN")
    good = (Unit("The road is 3.2 km long.", "公路长3200米。"),)
    bad = (Unit("The road is 3.2 km long.", "公路长3.2英里。"),)

"""NU104: an amount is in another currency."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class WrongCurrency(NumberCheck):
    """An amount is in another currency.

    The number is the same, the money is not. Name the currency of the source. An error where the source names a
    country, a currency or a scale; information for a bare $ and for examples, which translators put into the money of
    their readers.
    """

    code, name, severity = "NU104", "wrong-currency", "error"
    kinds = frozenset({"currency"})
    advice = "name the currency of the source"
    example = Context("zh_CN")
    good = (Unit("A ticket is HK$20.", "票价20港元。"),)
    bad = (Unit("A ticket is HK$20.", "票价20美元。"),)

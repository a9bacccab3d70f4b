"""NU107: a name with digits is not as in the source."""

from __future__ import annotations

from i18n_tool.checks.base import Context
from i18n_tool.checks.numbers import NumberCheck
from i18n_tool.model import Unit


class AlteredIdentifier(NumberCheck):
    """A name with digits, such as A380, 5G or a telephone number, is not as in the source.

    It is no quantity that may be written in another way. Copy it. An error where the same letters have other digits,
    and where a name with two digits or more is lost; information where the letters differ too, since it may be another
    name for it, and for examples.
    """

    code, name, severity = "NU107", "altered-identifier", "error"
    kinds = frozenset({"code"})
    advice = "copy it from the source"
    example = Context("fr")
    good = (Unit("The A380 landed.", "L’A380 a atterri."),)
    bad = (Unit("The A380 landed.", "L’A830 a atterri."),)

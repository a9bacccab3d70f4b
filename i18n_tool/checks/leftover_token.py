"""MK004: the translation holds a token that stood for something while an engine worked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit

_TOKEN = re.compile(
    r"\bX[A-Z]?Q[A-Z]?\d+\b|\b(?:XQ|XK|ZX|QX|QZ|KX)(?:[A-Z]{1,3}Z|Z\d+)\b|⟦\s*\d+\s*⟧|\[\[\s*\d+\s*\]\]|</?apertium-notrans>|__PH_?\d+__",
    re.IGNORECASE,
)


class LeftoverToken(Check):
    """The translation holds a token that stood for a term or a tag while an engine translated.

    Something of the source is hidden behind it. Write what the source has at that place.
    """

    code, name, severity = "MK004", "leftover-token", "error"
    good = (
        Unit("The A380 landed.", "L’A380 a atterri."),
        Unit("See [[1]].", "Voir [[1]]."),
    )
    bad = (
        Unit("Guangzhou is growing.", "XQZ1 croît."),
        Unit("Guangzhou is growing.", "⟦1⟧ croît."),
        Unit("Guangzhou is growing.", "XKAZ croît."),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("Xx⟦[<_")

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for token in dict.fromkeys(_TOKEN.findall(unit.msgstr)):
            if token not in unit.msgid:
                yield self.finding(unit, f"{token} is a token of an engine; write what stands there in the source")

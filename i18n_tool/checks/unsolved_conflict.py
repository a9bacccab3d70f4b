"""ST004: two people translated a unit differently, and nobody has decided."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit


class UnsolvedConflict(Check):
    """Two people translated the unit differently in two branches, and nobody has decided.

    The merge kept one of the translations and wrote the other into a comment. Choose, take the comment away, and
    accept the unit.
    """

    code, name, severity = "ST004", "unsolved-conflict", "error"
    good = (Unit("Good morning", "Bonjour"),)
    bad = (Unit("Good morning", "Bonjour", comments=("i18n-tool: conflict, theirs is: Bon matin",)),)

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        if any(line.startswith("i18n-tool: conflict") for line in unit.comments):
            yield self.finding(unit, "two versions of the translation met; choose one and take the comment away")

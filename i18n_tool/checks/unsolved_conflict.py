"""ST004: two people translated a unit differently, and nobody has decided."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.catalogue.three_way import CONFLICT
from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit


class UnsolvedConflict(Check):
    """Two people translated the unit differently in two branches, and nobody has decided.

    The merge kept one of the translations and wrote the other into a comment. Choose, take the comment away, and
    accept the unit.
    """

    code, name, severity = "ST004", "unsolved-conflict", "error"
    good = (Unit("Good morning", "Bonjour"),)
    bad = (
        Unit(
            "Good morning", "Bonjour", comments=("i18n-tool: conflict, the other side has the translation: Bon matin",)
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for line in unit.comments:
            if line.startswith(CONFLICT):
                here = " | ".join(unit.msgstr_plural) or unit.msgstr
                there = line.removeprefix(CONFLICT)
                yield self.finding(unit, f'here stands "{here}", {there}; choose one, and take the comment away')

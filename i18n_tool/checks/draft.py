"""ST002: nobody has looked at the translation yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit


class Draft(Check):
    """The translation is a draft that nobody has accepted.

    It is left out of the pages unless the project publishes drafts. Correct it and take the ``fuzzy`` flag away, which
    every PO editor does when a translation is confirmed.
    """

    code, name, severity = "ST002", "draft", "info"
    states: ClassVar[frozenset[str]] = frozenset({"draft"})
    good = (Unit("Good morning", "Bonjour"),)
    bad = (Unit("Good morning", "Bonjour", fuzzy=True),)

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        maker = next((line for line in unit.comments if line.startswith("i18n-tool: draft by ")), "")
        by = " by " + maker.removeprefix("i18n-tool: draft by ") if maker else ""
        if unit.previous_msgid and not maker:
            yield self.finding(unit, "the source has changed; bring the translation up to date and accept it")
        else:
            yield self.finding(unit, f"this is a draft{by}; correct it and accept it")

"""ST001: there is no translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit


class MissingTranslation(Check):
    """There is no translation.

    Readers see the source text, marked as being in another language. Run ``i18n-tool translate`` for a draft, or write
    the translation.
    """

    code, name, severity = "ST001", "missing-translation", "info"
    states: ClassVar[frozenset[str]] = frozenset({"missing"})
    good = (Unit("Good morning", "Bonjour"),)
    bad = (Unit("Good morning", ""),)

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        yield self.finding(unit, "there is no translation; draft it with: i18n-tool translate")

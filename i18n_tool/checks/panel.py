"""Rules that are asked about units one after the other, each rule only about units that may break it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import SEVERITIES, Finding, Unit

_REMEMBERED = 4096
"""Sets of signs for which a panel remembers the rules."""


class Panel:
    """Some rules in one context."""

    def __init__(self, checks: Sequence[Check], context: Context) -> None:
        self.context = context
        self._signs = {check: check.signs(context) for check in checks}
        self._any_sign = frozenset[str]().union(*(signs for signs in self._signs.values() if signs))
        self._known: dict[tuple[str, frozenset[str]], tuple[Check, ...]] = {}

    def findings(self, unit: Unit) -> list[Finding]:
        """Return what the rules say of a unit, worst first."""
        context = self.context
        found = [finding for check in self.asked(unit) for finding in check.check(unit, context)]
        if not found:
            return found
        placed = [replace(finding, locale=context.locale) for finding in found]
        return sorted(placed, key=lambda finding: (-SEVERITIES.index(finding.severity), finding.code))

    def asked(self, unit: Unit) -> tuple[Check, ...]:
        """Return the rules that a unit in this state, with these signs in its translation, may break."""
        translation = unit.msgstr if unit.msgid_plural is None else "".join(unit.msgstr_plural)
        key = (unit.state, self._any_sign.intersection(translation))
        asked = self._known.get(key)
        if asked is None:
            if len(self._known) == _REMEMBERED:
                self._known.clear()
            asked = self._known[key] = self._select(*key)
        return asked

    def _select(self, state: str, found: frozenset[str]) -> tuple[Check, ...]:
        return tuple(
            check
            for check, signs in self._signs.items()
            if state in check.states and (signs is None or not signs.isdisjoint(found))
        )


@lru_cache(maxsize=64)
def panel_of(checks: tuple[Check, ...], context: Context) -> Panel:
    """Return the panel of some rules in a context; the units of all catalogues of a locale share it."""
    return Panel(checks, context)

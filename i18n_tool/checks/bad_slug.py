"""MK009: the translation of a slug cannot be part of an address."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit
from i18n_tool.pages import slug_problem


class BadSlug(Check):
    """The translation of a slug cannot be the last part of an address.

    Compile refuses it, and the page stays where it was or cannot be made. Write letters, digits and hyphens, such as
    ``paseos-urbanos``; letters of any script will do.
    """

    code, name, severity = "MK009", "bad-slug", "error"
    good = (
        Unit("city-walks", "paseos-urbanos", extracted=("slug",)),
        Unit("city-walks", "城市漫步", extracted=("slug",)),
        Unit("City walks", "Paseos urbanos", extracted=("title",)),
    )
    bad = (
        Unit("city-walks", "Paseos urbanos", extracted=("slug",)),
        Unit("city-walks", "../paseos", extracted=("slug",)),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        if unit.extracted[:1] != ("slug",):
            return
        problem = slug_problem(unit.msgstr, top=False)
        if problem:
            yield self.finding(unit, f"{unit.msgstr} cannot be part of an address: {problem[:-1]}")

"""MK002: the translation has a placeholder of its own."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.missing_placeholder import count_placeholders, without_emphasis
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Unit


class ExtraPlaceholder(Check):
    """The translation has a placeholder that the source does not have.

    A tag or link of the translator's own is shown as text on the page, and a variable stays empty. Take it out,
    or ask the author to put it into the article.
    """

    code, name, severity = "MK002", "extra-placeholder", "error"
    good = (
        Unit("Run `make`.", "Lancez `make`.", markup="markdown"),
        Unit("Sold out", "Épuisé", markup="html"),
    )
    bad = (
        Unit("Sold out", "<b>Épuisé</b>", markup="html"),
        Unit("Run it.", "Lancez `make`.", markup="markdown"),
        Unit("Hello", "Bonjour {name}"),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        known = count_placeholders(unit.msgid, unit.markup) | count_placeholders(unit.msgid_plural or "", unit.markup)
        extra: dict[str, None] = {}
        for _, translation in text_pairs(unit):
            found = count_placeholders(translation, unit.markup) - known
            # Instead of emphasis of another kind.
            extra |= dict.fromkeys(without_emphasis(found, "") if "<" in unit.msgid else found)
        sources = f"{unit.msgid}\n{unit.msgid_plural or ''}".replace("%'", "%")
        for placeholder in extra:
            # A code such as %s is one only before a word's end, which the translation may have put there.
            if placeholder.startswith("%") and placeholder in sources:
                continue
            yield self.finding(unit, f"{placeholder} is not in the source; take it out of the translation")

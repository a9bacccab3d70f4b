"""MK001: the translation lacks a placeholder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Markup, Unit
from i18n_tool.placeholders import find_placeholders

#: Emphasis may go where a script has none, and an entity may be written as its character.
_FREE = frozenset({"*", "**", "***", "_", "__", "___", "~~"})


def count_placeholders(text: str, markup: Markup | None) -> Counter[str]:
    """Return how often each placeholder that a translation must keep stands in a text."""
    return Counter(
        found.text
        for found in find_placeholders(text, markup)
        if found.text not in _FREE and not (found.text.startswith("&") and found.text.endswith(";"))
    )


class MissingPlaceholder(Check):
    """The translation lacks a placeholder that the source has.

    Readers lose a link, a command or a value. Copy the placeholder from the source as it is; its place in the
    sentence is free.
    """

    code, name, severity = "MK001", "missing-placeholder", "error"
    good = (
        Unit("Run `make`.", "Lancez `make`.", markup="markdown"),
        Unit("See <a>the list</a>.", "Voyez <a>la liste</a>.", markup="html"),
        Unit("It is **late**.", "Il est tard.", markup="markdown"),
    )
    bad = (
        Unit("Run `make`.", "Lancez la commande.", markup="markdown"),
        Unit("See <a>the list</a>.", "Voyez la liste.", markup="html"),
        Unit("Hello {name}", "Bonjour"),
        Unit("[Here](a.md) and [there](b.md).", "[Ici](a.md) et là.", markup="markdown"),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        missing = count_placeholders(unit.msgid, unit.markup) - count_placeholders(unit.msgstr, unit.markup)
        for placeholder, count in missing.items():
            often = f" {count} times" if count > 1 else ""
            yield self.finding(unit, f"{placeholder} is missing{often} from the translation; copy it from the source")

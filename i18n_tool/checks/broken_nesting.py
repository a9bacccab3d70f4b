"""MK003: tags of the translation do not close as they opened."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Markup, Unit
from i18n_tool.placeholders import find_placeholders


def broken_tag(text: str, markup: Markup | None) -> str | None:
    """Return the first tag of a text that has no partner at the right place, or None."""
    open_tags: list[str] = []
    for found in find_placeholders(text, markup):
        if not found.text.startswith("<") or found.role == "alone":
            continue
        name = found.text.strip("</>").split()[0] if found.text.strip("</>") else ""
        if found.role == "open":
            open_tags.append(name)
        elif open_tags and open_tags[-1] == name:
            open_tags.pop()
        else:
            return found.text
    return f"<{open_tags[-1]}>" if open_tags else None


class BrokenNesting(Check):
    """Tags of the translation do not close in the order in which they opened.

    The page would be repaired by leaving the tags out. Put each closing tag after what it marks, the inner pair
    inside the outer one.
    """

    code, name, severity = "MK003", "broken-nesting", "error"
    good = (
        Unit("<b>One <i>two</i></b>", "<b>Un <i>deux</i></b>", markup="html"),
        Unit("<a1>One</a1> <a2>two</a2>", "<a2>Deux</a2> <a1>un</a1>", markup="html"),
    )
    bad = (
        Unit("<b>One <i>two</i></b>", "<b>Un <i>deux</b></i>", markup="html"),
        Unit("See <a>it</a>", "Voir </a>cela<a>", markup="html"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("<")

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for source, translation in text_pairs(unit):
            tag = broken_tag(translation, unit.markup)
            if tag and broken_tag(source, unit.markup) is None:
                yield self.finding(unit, f"{tag} has no partner at the right place; nest the tags as the source does")
                return

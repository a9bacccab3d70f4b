"""MK002: the translation has a placeholder of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.changed_placeholders import pair_changes
from i18n_tool.checks.missing_placeholder import (
    count_placeholders,
    other_half,
    show_placeholders,
    without_emphasis,
)
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Unit

_NUMBERED = re.compile(r"%\d\$")


class ExtraPlaceholder(Check):
    """The translation has a placeholder that the source does not have.

    A tag or link of the translator's own is shown as text on the page, and a variable stays empty. Take it out,
    or ask the author to put it into the article. What stands in the place of another placeholder is reported once, by
    ``MK001``; what only stands more often than in the source is information.
    """

    code, name, severity = "MK002", "extra-placeholder", "error"
    good = (
        Unit("Run `make`.", "Lancez `make`.", markup="markdown"),
        Unit("Sold out", "Épuisé", markup="html"),
        Unit("Hello {name}", "Bonjour {nom}"),
    )
    bad = (
        Unit("One <b>two</b>", "Un <b>deux</b> <code>trois</code>", markup="html"),
        Unit("Sold out", "<b>Épuisé</b>", markup="html"),
        Unit("Run it.", "Lancez `make`.", markup="markdown"),
        Unit("Hello", "Bonjour {name}"),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        known = count_placeholders(unit.msgid, unit.markup)
        if unit.msgid_plural is not None:
            known = known | count_placeholders(unit.msgid_plural, unit.markup)
        extra: Counter[str] = Counter()
        for _, translation in text_pairs(unit):
            theirs = count_placeholders(translation, unit.markup)
            if theirs.items() <= known.items():
                continue
            missing = without_emphasis(known - theirs, unit.msgid)
            # Instead of emphasis of another kind.
            found = without_emphasis(theirs - known, "") if "<" in unit.msgid else theirs - known
            # What stands in the place of another is reported there, as missing.
            extra |= pair_changes(missing, found, (context.source_locale, context.locale)).extra
        if not extra:
            return
        sources = f"{unit.msgid}\n{unit.msgid_plural or ''}"
        for placeholder, shown in show_placeholders(extra).items():
            if placeholder.startswith("%") and _has_codes(sources, unit):
                continue
            if "://" in placeholder and placeholder.partition("://")[2] in sources:
                continue
            if _is_repeated(placeholder, extra, known, unit):
                yield self.finding(unit, f"{shown} stands more often than in the source", severity="info")
            else:
                yield self.finding(unit, f"{shown} is not in the source; take it out of the translation")


def _is_repeated(placeholder: str, extra: Counter[str], known: Counter[str], unit: Unit) -> bool:
    """Tell whether the source has a placeholder too, and no half of a pair of tags is alone.

    A code of a format takes the next value each time, unless the translation says which value it means: %1$s.
    """
    if placeholder.startswith("%") and not any(_NUMBERED.search(one) for _, one in text_pairs(unit)):
        return False
    if not placeholder.startswith("<"):
        return known[placeholder] > 0
    other = other_half(placeholder)
    alone = known[placeholder] > 0 and known[other] > 0 and extra[placeholder] != extra[other]
    return (known[placeholder] > 0 or known[other] > 0) and not alone


def _has_codes(sources: str, unit: Unit) -> bool:
    """Tell whether the source has as many % as each translation: %s is a code only before the end of a word."""
    return all(translation.count("%") <= sources.count("%") for _, translation in text_pairs(unit))

"""MK008: the translation has a line break that the source has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit

_BLOCK = re.compile(r"\n\s*\n|^\s*(?:#+|[-*+]|\d+[.)]) ", re.MULTILINE)


class ExtraLineBreak(Check):
    """The translation has a line break, and its source stands on one line.

    Something that belongs elsewhere was pasted in, or an engine answered with a list. Compile writes it on one line;
    write one sentence for one sentence. A text that was only wrapped weighs less than one with paragraphs or marks of a
    list in it.
    """

    code, name, severity = "MK008", "extra-line-break", "info"
    good = (
        Unit("The lamp burns.", "La lampe brûle."),
        Unit("Line one\nLine two", "Ligne un\nLigne deux"),
    )
    bad = (
        Unit("A new lamp", "# Une lampe\n\n- neuve"),
        Unit("A new lamp", "Une lampe\nneuve"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("\n")

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        if "\n" in unit.msgid.strip() or "\n" not in unit.msgstr.strip() or unit.msgid != unit.msgid.strip():
            return
        yield self.finding(
            unit,
            "the source stands on one line, the translation does not; take the line breaks out",
            severity="warning" if _BLOCK.search(unit.msgstr.strip()) else None,
        )

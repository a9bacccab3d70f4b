"""MK008: the translation has a line break that the source has not."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit


class ExtraLineBreak(Check):
    """The translation has a line break, and its source stands on one line.

    Something that belongs elsewhere was pasted in, or an engine answered with a list. Compile writes it on one line;
    write one sentence for one sentence. It is information, since translators lay texts out in their own way.
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
        yield self.finding(unit, "the source stands on one line, the translation does not; take the line breaks out")

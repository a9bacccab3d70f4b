"""ST005: the source has changed since the translation was accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit


class ChangedSource(Check):
    """The source has changed since the translation was made, and the entry still says from what.

    Whoever accepted it may have looked at the old text. Compare the two sources, mend the translation, and delete the
    line that begins with ``#|``. It is information, since many translators adapt the text and leave that line.
    """

    code, name, severity = "ST005", "changed-source", "info"
    states: ClassVar[frozenset[str]] = frozenset({"accepted"})
    good = (
        Unit("The port opens at nine.", "Le port ouvre à neuf heures."),
        Unit("The port opens at nine.", "Le port ouvre à neuf heures.", previous_msgid="The port opens at nine."),
    )
    bad = (Unit("The port opens at ten.", "Le port ouvre à neuf heures.", previous_msgid="The port opens at nine."),)

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        if unit.previous_msgid is not None and unit.previous_msgid != unit.msgid:
            yield self.finding(unit, f'the source was "{unit.previous_msgid}" when this was translated; compare them')

"""ST003: the translation repeats the source."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.prose import is_sentence, prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Finding, Unit


class SameAsSource(Check):
    """The translation repeats the source, word for word.

    Somebody copied the source and forgot to translate. Names, codes and single words are often right as they are;
    only a source with at least three words in lower case is reported, if a little word such as ``the`` is among them.
    """

    code, name, severity = "ST003", "same-as-source", "warning"
    good = (
        Unit("Canton Tower", "Canton Tower"),
        Unit("The gates open at nine.", "Les portes ouvrent à neuf heures."),
    )
    bad = (Unit("The gates open at nine.", "The gates open at nine."),)

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        if unit.msgid.strip() != unit.msgstr.strip() or language_of(context.locale) == language_of(
            context.source_locale
        ):
            return
        if is_sentence(prose_of(unit.msgid, unit.markup), context.source_locale):
            yield self.finding(unit, "the translation repeats the source; translate it, or ignore this with a reason")

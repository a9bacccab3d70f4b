"""LA001: the translation is not in the script of its locale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.prose import is_sentence, prose_of
from i18n_tool.languages import has_script, script_of
from i18n_tool.model import Finding, Unit

_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = {
    "Hans": "Chinese character",
    "Hant": "Chinese character",
    "Jpan": "Japanese character",
    "Kore": "Korean letter",
    "Arab": "Arabic letter",
    "Cyrl": "Cyrillic letter",
    "Deva": "Devanagari letter",
    "Grek": "Greek letter",
    "Hebr": "Hebrew letter",
    "Latn": "Latin letter",
    "Thai": "Thai letter",
}


class WrongScript(Check):
    """The translation has not one letter of the script that its locale is written in.

    It is text of another language, or nobody has translated it. Names and codes that stay as they are do not count:
    a unit is reported only when its source has at least three words in lower case, a little word such as ``the`` among
    them.
    """

    code, name, severity = "LA001", "wrong-script", "error"
    example = Context("zh_CN")
    good = (
        Unit("The port is open again.", "港口重新开放。"),
        Unit("Microsoft Azure", "Microsoft Azure"),
        Unit("GDP 2018", "GDP 2018"),
    )
    bad = (
        Unit("The port is open again.", "El puerto está abierto de nuevo."),
        Unit("The port is open again.", "The port is open again."),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        translation = prose_of(unit.msgstr, unit.markup)
        if has_script(translation, context.locale) or len(_WORD.findall(translation)) < 3:
            return
        if is_sentence(prose_of(unit.msgid, unit.markup), context.source_locale):
            script = script_of(context.locale)
            letters = _LETTERS.get(script, f"letter of the script {script}")
            yield self.finding(unit, f"the translation has no {letters}; is it in another language?")

"""LA001: the translation is not in the script of its locale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.languages import has_script, script_of
from i18n_tool.model import Finding, Unit
from i18n_tool.placeholders import find_placeholders

_WORD = re.compile(r"[^\W\d_]{2,}")


def _prose(text: str, unit: Unit) -> str:
    """Return a text without its placeholders."""
    out, offset = [], 0
    for found in find_placeholders(text, unit.markup):
        out.append(text[offset : found.start])
        offset = found.end
    return " ".join([*out, text[offset:]])


class WrongScript(Check):
    """The translation has not one letter of the script that its locale is written in.

    It is text of another language, or nobody has translated it. Names and codes that stay as they are do not count:
    a unit is reported only when its source has at least three words in lower case.
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
        source, translation = _prose(unit.msgid, unit), _prose(unit.msgstr, unit)
        plain = [word for word in _WORD.findall(source) if word.islower()]
        if len(plain) < 3 or not _WORD.search(translation):
            return
        if not has_script(translation, context.locale):
            script = script_of(context.locale)
            yield self.finding(unit, f"no letter of the script {script} is in the translation; is it another language?")

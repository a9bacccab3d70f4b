"""SE002: the translation holds a character that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.places import show_text
from i18n_tool.checks.prose import letters_of
from i18n_tool.languages import direction
from i18n_tool.model import Finding, Unit

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufeff\u2028\u2029"
_DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
_CONTROL, _BIDI = re.compile(f"[{_CONTROLS}]"), re.compile(f"[{_DIRECTIONS}]")
_SIGNS = letters_of(_CONTROLS + _DIRECTIONS)
_OPEN, _CLOSE = {"\u202a", "\u202b", "\u202d", "\u202e"}, "\u202c"
_ISOLATE, _POP = {"\u2066", "\u2067", "\u2068"}, "\u2069"


def _unbalanced(text: str) -> bool:
    stack: list[str] = []
    for mark in _BIDI.findall(text):
        if mark in _OPEN:
            stack.append(_CLOSE)
        elif mark in _ISOLATE:
            stack.append(_POP)
        elif not stack or stack.pop() != mark:
            return True
    return bool(stack)


class HiddenCharacter(Check):
    """The translation holds a control character, or a direction mark that spills over the text behind it.

    Nobody sees such a character, yet it turns text around or breaks a search (Unicode Standard Annex #9, section 2;
    Unicode Technical Report #36, section 2.10). Type the passage again.
    """

    code, name, severity = "SE002", "hidden-character", "error"
    good = (
        Unit("Call 12345.", "Appelez le 12345."),
        Unit("Call 12345.", "اتصل على \u206612345\u2069."),
    )
    bad = (
        Unit("Call 12345.", "Appelez\x07 le 12345."),
        Unit("Call 12345.", "Appelez \u202e54321."),
        Unit("Soup", "S\ufffdupe"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return _SIGNS

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for mark in dict.fromkeys(_CONTROL.findall(unit.msgstr)):
            if mark not in unit.msgid:
                name = unicodedata.name(mark, "a control character")
                yield self.finding(unit, f"U+{ord(mark):04X} ({name.lower()}) stands in the translation; take it out")
        override = {"\u202d", "\u202e"} & set(unit.msgstr) - set(unit.msgid)
        if _unbalanced(unit.msgstr) or (override and direction(context.locale) == "ltr"):
            at = next(mark.start() for mark in _BIDI.finditer(unit.msgstr))
            name = unicodedata.name(unit.msgstr[at]).lower()
            yield self.finding(
                unit,
                f"U+{ord(unit.msgstr[at]):04X} ({name}) changes the direction of text and is not closed; take it out: "
                f'"{show_text(unit.msgstr[max(0, at - 12) : at + 12])}"',
            )

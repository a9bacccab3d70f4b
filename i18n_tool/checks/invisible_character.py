"""SE003: the translation holds a character without a shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import letters_of
from i18n_tool.languages import sentence_joiner
from i18n_tool.model import Markup, Unit

_SHAPELESS = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"
    "\ue000-\uf8ff\U000e0000-\U000e001f"
)
_JOINERS, _TAGS = "\u200c\u200d", "\U000e0020-\U000e007f"
_INVISIBLE = re.compile(
    f"[{_SHAPELESS}]|(?<=[A-Za-z])[{_JOINERS}](?=[A-Za-z])|[\u200b\u200c]$|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]"
)
_SIGNS = letters_of(_SHAPELESS + _JOINERS + _TAGS)
_BREAKS = "\u200b"


class InvisibleCharacter(FixableCheck):
    """The translation holds a character that has no shape: a zero-width space, a filler, a private or tag character.

    A search does not find the word, a copied command does not run, and text can be hidden from a reviewer's eyes
    (Unicode Technical Report #36, section 2). Joiners may stand in scripts that need them, a zero-width space in
    languages without spaces. A soft hyphen is fine only if the source has some.
    """

    code, name, severity = "SE003", "invisible-character", "warning"
    good = (
        Unit("Port", "Port"),
        Unit("family 👩\u200d👧", "famille 👩\u200d👧"),
    )
    bad = (
        Unit("Port", "Po\u200brt"),
        Unit("Port", "Port\u3164"),
        Unit("Port", "Port\U000e0041"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return _SIGNS

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        for match in _INVISIBLE.finditer(translation):
            mark = match[0]
            if mark in source or (mark == _BREAKS and sentence_joiner(context.locale) == ""):
                continue
            name = unicodedata.name(mark, "a private or unassigned character").lower()
            better = None if unicodedata.category(mark) == "Co" else ""
            yield Place(*match.span(), better, f"U+{ord(mark):04X} ({name}) has no shape")

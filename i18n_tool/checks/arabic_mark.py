"""TY011: a mark of the Latin script stands in Arabic text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import ARABIC, running_prose
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_LANGUAGES = frozenset({"ar", "fa", "ur", "ps", "ug", "sd", "ckb"})
_ARABIC = {",": "،", ";": "؛", "?": "؟"}
_LIST = re.compile(r";\S|;$")
#: The arguments of a function of a spreadsheet stand before.
_CALL = re.compile(r"[A-Za-z0-9]\([^()]*$")
_MARK = re.compile(rf"(?<=[{ARABIC}\u064b-\u0652])\s?([,;?])(?=\s|$|[»”\")])")


class ArabicMark(FixableCheck):
    """A comma, semicolon or question mark of the Latin script stands after an Arabic word.

    Arabic has its own, which are turned the other way: ``، ؛ ؟``. Marks within numbers and foreign words stay.
    """

    code, name, severity = "TY011", "arabic-mark", "warning"
    example = Context("ar")
    good = (
        Unit("Where is the port?", "أين الميناء؟"),
        Unit("Ports, ships and 1,000 people", "موانئ، وسفن، و1,000 شخص"),
        Unit("SUM(port; ship)", "SUM(ميناء; سفينة)"),
    )
    bad = (
        Unit("Where is the port?", "أين الميناء?"),
        Unit("Ports, ships", "موانئ, سفن"),
        Unit("Where is the **port**?", "أين **الميناء**?", markup="markdown"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset(_ARABIC) if language_of(context.locale) in _LANGUAGES else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        prose = running_prose(translation, markup)
        for match in _MARK.finditer(prose):
            if match[1] == ";" and (_LIST.search(source) or _CALL.search(prose, 0, match.start())):
                continue
            yield Place(*match.span(1), _ARABIC[match[1]], f"'{match[1]}' is '{_ARABIC[match[1]]}' in Arabic script")

"""TY008: a full-width mark stands in text of a script that does not use it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import HAN, KANA, prose_of
from i18n_tool.languages import direction, language_of
from i18n_tool.model import Markup, Unit

_USERS = frozenset({"zh", "ja", "ko", "yue", "ii", "bo"})
_MARKS = {
    "，": ",",
    "、": ",",
    "。": ".",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
    "％": "%",
    "　": " ",
}
_MARK = re.compile(f"[{''.join(_MARKS)}]")
_NEAR = re.compile(f"[{HAN}{KANA}]")


class FullWidthMark(FixableCheck):
    """A full-width mark stands in a translation whose script does not use it.

    It was typed with an East Asian keyboard or left by an engine, and looks like a mark with a wide gap behind it.
    Marks next to quoted Chinese or Japanese words stay.
    """

    code, name, severity = "TY008", "full-width-mark", "warning"
    good = (
        Unit("The port, rebuilt", "Le port, reconstruit"),
        Unit("The word “港口，” means port.", "Le mot «\u202f港口，\u202f» veut dire port."),
    )
    bad = (
        Unit("The port, rebuilt", "Le port，reconstruit"),
        Unit("The port (rebuilt)", "Le port （reconstruit）"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset() if language_of(context.locale) in _USERS else frozenset(_MARKS)

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        prose = prose_of(translation, markup)
        safe = direction(context.locale) == "ltr"
        for match in _MARK.finditer(prose):
            mark = match[0]
            if mark in source or _NEAR.search(prose[max(0, match.start() - 1) : match.end() + 1]):
                continue
            better = _MARKS[mark]
            if better in ",.;:?!)" and prose[match.end() : match.end() + 1].isalpha():
                better += " "
            elif better == "(" and prose[match.start() - 1 : match.start()].isalpha():
                better = " " + better
            yield Place(*match.span(), better if safe else None, f"'{mark}' is a full-width mark")

"""TY007: a half-width mark stands in Chinese or Japanese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import HAN, KANA, running_prose
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_USERS = frozenset({"zh", "ja", "yue"})
_CJK = HAN + KANA + "々〇ー"
_BEFORE, _AFTER = f"[{_CJK}）」』》]", f"[{_CJK}“「『《（]"
_QUICK = re.compile(rf"[{_CJK}][,;:?!.(]|[)][{_CJK}]|[）」』》][,;:?!.]")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_CHINESE = re.compile(rf"(?<={_BEFORE})(?:[,;?!](?= ?{_AFTER}|$| \S) ?|:(?= ?{_AFTER}|$) ?|\.(?={_AFTER}|$))")
_JAPANESE = re.compile(rf"(?<={_BEFORE})(?:[,;?!](?= ?{_AFTER}|$) ?|\.(?={_AFTER}|$))")
_BRACKETS = re.compile(rf"\(([{_CJK}，。、；：“”《》「」]+)\)")


class HalfWidthMark(FixableCheck):
    """A half-width mark stands between ideographs.

    Chinese and Japanese marks fill a square as the characters do; the marks of the Latin script look squeezed there
    (GB/T 15834, section 5; JIS X 4051). Marks within Latin words and numbers stay. In Japanese, colons and brackets are
    used in both widths and not reported.
    """

    code, name, severity = "TY007", "half-width-mark", "warning"
    example = Context("zh_CN")
    good = (
        Unit("The port, rebuilt, is open.", "重建后的港口，已经开放。"),
        Unit("It is 12:30, 1,000 people came.", "12:30，有1,000人到来。"),
        Unit("See GDP (2018).", "参见GDP(2018)。"),
    )
    bad = (
        Unit("The port, rebuilt, is open.", "重建后的港口,已经开放。"),
        Unit("Is the port open?", "港口开放吗?"),
        Unit("The port (rebuilt) is open.", "港口(已重建)开放。"),
        Unit("The **port**, rebuilt, is open.", "**重建后的港口**,已经开放。", markup="markdown"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset(",;:?!.()") if language_of(context.locale) in _USERS else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        prose = running_prose(translation, markup)
        if not _QUICK.search(prose) or source.count(";") > 2:
            return
        language = language_of(context.locale)
        found = []
        for match in (_JAPANESE if language == "ja" else _CHINESE).finditer(prose):
            mark = match[0].strip()
            full = "、" if mark == "," and language == "ja" else _FULL[mark]
            found.append(Place(*match.span(), full, f"'{mark}' is half as wide as the characters around it"))
        if language != "ja":
            for match in _BRACKETS.finditer(prose):
                found.append(
                    Place(match.start(), match.start() + 1, "（", "'(' is half as wide as the characters around it")
                )
                found.append(
                    Place(match.end() - 1, match.end(), "）", "')' is half as wide as the characters around it")
                )
        yield from sorted(found)

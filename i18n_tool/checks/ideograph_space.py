"""TY012: a space stands between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import HAN, prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_USERS = frozenset({"zh", "ja", "yue"})
_AFTER = re.compile(r"(?<=[，。、；：！？）」』】》]) +(?=[^\s])")
_AFTER_JAPANESE = re.compile(r"(?<=[，。、；）」』】》]) +(?=[^\s])")
"""A question or exclamation mark is followed by a gap in Japanese (JIS X 4051), and colons are used in both widths."""
_BETWEEN = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
_SENTENCE = re.compile("[，。；！？]")


class IdeographSpace(FixableCheck):
    """A space stands between Chinese characters, or behind a full-width mark that brings its own gap.

    Chinese and Japanese are written without spaces between words. A space may part a label from what it names, so that
    spaces between characters are reported in sentences only.
    """

    code, name, severity = "TY012", "ideograph-space", "warning"
    example = Context("zh_CN")
    good = (
        Unit("The port is open. Come.", "港口已经开放。请来。"),
        Unit("Chapter 1 Ports", "第一章 港口"),
        Unit("The GDP of Foshan grows.", "佛山的 GDP 增长。"),
    )
    bad = (
        Unit("The port is open. Come.", "港口已经开放。 请来。"),
        Unit("The old port is open, come.", "老 港口开放，请来。"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset(" ") if language_of(context.locale) in _USERS else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if "  " in translation:
            return
        language = language_of(context.locale)
        prose = prose_of(translation, markup)
        after = _AFTER_JAPANESE if language == "ja" else _AFTER
        found = [Place(*match.span(), "", "no space goes behind a full-width mark") for match in after.finditer(prose)]
        if language != "ja" and _SENTENCE.search(prose):
            found += [
                Place(*match.span(), "", "no space goes between characters") for match in _BETWEEN.finditer(prose)
            ]
        yield from sorted(found)

"""MK006: emphasis or a link of Markdown is damaged in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import prose_of
from i18n_tool.model import Markup, Unit

_MARK = re.compile(r"\*\*+|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|(?<![\w_])__?(?=\S)|(?<=\S)__?(?![\w_])|~~|``?|＊+|［|］|｀")
_LINK = re.compile(r"\][ \u00a0]+\((?=[^\s()]*[./#])|\]（(?=[^\s（）]*[./#])|［[^［］]*］\s?[(（]")
_QUICK = re.compile(r"[*_~`＊［｀\]]")


class DamagedMark(PlaceCheck):
    """Emphasis, code or a link of Markdown is damaged: a mark has no partner, or a space stands in between.

    Readers see the stars and brackets. Put the marks close to the words as the source does; next to East Asian
    punctuation, put the punctuation outside the marks (CommonMark 0.31, section 6.2).
    """

    code, name, severity = "MK006", "damaged-mark", "error"
    good = (
        Unit("The **old** port", "Le **vieux** port", markup="markdown"),
        Unit("The **old** port", "Le vieux port", markup="markdown"),
        Unit("2 * 3 is 6", "2 * 3 font 6", markup="markdown"),
        Unit("See [it](a.md).", "Voir [cela](a.md).", markup="markdown"),
    )
    bad = (
        Unit("The **old** port", "Le ** vieux ** port", markup="markdown"),
        Unit("The **old** port", "Le **vieux port", markup="markdown"),
        Unit("See [it](a.md).", "Voir [cela] (a.md).", markup="markdown"),
        Unit("Run `make`.", "Lancez `make.", markup="markdown"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("*_~`＊［｀]")

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        prose = prose_of(translation, markup)
        if markup != "markdown" or not _QUICK.search(prose):
            return
        theirs = prose_of(source, markup)
        for pattern, message in (
            (_LINK, "the link is in two pieces; put them together as the source does"),
            (_MARK, "a mark without a partner is shown as text; mark the words as the source does"),
        ):
            if pattern.search(theirs):
                continue
            match = pattern.search(prose)
            if match and (pattern is _LINK or theirs != source):
                yield Place(*match.span(), None, message)
                return

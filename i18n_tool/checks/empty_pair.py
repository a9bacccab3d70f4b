"""MK007: a pair of tags wraps nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.model import Markup, Unit

_EMPTY = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>[\s\u200b]*</\1\s*>|(?<!!)\[[\s\u200b]*\]\([^\s()]*\)")


class EmptyPair(PlaceCheck):
    """A pair of tags, or a link, wraps nothing in the translation, while it wraps words in the source.

    A link that nobody can see or click, or emphasis that is lost. Put the words between the tags.
    """

    code, name, severity = "MK007", "empty-pair", "error"
    good = (
        Unit("See <a>the list</a>.", "Voyez <a>la liste</a>.", markup="html"),
        Unit('Go<i class="icon"></i>', 'Aller<i class="icon"></i>', markup="html"),
    )
    bad = (
        Unit("See <a>the list</a>.", "Voyez la liste<a></a>.", markup="html"),
        Unit("See [the list](a.md).", "Voyez la liste [](a.md).", markup="markdown"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("<]")

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if markup == "text" or ("</" not in translation and "](" not in translation) or _EMPTY.search(source):
            return
        for match in _EMPTY.finditer(translation):
            yield Place(
                *match.span(), None, "nothing stands between the two; put the words between them as the source does"
            )

"""MK005: an entity of the translation is escaped once more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.model import Markup, Unit

_TWICE = re.compile(
    r"&amp;(?=(?:amp|lt|gt|quot|apos|nbsp|[a-z]{2,8}acute|#[0-9]{2,6}|#x[0-9a-f]{2,6});)", re.IGNORECASE
)
_TAG = re.compile(r"&lt;/?([a-z][a-z0-9]*)(?:\s[^<>&]*)?/?&gt;", re.IGNORECASE)


class DoubleEscaping(PlaceCheck):
    """An entity or a tag of the translation is escaped once more, so that readers see its code.

    A tool or an engine took ``&amp;`` for text and wrote ``&amp;amp;``. Write it as the source does.
    """

    code, name, severity = "MK005", "double-escaping", "error"
    good = (
        Unit("Ships &amp; ports", "Bateaux &amp; ports", markup="html"),
        Unit("Write &amp;amp; for &amp;", "Écrivez &amp;amp; pour &amp;", markup="html"),
    )
    bad = (
        Unit("Ships &amp; ports", "Bateaux &amp;amp; ports", markup="html"),
        Unit("The <b>old</b> port", "Le &lt;b&gt;vieux&lt;/b&gt; port", markup="html"),
        Unit("The “old” port", "Le port &amp;quot;ancien&amp;quot;", markup="markdown"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("&")

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if not _TWICE.search(source):
            for match in _TWICE.finditer(translation):
                yield Place(*match.span(), None, "an entity is escaped twice; write it as the source does")
        for match in _TAG.finditer(translation):
            if match[0] not in source and f"<{match[1]}" in source:
                yield Place(
                    *match.span(), None, "a tag is escaped, so that readers see its code; write it as the source does"
                )

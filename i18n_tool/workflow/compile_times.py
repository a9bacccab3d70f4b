"""Dates in words that an article gives for machines too, as readers of each locale write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from i18n_tool.dates import rewrite_date
from i18n_tool.model import Block, Piece, Span

_TAG = re.compile(r"<time\b[^>]*?\bdatetime\s*=\s*[\"']?([^\"'\s>]+)[^>]*>", re.IGNORECASE)
_BEFORE = re.compile(_TAG.pattern + r"\s*\Z", re.IGNORECASE)
_AFTER = re.compile(r"\s*</time\s*>", re.IGNORECASE)
_SHOWN = re.compile(r"(<(time\d*)\b[^>]*>)([^<]*)(</\2>)")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Times:
    """Writes the dates of ``time`` elements (WHATWG HTML, section 4.5.14) in one locale."""

    source_locale: str
    """The locale of the article."""
    locale: str
    """The locale of the page."""

    @classmethod
    def of(cls, source: str, source_locale: str, locale: str) -> Times | None:
        """Return what writes the dates of an article; None if it has none or its page is in its own language."""
        return None if locale == source_locale or "<time" not in source.lower() else cls(source_locale, locale)

    def write(self, pieces: Sequence[Piece], index: int, span: Span, text: str | None) -> str | None:
        """Return the translation of a segment with dates that are still the source's written anew.

        Without translation, only what is nothing but dates is written: a sentence keeps its language.

        Args:
            pieces: the article.
            index: the piece that the segment is of, a block.
            span: where it stands in the block's text.
            text: its translation, or None.
        """
        block = pieces[index]
        assert isinstance(block, Block)
        stretch = block.text[span.start : span.end]
        if "<time" in stretch:
            return self.write_inside(block, stretch, text)
        if (text is not None and text != stretch) or not 0 < index < len(pieces) - 1 or stretch != block.text:
            return text
        tag = _BEFORE.search(pieces[index - 1].source) if pieces[index - 1].source.rstrip()[-1:] == ">" else None
        if tag is None or not _AFTER.match(pieces[index + 1].source):
            return text
        return rewrite_date(stretch, unescape(tag[1]), self.source_locale, self.locale) or text

    def write_inside(self, block: Block, stretch: str, text: str | None) -> str | None:
        """Return a segment with the dates in it written anew; in Markdown their tags stand in it as they are."""
        values = {run.text: unescape(tag[1]) for run in block.runs if (tag := _TAG.fullmatch(run.source))}

        def write(match: re.Match[str]) -> str:
            tag = _TAG.fullmatch(match[1])
            value = values.get(match[1], unescape(tag[1]) if tag else "")
            date = rewrite_date(match[3], value, self.source_locale, self.locale)
            return f"{match[1]}{date}{match[4]}" if date else match[0]

        if text is None and _LETTER.search(_SHOWN.sub("", stretch)):
            return None
        written = _SHOWN.sub(write, stretch if text is None else text)
        return written if text is not None or written != stretch else None

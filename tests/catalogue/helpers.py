"""What the tests of catalogues share."""

from __future__ import annotations

from hypothesis import strategies as st

from i18n_tool.catalogue.file import tidy_unit
from i18n_tool.catalogue.reading import read_entries
from i18n_tool.catalogue.syntax import Entry
from i18n_tool.model import Segment, Unit

PATH = "articles/harbour.md"


def article(*texts: str) -> list[Segment]:
    """Return the segments of an article, one a line."""
    return [Segment(text, "paragraph", PATH, line) for line, text in enumerate(texts, 1)]


def read_one(text: str) -> Entry:
    """Return the only entry of a text."""
    reading = read_entries(text)
    assert reading.problems == []
    (entry,) = reading.entries
    return entry


_LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\0"), max_size=30).map(
    lambda text: text.strip()
)
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_NAME = st.text(st.characters(categories=["L", "N"], include_characters="-_/ ."), min_size=1, max_size=12).map(
    str.strip
)
_FLAG = st.text("abc-xyz", min_size=1, max_size=8).filter(lambda flag: flag != "fuzzy")


def units(*, obsolete: bool | None = None) -> st.SearchStrategy[Unit]:
    """Return a strategy for units of every shape."""
    return st.builds(
        Unit,
        msgid=_TEXT.filter(bool),
        msgstr=_TEXT,
        msgctxt=st.none() | _TEXT,
        fuzzy=st.booleans(),
        obsolete=st.booleans() if obsolete is None else st.just(obsolete),
        comments=st.lists(_LINE, max_size=3).map(tuple),
        extracted=st.lists(_LINE, max_size=2).map(tuple),
        references=st.lists(
            st.tuples(_NAME.filter(bool), st.none() | st.integers(1, 9999)), max_size=3, unique=True
        ).map(tuple),
        flags=st.lists(_FLAG, max_size=2, unique=True).map(tuple),
        previous_msgid=st.none() | _TEXT,
        previous_msgctxt=st.none() | _TEXT,
    ).map(tidy_unit)

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from turbohtml import TokenType, tokenize

from i18n_tool.formats.html_tokens import CLOSE, OPEN, read_attributes, read_open_tags, read_tokens
from tests.formats.test_html import soup


@given(soup)
def test_tokens_follow_each_other_without_a_gap(source: str) -> None:
    position = 0
    for kind, start, end, name, _ in read_tokens(source):
        assert start == position
        assert end > start
        if kind in (OPEN, CLOSE):
            assert source[start] == "<"
            assert source[end - 1] == ">"
            assert source[start + 1 : end].lower().removeprefix("/").startswith(name[:1])
        position = end
    assert not source[position:] or source[position] == "<"


@given(soup)
@example("<div hÀ<p>")
def test_attributes_are_those_of_the_tokenizer(source: str) -> None:
    source = source.replace("\r", "\n")
    expected = []
    for token in tokenize(source, capture_source=True, resolve_references=False):
        if token.type is TokenType.START_TAG:
            text = token.source or ""
            found = read_attributes(text, 0, len(text))
            expected = list(dict(reversed(token.attrs or [])))[::-1]
            assert sorted(attribute.name for attribute in found) == sorted(expected)


SCRAPS = [
    "<",
    "<a ",
    "<A/",
    "href",
    "=",
    '"',
    "'",
    " ",
    "\n",
    "\r\n",
    "\f",
    ">",
    "/>",
    "</a>",
    "</a href='>'>",
    "</",
    "x",
]
SCRAPS += [
    "<p>",
    "<img src=x>",
    "<a =x>",
    "<a ==>",
    '<a b"c>',
    "<a b='",
    "<pre a>",
    "<preset a>",
    "&amp;",
    "<É ",
    "\x0b",
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=14).map("".join) | soup)
@example("<a b='\f<i c>\n<u d>>")
@example("&<a>=</\r\n<É <i c>=x")
@example('<a b"c>=</><É ')
def test_start_tags_found_by_themselves_are_those_of_the_tokens(source: str) -> None:
    tokens = [(start, end, name) for kind, start, end, name, _ in read_tokens(source) if kind == OPEN]
    with_attributes = [tag for tag in tokens if read_attributes(source, tag[0], tag[1])]
    assert [tag for tag in read_open_tags(source) if read_attributes(source, tag[0], tag[1])] == with_attributes


def test_the_first_of_two_attributes_counts_and_values_are_where_they_stand() -> None:
    tag = "<a b=\"1\" B='2' c = 3/ d e='x>y' =f=g>"
    found = read_attributes(tag, 0, len(tag))
    assert [(attribute.name, attribute.value(tag), attribute.quote) for attribute in found] == [
        ("b", "1", '"'),
        ("c", "3/", ""),
        ("d", "", ""),
        ("e", "x>y", "'"),
        ("=f", "g", ""),
    ]


def test_an_unfinished_tag_at_the_end_is_no_token() -> None:
    assert [token[3] for token in read_tokens('<p>x<a href="')] == ["p", ""]

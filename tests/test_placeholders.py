"""What counts as a placeholder in each markup, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.model import Markup
from i18n_tool.placeholders import find_placeholders

ALPHABET = "ab *_~`[](){}<>!\\\"'&;:/%s1^@.\n中"


def found(text: str, markup: Markup | None = None) -> list[str]:
    return [placeholder.text for placeholder in find_placeholders(text, markup)]


def pairs(text: str, markup: Markup | None = "markdown") -> list[tuple[str, str]]:
    return [(placeholder.text, placeholder.role) for placeholder in find_placeholders(text, markup)]


@pytest.mark.parametrize(
    "variable",
    ["{name}", "{0}", "{}", "{{ user.name }}", "{% if late %}", "%(count)d", "%s", "%1$s", "%.2f", "${total}", "%@"],
)
@pytest.mark.parametrize("markup", ["text", "markdown", "html", None])
def test_variables_are_placeholders_in_every_markup(variable: str, markup: Markup | None) -> None:
    assert found(f"Tram {variable} is late.", markup) == [variable]


@pytest.mark.parametrize(
    "prose",
    [
        "About 5 % s of trams were late.",
        "Prices fell 50%discount cards excluded.",
        "The 5* hotel beat the 4* hostel.",
        "Two * three * four is 24.",
        "The file_name_here stays.",
        "Rates [sic] and notes (see below).",
        "AT&T and R&D; a < b and c > d.",
        "It costs ~5 euros, or ~6.",
        "He wrote [1][2] in the margin.",
        "Wait {a b} and {.",
        "12 %d'économies",
    ],
)
def test_plain_prose_holds_no_placeholder(prose: str) -> None:
    assert found(prose) == []


def test_punctuation_around_a_url_is_not_part_of_it() -> None:
    text = "See https://tram.example/a_(b), (https://bus.example/x?y=1&z). Or www.ferry.example!"
    assert found(text, "text") == ["https://tram.example/a_(b)", "https://bus.example/x?y=1&z", "www.ferry.example"]


def test_a_url_ends_where_chinese_text_goes_on() -> None:
    assert found("请看https://tram.example/a。再见", "text") == ["https://tram.example/a"]


def test_an_email_address_leaves_the_full_stop() -> None:
    assert found("Write to desk@city.example.", "text") == ["desk@city.example"]


def test_tags_are_text_in_a_text_article() -> None:
    assert found("Use <b> for bold and **two stars**.", "text") == []


def test_tags_of_html_have_their_role() -> None:
    assert pairs("<a1>one</a1> <a2>two</a2><br/><img/><br>", "html") == [
        ("<a1>", "open"),
        ("</a1>", "close"),
        ("<a2>", "open"),
        ("</a2>", "close"),
        ("<br/>", "alone"),
        ("<img/>", "alone"),
        ("<br>", "alone"),
    ]


def test_stars_are_text_in_html() -> None:
    assert found("<b>**bold**</b> &amp; x", "html") == ["<b>", "</b>", "&amp;"]


def test_a_link_is_an_opening_and_a_closing_mark() -> None:
    assert pairs('See [the *new* map](https://tram.example/a_(b) "The map") now.') == [
        ("[", "open"),
        ("*", "open"),
        ("*", "close"),
        ('](https://tram.example/a_(b) "The map")', "close"),
    ]


def test_a_link_by_reference_and_an_image_are_found() -> None:
    assert pairs("[the map][map] ![A tram](tram.jpg)") == [
        ("[", "open"),
        ("][map]", "close"),
        ("![", "open"),
        ("](tram.jpg)", "close"),
    ]


def test_a_link_cannot_hold_a_link() -> None:
    assert found("[a [b](c) d](e)", "markdown") == ["[", "](c)"]


def test_code_spans_end_with_as_many_backticks() -> None:
    assert found("Run ``a`b`` or `c`, not `d.", "markdown") == ["``a`b``", "`c`"]


def test_nothing_inside_code_is_markup() -> None:
    assert found("`**a** {b} [c](d)`", "markdown") == ["`**a** {b} [c](d)`"]


def test_emphasis_nests_as_commonmark_says() -> None:
    assert pairs("***both* bold** and __x _y_ z__") == [
        ("**", "open"),
        ("*", "open"),
        ("*", "close"),
        ("**", "close"),
        ("__", "open"),
        ("_", "open"),
        ("_", "close"),
        ("__", "close"),
    ]


def test_escaped_marks_are_text() -> None:
    assert found(r"\*not\* \[a\](b) \`c\`", "markdown") == []


def test_footnotes_autolinks_strike_and_hard_breaks_are_found() -> None:
    text = "One[^1] <https://tram.example> ~~old~~ line\\\nnext"
    assert found(text, "markdown") == ["[^1]", "<https://tram.example>", "~~", "~~", "\\"]


@given(st.text(ALPHABET), st.sampled_from(["text", "markdown", "html", None]))
def test_placeholders_are_in_order_and_equal_their_text(text: str, markup: Markup | None) -> None:
    offset = 0
    for placeholder in find_placeholders(text, markup):
        assert offset <= placeholder.start < placeholder.end
        assert text[placeholder.start : placeholder.end] == placeholder.text
        offset = placeholder.end


@given(st.text("ab *_~[]()`"))
def test_marks_of_markdown_come_in_pairs(text: str) -> None:
    depth = 0
    for placeholder in find_placeholders(text, "markdown"):
        depth += {"open": 1, "close": -1, "alone": 0}[placeholder.role]
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    "stretch", ["[", "](", "`", "* a", "*_", "<a ", '<a b="', "<!--", "a@", "{{", "[a](", ")", "``` "]
)
def test_time_grows_with_the_length_alone(stretch: str) -> None:
    text = stretch * (60_000 // len(stretch))
    start = time.process_time()
    find_placeholders(text)
    assert time.process_time() - start < 3


@given(
    st.lists(
        st.sampled_from(
            ["%", "(", ")s", "d", ".", "1", " ", "www.", "http://", "x@y.z", "{", "}", "&amp;", "<", "*", "!", "é", "#"]
        )
    )
)
def test_no_text_with_a_placeholder_is_taken_for_one_without(parts: list[str]) -> None:
    text = "".join(parts)
    markups: list[Markup | None] = ["text", "markdown", "html", None]
    quick = {markup: find_placeholders(text, markup) for markup in markups}
    thorough = {markup: find_placeholders(f"{text}\n\n`x`", markup) for markup in markups}
    for markup in markups:
        assert [one for one in thorough[markup] if one.end <= len(text)] == list(quick[markup])

"""Where terms are found in source texts, and where not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.glossary import Glossary


def found(text: str, *terms: str, **columns: str) -> list[str]:
    glossary = Glossary.from_terms({"term": term, **columns} for term in terms)
    occurrences = glossary.find(text)
    assert all(text[one.start : one.end] == one.text for one in occurrences)
    return [one.text for one in occurrences]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("smart city", "two smart cities", "smart cities"),
        ("smart cities", "one smart city", "smart city"),
        ("minister of trade", "both ministers of trade", "ministers of trade"),
        ("child", "the children play", "children"),
        ("Harbour Office", "the Harbour Office's roof", "Harbour Office"),
        ("Harbour Office", "the Harbour Offices’ roofs", "Harbour Offices"),
        ("TRQ", "three TRQs", "TRQs"),
        ("Tea Road", "the Tea\nRoad", "Tea\nRoad"),
        ("Tea Road", "the Tea\u00a0 Road", "Tea\u00a0 Road"),
        ("Fisherman's Day", "on Fisherman’s Day", "Fisherman’s Day"),
        ("one-off", "a one‑off", "one‑off"),
        ("café", "the cafe\u0301 shuts", "cafe\u0301"),
        ("Tea Road", "the **Tea Road** and more", "Tea Road"),
        ("Tea Road", "the <b>Tea Road</b> and more", "Tea Road"),
        ("Tea Road", "[Tea Road](https://example.org/Tea Road)", "Tea Road"),
        ("C++", "write C++ today", "C++"),
        ("huh?", "he said huh? twice", "huh?"),
        ("R&D", "all R&D money", "R&D"),
        ("Lima", "a Lima-based bank", "Lima"),
        ("Asian", "a pan-Asian plan", "Asian"),
        ("TRQ", "the TRQ-7 rocket", "TRQ"),
        ("茶路", "古老的茶路很长", "茶路"),
        ("TRQ", "在TRQ的门口", "TRQ"),
        ("port", "PORT OF CALL", "PORT"),
        ("Tea Road", "TEA ROAD OPENS", "TEA ROAD"),
        ("Purchase Order", "Purchase order received", "Purchase order"),
    ],
)
def test_a_term_is_found(term: str, text: str, expected: str) -> None:
    assert found(text, term) == [expected]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("add", "an add-on"),
        ("content", "the wp-content folder"),
        ("port", "transport and reporting"),
        ("Port", "any port in a storm"),
        ("March", "they march on"),
        ("bank", "banking and banked"),
        ("Lima", "the Lima-Cusco line"),
        ("add", "add_on and my_add"),
        ("don", "don't"),
        ("node", "node.js"),
        ("Tea Road", "run `Tea Road` now"),
        ("port", "see https://example.org/port/index"),
        ("port", "write to port@example.org"),
        ("b", "<b>bold</b>".replace("bold", "x")),
        ("name", "Hello {name}"),
        ("Tea Road", "Tea. Road"),
    ],
)
def test_a_term_is_not_found(term: str, text: str) -> None:
    assert found(text, term) == []


def test_the_longest_term_wins_and_shorter_ones_are_found_elsewhere() -> None:
    assert found("Tea Road Fund and Tea Road", "Tea Road", "Tea Road Fund", "Road") == ["Tea Road Fund", "Tea Road"]


def test_a_shorter_term_is_found_where_the_longer_one_fails() -> None:
    assert found("Tea Road Funding", "Tea Road", "Tea Road Fund") == ["Tea Road"]


def test_case_exact_and_ignore_are_obeyed() -> None:
    assert found("Apple APPLE apple", "Apple", case="exact") == ["Apple"]
    assert found("Apple APPLE apple", "Apple", case="ignore") == ["Apple", "APPLE", "apple"]


def test_match_exact_finds_no_plural() -> None:
    assert found("port ports", "port", match="exact") == ["port"]


def test_a_pattern_finds_what_it_matches() -> None:
    assert found("Articles 12 and 7", r"articles? \d+", match="regex") == ["Articles 12"]


def test_of_two_terms_that_differ_in_capitals_each_finds_its_own() -> None:
    glossary = Glossary.from_terms([{"term": "turkey"}, {"term": "Turkey"}])
    assert [one.term.source for one in glossary.find("Turkey and turkey")] == ["Turkey", "turkey"]


@given(st.text(alphabet="ab -_.'’\u00a0\n*<>é\u0301ÀB", max_size=40))
def test_occurrences_are_in_order_and_do_not_overlap(text: str) -> None:
    glossary = Glossary.from_terms({"term": term} for term in ("a", "a b", "b a", "ab", "é", "b-a", "B"))
    occurrences = glossary.find(text)
    assert occurrences == glossary.find(text)
    end = 0
    for one in occurrences:
        assert end <= one.start < one.end <= len(text)
        assert re.sub("[*_<>ab-]", "", text[one.start : one.end]) == re.sub("[*_<>ab-]", "", one.text)
        end = one.end


@pytest.mark.parametrize(
    ("text", "expected", "place"),
    [
        ("the **Tea** Road", "Tea Road", "Tea** Road"),
        ("the *Tea* __Road__", "Tea Road", "Tea* __Road"),
        ("the <b>Tea</b> <a1>Road</a1>", "Tea Road", "Tea</b> <a1>Road"),
        ("the [Tea](tea.html) Road", "Tea Road", "Tea](tea.html) Road"),
        ("the Tea<br/>Road", "Tea Road", "Tea<br/>Road"),
    ],
)
def test_markup_inside_a_term_does_not_hide_it(text: str, expected: str, place: str) -> None:
    (one,) = Glossary.from_terms([{"term": "Tea Road"}]).find(text)
    assert one.text == expected
    assert text[one.start : one.end] == place


@pytest.mark.parametrize(
    "text", ["`Tea` Road", '<img alt="Tea Road"/>', "[x](Tea Road)", "snake_Tea Road_x", "Tea*Road"]
)
def test_code_tags_and_addresses_hold_no_terms(text: str) -> None:
    assert Glossary.from_terms([{"term": "Tea Road"}]).find(text) == []


def test_a_noun_that_two_names_share_is_not_the_second_name() -> None:
    glossary = Glossary.from_terms([{"term": "Macao"}, {"term": "Macao Special Region"}, {"term": "Free Port"}])
    assert [one.text for one in glossary.find("the Hong Kong and Macao Special Regions")] == ["Macao"]
    assert [one.text for one in glossary.find("the Macao Special Region and Free Ports")] == [
        "Macao Special Region",
        "Free Ports",
    ]


def test_time_grows_with_the_text_and_not_faster() -> None:
    glossary = Glossary.from_terms([{"term": "a a"}, {"term": "b"}])
    assert len(glossary.find("b " * 20_000 + "`" * 20_000 + "<" * 20_000)) == 20_000


def test_a_name_that_ends_like_a_plural_has_no_singular() -> None:
    glossary = Glossary.from_terms([{"term": "Windows", "fr": "="}])
    assert [glossary.find(text) != [] for text in ("It runs on Windows.", "Window 2")] == [True, False]

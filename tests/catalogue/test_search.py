"""The most similar of many texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue.search import search_similar


def find(query: str, *texts: str) -> list[int]:
    return [found for _, found in search_similar([query], texts)]


@pytest.mark.parametrize(
    ("query", "texts", "found"),
    [
        ("The tram stops here today.", ["A ferry leaves.", "The tram stops here.", "The trams stop."], [1]),
        ("Tickets", ["Ticket", "Harbour"], [0]),
        ("港口今天开放。", ["电车停运。", "港口明天开放。"], [1]),
        ("Ελλάδα", ["ΕΛΛΆΔΑ μου", "Italia"], []),
        ("The harbour", ["Mountains", "Rivers and lakes"], []),
        ("Equal words here", ["Equal words there", "Equal words there"], [0]),
    ],
)
def test_the_text_most_like_it_is_found(query: str, texts: list[str], found: list[int]) -> None:
    assert find(query, *texts) == found


def test_a_text_with_a_handicap_must_be_that_much_better() -> None:
    texts = ["The tram stops here.", "The tram halted here."]
    query = "The tram stopped here."
    assert list(search_similar([query], texts)) == [(0, 0)]
    assert list(search_similar([query], texts, [15.0, 0.0])) == [(0, 1)]
    assert list(search_similar([query], texts[:1], [40.0])) == []


@given(st.lists(st.text(min_size=1, max_size=30), max_size=8), st.text(min_size=4, max_size=30))
def test_a_text_that_is_there_is_found(texts: list[str], query: str) -> None:
    found = find(query, *texts, query)
    assert [([*texts, query])[index] for index in found] in ([query], [])
    if any(character.isalnum() for character in query):
        assert found


def test_a_thousand_queries_among_fifty_thousand_texts_take_seconds() -> None:
    texts = [f"The tram number {number} stops at the old harbour on day {number % 97}." for number in range(50_000)]
    queries = [text.replace("old", "new") for text in texts[::50]]
    begin = time.process_time()
    found = dict(search_similar(queries, texts))
    assert time.process_time() - begin < 8
    assert sum(found[number] == number * 50 for number in range(1000)) > 950

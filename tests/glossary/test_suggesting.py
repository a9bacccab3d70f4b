"""Which terms are suggested."""

from __future__ import annotations

from i18n_tool.glossary import Glossary
from i18n_tool.glossary.suggesting import suggest_terms

TEXTS = [
    "We sail to Whale Bay in spring.",
    "The ferry to Whale Bay is late, and Whale Bay waits.",
    "A tidal power plant feeds the Tea Road.",
    "Tidal power plants are rare on the Tea Road.",
    "Old tidal power plants last, says the owner of tidal power plants.",
]


def test_names_and_recurrent_phrases_are_suggested_most_frequent_first() -> None:
    found = suggest_terms(TEXTS, Glossary())
    assert [(one.text, one.kind, one.count) for one in found] == [
        ("power plant", "phrase", 4),
        ("Whale Bay", "name", 3),
        ("Tea Road", "name", 2),
    ]


def test_known_terms_and_words_at_the_beginning_of_sentences_are_not_suggested() -> None:
    found = {one.text for one in suggest_terms(TEXTS, Glossary.from_terms([{"term": "Whale Bay"}]))}
    assert "Whale Bay" not in found
    assert not found & {"The", "A", "Tidal", "Old", "We"}


def test_texts_that_are_rendered_in_two_ways_are_suggested_with_both() -> None:
    pairs = [("Whale Bay", "es", "Bahía Ballena"), ("Whale Bay", "es", "Ensenada Ballena")]
    found = {one.text: one for one in suggest_terms(TEXTS, Glossary(), pairs)}
    assert found["Whale Bay"].kind == "inconsistent"
    assert found["Whale Bay"].renderings == {"es": ("Bahía Ballena", "Ensenada Ballena")}

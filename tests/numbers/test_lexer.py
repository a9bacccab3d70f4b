"""Lexemes: what is remembered of words and chunks gives the same as reading the whole text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.numbers.grammar import read_text
from i18n_tool.numbers.lexer import Lexer
from i18n_tool.numbers.model import Lexeme
from i18n_tool.numbers.normal import fold
from i18n_tool.numbers.patterns import pattern_for
from i18n_tool.numbers.tables import any_of, table_for

PIECES = (
    *("2024", "3.5", "1,000", "1 000", "twenty", "one", "at once", "at", "once", "second-hand", "half a", "million"),
    *("May", "may", "MAY", "XIX", "xix", "TRY", "try", "the", "word", "p.m.", "A380", "l'", "19:30", "1/3", "c"),
    *("-", "–", " - ", ":", "x", "×", "%", "$", "°", ".", ",", ")", "("),
    *("zwanzigste", "fünfundzwanzig", "deux", "et demi", "у", "пять", "ثلاثة", "و"),
)


def read_whole(text: str, locale: str) -> list[Lexeme]:
    """Return the lexemes that the pattern of a language finds when nothing is passed over."""
    lexer = Lexer(text, fold(text), table_for(locale))
    matches = pattern_for(lexer.table).finditer(lexer.text)
    return [lexeme for match in matches for lexeme in getattr(lexer, str(match.lastgroup))(match)]


@pytest.mark.parametrize("locale", ["en", "de", "fr", "es", "it", "pt", "ru", "ar", "hi", "tr", "ja", "sv"])
@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=8), glue=st.sampled_from(["", " ", "  ", "\u00a0"]))
def test_passing_over_chunks_loses_no_lexeme(locale: str, pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    assert Lexer(text, fold(text), table_for(locale)).lexemes() == read_whole(text, locale)


def test_a_currency_is_read_after_its_letters_were_met_as_a_word() -> None:
    assert read_text("Please try again.", "en").quantities == ()
    assert read_text("It costs TRY 500.", "en").quantities[0].units == {"TRY"}


@given(st.lists(st.text("ab- .", min_size=1, max_size=5), min_size=1, max_size=12), st.text("ab- .", max_size=8))
def test_a_tree_of_forms_matches_the_longest_of_them(forms: list[str], text: str) -> None:
    found = re.match(any_of(forms), text)
    assert (found[0] if found else None) == max((one for one in forms if text.startswith(one)), key=len, default=None)

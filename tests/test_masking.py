"""Placeholders and terms are hidden from engines, and put back or missed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.errors import AnswerError
from i18n_tool.masking import STYLES, FixedTerm, letters_of, mask_segment, number_of, unmask_segment
from i18n_tool.model import Markup

MARKUPS: list[Markup | None] = ["text", "markdown", "html", None]
TEXT = st.text('ab XQZKxqz12*_~`[](){}<>!"&;:/%s^@.,\n中文é⟦⟧\0\u00a0', max_size=60) | st.lists(
    st.sampled_from(
        [
            "the ",
            "**",
            "mayor",
            "[",
            "](u)",
            "{n}",
            "&amp;",
            "<b>",
            "</b>",
            "<br/>",
            "XQAZ",
            "[[1]]",
            "⟦1⟧",
            " ",
            "5",
            "`c`",
        ]
    ),
    max_size=12,
).map("".join)


def fixed(text: str, word: str, target: str) -> FixedTerm:
    start = text.index(word)
    return FixedTerm(start, start + len(word), target)


@given(TEXT, st.sampled_from(MARKUPS), st.sampled_from(sorted(STYLES)))
@settings(max_examples=400, deadline=None)
def test_unmasking_a_masked_segment_gives_the_segment(text: str, markup: Markup | None, style: str) -> None:
    masked = mask_segment(text, markup, style=style)
    assert unmask_segment(masked.text, masked) == text


@given(TEXT, st.sampled_from(MARKUPS), st.sampled_from(sorted(STYLES)), st.data())
@settings(max_examples=200, deadline=None)
def test_a_term_kept_as_it_is_comes_back(text: str, markup: Markup | None, style: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    masked = mask_segment(text, markup, [FixedTerm(start, end, text[start:end])], style)
    # A bare "<" that a term would make into a tag comes back as an entity.
    assert unmask_segment(masked.text, masked).replace("&lt;", "<") == text.replace("&lt;", "<")


@given(TEXT, st.sampled_from(MARKUPS), st.sampled_from(sorted(STYLES)))
@settings(max_examples=200, deadline=None)
def test_no_token_stands_in_the_segment_and_none_twice(text: str, markup: Markup | None, style: str) -> None:
    masked = mask_segment(text, markup, style=style)
    tokens = [token.text for token in masked.tokens]
    assert len(set(tokens)) == len(tokens)
    if not STYLES[style].markup:
        assert all(token not in text for token in tokens)


@given(st.integers(0, 20_000))
def test_letters_stand_for_numbers(number: int) -> None:
    assert number_of(letters_of(number)) == number


def test_a_term_becomes_its_rendering() -> None:
    text = "Trade along the Belt and Road grew."
    masked = mask_segment(text, "text", [fixed(text, "Belt and Road", "la Franja y la Ruta")])
    assert masked.text == "Trade along the XQAZ grew."
    assert unmask_segment("El comercio en XQAZ creció.", masked) == "El comercio en la Franja y la Ruta creció."


def test_a_rendering_at_the_beginning_has_the_capital_of_the_source() -> None:
    text = "“Belt and Road” fairs grew."
    masked = mask_segment(text, "text", [fixed(text, "Belt and Road", "la Franja y la Ruta")])
    assert unmask_segment("“XQAZ” ferias crecieron.", masked) == "“La Franja y la Ruta” ferias crecieron."
    kept = mask_segment("Pods and more", "text", [FixedTerm(0, 4, "iPods")])
    assert unmask_segment("XQAZ y más", kept) == "IPods y más"
    same = mask_segment("eCity grew", "text", [FixedTerm(0, 5, "eCity")])
    assert unmask_segment("XQAZ creció", same) == "eCity creció"


def test_a_term_inside_a_url_is_left_alone() -> None:
    text = "See https://belt.example/belt now."
    masked = mask_segment(text, "text", [FixedTerm(12, 16, "no")])
    assert unmask_segment(masked.text, masked) == text


def test_pairs_and_words_have_tokens_of_their_own_in_the_mixed_style() -> None:
    masked = mask_segment("The **mayor** of {city} spoke.", "markdown")
    assert masked.text == "The ⟦1⟧mayor⟦2⟧ of XQCZ spoke."


def test_a_word_around_an_entity_is_hidden_whole() -> None:
    masked = mask_segment("Spending on R&amp;D and {n}th place.", "html")
    assert masked.text == "Spending on XQAZ and XQBZ place."


def test_tokens_that_read_as_words_stand_apart() -> None:
    masked = mask_segment("The **mayor**s.", "markdown", style="word")
    assert masked.text == "The XQAZ mayor XQBZ s."
    assert unmask_segment(masked.text, masked) == "The **mayor**s."


@pytest.mark.parametrize(
    ("style", "answer"),
    [
        ("mixed", "El ⟦ 1 ⟧alcalde⟦2⟧ de xqcz habló."),
        ("mixed", "El ⟦١⟧alcalde⟦٢⟧ de XQ CZ habló."),
        ("mixed", "El ⟦１⟧alcalde⟦2⟧ de ＸＱＣＺ habló."),
        ("mixed", "El ⟦1⟧ alcalde ⟦2⟧ de X*QCZ habló."),
        ("mixed", "El⟦1⟧alcalde⟦2⟧de XQCZ habló."),
        ("mixed", "El &#10214;1&#10215;alcalde&#x27E6;2&#x27E7; de XQCZ habló."),
        ("brackets", "El [ [1] ]alcalde[[2]] de [[ 3 ]] habló."),
        ("brackets", "El 【【1】】alcalde【【2】】 de ［［3］］ habló."),
        ("numbered", "El XQZ1 alcalde XQZ 2 de xqz3 habló."),
        ("span", 'El <x id="t1" />alcalde<x id=\'t2\'></x> de <span id="t3" translate="no">la ciudad</span> habló.'),
    ],
)
def test_damaged_tokens_are_known_again(style: str, answer: str) -> None:
    masked = mask_segment("The **mayor** of {city} spoke.", "markdown", style=style)
    assert unmask_segment(answer, masked, "es") == "El **alcalde** de {city} habló."


@pytest.mark.parametrize(
    "answer",
    [
        "El alcalde⟦2⟧ de XQCZ habló.",
        "El ⟦1⟧alcalde⟦2⟧ de la ciudad habló.",
        "El ⟦1⟧alcalde⟦2⟧ de XQCZ, XQCZ habló.",
        "El ⟦2⟧alcalde⟦1⟧ de XQCZ habló.",
        "El ⟦1⟧⟦2⟧alcalde de XQCZ habló.",
        "El ⟦1⟧alcalde⟦2⟧ de XQCZ habló ⟦.",
        "El ⟦1⟧alcalde⟦2⟧ de XQCZ y XQDZ habló.",
        "El ⟦1⟧alcalde⟦2⟧ de XQCZ habló XQ.",
        "El ⟦1⟧alcalde⟦2⟧ de XQCZ {ciudad} habló.",
        "",
    ],
)
def test_an_answer_with_wrong_tokens_is_refused(answer: str) -> None:
    masked = mask_segment("The **mayor** of {city} spoke.", "markdown")
    with pytest.raises(AnswerError):
        unmask_segment(answer, masked, "es")


def test_crossed_pairs_are_refused() -> None:
    masked = mask_segment("<b>One</b> and <i>two</i>.", "html")
    with pytest.raises(AnswerError, match="out of place"):
        unmask_segment("⟦1⟧Uno ⟦3⟧ y ⟦2⟧ dos⟦4⟧.", masked)


def test_pairs_may_change_places() -> None:
    masked = mask_segment("<b>Red</b> <i>house</i>", "html")
    assert unmask_segment("⟦3⟧casa⟦4⟧ ⟦1⟧roja⟦2⟧", masked) == "<i>casa</i> <b>roja</b>"


def test_emphasis_that_would_not_be_read_as_such_is_refused() -> None:
    masked = mask_segment("He said **“open”** twice.", "markdown")
    with pytest.raises(AnswerError, match="would not be read"):
        unmask_segment("Dos ` ⟦1⟧“abierto”⟦2⟧ ` veces.", masked)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("He said **“open”** twice.", "他说了⟦1⟧“开放”⟦2⟧两次。", "他说了 **“开放”** 两次。"),
        ("It is _very_ big.", "它⟦1⟧非常⟦2⟧大。", "它 _非常_ 大。"),
        ("It is **very** big.", "它⟦1⟧非常⟦2⟧大。", "它**非常**大。"),
    ],
)
def test_chinese_emphasis_gets_a_space_only_where_it_needs_one(text: str, answer: str, expected: str) -> None:
    assert unmask_segment(answer, mask_segment(text, "markdown"), "zh_CN") == expected


def test_chinese_text_has_no_space_around_a_term() -> None:
    text = "Trade along the Belt and Road grew."
    masked = mask_segment(text, "text", [fixed(text, "Belt and Road", "一带一路")])
    assert unmask_segment("沿 XQAZ 的贸易增长了。", masked, "zh_CN") == "沿一带一路的贸易增长了。"


def test_entities_that_an_engine_makes_are_undone() -> None:
    masked = mask_segment('He said "no".', "text")
    assert unmask_segment("Il a dit &quot;non&quot; &amp; c&#39;est tout.", masked) == 'Il a dit "non" & c\'est tout.'


def test_signs_that_html_wants_as_entities_become_such() -> None:
    masked = mask_segment("Trams &amp; buses under <b>five</b>.", "html")
    assert unmask_segment("R & D XQAZ < ⟦2⟧cinco⟦3⟧.", masked) == "R &amp; D &amp; &lt; <b>cinco</b>."


def test_a_style_that_sends_html_escapes_the_text_around_its_tokens() -> None:
    masked = mask_segment("If a < b, run `x`.", "markdown", style="span")
    assert masked.text == 'If a &lt; b, run <span translate="no" id="t1">`x`</span>.'
    assert unmask_segment(masked.text, masked) == "If a < b, run `x`."


def test_what_is_left_to_translate_is_known() -> None:
    assert not any(map(str.isalpha, mask_segment("`make` {n}!", "markdown").bare))

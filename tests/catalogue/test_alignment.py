"""Sentences of one stretch laid side by side, and texts made of others."""

from __future__ import annotations

import time

from i18n_tool.catalogue.alignment import align_run, chain_texts

A = "The tram stops at the old harbour."
B = "The ferry leaves at seven in the morning."
C = "Tickets are sold on board."


def test_sentences_are_paired_in_their_order() -> None:
    assert align_run([A + "!", C + "!"], [A, B, C], " ") == [(range(1), range(1)), (range(1, 2), range(2, 3))]


def test_a_sentence_may_stand_for_two_that_were_changed_a_little() -> None:
    assert align_run(["The tram stops at the old harbour and the ferry leaves at seven."], [A, B], " ") == [
        (range(1), range(2))
    ]


def test_two_sentences_may_stand_for_one() -> None:
    assert align_run([A, "It leaves at seven."], ["The tram stops at the old harbour and leaves at seven."], " ") == [
        (range(2), range(1))
    ]


def test_sentences_that_are_not_alike_are_not_paired() -> None:
    assert align_run([A], ["Mountain weather is hard to predict."], " ") == []


def test_a_neighbour_that_adds_nothing_is_not_taken_along() -> None:
    assert align_run([A + "!"], [C, A], " ") == [(range(1), range(1, 2))]


def test_a_stretch_that_was_rewritten_costs_little() -> None:
    begin = time.process_time()
    assert (
        align_run([f"{A} {number}" for number in range(2000)], [f"{number} {B}" for number in range(2000)], " ") == []
    )
    assert time.process_time() - begin < 1


def test_a_text_made_of_others_is_found_whatever_white_space_joined_them() -> None:
    assert list(chain_texts([f"{A}\n{B} {C}"], [B, A, C])) == [(0, (1, 0, 2))]
    assert list(chain_texts(["下雨了。请乘电车。"], ["下雨了。", "请乘电车。"])) == [(0, (0, 1))]


def test_a_text_that_another_begins_with_is_no_chain() -> None:
    assert list(chain_texts([f"{A} {B}", A], [A, C, f"{A} {B}"])) == []


def test_a_sentence_that_an_article_repeats_is_part_of_every_text_that_has_it() -> None:
    assert list(chain_texts([f"{A} {C}", f"{B} {C}"], [A, C, B])) == [(0, (0, 1)), (1, (2, 1))]


def test_a_beginning_that_leads_nowhere_is_left_for_a_shorter_one() -> None:
    assert list(chain_texts(["One. Two. Three. Four."], ["One. Two.", "One.", "Two. Three. Four."])) == [(0, (1, 2))]


def test_texts_that_are_nearly_made_of_others_take_time_in_proportion() -> None:
    begin = time.process_time()
    assert list(chain_texts(["a" * 20_000 + "b"], ["a" * length for length in range(1, 40)])) == []
    assert time.process_time() - begin < 2


def test_an_article_cut_by_other_rules_takes_time_in_proportion() -> None:
    parts = [f"{A} {number}" for number in range(20_000)]
    wholes = [" ".join(parts[at : at + 4]) for at in range(0, len(parts), 4)]
    begin = time.process_time()
    assert len(list(chain_texts(wholes, parts))) == 5000
    assert time.process_time() - begin < 2

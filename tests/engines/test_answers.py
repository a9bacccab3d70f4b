"""What is a translation, and what only came back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.engines.answers import demand_order, verify_answer
from i18n_tool.errors import AnswerError, MixedUpError

SOURCE = "The mayor opened the new tram line near the harbour on Monday."


@pytest.mark.parametrize(
    ("locale", "answer"),
    [
        ("es", "La alcaldesa inauguró el lunes la nueva línea de tranvía junto al puerto."),
        ("zh_CN", "市长周一在港口附近为新的电车线路揭幕。"),
        ("ja", "市長は月曜日、港の近くで新しい路面電車の路線を開通させた。"),
        ("ar", "افتتح العمدة يوم الاثنين خط الترام الجديد قرب الميناء."),
        ("ru", "Мэр открыл в понедельник новую трамвайную линию у гавани."),
        ("sr_Latn", "Gradonačelnik je u ponedeljak otvorio novu tramvajsku liniju."),
    ],
)
def test_translations_pass(locale: str, answer: str) -> None:
    assert verify_answer(SOURCE, answer, "en", locale) == answer


@pytest.mark.parametrize(
    ("source", "locale", "answer"),
    [
        ("Home", "es", "Página de inicio"),
        ("Apple Inc.", "zh_CN", "Apple Inc."),
        ("Porto", "ja", "Porto"),
        ("No, no, no, no, no!", "es", "¡No, no, no, no, no!"),
        ("Error 502 Bad Gateway explained", "es", "Error 502 Bad Gateway explicado"),
        ("Visit XQAZ", "zh_CN", "参观 XQAZ"),
    ],
)
def test_short_texts_and_names_vary_freely(source: str, locale: str, answer: str) -> None:
    assert verify_answer(source, answer, "en", locale) == answer


@pytest.mark.parametrize(
    ("locale", "answer"),
    [
        ("es", None),
        ("es", 5),
        ("es", ["La alcaldesa"]),
        ("es", ""),
        ("es", " \n"),
        ("es", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."),
        ("es", "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS"),
        ("es", "<html><head><title>Sorry</title></head></html>"),
        ("es", "<!DOCTYPE html>"),
        ("es", "502 Bad Gateway"),
        ("es", "Too many requests, try again later"),
        ("es", SOURCE),
        ("es", "La"),
        ("es", "La alcaldesa " * 200),
        ("es", "La oliva oliva oliva oliva oliva inauguró la línea."),
        ("zh_CN", "市长市长市长市长市长市长在港口附近揭幕。"),
        ("zh_CN", "La alcaldesa inauguró la nueva línea de tranvía."),
        ("ru", "The mayor opened a new tram line in the harbour."),
        ("es", "市长周一在港口附近为新的电车线路揭幕。"),
        ("es", "La alcaldesa inauguró\x00 la nueva línea."),
    ],
)
def test_what_is_no_translation_is_refused(locale: str, answer: Any) -> None:
    with pytest.raises(AnswerError):
        verify_answer(SOURCE, answer, "en", locale)


TEXTS = ["The ferry left Lisbon with 240 people.", "Nobody saw the light.", "It came back in May 2019."]
ANSWERS = ["El ferri salió de Lisboa con 240 personas.", "Nadie vio la luz.", "Volvió en mayo de 2019."]


def test_answers_in_their_order_are_taken() -> None:
    demand_order(TEXTS, ANSWERS)
    demand_order(TEXTS, ["El ferri salió con doscientas personas.", "Nadie vio la luz.", None])


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 0, 2), (0, 2, 1), (1, 2, 0)])
def test_answers_of_other_texts_are_seen_by_their_numbers_and_names(order: tuple[int, ...]) -> None:
    with pytest.raises(MixedUpError):
        demand_order(TEXTS, [ANSWERS[number] for number in order])


@given(st.lists(st.text(alphabet="ABab 0123.,", max_size=30), max_size=6))
def test_texts_as_their_own_answers_are_in_order(texts: list[str]) -> None:
    demand_order(texts, texts)

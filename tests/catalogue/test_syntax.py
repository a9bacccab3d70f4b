"""Escapes and references: what is written reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue.syntax import escape_string, unescape_string
from i18n_tool.catalogue.writing import new_entry
from i18n_tool.model import Unit
from tests.catalogue.helpers import read_one


@given(st.text())
def test_escaping_and_unescaping_give_the_text_back(text: str) -> None:
    assert unescape_string(escape_string(text)) == text


def test_octal_and_hexadecimal_escapes_are_read() -> None:
    assert unescape_string(r"\101\x42\t\\n") == "AB\t\\n"


@pytest.mark.parametrize(
    ("place", "spelled"),
    [
        (("a.md", 3), "a.md:3"),
        (("b.md", None), "b.md"),
        (("two words.md", 3), "two%20words.md:3"),
        (("100%.md", None), "100%.md"),
        (("100%20.md", 3), "100%2520.md:3"),
        (("at 7:30", None), "at%207%3A30"),
        (("港口.md", 7), "港口.md:7"),
        (("odd\n\\name\\", None), "odd%0A\\name%5C"),
    ],
)
def test_a_reference_is_spelled_so_that_it_reads_back(place: tuple[str, int | None], spelled: str) -> None:
    text = new_entry(Unit("a", references=(place, place))).text
    assert text.startswith(f"#: {spelled} {spelled}\n")
    assert read_one(text).unit.references == (place, place)


def test_a_percent_sign_that_is_no_escape_of_ours_is_kept() -> None:
    assert read_one('#: a%2fb.md:1 %41.md\nmsgid "a"\nmsgstr ""\n').unit.references == (
        ("a%2fb.md", 1),
        ("%41.md", None),
    )

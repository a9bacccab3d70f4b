from __future__ import annotations

import pytest

from i18n_tool.workflow.ignores import Ignore, read_ignores, unused

RAN = {("MK001", "missing-placeholder"), ("MK002", "extra-placeholder")}


@pytest.mark.parametrize(
    ("comment", "words", "reason"),
    [
        ("i18n-tool: ignore MK001 the address is in the caption", ("MK001",), "the address is in the caption"),
        ("i18n-tool: ignore mk001", ("mk001",), ""),
        ("i18n-tool: ignore missing-term: decided on 3 May", ("missing-term",), "decided on 3 May"),
        ("i18n-tool: ignore MK001, NU108 both are meant", ("MK001", "NU108"), "both are meant"),
        ("i18n-tool: ignore GL la traducción es mejor", ("GL",), "la traducción es mejor"),
        ("i18n-tool: ignore MK999 whatever", (), "MK999 whatever"),
        ("i18n-tool: ignore la", (), "la"),
    ],
)
def test_an_ignore_names_rules_and_a_reason(comment: str, words: tuple[str, ...], reason: str) -> None:
    assert read_ignores([comment]) == (Ignore(words, reason),)


def test_other_comments_ignore_nothing() -> None:
    assert read_ignores(["ignore MK001", "i18n-tool: draft by apertium", "i18n-tool: ignored MK001"]) == ()


def test_an_ignore_covers_codes_names_and_families() -> None:
    (ignore,) = read_ignores(["i18n-tool: ignore MK, missing-term why not"])
    assert ignore.covers("MK003", "broken-nesting")
    assert ignore.covers("GL001", "missing-term")
    assert not ignore.covers("GL002", "forbidden-rendering")


def test_a_word_is_idle_only_if_every_rule_that_it_means_was_asked() -> None:
    ignores = read_ignores(["i18n-tool: ignore MK001, MK002, MK, NU108 reason"])
    assert unused(ignores, {("MK001", "missing-placeholder")}, RAN) == ["MK002"]

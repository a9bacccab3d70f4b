"""How far a catalogue is."""

from __future__ import annotations

import pytest

from i18n_tool.catalogue import Count, count_states, count_words, parse_catalogue


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The bridge is 55.3 km long.", 6),
        ("Don't re-open <b>it</b>!", 5),
        ("港口今天开放。", 6),
        ("2019年 GDP", 3),
        ("— … !", 0),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_every_state_is_counted_and_the_header_is_not() -> None:
    catalogue = parse_catalogue(
        'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "one two"\nmsgstr "x"\n\n#, fuzzy\nmsgid "three"\nmsgstr "y"\n\n'
        'msgid "four"\nmsgstr ""\n\n#~ msgid "five six seven"\n#~ msgstr "z"\n'
    )
    assert count_states(catalogue) == {
        "accepted": Count(1, 2),
        "draft": Count(1, 1),
        "missing": Count(1, 1),
        "obsolete": Count(1, 3),
    }

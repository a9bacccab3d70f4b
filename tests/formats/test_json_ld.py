from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from i18n_tool.formats.html_encode import encode_json
from i18n_tool.formats.json_ld import find_texts, language_splices

VALUES = st.recursive(
    st.text() | st.integers() | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["headline", "name", "@type", "description", "inLanguage", "text"]) | st.text(), inner
        )
    ),
    max_leaves=15,
)


@given(VALUES, st.booleans())
def test_what_is_found_is_the_inside_of_a_string(value: object, ascii: bool) -> None:
    script = json.dumps(value, ensure_ascii=ascii)
    last = 0
    for text in find_texts(script):
        assert last <= text.start < text.end
        assert "".join([run.source for run in text.runs]) == script[text.start : text.end]
        json.loads(f'"{script[text.start : text.end]}"')
        last = text.end


@given(VALUES)
@example({"name": None, "inLanguage": '"', "headline": {"inLanguage": ""}})
def test_a_language_can_be_set_in_any_script(value: object) -> None:
    script = json.dumps(value)
    for start, end, text in reversed(language_splices(script, "zh-CN")):
        script = script[:start] + text + script[end:]
    json.loads(script)


@given(st.text())
def test_a_translation_comes_back_from_json_and_ends_no_script(text: str) -> None:
    encoded = encode_json(text)
    assert "<" not in encoded
    json.loads(f'"{encoded}"')


def test_what_is_not_json_is_left_alone() -> None:
    for script in ("", "{", '{"headline": Words}', "[" * 100_000, '{"headline": "a\nb"}'):
        assert find_texts(script) == []
        assert language_splices(script, "fr") == []


def test_the_name_of_a_person_or_place_stays() -> None:
    script = (
        '{"@type": "Place", "name": "Old Pier", "description": "A pier.", "event": {"name": "Fair", "@type": "Event"}}'
    )
    assert ["".join([run.text for run in text.runs]) for text in find_texts(script)] == ["A pier.", "Fair"]

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import LocaleError
from i18n_tool.languages import (
    bcp47_tag,
    direction,
    gettext_tag,
    has_script,
    language_of,
    locale_name,
    own_name,
    plural_forms,
    script_of,
    sentence_joiner,
    territory_of,
)


@pytest.mark.parametrize(
    ("tag", "gettext", "html"),
    [
        ("zh_CN", "zh_CN", "zh-CN"),
        ("zh-cn", "zh_CN", "zh-CN"),
        ("ZH-hant-hk", "zh_Hant_HK", "zh-Hant-HK"),
        ("pt-BR", "pt_BR", "pt-BR"),
        ("es_419", "es_419", "es-419"),
        ("ar", "ar", "ar"),
    ],
)
def test_both_spellings_are_accepted_and_given(tag: str, gettext: str, html: str) -> None:
    assert gettext_tag(tag) == gettext
    assert bcp47_tag(tag) == html


@pytest.mark.parametrize("tag", ["", "x", "e n", "zh_CN_x", "zh--CN", "../zh", "zh_CN\n", "english"])
def test_a_malformed_tag_is_refused(tag: str) -> None:
    with pytest.raises(LocaleError):
        gettext_tag(tag)


def test_a_mistyped_tag_is_answered_with_the_nearest() -> None:
    with pytest.raises(LocaleError) as caught:
        gettext_tag("zh_CM")
    assert "zh_CN" in caught.value.advice


@given(st.sampled_from([tag for tag in locale_identifiers() if tag.count("_") < 3 and "POSIX" not in tag]))
def test_every_locale_of_cldr_has_direction_script_and_names(tag: str) -> None:
    try:
        spelled = gettext_tag(tag)
    except LocaleError:
        # Variants such as ca_ES_VALENCIA are no tags of ours.
        assert len(tag.split("_")[-1]) > 4
        return
    assert direction(spelled) in ("ltr", "rtl")
    assert len(script_of(spelled)) == 4
    assert own_name(spelled)
    assert language_of(spelled) == tag.split("_")[0]


def test_scripts_come_from_the_tag_or_from_likely_subtags() -> None:
    expected = {
        "zh_CN": "Hans",
        "zh_HK": "Hant",
        "zh_TW": "Hant",
        "ja": "Jpan",
        "ar": "Arab",
        "sr": "Cyrl",
        "sr_Latn": "Latn",
    }
    assert {tag: script_of(tag) for tag in expected} == expected


def test_only_some_scripts_run_from_right_to_left() -> None:
    assert [direction(tag) for tag in ("ar", "he", "fa", "ur", "en", "zh_CN", "mn_Mong")] == ["rtl"] * 4 + ["ltr"] * 3


def test_names_are_in_the_language_of_the_reader() -> None:
    assert own_name("es") == "Español"
    assert own_name("zh_CN") == "简体中文"
    assert own_name("zh_HK") == "繁體中文 (香港)"
    assert locale_name("zh_CN", "fr") == "chinois simplifié"


def test_sentences_are_joined_without_a_space_where_words_are_not_spaced() -> None:
    assert [sentence_joiner(tag) for tag in ("zh_CN", "ja", "th", "ko", "fr")] == ["", "", "", " ", " "]


def test_territories_are_only_those_the_tag_names() -> None:
    assert [territory_of(tag) for tag in ("zh_HK", "es_419", "zh_Hant", "fr")] == ["HK", "419", None, None]


def test_plural_forms_are_what_gettext_expects() -> None:
    assert plural_forms("ja") == "nplurals=1; plural=0;"
    assert plural_forms("ar").startswith("nplurals=6;")


def test_letters_of_a_script_are_found_among_others() -> None:
    assert has_script("GDP 增长", "zh_CN")
    assert not has_script("GDP growth", "zh_CN")
    assert has_script("カタカナ", "ja")
    assert not has_script("Привет", "fr")

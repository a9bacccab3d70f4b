"""What is odd in a glossary."""

from __future__ import annotations

from i18n_tool.glossary import Glossary
from i18n_tool.glossary.linting import lint_terms


def lint(*rows: dict[str, str], locales: tuple[str, ...] = ("es",)) -> list[tuple[str, str]]:
    return [(one.code, one.locale) for one in lint_terms(Glossary.from_terms(rows), locales)]


def test_a_sound_glossary_has_no_findings() -> None:
    assert lint({"term": "free port", "es": "puerto libre"}, {"term": "port", "es": "puerto"}, {"term": "note"}) == []


def test_a_term_in_another_number_is_a_duplicate() -> None:
    assert lint({"term": "smart city", "es": "ciudad lista"}, {"term": "smart cities", "es": "ciudades listas"}) == [
        ("GL101", "")
    ]


def test_a_name_is_no_duplicate_of_a_common_word() -> None:
    assert lint({"term": "Turkey", "es": "Turquía"}, {"term": "turkey", "es": "pavo"}) == []


def test_a_word_beside_the_same_name_with_the_same_rendering_is_a_duplicate() -> None:
    assert lint({"term": "Turkey", "es": "Turquía"}, {"term": "turkey", "es": "Turquía"}) == [("GL101", "")]


def test_words_that_differ_in_capitals_alone_are_a_duplicate_and_the_renderings_are_named() -> None:
    rows = [{"term": "Salt Wind Bay", "es": "bahía Salina"}, {"term": "salt wind bay", "es": "bahía del viento"}]
    (finding,) = lint_terms(Glossary.from_terms(rows), ("es",))
    assert finding.code == "GL101"
    assert "but is bahía del viento in es, not bahía Salina" in finding.message


def test_a_longer_term_that_renders_its_part_otherwise_clashes() -> None:
    assert lint({"term": "free port", "es": "dársena libre"}, {"term": "port", "es": "puerto"}) == [("GL102", "es")]


def test_characters_of_the_other_chinese_script_are_reported() -> None:
    rows = {"term": "port", "zh_CN": "海灣", "zh_HK": "海湾"}
    assert lint(rows, locales=("zh_CN", "zh_HK")) == [("GL103", "zh_CN"), ("GL103", "zh_HK")]


def test_letters_of_another_script_are_reported_but_kept_latin_names_are_not() -> None:
    assert lint({"term": "port", "ru": "港"}, {"term": "Tidal", "ru": "Tidal Corp"}, locales=("ru",)) == [
        ("GL103", "ru")
    ]


def test_missing_locales_are_named_in_one_finding() -> None:
    findings = lint_terms(Glossary.from_terms([{"term": "port", "es": "puerto"}]), ("es", "fr", "ja"))
    assert [one.message for one in findings] == ["'port' has no rendering for fr, ja"]

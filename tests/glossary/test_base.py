"""The glossary as a whole: hints, targets, locales."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from i18n_tool.glossary import Glossary

GLOSSARY = Glossary.from_terms(
    [
        {"term": "Tea Road", "zh_CN": "茶路|茶叶之路", "zh_CN!": "茶道", "es": "Ruta del Té", "fr": "="},
        {"term": "port", "zh_CN": "港口", "es": "puerto|/puert\\w+/"},
        {"term": "gate"},
    ]
)


def test_an_empty_glossary_is_false_and_finds_nothing() -> None:
    assert not Glossary()
    assert Glossary().find("Tea Road") == []
    assert Glossary().hints("Tea Road", "es") == ()


def test_hints_name_each_term_once_in_order_of_the_text() -> None:
    assert GLOSSARY.hints("Ports, gates and the Tea Road; a port", "zh_CN") == (
        "port → 港口",
        "Tea Road → 茶路 / 茶叶之路; not 茶道",
    )


def test_hints_show_the_source_where_it_is_kept() -> None:
    assert GLOSSARY.hints("The Tea Road", "fr") == ("Tea Road → Tea Road",)


def test_patterns_are_no_renderings() -> None:
    assert GLOSSARY.renderings(GLOSSARY.terms[1], "es") == ("puerto",)
    assert GLOSSARY.match_target(GLOSSARY.terms[1], "los puertazos", "es").tier == "pattern"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("es_MX", "Ruta del Té"),
        ("zh_HK", None),
        ("zh_CN", "茶路"),
        ("zh_TW", None),
        ("fr_CA", "Tea Road"),
        ("de", None),
    ],
)
def test_a_region_falls_back_to_its_language_and_never_to_another_script(locale: str, expected: str | None) -> None:
    assert GLOSSARY.target(GLOSSARY.terms[0], locale) == expected


def test_a_bare_zh_column_is_not_for_hong_kong() -> None:
    glossary = Glossary.from_terms([{"term": "port", "zh": "港口"}])
    assert glossary.target(glossary.terms[0], "zh_CN") == "港口"
    assert glossary.target(glossary.terms[0], "zh_HK") is None


def test_what_stands_instead_is_a_forbidden_rendering_or_that_of_a_similar_term() -> None:
    glossary = Glossary.from_terms(
        [
            {"term": "Tea Road", "es": "Ruta del Té", "es!": "Camino del Té"},
            {"term": "Silk Road", "es": "Ruta de la Seda"},
        ]
    )
    term = glossary.terms[0]
    assert glossary.instead_of(term, "El Camino del Té", "es") == ("Camino del Té",)
    assert glossary.instead_of(term, "La Ruta de la Seda", "es", source="The Tea Road") == ("Ruta de la Seda",)


def test_importing_the_glossary_loads_no_heavy_library() -> None:
    code = (
        "import sys, i18n_tool.glossary;"
        "print([name for name in ('simplemma', 'snowballstemmer', 'ahocorasick_rs', 'babel') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_glossary_can_be_handed_to_another_process() -> None:
    glossary = pickle.loads(pickle.dumps(Glossary.from_terms([{"term": "port", "es": "puerto"}])))
    assert [one.text for one in glossary.find("The port is old.")] == ["port"]


def test_the_terms_of_a_text_are_the_same_when_asked_for_again() -> None:
    glossary = Glossary.from_terms([{"term": "port", "es": "puerto"}])
    first = glossary.find("The port is old.")
    first.clear()
    assert [one.text for one in glossary.find("The port is old.")] == ["port"]


@pytest.mark.parametrize(
    ("locale", "rendering", "translation", "found"),
    [
        ("ar", "ميناء", "سافر بالميناء", "yes"),
        ("ar", "ميناء", "الميناءان", "yes"),
        ("ar", "ميناء", "زميناء", "no"),
        ("he", "נמל", "שבנמל", "yes"),
        ("zh_CN", "成功", "郑成功来了。", "no"),
        ("zh_CN", "成功", "郑成功来了，很成功。", "yes"),
        ("ja", "か", "か\u3099き", "no"),
        ("zh_CN", "5G", "15G网络", "no"),
        ("es", "puerto", "El PUERTO viejo", "yes"),
        ("es", "puerto", "El aeropuerto", "no"),
    ],
)
def test_a_rendering_that_stands_there_as_written_counts_only_as_a_word(
    locale: str, rendering: str, translation: str, found: str
) -> None:
    glossary = Glossary.from_terms([{"term": "port", locale: rendering}])
    assert glossary.match_target(glossary.terms[0], translation, locale).found == found

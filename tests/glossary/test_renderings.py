"""Which translations render a term, language family by language family."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.glossary import Glossary, Verdict


def judge(rendering: str, translation: str, locale: str, term: str = "a thing", **columns: str) -> Verdict:
    glossary = Glossary.from_terms([{"term": term, locale: rendering, **columns}])
    return glossary.match_target(glossary.terms[0], translation, locale)


YES = [
    ("es", "ciudad inteligente", "las ciudades más inteligentes"),
    ("es", "vacunar", "Se vacunó a los niños"),
    ("es", "voz", "las voces"),
    ("es", "zona de libre comercio", "una zona del libre comercio"),
    ("es", "gran empresa", "una empresa grande y otra gran empresa"),
    ("es", "mercado común", "los comunes mercados"),
    ("fr", "conseil régional", "les conseils régionaux"),
    ("fr", "initiative la Ceinture", "de l’Initiative la Ceinture"),
    ("fr", "choisir", "nous choisissons"),
    ("pt", "estação", "as estações"),
    ("pt", "infecção", "uma infeção grave"),
    ("pt", "hotel", "hotéis novos"),
    ("it", "tecnologia", "le tecnologie"),
    ("ca", "ciutat", "les ciutats"),
    ("ro", "oraș", "orașului"),
    ("de", "intelligente Stadt", "in intelligenten Städten"),
    ("de", "Neue Seidenstraße", "der „Neuen Seidenstrasse“"),
    ("de", "auswählen", "Bitte wählen Sie eine Datei aus."),
    ("de", "auswählen", "die ausgewählten Dateien"),
    ("de", "Vorlage", "die Maschinenvorlagen"),
    ("de", "Hafen", "eine Hafenstadt"),
    ("de", "Zentrum", "in den Zentren"),
    ("nl", "haven", "de havens"),
    ("sv", "hamn", "hamnarna"),
    ("da", "havn", "havnene"),
    ("nb", "havn", "havnene"),
    ("fi", "satama", "satamissa"),
    ("hu", "kikötő", "a kikötőkben"),
    ("tr", "liman", "limanlardan"),
    ("ru", "умный город", "жители умных городов"),
    ("ru", "«Один путь»", "в рамках Одного пути"),
    ("ru", "проектировать", "Мы спроектировали мост."),
    ("ru", "ёлка", "у елки"),
    ("uk", "розумне місто", "розумні міста"),
    ("cs", "chytré město", "v chytrých městech"),
    ("cs", "článek", "v tomto článku"),
    ("pl", "inteligentne miasto", "w inteligentnych miastach"),
    ("el", "λιμάνι", "τα λιμάνια"),
    ("ar", "مدينة ذكية", "للمدينة الذكية"),
    ("ar", "مدينة", "في المدن"),
    ("ar", "مِيناء", "وبالميناء"),
    ("he", "נמל", "ובנמלים"),
    ("fa", "شهر", "شهر‌ها"),
    ("zh_CN", "一带一路", "“一带 一路”建设"),
    ("ja", "スマートシティ", "スマート・シティの建設"),
    ("ja", "コンピューター", "このコンピュータは"),
    ("ko", "스마트 시티", "스마트시티가"),
    ("th", "ท่าเรือ", "ที่ท่าเรือใหญ่"),
    ("vi", "cảng biển", "các cảng biển"),
    ("zh_CN", "WTO", "加入WTO以后"),
    ("zh_CN", "一带一路", "“一带<b>一路</b>”"),
    ("es", "puerto libre", "el <a1>puerto</a1> **libre**"),
]


@pytest.mark.parametrize(("locale", "rendering", "translation"), YES)
def test_a_form_of_the_rendering_is_found(locale: str, rendering: str, translation: str) -> None:
    verdict = judge(rendering, translation, locale)
    assert verdict.found == "yes"
    assert verdict.rendering == rendering
    assert verdict.span is not None
    assert 0 <= verdict.span.start < verdict.span.end <= len(translation)


NO = [
    ("es", "programación", "vamos a programar"),
    ("es", "utilizar", "la utilización"),
    ("pt", "mar", "o marco legal"),
    ("fr", "infection", "un mal infectieux"),
    ("de", "Port", "der Transport"),
    ("de", "Bewertung", "wir bewerten"),
    ("ru", "активация", "новые активы"),
    ("ru", "безопасность", "безопасный путь"),
    ("ar", "ميناء", "في المطار"),
    ("zh_CN", "港口", "香港"),
    ("zh_CN", "5G", "15G"),
    ("zh_CN", "AI", "AIDS疫苗"),
    ("vi", "ma", "má"),
    ("es", "Gran Área", "Gran. Área"),
    ("es", "puerto", "véase [aquí](puerto.md) y https://example.org/puerto"),
]


@pytest.mark.parametrize(("locale", "rendering", "translation"), NO)
def test_another_word_is_not_found(locale: str, rendering: str, translation: str) -> None:
    assert judge(rendering, translation, locale).found == "no"


def test_a_word_of_the_same_beginning_is_uncertain() -> None:
    verdict = judge("kirjonta", "Kirjontailu on hidasta", "fi")
    assert (verdict.found, verdict.tier) == ("maybe", "prefix")


def test_an_adjective_counts_where_english_sets_the_noun_before_another() -> None:
    glossary = Glossary.from_terms([{"term": "surface", "es": "superficie"}])
    term = glossary.terms[0]
    translation = "la tensión superficial"
    assert glossary.match_target(term, translation, "es").tier == "adjective"
    assert glossary.match_target(term, translation, "es", source="the surface tension").found == "yes"
    assert glossary.match_target(term, translation, "es", source="tension of the surface").found == "maybe"


def test_match_exact_accepts_no_other_form() -> None:
    assert judge("puerto libre", "Puerto  libre", "es", match="exact").found == "yes"
    assert judge("puerto libre", "puertos libres", "es", match="exact").found == "no"


@pytest.mark.parametrize(
    ("translation", "locale", "found"),
    [
        ("con BlueHarbour", "es", "yes"),
        ("BLUEHARBOUR", "es", "yes"),
        ("con Blueharbour", "es", "no"),
        ("BlueHarbours Schiffe", "de", "yes"),
        ("BlueHarbourin laivat", "fi", "yes"),
        ("BlueHarbour'ın", "tr", "yes"),
        ("乘BlueHarbour的船", "zh_CN", "yes"),
        ("الـBlueHarbour", "ar", "yes"),
        ("MyBlueHarbour", "es", "no"),
    ],
)
def test_a_kept_name_stands_letter_by_letter(translation: str, locale: str, found: str) -> None:
    assert judge("=", translation, locale, term="BlueHarbour").found == found


def test_a_given_name_is_no_common_word() -> None:
    assert judge("成功", "郑成功是一位将领", "zh_CN", term="success").found == "no"
    assert judge("成功", "大会取得成功", "zh_CN", term="success").found == "yes"


def test_a_rendering_inside_that_of_another_term_of_the_text_does_not_count() -> None:
    glossary = Glossary.from_terms([{"term": "wharf", "zh_CN": "码头"}, {"term": "Tide Terminal", "zh_CN": "潮汐码头"}])
    wharf = glossary.terms[0]
    source = "A wharf beside Tide Terminal"
    assert glossary.match_target(wharf, "潮汐码头旁边", "zh_CN", source=source).found == "no"
    assert glossary.match_target(wharf, "潮汐码头旁边的码头", "zh_CN", source=source).found == "yes"


def test_a_rendering_inside_that_of_a_longer_name_counts_where_the_name_is_not_meant() -> None:
    glossary = Glossary.from_terms([{"term": "Lima", "zh_CN": "利马"}, {"term": "Lima Port", "zh_CN": "利马港"}])
    verdict = glossary.match_target(glossary.terms[0], "利马港", "zh_CN", source="the port of Lima")
    assert verdict.found == "yes"


def forbidden(translation: str, locale: str, wrong: str, right: str = "") -> list[str | None]:
    glossary = Glossary.from_terms([{"term": "a thing", f"{locale}!": wrong, locale: right}])
    return [one.rendering for one in glossary.forbidden_in(glossary.terms[0], translation, locale)]


def test_forbidden_renderings_are_found_in_any_form() -> None:
    assert forbidden("dos ferias comerciales", "es", "feria comercial") == ["feria comercial"]
    assert forbidden("茶道很长", "zh_CN", "茶道") == ["茶道"]


def test_a_forbidden_rendering_inside_an_allowed_one_is_no_hit() -> None:
    assert forbidden("一带一路", "zh_CN", "带一路", "一带一路") == []
    assert forbidden("一带一路和带一路", "zh_CN", "带一路", "一带一路") == ["带一路"]
    assert forbidden("la gran feria comercial", "es", "feria comercial", "gran feria comercial") == []


def test_a_forbidden_rendering_that_differs_in_its_article_is_told_from_the_allowed_one() -> None:
    assert forbidden("la Ruta", "es", "Ruta de Té", "Ruta del Té") == []
    assert forbidden("la Ruta del Té", "es", "Ruta de Té", "Ruta del Té") == []
    assert forbidden("la Ruta de Té", "es", "Ruta de Té", "Ruta del Té") == ["Ruta de Té"]


@given(st.text(max_size=60), st.sampled_from(["es", "de", "ru", "ar", "he", "zh_CN", "ja", "ko", "fi", "vi", "hi"]))
def test_any_text_can_be_judged(text: str, locale: str) -> None:
    for rendering in ("puerto libre", "港口", "مدينة", "="):
        verdict = judge(rendering, text, locale)
        if verdict.span is not None:
            assert 0 <= verdict.span.start < verdict.span.end <= len(text)


@given(st.text(st.characters(whitelist_categories=("Lu", "Ll"), max_codepoint=0x24F), min_size=1, max_size=12))
def test_a_rendering_is_found_in_itself(word: str) -> None:
    assert judge(word, f"xx {word} xx", "es").found == "yes"


@pytest.mark.parametrize(
    ("locale", "rendering", "translation"),
    [
        ("sv", "konto", "Avstämningskontot"),
        ("sv", "ränta", "Räntebelopp"),
        ("nl", "bestand", "de bestandscompatibiliteit"),
        ("nl", "bank", "de bankcode"),
        ("de", "Konto", "die Kontenbeschreibung"),
        ("pl", "Transakcja zaplanowana", "zaplanowanej transakcji"),
        ("sv", "=", "ett HarbourOSsystem"),
        ("de", "=", "die HarbourOSumgebung"),
    ],
)
def test_a_rendering_is_found_in_compounds_and_in_the_other_order(
    locale: str, rendering: str, translation: str
) -> None:
    assert judge(rendering, translation, locale, term="HarbourOS").found == "yes"


@pytest.mark.parametrize(
    ("locale", "name", "translation"),
    [
        ("pl", "Barbados", "Dolar barbadoski"),
        ("nl", "Sri Lanka", "Sri Lankaanse thee"),
        ("pl", "Nowa Zelandia", "dolar nowozelandzki"),
    ],
)
def test_an_adjective_of_a_name_before_a_noun_is_for_a_person_to_decide(
    locale: str, name: str, translation: str
) -> None:
    glossary = Glossary.from_terms([{"term": "Farland", locale: name}])
    before_noun = glossary.match_target(glossary.terms[0], translation, locale, source="Farland dollar")
    alone = glossary.match_target(glossary.terms[0], translation, locale, source="It is in Farland.")
    assert (before_noun.found, alone.found) == ("maybe", "no")


@pytest.mark.parametrize(
    ("locale", "wrong", "translation", "found"),
    [
        ("fr", "usager", "l’usage du port", False),
        ("fr", "usager", "les usagers du port", True),
        ("de", "Diener", "der Dienst ist bereit", False),
        ("de", "Diener", "die Dienern", True),
        ("de", "downloaden", "der Download-Ordner", False),
        ("de", "downloaden", "Wir downloadeten es.", True),
    ],
)
def test_a_forbidden_rendering_is_not_another_word_of_the_same_stem(
    locale: str, wrong: str, translation: str, found: bool
) -> None:
    glossary = Glossary.from_terms([{"term": "user", f"{locale}!": wrong}])
    assert bool(glossary.forbidden_in(glossary.terms[0], translation, locale)) == found

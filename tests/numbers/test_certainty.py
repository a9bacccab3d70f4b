"""What contradicts the source is an error; what may be meant otherwise is information."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from i18n_tool import check_pair

PAIRS = sorted((Path(__file__).parent / "pairs").glob("*.jsonl"))


def severities(source: str, translation: str, locale: str) -> set[tuple[str, str]]:
    return {(one.code, one.severity) for one in check_pair(source, translation, locale, select=["NU"])}


CERTAIN = [
    ("NU101", "It has 250 rooms.", "Es hat Zimmer.", "de"),
    ("NU101", "It costs 5 euros a day.", "Es kostet etwas am Tag.", "de"),
    ("NU102", "It has rooms.", "Il compte 250 chambres.", "fr"),
    ("NU102", "The home team won 3-1.", "Die Heimmannschaft gewann 3:2.", "de"),
    ("NU103", "It is worth 2.5 billion.", "价值2.5亿。", "zh_CN"),
    ("NU103", "It has two thousand seats.", "Tem vinte mil lugares.", "pt"),
    ("NU104", "A ticket is HK$20.", "票價20美元。", "zh_HK"),
    ("NU104", "It cost $20 million.", "它耗资2000万元。", "zh_CN"),
    ("NU105", "It opened in 1998.", "Il a ouvert en 1989.", "fr"),
    ("NU105", "It opens in May.", "Ouverture en mars.", "fr"),
    ("NU106", "Prices rose 3 percentage points.", "价格上升3%。", "zh_CN"),
    ("NU106", "It was minus 12 degrees.", "기온은 12도였다.", "ko"),
    ("NU106", "They hold 30% of it.", "Ils en détiennent 30.", "fr"),
    ("NU106", "It was -5 °C that night.", "Il faisait 5 °C cette nuit-là.", "fr"),
    ("NU106", "It was −5 °C that night.", "Nachts waren es 5 °C.", "de"),
    ("NU107", "The A380 landed.", "L’A830 a atterri.", "fr"),
    ("NU107", "The A380 landed.", "L’avion a atterri.", "fr"),
    ("NU108", "It has 1,250 rooms.", "Il compte 1 520 chambres.", "fr"),
    ("NU108", "It is 1,500 km long.", "Er ist 500 km lang.", "de"),
    ("NU108", "Add 250 g of flour.", "Ajoutez 520 g de farine.", "fr"),
    ("NU108", "They stayed for three days.", "Sie blieben vier Tage.", "de"),
    ("NU108", "One third of them voted.", "Ein Viertel von ihnen stimmte ab.", "de"),
    ("NU108", "Hundreds of people came.", "Des milliers de personnes sont venues.", "fr"),
    ("NU108", "It is a palace of the 19th century.", "Es un palacio del siglo XVIII.", "es"),
    ("NU108", "Twenty-five houses stand there.", "Dort stehen zweiundfünfzig Häuser.", "de"),
    ("NU109", "It took 11 months.", "Ci sono voluti 11 giorni.", "it"),
]

UNCERTAIN = [
    ("NU108", "Add 0.5 kg of flour.", "Ajoutez 500 g de farine.", "fr"),
    ("NU108", "Add 0.5 l of milk.", "Ajoutez 50 cl de lait.", "fr"),
    ("NU108", "Three teams came.", "Es kamen vier Mannschaften.", "de"),
    ("NU106", "It gains 40% to all of them.", "Sie werden alle um 40 Prozentpunkte erhöht.", "de"),
    ("NU101", "Create a new account 2.", "Ein neues Konto anlegen.", "de"),
    ("NU101", "It reached 100% of them.", "Es erreichte alle.", "de"),
    ("NU102", "He worked there for years.", "Trabalhou lá durante quinze anos.", "pt"),
    ("NU102", "Choose the report.", "Выберите отчёт (38 страниц).", "ru"),
    ("NU102", "Run the operator.", "Den Operator mit 2 Argumenten ausführen.", "de"),
    ("NU102", "Size limit exceeded", "Překročen limit (SIGX72)", "cs"),
    ("NU103", "Nothing below fifteen!", "Non meno di quindicimila!", "it"),
    ("NU104", "You withdraw $100.", "Sie heben 100 Euro ab.", "de"),
    ("NU105", "A year, e.g. 2010, is needed.", "É preciso um ano, por exemplo 2020.", "pt"),
    ("NU106", "Defence is at 80 percent here.", "La percentuale di difesa qui è 80.", "it"),
    ("NU107", "It is an IBM-864 file.", "È un file ISO-864.", "it"),
    ("NU107", "Some phones, such as the A52, are old.", "Alcuni telefoni, come l’A71, sono vecchi.", "it"),
    (
        "NU108",
        "Two islands lie off the coast, with 3,000 people in 1950.",
        "Die drei Inseln hatten 1990 rund 4.500 Bewohner auf 27 Höfen.",
        "de",
    ),
]


@pytest.mark.parametrize(("code", "source", "translation", "locale"), CERTAIN)
def test_a_contradiction_is_an_error(code: str, source: str, translation: str, locale: str) -> None:
    assert (code, "error") in severities(source, translation, locale)


@pytest.mark.parametrize(("code", "source", "translation", "locale"), UNCERTAIN)
def test_what_may_be_meant_otherwise_is_information(code: str, source: str, translation: str, locale: str) -> None:
    assert (code, "info") in severities(source, translation, locale)
    assert (code, "error") not in severities(source, translation, locale)


def test_words_of_numbers_contradict_only_where_all_else_is_told_alike() -> None:
    assert ("NU108", "error") in severities("It took two days.", "Es dauerte drei Tage.", "de")
    retold = severities("It took two days.", "Es dauerte seit 1950 drei Tage auf 27 Karten.", "de")
    assert ("NU108", "error") not in retold


def test_most_wrong_translations_of_news_stop_a_run() -> None:
    items = [json.loads(line) for path in PAIRS for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = [item for item in items if item["label"] == "wrong"]
    stopped = [
        item
        for item in wrong
        if "error" in {severity for _, severity in severities(item["source"], item["translation"], item["locale"])}
    ]
    assert len(stopped) >= 0.85 * len(wrong)


@pytest.mark.parametrize("locale", ["nl", "de", "zh_CN", "ko"])
def test_a_number_below_or_above_all_months_is_shown(locale: str) -> None:
    found = check_pair("It was 25 or -21 there in 13.00.", "-99, -22, 0 月 35 월 45.00.", locale, select=["NU"])
    assert found

"""The glossary checks: what they say, and when they stay silent."""

from __future__ import annotations

import pytest

from i18n_tool import check_pair
from i18n_tool.checks import run_checks
from i18n_tool.checks.base import Context
from i18n_tool.checks.inconsistent_term import InconsistentTerm
from i18n_tool.checks.missing_term import MissingTerm
from i18n_tool.glossary import Glossary
from i18n_tool.model import Finding, Term, Unit

TEA_ROAD = Term(
    "Tea Road", {"zh_CN": ("茶路", "茶叶之路"), "fr": ("=",)}, {"zh_CN": ("茶道",)}, path="glossary/terms.csv", row=12
)
GLOSSARY = Glossary([TEA_ROAD])


def check(source: str, translation: str, locale: str, glossary: Glossary = GLOSSARY) -> list[Finding]:
    return check_pair(source, translation, locale, glossary=glossary, select=["GL"])


def test_a_missing_term_names_the_renderings_what_stands_there_and_the_row() -> None:
    messages = {one.code: one.message for one in check("The Tea Road opens.", "茶道开通。", "zh_CN")}
    assert messages == {
        "GL001": "'Tea Road' is not rendered as 茶路 or 茶叶之路; found 茶道 (glossary/terms.csv:12)",
        "GL002": "'Tea Road' must not be rendered as 茶道; write 茶路 or 茶叶之路 (glossary/terms.csv:12)",
    }


def test_a_name_that_is_kept_is_reported_once_as_altered() -> None:
    findings = check("The Tea Road opens.", "La tea road ouvre.", "fr")
    assert [(one.code, one.message) for one in findings] == [
        ("GL003", "'Tea Road' must stay Tea Road; found tea road (glossary/terms.csv:12)")
    ]


@pytest.mark.parametrize("locale", ["zh_HK", "es"])
def test_a_locale_without_rendering_has_no_findings(locale: str) -> None:
    assert check("The Tea Road opens.", "x", locale) == []


def test_a_term_that_stands_twice_is_reported_once() -> None:
    assert [one.code for one in check("Tea Road, Tea Road", "某处", "zh_CN")] == ["GL001"]


def test_a_draft_term_only_warns() -> None:
    glossary = Glossary.from_terms([{"term": "port", "es": "puerto", "status": "draft"}])
    assert [one.severity for one in check("The port", "La dársena", "es", glossary)] == ["warning"]


def test_each_plural_form_is_checked_against_its_source() -> None:
    glossary = Glossary.from_terms([{"term": "port", "es": "puerto"}])
    unit = Unit("One port", msgid_plural="%d ports", msgstr_plural=("Un puerto", "%d dársenas"))
    context = Context("es", glossary=glossary)
    findings = run_checks(unit, context, [MissingTerm()])
    assert [one.message for one in findings] == ["'ports' is not rendered as puerto"]


@pytest.mark.parametrize("units", InconsistentTerm.good)
def test_consistent_names_are_accepted(units: tuple[Unit, ...]) -> None:
    assert list(InconsistentTerm().check(units, InconsistentTerm.example)) == []


@pytest.mark.parametrize("units", InconsistentTerm.bad)
def test_names_that_are_rendered_in_two_ways_are_reported(units: tuple[Unit, ...]) -> None:
    findings = list(InconsistentTerm().check(units, InconsistentTerm.example))
    assert [(one.code, one.msgid) for one in findings] == [("GL004", units[1].msgid)]


def test_the_glossary_decides_before_consistency_does() -> None:
    glossary = Glossary.from_terms([{"term": "Whale Bay", "es": "Bahía de las Ballenas"}])
    context = Context("es", glossary=glossary)
    assert list(InconsistentTerm().check(InconsistentTerm.bad[0], context)) == []


@pytest.mark.parametrize(
    ("term", "source", "severity"),
    [
        ("Tea Road", "The Tea Road opens.", "error"),
        ("smart city", "A smart city grows.", "error"),
        ("GBA", "The GBA grows.", "error"),
        ("check", "Print the check.", "warning"),
        ("check", "Check the list.", "info"),
        ("check", "You may want to double check it.", "info"),
        ("order", "This is done in order to help.", "info"),
    ],
)
def test_a_common_word_is_less_sure_than_a_name(term: str, source: str, severity: str) -> None:
    glossary = Glossary.from_terms([{"term": term, "fr": "chaloupe"}])
    assert [one.severity for one in check(source, "Rien.", "fr", glossary)] == [severity]


def test_a_wrong_rendering_beside_a_right_one_is_information() -> None:
    glossary = Glossary.from_terms([{"term": "file", "pt": "ficheiro", "pt!": "arquivo"}])
    both = check("A file in the archive", "Um ficheiro no arquivo", "pt", glossary)
    alone = check("A file", "Um arquivo", "pt", glossary)
    assert [one.severity for one in both if one.code == "GL002"] == ["info"]
    assert [one.severity for one in alone if one.code == "GL002"] == ["error"]


@pytest.mark.parametrize(
    ("columns", "source", "translation", "severity"),
    [
        ({"term": "Harbourton", "fr": "Port-Neuf"}, "Harbourton grows.", "La ville croît.", "error"),
        ({"term": "Expense", "fr": "dépense"}, "Expense report", "Note de frais", "warning"),
        ({"term": "import", "fr": "importer"}, "The import failed.", "Échec de l’importation", "info"),
        ({"term": "import", "fr": "importer"}, "Open the list and import it.", "Ouvrez la liste.", "info"),
    ],
)
def test_a_word_that_others_write_small_is_no_name(
    columns: dict[str, str], source: str, translation: str, severity: str
) -> None:
    found = [one for one in check(source, translation, "fr", Glossary.from_terms([columns])) if one.code == "GL001"]
    assert [one.severity for one in found] == [severity]


@pytest.mark.parametrize(
    ("source", "severity"),
    [("Open Windows", "info"), ("_Windows", "info"), ("It runs on Windows.", "error"), ("BlueHarbour ships", "error")],
)
def test_a_name_that_is_a_word_too_is_less_sure_in_a_title(source: str, severity: str) -> None:
    glossary = Glossary.from_terms([{"term": "Windows", "fr": "="}, {"term": "BlueHarbour", "fr": "="}])
    assert [one.severity for one in check(source, "Rien.", "fr", glossary)] == [severity]

"""Which rules a panel asks about a unit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.checks import all_checks, run_checks
from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.panel import Panel
from i18n_tool.glossary import Glossary
from i18n_tool.model import Unit

LOCALES = ("fr", "de", "es", "ru", "zh_CN", "zh_HK", "ja", "ar")
CONTEXTS = {locale: Context(locale) for locale in LOCALES}
PIECES = [
    *["port", "vieux", "à", "港口", "國", "国", "ポート", "ميناء", "порт", "pоrt", "12,5", "x", "XQZ1", "__PH_1__"],
    *[" ", "  ", "\u00a0", "\n", "\u200b", "\u202e", "\u2066", "\u200d", "\ue000", "\U000e0041", "\x07"],
    *[",", ".", ":", "?", "!", "，", "。", "：", "(", "）", "«", "»", "“", '"', "「", "*", "**", "_", "`", "~~", "["],
    *["](a.md)", "<b>", "</b>", "<script>", "javascript:", "onload=x", "&amp;", "&amp;amp;", "&lt;b&gt;", "［", "⟦1⟧"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
MARKUPS = st.sampled_from(["text", "markdown", "html", None])


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(LOCALES), MARKUPS)
def test_a_rule_finds_nothing_where_none_of_its_signs_stands(
    source: str, translation: str, locale: str, markup: str | None
) -> None:
    unit = Unit(source, translation, markup=markup)  # type: ignore[arg-type]
    for check in all_checks():
        signs = check.signs(CONTEXTS[locale])
        if signs and signs.isdisjoint(translation):
            assert list(check.check(unit, CONTEXTS[locale])) == [], check.code


@pytest.mark.parametrize("check", [check for check in all_checks() if check.bad], ids=lambda check: check.name)
def test_a_panel_asks_a_rule_about_what_it_reports(check: Check) -> None:
    panel = Panel(all_checks(), check.example)
    for unit in check.bad:
        assert check in panel.asked(unit)


def test_a_panel_spares_most_rules_a_plain_sentence() -> None:
    unit = Unit("The port is open.", "Le port est ouvert.")
    asked = {check.code for check in Panel(all_checks(), Context("fr")).asked(unit)}
    assert "LA007" in asked
    assert asked.isdisjoint({"GL001", "GL002", "MK005", "SE001", "SE002", "TY006", "TY010", "ST001", "ST002"})


def test_the_signs_of_all_plural_forms_count() -> None:
    unit = Unit("%d port", msgid_plural="%d ports", msgstr_plural=("%d port", "%d ports&amp;amp;"))
    assert "MK005" in {check.code for check in Panel(all_checks(), Context("fr")).asked(unit)}


def test_terms_are_looked_for_where_there_is_a_glossary() -> None:
    glossary = Glossary.from_terms([{"term": "port", "fr": "port"}])
    unit = Unit("The port is open.", "C’est ouvert.")
    asked = {check.code for check in Panel(all_checks(), Context("fr", glossary=glossary)).asked(unit)}
    assert {code for code in asked if code.startswith("GL")} == {"GL001", "GL006"}
    assert [one.code for one in run_checks(unit, Context("fr", glossary=glossary), all_checks())] == ["GL001"]

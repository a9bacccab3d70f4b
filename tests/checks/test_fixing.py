"""What the fixable rules make of translations: mended once, and for good."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.checks import all_checks, run_checks
from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.missing_placeholder import count_placeholders
from i18n_tool.checks.prose import running_prose
from i18n_tool.model import Markup, Unit
from i18n_tool.workflow.fix import fix_unit

FIXABLE = [check for check in all_checks() if type(check).fix is not Check.fix]
PIECES = [
    *[" ", " ", " ", "  ", "\u00a0", "\u202f", "\n"],
    *[
        "port",
        "Olá",
        "vieux",
        "à",
        "10",
        "3,5",
        "1.000",
        "12:30",
        "GDP",
        "港口",
        "开放",
        "ポート",
        "の",
        "ميناء",
        "порт",
    ],
    *[",", ".", ":", ";", "?", "!", "...", "…", "，", "。", "：", "（", "）", "(", ")", "¿", "؟", "،"],
    *['"', '"', "“", "”", "«", "»", "„", "「", "」", "'", "’", "-", "—", "%"],
    *["`make all`", "{name}", "https://example.org/a?b=c;d", "a@example.org", "<b>", "</b>", "**", "\u200b"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
LOCALES = st.sampled_from(["fr", "fr_CA", "de", "es", "pt_BR", "it", "ru", "zh_CN", "zh_HK", "ja", "ko", "ar", "hi"])
MARKUPS = st.sampled_from(["text", "markdown", "html"])


@settings(max_examples=250, deadline=None)
@given(TEXTS, TEXTS, LOCALES, MARKUPS)
def test_a_mended_translation_stays_as_it_is(source: str, translation: str, locale: str, markup: str) -> None:
    context = Context(locale)
    once, _ = fix_unit(Unit(source, translation, markup=markup), context, FIXABLE)  # type: ignore[arg-type]
    again, fixed = fix_unit(once, context, FIXABLE)
    assert again == once
    assert not fixed


@settings(max_examples=250, deadline=None)
@given(TEXTS, TEXTS, LOCALES, MARKUPS)
def test_mending_takes_findings_away_and_brings_none(source: str, translation: str, locale: str, markup: str) -> None:
    context = Context(locale)
    unit = Unit(source, translation, markup=markup)  # type: ignore[arg-type]
    mended, fixed = fix_unit(unit, context, FIXABLE)
    before = Counter(finding.code for finding in run_checks(unit, context, all_checks()))
    after = Counter(finding.code for finding in run_checks(mended, context, all_checks()))
    assert after <= before
    assert not set(fixed) & set(after)


@settings(max_examples=250, deadline=None)
@given(TEXTS, TEXTS, LOCALES, MARKUPS)
def test_mending_changes_no_placeholder_and_no_number(source: str, translation: str, locale: str, markup: str) -> None:
    mended, _ = fix_unit(Unit(source, translation, markup=markup), Context(locale), FIXABLE)  # type: ignore[arg-type]
    assert count_placeholders(mended.msgstr, mended.markup) == count_placeholders(translation, mended.markup)
    assert re.findall(r"\d+", mended.msgstr) == re.findall(r"\d+", translation)


@pytest.mark.parametrize("check", FIXABLE, ids=lambda check: check.name)
def test_the_bad_examples_of_a_fixable_rule_can_be_mended(check: Check) -> None:
    for unit in check.bad:
        mended, fixed = fix_unit(unit, check.example, [check])
        assert fixed == {check.code: 1}, unit
        assert run_checks(mended, check.example, [check]) == []


@pytest.mark.parametrize(
    ("locale", "source", "translation", "mended"),
    [
        ("fr", "Where? “Here!”", "Où ? «Ici!»", "Où\u202f? «\u202fIci\u202f!\u202f»"),
        ("fr_CA", "Where? One: two", "Où ? Un: deux", "Où ? Un\u00a0: deux"),
        ("de", "The “old” port", 'Der "alte" Hafen', "Der „alte“ Hafen"),
        ("zh_CN", "The port, rebuilt (now), is open.", "港口(现在),已经开放.", "港口（现在），已经开放。"),
        ("ja", "Is it open, then?", "開いて,いますか?", "開いて、いますか？"),
        ("ar", "Ports, ships", "موانئ, سفن", "موانئ، سفن"),
        ("es", "One port", " Un  puerto .", "Un puerto."),
    ],
)
def test_what_mending_writes(locale: str, source: str, translation: str, mended: str) -> None:
    assert fix_unit(Unit(source, translation, markup="text"), Context(locale), FIXABLE)[0].msgstr == mended


@pytest.mark.parametrize(
    ("markup", "translation", "mended"),
    [
        ("markdown", "Le  **vieux**  port", "Le **vieux** port"),
        ("html", "Le <b>vieux</b>  port", "Le <b>vieux</b> port"),
        ("markdown", "Le [port](a.md) , jadis", "Le [port](a.md), jadis"),
        ("markdown", "**Où**?", "**Où**\u202f?"),
        ("html", "<em>Où</em> ?", "<em>Où</em>\u202f?"),
    ],
)
def test_a_word_is_seen_through_the_marks_around_it(markup: Markup, translation: str, mended: str) -> None:
    unit = Unit("The old port, where?", translation, markup=markup)
    assert fix_unit(unit, Context("fr"), FIXABLE)[0].msgstr == mended


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("**Mot**: un", "MMMottt: un"),
        ("<a><b>mot</b></a>", "m" * 6 + "mot" + "t" * 8),
        ("** mot **", "** mot **"),
        ("un `code` {a}", "un \ufffc\ufffc\ufffc\ufffc\ufffc\ufffc \ufffc\ufffc\ufffc"),
    ],
)
def test_marks_of_a_pair_are_written_over_by_the_letter_inside(text: str, prose: str) -> None:
    assert running_prose(text, "markdown") == prose


@given(TEXTS, MARKUPS)
def test_prose_is_as_long_as_its_text(text: str, markup: Markup) -> None:
    assert len(running_prose(text, markup)) == len(text)


def test_a_rule_that_a_comment_ignores_mends_nothing() -> None:
    unit = Unit("One port", "Un  port", comments=("i18n-tool: ignore TY004 the poem is set so",))
    assert fix_unit(unit, Context("fr"), FIXABLE) == (unit, {})


def test_every_plural_form_is_mended() -> None:
    unit = Unit("A port", msgid_plural="Ports", msgstr_plural=("Un  port", "Des  ports"))
    assert fix_unit(unit, Context("fr"), FIXABLE)[0].msgstr_plural == ("Un port", "Des ports")


def test_code_and_addresses_stay_as_they_are() -> None:
    text = "Lancez `a  b;c` et voyez https://example.org/a;b?c !"
    mended, _ = fix_unit(Unit("Run `a  b;c`", text, markup="markdown"), Context("fr"), FIXABLE)
    assert "`a  b;c`" in mended.msgstr
    assert "https://example.org/a;b?c" in mended.msgstr


def test_the_commas_between_keywords_are_for_machines() -> None:
    unit = Unit("port, bay", "港口, 海湾", extracted=("keywords",))
    assert run_checks(unit, Context("zh_CN"), FIXABLE) == []
    assert fix_unit(unit, Context("zh_CN"), FIXABLE)[0] == unit

from __future__ import annotations

import pytest

import i18n_tool
from i18n_tool.errors import I18nToolError, LocaleError
from i18n_tool.glossary import Glossary

TERMS = [{"term": "Belt and Road", "zh_CN": "一带一路", "zh_CN!": "带路", "es": "la Franja y la Ruta"}]


def codes(*args: object, **options: object) -> list[str]:
    return [finding.code for finding in i18n_tool.check_pair(*args, **options)]  # type: ignore[arg-type]


def test_a_good_translation_has_no_findings() -> None:
    glossary = Glossary.from_terms(TERMS)
    assert codes("The Belt and Road grows.", "“一带一路”不断发展。", "zh_CN", glossary=glossary) == []


def test_a_term_that_is_not_rendered_as_the_glossary_says_is_found() -> None:
    glossary = Glossary.from_terms(TERMS)
    findings = i18n_tool.check_pair("The Belt and Road grows.", "带路不断发展。", "zh-CN", glossary=glossary)
    assert findings[0].code.startswith("GL")
    assert "一带一路" in findings[0].message
    assert findings[0].locale == "zh_CN"


def test_only_the_selected_family_is_reported() -> None:
    glossary = Glossary.from_terms(TERMS)
    assert codes("Run {x} on the Belt and Road.", "带路。", "zh_CN", glossary=glossary, select=["MK"]) == ["MK001"]


def test_markup_is_understood_without_a_format() -> None:
    assert codes("See <a>the list</a> for {name}.", "Voyez la liste pour {name}.", "fr") == ["MK001"]


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    with pytest.raises(I18nToolError) as caught:
        i18n_tool.check_pair("One", "Un", "fr", select=["MK01"])
    assert "MK001" in caught.value.advice


def test_a_malformed_locale_is_refused() -> None:
    with pytest.raises(LocaleError):
        i18n_tool.check_pair("One", "Un", "french!")


def test_a_plural_form_may_say_its_number_in_words() -> None:
    from i18n_tool.checks import all_checks, run_checks
    from i18n_tool.checks.base import Context
    from i18n_tool.model import Unit

    unit = Unit("{n} port", msgid_plural="{n} ports", msgstr_plural=("un port", "{n} ports"))
    assert run_checks(unit, Context("fr"), all_checks()) == []
    unit = Unit("{n} port", msgid_plural="{n} ports", msgstr_plural=("un port", "des ports"))
    assert [finding.code for finding in run_checks(unit, Context("fr"), all_checks())] == ["MK001"]


def test_placeholders_may_be_numbered_to_change_their_order() -> None:
    assert codes("%s in %s", "%2$s: %1$s", "es", select=["MK"]) == []

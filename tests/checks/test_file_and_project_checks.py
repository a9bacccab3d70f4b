"""The checks of a catalogue as a file, and of all catalogues together: their examples are their test."""

from __future__ import annotations

import pytest

from i18n_tool.catalogue import parse_catalogue
from i18n_tool.checks import all_file_checks, all_project_checks, all_rules
from i18n_tool.checks.base import Context, FileCheck, ProjectCheck
from i18n_tool.checks.inconsistent_translation import InconsistentTranslation
from i18n_tool.model import Unit


@pytest.mark.parametrize("check", all_file_checks(), ids=lambda check: check.name)
def test_good_catalogues_are_accepted(check: FileCheck) -> None:
    assert check.good
    for text in check.good:
        assert list(check.findings(parse_catalogue(text), check.example)) == []


@pytest.mark.parametrize("check", all_file_checks(), ids=lambda check: check.name)
def test_bad_catalogues_are_reported_under_the_code_of_the_rule(check: FileCheck) -> None:
    assert check.bad
    for text in check.bad:
        assert {one.code for one in check.findings(parse_catalogue(text), check.example)} == {check.code}


@pytest.mark.parametrize("check", all_project_checks(), ids=lambda check: check.name)
def test_good_projects_are_accepted(check: ProjectCheck) -> None:
    assert check.good
    for catalogues in check.good:
        assert list(check.check(catalogues, check.example)) == []


@pytest.mark.parametrize("check", all_project_checks(), ids=lambda check: check.name)
def test_bad_projects_are_reported_under_the_code_of_the_rule(check: ProjectCheck) -> None:
    assert check.bad
    for catalogues in check.bad:
        assert {one.code for _, one in check.check(catalogues, check.example)} == {check.code}


def test_codes_and_names_of_all_rules_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)


def test_the_translation_of_most_places_is_the_one_that_the_others_are_compared_with() -> None:
    catalogues = {
        "fr/a.po": (Unit("The port is open.", "Le port a ouvert.", line=3),),
        "fr/b.po": (Unit("The port is open.", "Le port est ouvert.", line=5),),
        "fr/c.po": (Unit("The port is open.", "Le port est ouvert.", line=7),),
    }
    (path, finding), *others = InconsistentTranslation().check(catalogues, Context("fr"))
    assert others == []
    assert (path, finding.line) == ("fr/a.po", 3)
    assert (
        finding.message
        == 'elsewhere this is "Le port est ouvert." (fr/b.po:5 and 1 more); make them equal, or part them by a context'
    )


@pytest.mark.parametrize("locale", ["es", "fr", "it", "pt", "de", "ru", "pl", "zh_CN", "ja", "ko", "ar", "tr", "hi"])
@pytest.mark.parametrize("more", [0, 1])
def test_plural_forms_of_gettext_and_of_newer_editors_are_both_accepted(locale: str, more: int) -> None:
    from i18n_tool.checks.wrong_plural_header import WrongPluralHeader
    from i18n_tool.languages import plural_forms

    count = int(plural_forms(locale).split("=")[1].split(";")[0]) + more
    text = f'msgid ""\nmsgstr "Plural-Forms: nplurals={count}; plural=0;\\n"\n'
    assert list(WrongPluralHeader().check(parse_catalogue(text), Context(locale))) == []

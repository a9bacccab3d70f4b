"""The manual page of each rule: its examples are true, and can be read."""

from __future__ import annotations

import pytest

from i18n_tool.checks import all_rules
from i18n_tool.checks.examples import Excerpt, Pair, ProjectExample, show_unit
from i18n_tool.checks.files import CATALOGUE_EXAMPLES
from i18n_tool.checks.manual import ManualPage, manual_pages
from i18n_tool.model import Unit
from i18n_tool.workflow.check import check_project
from tests.conftest import MakeProject

FRENCH = 'source-locale = "en"\nlocales = ["fr"]\n'


def test_every_rule_has_a_page() -> None:
    assert [page.rule for page in manual_pages()] == list(all_rules())


@pytest.mark.parametrize("page", manual_pages(), ids=lambda page: page.rule.code)
def test_a_page_shows_what_is_right_and_what_check_says_of_what_is_wrong(page: ManualPage) -> None:
    right = [example for example in page.examples if example.right]
    wrong = [example for example in page.examples if not example.right]
    assert right
    assert wrong
    assert all(example.messages == () for example in right)
    assert all(example.messages for example in wrong)


@pytest.mark.parametrize("page", manual_pages(), ids=lambda page: page.rule.code)
def test_what_tells_right_from_wrong_can_be_seen(page: ManualPage) -> None:
    shown = {right: {one.texts for one in page.examples if one.right is right} for right in (True, False)}
    assert not shown[True] & shown[False]
    for example in page.examples:
        for text in example.texts:
            lines = text.text.split("\n") if isinstance(text, Excerpt) else [text.source, text.translation]
            assert all(char.isprintable() for line in lines for char in line)
            assert all(line == line.strip(" ") for line in lines)


@pytest.mark.parametrize(
    ("code", "example"), [(code, one) for code, examples in CATALOGUE_EXAMPLES.items() for one in examples]
)
def test_the_projects_of_the_examples_are_accepted_and_reported(
    make_project: MakeProject, code: str, example: ProjectExample
) -> None:
    report = check_project(make_project(example.files, FRENCH))
    found = [finding.message for finding in report.findings if finding.code == code]
    assert found == ([] if example.right else [example.message])


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        (Unit("Port", " Le  port"), Pair("Port", "␣Le␣␣port")),
        (Unit("Port", "\u3164\u00a0\U000e0041"), Pair("Port", "\\u3164[nbsp]\\U000e0041")),
        (Unit("Port", " "), Pair("Port", "␣")),
        (Unit("Port", ""), Pair("Port", "")),
        (Unit("Port", "Un\ndeux"), Excerpt("", 'msgid "Port"\nmsgstr ""\n"Un\\n"\n"deux"')),
        (Unit("Port", "Port", fuzzy=True), Excerpt("", '#, fuzzy\nmsgid "Port"\nmsgstr "Port"')),
        (Unit("Port", "Port", msgctxt="menu"), Excerpt("", 'msgctxt "menu"\nmsgid "Port"\nmsgstr "Port"')),
    ],
)
def test_a_unit_is_shown_as_a_pair_where_that_tells_all_of_it(unit: Unit, shown: Pair | Excerpt) -> None:
    assert show_unit(unit) == shown

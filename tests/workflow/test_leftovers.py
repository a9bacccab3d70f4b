"""Catalogues of locales that the project does not have."""

from __future__ import annotations

import pytest

from i18n_tool.workflow.check import check_project
from i18n_tool.workflow.leftovers import find_leftovers
from tests.conftest import MakeProject, Run

CATALOGUE = 'msgid "The quay."\nmsgstr "Der Kai."\n'


@pytest.mark.parametrize(
    ("folder", "advice"),
    [
        ("de", 'add it to "locales"'),
        ("de-AT", 'name the folder de_AT and add that to "locales"'),
        ("german", 'add it to "locales" in the settings, or remove the folder'),
    ],
)
def test_catalogues_of_other_locales_are_found_with_what_to_do(
    make_project: MakeProject, folder: str, advice: str
) -> None:
    project = make_project(
        {f"locales/{folder}/LC_MESSAGES/news/a.po": CATALOGUE, "locales/README": "", "locales/x/y": ""}
    )
    (one,) = find_leftovers(project)
    assert (one.folder, one.catalogues) == (f"locales/{folder}", (f"locales/{folder}/LC_MESSAGES/news/a.po",))
    assert advice in one.advice


def test_another_spelling_of_a_locale_of_the_project_is_to_be_renamed(make_project: MakeProject) -> None:
    project = make_project({"locales/zh-cn/LC_MESSAGES/a.po": CATALOGUE}, 'locales = ["zh_CN"]\n')
    assert find_leftovers(project)[0].advice.startswith("name the folder zh_CN,")


def test_extract_status_and_check_mention_them_once(make_project: MakeProject, run: Run) -> None:
    project = make_project(
        {"articles/a.txt": "The quay.\n", **{f"locales/de/LC_MESSAGES/{name}.po": CATALOGUE for name in "ab"}}
    )
    said = "locales/de/: 2 catalogues of de, which is no locale of the project; add it"
    assert run("extract").output.count(said) == 1
    assert run("status").output.count(said) == 1
    (finding,) = check_project(project, select=["CA011"]).findings
    assert (finding.severity, finding.message) == ("info", find_leftovers(project)[0].message)
    assert not check_project(project, select=["CA011"], locales=["es"]).findings

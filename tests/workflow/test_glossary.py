"""What the command ``glossary`` does to a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.glossary_drafts import fates, fresh_copy
from i18n_tool.engines.apertium import ApertiumEngine
from i18n_tool.errors import I18nToolError
from i18n_tool.project import Project, find_project, read_project
from i18n_tool.workflow.check import check_project
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.glossary import find_terms, lint_glossary, list_terms, suggest_glossary
from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject

TERMS = (
    "term,case,match,status,note,es,fr\nTea Road,smart,inflect,approved,,Ruta del Té,\nTRQ,smart,inflect,draft,,=,=\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "i18n-tool.toml").write_text('source-locale = "en"\nlocales = ["es", "fr"]\n', encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.csv").write_text(TERMS, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    article = "The Tea Road is old.\n\nWe met at Whale Bay.\n\nThey left Whale Bay at noon.\n"
    (tmp_path / "articles" / "one.txt").write_text(article, encoding="utf-8")
    return read_project(tmp_path / "i18n-tool.toml")


def test_terms_are_listed_by_locale_and_status(project: Project) -> None:
    assert [term.source for term in list_terms(project)] == ["Tea Road", "TRQ"]
    assert [term.source for term in list_terms(project, locale="fr")] == ["TRQ"]
    assert [term.source for term in list_terms(project, status="approved")] == ["Tea Road"]


def test_terms_are_found_in_a_text_with_the_reason(project: Project) -> None:
    found = find_terms(project, "TEA  ROAD, Tea Roads and the Tea Road", locale="es")
    assert [(one.text, one.renderings, one.reason) for one in found] == [
        ("TEA  ROAD", ("Ruta del Té",), "in other capitals or spacing"),
        ("Tea Roads", ("Ruta del Té",), "in another form"),
        ("Tea Road", ("Ruta del Té",), "as in the glossary"),
    ]


def test_lint_names_the_locales_of_the_project(project: Project) -> None:
    assert [one.message for one in lint_glossary(project).findings] == ["'Tea Road' has no rendering for fr"]
    assert lint_glossary(project, locales=["es"]).findings == ()


def test_lint_heeds_what_the_settings_and_the_command_line_say_of_codes(make_project: MakeProject) -> None:
    files = {"glossary/terms.csv": "term,es,zh_CN\nfree port,dársena libre,海灣\nport,puerto,\n"}
    check = '[check]\nignore = ["GL103"]\nseverity = {GL104 = "error"}\n'
    project = make_project(files, settings=f'locales = ["es", "zh_CN"]\n{check}')
    report = lint_glossary(project)
    assert [(one.code, one.severity) for one in report.findings] == [("GL102", "info"), ("GL104", "error")]
    assert report.failed
    assert not lint_glossary(project, select=["clashing-renderings"]).failed
    assert lint_glossary(project, select=["GL102"], fail_on="info").failed
    with pytest.raises(I18nToolError, match="no check has this code"):
        lint_glossary(project, ignore=["GL199"])


def test_names_of_the_articles_are_suggested(project: Project) -> None:
    assert [(one.text, one.count) for one in suggest_glossary(project)] == [("Whale Bay", 2)]


def test_check_on_a_changed_glossary_finds_what_older_translations_now_break(make_project: MakeProject) -> None:
    project = make_project(
        {"articles/a.txt": "The Tea Road opens.\n", "glossary/terms.csv": "term,es\nTea Road,Ruta del Té\n"}
    )
    extract_project(project)
    path = project.catalogue_path("a", "es")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('opens."\nmsgstr ""', 'opens."\nmsgstr "Se abre la Ruta del Té."'), encoding="utf-8")
    assert not check_project(project, locales=["es"]).findings
    (project.root / "glossary/terms.csv").write_text("term,es\nTea Road,Camino del Té\n", encoding="utf-8")
    (finding,) = check_project(project, locales=["es"]).findings
    assert finding.code == "GL001"
    assert "Camino del Té" in finding.message
    assert "glossary/terms.csv:2" in finding.message
    extract_project(project)
    assert "# glossary: Tea Road → Camino del Té" in path.read_text(encoding="utf-8")


@pytest.mark.skipif(not ApertiumEngine().supports("en", "es"), reason="Apertium is not installed here")
def test_no_term_of_the_articles_is_lost_in_drafts(tmp_path: Path) -> None:
    repository = find_project(Path(__file__).parents[2])
    project = fresh_copy(repository, tmp_path, ["es"], "apertium")
    extract_project(project)
    translate_project(project)
    found = list(fates(project, "es"))
    assert len(found) > 100
    assert [one for one in found if one[1] in ("lost", "no draft")] == []

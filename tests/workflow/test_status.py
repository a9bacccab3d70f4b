from __future__ import annotations

from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.status import project_status
from tests.conftest import MakeProject


def test_every_state_is_counted(make_project: MakeProject) -> None:
    project = make_project(
        {"articles/harbour.txt": "The harbour\n\nOne boat left. Two boats came. Three boats stayed.\n"}
    )
    extract_project(project, locales=["es"])
    path = project.catalogue_path("harbour", "es")
    text = path.read_text(encoding="utf-8")
    text = text.replace('"The harbour"\nmsgstr ""', '"The harbour"\nmsgstr "El puerto"')
    text = text.replace(
        'msgid "One boat left."\nmsgstr ""', '#, fuzzy\nmsgid "One boat left."\nmsgstr "Salió un barco."'
    )
    path.write_text(text + '\n#~ msgid "Gone."\n#~ msgstr "Ido."\n', encoding="utf-8")
    rows = project_status(project).rows
    spanish, french = rows
    assert (spanish.accepted, spanish.draft, spanish.missing, spanish.obsolete) == (1, 1, 2, 1)
    assert (spanish.words, spanish.words_accepted, spanish.units) == (11, 2, 4)
    assert (french.locale, french.extracted) == ("fr", False)


def test_a_broken_catalogue_is_told_and_the_others_counted(make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": "The harbour\n\nOne boat left.\n"})
    extract_project(project)
    project.catalogue_path("harbour", "es").write_text('msgid "x\n')
    report = project_status(project)
    assert [row.locale for row in report.rows] == ["fr"]
    assert [problem.line for problem in report.errors] == [1]

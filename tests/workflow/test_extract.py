from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from i18n_tool.catalogue import read_catalogue, replace_units, write_catalogue
from i18n_tool.errors import ArticleError
from i18n_tool.model import Unit
from i18n_tool.project import Project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, read_tree

ARTICLE = """The harbour opens

The harbour opens at six. Boats leave every hour. The last one leaves at ten.

Tickets are sold at the gate.
"""


def units(project: Project, locale: str = "es", name: str = "harbour") -> dict[str, Unit]:
    return {unit.msgid: unit for unit in read_catalogue(project.catalogue_path(name, locale)).units}


def accept(project: Project, texts: dict[str, str], locale: str = "es", name: str = "harbour") -> None:
    path = project.catalogue_path(name, locale)
    catalogue = read_catalogue(path)
    changed = {
        unit.key: Unit(
            unit.msgid,
            texts[unit.msgid],
            unit.msgctxt,
            references=unit.references,
            extracted=unit.extracted,
            comments=unit.comments,
        )
        for unit in catalogue.units
        if unit.msgid in texts
    }
    write_catalogue(replace_units(catalogue, changed), path)


def test_an_article_becomes_a_template_and_a_catalogue_for_each_locale(make_project: MakeProject) -> None:
    project = make_project({"articles/news/harbour.txt": ARTICLE})
    report = extract_project(project)
    assert report.errors == ()
    assert report.articles[0].changed == (
        "locales/templates/news/harbour.pot",
        "locales/es/LC_MESSAGES/news/harbour.po",
        "locales/fr/LC_MESSAGES/news/harbour.po",
    )
    assert list(units(project, name="news/harbour")) == [
        "The harbour opens",
        "The harbour opens at six.",
        "Boats leave every hour.",
        "The last one leaves at ten.",
        "Tickets are sold at the gate.",
    ]


def test_extracting_twice_changes_nothing(make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    extract_project(project)
    before = read_tree(project.root)
    assert extract_project(project).changed == 0
    shutil.rmtree(project.state_folder)
    assert extract_project(project).changed == 0
    assert read_tree(project.root) == before


def test_one_edited_word_changes_one_entry_in_each_catalogue(make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    extract_project(project)
    accept(project, {"Boats leave every hour.": "Los barcos salen cada hora."})
    path = project.catalogue_path("harbour", "es")
    before = path.read_text(encoding="utf-8").splitlines()
    (project.root / "articles" / "harbour.txt").write_text(ARTICLE.replace("every hour", "each hour"))
    extract_project(project)
    after = path.read_text(encoding="utf-8").splitlines()
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    assert gone == ['msgid "Boats leave every hour."']
    assert new == ["#, fuzzy", '#| msgid "Boats leave every hour."', 'msgid "Boats leave each hour."']
    assert units(project)["Boats leave each hour."].msgstr == "Los barcos salen cada hora."


def test_an_article_that_moved_keeps_its_translations(make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    extract_project(project)
    accept(project, {"Tickets are sold at the gate.": "Las entradas se venden en la puerta."})
    (project.root / "articles" / "old").mkdir()
    (project.root / "articles" / "harbour.txt").rename(project.root / "articles" / "old" / "port.txt")
    report = extract_project(project)
    unit = units(project, name="old/port")["Tickets are sold at the gate."]
    assert (unit.msgstr, unit.state) == ("Las entradas se venden en la puerta.", "accepted")
    assert "locales/es/LC_MESSAGES/harbour.po" in report.orphans


def test_prune_removes_catalogues_whose_article_is_gone(make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE, "articles/other.txt": "Other\n\nSome text.\n"})
    extract_project(project)
    (project.root / "articles" / "other.txt").unlink()
    report = extract_project(project, prune=True)
    assert set(report.pruned) == {
        "locales/templates/other.pot",
        "locales/es/LC_MESSAGES/other.po",
        "locales/fr/LC_MESSAGES/other.po",
    }
    assert not project.catalogue_path("other", "es").exists()
    assert project.catalogue_path("harbour", "es").exists()


def test_one_bad_article_does_not_stop_the_others(make_project: MakeProject) -> None:
    project = make_project({"articles/bad.txt": b"One\n\nCaf\xe9\n", "articles/harbour.txt": ARTICLE})
    report = extract_project(project)
    assert [article.name for article in report.articles] == ["harbour"]
    assert [(error.path, error.line) for error in report.errors] == [("articles/bad.txt", 3)]


def test_one_bad_catalogue_does_not_stop_the_others_and_is_not_touched(make_project: MakeProject) -> None:
    broken = 'msgid "One"\nmsgstr "Uno\n'
    project = make_project({"articles/harbour.txt": ARTICLE, "locales/es/LC_MESSAGES/harbour.po": broken})
    report = extract_project(project)
    assert len(report.errors) == 1
    assert report.errors[0].line == 2
    assert project.catalogue_path("harbour", "es").read_text() == broken
    assert project.catalogue_path("harbour", "fr").exists()
    assert len(extract_project(project).errors) == 1


def test_two_articles_of_one_name_are_refused(make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE, "articles/harbour.md": "# Harbour\n"})
    with pytest.raises(ArticleError) as caught:
        extract_project(project)
    assert "harbour.md" in str(caught.value)
    assert "harbour.txt" in str(caught.value)


def test_hints_follow_the_glossary_of_each_locale(make_project: MakeProject) -> None:
    project = make_project(
        {
            "articles/harbour.txt": "News\n\nThe Belt and Road grows.\n",
            "glossary/terms.csv": "term,es,fr\nBelt and Road,la Franja y la Ruta,la Ceinture et la Route\n",
        }
    )
    extract_project(project)
    assert units(project)["The Belt and Road grows."].comments == ("glossary: Belt and Road → la Franja y la Ruta",)
    (project.root / "glossary" / "terms.csv").write_text("term,es,fr\nBelt and Road,Franja y Ruta,\n", encoding="utf-8")
    extract_project(project)
    assert units(project)["The Belt and Road grows."].comments == ("glossary: Belt and Road → Franja y Ruta",)
    assert units(project, "fr")["The Belt and Road grows."].comments == ()


def test_an_empty_article_has_no_catalogue(make_project: MakeProject) -> None:
    project = make_project({"articles/empty.txt": "", "articles/blank.txt": "\n  \n"})
    report = extract_project(project)
    assert [article.segments for article in report.articles] == [0, 0]
    assert report.changed == 0
    assert report.errors == ()


def test_gettext_accepts_every_catalogue_and_merges_without_change(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project(
        {
            "articles/harbour.txt": ARTICLE,
            "glossary/terms.csv": "term,es\nharbour,puerto\n",
        }
    )
    extract_project(project)
    accept(project, {"Boats leave every hour.": "Los barcos salen cada hora."})
    path, template = project.catalogue_path("harbour", "es"), project.template_path("harbour")
    done = subprocess.run(["msgfmt", "-c", "-o", "-", str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    merged = tmp_path / "merged.po"
    subprocess.run(["msgmerge", "--quiet", "--no-wrap", "-o", str(merged), str(path), str(template)], check=True)
    ours = [(unit.key, unit.msgstr, unit.state, unit.comments, unit.extracted) for unit in read_catalogue(path).units]
    theirs = [
        (unit.key, unit.msgstr, unit.state, unit.comments, unit.extracted) for unit in read_catalogue(merged).units
    ]
    assert theirs == ours


GATE = """The gate

Boats leave every hour. Tickets are sold at the gate.

Guests of the fair pay half. Tickets are sold at the gate.
"""


@pytest.mark.parametrize(("before", "after"), [("sentence", "paragraph"), ("paragraph", "sentence")])
def test_translations_are_kept_as_drafts_when_articles_are_cut_in_another_way(
    make_project: MakeProject, before: str, after: str
) -> None:
    def cut(mode: str) -> Project:
        return make_project({"articles/harbour.txt": GATE}, f'locales = ["es"]\n[segmentation]\nmode = "{mode}"\n')

    project = cut(before)
    extract_project(project)
    accept(project, {msgid: msgid.upper() for msgid in units(project)})
    project = cut(after)
    extract_project(project)
    found = units(project)
    assert read_catalogue(project.catalogue_path("harbour", "es")).header["X-I18n-Tool-Segmentation"] == f"{after} 1"
    assert {unit.msgid: unit.msgstr for unit in found.values()} == {msgid: msgid.upper() for msgid in found}
    assert [unit.state for unit in found.values()] == ["accepted"] + ["draft"] * (len(found) - 1)

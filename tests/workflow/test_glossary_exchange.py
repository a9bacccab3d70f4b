"""Glossaries from other tools and to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n_tool.errors import ExchangeError
from i18n_tool.glossary import Glossary
from i18n_tool.project import Project
from i18n_tool.workflow.glossary_exchange import Difference, export_terms, import_terms
from tests.conftest import MakeProject, Run

TERMS = (
    "term,case,match,status,note,es,fr\nTea Road,smart,inflect,approved,,Ruta del Té,\nTRQ,smart,inflect,draft,,=,=\n"
)


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project({"glossary/terms.csv": TERMS})


@pytest.mark.parametrize("format", ["tbx", "csv", "xlsx"])
def test_what_is_exported_can_be_imported_elsewhere(project: Project, tmp_path: Path, format: str) -> None:
    done = export_terms(project, tmp_path / f"out.{format}")
    assert (done.terms, done.changed, done.losses) == (2, True, ())
    (tmp_path / "glossary" / "terms.csv").unlink()
    target = tmp_path / "glossary" / "new.csv"
    assert import_terms(project, done.path, target).terms == 2
    assert target.read_text(encoding="utf-8").splitlines()[0] == "term,case,match,status,note,es,fr"
    assert [term.source for term in Glossary.load([target]).terms] == ["Tea Road", "TRQ"]


def test_known_terms_are_left_out_and_named(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "more.csv"
    source.write_text("Tea Road,Camino\nquay,muelle\n", encoding="utf-8")
    target = tmp_path / "glossary" / "terms.csv"
    done = import_terms(project, source, target, format="deepl", locale="es")
    assert (done.terms, [(one.term, one.line, one.place) for one in done.skipped]) == (
        1,
        [("Tea Road", 1, "glossary/terms.csv:2")],
    )
    assert target.read_text(encoding="utf-8") == TERMS + "quay,smart,inflect,approved,,muelle,\n"
    assert import_terms(project, source, target, format="deepl", locale="es").terms == 0


def test_what_a_format_cannot_hold_is_reported(project: Project, tmp_path: Path) -> None:
    done = export_terms(project, tmp_path / "out.csv", format="deepl", locale="es")
    assert done.losses == ("TRQ: that it is kept as it is, status draft",)
    assert done.path.read_text(encoding="utf-8") == "Tea Road,Ruta del Té\nTRQ,TRQ\n"


def test_a_format_that_is_not_known_or_lacks_its_locale_is_an_error(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="not known"):
        export_terms(project, tmp_path / "out.docx")
    with pytest.raises(ExchangeError, match="--locale"):
        export_terms(project, tmp_path / "out.csv", format="weblate")
    (tmp_path / "in.tsv").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(ExchangeError, match="--locale"):
        import_terms(project, tmp_path / "in.tsv", tmp_path / "glossary" / "x.csv")


def test_an_import_names_the_renderings_that_the_glossary_lacks(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "theirs.csv"
    source.write_text("term,es,fr\nTRQ,TRQ,=\nTea Road,Camino del Té|Ruta del Té,route du thé\n", encoding="utf-8")
    same, other = sorted(
        import_terms(project, source, tmp_path / "glossary/terms.csv").skipped, key=lambda one: one.line
    )
    assert same.differences == ()
    assert other.differences == (
        Difference("es", ("Ruta del Té",), ("Camino del Té",)),
        Difference("fr", (), ("route du thé",)),
    )


def test_a_term_that_stands_twice_in_the_other_file_is_left_out_once(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "theirs.tsv"
    source.write_text("quay\tmuelle\nquay\tembarcadero\n", encoding="utf-8")
    done = import_terms(project, source, tmp_path / "glossary/terms.csv", locale="es")
    (left,) = done.skipped
    assert (done.terms, left.place, left.differences[0].theirs) == (1, f"{source}:1", ("embarcadero",))


@pytest.mark.parametrize(
    ("target", "advice"),
    [("glossary/new.csv", ""), ("more/new.csv", '"glossary/*.csv", "more/new.csv"]'), ("../new.csv", "Move it into")],
)
def test_an_import_into_a_file_that_the_settings_do_not_name_says_what_to_do(
    project: Project, tmp_path: Path, target: str, advice: str
) -> None:
    source = tmp_path / "theirs.csv"
    source.write_text("term,es\nquay,muelle\n", encoding="utf-8")
    warning = import_terms(project, source, tmp_path / target).warning
    assert bool(warning) is bool(advice)
    assert advice in warning


@pytest.mark.parametrize("target", ["glossary", "glossary/new.xlsx"])
def test_an_import_into_what_is_no_csv_is_refused(project: Project, tmp_path: Path, target: str) -> None:
    with pytest.raises(ExchangeError, match="a glossary file is CSV"):
        import_terms(project, tmp_path / "glossary/terms.csv", tmp_path / target)


def test_a_file_without_a_term_in_the_source_language_is_refused(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "theirs.csv"
    source.write_text("term,es\n", encoding="utf-8")
    with pytest.raises(ExchangeError, match="no term in the source language en"):
        import_terms(project, source, tmp_path / "glossary/terms.csv")


def test_an_export_counts_the_terms_that_have_a_rendering(project: Project, tmp_path: Path) -> None:
    assert export_terms(project, tmp_path / "fr.csv", format="deepl", locale="fr").terms == 1
    with pytest.raises(ExchangeError, match="no term has a rendering in ja"):
        export_terms(project, tmp_path / "ja.csv", format="weblate", locale="ja")
    assert not (tmp_path / "ja.csv").exists()


def test_the_command_that_converts_a_glossary_stands_on_a_line_of_its_own(make_project: MakeProject, run: Run) -> None:
    make_project({"latin.csv": "term,es\nquay,malecón\n".encode("latin-1")})
    lines = run("glossary", "import", "latin.csv", "glossary/terms.csv").output.splitlines()
    [command] = [line for line in lines if "iconv" in line]
    assert command.endswith("latin.csv")

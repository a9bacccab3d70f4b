"""Spreadsheets of terms, there and back, and without formulas."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import ExchangeError
from i18n_tool.exchange.spreadsheet import (
    CSV_DIALECTS,
    guard_cell,
    read_deepl,
    read_microsoft,
    read_weblate,
    read_xlsx,
    render_deepl,
    unguard_cell,
    write_xlsx,
)
from i18n_tool.model import Term

SIMPLE = [Term("Tea Road", {"es": ("Ruta del Té",)}), Term('the "old" port, upper', {"es": ("puerto\nalto",)})]
RICH = [
    Term("Tea Road", {"es": ("=", "Ruta"), "zh_CN": ("茶路",)}, {"es": ("Camino",)}, "exact", "exact", note="Old."),
    Term(r"article \d+", {"es": ("/art\\w+/",)}, match="regex", status="draft", mode="check-only"),
    Term("=SUM(A1)", {"es": ("+1",)}, {"es": ("-1", "a|b\\c")}),
]


def plain(terms: list[Term]) -> list[Term]:
    return [replace(term, path="", row=0) for term in terms]


@pytest.mark.parametrize("dialect", sorted(CSV_DIALECTS))
def test_pairs_survive_every_dialect(tmp_path: Path, dialect: str) -> None:
    read, render = CSV_DIALECTS[dialect]
    sheet = render(SIMPLE, "es", "en")
    assert sheet.losses == ()
    path = tmp_path / "terms.csv"
    path.write_text(sheet.text, encoding="utf-8", newline="")
    assert plain(read(path, "es", "en")) == SIMPLE


@pytest.mark.parametrize("dialect", sorted(CSV_DIALECTS))
def test_what_a_dialect_cannot_hold_is_said(dialect: str) -> None:
    losses = "\n".join(CSV_DIALECTS[dialect][1](RICH, "es", "en").losses)
    for word in (
        "Tea Road: the other renderings",
        "forbidden",
        "kept as it is",
        "case exact",
        r"article \d+: a pattern",
    ):
        assert word in losses
    assert ("the note" in losses) == (dialect != "weblate")


@given(st.text(max_size=12))
def test_guarded_cells_begin_no_formula_and_come_back(text: str) -> None:
    guarded = guard_cell(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard_cell(guarded) == text


def test_formulas_are_guarded_on_export() -> None:
    assert render_deepl(RICH[2:], "es", "en").text == "'=SUM(A1),'+1\n"


def test_tabs_and_language_columns_of_deepl_are_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("Tea Road\tRuta del Té\tEN\tES\n", encoding="utf-8")
    assert plain(read_deepl(path, "es", "en")) == SIMPLE[:1]


def test_fuzzy_rows_of_weblate_are_drafts(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("location,source,target,fuzzy,developer_comments\n,port,puerto,True,Seaside.\n", encoding="utf-8")
    assert plain(read_weblate(path, "es", "en")) == [Term("port", {"es": ("puerto",)}, status="draft", note="Seaside.")]


def test_all_locales_of_a_table_are_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("en-US,zh-Hans,pt-BR,pos\nport,港口,porto,noun\n", encoding="utf-8")
    assert plain(read_microsoft(path, "", "en")) == [Term("port", {"zh_Hans": ("港口",), "pt_BR": ("porto",)})]


@pytest.mark.parametrize(
    ("dialect", "text", "words"),
    [
        ("deepl", "one\n", "1 cells"),
        ("weblate", "a,b\n1,2\n", 'no column "source"'),
        ("microsoft", "es,fr\nuno,un\n", "source language en"),
        ("deepl", '"open,x\n', "not CSV"),
    ],
)
def test_tables_of_another_shape_are_refused(tmp_path: Path, dialect: str, text: str, words: str) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExchangeError, match=words):
        CSV_DIALECTS[dialect][0](path, "es", "en")


def test_a_workbook_loses_nothing_and_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "terms.xlsx"
    write_xlsx(RICH, path)
    assert plain(read_xlsx(path)) == RICH
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_a_workbook_with_a_formula_is_refused_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "terms.xlsx"
    book = openpyxl.Workbook()
    for row in (["term", "es"], ["port", '=HYPERLINK("http://example.org")']):
        book.worksheets[0].append(row)
    book.save(path)
    with pytest.raises(ExchangeError, match="B2 holds a formula"):
        read_xlsx(path)


def test_broken_and_swollen_workbooks_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.xlsx"
    path.write_bytes(b"PK\3\4 nonsense")
    with pytest.raises(ExchangeError, match="no workbook"):
        read_xlsx(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big", b"\0" * (65 << 20))
    with pytest.raises(ExchangeError, match="larger"):
        read_xlsx(path)
    with pytest.raises(ExchangeError, match="cannot be read"):
        read_xlsx(tmp_path / "none.xlsx")


def test_errors_of_a_row_name_its_line(tmp_path: Path) -> None:
    path = tmp_path / "terms.xlsx"
    book = openpyxl.Workbook()
    for row in (["term", "case"], ["port", "smrt"]):
        book.worksheets[0].append(row)
    book.save(path)
    with pytest.raises(ExchangeError, match="smrt") as caught:
        read_xlsx(path)
    assert caught.value.line == 2

"""Glossary files: what is accepted, and what each error says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import GlossaryError
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.reading import join_cell, split_cell
from i18n_tool.glossary.writing import render_terms
from i18n_tool.model import Term


def write(folder: Path, text: str | bytes, name: str = "terms.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def load(folder: Path, text: str | bytes) -> Glossary:
    return Glossary.load([write(folder, text)], folder)


def test_a_row_becomes_a_term_with_its_place(tmp_path: Path) -> None:
    glossary = load(
        tmp_path,
        "term,case,match,status,mode,note,zh_CN,es,zh-CN!\n"
        'Tea Road,exact,exact,draft,check-only,"old, but used",茶路|茶叶之路,=,茶道\n',
    )
    assert glossary.terms == (
        Term(
            "Tea Road",
            {"zh_CN": ("茶路", "茶叶之路"), "es": ("=",)},
            {"zh_CN": ("茶道",)},
            "exact",
            "exact",
            "draft",
            "check-only",
            "old, but used",
            "terms.csv",
            2,
        ),
    )


def test_byte_order_mark_crlf_and_both_spellings_of_locales_are_accepted(tmp_path: Path) -> None:
    glossary = load(tmp_path, b"\xef\xbb\xbfterm,zh-Hant-HK,pt-br\r\nport,\xe6\xb8\xaf,porto\r\n\r\n")
    assert dict(glossary.terms[0].targets) == {"zh_Hant_HK": ("港",), "pt_BR": ("porto",)}


def test_alternatives_of_the_source_are_terms_of_one_row(tmp_path: Path) -> None:
    glossary = load(tmp_path, "term,es\nBay Council|Council of the Bay,Consejo\n")
    assert [(term.source, term.row) for term in glossary.terms] == [("Bay Council", 2), ("Council of the Bay", 2)]


def test_lines_are_counted_through_quoted_line_breaks(tmp_path: Path) -> None:
    glossary = load(tmp_path, 'term,note\none,"a\nb"\ntwo,\n')
    assert [term.row for term in glossary.terms] == [2, 4]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "is empty"),
        ("name,es\nport,puerto\n", 1, 'no column "term"'),
        ("term;es\nport;puerto\n", 1, "separated by semicolons; write commas"),
        ("term\tes\nport\tpuerto\n", 1, "separated by tabs; write commas"),
        ("Term,es\nport,puerto\n", 1, "Name the column of the source terms so. Found: Term, es."),
        ("term,staus\nport,\n", 1, 'Did you mean "status"'),
        ("term,xx_QQ\nport,\n", 1, 'unknown column "xx_QQ"'),
        ("term,es,es\nport,,\n", 1, "are the same"),
        ("term,zh_CN,zh-CN\nport,,\n", 1, "are the same"),
        ("term,es\nport,puerto\nPort,Puerto\nport,puerta\n", 4, "terms.csv:2"),
        ("term,case\nport,\nPort,ignore\n", 3, "terms.csv:2"),
        ("term,es\n  ,puerto\n", 2, "column term: the term is empty"),
        ("term,es\nport,puerto|\n", 2, "column es: an alternative is empty"),
        ("term,es\nport|,puerto\n", 2, "column term: an alternative is empty"),
        ("term,case\nport,smrt\n", 2, 'Did you mean "smart"'),
        ("term,match\nport,fuzzy\n", 2, "column match: unknown word"),
        ("term,status\nport,aproved\n", 2, 'Did you mean "approved"'),
        ("term,match\np(ort,regex\n", 2, "column term: the pattern"),
        ("term,match\np*,regex\n", 2, "matches nothing at all"),
        ("term,es\nport,/puert(o/\n", 2, "column es: the pattern"),
        ("term,es\nport,puerto,x\n", 2, "3 cells"),
        ('term,es\nport,"puerto\n', 2, "not CSV"),
        ("term,es,es!\nport,puerto,puerto\n", 2, "both right and wrong"),
    ],
)
def test_errors_name_row_and_column(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path, text)
    assert words in str(caught.value)
    assert caught.value.line == line
    assert caught.value.path == tmp_path / "terms.csv"


def test_bytes_that_are_not_utf8_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="not UTF-8"):
        load(tmp_path, b"term,es\ncaf\xe9,caf\xe9\n")


def test_a_term_in_two_files_is_an_error_that_names_both(tmp_path: Path) -> None:
    paths = [write(tmp_path, "term\nport\n", "a.csv"), write(tmp_path, "term\nport\n", "b.csv")]
    with pytest.raises(GlossaryError, match=r"a\.csv:2") as caught:
        Glossary.load(paths, tmp_path)
    assert caught.value.path == paths[1]


def test_mappings_with_one_term_are_joined() -> None:
    glossary = Glossary.from_terms(
        [{"term": "port", "es": "puerto"}, {"term": "port", "es": ["dársena"]}, {"term": ""}]
    )
    assert [dict(term.targets) for term in glossary.terms] == [{"es": ("puerto", "dársena")}]


alternatives = st.lists(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).map(str.strip), min_size=1
)


@given(alternatives.filter(lambda cells: all(cell and cell[0] != "/" for cell in cells)))
def test_cells_split_into_what_was_joined(cells: list[str]) -> None:
    assert split_cell(join_cell(cells)) == tuple(cells)


def test_a_pattern_keeps_its_bars() -> None:
    assert split_cell("uno|/do(s|ble)/|tres") == ("uno", "/do(s|ble)/", "tres")


def test_a_glossary_that_is_written_reads_back(tmp_path: Path) -> None:
    text = (
        "term,case,match,status,note,es,zh_CN,es!\n"
        'a|b,smart,inflect,approved,"x, y",uno|=,一,\nc.d,exact,regex,deprecated,,/e|f/,,g\n'
    )
    glossary = load(tmp_path, text)
    assert render_terms(glossary.terms) == text

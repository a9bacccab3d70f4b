"""TBX of both editions, there and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import ExchangeError
from i18n_tool.exchange.tbx import read_tbx, render_tbx
from i18n_tool.model import Term

TERMS = [
    Term(
        "Tea Road",
        {"zh_CN": ("茶路", "茶叶之路"), "es": ("Ruta del Té",)},
        {"es": ("Camino <del> Té & más",)},
        note="Old.",
    ),
    Term("TRQ", {"es": ("=", "Grupo TRQ"), "fr": ("=",)}, case="exact", match="exact", mode="check-only"),
    Term("third shore", {"fr": ("troisième rive",)}, status="deprecated", note="Write far shore."),
    Term(r"article \d+", {"es": ("/art[íi]culo \\d+/",)}, match="regex", status="draft"),
    Term("port"),
]


def plain(terms: list[Term]) -> list[Term]:
    return [replace(term, path="", row=0) for term in terms]


def round_trip(terms: list[Term], folder: Path) -> list[Term]:
    path = folder / "terms.tbx"
    path.write_text(render_tbx(terms, "en"), encoding="utf-8")
    return plain(read_tbx(path, "en"))


def test_nothing_is_lost_on_the_way_back(tmp_path: Path) -> None:
    assert round_trip(TERMS, tmp_path) == TERMS


def test_alternative_sources_of_a_row_are_one_concept(tmp_path: Path) -> None:
    rows = [replace(TERMS[0], path="a.csv", row=2), replace(TERMS[0], source="Road of Tea", path="a.csv", row=2)]
    text = render_tbx(rows, "en")
    assert text.count("<conceptEntry") == 1
    assert round_trip(rows, tmp_path) == plain(rows)


def test_the_file_is_well_formed_and_names_its_dialect() -> None:
    root = ElementTree.fromstring(render_tbx(TERMS, "en"))
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")


words = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Z")), min_size=1, max_size=12).filter(
    lambda text: text not in ("=",) and not text.startswith("/") and text.isprintable()
)


@given(st.dictionaries(words, st.lists(words, min_size=1, max_size=3, unique=True), min_size=1, max_size=4))
def test_any_words_survive(tmp_path_factory: pytest.TempPathFactory, cells: dict[str, list[str]]) -> None:
    terms = [Term(source, {"fr": tuple(targets)}) for source, targets in cells.items()]
    assert round_trip(terms, tmp_path_factory.mktemp("tbx")) == terms


OLD = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="subjectField">ships</descrip><descrip type="definition">A place to land.</descrip>
<langSet xml:lang="en-US"><tig><term>quay</term></tig></langSet>
<langSet xml:lang="zh-cn"><ntig><termGrp><term>码头</term></termGrp></ntig></langSet>
<langSet xml:lang="ES"><tig><term>muelle</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>malecón</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="x-klingon-"><tig><term>x</term></tig></langSet></termEntry>
<termEntry id="2"><note>Do not translate</note><langSet xml:lang="en"><tig><term>TRQ</term></tig></langSet>
<langSet xml:lang="es"><tig><term>TRQ</term></tig></langSet></termEntry>
<termEntry id="3"><langSet xml:lang="fr"><tig><term>quai</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_the_first_edition_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.tbx"
    path.write_text(OLD, encoding="utf-8")
    assert plain(read_tbx(path, "en")) == [
        Term("quay", {"zh_CN": ("码头",), "es": ("muelle",)}, {"es": ("malecón",)}, note="A place to land."),
        Term("TRQ", {"es": ("=",)}, note="Do not translate"),
    ]


NEW_DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body><conceptEntry id="c1">
<langSec xml:lang="en"><termSec><term>quay</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>quai</term></termSec><termSec><term>appontement</term>
<basic:administrativeStatus>supersededTerm-admn-sts</basic:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_categories_as_elements_are_read(tmp_path: Path) -> None:
    path = tmp_path / "new.tbx"
    path.write_text(NEW_DCT, encoding="utf-8")
    assert plain(read_tbx(path, "en")) == [Term("quay", {"fr": ("quai",)}, {"fr": ("appontement",)})]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>', "entity"),
        ('<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tbx>&a;</tbx>', "entity"),
        ("<tbx><text>", "not XML"),
        ("<html></html>", "no TBX"),
        ("", "not XML"),
        ("<tbx>" + "<a>" * 200, "deep"),
        (
            '<tbx><conceptEntry><langSec xml:lang="en"><termSec><term>p(</term></termSec></langSec>'
            "<note>i18n-tool: match=regex</note></conceptEntry></tbx>",
            "pattern",
        ),
    ],
)
def test_unsafe_and_broken_files_are_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExchangeError, match=words) as caught:
        read_tbx(path, "en")
    assert caught.value.path == path


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="cannot be read"):
        read_tbx(tmp_path / "none.tbx", "en")

"""Catalogue files: read strictly, written with every byte that nobody changed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import babel.messages.pofile
import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue import (
    Catalogue,
    catalogue_problems,
    parse_catalogue,
    read_catalogue,
    render_catalogue,
    replace_units,
    write_catalogue,
)
from i18n_tool.catalogue.syntax import said_by
from i18n_tool.catalogue.writing import new_entry
from i18n_tool.errors import CatalogueError, OutputError
from i18n_tool.model import Unit
from tests.catalogue.helpers import units

HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'

POEDIT = (
    HEADER
    + """\
# Comprobado con el puerto.
#. paragraph
#: articles/harbour.md:12
msgid ""
"The harbour authority will publish the new timetable of the ferries before the "
"end of the month."
msgstr ""
"La autoridad portuaria publicará el nuevo horario de los transbordadores antes "
"de fin de mes."

#: articles/harbour.md:14
msgid "Tickets"
msgstr "Billetes"

#~ msgid "Old pier"
#~ msgstr "Muelle viejo"
"""
)
WEBLATE = (
    HEADER
    + """\
#. paragraph
#: articles/harbour.md:12
#, fuzzy, python-format
#| msgid ""
#| "The harbour authority will publish the new timetable of the ferries before"
#| " the end of the month."
msgid ""
"The harbour authority will publish the new timetable of the trams before the"
" end of the month."
msgstr ""
"La autoridad portuaria publicará el nuevo horario de los transbordadores "
"antes de fin de mes."

#. heading
#: articles/harbour.md:14
msgctxt "menu"
msgid "Tickets"
msgstr "Billetes"
"""
)
BY_HAND = """\
# Licence of the translation

msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"
msgid "Tickets"
msgstr "Billetes"
  # indented
  msgid "Ferries"
  msgstr "Transbordadores"


#, odd-flag
#: a.md:3
#. note
msgid "Piers"
msgstr "Muelles"
"""


def by_msgcat(text: str, folder: Path) -> str:
    path = folder / "in.po"
    path.write_text(text, encoding="utf-8")
    return subprocess.run(["msgcat", str(path)], check=True, capture_output=True).stdout.decode()


def by_polib(text: str, folder: Path) -> str:
    polib.pofile(text, wrapwidth=60).save(str(folder / "polib.po"))
    return (folder / "polib.po").read_text(encoding="utf-8")


def by_babel(text: str, folder: Path) -> str:
    source, target = folder / "in.po", folder / "babel.po"
    source.write_text(text, encoding="utf-8")
    with source.open("rb") as file:
        catalogue = babel.messages.pofile.read_po(file, locale="es")
    with target.open("wb") as file:
        babel.messages.pofile.write_po(file, catalogue)
    return target.read_text(encoding="utf-8")


FILES: dict[str, Callable[[Path], str]] = {
    "Poedit": lambda folder: POEDIT,
    "Weblate": lambda folder: WEBLATE,
    "by hand": lambda folder: BY_HAND,
    "msgcat": lambda folder: by_msgcat(POEDIT, folder),
    "polib": lambda folder: by_polib(POEDIT, folder),
    "Babel": lambda folder: by_babel(POEDIT, folder),
    "CRLF": lambda folder: POEDIT.replace("\n", "\r\n"),
    "byte order mark": lambda folder: "\ufeff" + WEBLATE,
    "no final newline": lambda folder: WEBLATE.removesuffix("\n"),
    "mixed line ends": lambda folder: WEBLATE.replace("\n", "\r\n", 9),
    "comment at the end": lambda folder: POEDIT + "\n# Local Variables:\n",
}
each_tool = pytest.mark.parametrize("tool", FILES)


@each_tool
def test_a_file_is_rendered_as_it_was_read(tool: str, tmp_path: Path) -> None:
    text = FILES[tool](tmp_path)
    assert render_catalogue(parse_catalogue(text)) == text


@each_tool
def test_a_new_translation_changes_its_own_lines_only(tool: str, tmp_path: Path) -> None:
    text = FILES[tool](tmp_path)
    catalogue = parse_catalogue(text)
    unit = next(unit for unit in catalogue.units if unit.msgid == "Tickets")
    new = render_catalogue(replace_units(catalogue, {unit.key: replace(unit, msgstr="Boletos")}))
    assert new.removesuffix("\n") == text.replace("Billetes", "Boletos").removesuffix("\n")


@each_tool
def test_a_changed_entry_leaves_the_bytes_of_all_others(tool: str, tmp_path: Path) -> None:
    catalogue = parse_catalogue(FILES[tool](tmp_path))
    for number, entry in enumerate(catalogue.entries):
        if entry is catalogue.header_entry:
            continue
        unit = replace(entry.unit, msgstr="otra cosa", fuzzy=True, comments=("i18n-tool: draft by pseudo",))
        again = parse_catalogue(render_catalogue(replace_units(catalogue, {unit.key: unit})))
        assert said_by(again.entries[number].unit) == said_by(unit)
        for other, untouched in enumerate(catalogue.entries):
            if other != number:
                assert again.entries[other].text.strip() == untouched.text.strip()
                assert again.entries[other].gap == untouched.gap


def test_what_a_file_says_is_read(tmp_path: Path) -> None:
    path = tmp_path / "harbour.po"
    path.write_bytes(POEDIT.encode())
    catalogue = read_catalogue(path)
    assert catalogue.path == path
    assert dict(catalogue.header) == {"Language": "es", "Content-Type": "text/plain; charset=UTF-8"}
    assert [(unit.msgid[:11], unit.state, unit.line) for unit in catalogue.units] == [
        ("The harbour", "accepted", 9),
        ("Tickets", "accepted", 17),
        ("Old pier", "obsolete", 20),
    ]


def test_a_file_without_a_header_is_a_catalogue() -> None:
    catalogue = parse_catalogue('msgid "a"\nmsgstr "b"\n')
    assert catalogue.header == {}
    assert len(catalogue.units) == 1


def test_an_empty_file_is_an_empty_catalogue() -> None:
    assert parse_catalogue("").units == ()
    assert render_catalogue(parse_catalogue("\n\n")) == "\n\n"


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b'msgid "a"\nmsgstr "b\n', 2, "never closed"),
        (b'msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n', 4, "already on line 1: 'a'"),
        (b'msgid "a"\nmsgstr "1"\n\n#~ msgid "a"\n#~ msgstr "2"\n', 4, "already on line 1"),
        (b'msgid ""\nmsgstr ""\nmsgid ""\nmsgstr ""\n', 3, "second header; the first is on line 1"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n', 1, "charset is ISO-8859-1"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=CP1252\\n"\n# \xe9\n', 3, "in CP1252, not UTF-8"),
        (b'msgid "a"\nmsgstr "\xe9"\n', 2, "0xE9 is not UTF-8"),
        (b'msgid "a"\nmsgstr "\0"\n', 2, "NUL"),
        ("msgid".encode("utf-16"), 1, "not UTF-8"),
    ],
)
def test_what_is_wrong_with_a_file_is_an_error_with_its_line(data: bytes, line: int, what: str, tmp_path: Path) -> None:
    path = tmp_path / "harbour.po"
    path.write_bytes(data)
    with pytest.raises(CatalogueError, match=r"harbour\.po") as caught:
        read_catalogue(path)
    assert (caught.value.line, caught.value.path) == (line, path)
    assert what in caught.value.what
    assert caught.value.advice


def test_the_advice_names_the_encoding_of_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "harbour.po"
    path.write_bytes("msgid".encode("utf-16"))
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(path)
    assert "UTF-16" in caught.value.advice


def test_the_advice_for_what_git_left_is_no_deletion(tmp_path: Path) -> None:
    path = tmp_path / "harbour.po"
    path.write_text('<<<<<<< HEAD\nmsgid "a"\nmsgstr "1"\n', encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(path)
    assert "choose one version" in caught.value.advice


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        read_catalogue(tmp_path / "none.po")


def test_equal_msgids_in_different_contexts_are_two_units() -> None:
    text = 'msgid "a"\nmsgstr ""\n\nmsgctxt ""\nmsgid "a"\nmsgstr ""\n\nmsgctxt "x"\nmsgid "a"\nmsgstr ""\n'
    assert [unit.key for unit in parse_catalogue(text).units] == [(None, "a"), ("", "a"), ("x", "a")]


def test_every_problem_of_a_file_is_found_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "harbour.po"
    path.write_text('msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr "\\q"\nodd\n', encoding="utf-8")
    assert [problem.line for problem in catalogue_problems(path)] == [4, 7, 8, 9]


def test_a_good_file_has_no_problems(tmp_path: Path) -> None:
    path = tmp_path / "harbour.po"
    path.write_text(POEDIT, encoding="utf-8")
    assert catalogue_problems(path) == []


def test_writing_says_whether_the_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "es" / "harbour.po"
    catalogue = parse_catalogue(POEDIT)
    assert write_catalogue(catalogue, path)
    assert path.read_bytes() == POEDIT.encode()
    assert not write_catalogue(catalogue, path)


@pytest.mark.parametrize(
    "unit",
    [
        Unit("a", flags=("two\nlines",)),
        Unit("a", msgstr="half \ud800 of a pair"),
        Unit("a", msgstr="nul \0"),
    ],
)
def test_what_po_cannot_say_is_refused_and_the_old_file_stays(unit: Unit, tmp_path: Path) -> None:
    path = tmp_path / "harbour.po"
    path.write_text(POEDIT, encoding="utf-8")
    with pytest.raises(CatalogueError):
        write_catalogue(Catalogue((new_entry(unit),)), path)
    assert path.read_text(encoding="utf-8") == POEDIT


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "es").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError):
        write_catalogue(parse_catalogue(POEDIT), tmp_path / "es" / "harbour.po")


def test_a_comment_of_several_lines_becomes_several_comments() -> None:
    catalogue = parse_catalogue('msgid "a"\nmsgstr "b"\n')
    unit = replace(catalogue.units[0], comments=("one\ntwo\r\nthree",))
    changed = replace_units(catalogue, {unit.key: unit})
    assert changed.units[0].comments == ("one", "two", "three")


def test_a_unit_that_the_catalogue_does_not_have_is_added_before_the_obsolete_ones() -> None:
    changed = replace_units(parse_catalogue(POEDIT), {(None, "New"): Unit("New", "Nuevo")})
    assert [unit.msgid for unit in changed.units][1:] == ["Tickets", "New", "Old pier"]
    assert '\n\nmsgid "New"\nmsgstr "Nuevo"\n\n#~ msgid' in render_catalogue(changed)


def test_new_lines_end_like_those_of_the_file() -> None:
    catalogue = parse_catalogue(POEDIT.replace("\n", "\r\n"))
    changed = render_catalogue(replace_units(catalogue, {(None, "New"): Unit("New", "Nuevo\nmás")}))
    assert changed.count("\n") == changed.count("\r\n")


catalogues = st.lists(units(), max_size=6, unique_by=lambda unit: unit.key).map(
    lambda found: Catalogue(tuple(new_entry(unit, gap="\n" if number else "") for number, unit in enumerate(found)))
)


@given(catalogues)
def test_a_catalogue_written_and_read_is_equal(catalogue: Catalogue) -> None:
    text = render_catalogue(catalogue)
    again = parse_catalogue(text)
    assert [said_by(unit) for unit in again.units] == [said_by(unit) for unit in catalogue.units]
    assert render_catalogue(again) == text


_PLAIN = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], include_characters="\n\t"), max_size=40)
pairs_of_texts = st.lists(st.tuples(_PLAIN.filter(bool), _PLAIN), max_size=5, unique_by=lambda pair: pair[0])


@given(pairs_of_texts)
def test_polib_reads_what_we_write(pairs: list[tuple[str, str]]) -> None:
    text = HEADER + "\n".join([new_entry(Unit(msgid, msgstr)).text for msgid, msgstr in pairs])
    assert [(entry.msgid, entry.msgstr) for entry in polib.pofile(text)] == pairs


@given(pairs_of_texts)
def test_we_read_what_polib_writes(pairs: list[tuple[str, str]]) -> None:
    file = polib.POFile(wrapwidth=30)
    for msgid, msgstr in pairs:
        file.append(polib.POEntry(msgid=msgid, msgstr=msgstr, tcomment="note", occurrences=[("a.md", "3")]))
    read = parse_catalogue(str(file)).units
    assert [(unit.msgid, unit.msgstr) for unit in read] == pairs
    assert all(unit.references == (("a.md", 3),) and unit.comments == ("note",) for unit in read)

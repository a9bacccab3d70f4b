"""Entries, written as msgcat writes them and edited without touching the rest."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue.writing import edit_entry, new_entry
from i18n_tool.model import Unit
from tests.catalogue.helpers import read_one, units


def test_a_new_entry_is_split_only_after_line_breaks() -> None:
    unit = Unit("One line " * 20, "Primera\nsegunda\n")
    assert new_entry(unit).text.splitlines() == [
        f'msgid "{"One line " * 20}"',
        'msgstr ""',
        r'"Primera\n"',
        r'"segunda\n"',
    ]


def test_a_comment_that_ends_in_a_backslash_does_not_swallow_the_next_line() -> None:
    text = new_entry(Unit("a", comments=("C:\\",))).text
    assert text.startswith("# C:\\ \n")
    assert read_one(text).unit.comments == ("C:\\",)


WRAPPED = """\
# A note that
#   a reviewer wrote
#. paragraph
#: articles/a.md:3
#: articles/b.md:9
#, fuzzy
#| msgid "The bridge"
msgid ""
"The bridge opens on Monday, and the ferries stop "
"on Tuesday."
msgstr ""
"El puente abre el lunes y los transbordadores dejan "
"de circular el martes."
"""


def lines_changed(old: str, new: str) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_accepting_a_draft_takes_out_its_flag_and_nothing_else() -> None:
    entry = read_one(WRAPPED)
    edited = edit_entry(entry, replace(entry.unit, fuzzy=False, previous_msgid=None))
    assert lines_changed(WRAPPED, edited.text) == (["#, fuzzy", '#| msgid "The bridge"'], [])


def test_a_new_translation_keeps_how_the_source_was_wrapped() -> None:
    entry = read_one(WRAPPED)
    edited = edit_entry(entry, replace(entry.unit, msgstr="El puente abre el lunes."))
    removed, added = lines_changed(WRAPPED, edited.text)
    assert added == ['msgstr "El puente abre el lunes."']
    assert removed[-1] == '"de circular el martes."'
    assert len(removed) == 2 or removed[0] == 'msgstr ""'


def test_a_comment_goes_to_its_place_among_the_lines_that_stay() -> None:
    entry = read_one('#: a.md:1\nmsgid "a"\nmsgstr "b"\n')
    unit = replace(entry.unit, comments=("note",), extracted=("heading",), fuzzy=True, msgctxt="c")
    assert edit_entry(entry, unit).text == (
        '# note\n#. heading\n#: a.md:1\n#, fuzzy\nmsgctxt "c"\nmsgid "a"\nmsgstr "b"\n'
    )


def test_comments_in_another_order_keep_that_order() -> None:
    entry = read_one('#: a.md:1\n# note\n#: b.md:2\n#, odd\nmsgid "a"\nmsgstr "b"\n')
    edited = edit_entry(entry, replace(entry.unit, msgstr="c"))
    assert edited.text == '#: a.md:1\n# note\n#: b.md:2\n#, odd\nmsgid "a"\nmsgstr "c"\n'


def test_an_entry_becomes_obsolete_and_comes_back_with_its_wrapping() -> None:
    entry = read_one(WRAPPED)
    gone = edit_entry(entry, replace(entry.unit, obsolete=True, references=(), extracted=()))
    assert '#~ "de circular el martes."\n' in gone.text
    assert '#~| msgid "The bridge"\n' in gone.text
    assert read_one(gone.text).unit == replace(gone.unit, line=5)
    back = edit_entry(gone, replace(entry.unit, references=(("articles/a.md", 3),)))
    assert back.text == WRAPPED.replace("#: articles/b.md:9\n", "")


@given(units())
def test_a_new_entry_reads_back_as_its_unit(unit: Unit) -> None:
    assert replace(read_one(new_entry(unit).text).unit, line=0) == unit


@given(units(), units(), st.sampled_from(["\n", "\r\n"]))
def test_an_edited_entry_reads_back_as_its_new_unit(old: Unit, new: Unit, newline: str) -> None:
    entry = read_one(new_entry(old, newline).text)
    edited = edit_entry(entry, new, newline)
    assert replace(read_one(edited.text).unit, line=0) == new
    assert edited.text.count("\n") == edited.text.count(newline)

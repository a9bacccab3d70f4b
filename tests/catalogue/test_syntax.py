"""The text of entries: read as gettext reads it, written as msgcat writes it, edited without touching the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue.file import tidy_unit
from i18n_tool.catalogue.reading import read_entries
from i18n_tool.catalogue.syntax import Entry, escape_string, unescape_string
from i18n_tool.catalogue.writing import edit_entry, new_entry
from i18n_tool.model import Unit


def read_one(text: str) -> Entry:
    reading = read_entries(text)
    assert reading.problems == []
    (entry,) = reading.entries
    return entry


@given(st.text())
def test_escaping_and_unescaping_give_the_text_back(text: str) -> None:
    assert unescape_string(escape_string(text)) == text


def test_octal_and_hexadecimal_escapes_are_read() -> None:
    assert unescape_string(r"\101\x42\t\\n") == "AB\t\\n"


FULL = """\
#  by hand
# second line
#no space
#. heading
#: articles/a.md:3 articles/b.md \u2068articles/two words.md\u2069:7
#, fuzzy, our-flag
#, no-wrap
#| msgctxt "menu"
#| msgid ""
#| "Old "
#| "harbour"
msgctxt "title"
msgid "The new "
"harbour"
msgstr "El puerto" " nuevo"
"""


def test_every_line_of_an_entry_is_understood() -> None:
    unit = read_one(FULL).unit
    assert unit == Unit(
        "The new harbour",
        "El puerto nuevo",
        "title",
        fuzzy=True,
        comments=(" by hand", "second line", "no space"),
        extracted=("heading",),
        references=(("articles/a.md", 3), ("articles/b.md", None), ("articles/two words.md", 7)),
        flags=("our-flag", "no-wrap"),
        previous_msgid="Old harbour",
        previous_msgctxt="menu",
        line=13,
    )


def test_plural_forms_are_read_by_their_number() -> None:
    unit = read_one('msgid "a day"\nmsgid_plural "%d days"\nmsgstr[0] "un día"\nmsgstr[1] "%d "\n"días"\n').unit
    assert (unit.msgid_plural, unit.msgstr_plural) == ("%d days", ("un día", "%d días"))


def test_an_obsolete_entry_with_its_previous_msgid_is_read() -> None:
    unit = read_one('# kept\n#~| msgid "Old "\n#~| "pier"\n#~ msgid "Pier"\n#~ msgstr ""\n#~ "Muelle"\n').unit
    assert unit == Unit("Pier", "Muelle", obsolete=True, comments=("kept",), previous_msgid="Old pier", line=4)


def test_comments_that_a_tool_has_marked_obsolete_too_are_comments() -> None:
    unit = read_one('#~ # note\n#~\n#|\n#~ msgid "a"\n#~ msgstr "b"\n').unit
    assert (unit.comments, unit.obsolete) == (("note",), True)


def test_entries_without_blank_lines_between_them_are_told_apart() -> None:
    text = (
        'msgid "a"\nmsgstr "1"\n# note\nmsgid "b"\nmsgstr "2"\nmsgctxt "c"\nmsgid "c"\nmsgstr "3"\n'
        '#~ msgid "d"\n#~ msgstr "4"\n'
    )
    reading = read_entries(text)
    assert [(e.unit.msgid, e.unit.msgstr, e.unit.obsolete) for e in reading.entries] == [
        ("a", "1", False),
        ("b", "2", False),
        ("c", "3", False),
        ("d", "4", True),
    ]
    assert reading.problems == []
    assert "".join(e.gap + e.text for e in reading.entries) == text


def test_lines_of_an_entry_may_stand_in_any_order_before_its_msgid() -> None:
    text = '#| msgid "old"\n#, fuzzy\n#: a.md:1\n\n# note\nmsgid "a"\n\nmsgstr "b"\n\n"c"\n'
    unit = read_one(text).unit
    assert (unit.previous_msgid, unit.fuzzy, unit.comments, unit.msgstr) == ("old", True, ("note",), "bc")


def test_a_comment_that_no_entry_follows_is_the_tail() -> None:
    reading = read_entries('msgid "a"\nmsgstr "b"\n\n# the end\n')
    assert reading.tail == "\n# the end\n"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('msgid "a\nmsgstr "b"\n', 1, "never closed"),
        ('msgid "a"\nmsgstr "b\\q"\n', 2, r"\q is not an escape"),
        ('msgid "a"\nmsgstr "b" c\n', 2, "after the string"),
        ('msgid "a"\nmsgstr "b" "c\n', 2, "never closed"),
        ('msgid "say "hi""\nmsgstr ""\n', 1, "after the string"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "no msgstr"),
        ('msgid "a"\n# note\nmsgstr "c"\n', 1, "no msgstr"),
        ('msgid "a"\n', 1, "no msgstr"),
        ('msgstr "a"\n', 1, "without a msgid"),
        ('"a"\n', 1, "belongs to no msgid"),
        ('msgid "a"\nmsgstr\n', 2, "needs a string"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "a second msgstr"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 1, "no msgstr"),
        ('<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n', 1, "not a line of a PO file: <<<<<<< ours"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 1, "needs msgstr[0]"),
        ('msgid "a"\nmsgstr[0] "c"\n', 1, "needs msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', 1, "not numbered"),
        ('#| msgstr "a"\nmsgid "a"\nmsgstr "b"\n', 1, "may follow #|"),
        ('#~ msgid "a"\nmsgstr "b"\n', 2, "only some lines of this entry begin with #~"),
        ('msgid "a"\n#~ msgstr "b"\n', 2, "only some lines of this entry begin with #~"),
        ('#| msgid "old"\n"er"\nmsgid "a"\nmsgstr "b"\n', 2, "after a line that begins with #|"),
        ('msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr "d"\n', 1, "no msgstr"),
        ('msgctxt "a"\nmsgstr "d"\n', 2, "without a msgid"),
        ('msgid "a"\nmsgstr "b"\n\n# c\n#| msgid "d"\n', 4, "belongs to no entry"),
        ('msgid "a"\nmsgstr "b"\nmsgstr[0] "c"\n', 1, "needs msgstr, not"),
        ('#~ was here\nmsgid "a"\nmsgstr "b"\n', 1, "not a line of a PO file"),
    ],
)
def test_what_is_not_po_is_named_with_its_line(text: str, line: int, what: str) -> None:
    problems = read_entries(text).problems
    assert problems
    assert problems[0].line == line
    assert what in problems[0].what
    assert problems[0].advice


@given(st.text(alphabet='msgidtrcx_ "\\\n\r#~|:.,[0]\u2068\u2069a\t', max_size=120))
def test_any_text_is_read_to_its_end_without_an_exception(text: str) -> None:
    reading = read_entries(text)
    joined = "".join(entry.gap + entry.text for entry in reading.entries) + reading.tail
    assert reading.problems or joined == text


def test_a_new_entry_is_split_only_after_line_breaks() -> None:
    unit = Unit("One line " * 20, "Primera\nsegunda\n")
    assert new_entry(unit).text.splitlines() == [
        f'msgid "{"One line " * 20}"',
        'msgstr ""',
        r'"Primera\n"',
        r'"segunda\n"',
    ]


@pytest.mark.parametrize(
    ("place", "spelled"),
    [
        (("a.md", 3), "a.md:3"),
        (("b.md", None), "b.md"),
        (("two words.md", 3), "two%20words.md:3"),
        (("100%.md", None), "100%.md"),
        (("100%20.md", 3), "100%2520.md:3"),
        (("at 7:30", None), "at%207%3A30"),
        (("港口.md", 7), "港口.md:7"),
        (("odd\n\\name\\", None), "odd%0A\\name%5C"),
    ],
)
def test_a_reference_is_spelled_so_that_it_reads_back(place: tuple[str, int | None], spelled: str) -> None:
    text = new_entry(Unit("a", references=(place, place))).text
    assert text.startswith(f"#: {spelled} {spelled}\n")
    assert read_one(text).unit.references == (place, place)


def test_a_percent_sign_that_is_no_escape_of_ours_is_kept() -> None:
    assert read_one('#: a%2fb.md:1 %41.md\nmsgid "a"\nmsgstr ""\n').unit.references == (
        ("a%2fb.md", 1),
        ("%41.md", None),
    )


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


_LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\0"), max_size=30).map(
    lambda text: text.strip()
)
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_NAME = st.text(st.characters(categories=["L", "N"], include_characters="-_/ ."), min_size=1, max_size=12).map(
    str.strip
)
_FLAG = st.text("abc-xyz", min_size=1, max_size=8).filter(lambda flag: flag != "fuzzy")


def units(*, obsolete: bool | None = None) -> st.SearchStrategy[Unit]:
    """Return a strategy for units of every shape."""
    return st.builds(
        Unit,
        msgid=_TEXT.filter(bool),
        msgstr=_TEXT,
        msgctxt=st.none() | _TEXT,
        fuzzy=st.booleans(),
        obsolete=st.booleans() if obsolete is None else st.just(obsolete),
        comments=st.lists(_LINE, max_size=3).map(tuple),
        extracted=st.lists(_LINE, max_size=2).map(tuple),
        references=st.lists(
            st.tuples(_NAME.filter(bool), st.none() | st.integers(1, 9999)), max_size=3, unique=True
        ).map(tuple),
        flags=st.lists(_FLAG, max_size=2, unique=True).map(tuple),
        previous_msgid=st.none() | _TEXT,
        previous_msgctxt=st.none() | _TEXT,
    ).map(tidy_unit)


@given(units())
def test_a_new_entry_reads_back_as_its_unit(unit: Unit) -> None:
    assert replace(read_one(new_entry(unit).text).unit, line=0) == unit


@given(units(), units(), st.sampled_from(["\n", "\r\n"]))
def test_an_edited_entry_reads_back_as_its_new_unit(old: Unit, new: Unit, newline: str) -> None:
    entry = read_one(new_entry(old, newline).text)
    edited = edit_entry(entry, new, newline)
    assert replace(read_one(edited.text).unit, line=0) == new
    assert edited.text.count("\n") == edited.text.count(newline)

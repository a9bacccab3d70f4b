"""The text of entries, read as gettext reads it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue.reading import read_entries
from i18n_tool.catalogue.syntax import said_by
from i18n_tool.catalogue.writing import new_entry
from i18n_tool.model import Unit
from tests.catalogue.helpers import read_one, units

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


@given(st.lists(units(), max_size=5))
def test_the_quick_way_to_read_plain_entries_reads_what_the_other_way_reads(found: list[Unit]) -> None:
    text = "\n".join([new_entry(unit).text for unit in found])
    indented = text.replace("\nmsgstr", "\n msgstr")
    quick, slow = read_entries(text), read_entries(indented)
    assert [(said_by(entry.unit), entry.unit.line) for entry in quick.entries] == [
        (said_by(entry.unit), entry.unit.line) for entry in slow.entries
    ]
    assert [entry.gap for entry in quick.entries] == [entry.gap for entry in slow.entries]
    assert (quick.tail, quick.problems) == (slow.tail, slow.problems)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 500_000,
        "# c\n" * 100_000,
        " \n" * 200_000,
        'msgid "a"\nmsgstr "b"\n' + "\n" * 300_000 + '"c"\n',
        'msgid ""\n' + '"a"\n' * 100_000 + 'msgstr ""\n',
        'msgid "' + "\\n" * 200_000 + '"\nmsgstr ""\n',
        '"' * 200_000,
        'msgid "' + '\\"' * 100_000 + "\n" + 'msgstr "' + "\\" * 100_001 + "\n",
        "#: " + "\u2068" * 100_000 + "\n",
        "#~ " * 100_000,
        "msgid" * 100_000,
    ],
    ids=range(11),
)
def test_odd_texts_are_read_in_time_that_grows_with_their_length(text: str) -> None:
    begin = time.process_time()
    read_entries(text)
    assert time.process_time() - begin < 2

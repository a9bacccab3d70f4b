"""What we write, through GNU gettext's own programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from i18n_tool.catalogue import (
    Catalogue,
    merge_catalogue,
    new_template,
    parse_catalogue,
    render_catalogue,
    replace_units,
)
from i18n_tool.catalogue.syntax import said_by
from i18n_tool.catalogue.writing import new_entry
from i18n_tool.model import Segment, Unit
from tests.catalogue.conftest import Gettext
from tests.catalogue.helpers import article

SEGMENTS = [
    Segment("Ferries and trams", "heading", "articles/two words.md", 1),
    Segment("The ferry leaves at 7.", "paragraph", "articles/two words.md", 3, hints=("ferry → transbordador",)),
    Segment("Home", "navigation", "articles/two words.md", 5, context="menu", comments=("One word, please.",)),
    Segment("First line\nSecond line", "paragraph", "articles/two words.md", 6),
    Segment("The ferry leaves at 7.", "caption", "articles/two words.md", 9),
    Segment('Say "hello"\tto C:\\.', "paragraph", "articles/two words.md", 9),
]


def catalogue(locale: str = "es") -> Catalogue:
    """Return a catalogue with units in every state."""
    fresh = merge_catalogue(None, SEGMENTS, locale=locale, segmentation="sentence 1")
    first, second, third, *_ = fresh.units
    reviewed = replace_units(
        fresh,
        {
            first.key: replace(first, msgstr="Transbordadores y tranvías", comments=("Comprobado.", "", "  Sí.")),
            second.key: replace(
                second, msgstr="Sale a las 7.", fuzzy=True, comments=(*second.comments, "i18n-tool: draft by apertium")
            ),
            third.key: replace(third, msgstr="Inicio\n", fuzzy=True),
        },
    )
    edited = [replace(SEGMENTS[0], text="Ferries, trams and buses"), *SEGMENTS[1:2], *SEGMENTS[3:]]
    return merge_catalogue(reviewed, edited, locale=locale, segmentation="sentence 1")


def template() -> Catalogue:
    """Return the template of the same article."""
    edited = [replace(SEGMENTS[0], text="Ferries, trams and buses"), *SEGMENTS[1:2], *SEGMENTS[3:]]
    return new_template(edited, segmentation="sentence 1")


def test_the_example_has_units_in_every_state() -> None:
    assert {unit.state for unit in catalogue().units} == {"draft", "missing", "obsolete"}
    assert any(unit.previous_msgid for unit in catalogue().units)


@pytest.mark.parametrize("locale", ["es", "zh_CN", "zh_HK", "ar", "ja", "fr", "ca", "pl"])
def test_msgfmt_has_nothing_to_say(gettext: Gettext, locale: str) -> None:
    accepted = merge_catalogue(None, article("Home", "Trams"), locale=locale, segmentation="sentence 1")
    assert gettext.msgfmt(render_catalogue(accepted)) == ""
    assert gettext.run("msgfmt", "--check-header", "-o", "out.mo", "in.po") == ""


def test_msgcat_writes_the_canonical_form(gettext: Gettext) -> None:
    text = render_catalogue(catalogue())
    assert gettext.msgcat(text, "--no-wrap") == text


def test_msgcat_that_wraps_keeps_every_mark(gettext: Gettext) -> None:
    text = render_catalogue(catalogue())
    again = parse_catalogue(gettext.msgcat(text))
    assert [said_by(unit) for unit in again.units] == [said_by(unit) for unit in catalogue().units]


def test_msgmerge_changes_no_entry_of_a_merged_catalogue(gettext: Gettext) -> None:
    po = catalogue()
    merged = gettext.msgmerge(po, template(), "--no-wrap")
    assert merged.split("\n\n")[1:] == render_catalogue(po).split("\n\n")[1:]


def test_msgmerge_keeps_the_header_of_a_merged_catalogue(gettext: Gettext) -> None:
    po = catalogue()
    assert dict(parse_catalogue(gettext.msgmerge(po, template())).header) == dict(po.header)


def test_what_msgmerge_left_is_changed_by_no_further_merge(gettext: Gettext) -> None:
    edited = [replace(SEGMENTS[0], text="Ferries, trams and buses"), *SEGMENTS[1:2], *SEGMENTS[3:]]
    theirs = parse_catalogue(gettext.msgmerge(catalogue(), template()))
    assert merge_catalogue(theirs, edited, locale="es", segmentation="sentence 1") is theirs


def test_the_example_in_the_documentation_is_as_we_write_it(gettext: Gettext) -> None:
    page = (Path(__file__).parents[2] / "docs" / "catalogues.md").read_text(encoding="utf-8")
    example = page.split("```po\n")[1].split("```")[0]
    (unit,) = parse_catalogue(example).units
    assert new_entry(unit).text == example
    text = render_catalogue(merge_catalogue(None, [], locale="es", segmentation="sentence 1")) + "\n" + example
    assert gettext.msgcat(text, "--no-wrap") == text


def test_polib_that_saves_loses_none_of_our_marks() -> None:
    again = parse_catalogue(str(polib.pofile(render_catalogue(catalogue()))))
    kept = [(u.msgid, u.msgstr, u.fuzzy, u.comments, u.previous_msgid, u.obsolete) for u in again.units]
    assert kept == [(u.msgid, u.msgstr, u.fuzzy, u.comments, u.previous_msgid, u.obsolete) for u in catalogue().units]


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\n\t"), max_size=30)
_COMMENT = st.text(st.characters(categories=["L", "P", "Zs"]), max_size=20).map(str.strip)
UNITS = st.builds(
    Unit,
    msgid=_TEXT.filter(bool),
    msgstr=_TEXT,
    msgctxt=st.none() | _TEXT.filter(bool),
    fuzzy=st.booleans(),
    comments=st.lists(_COMMENT, max_size=2).map(tuple),
    extracted=st.lists(_COMMENT, max_size=2).map(tuple),
    references=st.lists(
        st.tuples(st.sampled_from(["a.md", "b c.md", "100% é.html"]), st.integers(1, 99)), max_size=3, unique=True
    ).map(tuple),
)


def test_names_with_spaces_survive_msgcat(gettext: Gettext) -> None:
    text = new_entry(Unit("a", references=(("two words.md", 1), ("b.md", 2), ("two words.md", 3)))).text
    assert gettext.msgcat(text, "--no-wrap") == text
    assert parse_catalogue(text).units[0].references == (("two words.md", 1), ("b.md", 2), ("two words.md", 3))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        UNITS.map(lambda unit: replace(unit, fuzzy=unit.fuzzy and bool(unit.msgstr))),
        min_size=1,
        max_size=12,
        unique_by=lambda unit: unit.key,
    )
)
def test_msgcat_writes_any_units_as_we_do(gettext: Gettext, units: list[Unit]) -> None:
    header = merge_catalogue(None, [], locale="es", segmentation="sentence 1").entries[0]
    text = render_catalogue(Catalogue((header, *(new_entry(unit) for unit in units))))
    assert gettext.msgcat(text, "--no-wrap") == text

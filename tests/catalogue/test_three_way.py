"""Two versions of a catalogue merged entry by entry: who wins, what is a conflict, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue import (
    Catalogue,
    merge_catalogue,
    merge_three_ways,
    parse_catalogue,
    render_catalogue,
    replace_units,
)
from i18n_tool.model import Unit
from tests.catalogue.helpers import article

FERRY = "The ferry leaves every half hour."
FERRY_NOW = "The ferry leaves every full hour."
TICKET = "A ticket costs HK$28 on weekdays."
BRIDGE = "The new bridge will carry trains."


def extract(old: Catalogue | None, *texts: str) -> Catalogue:
    return merge_catalogue(old, article(*texts), locale="es", segmentation="sentence 1")


def change(catalogue: Catalogue, msgid: str, **fields: object) -> Catalogue:
    unit = unit_of(catalogue, msgid)
    return replace_units(catalogue, {unit.key: replace(unit, **fields)})  # type: ignore[arg-type]


def unit_of(catalogue: Catalogue, msgid: str) -> Unit:
    (unit,) = (unit for unit in catalogue.units if unit.msgid == msgid)
    return unit


BASE = change(extract(None, FERRY, TICKET, BRIDGE), FERRY, msgstr="El ferri sale cada media hora.")


def test_nothing_changed_is_nothing_to_do() -> None:
    assert render_catalogue(merge_three_ways(BASE, BASE, BASE).catalogue) == render_catalogue(BASE)


def test_translations_of_different_units_are_both_taken() -> None:
    ours, theirs = change(BASE, TICKET, msgstr="Un billete"), change(BASE, BRIDGE, msgstr="El puente")
    merged = merge_three_ways(BASE, ours, theirs)
    assert [unit.msgstr for unit in merged.catalogue.units][1:] == ["Un billete", "El puente"]
    assert merged.conflicts == ()


def test_an_entry_that_only_they_changed_is_taken_as_they_wrote_it() -> None:
    text = render_catalogue(BASE)
    wrapped = text.replace(f'msgid "{BRIDGE}"\nmsgstr ""', f'msgid ""\n"{BRIDGE}"\nmsgstr ""\n"El "\n"puente"')
    ours = change(BASE, TICKET, msgstr="Un billete")
    merged = render_catalogue(merge_three_ways(BASE, ours, parse_catalogue(wrapped)).catalogue)
    assert merged == wrapped.replace(f'msgid "{TICKET}"\nmsgstr ""', f'msgid "{TICKET}"\nmsgstr "Un billete"')


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    changed = change(BASE, TICKET, msgstr="Un billete")
    merged = merge_three_ways(BASE, changed, change(BASE, TICKET, msgstr="Un billete"))
    assert (merged.conflicts, unit_of(merged.catalogue, TICKET).state) == ((), "accepted")


def test_two_different_translations_are_a_conflict_that_keeps_both() -> None:
    ours = change(BASE, TICKET, msgstr="Un billete", comments=("Consultado.",))
    theirs = change(BASE, TICKET, msgstr='El "boleto"\ncuesta')
    merged = merge_three_ways(BASE, ours, theirs)
    unit = unit_of(merged.catalogue, TICKET)
    assert (unit.msgstr, unit.fuzzy) == ("Un billete", True)
    assert unit.comments == (
        "Consultado.",
        r"i18n-tool: conflict, the other side has the translation: El \"boleto\"\ncuesta",
    )
    assert merged.conflicts == (unit,)


def test_a_persons_translation_stands_before_an_engines_draft() -> None:
    draft = change(BASE, TICKET, msgstr="borrador", fuzzy=True, comments=("i18n-tool: draft by apertium",))
    person = change(BASE, TICKET, msgstr="Un billete")
    for ours, theirs in ((draft, person), (person, draft)):
        merged = merge_three_ways(BASE, ours, theirs)
        unit = unit_of(merged.catalogue, TICKET)
        assert (unit.msgstr, unit.state, unit.comments, merged.conflicts) == ("Un billete", "accepted", (), ())


def test_two_engines_drafts_are_no_conflict() -> None:
    ours = change(BASE, TICKET, msgstr="uno", fuzzy=True, comments=("i18n-tool: draft by apertium",))
    theirs = change(BASE, TICKET, msgstr="dos", fuzzy=True, comments=("i18n-tool: draft by google",))
    merged = merge_three_ways(BASE, ours, theirs)
    unit = unit_of(merged.catalogue, TICKET)
    assert (unit.msgstr, unit.comments, merged.conflicts) == ("uno", ("i18n-tool: draft by apertium",), ())


def test_comments_of_both_sides_are_joined_and_removed_ones_stay_away() -> None:
    base = change(BASE, FERRY, comments=("old", "kept"))
    ours = change(base, FERRY, comments=("kept", "ours"))
    theirs = change(base, FERRY, comments=("old", "kept", "theirs"))
    assert unit_of(merge_three_ways(base, ours, theirs).catalogue, FERRY).comments == ("kept", "ours", "theirs")


def test_a_comment_and_a_translation_of_one_unit_are_both_taken() -> None:
    merged = merge_three_ways(BASE, change(BASE, TICKET, comments=("note",)), change(BASE, TICKET, msgstr="Un billete"))
    unit = unit_of(merged.catalogue, TICKET)
    assert (unit.comments, unit.msgstr, unit.fuzzy, merged.conflicts) == (("note",), "Un billete", False, ())


def test_a_sentence_that_they_added_goes_where_it_stands_in_their_article() -> None:
    theirs = extract(BASE, FERRY, TICKET, "Trams are full.", "Buses too.", BRIDGE)
    ours = extract(BASE, "News", FERRY, TICKET, BRIDGE)
    merged = merge_three_ways(BASE, ours, theirs).catalogue
    assert [unit.msgid for unit in merged.units] == ["News", FERRY, TICKET, "Trams are full.", "Buses too.", BRIDGE]


def test_a_new_source_is_never_accepted_with_a_translation_of_the_old_one() -> None:
    ours = extract(BASE, FERRY_NOW, TICKET, BRIDGE)
    theirs = change(BASE, FERRY, msgstr="El transbordador sale cada media hora.")
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge_three_ways(BASE, one, other)
        assert [unit.msgid for unit in merged.catalogue.units] == [FERRY_NOW, TICKET, BRIDGE]
        unit = merged.catalogue.units[0]
        assert (unit.msgstr, unit.fuzzy, unit.previous_msgid) == (
            "El transbordador sale cada media hora.",
            True,
            FERRY,
        )


def test_a_better_translation_of_a_removed_sentence_becomes_obsolete() -> None:
    ours = change(extract(BASE, FERRY_NOW, TICKET, BRIDGE), FERRY_NOW, msgstr="Cada hora.", fuzzy=False)
    theirs = change(BASE, FERRY, msgstr="Sale cada media hora.")
    merged = merge_three_ways(BASE, ours, theirs).catalogue
    assert unit_of(merged, FERRY_NOW).state == "accepted"
    assert (unit_of(merged, FERRY).state, unit_of(merged, FERRY).msgstr) == ("obsolete", "Sale cada media hora.")


def test_a_changed_sentence_that_they_translated_meanwhile_is_theirs() -> None:
    both = extract(BASE, FERRY_NOW, TICKET, BRIDGE)
    theirs = change(both, FERRY_NOW, msgstr="Cada hora.", fuzzy=False, previous_msgid=None)
    for one, other in ((both, theirs), (theirs, both)):
        merged = merge_three_ways(BASE, one, other)
        unit = unit_of(merged.catalogue, FERRY_NOW)
        assert (unit.msgstr, unit.state, merged.conflicts) == ("Cada hora.", "accepted", ())


def test_a_removed_sentence_that_nobody_touched_is_removed() -> None:
    merged = merge_three_ways(BASE, extract(BASE, FERRY, BRIDGE), change(BASE, FERRY, msgstr="Sale."))
    assert [unit.msgid for unit in merged.catalogue.units] == [FERRY, BRIDGE]


def test_a_catalogue_that_both_sides_added_is_merged_without_a_base() -> None:
    ours = change(extract(None, FERRY, TICKET), FERRY, msgstr="El ferri")
    theirs = change(extract(None, FERRY, TICKET), TICKET, msgstr="Un billete")
    merged = merge_three_ways(Catalogue(), ours, theirs)
    assert [unit.msgstr for unit in merged.catalogue.units] == ["El ferri", "Un billete"]
    assert merged.conflicts == ()


def header_with(**fields: str) -> Catalogue:
    entry = BASE.header_entry
    assert entry is not None
    header = entry.unit.msgstr
    for name, value in fields.items():
        field = name.replace("_", "-")
        header = "".join(
            f"{field}: {value}\n" if line.startswith(f"{field}:") else line for line in header.splitlines(keepends=True)
        )
    return replace_units(BASE, {(None, ""): replace(entry.unit, msgstr=header)})


def test_headers_are_merged_field_by_field_and_the_later_revision_counts() -> None:
    ours = header_with(PO_Revision_Date="2026-01-02 10:00+0000", Last_Translator="Ana", Language_Team="Puerto")
    theirs = header_with(PO_Revision_Date="2026-01-03 10:00+0000", Last_Translator="Luis", X_Generator="Poedit 3")
    header = merge_three_ways(BASE, ours, theirs).catalogue.header
    assert header["PO-Revision-Date"] == "2026-01-03 10:00+0000"
    assert header["Last-Translator"] == "Luis"
    assert (header["Language-Team"], header["X-Generator"]) == ("Puerto", "Poedit 3")
    assert list(header) == list(BASE.header)


def test_our_line_ends_are_kept() -> None:
    ours = parse_catalogue(render_catalogue(BASE).replace("\n", "\r\n"))
    theirs = change(extract(BASE, FERRY, TICKET, BRIDGE, "Trams."), TICKET, msgstr="Un billete")
    text = render_catalogue(merge_three_ways(BASE, ours, theirs).catalogue)
    assert text.count("\n") == text.count("\r\n")
    assert "Un billete" in text


_EDIT = st.tuples(
    st.sampled_from([FERRY, TICKET, BRIDGE]),
    st.sampled_from(["", "uno", "dos"]),
    st.booleans(),
    st.sampled_from([(), ("note",), ("i18n-tool: draft by apertium",)]),
)
_ARTICLE = st.lists(st.sampled_from([FERRY, FERRY_NOW, TICKET, BRIDGE, "Trams."]), unique=True)


def version(edits: list[tuple[str, str, bool, tuple[str, ...]]], texts: list[str]) -> Catalogue:
    catalogue = BASE
    for msgid, msgstr, fuzzy, comments in edits:
        catalogue = change(catalogue, msgid, msgstr=msgstr, fuzzy=fuzzy and bool(msgstr), comments=comments)
    return extract(catalogue, *texts)


@given(st.lists(_EDIT, max_size=3), _ARTICLE, st.lists(_EDIT, max_size=3), _ARTICLE)
def test_any_two_versions_merge_to_a_catalogue_without_invented_pairs(
    our_edits: list[tuple[str, str, bool, tuple[str, ...]]],
    our_texts: list[str],
    their_edits: list[tuple[str, str, bool, tuple[str, ...]]],
    their_texts: list[str],
) -> None:
    ours, theirs = version(our_edits, our_texts), version(their_edits, their_texts)
    merged = merge_three_ways(BASE, ours, theirs)
    again = parse_catalogue(render_catalogue(merged.catalogue))
    assert [unit.key for unit in again.units] == [unit.key for unit in merged.catalogue.units]
    known = {(unit.key, unit.msgstr) for side in (BASE, ours, theirs) for unit in side.units}
    for unit in again.units:
        if not unit.fuzzy and unit.msgstr:
            assert (unit.key, unit.msgstr) in known
    text = render_catalogue(merged.catalogue)
    before = {(unit.key, unit.msgstr) for unit in BASE.units}
    for mine, other in ((ours, theirs), (theirs, ours)):
        stay = {unit.key for unit in other.units}
        for unit in mine.units:
            if unit.state == "accepted" and unit.key in stay and (unit.key, unit.msgstr) not in before:
                assert unit.msgstr in text

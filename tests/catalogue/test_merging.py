"""Catalogues brought up to date: what stays, what becomes fuzzy, what becomes obsolete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.catalogue import (
    Catalogue,
    merge_catalogue,
    new_template,
    parse_catalogue,
    render_catalogue,
    replace_units,
)
from i18n_tool.model import Segment, Unit
from tests.catalogue.helpers import PATH, article

FERRY = "The ferry to the island leaves every half hour from the old harbour."
FERRY_NOW = "The ferry to the island leaves every full hour from the old harbour."
TICKET = "A ticket costs HK$28 on weekdays."
BRIDGE = "The new bridge will carry trains, trams and bicycles."
CLOSED = "Offices are closed on Sundays."


def merge(old: Catalogue | None, segments: Sequence[Segment], **more: object) -> Catalogue:
    return merge_catalogue(old, segments, locale="es", segmentation="sentence 1", **more)  # type: ignore[arg-type]


def accept(catalogue: Catalogue, **translations: str) -> Catalogue:
    """Return a catalogue in which every unit is accepted: its translation is its source in capitals."""
    return replace_units(
        catalogue,
        {
            unit.key: replace(unit, msgstr=translations.get(unit.msgid, unit.msgid.upper()), fuzzy=False)
            for unit in catalogue.units
            if not unit.obsolete
        },
    )


def accepted(*texts: str) -> Catalogue:
    return accept(merge(None, article(*texts)))


def unit_of(catalogue: Catalogue, msgid: str) -> Unit:
    (unit,) = (unit for unit in catalogue.units if unit.msgid == msgid)
    return unit


def test_a_new_catalogue_has_the_units_in_the_order_of_the_article() -> None:
    catalogue = merge(None, article(FERRY, TICKET, BRIDGE))
    assert [unit.msgid for unit in catalogue.units] == [FERRY, TICKET, BRIDGE]
    assert {unit.state for unit in catalogue.units} == {"missing"}


def test_equal_sentences_are_one_unit_with_every_place() -> None:
    segments = [*article(TICKET, FERRY, TICKET), Segment(TICKET, "caption", PATH, 9, comments=("Below the map.",))]
    unit = merge(None, segments).units[0]
    assert unit.references == ((PATH, 1), (PATH, 3), (PATH, 9))
    assert unit.extracted == ("paragraph", "caption", "Below the map.")


@pytest.mark.parametrize(
    ("locations", "references"), [("line", ((PATH, 1), (PATH, 2))), ("file", ((PATH, None),)), ("none", ())]
)
def test_references_name_what_the_settings_ask_for(locations: str, references: object) -> None:
    catalogue = merge(None, article(TICKET, TICKET), locations=locations)
    assert catalogue.units[0].references == references


def test_a_new_catalogue_says_what_it_is_in_its_header() -> None:
    header = merge(None, article(TICKET), source_locale="en_GB", project="Harbour news").header
    assert header["Language"] == "es"
    assert header["Plural-Forms"].startswith("nplurals=2")
    assert header["X-Source-Language"] == "en_GB"
    assert header["X-I18n-Tool-Segmentation"] == "sentence 1"
    assert header["Project-Id-Version"] == "Harbour news"
    assert "POT-Creation-Date" not in header


def test_merging_the_same_segments_again_changes_nothing() -> None:
    old = accepted(FERRY, TICKET)
    assert merge(old, article(FERRY, TICKET)) is old


def test_an_unchanged_sentence_keeps_everything_that_reviewers_wrote() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"X-Poedit-Basepath: ..\\n"\n"X-I18n-Tool-Segmentation: sentence 1\\n"\n\n'
        f'# Checked with the ferry company.\n#. paragraph\n#: {PATH}:1\n#, fuzzy, odd\n#| msgid "Old"\n'
        f'msgid ""\n"{FERRY[:30]}"\n"{FERRY[30:]}"\nmsgstr "El transbordador"\n'
    )
    old = parse_catalogue(text)
    assert render_catalogue(merge(old, article(FERRY))) == text
    moved = render_catalogue(merge(old, article("Ferries", FERRY)))
    assert text.split("\n\n")[1].replace(f"{PATH}:1", f"{PATH}:2") in moved


def test_a_changed_sentence_keeps_its_translation_as_fuzzy() -> None:
    catalogue = merge(accepted(TICKET, FERRY, BRIDGE), article(TICKET, FERRY_NOW, BRIDGE))
    assert [unit.state for unit in catalogue.units] == ["accepted", "draft", "accepted"]
    unit = catalogue.units[1]
    assert (unit.msgid, unit.msgstr, unit.previous_msgid) == (FERRY_NOW, FERRY.upper(), FERRY)


def test_a_changed_sentence_changes_the_lines_of_one_entry() -> None:
    old = accepted(TICKET, FERRY, BRIDGE)
    new = merge(old, article(TICKET, FERRY_NOW, BRIDGE))
    before, after = render_catalogue(old).splitlines(), render_catalogue(new).splitlines()
    assert [line for line in before if line not in after] == [f'msgid "{FERRY}"']
    assert [line for line in after if line not in before] == ["#, fuzzy", f'#| msgid "{FERRY}"', f'msgid "{FERRY_NOW}"']


def test_comments_and_flags_go_with_the_translation_of_a_changed_sentence() -> None:
    old = accepted(FERRY)
    unit = replace(old.units[0], comments=("Ask the ferry company.",), flags=("no-wrap",))
    new = merge(replace_units(old, {unit.key: unit}), article(FERRY_NOW)).units[0]
    assert (new.comments, new.flags) == (("Ask the ferry company.",), ("no-wrap",))


def test_a_draft_of_an_earlier_sentence_still_names_the_sentence_it_translates() -> None:
    once = merge(accepted(FERRY), article(FERRY_NOW))
    twice = merge(once, article(FERRY_NOW.replace("island", "islands")))
    assert twice.units[0].previous_msgid == FERRY


def test_a_changed_sentence_that_changes_back_is_not_accepted_unseen() -> None:
    back = merge(merge(accepted(FERRY), article(FERRY_NOW)), article(FERRY)).units[0]
    assert (back.state, back.msgstr, back.previous_msgid) == ("draft", FERRY.upper(), None)


def test_an_engines_draft_keeps_its_mark_when_its_sentence_changes() -> None:
    old = merge(None, article(FERRY))
    draft = replace(old.units[0], msgstr="borrador", fuzzy=True, comments=("i18n-tool: draft by apertium",))
    unit = merge(replace_units(old, {draft.key: draft}), article(FERRY_NOW)).units[0]
    assert (unit.msgstr, unit.comments, unit.previous_msgid) == ("borrador", draft.comments, FERRY)


def test_an_accepted_translation_is_no_engines_draft_any_more_when_its_sentence_changes() -> None:
    old = merge(None, article(FERRY))
    accepted_draft = replace(old.units[0], msgstr="Sale.", comments=("i18n-tool: draft by apertium", "Checked."))
    unit = merge(replace_units(old, {accepted_draft.key: accepted_draft}), article(FERRY_NOW)).units[0]
    assert (unit.msgstr, unit.fuzzy, unit.comments) == ("Sale.", True, ("Checked.",))


def test_a_header_that_stands_elsewhere_goes_to_the_top() -> None:
    text = 'msgid "Tickets"\nmsgstr "Billetes"\n\nmsgid ""\nmsgstr "Language: es\\n"\n'
    merged = render_catalogue(merge(parse_catalogue(text), article("Tickets")))
    assert merged.startswith('msgid ""\nmsgstr ""\n"Language: es\\n"\n')
    assert "\n\n#. paragraph" in merged


def test_what_was_never_translated_stays_empty_and_is_not_fuzzy() -> None:
    unit = merge(merge(None, article(FERRY)), article(FERRY_NOW)).units[0]
    assert (unit.msgstr, unit.fuzzy, unit.previous_msgid) == ("", False, None)


def test_a_sentence_without_a_translation_takes_none_from_another_when_it_changes() -> None:
    text = render_catalogue(merge(None, article(TICKET, "The tram to the market leaves every half hour.")))
    obsolete = '\n#~ msgid "The tram to the airfield leaves every half hour."\n#~ msgstr "El tranvía"\n'
    new = merge(parse_catalogue(text + obsolete), article(TICKET, "The tram to the airport leaves every half hour."))
    assert [(unit.msgstr, unit.obsolete) for unit in new.units] == [("", False), ("", False), ("El tranvía", True)]


def test_a_new_context_makes_the_translation_fuzzy() -> None:
    segments = [replace(segment, context="menu") for segment in article(CLOSED)]
    unit = merge(accepted(CLOSED), segments).units[0]
    assert (unit.key, unit.state, unit.previous_msgid, unit.previous_msgctxt) == (
        ("menu", CLOSED),
        "draft",
        CLOSED,
        None,
    )


def test_a_sentence_that_is_gone_becomes_obsolete_at_the_end() -> None:
    catalogue = merge(accepted(TICKET, FERRY), article(FERRY))
    assert [(unit.msgid, unit.state) for unit in catalogue.units] == [(FERRY, "accepted"), (TICKET, "obsolete")]
    assert catalogue.units[1].msgstr == TICKET.upper()


def test_a_sentence_that_is_gone_and_had_no_translation_is_dropped() -> None:
    assert merge(merge(None, article(TICKET, FERRY)), article(FERRY)).units[1:] == ()


def test_a_sentence_that_comes_back_is_accepted_as_it_was() -> None:
    first = accepted(TICKET, FERRY, BRIDGE)
    back = merge(merge(first, article(TICKET, BRIDGE)), article(TICKET, FERRY, BRIDGE))
    assert render_catalogue(back) == render_catalogue(first)


def test_a_sentence_unlike_any_other_has_no_translation() -> None:
    unit = unit_of(merge(accepted(TICKET, FERRY), article(TICKET, BRIDGE, FERRY)), BRIDGE)
    assert (unit.msgstr, unit.fuzzy) == ("", False)


def test_the_sentence_at_the_same_place_is_taken_before_a_more_similar_one_elsewhere() -> None:
    old = accepted("Line 1 runs from 06:00 to 23:00.", TICKET, "Line 2 runs from 06:00 to 23:30.", FERRY)
    new = merge(old, article("Line 1 runs from 06:00 to 23:00.", TICKET, "Line 2 runs from 06:00 to 23:05.", FERRY))
    assert new.units[2].previous_msgid == "Line 2 runs from 06:00 to 23:30."


def test_a_sentence_that_was_moved_and_changed_is_found() -> None:
    new = merge(accepted(FERRY, TICKET, BRIDGE, CLOSED), article(TICKET, BRIDGE, CLOSED, FERRY_NOW))
    assert unit_of(new, FERRY_NOW).msgstr == FERRY.upper()
    assert [unit.state for unit in new.units] == ["accepted", "accepted", "accepted", "draft"]


def test_a_translation_is_found_among_obsolete_units() -> None:
    gone = merge(accepted(FERRY, TICKET), article(TICKET))
    unit = unit_of(merge(gone, article(TICKET, FERRY_NOW)), FERRY_NOW)
    assert (unit.msgstr, unit.fuzzy) == (FERRY.upper(), True)


def test_a_copy_of_a_sentence_takes_its_translation_but_not_what_was_said_about_it() -> None:
    old = accepted(FERRY, TICKET)
    noted = replace(old.units[0], comments=("Ask the ferry company.",))
    new = merge(replace_units(old, {noted.key: noted}), article(FERRY, TICKET, FERRY_NOW))
    assert unit_of(new, FERRY) == noted
    copy = unit_of(new, FERRY_NOW)
    assert (copy.state, copy.msgstr, copy.comments) == ("draft", FERRY.upper(), ())


def test_a_new_sentence_that_is_only_vaguely_like_one_that_stays_is_left_to_the_engine() -> None:
    new = merge(accepted(TICKET, FERRY), article(TICKET, FERRY, "A ticket to the island costs HK$60 on holidays."))
    assert new.units[2].msgstr == ""


def test_a_file_sorted_by_another_tool_is_aligned_by_its_references() -> None:
    texts = [f"Stop {number} is closed for works." for number in range(1, 9)]
    old = accepted(*texts)
    by_tool = Catalogue((old.entries[0], *sorted(old.entries[1:], key=lambda entry: entry.unit.msgid[::-1])))
    changed = [text.replace("works", "repair") if number % 2 else text for number, text in enumerate(texts)]
    new = merge(by_tool, article(*changed))
    assert [unit.msgid for unit in new.units] == changed
    assert [unit.previous_msgid for unit in new.units if unit.fuzzy] == texts[1::2]


def test_sentences_that_were_merged_join_their_translations_as_fuzzy() -> None:
    merged = "The bridge is open and the ferry has stopped."
    old = accepted("The bridge is open.", "The ferry has stopped.", TICKET)
    unit = merge(old, article(merged, TICKET)).units[0]
    assert (unit.msgid, unit.state) == (merged, "draft")
    assert unit.msgstr == "THE BRIDGE IS OPEN. THE FERRY HAS STOPPED."
    assert unit.previous_msgid == "The bridge is open. The ferry has stopped."


def test_translations_are_joined_as_the_language_joins_sentences() -> None:
    old = merge_catalogue(None, article("It rains.", "Take the tram."), locale="zh_CN", segmentation="sentence 1")
    old = accept(old, **{"It rains.": "下雨了。", "Take the tram.": "请乘电车。"})
    new = merge_catalogue(old, article("It rains. Take the tram."), locale="zh_CN", segmentation="paragraph 1")
    assert (new.units[0].msgstr, new.units[0].fuzzy) == ("下雨了。请乘电车。", True)
    assert new.header["X-I18n-Tool-Segmentation"] == "paragraph 1"


def test_a_sentence_that_was_split_gives_each_part_its_share() -> None:
    old = accept(
        merge(None, article("It rains. Take the tram.", TICKET)),
        **{"It rains. Take the tram.": "Llueve. Tome el tranvía."},
    )
    parts = merge(old, article("It rains.", "Take the tram.", TICKET)).units
    assert [(unit.msgstr, unit.fuzzy) for unit in parts[:2]] == [("Llueve.", True), ("Tome el tranvía.", True)]
    assert {unit.previous_msgid for unit in parts[:2]} == {"It rains. Take the tram."}


def test_a_split_that_the_translation_does_not_show_stays_with_the_first_part() -> None:
    old = accept(
        merge(None, article("It rains. Take the tram.", TICKET)),
        **{"It rains. Take the tram.": "Como llueve, tome el tranvía."},
    )
    parts = merge(old, article("It rains.", "Take the tram.", TICKET)).units
    assert [(unit.msgstr, unit.fuzzy) for unit in parts[:2]] == [("Como llueve, tome el tranvía.", True), ("", False)]


def test_cutting_a_whole_article_by_other_rules_keeps_all_translations_as_fuzzy() -> None:
    sentences = [f"Tram {number} stops here. " * (1 + number % 3) for number in range(400)]
    paragraphs = [" ".join("".join(sentences[at : at + 5]).split()) for at in range(0, 400, 5)]
    old = accepted(*dict.fromkeys(text.strip() for text in sentences))
    new = merge(old, article(*paragraphs))
    assert all(unit.msgstr == unit.msgid.upper() and unit.fuzzy for unit in new.units)


def in_paragraphs(*texts: str) -> list[Segment]:
    return [replace(segment, line=3 * segment.line) for segment in article(*texts)]


def test_a_sentence_that_an_article_repeats_goes_into_every_paragraph_that_has_it() -> None:
    old = accepted(FERRY, TICKET, BRIDGE, CLOSED)
    paragraphs = [f"{FERRY} {CLOSED}", f"{TICKET} {BRIDGE} {CLOSED}", f"{BRIDGE} {CLOSED}"]
    new = merge(old, in_paragraphs(*paragraphs))
    assert [(unit.msgstr, unit.state) for unit in new.units] == [(text.upper(), "draft") for text in paragraphs]


def test_a_sentence_that_still_stands_alone_stays_accepted_when_a_paragraph_takes_it_too() -> None:
    new = merge(accepted(FERRY, CLOSED), in_paragraphs(f"{FERRY} {CLOSED}", CLOSED))
    assert [(unit.msgid, unit.state) for unit in new.units] == [(f"{FERRY} {CLOSED}", "draft"), (CLOSED, "accepted")]


def test_each_sentence_of_a_paragraph_takes_its_share_though_another_paragraph_has_it_too() -> None:
    old = accepted(f"{FERRY} {CLOSED}", f"{TICKET} {CLOSED}")
    new = merge(old, article(FERRY, CLOSED, TICKET))
    assert [(unit.msgstr, unit.state) for unit in new.units] == [
        (text.upper(), "draft") for text in (FERRY, CLOSED, TICKET)
    ]


def test_a_translation_that_cannot_be_shared_goes_to_the_first_sentence_that_needs_one() -> None:
    paragraph = f"{CLOSED} {FERRY}"
    old = accept(merge(None, article(f"{CLOSED} {TICKET}", paragraph)), **{paragraph: "Todo en una sola frase."})
    new = merge(old, article(CLOSED, TICKET, FERRY))
    assert unit_of(new, CLOSED).msgstr == CLOSED.upper()
    assert unit_of(new, FERRY).msgstr == "Todo en una sola frase."


def hinted(*hints: str) -> list[Segment]:
    return [replace(segment, hints=hints) for segment in article(BRIDGE)]


def test_glossary_hints_are_translator_comments_that_are_kept_up_to_date() -> None:
    old = merge(None, hinted("bridge → puente", "tram → tranvía"))
    assert old.units[0].comments == ("glossary: bridge → puente", "glossary: tram → tranvía")
    noted = replace(old.units[0], comments=("By hand.", *old.units[0].comments, "By hand too."))
    old = replace_units(old, {noted.key: noted})
    assert merge(old, hinted("bridge → puente", "tram → tranvía")) is old
    assert merge(old, hinted("bridge → viaducto")).units[0].comments == (
        "By hand.",
        "By hand too.",
        "glossary: bridge → viaducto",
    )


def test_a_moved_articles_catalogue_gives_its_translations_as_they_are() -> None:
    gone = accepted(FERRY, TICKET)
    new = merge(None, article(FERRY_NOW, TICKET, BRIDGE), elsewhere=[gone])
    assert [unit.state for unit in new.units] == ["draft", "accepted", "missing"]
    assert new.units[0].previous_msgid == FERRY


def test_the_articles_own_translation_is_taken_before_a_moved_ones() -> None:
    own = replace_units(accepted(TICKET), {(None, TICKET): Unit(TICKET, "propia")})
    assert merge(own, article(TICKET), elsewhere=[accepted(TICKET)]).units[0].msgstr == "propia"


def test_a_catalogue_without_a_header_is_given_one() -> None:
    catalogue = merge(parse_catalogue('msgid "Tickets"\nmsgstr "Billetes"\n'), article("Tickets"))
    assert catalogue.header["Language"] == "es"
    assert render_catalogue(catalogue).count("\n\n") == 1


def test_a_header_of_another_tool_is_changed_in_the_line_about_segments_only() -> None:
    text = (
        '# Los del puerto\nmsgid ""\nmsgstr ""\n"Language: es_MX\\n"\n'
        '"X-I18n-Tool-Segmentation: paragraph 1\\n"\n"X-Generator: Poedit 3\\n"\n'
    )
    merged = render_catalogue(merge(parse_catalogue(text), []))
    assert merged == text.replace("paragraph 1", "sentence 1")


def test_merging_keeps_crlf() -> None:
    old = parse_catalogue(render_catalogue(accepted(FERRY, TICKET)).replace("\n", "\r\n"))
    text = render_catalogue(merge(old, article(BRIDGE, FERRY_NOW, TICKET)))
    assert text.count("\n") == text.count("\r\n")


def test_a_template_has_no_hints_and_no_translations() -> None:
    template = new_template(hinted("bridge → puente"), segmentation="sentence 1", source_locale="en")
    assert [(unit.comments, unit.msgstr) for unit in template.units] == [((), "")]
    assert template.header["Content-Type"] == "text/plain; charset=UTF-8"


_SENTENCE = st.builds(
    "{} {} {}.".format,
    st.sampled_from(["The ferry", "The old ferry", "A tram", "The bridge", "No train"]),
    st.sampled_from(["leaves", "arrives at noon", "stops here. It waits", "is late"]),
    st.sampled_from(["today", "on Monday", "on Monday. Come early", "again"]),
)
articles = st.lists(_SENTENCE, max_size=7).map(lambda texts: article(*texts))


@given(st.lists(articles, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_over_any_history_merging_twice_changes_nothing_and_loses_nothing(history: list[list[Segment]], random) -> None:  # type: ignore[no-untyped-def]
    catalogue = None
    for segments in history:
        before = catalogue
        catalogue = merge(catalogue, segments)
        assert merge(catalogue, segments) is catalogue
        again = parse_catalogue(render_catalogue(catalogue))
        assert merge(again, segments) is again
        assert [u.msgid for u in catalogue.units if not u.obsolete] == list(dict.fromkeys(s.text for s in segments))
        if before is not None:
            old = {unit.key: unit for unit in before.units}
            for unit in catalogue.units:
                if unit.state == "accepted":
                    assert old[unit.key].msgstr == unit.msgstr
            kept = " ".join(unit.msgstr for unit in catalogue.units)
            for unit in before.units:
                assert all(part in kept for part in unit.msgstr.split(". "))
        chosen = [unit for unit in catalogue.units if not unit.obsolete and random.random() < 0.7]
        catalogue = replace_units(
            catalogue, {unit.key: replace(unit, msgstr=unit.msgid.upper(), fuzzy=False) for unit in chosen}
        )

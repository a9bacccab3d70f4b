"""Earlier accepted translations, exact and similar."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n_tool.memory import Memory, Place, places_of
from i18n_tool.model import Unit

UNITS = [
    Unit("The harbour tunnel opened on Monday.", "El túnel del puerto abrió el lunes."),
    Unit("Visitors came from near and far.", "Llegaron visitantes de cerca y de lejos."),
    Unit("Read more", "Leer más"),
    Unit("A draft of the day.", "Un borrador del día.", fuzzy=True),
    Unit("Gone long ago.", "Desaparecido.", obsolete=True),
]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    memory = Memory(tmp_path / "memory.sqlite")
    memory.learn("locales/es/LC_MESSAGES/a.po", "es", UNITS, "1")
    return memory


def place(msgid: str, previous: str | None = None, following: str | None = None, context: str | None = None) -> Place:
    return Place(Unit(msgid, msgctxt=context), previous, following)


def test_an_accepted_text_is_found_for_its_locale_alone(memory: Memory) -> None:
    match = memory.look_up(place("Read more"), "es")
    assert match is not None
    assert (match.msgstr, match.score, match.in_context) == ("Leer más", 1.0, False)
    assert memory.look_up(place("Read more"), "fr") is None


def test_the_same_neighbours_make_it_a_match_in_context(memory: Memory) -> None:
    match = memory.look_up(place("Visitors came from near and far.", UNITS[0].msgid, UNITS[2].msgid), "es")
    assert match is not None
    assert match.in_context


def test_another_context_is_no_match_in_context(memory: Memory) -> None:
    match = memory.look_up(place("Visitors came from near and far.", UNITS[0].msgid, UNITS[2].msgid, "menu"), "es")
    assert match is not None
    assert not match.in_context


def test_a_text_alone_in_its_catalogue_has_no_context(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.learn("a.po", "es", [Unit("Home", "Inicio")], "1")
        match = memory.look_up(place("Home"), "es")
    assert match is not None
    assert not match.in_context


@pytest.mark.parametrize("msgid", ["A draft of the day.", "Gone long ago."])
def test_drafts_and_obsolete_units_are_not_remembered(memory: Memory, msgid: str) -> None:
    assert memory.look_up(place(msgid), "es") is None


def test_white_space_makes_no_difference_but_no_context_either(memory: Memory) -> None:
    match = memory.look_up(place("Visitors  came from\nnear and far.", UNITS[0].msgid, UNITS[2].msgid), "es")
    assert match is not None
    assert not match.in_context


def test_what_most_catalogues_say_wins(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        for number, msgstr in enumerate(["Inicio", "Portada", "Portada"]):
            memory.learn(f"{number}.po", "es", [Unit("Home", msgstr)], "1")
        match = memory.look_up(place("Home"), "es")
    assert match is not None
    assert match.msgstr == "Portada"


def test_a_catalogue_is_taken_in_anew_when_it_has_changed(memory: Memory) -> None:
    name = "locales/es/LC_MESSAGES/a.po"
    assert not memory.learn(name, "es", [], "1")
    assert memory.learn(name, "es", [Unit("Read more", "Más")], "2")
    match = memory.look_up(place("Read more"), "es")
    assert match is not None
    assert match.msgstr == "Más"
    assert len(memory) == 1


def test_a_similar_text_is_found_from_the_threshold_on(memory: Memory) -> None:
    match = memory.look_up_similar("The harbour tunnel opened on Tuesday.", "es")
    assert match is not None
    assert match.msgid == UNITS[0].msgid
    assert 0.75 <= match.score < 1
    assert memory.look_up_similar("The bridge is closed to lorries this week.", "es") is None
    assert memory.look_up_similar("The harbour tunnel opened on Tuesday.", "es", 0.99) is None


def test_similar_look_ups_end_when_a_run_has_made_enough(memory: Memory) -> None:
    memory.comparisons = 1
    assert memory.look_up_similar("The harbour tunnel opened on Tuesday.", "es") is not None
    assert memory.look_up_similar("The harbour tunnel opened on Tuesday.", "es") is None


def test_a_damaged_memory_is_moved_aside(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"no database at all" * 300)
    with Memory(path) as memory:
        assert memory.warning is not None
        assert len(memory) == 0


def test_neighbours_are_those_in_use() -> None:
    places = places_of([Unit("a"), Unit("b", obsolete=True), Unit("c")])
    assert [(place.unit.msgid, place.previous, place.following) for place in places] == [
        ("a", None, "c"),
        ("c", "a", None),
    ]

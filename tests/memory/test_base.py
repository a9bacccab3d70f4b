"""Earlier accepted translations, exact and similar."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import OutputError
from i18n_tool.memory import Entry, Memory, Pair, Place, places_of, read_entries
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


def test_what_may_be_found_is_known_at_one_look(memory: Memory) -> None:
    texts = [
        "Read more",
        "Read  more",
        "Nothing like it",
        *(f"text {number}" for number in range(1200)),
        UNITS[0].msgid,
    ]
    known = memory.known(texts)
    assert {"Read more", UNITS[0].msgid} <= known
    assert all(memory.look_up(place(text), "es") is None for text in texts if text not in known)
    assert "Nothing like it" not in known


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


def test_a_text_that_differs_in_its_numbers_alone_comes_first_if_it_is_like_enough(tmp_path: Path) -> None:
    units = [Unit("Hall 12 is open.", "A"), Unit("Hall 7 is opens.", "B"), Unit("Hall 4123456789 is open.", "C")]
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.learn("a.po", "es", units[:2], "1")
        first = memory.look_up_similar("Hall 7 is open.", "es")
        memory.learn("a.po", "es", units[1:], "2")
        second = memory.look_up_similar("Hall 7 is open.", "es")
    assert first is not None
    assert first.msgstr == "A"
    assert second is not None
    assert second.msgstr == "B"


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


def test_a_memory_of_an_older_shape_is_filled_anew_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    old = sqlite3.connect(path)
    old.executescript("create table pairs (hash blob, msgid text); insert into pairs values (x'00', 'Home');")
    old.close()
    with Memory(path) as memory:
        assert memory.warning is None
        assert memory.learn("a.po", "es", UNITS, "1")
        assert memory.look_up(place("Read more"), "es") is not None


def test_a_memory_that_is_damaged_while_it_is_open_is_an_error_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        units = [Unit(f"The tram {number}.", f"El tranvía {number}.") for number in range(2000)]
        memory.learn("a.po", "es", units, "1")
    with Memory(path) as memory:
        memory.database.execute("pragma shrink_memory")
        data = path.read_bytes()
        path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
        with pytest.raises(OutputError, match="damaged") as caught:
            memory.look_up(place("The tram 7."), "es")
    assert "memory.sqlite" in caught.value.advice


def test_a_file_that_cannot_be_read_to_its_end_changes_nothing(memory: Memory) -> None:
    def broken() -> Iterator[Entry]:
        yield Entry("The ferry.", (Pair("es", "El transbordador."),))
        raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"):
        memory.take_in("b.tmx", broken(), "1")
    assert memory.look_up(place("The ferry."), "es") is None
    assert memory.files() == ["locales/es/LC_MESSAGES/a.po"]


def test_what_was_put_in_comes_out_as_entries(memory: Memory) -> None:
    extra = {"attributes": {"tuid": "7"}, "notes": ["of the desk"]}
    pairs = (Pair("es", "Portada", {"attributes": {"changeid": "ana"}}), Pair("fr", "Accueil"))
    memory.take_in("memory/desk.tmx", [Entry("Home", pairs, "menu", None, "Read more", extra=extra)], "1")
    found = {entry.msgid: entry for entry in read_entries(memory, ["es", "fr"])}
    home = found["Home"]
    assert (home.pairs, home.msgctxt, home.following, home.file, home.extra) == (
        pairs,
        "menu",
        "Read more",
        "memory/desk.tmx",
        extra,
    )
    assert found["Visitors came from near and far."].previous == UNITS[0].msgid
    assert [entry.msgid for entry in read_entries(memory, ["fr"])] == ["Home"]


texts = st.text(min_size=1, max_size=40).filter(str.strip)


@given(st.dictionaries(texts, texts, min_size=1, max_size=12))
def test_every_pair_that_was_put_in_is_looked_up_exactly(pairs: dict[str, str]) -> None:
    with Memory(Path(":memory:")) as memory:
        memory.learn("a.po", "es", [Unit(msgid, msgstr) for msgid, msgstr in pairs.items()], "1")
        for one in places_of(Unit(msgid) for msgid in pairs):
            match = memory.look_up(one, "es")
            assert match is not None
            assert (match.msgid, match.msgstr) == (one.unit.msgid, pairs[one.unit.msgid])
            assert match.in_context == (len(pairs) > 1)
        assert {entry.msgid: entry.pairs[0].msgstr for entry in read_entries(memory, ["es"])} == pairs

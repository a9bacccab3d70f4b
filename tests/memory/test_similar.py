"""The index finds what comparing with everything finds, whatever way it was filled."""

from __future__ import annotations

from pathlib import Path

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks.memory import Author, best_scores, entries_of
from i18n_tool.memory import Entry, Memory, Pair, similar


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return Author(7, words=4_000).different(3_000)


def test_the_best_match_is_found_of_nearly_every_edited_text(texts: list[str], tmp_path: Path) -> None:
    questions = Author(8, words=4_000).questions(texts, 100)
    truth = best_scores(texts, questions)
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.take_in("made-up.tmx", entries_of(texts), "1")
        found = [memory.look_up_similar(question, "es") for question in questions]
    known = [(score, match) for score, match in zip(truth, found, strict=True) if score]
    right = sum(match is not None and match.score >= score - 1e-9 for score, match in known)
    assert len(known) > 50
    assert right / len(known) >= 0.97


def test_texts_that_come_one_catalogue_at_a_time_are_found_too(texts: list[str], tmp_path: Path) -> None:
    some = texts[:300]
    with Memory(tmp_path / "memory.sqlite") as memory:
        for at in range(0, 300, 10):
            memory.take_in(f"{at}.tmx", entries_of(some[at : at + 10]), "1")
            memory.prepare()
        blocks = memory.database.execute("select count(*) from blocks").fetchone()[0]
        assert blocks <= 10
        for text in some[::7]:
            match = memory.look_up_similar(text + " again", "es", 0.5)
            assert match is not None
            best = process.extractOne(text + " again", some, scorer=Levenshtein.normalized_similarity)
            assert match.score == pytest.approx(best[1])


def test_a_block_is_never_larger_than_its_bound(
    texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "_BLOCK", 128)
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.take_in("made-up.tmx", entries_of(texts[:1000]), "1")
        memory.prepare()
        sizes = [row[0] for row in memory.database.execute("select texts from blocks")]
        assert max(sizes) <= 128
        assert sum(sizes) == 1000
        match = memory.look_up_similar(texts[500] + "x", "es")
        assert match is not None
        assert match.msgid == texts[500]


def test_what_is_forgotten_is_not_found_and_leaves_the_index_in_time(texts: list[str], tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.take_in("old.tmx", entries_of(texts), "1")
        memory.prepare()
        memory.forget("old.tmx")
        assert memory.look_up_similar(texts[5], "es", 0.99) is None
        memory.take_in("new.tmx", entries_of(texts[:10]), "1")
        memory.prepare()
        assert memory.database.execute("select count(*) from sources").fetchone()[0] == 10
        match = memory.look_up_similar(texts[5], "es", 0.99)
        assert match is not None
        assert match.file == "new.tmx"


def test_translations_of_other_locales_do_not_stand_in_the_way(tmp_path: Path) -> None:
    crowd = [Entry(f"The tram number {number} is late.", (Pair("fr", "Le tram."),)) for number in range(400)]
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.take_in("a.tmx", [*crowd, Entry("The tram number x is late.", (Pair("es", "El tranvía."),))], "1")
        match = memory.look_up_similar("The tram number 7 is late.", "es")
    assert match is not None
    assert match.msgstr == "El tranvía."


def test_a_text_of_another_script_is_found(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.take_in("a.tmx", [Entry("港口隧道于周一通车。", (Pair("es", "El túnel."),))], "1")
        match = memory.look_up_similar("港口隧道于周二通车。", "es")
    assert match is not None
    assert match.score == pytest.approx(0.9)


def test_numbers_make_no_difference_to_what_is_looked_for() -> None:
    assert similar.buckets_of("In 2019 it grew 7 %.") == similar.buckets_of("In 1987 it grew 13 %.")

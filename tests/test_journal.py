"""Answers survive kills, damage and restarts."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from i18n_tool.errors import OutputError
from i18n_tool.journal import Journal, Question

ASKED = Question("google", "1", "en", "es", "word", "The tram.")


def test_an_answer_is_found_again(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.store({ASKED: "El tranvía."})
    with Journal(tmp_path / "journal.sqlite") as journal:
        assert journal.look_up([ASKED]) == {ASKED: "El tranvía."}
        assert journal.warning is None


@pytest.mark.parametrize("part", ["engine", "version", "source", "target", "style", "text"])
def test_another_question_has_another_answer(tmp_path: Path, part: str) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.store({ASKED: "El tranvía."})
        assert journal.look_up([replace(ASKED, **{part: "other"})]) == {}


def test_parts_of_a_question_do_not_run_together() -> None:
    assert replace(ASKED, style="wor", text="dThe tram.").key != ASKED.key


def test_many_questions_are_looked_up_at_once(tmp_path: Path) -> None:
    questions = [replace(ASKED, text=f"The tram {number}.") for number in range(1700)]
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.store({question: question.text.upper() for question in questions[::2]})
        assert len(journal) == 850
        assert set(journal.look_up(questions)) == set(questions[::2])


@pytest.mark.parametrize(
    "damage", [b"this is no database at all, and longer than a header" * 10, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_damaged_journal_is_moved_aside_with_a_warning(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(damage)
    with Journal(path) as journal:
        assert (
            journal.warning
            == "journal.sqlite was damaged; it is now journal.sqlite.damaged-1, and a new one was begun."
        )
        journal.store({ASKED: "El tranvía."})
    assert (tmp_path / "journal.sqlite.damaged-1").read_bytes() == damage


def test_a_journal_with_torn_pages_is_moved_aside(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with Journal(path) as journal:
        journal.store({replace(ASKED, text=f"The tram {number}."): "x" * 100 for number in range(500)})
    data = bytearray(path.read_bytes())
    data[8192:20000] = os.urandom(20000 - 8192)
    path.write_bytes(data)
    with Journal(path) as journal:
        assert journal.warning
        assert len(journal) == 0


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        Journal(tmp_path / "file" / "journal.sqlite")


def test_answers_stored_before_a_kill_are_there_after_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    program = f"""
from pathlib import Path
from i18n_tool.journal import Journal, Question
journal = Journal(Path({str(path)!r}))
for number in range(100000):
    journal.store({{Question("google", "1", "en", "es", "word", f"text {{number}}"): "answer"}})
    print(number, flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Journal(path) as journal:
        wanted = [Question("google", "1", "en", "es", "word", f"text {number.strip()}") for number in said]
        assert len(journal.look_up(wanted)) == 40
        assert journal.warning is None


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with Journal(path) as one, Journal(path) as two:
        one.store({ASKED: "El tranvía."})
        two.store({replace(ASKED, text="The ferry."): "El transbordador."})
        assert len(one) == len(two) == 2


def test_a_full_disk_is_an_error_of_ours(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.database.execute("pragma max_page_count = 4")
        with pytest.raises(OutputError, match="full"):
            journal.store({replace(ASKED, text=str(number)): "x" * 1000 for number in range(100)})
        assert len(journal) == 0


def test_a_journal_that_another_program_has_locked_is_an_error_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("i18n_tool.database.PATIENCE", 0.1)
    path = tmp_path / "journal.sqlite"
    Journal(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin exclusive")
    try:
        with pytest.raises(OutputError, match="locked") as caught, Journal(path) as journal:
            journal.store({ASKED: "El tranvía."})
        assert "Close what has the file open" in caught.value.advice
    finally:
        other.close()


def test_answers_in_catalogues_are_dropped_beyond_a_number_and_no_others(tmp_path: Path) -> None:
    questions = [replace(ASKED, text=f"The tram {number}.") for number in range(10)]
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.store(dict.fromkeys(questions, "El tranvía."))
        journal.file(questions[:7])
        assert journal.prune(kept=7) == 0
        assert journal.prune(kept=2) == 5
        left = journal.look_up(questions)
        assert set(questions[7:]) <= set(left)
        assert len(left) == 5
        assert journal.prune(kept=2) == 0


def test_answers_that_no_catalogue_takes_in_a_year_are_dropped(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.store({ASKED: "El tranvía.", replace(ASKED, text="The ferry."): "El transbordador."})
        journal.database.execute("update answers set at = at - 400 * 86400 where answer = 'El tranvía.'")
        assert journal.prune() == 1
        assert journal.look_up([ASKED]) == {}

"""The real programs of Apertium, and what happens when they die."""

from __future__ import annotations

import os
import shutil
import stat
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.engines.apertium import ApertiumEngine, escape, names_of, tidy_answer
from i18n_tool.errors import AnswerError, EngineError, EngineMissingError, PairError
from i18n_tool.masking import STYLES, mask_segment, unmask_segment

INSTALLED = ApertiumEngine().supports("en", "es")
needs_apertium = pytest.mark.skipif(
    not INSTALLED, reason="Apertium is not installed here: apt install apertium apertium-eng-spa apertium-es-pt"
)

SENTENCES = [
    "The mayor of {city} opened the new library on Monday.",
    "Visitors paid %(amount)s for a ticket to the **harbour tour**.",
    "See [the timetable](https://tram.example/a_b) before you travel.",
    "Run `make demo` and open the page.",
    "“We hope for more,” said the director of the museum.",
    "A [b] {c} <d> @ ^ $ \\ / * # + ~ end of the street.",
    "{city} drew 4,000 visitors, 12% more than in 2018.",
]


@needs_apertium
def test_sentences_are_translated() -> None:
    with ApertiumEngine() as engine:
        answers = engine.translate(["The mayor opened the library on Monday.", "Hello."], "en", "es")
    assert answers == ["El alcalde abrió la biblioteca el lunes.", "Hola."]


@needs_apertium
def test_answers_stay_with_their_texts() -> None:
    texts = [f"The tram number {number} is red." if number % 3 else "" for number in range(200)]
    with ApertiumEngine() as engine:
        answers = engine.translate(texts, "en", "es")
        again = [engine.translate([text], "en", "es")[0] for text in texts[:20]]
    assert [not answer for answer in answers] == [not text for text in texts]
    assert all(str(number) in answers[number] for number in range(200) if number % 3)
    assert answers[:20] == again


@needs_apertium
@pytest.mark.parametrize("target", ["es", "pt_BR"])
@pytest.mark.parametrize("style", ApertiumEngine.mask_styles)
def test_tokens_survive_in_every_style_it_names(target: str, style: str) -> None:
    masked = [mask_segment(sentence, "markdown", style=style) for sentence in SENTENCES]
    assert any(one.tokens for one in masked)
    with ApertiumEngine() as engine:
        answers = engine.translate([one.text for one in masked], "en", target)
    for one, answer in zip(masked, answers, strict=True):
        text = unmask_segment(answer, one, target)
        assert all(token.restored in text for token in one.tokens)


@needs_apertium
def test_characters_of_the_stream_format_come_through() -> None:
    with ApertiumEngine() as engine:
        (answer,) = engine.translate([r"[1] {2} <3> @4 5/6 \7 ^8 $9 *10 ~11"], "en", "es")
    assert answer == r"[1] {2} <3> @4 5/6 \7 ^8 $9 *10 ~11"


@needs_apertium
def test_white_space_is_kept() -> None:
    with ApertiumEngine() as engine:
        assert engine.translate(["\n The tram\tis  red. ", "   "], "en", "es") == ["\n El tranvía\tes  rojo. ", "   "]


@needs_apertium
def test_an_unknown_name_at_the_beginning_gives_no_capital_to_the_next_word() -> None:
    with ApertiumEngine() as engine:
        (answer,) = engine.translate(["XQAZ drew many visitors."], "en", "es")
    assert answer.startswith("XQAZ d")


@needs_apertium
def test_a_missing_pair_is_served_through_another_language() -> None:
    with ApertiumEngine() as engine:
        assert engine.origin("en", "pt_BR") == "apertium:eng-spa+es-pt_BR"
        assert engine.origin("en", "es") == "apertium"
        (answer,) = engine.translate(["The mayor opened the library."], "en", "pt_BR")
    assert answer == "O prefeito abriu a biblioteca."


@needs_apertium
def test_programs_that_were_killed_are_started_again() -> None:
    with ApertiumEngine() as engine:
        engine.translate(["Hello."], "en", "es")
        for number in range(len(engine._pipelines["eng-spa"].processes)):
            engine._pipelines["eng-spa"].processes[number].kill()
            assert engine.translate(["Hello.", "The tram."], "en", "es") == ["Hola.", "El tranvía."]


@needs_apertium
def test_a_program_killed_in_the_middle_costs_no_answer() -> None:
    texts = [f"The tram number {number} is near the old station." for number in range(1500)]
    with ApertiumEngine() as engine:
        expected = engine.translate(texts[:5], "en", "es")
        victim = engine._pipelines["eng-spa"].processes[4]
        killer = threading.Timer(0.2, victim.kill)
        killer.start()
        answers = engine.translate(texts, "en", "es")
        killer.join()
        assert victim.poll() is not None
    assert answers[:5] == expected
    assert all(str(number) in answer for number, answer in enumerate(answers))


@needs_apertium
def test_closing_leaves_no_process_behind() -> None:
    engine = ApertiumEngine()
    engine.translate(["Hello."], "en", "es")
    processes = engine._pipelines["eng-spa"].processes
    engine.close()
    assert all(process.poll() is not None for process in processes)


@needs_apertium
def test_closing_while_another_thread_waits_starts_nothing_anew() -> None:
    engine = ApertiumEngine()
    engine.translate(["Hello."], "en", "es")
    raised: list[BaseException] = []

    def ask() -> None:
        try:
            engine.translate([f"The tram number {number} is red." for number in range(5000)], "en", "es")
        except BaseException as problem:
            raised.append(problem)

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.3)
    engine.close()
    thread.join(10)
    assert not thread.is_alive()
    assert raised
    assert not engine._pipelines


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modes whose programs a test writes itself."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "eng-spa.mode").write_text("apertium-broken $1", encoding="utf-8")
    write_program(programs / "lt-proc", "")
    return tmp_path


def write_program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_programs_that_end_at_once_are_an_error(broken: Path) -> None:
    write_program(broken / "programs" / "apertium-broken", "exit 3")
    with ApertiumEngine({"path": str(broken)}) as engine, pytest.raises(EngineError, match=r"ended.*eng-spa"):
        engine.translate(["Hello."], "en", "es")


def test_programs_that_fall_silent_are_an_error(broken: Path) -> None:
    write_program(broken / "programs" / "apertium-broken", "exec sleep 20")
    start = time.monotonic()
    with (
        ApertiumEngine({"path": str(broken), "deadline": 0.3}) as engine,
        pytest.raises(EngineError, match=r"no answer for 0\.3 seconds"),
    ):
        engine.translate(["Hello."], "en", "es")
    assert time.monotonic() - start < 5


def test_a_program_that_is_not_there_is_an_error(broken: Path) -> None:
    with ApertiumEngine({"path": str(broken)}) as engine, pytest.raises(EngineMissingError, match="cannot be started"):
        engine.translate(["Hello."], "en", "es")


def test_a_mode_that_runs_something_else_is_refused(broken: Path) -> None:
    (broken / "modes" / "eng-spa.mode").write_text("lt-proc x | rm -rf x", encoding="utf-8")
    with ApertiumEngine({"path": str(broken)}) as engine, pytest.raises(EngineError, match="runs rm"):
        engine.translate(["Hello."], "en", "es")


def test_what_to_install_is_said(tmp_path: Path) -> None:
    engine = ApertiumEngine({"path": str(tmp_path)})
    assert engine.problem("en", "fr") == "apertium: apt install apertium apertium-eng-cat apertium-fra-cat"
    assert engine.problem("en", "ja") == "apertium has no pair from en to ja"


def test_a_pair_that_is_not_there_is_an_error(broken: Path) -> None:
    with ApertiumEngine({"path": str(broken)}) as engine, pytest.raises(PairError):
        engine.translate(["Hello."], "en", "ja")


def test_locales_have_the_names_of_modes() -> None:
    assert names_of("pt_BR") == ["pt_BR", "por_BR", "pt", "por"]
    assert names_of("es_MX")[-2:] == ["es", "spa"]
    assert names_of("hr") == ["hbs_HR", "hr", "hr"]


@given(st.text(max_size=50))
@settings(deadline=None)
def test_the_stream_format_loses_nothing(text: str) -> None:
    assert tidy_answer("  ", escape(text)) == text.replace("\0", " ")


def test_a_word_left_out_leaves_one_space() -> None:
    assert tidy_answer("We will go.", f"Nos  vamos.{escape('')}") == "Nos vamos."


def test_an_answer_without_its_end_is_no_answer() -> None:
    with pytest.raises(AnswerError):
        tidy_answer("The tram is red.", "El tranvía es")


def test_its_mask_styles_exist() -> None:
    assert set(ApertiumEngine.mask_styles) <= set(STYLES)


def test_the_programs_of_apertium_are_here_or_the_tests_say_that_they_are_not() -> None:
    assert bool(shutil.which("lt-proc") and ApertiumEngine().route("en", "es")) == INSTALLED


@needs_apertium
def test_words_with_hyphens_are_not_glued_together() -> None:
    with ApertiumEngine() as engine:
        answer = engine.translate(["a one-hour transport circle"], "en", "es")[0]
    assert "hora" in answer.split() or "horas" in answer.split()

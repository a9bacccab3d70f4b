"""The way of texts through an engine: masked, packed, repeated, and told of their end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.catalogue import read_catalogue, replace_units, write_catalogue
from i18n_tool.engines import make_engine
from i18n_tool.engines.base import Engine
from i18n_tool.engines.sending import Sender
from i18n_tool.glossary import Glossary
from i18n_tool.journal import Journal
from i18n_tool.model import Unit
from i18n_tool.project import Project
from i18n_tool.workflow.drafter import Drafter
from i18n_tool.workflow.drafting import draft_tasks
from i18n_tool.workflow.drafting_model import Draft, Task
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject

Reply = Callable[[int, Sequence[str]], list[str]]


def spanish(number: int, texts: Sequence[str]) -> list[str]:
    return [f"Dicen que {text}" for text in texts]


class Counting(Engine):
    """An engine that remembers what it was asked."""

    name = "counting"
    summary = "for tests"
    mask_styles = ("word", "brackets")

    def __init__(self, reply: Reply = spanish, *, segments: int = 5, characters: int = 200, parallel: int = 1) -> None:
        super().__init__()
        self.reply, self.max_segments, self.max_characters = reply, segments, characters
        self.parallel = parallel
        self.packs: list[list[str]] = []
        self.lock = threading.Lock()

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        with self.lock:
            self.packs.append(list(texts))
            number = len(self.packs)
        return self.reply(number, texts)


class Ends:
    """Tasks and their ends."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.drafts: dict[int, list[Draft | None]] = {}
        self.taken = 0

    def tasks(self) -> Iterator[Task]:
        for number, text in enumerate(self.texts):
            self.taken += 1
            yield Task(Unit(text), text, "markdown", done=self.end_of(number))

    def end_of(self, number: int) -> Callable[[Draft | None, str], None]:
        return lambda draft, reason: self.drafts.setdefault(number, []).append(draft)


def drafter(engine: Engine, journal: Journal | None = None) -> Drafter:
    return Drafter(engine, Sender(engine, sleep=lambda seconds: None), "en", "es", Glossary(), journal)


WORDS = st.lists(st.sampled_from(["tram", "harbour", "{price}", "**new**", "of", "the", "12"]), min_size=1, max_size=9)


@given(st.lists(WORDS.map(" ".join), max_size=40), st.integers(1, 6), st.integers(40, 120), st.integers(1, 3))
@settings(deadline=None)
def test_every_task_ends_once_and_packs_keep_to_the_limits(
    texts: list[str], segments: int, characters: int, parallel: int
) -> None:
    engine = Counting(segments=segments, characters=characters, parallel=parallel)
    ends = Ends(texts)
    draft_tasks(drafter(engine), ends.tasks())
    assert {number: len(some) for number, some in ends.drafts.items()} == dict.fromkeys(range(len(texts)), 1)
    assert all(len(some) <= segments and sum(map(len, some)) <= characters for some in engine.packs)


def test_equal_texts_are_asked_for_once_however_far_apart(tmp_path: Path) -> None:
    texts = [f"The tram number {number % 300} is red." for number in range(900)]
    engine = Counting(segments=10, characters=5000)
    with Journal(tmp_path / "journal.sqlite") as journal:
        one = drafter(engine, journal)
        ends = Ends(texts)
        draft_tasks(one, ends.tasks())
    assert sum(map(len, engine.packs)) == 300
    assert (one.tally.segments, one.tally.alike, one.tally.from_journal) == (300, 600, 0)
    assert all(ends.drafts[number] for number in range(900))


def test_texts_are_taken_as_the_engine_can_take_them() -> None:
    ends = Ends([f"The tram number {number} is red." for number in range(5000)])
    seen: list[int] = []

    def look(number: int, texts: Sequence[str]) -> list[str]:
        seen.append(ends.taken)
        return spanish(number, texts)

    draft_tasks(drafter(Counting(look)), ends.tasks())
    assert seen[0] <= 400
    assert len(ends.drafts) == 5000


def test_what_must_be_repeated_waits_for_others_so_that_packs_are_full() -> None:
    """A token that is lost in the first style costs packs of its own only at the end."""

    def lossy(number: int, texts: Sequence[str]) -> list[str]:
        return [f"Dicen que {text.replace('XQAZ', '')}" for text in texts]

    engine = Counting(lossy, segments=10, characters=5000)
    ends = Ends([f"Visitors paid {{price}} for ticket number {number}." for number in range(40)])
    draft_tasks(drafter(engine), ends.tasks())
    assert all(some == [some[0]] and some[0] is not None for some in ends.drafts.values())
    assert len(engine.packs) <= 8


@pytest.mark.parametrize("parallel", [1, 4])
def test_answers_are_in_the_journal_before_the_next_pack_is_done(tmp_path: Path, parallel: int) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        kept: list[int] = []

        def look(number: int, texts: Sequence[str]) -> list[str]:
            kept.append(len(journal))
            return spanish(number, texts)

        engine = Counting(look, segments=5, characters=5000, parallel=parallel)
        draft_tasks(
            drafter(engine, journal), Ends([f"The tram number {number} is red." for number in range(100)]).tasks()
        )
        assert len(journal) == 100
    # Threads look and note in turn, so that what one notes may be a little older than its place says.
    slack = 1 if parallel == 1 else 2 * parallel
    assert all(count >= 5 * (calls - slack) for calls, count in enumerate(sorted(kept), 1))


def test_a_text_that_is_too_long_is_not_sent() -> None:
    ends = Ends(["x" * 300, "The tram is red."])
    draft_tasks(drafter(Counting()), ends.tasks())
    assert ends.drafts[0] == [None]
    assert ends.drafts[1] != [None]


# The real programs, through two languages.


@pytest.mark.skipif(
    not make_engine("apertium").supports("en", "pt_BR"),
    reason="Apertium is not installed here: apt install apertium-eng-spa apertium-es-pt",
)
def test_what_is_hidden_survives_two_hops_and_the_mark_names_both(make_project: MakeProject) -> None:
    text = "The **mayor** paid {price} for the [tunnel](https://tunnel.example/a_b) near `make` on the Belt and Road.\n"
    project = make_project(
        {"articles/news.md": text, "glossary/terms.csv": "term,pt_BR\nBelt and Road,Cinturão e Rota\n"},
        'source-locale = "en"\nlocales = ["pt_BR"]\n[engines]\ndefault = "apertium"\n',
    )
    extract_project(project)
    assert not translate_project(project).failed
    (unit,) = units(project, "pt_BR")
    assert "i18n-tool: draft by apertium:eng-spa+es-pt_BR" in unit.comments
    for kept in ("{price}", "](https://tunnel.example/a_b)", "`make`", "Cinturão e Rota"):
        assert unit.msgstr.count(kept) == 1
    assert unit.msgstr.startswith("O **prefeito** ")


# Variants.


def units(project: Project, locale: str) -> tuple[Unit, ...]:
    return read_catalogue(project.catalogue_path("news", locale)).units


def test_what_is_no_text_is_not_converted(make_project: MakeProject) -> None:
    project = make_project(
        {"articles/news.md": "Run `软件` of [the office](https://a.example/软件) and {软件} in software.\n"},
        'source-locale = "en"\nlocales = ["zh_CN", "zh_HK"]\n[engines]\ndefault = "pseudo"\nzh_HK = "opencc:zh_CN"\n',
    )
    extract_project(project)
    old = read_catalogue(project.catalogue_path("news", "zh_CN"))
    (unit,) = old.units
    said = "在软件里运行[办公室](https://a.example/软件)的 `软件`。"
    new = Unit(unit.msgid, said, references=unit.references)
    write_catalogue(replace_units(old, {unit.key: new}), project.catalogue_path("news", "zh_CN"))
    translate_project(project, locales=["zh_HK"])
    assert units(project, "zh_HK")[0].msgstr == "在軟件裏運行[辦公室](https://a.example/软件)的 `软件`。"

"""Money: what would be sent is counted, what is sent stays within the limits, and leverage is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from i18n_tool.errors import SettingsError
from i18n_tool.project import Project
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.leverage import Share
from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject, Run
from tests.engines.loopback import FakePage, Reply, page, pretend, serve
from tests.exchange.test_tmx import tmx, unit
from tests.workflow.test_translate import edit, google, ready, row, settings, units

SENTENCES = [
    "The night tram stops at the old harbour.",
    "Tickets are sold in the hall.",
    "A new timetable hangs beside the door, and it is longer than the one before it was.",
    "Dogs travel free.",
    "The ferry leaves at noon from the second quay.",
]
TEXT = "\n\n".join(SENTENCES) + "\n"


@pytest.fixture
def server() -> Iterator[FakePage]:
    with serve() as server:
        yield server


def received(server: FakePage) -> int:
    """Return how many characters the server was sent, those that came again included."""
    return sum(len(text) * times for text, times in server.asked.items())


def priced(make_project: MakeProject, server: FakePage, price: str = "price = 20000.0") -> Project:
    text = f'currency = "EUR"\n{settings("es", more=google(server.url))}{price}\n'
    return ready(make_project, text, {"articles/news.md": TEXT})


@pytest.mark.parametrize("limit", [0, 16, 17, 60, 100, 5_000])
def test_the_server_never_receives_more_than_the_limit(make_project: MakeProject, server: FakePage, limit: int) -> None:
    project = priced(make_project, server)
    report = translate_project(project, max_characters=limit)
    assert received(server) <= limit
    one = row(report, "es")
    done = [text for text in SENTENCES if units(project, "es")[text].msgstr]
    assert received(server) == sum(map(len, done)) == one.characters
    assert one.left == len(SENTENCES) - len(done)
    assert one.left_characters == sum(map(len, SENTENCES)) - received(server)
    assert not report.failed


@pytest.mark.parametrize("status", [503, 429, None])
def test_what_is_sent_again_counts_too(make_project: MakeProject, server: FakePage, status: int | None) -> None:
    def reply(number: int, text: str) -> Reply:
        if number % 2:
            return None if status is None else (status, "")
        return 200, page(pretend(text))

    server.reply = reply
    project = priced(make_project, server)
    translate_project(project, max_characters=200)
    assert 0 < received(server) <= 200


def test_answers_that_are_refused_count_too(make_project: MakeProject, server: FakePage) -> None:
    server.reply = lambda number, text: (200, page("..."))
    project = priced(make_project, server)
    translate_project(project, max_characters=150)
    assert 0 < received(server) <= 150


def test_a_second_run_goes_on_where_the_first_stopped(make_project: MakeProject, server: FakePage) -> None:
    project = priced(make_project, server)
    translate_project(project, max_characters=100)
    assert not translate_project(project).failed
    assert set(server.asked.values()) == {1}
    assert all(one.state == "draft" for one in units(project, "es").values())


def test_the_limit_of_cost_is_not_passed(make_project: MakeProject, server: FakePage) -> None:
    project = priced(make_project, server)
    report = translate_project(project, max_cost=2.0)
    assert received(server) <= 100
    cost = row(report, "es").cost
    assert cost is not None
    assert 0 < cost <= 2.0
    assert report.limit == "beyond the limit of 2.00 EUR"


def test_a_limit_of_cost_needs_the_price(make_project: MakeProject, server: FakePage) -> None:
    project = priced(make_project, server, price="")
    with pytest.raises(SettingsError, match="what google costs"):
        translate_project(project, max_cost=2.0)
    assert not server.asked


def test_a_price_that_is_no_number_is_an_error_that_names_it(make_project: MakeProject, server: FakePage) -> None:
    with pytest.raises(SettingsError, match='"price" must be a number'):
        translate_project(priced(make_project, server, price='price = "20"'))


def test_a_dry_run_says_what_would_be_sent_and_what_it_costs(
    make_project: MakeProject, server: FakePage, run: Run
) -> None:
    project = priced(make_project, server)
    size = sum(map(len, SENTENCES))
    said = run("translate", "--dry-run").output
    assert f"5 texts, {size} characters would be sent to google in 5 requests for {size * 0.02:.2f} EUR" in said
    found = json.loads(run("translate", "--dry-run", "--format", "json", "--max-chars", "60").output)
    one = found["locales"][0]
    assert (one["segments"], one["left"]) == (2, 3)
    assert (one["characters"] + one["left_characters"], found["currency"]) == (size, "EUR")
    assert not server.asked
    translate_project(project, max_characters=60)
    assert received(server) == one["characters"]


def test_the_summary_says_why_and_how_much_is_left(make_project: MakeProject, server: FakePage, run: Run) -> None:
    priced(make_project, server)
    result = run("translate", "--max-chars", "60")
    assert "es: 3 units left empty, " in result.output
    assert " beyond the limit of 60 characters; the next run goes on with them." in result.output
    assert result.exit_code == 0


def test_repeated_texts_take_room_once(make_project: MakeProject, server: FakePage) -> None:
    project = ready(
        make_project,
        settings("es", more=google(server.url)),
        {"articles/news.md": "Dogs travel free.\n", "articles/copy.md": "Dogs travel free.\n"},
    )
    assert row(translate_project(project, max_characters=17), "es").drafts == 2


# Leverage.


def test_leverage_tells_where_each_unit_came_from(make_project: MakeProject, server: FakePage, run: Run) -> None:
    memory = tmx(unit("Dogs travel free.", "Los perros viajan gratis.") + unit("Buy 12 cards.", "Compre 12 tarjetas."))
    project = ready(
        make_project,
        settings("es", more=google(server.url)),
        {
            "articles/news.md": TEXT,
            "articles/more.md": "Buy 25 cards.\n\n" + SENTENCES[1] + "\n",
            "memory/a.tmx": memory,
        },
    )
    edit(project, "es", SENTENCES[0], "El tranvía nocturno.")
    (project.root / "articles" / "third.md").write_text("\n\n".join(SENTENCES[:2]) + "\n", encoding="utf-8")
    extract_project(project)
    dry = row(translate_project(project, dry_run=True), "es")
    one = row(translate_project(project), "es")
    wanted = {
        "context": Share(1, len(SENTENCES[0])),
        "exact": Share(1, 17),
        "similar": Share(1, 13),
        "repeated": Share(2, 2 * len(SENTENCES[1])),
        "engine": Share(3, len(SENTENCES[1]) + len(SENTENCES[2]) + len(SENTENCES[4])),
    }
    assert one.leverage == wanted
    assert dry.leverage == wanted
    patched = units(project, "es", "more")["Buy 25 cards."]
    assert (patched.msgstr, patched.fuzzy) == ("Compre 25 tarjetas.", True)
    assert patched.comments == ("i18n-tool: draft by memory 84 %, numbers put in",)
    assert patched.previous_msgid == "Buy 12 cards."


def test_leverage_is_said_and_in_json(make_project: MakeProject, server: FakePage, run: Run) -> None:
    text = settings("es", more=google(server.url))
    make_project({"articles/a.md": TEXT, "memory/a.tmx": tmx(unit(SENTENCES[3], "Gratis."))}, text)
    run("extract")
    found = json.loads(run("translate", "--dry-run", "--format", "json").output)
    assert found["locales"][0]["leverage"]["exact"] == {"segments": 1, "characters": 17}
    size = sum(map(len, SENTENCES))
    assert f"es: of {size} characters, {round(1700 / size)} % equal in the memory" in run("translate").output


def test_answers_in_catalogues_are_noted_in_the_journal(make_project: MakeProject, server: FakePage) -> None:
    from i18n_tool.journal import Journal

    project = priced(make_project, server)
    translate_project(project)
    with Journal(project.state_folder / "journal.sqlite") as journal:
        assert len(journal) == 5
        assert journal.prune(kept=0) == 5


def test_a_locked_memory_is_one_error_with_advice(
    make_project: MakeProject, server: FakePage, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sqlite3

    monkeypatch.setattr("i18n_tool.database.PATIENCE", 0.1)
    priced(make_project, server)
    run("memory", "stats")
    other = sqlite3.connect(tmp_path / ".i18n-tool" / "memory.sqlite", isolation_level=None)
    other.execute("begin exclusive")
    try:
        result = run("translate")
    finally:
        other.close()
    assert result.exit_code == 2
    assert "another program has it locked" in result.output
    assert "Close what has the file open" in result.output

"""Whatever a server does to one segment, nothing wrong is written, the rest is done, and the next run finishes it."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable

import pytest

from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject
from tests.engines.loopback import Reply, page, pretend, serve
from tests.workflow.test_translate import google, ready, row, settings, units

VICTIM = "The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday."
GOOD = "Dicen que The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday."
TOKEN = r"\bX[A-Z]+Z\b|\[\[\d+\]\]|⟦\d+⟧"


def answer(change: Callable[[str], str]) -> Callable[[str], Reply]:
    return lambda text: (200, page(change(pretend(text))))


def never(text: str) -> Reply:
    time.sleep(1.5)
    return 200, page(pretend(text))


def moved(text: str) -> str:
    tokens = re.findall(TOKEN, text)
    return " ".join(reversed(tokens)) + re.sub(TOKEN, "", text)


def translated(text: str) -> str:
    return text.replace("X", "Equis").replace("[[", "((").replace("⟦", "(")


FAULTS: dict[str, Callable[[str], Reply]] = {
    **{f"status {status}": lambda text, status=status: (status, "") for status in (403, 429, 503)},  # type: ignore[misc]
    "reset": lambda text: None,
    "never answers": never,
    "html": lambda text: (200, "<html><body><h1>Welcome</h1></body></html>"),
    "error object": lambda text: (200, '{"error": {"code": 7, "message": "no"}}'),
    "truncated": lambda text: (200, page(pretend(text))[:40]),
    "nothing": lambda text: (200, ""),
    "empty string": answer(lambda text: ""),
    "quota sentence": answer(lambda text: "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"),
    "unchanged": lambda text: (200, page(text)),
    "wrong script": answer(lambda text: re.sub(r"[a-z]+", "市长", text)),
    "tokens lost": answer(lambda text: re.sub(TOKEN, "", text)),
    "tokens doubled": answer(lambda text: re.sub(TOKEN, r"\g<0>, \g<0>", text)),
    "tokens moved": answer(moved),
    "tokens translated": answer(translated),
    "loop": answer(lambda text: text + " olivo olivo olivo olivo olivo"),
    "far too long": answer(lambda text: text * 9),
    "far too short": answer(lambda text: "".join(re.findall(TOKEN, text)) + "a"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_writes_nothing_wrong_and_the_next_run_finishes(make_project: MakeProject, fault: str) -> None:
    faulty = FAULTS[fault]

    def reply(number: int, text: str) -> Reply:
        return faulty(text) if "mayor" in text else (200, page(pretend(text)))

    with serve(reply) as server:
        options = google(server.url).replace("deadline = 5", "deadline = 0.4")
        project = ready(make_project, settings("es", more=options))
        report = translate_project(project)
        found = units(project, "es")
        assert found[VICTIM].msgstr == ""
        assert all(unit.state == "draft" for msgid, unit in found.items() if msgid != VICTIM)
        assert [failure.msgid for failure in row(report, "es").failed] == [VICTIM]
        assert row(report, "es").failed[0].reason
        assert report.failed
        server.reply = lambda number, text: (200, page(pretend(text)))
        server.asked.clear()
        assert not translate_project(project).failed
        assert server.asked.total() == 1
    assert units(project, "es")[VICTIM].msgstr == GOOD


MENDED: dict[str, Callable[[str], str]] = {
    "entities": lambda text: html.escape(text).replace("X", "&#88;"),
    "lower case": str.lower,
    "spaces in tokens": lambda text: re.sub(r"\bX([A-Z])([A-Z]+)Z\b", r"X\1 \2 Z", text),
    "wide letters": lambda text: re.sub(
        TOKEN, lambda match: "".join(chr(ord(char) + 0xFEE0) for char in match[0]), text
    ),
    "spaces eaten": lambda text: re.sub(rf" ({TOKEN}) ", r"\1", text),
}


@pytest.mark.parametrize("damage", MENDED)
def test_damage_that_can_be_undone_is_undone(make_project: MakeProject, damage: str) -> None:
    with serve(lambda number, text: (200, page(MENDED[damage](pretend(text))))) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        report = translate_project(project)
    assert not report.failed
    found = units(project, "es")[VICTIM].msgstr
    assert found.lower().replace(" ", "") == GOOD.lower().replace(" ", "")
    assert "[tunnel](https://tunnel.example/a_b)" in found
    assert "**mayor**" in found


def test_a_slow_server_is_waited_for(make_project: MakeProject) -> None:
    with serve(delay=0.3) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        assert not translate_project(project).failed
    assert units(project, "es")[VICTIM].msgstr == GOOD

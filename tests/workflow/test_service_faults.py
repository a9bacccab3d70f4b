"""Whatever a service does, nothing wrong is written, the rest is done, and the next run asks for what is missing."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from i18n_tool.project import Project
from i18n_tool.workflow.translate import TranslateReport, translate_project
from tests.conftest import MakeProject, Run
from tests.engines.loopback import pretend
from tests.engines.protocols import KEY, PROTOCOLS, Protocol
from tests.engines.services import Asked, Reply, serve_service
from tests.workflow.test_translate import TRADE, ready, row, units

VICTIM = "The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday."
GOOD = {
    "Harbour news": "Dicen que Harbour news",
    VICTIM: f"Dicen que {VICTIM}",
    "Visitors paid {price} for a ticket.": "Dicen que Visitors paid {price} for a ticket.",
    TRADE: "Dicen que Trade along la Franja y la Ruta grew again this year.",
}
WORDS = dict(zip(GOOD, ("news", "mayor", "ticket", "along"), strict=True))
"""A word of each text that stands in no other one and is never hidden."""

TOKEN = r"\bX[A-Z]+Z\b|\[\[\d+\]\]|⟦\d+⟧|<span[^<>]*>[^<>]*</span>|<x [^<>]*>"

Fault = Callable[[Protocol, Asked, Sequence[str]], Reply]


def is_victim(text: str) -> bool:
    return "mayor" in text


def item(change: Callable[[str], Any]) -> Fault:
    """Return the fault that changes one translation of an answer."""

    def reply(protocol: Protocol, asked: Asked, texts: Sequence[str]) -> Reply:
        return protocol.reply(asked, [change(pretend(one)) if is_victim(one) else pretend(one) for one in texts])

    return reply


def items(change: Callable[[list[str]], list[Any]]) -> Fault:
    """Return the fault that changes the list of translations."""
    return lambda protocol, asked, texts: protocol.reply(asked, change([pretend(text) for text in texts]))


def status(number: int, retry_after: str | None = None) -> Fault:
    """Return a refusal whose message repeats the key, as servers do."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    body = {"error": {"code": number, "message": f"not with {KEY}"}, "message": f"not with {KEY}"}
    return lambda protocol, asked, texts: Reply(body, number, headers)


def plain(reply: Reply) -> Fault:
    return lambda protocol, asked, texts: reply


def truncated(protocol: Protocol, asked: Asked, texts: Sequence[str]) -> Reply:
    whole = json.dumps(protocol.reply(asked, [pretend(text) for text in texts]).body).encode()
    return Reply(whole[: len(whole) // 2])


def cut(protocol: Protocol, asked: Asked, texts: Sequence[str]) -> Reply:
    return replace(protocol.reply(asked, [pretend(text) for text in texts]), cut=20)


def moved(text: str) -> str:
    return " ".join(reversed(re.findall(TOKEN, text))) + re.sub(TOKEN, "", text)


QUOTA = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"

PASSING: dict[str, Fault] = {
    "429": status(429),
    "429 with Retry-After": status(429, "0.01"),
    "429 with a date": status(429, "Mon, 18 May 2026 07:30:00 GMT"),
    "500": status(500),
    "503": status(503),
    "529": status(529),
    "reset": plain(Reply(reset=True)),
    "cut off": cut,
}
"""Faults of a call; the server falls over one text, whatever stands beside it."""

REFUSED: dict[str, Fault] = {
    "400": status(400),
    "413": status(413),
    "html": plain(Reply(b"<!DOCTYPE html><html><body>Welcome</body></html>", headers={"Content-Type": "text/html"})),
    "error object": plain(Reply({"error": {"code": 7, "message": f"no, {KEY}"}})),
    "truncated": truncated,
    "nothing": plain(Reply(b"")),
    "null": item(lambda text: None),
    "a number": item(lambda text: 7),
    "empty string": item(lambda text: ""),
    "quota sentence": item(lambda text: QUOTA),
    "unchanged": item(lambda text: text.removeprefix(pretend(""))),
    "wrong script": item(lambda text: re.sub(r"(?<![<\w])[a-z]+(?![\w=])", "市长", text)),
    "tokens lost": item(lambda text: re.sub(TOKEN, "", text)),
    "tokens doubled": item(lambda text: re.sub(TOKEN, r"\g<0>, \g<0>", text)),
    "tokens moved": item(moved),
    "tokens translated": item(lambda text: re.sub(TOKEN, "Equis", text)),
    "loop": item(lambda text: text + " olivo olivo olivo olivo olivo"),
    "far too long": item(lambda text: text * 9),
}
"""Answers that are no translations of one text."""

LISTS: dict[str, Fault] = {
    "fewer": items(lambda answers: answers[1:] if len(answers) > 1 else answers),
    "more": items(lambda answers: ["Más", *answers] if len(answers) > 1 else answers),
    "none": items(lambda answers: [] if len(answers) > 1 else answers),
    "reordered": items(lambda answers: answers[::-1]),
    "shifted": items(lambda answers: [*answers[1:], *answers[:1]]),
}
"""Answers that are in another order or number than the texts; texts are then asked for one by one."""

FATAL: dict[str, Fault] = {"401": status(401), "403": status(403), "402": status(402), "456": status(456)}
"""Refusals for good."""

LISTED = [name for name in PROTOCOLS if name != "mymemory"]


class Desk:
    """A project whose engine asks a service that has a fault."""

    def __init__(self, make_project: MakeProject, protocol: Protocol, fault: Fault | None, more: str = "") -> None:
        self.protocol = protocol
        self.fault = fault
        self.make_project = make_project
        self.more = more
        self.asked: list[str] = []

    def __call__(self, asked: Asked) -> Reply:
        texts = self.protocol.texts(asked)
        if texts is None:
            return Reply(self.protocol.other)
        self.asked += texts
        if self.fault and any(map(is_victim, texts)):
            return self.fault(self.protocol, asked, texts)
        return self.protocol.reply(asked, [pretend(text) for text in texts])

    def run(self, check: Callable[[Project, TranslateReport], None]) -> None:
        """Translate with the fault, check what became of it, and translate again without the fault."""
        with serve_service(self) as server:
            project = ready(self.make_project, self.protocol.settings(server.url, "es") + self.more)
            report = translate_project(project)
            written = {msgid: unit.msgstr for msgid, unit in units(project, "es").items()}
            assert all(text in ("", GOOD[msgid]) for msgid, text in written.items()), written
            assert report.failed == ("" in written.values())
            check(project, report)
            assert_no_key(project.root, report)
            self.fault = None
            self.asked.clear()
            assert not translate_project(project).failed
            missing = {msgid for msgid, text in written.items() if not text}
            assert {msgid for msgid, word in WORDS.items() if any(word in text for text in self.asked)} == missing
        assert {msgid: unit.msgstr for msgid, unit in units(project, "es").items()} == GOOD


def assert_no_key(root: Path, report: object) -> None:
    assert KEY not in repr(report)
    assert [path for path in root.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()] == []


def only_the_victim_is_missing(project: Project, report: TranslateReport) -> None:
    assert [failure.msgid for failure in row(report, "es").failed] == [VICTIM]
    assert row(report, "es").failed[0].reason
    assert units(project, "es")[VICTIM].msgstr == ""


@pytest.fixture(params=LISTED)
def protocol(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Protocol:
    found = PROTOCOLS[request.param]
    monkeypatch.setenv(found.variable, KEY)
    return found


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_one_text_sets_off_costs_no_other(
    make_project: MakeProject, protocol: Protocol, fault: str
) -> None:
    Desk(make_project, protocol, PASSING[fault]).run(only_the_victim_is_missing)


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_translation_is_not_written(make_project: MakeProject, protocol: Protocol, fault: str) -> None:
    Desk(make_project, protocol, REFUSED[fault]).run(only_the_victim_is_missing)


@pytest.mark.parametrize("fault", LISTS)
def test_answers_never_go_to_another_text(make_project: MakeProject, protocol: Protocol, fault: str) -> None:
    Desk(make_project, protocol, LISTS[fault]).run(lambda project, report: None)


def nothing_is_missing(project: Project, report: TranslateReport) -> None:
    assert row(report, "es").failed == ()
    assert row(report, "es").problem == ""


MENDED: dict[str, Fault] = {
    "entities": item(html.escape),
    "spaces in tokens": item(lambda text: re.sub(r"\bX([A-Z])([A-Z]+)Z\b", r"X\1 \2 Z", text)),
    "spaces eaten": item(lambda text: re.sub(rf" ({TOKEN}) ", r"\1", text)),
    "slow": lambda protocol, asked, texts: replace(protocol.reply(asked, [*map(pretend, texts)]), delay=0.3),
}
"""Damage that can be undone, or that the next style does not have."""


@pytest.mark.parametrize("fault", MENDED)
def test_damage_that_can_be_undone_costs_nothing(make_project: MakeProject, protocol: Protocol, fault: str) -> None:
    with serve_service(Desk(make_project, protocol, MENDED[fault])) as server:
        project = ready(make_project, protocol.settings(server.url, "es"))
        nothing_is_missing(project, translate_project(project))
    found = {msgid: unit.msgstr.replace(" ", "") for msgid, unit in units(project, "es").items()}
    assert found == {msgid: text.replace(" ", "") for msgid, text in GOOD.items()}


@pytest.mark.parametrize("fault", FATAL)
def test_a_refusal_for_good_ends_the_engines_work_and_is_named(
    make_project: MakeProject, protocol: Protocol, fault: str
) -> None:
    def stopped(project: Project, report: TranslateReport) -> None:
        assert row(report, "es").problem.startswith(f"{protocol.name}: ")
        assert f"HTTP {fault}" in row(report, "es").problem
        assert row(report, "es").requests == 1

    Desk(make_project, protocol, FATAL[fault]).run(stopped)


def test_a_service_that_never_answers_is_given_up(make_project: MakeProject, protocol: Protocol) -> None:
    never = plain(Reply({}, delay=2.0))
    Desk(make_project, protocol, never, "deadline = 0.5\nmax-segments = 1\n").run(only_the_victim_is_missing)


def test_a_service_that_wants_a_long_rest_is_left_alone(make_project: MakeProject, protocol: Protocol) -> None:
    def rested(project: Project, report: TranslateReport) -> None:
        # DeepL's library does not hand the header on.
        assert row(report, "es").requests == 1 or protocol.name == "deepl"
        assert "429" in row(report, "es").problem or row(report, "es").failed

    Desk(make_project, protocol, status(429, "3600")).run(rested)


def test_a_service_that_is_down_is_left_alone(make_project: MakeProject, protocol: Protocol) -> None:
    desk = Desk(make_project, protocol, None)
    with serve_service(desk) as server:
        server.reply = lambda asked: desk(asked) if desk.protocol.texts(asked) is None else Reply({}, 503)
        project = ready(make_project, protocol.settings(server.url, "es"))
        report = translate_project(project)
        assert "HTTP 503" in row(report, "es").problem
        assert row(report, "es").requests <= 16
        assert not any(unit.msgstr for unit in units(project, "es").values())


@pytest.mark.parametrize(
    ("name", "problem"),
    [("quota sentence", "its free translations of today are used up"), ("429", "too many requests")],
)
def test_mymemory_is_stopped_by_its_quota(make_project: MakeProject, name: str, problem: str) -> None:
    def spent(project: Project, report: TranslateReport) -> None:
        one = row(report, "es")
        assert problem in one.problem or problem in one.failed[0].reason

    Desk(make_project, PROTOCOLS["mymemory"], {**REFUSED, **PASSING}[name]).run(spent)


@pytest.mark.parametrize("fault", [*FATAL, "429", "error object"])
def test_no_key_is_shown_on_the_terminal(
    make_project: MakeProject, run: Run, protocol: Protocol, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    faults = {**FATAL, **PASSING, **REFUSED}
    with serve_service(Desk(make_project, protocol, faults[fault])) as server:
        project = ready(make_project, protocol.settings(server.url, "es"))
        for command in (["translate", "-v"], ["engines", "-v"], ["status", "-v"]):
            done = run(*command)
            assert KEY not in done.output + repr(done.exception)
    assert_no_key(project.root, caplog.text)


def test_an_engine_that_takes_terms_sees_them_first_and_tokens_only_where_that_failed(
    make_project: MakeProject,
) -> None:
    protocol = PROTOCOLS["llm"]
    rendered = {"the Belt and Road": "la Franja y la Ruta"}
    asked: list[Asked] = []

    def obey(request: Asked) -> Reply:
        asked.append(request)
        texts = protocol.texts(request) or ()
        for source, target in rendered.items():
            texts = [text.replace(source, target) for text in texts]
        return protocol.reply(request, [pretend(text) for text in texts])

    with serve_service(obey) as server:
        project = ready(make_project, protocol.settings(server.url, "es", "fr"))
        assert not translate_project(project, locales=["es"]).failed
        assert len(asked) == 1
        assert not translate_project(project, locales=["fr"]).failed
    assert units(project, "es")[TRADE].msgstr == GOOD[TRADE]
    sent = [json.loads(one.body["messages"][-1]["content"]) for one in asked]
    assert sent[0]["terms"] == {"the Belt and Road": "la Franja y la Ruta"}
    assert [list(one["texts"].values()) for one in sent[2:]] == [["Trade along ⟦1⟧ grew again this year."]]
    french = units(project, "fr")[TRADE]
    assert french.msgstr == "Dicen que Trade along les Nouvelles Routes de la soie grew again this year."
    assert not any("check the term" in comment for comment in french.comments)


def test_what_is_nothing_but_a_term_is_asked_of_nobody(make_project: MakeProject) -> None:
    protocol = PROTOCOLS["llm"]
    desk = Desk(make_project, protocol, None)
    with serve_service(desk) as server:
        files: dict[str, str | bytes] = {"articles/more.md": "# Belt and Road\n"}
        project = ready(make_project, protocol.settings(server.url, "es"), files)
        assert not translate_project(project).failed
    assert "Belt and Road" not in desk.asked
    assert units(project, "es", "more")["Belt and Road"].msgstr == "La Franja y la Ruta"


def test_a_term_that_is_only_checked_costs_no_second_request(make_project: MakeProject) -> None:
    protocol = PROTOCOLS["llm"]
    desk = Desk(make_project, protocol, None)
    terms = "term,mode,es\nHarbour,check-only,puerto\nnews,mask,news\n"
    with serve_service(desk) as server:
        files: dict[str, str | bytes] = {"glossary/terms.csv": terms}
        project = ready(make_project, protocol.settings(server.url, "es"), files)
        report = translate_project(project)
    assert row(report, "es").requests == 1
    assert "i18n-tool: check the term Harbour" in units(project, "es")["Harbour news"].comments

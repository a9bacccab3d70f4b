"""From empty units to drafts that can be trusted."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from i18n_tool.catalogue import Catalogue, read_catalogue, replace_units, write_catalogue
from i18n_tool.engines import make_engine
from i18n_tool.errors import SettingsError
from i18n_tool.model import Unit
from i18n_tool.project import Project
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.translate import LocaleTranslation, TranslateReport, translate_project
from tests.conftest import MakeProject
from tests.engines.loopback import page, pretend, serve

ARTICLE = """\
# Harbour news

The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday. Visitors paid {price} for a ticket.

Trade along the Belt and Road grew again this year.
"""

TRADE = "Trade along the Belt and Road grew again this year."

GLOSSARY = """\
term,es,fr,zh_CN,zh_HK
Belt and Road,la Franja y la Ruta,les Nouvelles Routes de la soie,一带一路,「一帶一路」
"""


def settings(*locales: str, more: str = "") -> str:
    names = ", ".join(f'"{locale}"' for locale in locales)
    return f'source-locale = "en"\nlocales = [{names}]\n[engines]\n{more}'


def google(url: str, more: str = "") -> str:
    options = "requests-per-second = 500\ndeadline = 5\npause = 0.05\n"
    return f'default = "google"\n{more}[engines.google]\nurl = "{url}"\n{options}'


def catalogue(project: Project, locale: str, name: str = "news") -> Catalogue:
    return read_catalogue(project.catalogue_path(name, locale))


def units(project: Project, locale: str, name: str = "news") -> dict[str, Unit]:
    return {unit.msgid: unit for unit in catalogue(project, locale, name).units}


def edit(project: Project, locale: str, msgid: str, msgstr: str, *, fuzzy: bool = False, name: str = "news") -> None:
    """Do what a reviewer does."""
    from dataclasses import replace

    old = catalogue(project, locale, name)
    unit = next(unit for unit in old.units if unit.msgid == msgid)
    new = replace(unit, msgstr=msgstr, fuzzy=fuzzy)
    write_catalogue(replace_units(old, {unit.key: new}), project.catalogue_path(name, locale))


def add(project: Project, locale: str, unit: Unit) -> None:
    """Put a unit into a catalogue."""
    old = catalogue(project, locale)
    write_catalogue(replace_units(old, {unit.key: unit}), project.catalogue_path("news", locale))


def ready(make_project: MakeProject, text: str, files: dict[str, str | bytes] | None = None) -> Project:
    project = make_project({"articles/news.md": ARTICLE, "glossary/terms.csv": GLOSSARY, **(files or {})}, text)
    assert not extract_project(project).errors
    return project


def row(report: TranslateReport, locale: str) -> LocaleTranslation:
    return next(one for one in report.locales if one.locale == locale)


def test_empty_units_become_drafts_that_name_their_maker(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        report = translate_project(project)
    found = units(project, "es")
    first = found["The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday."]
    assert first.fuzzy
    assert "i18n-tool: draft by google" in first.comments
    assert first.msgstr == "Dicen que The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday."
    assert all(unit.state == "draft" for unit in found.values())
    assert not report.failed
    assert row(report, "es").drafts == len(found)


def test_terms_come_out_as_the_glossary_says(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        translate_project(project)
        assert not any("Belt" in text for text in server.asked)
    unit = units(project, "es")["Trade along the Belt and Road grew again this year."]
    assert unit.msgstr == "Dicen que Trade along la Franja y la Ruta grew again this year."
    assert not any("check the term" in comment for comment in unit.comments)


def test_what_has_no_letters_is_copied_and_never_sent(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        add(project, "es", Unit("2018"))
        report = translate_project(project)
        assert "2018" not in server.asked
    unit = units(project, "es")["2018"]
    assert (unit.msgstr, unit.fuzzy, unit.comments) == ("2018", True, ("i18n-tool: draft by copy",))
    assert row(report, "es").copied == 1


def test_what_a_person_wrote_is_not_touched(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        edit(project, "es", "Harbour news", "Noticias del puerto")
        edit(project, "es", TRADE, "Más comercio.", fuzzy=True)
        translate_project(project)
    found = units(project, "es")
    assert found["Harbour news"].msgstr == "Noticias del puerto"
    assert found["Harbour news"].state == "accepted"
    assert found[TRADE].msgstr == "Más comercio."


def test_a_second_run_sends_and_changes_nothing(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        translate_project(project)
        before, asked = project.catalogue_path("news", "es").read_bytes(), server.asked.total()
        report = translate_project(project)
        assert server.asked.total() == asked
    assert project.catalogue_path("news", "es").read_bytes() == before
    assert report.changed == ()


def test_answers_of_an_earlier_run_are_not_asked_for_again(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        fresh = project.catalogue_path("news", "es").read_bytes()
        translate_project(project)
        filled, asked = project.catalogue_path("news", "es").read_bytes(), server.asked.total()
        project.catalogue_path("news", "es").write_bytes(fresh)
        report = translate_project(project)
        assert server.asked.total() == asked
    assert project.catalogue_path("news", "es").read_bytes() == filled
    assert row(report, "es").from_journal == 4


def test_equal_texts_of_several_articles_are_sent_once(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)), {"articles/copy.md": ARTICLE})
        report = translate_project(project)
        assert set(server.asked.values()) == {1}
    assert row(report, "es").alike == 4
    assert units(project, "es", "copy")["Harbour news"].msgstr == "Dicen que Harbour news"


def test_a_dry_run_counts_and_writes_nothing(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)), {"articles/copy.md": ARTICLE})
        before = sorted(path for path in project.root.rglob("*"))
        text = project.catalogue_path("news", "es").read_bytes()
        report = translate_project(project, dry_run=True)
        assert not server.asked
    one = row(report, "es")
    assert (one.engine, one.missing, one.segments, one.alike) == ("google", 8, 4, 4)
    assert one.characters > 100
    assert project.catalogue_path("news", "es").read_bytes() == text
    assert sorted(path for path in project.root.rglob("*")) == before


def tokens_lost(text: str) -> str:
    return re.sub(r"\bX[A-Z]+Z\b|\[\[\d+\]\]|⟦\d+⟧", "", pretend(text))


def tokens_doubled(text: str) -> str:
    return re.sub(r"\bX[A-Z]+Z\b|\[\[\d+\]\]|⟦\d+⟧", r"\g<0> \g<0>", pretend(text))


@pytest.mark.parametrize("damage", [tokens_lost, tokens_doubled])
def test_a_segment_whose_tokens_never_come_back_stays_empty(make_project: MakeProject, damage: object) -> None:
    assert callable(damage)
    with serve(lambda number, text: (200, page(damage(text)))) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        report = translate_project(project)
    found = units(project, "es")
    assert found["Harbour news"].state == "draft"
    assert found["Visitors paid {price} for a ticket."].state == "missing"
    assert len(row(report, "es").failed) == 2
    assert report.failed
    assert "{price}" in row(report, "es").failed[1].reason


def test_a_term_that_cannot_be_hidden_leaves_a_comment(make_project: MakeProject) -> None:
    with serve(lambda number, text: (200, page(tokens_lost(text)))) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        translate_project(project)
    unit = units(project, "es")["Trade along the Belt and Road grew again this year."]
    assert unit.msgstr == "Dicen que Trade along the Belt and Road grew again this year."
    assert unit.fuzzy
    assert "i18n-tool: check the term Belt and Road" in unit.comments


def test_a_token_never_reaches_a_catalogue(make_project: MakeProject) -> None:
    def torn(number: int, text: str) -> tuple[int, str]:
        return 200, page(pretend(text) + [" XQ", " [[", " ⟦", " XQAZ"][number % 4])

    with serve(torn) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        translate_project(project)
    assert not re.search(r"XQ|\[\[|⟦", "".join(unit.msgstr for unit in catalogue(project, "es").units))


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>no translation here</body></html>",
        "",
        page(""),
        page("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"),
        page("oliva oliva oliva oliva oliva oliva"),
        page("这根本不是西班牙语，而是另一种文字的句子。"),
    ],
)
def test_what_is_no_translation_is_never_written(make_project: MakeProject, body: str) -> None:
    with serve(lambda number, text: (200, body)) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        report = translate_project(project)
    assert all(unit.msgstr == "" and not unit.fuzzy for unit in units(project, "es").values())
    assert report.failed


def test_a_source_that_comes_back_unchanged_is_never_written(make_project: MakeProject) -> None:
    with serve(lambda number, text: (200, page(text))) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        translate_project(project)
    assert units(project, "es")["Trade along the Belt and Road grew again this year."].state == "missing"


def test_passing_faults_pass(make_project: MakeProject) -> None:
    with serve(lambda number, text: (503, "") if number in (1, 3) else (200, page(pretend(text)))) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        report = translate_project(project)
    assert not report.failed
    assert all(unit.msgstr for unit in units(project, "es").values())


def test_an_engine_that_is_down_is_one_line_and_the_other_locales_go_on(make_project: MakeProject) -> None:
    with serve() as server:
        url = server.url
    project = ready(make_project, settings("ja", "es", more=google(url, 'es = "pseudo"\n')))
    start = time.monotonic()
    report = translate_project(project)
    assert time.monotonic() - start < 10
    assert row(report, "ja").problem.startswith("google: it cannot be reached")
    assert "\n" not in row(report, "ja").problem
    assert row(report, "ja").failed == ()
    assert row(report, "ja").skipped == (("the engine failed", 4),)
    assert all(unit.msgstr for unit in units(project, "es").values())
    assert report.failed


def test_the_next_run_does_what_an_outage_left_over(make_project: MakeProject) -> None:
    with serve(lambda number, text: (200, page(pretend(text))) if number <= 2 else (503, "")) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        translate_project(project)
        done = [text for text in server.asked if server.asked[text] == 1]
        assert any(unit.state == "missing" for unit in units(project, "es").values())
        server.reply = lambda number, text: (200, page(pretend(text)))
        server.asked.clear()
        assert not translate_project(project).failed
        assert len(server.asked) == 2
        assert not set(done) & set(server.asked)
    assert all(unit.state == "draft" for unit in units(project, "es").values())


def test_a_locale_that_nothing_serves_does_not_stop_the_others(make_project: MakeProject) -> None:
    project = ready(make_project, settings("rm", "es", more='rm = "google"\nes = "pseudo"\n'))
    report = translate_project(project)
    assert row(report, "rm").problem == "google does not translate rm"
    assert row(report, "rm").skipped == (("no engine", 4),)
    assert row(report, "es").drafts == 4


def test_a_mistyped_engine_stops_the_run_before_anything_is_done(make_project: MakeProject) -> None:
    project = ready(make_project, settings("fr", "es", more='fr = "pseudo"\nes = "apertum"\n'))
    with pytest.raises(SettingsError, match="no engine"):
        translate_project(project)
    assert all(not unit.msgstr for unit in units(project, "fr").values())


def test_progress_is_told_of_every_unit(make_project: MakeProject) -> None:
    told: list[tuple[int, int, str]] = []
    project = ready(make_project, settings("es", more='default = "pseudo"\n'))
    translate_project(project, progress=lambda done, total, name: told.append((done, total, name)))
    assert told[-1] == (4, 4, "es locales/es/LC_MESSAGES/news.po")


def test_a_broken_catalogue_does_not_stop_the_others(make_project: MakeProject) -> None:
    project = ready(make_project, settings("fr", "es", more='default = "pseudo"\n'))
    project.catalogue_path("news", "fr").write_text('msgid "open', encoding="utf-8")
    report = translate_project(project)
    assert len(report.errors) == 1
    assert row(report, "es").drafts == 4
    assert report.failed


def test_a_reviewer_who_saves_in_the_meantime_loses_nothing(make_project: MakeProject) -> None:
    def reply(number: int, text: str) -> tuple[int, str]:
        if number == 1:
            edit(project, "es", "Harbour news", "Noticias del puerto")
        return 200, page(pretend(text))

    with serve(reply) as server:
        project = ready(make_project, settings("es", more=google(server.url)))
        translate_project(project)
    found = units(project, "es")
    assert (found["Harbour news"].msgstr, found["Harbour news"].state) == ("Noticias del puerto", "accepted")
    assert found["Visitors paid {price} for a ticket."].state == "draft"


# The memory.


def test_an_accepted_text_in_the_same_place_is_accepted_elsewhere(make_project: MakeProject) -> None:
    project = ready(make_project, settings("es", more='default = "pseudo"\n'))
    edit(project, "es", "Harbour news", "Noticias del puerto")
    (project.root / "articles" / "copy.md").write_text(ARTICLE, encoding="utf-8")
    (project.root / "articles" / "other.md").write_text("# Harbour news\n\nNothing else.\n", encoding="utf-8")
    extract_project(project)
    report = translate_project(project)
    assert units(project, "es", "copy")["Harbour news"].state == "accepted"
    other = units(project, "es", "other")["Harbour news"]
    assert (other.state, other.msgstr, other.comments) == (
        "draft",
        "Noticias del puerto",
        ("i18n-tool: draft by memory",),
    )
    assert row(report, "es").from_memory == 2


def test_a_similar_text_serves_when_no_engine_does(make_project: MakeProject) -> None:
    project = ready(make_project, settings("rm", more='default = "google"\n'))
    edit(project, "rm", "Trade along the Belt and Road grew again this year.", "Il commerzi crescha.")
    (project.root / "articles" / "b.md").write_text(
        "Trade along the Belt and Road grew again last year.\n", encoding="utf-8"
    )
    extract_project(project)
    translate_project(project)
    unit = units(project, "rm", "b")["Trade along the Belt and Road grew again last year."]
    assert (unit.msgstr, unit.fuzzy) == ("Il commerzi crescha.", True)
    assert unit.previous_msgid == "Trade along the Belt and Road grew again this year."
    assert "i18n-tool: draft by memory 92 %" in unit.comments


# Variants.

VARIANTS = settings("zh_CN", "zh_HK", more='zh_CN = "pseudo"\n')


def derived(make_project: MakeProject, text: str = VARIANTS, *, fuzzy: bool = False) -> Project:
    project = ready(make_project, text)
    edit(project, "zh_CN", TRADE, "一带一路的软件贸易今年再次增长。", fuzzy=fuzzy)
    translate_project(project, locales=["zh_HK"])
    return project


def test_a_variant_is_derived_with_its_own_terms(make_project: MakeProject) -> None:
    project = derived(make_project)
    unit = units(project, "zh_HK")[TRADE]
    assert unit.msgstr == "「一帶一路」的軟件貿易今年再次增長。"
    assert unit.fuzzy
    assert any(re.fullmatch(r"i18n-tool: draft by opencc from zh_CN [0-9a-f]{16}", line) for line in unit.comments)


def test_a_word_for_three_places_stays_one_word(make_project: MakeProject) -> None:
    project = make_project(
        {
            "articles/news.md": "Guangdong, Hong Kong and Macao work together.\n",
            "glossary/terms.csv": "term,zh_CN,zh_HK\nGuangdong,广东|粤港澳,廣東|粵港澳\n"
            "Hong Kong,香港|粤港澳,香港|粵港澳\nMacao,澳门|粤港澳,澳門|粵港澳\n",
        },
        VARIANTS,
    )
    extract_project(project)
    edit(project, "zh_CN", "Guangdong, Hong Kong and Macao work together.", "粤港澳合作。")
    translate_project(project, locales=["zh_HK"])
    unit = units(project, "zh_HK")["Guangdong, Hong Kong and Macao work together."]
    assert unit.msgstr == "粵港澳合作。"
    assert not any("check the term" in comment for comment in unit.comments)


def test_a_variant_with_a_wrong_term_is_never_accepted_by_itself(make_project: MakeProject) -> None:
    text = settings("zh_CN", "zh_HK", more='accept-variants = true\nzh_CN = "pseudo"\n')
    project = ready(make_project, text)
    edit(project, "zh_CN", TRADE, "今年贸易再次增长。")
    translate_project(project, locales=["zh_HK"])
    unit = units(project, "zh_HK")[TRADE]
    assert unit.fuzzy
    assert "i18n-tool: check the term Belt and Road" in unit.comments
    assert row(translate_project(project, locales=["zh_HK"]), "zh_HK").rederived == 0


def test_what_its_base_lacks_is_said_and_left_empty(make_project: MakeProject) -> None:
    project = ready(make_project, VARIANTS)
    report = translate_project(project, locales=["zh_HK"])
    assert row(report, "zh_HK").skipped == (("zh_CN has no translation to derive it from", 4),)


def test_a_variant_is_derived_after_its_base_in_one_run(make_project: MakeProject) -> None:
    project = ready(make_project, settings("zh_HK", "zh_CN", more='zh_CN = "pseudo"\n'))
    report = translate_project(project)
    assert [one.locale for one in report.locales] == ["zh_HK", "zh_CN"]
    assert all(unit.msgstr for unit in units(project, "zh_HK").values())


def test_a_variant_follows_its_base_until_somebody_touches_it(make_project: MakeProject) -> None:
    project = derived(make_project)
    edit(project, "zh_CN", TRADE, "一带一路的贸易今年又增长了。")
    report = translate_project(project, locales=["zh_HK"])
    assert units(project, "zh_HK")[TRADE].msgstr == "「一帶一路」的貿易今年又增長了。"
    assert row(report, "zh_HK").rederived == 1
    edit(project, "zh_HK", TRADE, "「一帶一路」貿易再創新高。", fuzzy=True)
    edit(project, "zh_CN", TRADE, "一带一路的贸易增长了。")
    translate_project(project, locales=["zh_HK"])
    assert units(project, "zh_HK")[TRADE].msgstr == "「一帶一路」貿易再創新高。"


def test_a_variant_that_a_person_accepted_is_not_derived_again(make_project: MakeProject) -> None:
    project = derived(make_project)
    edit(project, "zh_HK", TRADE, units(project, "zh_HK")[TRADE].msgstr)
    edit(project, "zh_CN", TRADE, "一带一路的贸易增长了。")
    translate_project(project, locales=["zh_HK"])
    assert units(project, "zh_HK")[TRADE].msgstr == "「一帶一路」的軟件貿易今年再次增長。"


def test_variants_are_accepted_where_the_settings_say_so(make_project: MakeProject) -> None:
    text = settings("zh_CN", "zh_HK", more='accept-variants = true\nzh_CN = "pseudo"\n')
    project = derived(make_project, text)
    assert units(project, "zh_HK")[TRADE].state == "accepted"
    edit(project, "zh_CN", TRADE, "一带一路的贸易增长了。", fuzzy=True)
    translate_project(project, locales=["zh_HK"])
    assert units(project, "zh_HK")[TRADE].state == "draft"
    assert units(project, "zh_HK")[TRADE].msgstr == "「一帶一路」的貿易增長了。"
    edit(project, "zh_CN", TRADE, "一带一路的贸易增长了。")
    translate_project(project, locales=["zh_HK"])
    assert units(project, "zh_HK")[TRADE].state == "accepted"


def test_a_draft_is_never_accepted_by_way_of_a_variant(make_project: MakeProject) -> None:
    text = settings("zh_CN", "zh_HK", more='accept-variants = true\nzh_CN = "pseudo"\n')
    project = derived(make_project, text, fuzzy=True)
    assert units(project, "zh_HK")[TRADE].state == "draft"


def test_deriving_twice_changes_nothing(make_project: MakeProject) -> None:
    project = derived(make_project)
    before = project.catalogue_path("news", "zh_HK").read_bytes()
    translate_project(project, locales=["zh_HK"])
    assert project.catalogue_path("news", "zh_HK").read_bytes() == before


# Real Apertium.


@pytest.mark.skipif(
    not make_engine("apertium").supports("en", "es"), reason="Apertium is not installed: apt install apertium-eng-spa"
)
def test_apertium_drafts_an_article_with_its_markup_and_terms(make_project: MakeProject) -> None:
    project = ready(make_project, settings("es"))
    report = translate_project(project)
    found = units(project, "es")
    assert not report.failed
    assert all("i18n-tool: draft by apertium" in unit.comments for unit in found.values())
    assert found["The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday."].msgstr == (
        "El **alcalde** abrió el [túnel](https://tunnel.example/a_b) el lunes."
    )
    assert "la Franja y la Ruta" in found[TRADE].msgstr


# Kills.


def many(count: int) -> str:
    return (
        "\n\n".join(f"The tram number {number} runs to the old harbour every hour." for number in range(count)) + "\n"
    )


def start(project: Project) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "i18n_tool", "translate", "--project", str(project.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def test_a_kill_loses_no_answer_and_none_is_asked_for_again(make_project: MakeProject) -> None:
    from i18n_tool.journal import Journal

    with serve(delay=0.02) as server:
        project = ready(make_project, settings("es", more=google(server.url)), {"articles/news.md": many(80)})
        for stop_at in (20, 50):
            process = start(project)
            while server.asked.total() < stop_at and process.poll() is None:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        with Journal(project.state_folder / "journal.sqlite") as journal:
            kept = len(journal)
        assert kept >= 40
        read_catalogue(project.catalogue_path("news", "es"))
        server.asked.clear()
        report = translate_project(project)
        assert server.asked.total() == 80 - kept
    assert row(report, "es").from_journal == kept
    assert all(unit.state == "draft" for unit in units(project, "es").values())


def test_ctrl_c_leaves_finished_drafts_on_disk_and_exits_with_130(make_project: MakeProject) -> None:
    with serve(delay=0.05) as server:
        project = ready(make_project, settings("es", more=google(server.url)), {"articles/news.md": many(200)})
        process = start(project)
        while server.asked.total() < 30 and process.poll() is None:
            time.sleep(0.01)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        assert time.monotonic() - begun < 3
    assert process.returncode == 130
    done = [unit for unit in units(project, "es").values() if unit.msgstr]
    assert 20 <= len(done) < 200


# Engines that die.

DYING = """\
#!{python}
import os, sys
answered = 0
text = b""
while answered < {lives}:
    byte = os.read(0, 1)
    if not byte:
        break
    text += byte
    if byte == b"\\0":
        os.write(1, b"Dicen que " + text)
        text = b""
        answered += 1
"""


def dying(project_folder: Path, monkeypatch: pytest.MonkeyPatch, lives: int) -> str:
    """Install an Apertium whose only program ends after some answers; return the settings that use it."""
    folder = project_folder / "apertium"
    (folder / "modes").mkdir(parents=True)
    (folder / "modes" / "eng-spa.mode").write_text("apertium-dying", encoding="utf-8")
    for name, text in (
        ("apertium-dying", DYING.format(python=sys.executable, lives=lives)),
        ("lt-proc", "#!/bin/sh\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return f'es = "apertium"\nfr = "pseudo"\n[engines.apertium]\npath = "{folder}"\ndeadline = 10\n'


def test_an_engine_that_dies_midway_is_started_again(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = ready(make_project, settings("es", "fr", more=dying(tmp_path, monkeypatch, 3)))
    report = translate_project(project)
    assert not report.failed
    assert all(unit.msgstr.startswith("Dicen que ") for unit in units(project, "es").values())


def test_an_engine_that_dies_at_once_is_one_line_and_the_other_locales_go_on(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = ready(make_project, settings("es", "fr", more=dying(tmp_path, monkeypatch, 0)))
    report = translate_project(project)
    assert report.failed
    reasons = {failure.reason for failure in row(report, "es").failed}
    said = "apertium: it ended before it had answered (eng-spa)."
    assert row(report, "es").problem or {reason[: len(said)] for reason in reasons} == {said}
    assert all(not unit.msgstr for unit in units(project, "es").values())
    assert all(unit.msgstr for unit in units(project, "fr").values())


def test_a_full_disk_stops_the_run_with_an_error_and_harms_nothing(make_project: MakeProject) -> None:
    with serve() as server:
        project = ready(make_project, settings("es", more=google(server.url)), {"articles/news.md": many(60)})
        before = project.catalogue_path("news", "es").read_bytes()
        program = (
            "import resource, signal, sys\n"
            "from pathlib import Path\n"
            "from i18n_tool.project import read_project\n"
            "from i18n_tool.workflow.translate import translate_project\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            f"limit = {max(len(before), 8192) + 4096}\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
            "from i18n_tool.errors import I18nToolError\n"
            "try:\n"
            "    print(translate_project(read_project(Path(sys.argv[1]))).errors)\n"
            "except I18nToolError as problem:\n"
            "    print(type(problem).__name__, problem)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, str(project.path)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert "cannot be" in done.stdout
        read_catalogue(project.catalogue_path("news", "es"))
        assert not translate_project(project).failed
    assert all(unit.state == "draft" for unit in units(project, "es").values())


def test_a_term_that_is_only_checked_is_left_to_the_engine(make_project: MakeProject) -> None:
    project = make_project(
        {
            "articles/a.txt": "News\n\nThe Belt and Road grows.\n\nThe Silk Road ends.\n",
            "glossary/terms.csv": "term,mode,es\nBelt and Road,check-only,la Franja\nSilk Road,,la Ruta de la Seda\n",
        }
    )
    extract_project(project)
    translate_project(project, locales=["es"], engine="pseudo")
    units = {unit.msgid: unit for unit in read_catalogue(project.catalogue_path("a", "es")).units}
    assert "Ruta de la Seda" in units["The Silk Road ends."].msgstr
    assert "la Franja" not in units["The Belt and Road grows."].msgstr


def test_no_engine_is_asked_for_a_slug(make_project: MakeProject) -> None:
    article = "---\ntitle: Walks\nslug: city-walks\n---\n\nWalk on.\n"
    project = ready(make_project, settings("es", more='default = "pseudo"\n'), {"articles/walks.md": article})
    translate_project(project)
    units = {unit.msgid: unit for unit in read_catalogue(project.catalogue_path("walks", "es")).units}
    assert (units["city-walks"].msgstr, units["city-walks"].fuzzy) == ("city-walks", True)
    assert units["Walk on."].msgstr not in ("", "Walk on.")

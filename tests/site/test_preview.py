"""The preview as its user sees it: pages reload by themselves, and a sentence tells where it stands."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, write_files
from tests.processes import PATIENCE, running
from tests.workflow.reviewing import accept

ARTICLE = "# The ferry\n\nIt leaves every hour. Read about [the pier](pier.md).\n"


def test_pages_reload_and_segments_lead_to_their_line(make_project: MakeProject, browser: Browser) -> None:
    project = make_project({"articles/ferry.md": ARTICLE, "articles/pier.md": "# The pier\n"}, 'locales = ["fr"]\n')
    extract_project(project)
    accept(project, "ferry", "fr", {"It leaves every hour.": "Il part toutes les heures."})
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    with running(project.root, "preview", "--port", "0") as command:
        address = command.wait_for("http://127.0.0.1:").split()[0]
        command.wait_for("Watching for changes")
        page.goto(f"{address}fr/ferry.html?segments")
        page.get_by_text("Il part toutes les heures.").click()
        link = page.locator(".i18n-panel a")
        place = link.inner_text()
        assert re.fullmatch(r"locales/fr/LC_MESSAGES/ferry\.po:\d+", place)
        link.click()
        assert page.locator("li:target").inner_text() == 'msgid "It leaves every hour."'
        page.go_back()
        page.get_by_role("link", name="the pier").click()
        assert page.url == f"{address}fr/pier.html?segments"
        page.go_back()
        path = project.catalogue_path("ferry", "fr")
        path.write_text(path.read_text("utf-8").replace("toutes les heures", "à chaque heure"), encoding="utf-8")
        expect(page.get_by_text("Il part à chaque heure.")).to_be_visible(timeout=PATIENCE * 1000)
        write_files(project.root, {"articles/ferry.md": ARTICLE + "\nBring a coat.\n"})
        expect(page.get_by_text("Bring a coat.")).to_be_visible(timeout=PATIENCE * 1000)
    page.close()
    assert problems == []

"""The site of this repository's own articles, as a browser and the checkers of HTML and accessibility see it."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from i18n_tool.languages import bcp47_tag, direction
from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile import compile_project
from tests.site.conftest import node_package, program

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ("news/canton-fair", "news/one-hour-circle", "visit/ten-days")
"""One of each format."""
LISTS = ("index", "index-2")
"""Pages of the list of articles."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *values: Any) -> None:
        pass


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a copy of the repository's own project with its pages; its lists are cut into several."""
    folder = tmp_path_factory.mktemp("demo")
    for name in ("articles", "glossary", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "i18n-tool.toml", folder)
    project = read_project(folder / "i18n-tool.toml")
    project = replace(project, settings={**project.settings, "compile.list-length": 2})
    report = compile_project(project)
    assert (report.errors, report.broken_links) == ((), ())
    return project


@pytest.fixture(scope="module")
def address(demo: Project) -> Iterator[str]:
    """Return where the demo is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(demo.output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser as wide as a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def pages_of(project: Project) -> list[str]:
    return sorted(path.relative_to(project.output).as_posix() for path in project.output.rglob("*.html"))


def locales_of(project: Project) -> list[str]:
    return [project.source_locale, *project.locales]


def test_the_nu_html_checker_finds_no_error_on_any_page(demo: Project) -> None:
    jar = node_package("vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        [program("java"), "-jar", str(jar), "--skip-non-html", "--format", "json", str(demo.output)],
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stderr)["messages"]
    wrong = [
        f"{Path(message['url']).relative_to(f'file:{demo.output}')}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
    ]
    assert wrong == []
    assert done.returncode == 0


@pytest.mark.parametrize(("scheme", "rules"), [("light", "{}"), ("dark", '{runOnly: ["color-contrast"]}')])
def test_axe_finds_no_serious_barrier_in_any_locale(
    demo: Project, address: str, browser: Browser, scheme: Any, rules: str
) -> None:
    axe = node_package("axe-core/axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    wanted = [f"{bcp47_tag(locale)}/{name}.html" for locale in locales_of(demo) for name in (*ARTICLES, *LISTS)]
    wanted += [name for name in pages_of(demo) if name in ("index.html", "404.html") or name.endswith("/404.html")]
    barriers = []
    for name in wanted:
        page.goto(address + name)
        page.evaluate(axe)
        for rule in page.evaluate(f"axe.run({rules})")["violations"]:
            if rule["impact"] in ("serious", "critical"):
                barriers.append(f"{name}: {rule['id']}: {rule['nodes'][0]['html']}")
    context.close()
    assert barriers == []


def test_the_switcher_leads_through_all_locales_and_back(demo: Project, address: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    for name in ("news/canton-fair", "news/one-hour-circle", *LISTS):
        page.goto(f"{address}en/{name}.html")
        for locale in [*demo.locales, demo.source_locale]:
            page.click(f'nav a[hreflang="{bcp47_tag(locale)}"]')
            # A click returns when the way is begun; on a busy machine the new page has no root yet.
            page.wait_for_load_state()
            assert page.url == f"{address}{bcp47_tag(locale)}/{name}.html"
            shown = page.evaluate(
                "[document.documentElement.lang, getComputedStyle(document.documentElement).direction]"
            )
            assert shown == [bcp47_tag(locale), direction(locale)]


def test_pages_fit_on_a_phone_run_no_script_and_ask_nobody_for_anything(
    demo: Project, address: str, phone: BrowserContext
) -> None:
    wrong: list[str] = []
    page = phone.new_page()
    listen(page, address, wrong)
    for name in pages_of(demo):
        page.goto(address + name)
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        scripts = page.evaluate("[...document.scripts].filter(s => s.type !== 'application/ld+json').length")
        if wide > room:
            wrong.append(f"{name}: {wide} px wide on a screen of {room} px")
        if scripts:
            wrong.append(f"{name}: {scripts} scripts")
    assert wrong == []


def listen(page: Page, address: str, wrong: list[str]) -> None:
    """Write down what a page says on the console and whom it asks for something."""

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "favicon.ico" not in str(message.location):
            wrong.append(f"{page.url}: {message.text}")

    def note_request(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            wrong.append(f"{page.url} asks for {request.url}")

    page.on("console", note_message)
    page.on("request", note_request)
    page.on("pageerror", lambda problem: wrong.append(f"{page.url}: {problem}"))

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.project import Project
from i18n_tool.theme import Theme
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.compile_entry import Counts
from i18n_tool.workflow.compile_index import count_pages, shown_numbers
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, read_tree
from tests.workflow.reviewing import accept, page

URL = "https://harbour.example/news"
SETTINGS = (
    f'locales = ["fr", "ar"]\n\n[compile]\nlist-length = 2\nsite-url = "{URL}/"\n\n[compile.ar]\npolicy = "complete"\n'
)
ARTICLES = {f"articles/{day}.md": f"---\ndate: 2024-05-0{day}\n---\n\n# Day {day}\n" for day in range(1, 6)}
NO_COUNTS = Counts(0, 0, 0, 0)


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """Return five articles, two on a page; three of them are translated into Arabic, which has no other pages."""
    made = make_project(ARTICLES, SETTINGS)
    extract_project(made)
    for day in (1, 2, 3):
        accept(made, str(day), "ar", {f"Day {day}": f"اليوم {day}"})
    return made


def document(project: Project, name: str) -> Element:
    return html5lib.parse(page(project, name), namespaceHTMLElements=False)


def titles(project: Project, name: str) -> list[str]:
    return ["".join(heading.itertext()) for heading in document(project, name).iter("h2")]


def heads(project: Project, name: str, relation: str) -> list[tuple[str | None, str | None]]:
    links = document(project, name).iter("link")
    return [(link.get("hreflang"), link.get("href")) for link in links if link.get("rel") == relation]


def test_a_long_list_stands_on_pages_the_newest_first(project: Project) -> None:
    compile_project(project)
    assert titles(project, "fr/index.html") == ["Day 5", "Day 4"]
    assert titles(project, "fr/index-2.html") == ["Day 3", "Day 2"]
    assert titles(project, "fr/index-3.html") == ["Day 1"]
    assert '5 articles <span class="here">Page 2 sur 3</span>' in page(project, "fr/index-2.html")
    assert "<title>Tous les articles – Page 2 sur 3</title>" in page(project, "fr/index-2.html")
    assert "<title>Tous les articles</title>" in page(project, "fr/index.html")


def test_pages_of_a_list_lead_to_their_neighbours(project: Project) -> None:
    compile_project(project)
    assert heads(project, "en/index-2.html", "prev") == [(None, "index.html")]
    assert heads(project, "en/index-2.html", "next") == [(None, "index-3.html")]
    assert heads(project, "en/index.html", "prev") == heads(project, "en/index-3.html", "next") == []
    [paging] = [nav for nav in document(project, "en/index-2.html").iter("nav") if nav.get("class") == "paging"]
    assert paging.get("aria-label") == "Pages of this list"
    shown = [(" ".join("".join(link.itertext()).split()), link.get("href")) for link in paging.iter("a")]
    assert shown == [
        ("‹ Newer articles", "index.html"),
        ("1", "index.html"),
        ("2", "index-2.html"),
        ("3", "index-3.html"),
        ("Older articles ›", "index-3.html"),
    ]
    assert [link.get("aria-label") for link in paging.iter("a") if link.get("aria-current")] == ["Page 2"]


def test_a_short_list_is_one_page_without_links_to_others(project: Project) -> None:
    compile_project(replace(project, settings={**project.settings, "compile.list-length": 5}))
    assert 'class="paging"' not in page(project, "en/index.html")
    assert "5 articles</p>" in page(project, "en/index.html")
    assert "en/index-2.html" not in read_tree(project.output)


def test_a_length_of_none_puts_all_articles_on_one_page(project: Project) -> None:
    compile_project(replace(project, settings={**project.settings, "compile.list-length": 0}))
    assert len(titles(project, "en/index.html")) == 5


def test_search_engines_are_told_only_of_pages_that_there_are(project: Project) -> None:
    compile_project(project)
    assert heads(project, "ar/index-2.html", "alternate")[:3] == [
        (tag, f"{URL}/{tag}/index-2.html") for tag in ("en", "fr", "ar")
    ]
    third = [(tag, f"{URL}/{tag}/index-3.html") for tag in ("en", "fr")]
    assert [link for link in heads(project, "en/index-3.html", "alternate") if link[0]] == third
    assert heads(project, "en/index-3.html", "canonical") == [(None, f"{URL}/en/index-3.html")]
    switcher = {link.get("lang"): link.get("href") for link in document(project, "en/index-3.html").iter("a")}
    assert (switcher["fr"], switcher["ar"]) == ("../fr/index-3.html", "../ar/index.html")


def test_every_link_of_a_list_leads_somewhere(project: Project) -> None:
    compile_project(project)
    files = read_tree(project.output)
    for name in files:
        if re.match(r"\w+/index", name):
            links = [*document(project, name).iter("a"), *document(project, name).iter("link")]
            for href in (link.get("href") or "" for link in links):
                way = href.removeprefix(f"{URL}/") if href.startswith(URL) else f"{name.split('/')[0]}/{href}"
                target = re.sub(r"^\w+/\.\./", "", way)
                assert href.startswith("#") or target in files, (name, href)


def test_pages_of_a_list_that_vanish_are_removed(project: Project) -> None:
    compile_project(project)
    for day in (4, 5):
        (project.root / f"articles/{day}.md").unlink()
    report = compile_project(project)
    assert {"en/index-3.html", "fr/index-3.html"} <= set(report.removed)
    assert "en/index-3.html" not in page(project, "en/index-2.html")


def test_a_run_without_changes_writes_no_list(project: Project) -> None:
    compile_project(project)
    report = compile_project(project)
    assert (report.written, report.removed) == (0, ())
    assert report.unchanged == len(read_tree(project.output))


def test_other_locales_are_told_of_a_page_that_a_run_on_one_locale_made(project: Project) -> None:
    compile_project(project)
    for day in (4, 5):
        accept(project, str(day), "ar", {f"Day {day}": f"اليوم {day}"})
    compile_project(project, locales=["ar"])
    assert titles(project, "ar/index-3.html") == ["اليوم 1"]
    compile_project(project)
    assert ("ar", f"{URL}/ar/index-3.html") in heads(project, "fr/index-3.html", "alternate")


def test_a_run_on_one_locale_gives_the_list_that_a_full_run_gives(project: Project) -> None:
    compile_project(project)
    before = read_tree(project.output)
    compile_project(project, locales=["fr"])
    assert read_tree(project.output) == before


def test_an_article_in_the_place_of_the_list_leaves_no_page_of_it(make_project: MakeProject) -> None:
    project = make_project({**ARTICLES, "articles/index.md": "# Welcome\n"}, SETTINGS)
    compile_project(project)
    assert "Welcome" in page(project, "en/index.html")
    assert not [name for name in read_tree(project.output) if "index-" in name]


def test_an_article_in_the_place_of_a_further_page_stays_and_is_an_error(make_project: MakeProject) -> None:
    project = make_project({**ARTICLES, "articles/index-2.md": "# Mine\n"}, SETTINGS)
    for _ in range(2):
        report = compile_project(project, locales=["en"])
        [error] = report.errors
        assert (str(error.path), error.what) == (
            "site/en/index-2.html",
            "an article has the place of this page of the list.",
        )
        assert "Mine" in page(project, "en/index-2.html")
        assert titles(project, "en/index-3.html") == ["Day 1", "Mine"]
    assert compile_project(replace(project, settings={**project.settings, "compile.list-length": 0})).errors == ()


def test_numbers_of_articles_are_written_as_in_the_language_of_the_list() -> None:
    assert Theme().words_of("fr").ngettext("%(num)s article", "%(num)s articles", 12345) == "12\u202f345 articles"
    assert Theme().words_of("de").ngettext("%(num)s article", "%(num)s articles", 12345) == "12.345 Artikel"


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (1, 9, [1, 2, 0, 9]),
        (3, 9, [1, 2, 3, 4, 0, 9]),
        (4, 9, [1, 2, 3, 4, 5, 0, 9]),
        (5, 9, [1, 0, 4, 5, 6, 0, 9]),
        (200, 200, [1, 0, 199, 200]),
    ],
)
def test_a_page_leads_to_its_neighbours_and_both_ends(number: int, last: int, shown: list[int]) -> None:
    assert shown_numbers(number, last) == shown


@given(st.integers(1, 300), st.integers(1, 300))
def test_a_gap_between_numbers_hides_more_than_one(number: int, last: int) -> None:
    shown = shown_numbers(min(number, last), last)
    assert {1, min(number, last), last} <= set(shown)
    around = zip(shown, shown[1:], shown[2:], strict=False)
    assert all(after - before > 2 for before, gap, after in around if gap == 0)
    assert all(after == before + 1 for before, after in pairwise(shown) if before and after)


@pytest.mark.parametrize(
    ("articles", "length", "pages"), [(0, 50, 1), (50, 50, 1), (51, 50, 2), (10_000, 50, 200), (7, 0, 1), (7, -1, 1)]
)
def test_a_list_stands_on_as_many_pages_as_it_takes(articles: int, length: int, pages: int) -> None:
    assert count_pages(articles, length) == pages

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from xml.etree import ElementTree

import html5lib
import pytest

from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.compile_entry import timestamp
from i18n_tool.workflow.compile_sitemap import Place, sitemaps
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, read_tree
from tests.workflow.reviewing import accept, page

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
URL = "https://harbour.example/news"
SETTINGS = f'locales = ["fr", "ar"]\n\n[compile]\nsite-url = "{URL}/"\nsite-name = "Harbour & Sons"\n'
FERRY = """---
title: The ferry
description: It leaves every hour & on Sundays.
date: 2024-05-04
updated: 2024-05-05T10:30:00+08:00
author: Ines Kolbe
---

See the lamp.
"""
ARTICLES = {
    "articles/ferry.md": FERRY,
    "articles/lamp.txt": "The lamp\nUpdate: 2024-05-03     Source: The Gazette\n\nIt burns.\n",
    "articles/pier.html": '<html><head><title>The pier</title></head><body><p><time datetime="2024-05-02">May 2, 2024'
    "</time> The pier is long.</p></body></html>",
    "articles/undated.md": "# Undated\n",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project(ARTICLES, SETTINGS)
    extract_project(made)
    accept(made, "ferry", "fr", {"The ferry": "Le bac"})
    accept(made, "pier", "fr", {"The pier": "La \x0b<jetée>"})
    accept(made, "undated", "fr", {"Undated": "Sans date"})
    accept(made, "pier", "ar", {"The pier": "الرصيف"})
    compile_project(made)
    return made


def feed_of(project: Project, tag: str) -> ElementTree.Element:
    return ElementTree.fromstring(page(project, f"{tag}/feed.xml"))


def test_a_feed_has_what_rfc_4287_demands(project: Project) -> None:
    for tag in ("en", "fr", "ar"):
        feed = feed_of(project, tag)
        assert feed.tag == f"{ATOM}feed"
        assert feed.get(LANG) == tag
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
            [identity] = element.findall(f"{ATOM}id")
            assert identity.text
            assert identity.text.startswith(URL)
            [updated] = element.findall(f"{ATOM}updated")
            assert updated.text
            assert datetime.datetime.fromisoformat(updated.text).tzinfo
            assert [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert feed.findall(f"{ATOM}author/{ATOM}name")[0].text == "Harbour & Sons"
        [own] = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own.get("href") == f"{URL}/{tag}/feed.xml"


def test_a_feed_has_the_announced_articles_that_have_a_date_the_newest_first(project: Project) -> None:
    french = feed_of(project, "fr").findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in french] == ["Le bac", "La <jetée>"]
    assert len(feed_of(project, "en").findall(f"{ATOM}entry")) == 3
    assert len(feed_of(project, "ar").findall(f"{ATOM}entry")) == 1
    assert feed_of(project, "fr").findtext(f"{ATOM}updated") == "2024-05-05T10:30:00+08:00"


def test_an_entry_says_what_it_is_about_in_which_language(project: Project) -> None:
    ferry = feed_of(project, "fr").findall(f"{ATOM}entry")[0]
    [summary] = ferry.findall(f"{ATOM}summary")
    assert (summary.text, summary.get(LANG)) == ("It leaves every hour & on Sundays.", "en")
    [title] = ferry.findall(f"{ATOM}title")
    assert title.get(LANG) is None
    assert ferry.findtext(f"{ATOM}author/{ATOM}name") == "Ines Kolbe"
    assert ferry.findtext(f"{ATOM}published") == "2024-05-04T00:00:00Z"


@pytest.mark.parametrize("written", ["2024-05-04T09:30:00+08:00", "2024-05-04T09:30:00-04:00", "2024-05-04T09:30:00Z"])
def test_a_feed_keeps_the_hour_and_offset_that_the_author_wrote(make_project: MakeProject, written: str) -> None:
    page_of_html = f'<p><time datetime="{written}">May 4, 2024</time></p>'
    project = make_project({"articles/a.md": f"---\ndate: {written}\n---\n\nText.\n", "articles/b.html": page_of_html})
    project = replace(project, settings={**project.settings, "compile.site-url": URL})
    for _ in range(2):
        compile_project(project)
        published = feed_of(project, "en").findall(f"{ATOM}entry/{ATOM}published")
        assert [element.text for element in published] == [written, written]
    assert f'content="{written}"' in page(project, "en/a.html").replace("&#43;", "+")
    assert '<time datetime="2024-05-04">' in page(project, "en/a.html")


def test_a_page_leads_to_the_feed_of_its_language(project: Project) -> None:
    for name in ("fr/ferry.html", "fr/index.html"):
        shown = page(project, name)
        assert '<link rel="alternate" type="application/atom+xml" title="Harbour &amp; Sons" href="feed.xml">' in shown
    subscribe = '<a href="feed.xml" type="application/atom+xml">S’abonner au flux d’actualités</a>'
    assert subscribe in page(project, "fr/index.html")


def test_without_an_address_there_is_no_feed_and_no_map(make_project: MakeProject) -> None:
    project = make_project(ARTICLES, 'locales = ["fr"]\n')
    extract_project(project)
    report = compile_project(project)
    assert not report.feeds
    assert not [name for name in read_tree(project.output) if name.endswith(".xml")]
    assert "atom+xml" not in page(project, "fr/ferry.html")


def test_the_map_names_each_announced_page_with_its_alternates(project: Project) -> None:
    urls = ElementTree.fromstring(page(project, "sitemap.xml")).findall(f"{MAP}url")
    found = {url.findtext(f"{MAP}loc"): url for url in urls}
    assert len(found) == len(urls)
    assert set(found) == {
        *(f"{URL}/{tag}/index.html" for tag in ("en", "fr", "ar")),
        *(f"{URL}/en/{name}.html" for name in ("ferry", "lamp", "pier", "undated")),
        *(f"{URL}/fr/{name}.html" for name in ("ferry", "pier", "undated")),
        f"{URL}/ar/pier.html",
    }
    pier = [(link.get("hreflang"), link.get("href")) for link in found[f"{URL}/ar/pier.html"].findall(f"{XHTML}link")]
    assert pier == [
        *((tag, f"{URL}/{tag}/pier.html") for tag in ("en", "fr", "ar")),
        ("x-default", f"{URL}/en/pier.html"),
    ]
    assert found[f"{URL}/en/lamp.html"].findall(f"{XHTML}link") == []
    assert found[f"{URL}/fr/ferry.html"].findtext(f"{MAP}lastmod") == "2024-05-05T10:30:00+08:00"
    assert found[f"{URL}/en/undated.html"].find(f"{MAP}lastmod") is None


def test_the_alternates_of_the_map_are_those_of_the_pages(project: Project) -> None:
    for url in ElementTree.fromstring(page(project, "sitemap.xml")).findall(f"{MAP}url"):
        address = url.findtext(f"{MAP}loc") or ""
        document = html5lib.parse(page(project, address.removeprefix(f"{URL}/")), namespaceHTMLElements=False)
        told = {link.get("hreflang"): link.get("href") for link in document.iter("link") if link.get("hreflang")}
        assert told == {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}


def test_a_run_on_one_locale_leaves_the_map_as_it_is(project: Project) -> None:
    before = read_tree(project.output)
    accept(project, "lamp", "fr", {"The lamp": "La lampe"})
    compile_project(project, locales=["fr"])
    assert read_tree(project.output)["sitemap.xml"] == before["sitemap.xml"]
    compile_project(project)
    assert f"{URL}/fr/lamp.html" in page(project, "sitemap.xml")


def test_a_large_map_is_split_and_its_parts_are_listed() -> None:
    places = [Place({"en": f"en/{index}.html", "fr": f"fr/{index}.html"}, f"en/{index}.html", {}) for index in range(5)]
    files = dict(sitemaps(places, URL, most_urls=4))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert index.tag == f"{MAP}sitemapindex"
    assert [found.text for found in index.iter(f"{MAP}loc")] == [f"{URL}/sitemap-{part}.xml" for part in (1, 2, 3)]
    urls = [len(ElementTree.fromstring(files[f"sitemap-{part}.xml"])) for part in (1, 2, 3)]
    assert urls == [4, 4, 2]
    assert len(dict(sitemaps(places, URL, most_characters=1000))) > 2
    assert [name for name, _ in sitemaps([], URL)] == ["sitemap.xml"]


def test_parts_of_a_map_that_are_too_many_are_removed(make_project: MakeProject) -> None:
    project = make_project(ARTICLES, SETTINGS)
    extract_project(project)
    compile_project(project)
    assert compile_project(project).written == 0
    (project.root / "i18n-tool.toml").write_text('locales = ["fr", "ar"]\n', encoding="utf-8")
    removed = compile_project(read_project(project.root / "i18n-tool.toml")).removed
    assert set(removed) == {"sitemap.xml", *(f"{tag}/feed.xml" for tag in ("en", "fr", "ar"))}


def test_a_lost_reader_finds_the_lists_from_wherever_he_is(project: Project) -> None:
    for name, words in (("fr/404.html", "Page introuvable"), ("ar/404.html", "الصفحة غير موجودة")):
        shown = page(project, name)
        assert f"<h1>{words}</h1>" in shown
        assert '<meta name="robots" content="noindex">' in shown
        links = re.findall(r'(?:href|src)="([^"#][^"]*)"', shown)
        assert links
        assert all(link.startswith("/news/") for link in links)
        for link in links:
            assert (project.output / link.removeprefix("/news/")).is_file()


def test_a_reader_lost_at_the_root_is_spoken_to_in_every_language(project: Project) -> None:
    shown = page(project, "404.html")
    for words in ("There is no page at this address.", "Il n’y a pas de page à cette adresse.", "لا توجد صفحة"):
        assert words in shown
    assert '<li lang="ar" dir="rtl"><a href="/news/ar/index.html" hreflang="ar">العربية</a>' in shown


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime.date(2024, 5, 3), "2024-05-03T00:00:00Z"),
        (datetime.datetime(2024, 5, 3, 10, 0, 1, 500), "2024-05-03T10:00:01Z"),
        (datetime.datetime(2024, 5, 3, 10, tzinfo=datetime.UTC), "2024-05-03T10:00:00Z"),
        ("2024-05-03T10:00:00+08:00", "2024-05-03T10:00:00+08:00"),
        ("2024-05-03", "2024-05-03T00:00:00Z"),
        ("2024-05-03, at noon", "2024-05-03T00:00:00Z"),
        ("soon", ""),
        (None, ""),
    ],
)
def test_dates_are_told_to_machines_as_rfc_3339_writes_them(value: object, written: str) -> None:
    assert timestamp(value) == written

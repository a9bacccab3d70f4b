from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from i18n_tool.errors import CatalogueError, LocaleError, OutputError, SettingsError
from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile import compile_project, make_page
from i18n_tool.workflow.compile_entry import name_to_title, read_day, shorten
from i18n_tool.workflow.compile_page import set_directions
from i18n_tool.workflow.compile_report import CompileReport
from i18n_tool.workflow.extract import extract_project
from tests.conftest import SETTINGS, MakeProject, read_tree, write_files
from tests.workflow.reviewing import accept, page

TEXT = """Home | Help
Harbour news
The lamp goes out
Update: 2024-05-03     Source: The Gazette

The lamp has burned for 150 years. It is <old> & tired.

A new lamp

Write to desk@harbour.example.
"""
MARKDOWN = """---
title: The ferry
description: It leaves every hour.
date: 2024-05-04
author: Ines Kolbe
---

See [the lamp](lamp.txt) and ![a boat](images/boat.png).

| Line | Price |
| --- | ---: |
| North | 4 euros |
"""
HTML = """<!DOCTYPE html>
<html>
<head><title>The pier</title></head>
<body>
<p>The pier is long. <a href="news/ferry.md">Take the ferry.</a></p>
</body>
</html>
"""
ARTICLES = {
    "articles/news/lamp.txt": TEXT,
    "articles/news/ferry.md": MARKDOWN,
    "articles/news/images/boat.png": b"\x89PNG",
    "articles/pier.html": HTML,
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project(ARTICLES, SETTINGS + '\n[compile]\nsite-name = "Harbour News"\n')
    extract_project(made)
    return made


def report_of(report: CompileReport, path: str) -> tuple[int, int, int]:
    [found] = [page for page in report.pages if page.path == path]
    return found.accepted, found.drafts, found.untranslated


def test_every_article_has_a_page_in_every_locale_and_the_source_locale(project: Project) -> None:
    report = compile_project(project)
    assert report.errors == ()
    assert report.locales == ("en", "es", "fr")
    articles = {f"{tag}/{name}.html" for tag in ("en", "es", "fr") for name in ("news/lamp", "news/ferry", "pier")}
    lists = {f"{folder}{name}.html" for folder in ("", "en/", "es/", "fr/") for name in ("index", "404")}
    lists |= {"style.css"}
    assert set(read_tree(project.output)) == articles | lists | {"assets/news/images/boat.png"}
    assert report.written == len(articles | lists) + 1


def test_accepted_translations_stand_on_the_page(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"The lamp goes out": "La lampe s'éteint", "Home": "Accueil"})
    accept(project, "news/ferry", "fr", {"The ferry": "Le bac", "North": "Nord"})
    accept(project, "pier", "fr", {"The pier": "La jetée", "The pier is long.": "La jetée est longue."})
    report = compile_project(project)
    lamp, ferry, pier = (page(project, f"fr/{name}.html") for name in ("news/lamp", "news/ferry", "pier"))
    assert "<h1>La lampe s&#x27;éteint</h1>" in lamp
    assert "<li>Accueil</li>" in lamp
    assert '<time datetime="2024-05-03">3 mai 2024</time>' in lamp
    assert "<h1>Le bac</h1>" in ferry
    assert "<td>Nord</td>" in ferry
    assert "<title>La jetée</title>" in pier
    assert re.search(r'<html (?=.*lang="fr")(?=.*dir="ltr")', pier)
    assert report_of(report, "fr/news/lamp.html")[0] == 2
    assert report.errors == ()


def test_pages_say_their_language_and_direction(make_project: MakeProject) -> None:
    project = make_project(ARTICLES, 'locales = ["ar", "zh_CN"]\n')
    extract_project(project)
    compile_project(project)
    for tag, direction in (("en", "ltr"), ("ar", "rtl"), ("zh-CN", "ltr")):
        for name in ("news/lamp", "news/ferry", "index"):
            assert f'<html lang="{tag}" dir="{direction}">' in page(project, f"{tag}/{name}.html")
        assert re.search(rf'<html (?=.*lang="{tag}")(?=.*dir="{direction}")', page(project, f"{tag}/pier.html"))


def test_untranslated_stretches_are_marked_and_the_page_says_so_in_the_readers_language(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"The lamp has burned for 150 years.": "La lampe brûle depuis 150 ans."})
    accept(project, "pier", "fr", {"The pier is long.": "La jetée est longue."})
    compile_project(project)
    lamp, pier = page(project, "fr/news/lamp.html"), page(project, "fr/pier.html")
    mixed = '<p>La lampe brûle depuis 150 ans. <span lang="en" dir="ltr">It is &lt;old&gt; &amp; tired.</span></p>'
    assert mixed in lamp
    assert '<h2 lang="en" dir="ltr">A new lamp</h2>' in lamp
    for text in (lamp, pier):
        assert "Certains passages ne sont pas encore traduits" in text
        assert "langue d’origine (anglais)" in text
    assert '<span lang="en" dir="ltr">' in pier
    assert "pas encore" not in page(project, "en/news/lamp.html")


def test_a_page_without_translations_is_neither_announced_nor_indexed(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"Home": "Accueil"})
    report = compile_project(project)
    english, spanish = page(project, "en/news/lamp.html"), page(project, "es/news/lamp.html")
    assert 'hreflang="fr"' in english
    assert 'hreflang="es"' not in english
    assert '<meta name="robots" content="noindex">' in spanish
    assert 'rel="alternate"' not in spanish
    assert "Este artículo aún no está traducido" in spanish
    assert "es/news/lamp.html" in [page.path for page in report.left_out]
    assert "fr/news/lamp.html" not in [page.path for page in report.left_out]


def test_drafts_reach_pages_only_when_asked_for_and_are_named(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"A new lamp": "Une lampe neuve"}, fuzzy=True)
    report = compile_project(project)
    assert "Une lampe neuve" not in page(project, "fr/news/lamp.html")
    assert report_of(report, "fr/news/lamp.html")[1] == 0
    report = compile_project(project, drafts=True)
    text = page(project, "fr/news/lamp.html")
    assert "<h2>Une lampe neuve</h2>" in text
    assert "traduits automatiquement" in text
    assert report_of(report, "fr/news/lamp.html")[1] == 1


def test_the_settings_can_let_drafts_onto_pages(make_project: MakeProject) -> None:
    project = make_project(ARTICLES, SETTINGS + '\n[compile]\npolicy = "drafts"\n')
    extract_project(project)
    accept(project, "pier", "fr", {"The pier is long.": "La jetée est longue."}, fuzzy=True)
    report = compile_project(project)
    assert report.drafts
    assert "La jetée est longue." in page(project, "fr/pier.html")


def test_links_between_articles_stay_in_the_locale(project: Project) -> None:
    compile_project(project)
    assert '<a href="lamp.html">' in page(project, "es/news/ferry.html")
    assert '<a href="news/ferry.html">' in page(project, "es/pier.html")
    assert 'src="../../assets/news/images/boat.png"' in page(project, "es/news/ferry.html")


def test_broken_links_are_reported_once_with_their_line(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "One.\n\nSee [this](gone.md) and [that](../i18n-tool.toml).\n"})
    extract_project(project)
    report = compile_project(project)
    assert [(link.article, link.line, link.target) for link in report.broken_links] == [
        ("articles/a.md", 3, "../i18n-tool.toml"),
        ("articles/a.md", 3, "gone.md"),
    ]
    assert "assets/i18n-tool.toml" not in read_tree(project.output)
    assert compile_project(project).broken_links == report.broken_links


def test_a_link_is_whole_as_soon_as_its_picture_is_there(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "![A pier](pier.png)\n"})
    extract_project(project)
    assert compile_project(project).broken_links
    write_files(project.root, {"articles/pier.png": b"\x89PNG"})
    assert compile_project(project).broken_links == ()
    assert "assets/pier.png" in read_tree(project.output)


def test_a_second_run_writes_nothing(project: Project) -> None:
    compile_project(project)
    before = {path: path.stat().st_mtime_ns for path in project.output.rglob("[!.]*") if path.is_file()}
    report = compile_project(project)
    assert report.written == 0
    assert report.unchanged == len(before)
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.parametrize(
    ("name", "content", "page_name"),
    [
        ("articles/news/lamp.txt", TEXT.replace("A new lamp", "Two lamps"), "en/news/lamp.html"),
        ("articles/news/images/boat.png", b"\x89PNG other", "assets/news/images/boat.png"),
        ("articles/news/images/boat.fr.png", b"\x89PNG French", "fr/news/ferry.html"),
        ("site/es/pier.html", "changed by hand", "es/pier.html"),
        ("site/style.css", "", "style.css"),
        ("site/es/index.html", "", "es/index.html"),
        ("articles/more.txt", "One more\n\nA text.\n", "fr/index.html"),
        ("i18n-tool.toml", SETTINGS + '\n[compile]\nsite-name = "Other News"\n', "fr/news/lamp.html"),
    ],
)
def test_what_changed_is_noticed(project: Project, name: str, content: str | bytes, page_name: str) -> None:
    compile_project(project)
    before = read_tree(project.output)
    write_files(project.root, {name: content})
    again = read_project(project.root / "i18n-tool.toml")
    compile_project(again)
    after = read_tree(project.output)
    if name == f"site/{page_name}":
        assert after == before
    else:
        assert after[page_name] != before[page_name]
    assert compile_project(again).written == 0


def test_a_reviewed_catalogue_changes_its_page_and_the_links_to_it(project: Project) -> None:
    compile_project(project)
    accept(project, "news/lamp", "fr", {"Home": "Accueil"})
    report = compile_project(project)
    lamps = {f"{tag}/news/lamp.html" for tag in ("en", "es", "fr")}
    assert {page.path for page in report.pages if page.changed} == lamps
    assert {page.path for page in compile_project(project).pages if page.changed} == set()


@pytest.mark.parametrize("part", [slice(None), slice(0, 20), slice(8_000, None), slice(20_000, 24_000)])
def test_a_damaged_state_file_only_costs_time(project: Project, part: slice) -> None:
    compile_project(project)
    [path] = (project.state_folder / "compile").iterdir()
    data = bytearray(path.read_bytes())
    data[part] = b"\xff" * len(data[part])
    path.write_bytes(data)
    report = compile_project(project)
    assert (report.errors, report.written) == ((), 0)
    assert len(report.pages) == 9


@pytest.mark.parametrize("bytes_left", [5_000, 4_096 * 3, -1])
def test_a_state_file_that_was_cut_short_only_costs_time(project: Project, bytes_left: int) -> None:
    compile_project(project)
    [path] = (project.state_folder / "compile").iterdir()
    path.write_bytes(path.read_bytes()[:bytes_left])
    (project.root / "articles/news/ferry.md").unlink()
    assert "fr/news/ferry.html" in compile_project(project).removed
    assert compile_project(project).written == 0


def test_what_a_state_file_keeps_in_unreadable_letters_only_costs_time(project: Project) -> None:
    compile_project(project)
    [path] = (project.state_folder / "compile").iterdir()
    path.write_bytes(path.read_bytes().replace(b'"articles/', b'"\x01rticles/'))
    assert compile_project(project).written == 0


def test_pages_are_the_same_byte_for_byte_in_another_folder(project: Project, tmp_path: Path) -> None:
    compile_project(project)
    compile_project(project, output=tmp_path / "other")
    assert read_tree(project.output) == read_tree(tmp_path / "other")


def test_pages_of_an_article_that_is_gone_are_removed_and_nothing_else(project: Project) -> None:
    compile_project(project)
    write_files(project.output, {"en/news/mine.html": "by hand", "CNAME": "harbour.example"})
    (project.root / "articles/news/ferry.md").unlink()
    report = compile_project(project)
    assert set(report.removed) == {
        *(f"{tag}/news/ferry.html" for tag in ("en", "es", "fr")),
        "assets/news/images/boat.png",
    }
    left = read_tree(project.output)
    assert "en/news/mine.html" in left
    assert "CNAME" in left
    assert not (project.output / "assets").exists()


def test_one_locale_alone_leaves_the_others_as_they_are(project: Project) -> None:
    compile_project(project)
    french = page(project, "fr/pier.html")
    accept(project, "pier", "fr", {"The pier is long.": "La jetée est longue."})
    report = compile_project(project, locales=["es"])
    assert report.locales == ("es",)
    assert report.removed == ()
    assert page(project, "fr/pier.html") == french
    assert "assets/news/images/boat.png" in read_tree(project.output)


def test_the_source_locale_can_be_asked_for(project: Project) -> None:
    assert compile_project(project, locales=["en"]).locales == ("en",)


def test_an_unknown_locale_is_an_error(project: Project) -> None:
    with pytest.raises(LocaleError):
        compile_project(project, locales=["de"])


def test_a_bad_article_does_not_stop_the_others_and_keeps_its_old_pages(project: Project) -> None:
    compile_project(project)
    (project.root / "articles/news/lamp.txt").write_bytes(b"caf\xe9")
    report = compile_project(project)
    assert [error.path for error in report.errors] == ["articles/news/lamp.txt"]
    assert report.removed == ()
    assert "The lamp goes out" in page(project, "en/news/lamp.html")


def test_a_bad_catalogue_stops_only_its_own_page(project: Project) -> None:
    project.catalogue_path("pier", "fr").write_text('msgid "a\n', encoding="utf-8")
    report = compile_project(project)
    assert len(report.errors) == 1
    assert "fr/pier.html" not in read_tree(project.output)
    assert "es/pier.html" in read_tree(project.output)


class Tags(HTMLParser):
    """The names of the elements and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


HOSTILE = '<script>alert(1)</script></p><img src=x onerror="alert(1)">{{ 7*7 }}\u202e</html>'


def test_hostile_translations_become_text(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"The lamp goes out": HOSTILE, "Home": HOSTILE, "A new lamp": HOSTILE})
    accept(project, "news/lamp", "fr", {"Update:": HOSTILE, "The Gazette": HOSTILE})
    accept(project, "news/ferry", "fr", {"The ferry": HOSTILE, "It leaves every hour.": HOSTILE, "North": HOSTILE})
    accept(project, "pier", "fr", {"The pier": HOSTILE, "The pier is long.": HOSTILE})
    report = compile_project(project)
    assert report.errors == ()
    for name in ("news/lamp", "news/ferry", "pier", "index"):
        text = page(project, f"fr/{name}.html")
        tags = Tags(text)
        assert "script" not in tags.names, name
        assert not [attribute for attribute in tags.attributes if attribute.startswith("on")], name
        assert text.count("</html>") == 1, name


def test_a_blank_translation_is_none(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"A new lamp": "  "})
    compile_project(project)
    assert '<h2 lang="en" dir="ltr">A new lamp</h2>' in page(project, "fr/news/lamp.html")


def test_an_article_without_words_has_a_page(make_project: MakeProject) -> None:
    project = make_project({"articles/empty-page.txt": "", "articles/rule.md": "---\n"})
    extract_project(project)
    report = compile_project(project)
    assert report.errors == ()
    assert "<h1>Empty page</h1>" in page(project, "es/empty-page.html")


@pytest.mark.parametrize("folder", ["articles", "articles/pages", "locales"])
def test_pages_are_not_written_among_articles_or_catalogues(project: Project, folder: str) -> None:
    with pytest.raises(OutputError):
        compile_project(project, output=project.root / folder)


def test_an_output_folder_that_is_a_file_is_an_error(project: Project) -> None:
    project.output.write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        compile_project(project)


def test_nothing_is_written_through_a_link_out_of_the_output_folder(project: Project, tmp_path: Path) -> None:
    outside = tmp_path.parent / "elsewhere"
    outside.mkdir(exist_ok=True)
    project.output.mkdir()
    (project.output / "es").symlink_to(outside)
    with pytest.raises(OutputError):
        compile_project(project)
    assert list(outside.iterdir()) == []


def test_a_theme_folder_that_is_missing_is_an_error(make_project: MakeProject) -> None:
    project = make_project(ARTICLES, SETTINGS + '\n[compile]\ntheme = "gone"\n')
    with pytest.raises(SettingsError):
        compile_project(project)


def test_addresses_are_absolute_where_the_site_is_known(make_project: MakeProject) -> None:
    project = make_project(ARTICLES, SETTINGS + '\n[compile]\nsite-url = "https://harbour.example/"\n')
    extract_project(project)
    accept(project, "pier", "fr", {"The pier is long.": "La jetée est longue."})
    compile_project(project)
    for name in ("fr/pier.html", "fr/index.html"):
        assert f'<link rel="canonical" href="https://harbour.example/{name}">' in page(project, name)
    assert 'hreflang="x-default" href="https://harbour.example/en/pier.html"' in page(project, "fr/pier.html")
    assert 'hreflang="x-default" href="https://harbour.example/index.html"' in page(project, "fr/index.html")


def test_lists_show_title_date_and_state_in_the_readers_language(project: Project) -> None:
    accept(project, "news/ferry", "fr", {"The ferry": "Le bac"})
    compile_project(project)
    french = page(project, "fr/index.html")
    assert '<h2><a href="news/ferry.html">Le bac</a></h2>' in french
    assert '<time datetime="2024-05-04">4 mai 2024</time>' in french
    assert '<h2 lang="en" dir="ltr"><a href="news/lamp.html">The lamp goes out</a></h2>' in french
    assert "3 articles" in french
    assert french.index("Le bac") < french.index("The lamp goes out")


def test_the_root_leads_to_every_language_by_its_own_name(project: Project) -> None:
    compile_project(project)
    root = page(project, "index.html")
    for tag, name in (("en", "English"), ("es", "Español"), ("fr", "Français")):
        assert f'<a href="{tag}/index.html" lang="{tag}" hreflang="{tag}" dir="ltr">{name}</a>' in root


def test_tables_scroll_and_figures_stand_at_the_end(project: Project) -> None:
    compile_project(project)
    text = page(project, "en/news/ferry.html")
    assert '<div class="table" tabindex="0"><table>' in text
    assert '<td class="end">4 euros</td>' in text


def test_admonitions_have_titles_in_the_readers_language(make_project: MakeProject) -> None:
    source = '!!! note\n    One.\n\n> [!WARNING]\n> Two.\n\n!!! tip "Mine"\n    Three.\n\n:::danger\nFour.\n:::\n'
    project = make_project({"articles/a.md": source}, 'locales = ["ar", "zh_CN"]\n')
    extract_project(project)
    compile_project(project)
    for tag, titles in (("zh-CN", ["注意", "警告", "Mine", "危险"]), ("ar", ["ملاحظة", "تحذير", "Mine", "خطر"])):
        text = re.sub(r"</?(?:span|bdi)[^>]*>", "", page(project, f"{tag}/a.html"))
        assert re.findall(r'class="admonition-title"[^>]*>([^<]*)<', text) == titles


def test_names_and_telephone_numbers_keep_their_order_on_right_to_left_pages(make_project: MakeProject) -> None:
    markdown = "---\ntitle: Call\nauthor: Ines Kolbe\n---\n\nCall +86 20 8888 8888.\n"
    html = "<html><head><title>Call</title></head><body><p>Call +86 20 8888 8888.</p></body></html>"
    text = "Call\n\nCall +86 20 8888 8888.\n"
    articles = {"articles/a.md": markdown, "articles/b.html": html, "articles/c.txt": text}
    project = make_project(articles, 'locales = ["ar", "fr"]\n\n[compile]\nsite-name = "Harbour News"\n')
    extract_project(project)
    for name in ("a", "b", "c"):
        accept(project, name, "ar", {"Call +86 20 8888 8888.": "اتصل على +86 20 8888 8888 الآن."})
    compile_project(project)
    for name in ("a", "b", "c"):
        assert 'اتصل على <bdi dir="ltr">+86 20 8888 8888</bdi> الآن.' in page(project, f"ar/{name}.html")
        assert '<bdi dir="ltr">+86' not in page(project, f"fr/{name}.html")
    assert '<bdi dir="ltr">Harbour News</bdi>' in page(project, "ar/index.html")


def test_open_graph_names_the_locale_with_its_territory(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"Home": "Accueil"})
    compile_project(project)
    french = page(project, "fr/news/lamp.html")
    assert '<meta property="og:locale" content="fr_FR">' in french
    assert '<meta property="og:locale:alternate" content="en_US">' in french


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("A few words.", "A few words."),
        ("310\u202f000 words", "310\u202f000 words"),
        ("word " * 60, "word " * 39 + "word…"),
        ("茶" * 150, "茶" * 100 + "…"),
    ],
)
def test_descriptions_are_cut_at_a_word(text: str, short: str) -> None:
    assert shorten(text) == short


def test_dates_before_articles_are_read_as_they_come() -> None:
    assert str(read_day("2024-05-03T10:00:00+08:00")) == "2024-05-03"
    assert read_day("soon") is None
    assert read_day(None) is None


def test_a_name_makes_a_title_where_there_is_none() -> None:
    assert name_to_title("visit/city-guide_2") == "City guide 2"


@pytest.mark.parametrize("output", [".", "..", "/"])
def test_pages_are_never_written_among_the_files_of_the_project(
    make_project: MakeProject, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project({"articles/harbour.txt": "The harbour\n\nBoats leave every hour.\n"})
    monkeypatch.chdir(project.root)
    with pytest.raises(OutputError, match="files of the project"):
        compile_project(project, output=Path(output))


def test_a_page_that_cannot_be_made_anew_stays_in_the_lists(make_project: MakeProject) -> None:
    project = make_project(
        {"articles/harbour.txt": "The harbour\n\nBoats leave.\n", "articles/fair.md": "# The fair\n"}
    )
    extract_project(project)
    compile_project(project)
    index = project.output / "es" / "index.html"
    before = index.read_bytes()
    (project.root / "articles" / "harbour.txt").write_bytes(b"\xff")
    project.catalogue_path("fair", "es").write_text('msgid "x\n')
    report = compile_project(project)
    assert len(report.errors) == 2
    assert (project.output / "es" / "harbour.html").exists()
    assert b"harbour.html" in before
    assert b"harbour.html" in index.read_bytes()
    assert b"fair.html" in index.read_bytes()
    assert len(compile_project(project).errors) == 2
    assert b"fair.html" in index.read_bytes()


def test_a_single_page_of_an_article_with_a_broken_catalogue_is_an_error(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "# One\n"}, 'locales = ["fr"]\n')
    extract_project(project)
    catalogue = project.catalogue_path("a", "fr")
    catalogue.write_text('msgid "broken\n', encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        make_page(project, project.root / "articles/a.md", "fr", change=lambda prepared: prepared.localised["fr"][0])
    assert caught.value.path == catalogue


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p><span{}>One <em>two</em></span></p>", "<p{}>One <em>two</em></p>"),
        ("<h2><span{}>One</span></h2>", "<h2{}>One</h2>"),
        ("<p><span{}>One</span> \u062b</p>", "<p><span{}>One</span> \u062b</p>"),
        ("<p>\u062b <span{}>One</span></p>", "<p>\u062b <span{}>One</span></p>"),
        ("<p><span{}>One</span> <span{}>two</span></p>", "<p><span{}>One</span> <span{}>two</span></p>"),
        ("<li><span{}>One</span></li>", "<li><span{}>One</span></li>"),
        ('<p class="a"><span{}>One</span></p>', '<p class="a"><span{}>One</span></p>'),
    ],
)
def test_a_block_without_translation_runs_in_its_own_direction(content: str, expected: str) -> None:
    mark = ' lang="en" dir="ltr"'
    assert set_directions(content.replace("{}", mark), "en", "ltr") == expected.replace("{}", mark)


def test_untranslated_paragraphs_are_set_from_the_left_on_pages_from_the_right(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "# One\n\nTwo words.\n"}, 'locales = ["ar", "fr"]\n')
    compile_project(project)
    assert '<p lang="en" dir="ltr">Two words.</p>' in page(project, "ar/a.html")
    assert '<h1 lang="en" dir="ltr">One</h1>' in page(project, "ar/a.html")
    assert '<p><span lang="en" dir="ltr">Two words.</span></p>' in page(project, "fr/a.html")


def test_a_project_without_articles_can_be_compiled_again(make_project: MakeProject) -> None:
    project = make_project({})
    assert compile_project(project).written
    assert not compile_project(project).written

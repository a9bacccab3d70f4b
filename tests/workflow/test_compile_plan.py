from __future__ import annotations

import json
import shutil

import pytest

from i18n_tool.errors import ArticleError
from i18n_tool.pages import slug_problem
from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.compile_plan import Plan
from i18n_tool.workflow.compile_records import Records
from i18n_tool.workflow.compile_store import Store
from i18n_tool.workflow.extract import extract_project
from tests.conftest import SETTINGS, MakeProject, Run, read_tree, write_files
from tests.workflow.reviewing import accept, page

COMPLETE = SETTINGS + '\n[compile.fr]\npolicy = "complete"\n'
FERRY = (
    "---\ntitle: The ferry\nslug: ferry-line\ndate: 2024-05-04\n---\n\nIt leaves at noon. See [the lamp](lamp.md).\n"
)
LAMP = "# The lamp\n\nIt burns. Take [the ferry](ferry.md).\n"
ARTICLES = {"articles/news/ferry.md": FERRY, "articles/news/lamp.md": LAMP}
FRENCH_LAMP = {
    "The lamp": "La lampe",
    "It burns.": "Elle brûle.",
    "Take [the ferry](ferry.md).": "Prenez [le bac](ferry.md).",
}


def made(make_project: MakeProject, settings: str = SETTINGS) -> Project:
    project = make_project(ARTICLES, settings)
    extract_project(project)
    return project


def test_a_complete_policy_gives_a_page_only_when_everything_is_accepted(make_project: MakeProject) -> None:
    project = made(make_project, COMPLETE)
    texts = list(FRENCH_LAMP.items())
    accept(project, "news/lamp", "fr", dict(texts[:2]))
    report = compile_project(project)
    assert "fr/news/lamp.html" not in read_tree(project.output)
    assert "es/news/lamp.html" in read_tree(project.output)
    [left] = [page for page in report.left_out if page.path == "fr/news/lamp.html"]
    assert (left.article, left.locale, left.exists) == ("articles/news/lamp.md", "fr", False)
    assert left.reason == "1 of its 3 segments have no accepted translation."
    accept(project, "news/lamp", "fr", dict(texts[2:]))
    report = compile_project(project)
    assert "fr/news/lamp.html" in read_tree(project.output)
    assert not [page for page in report.left_out if page.path == "fr/news/lamp.html"]


def test_a_draft_does_not_complete_a_page(make_project: MakeProject) -> None:
    project = made(make_project, COMPLETE)
    accept(project, "news/lamp", "fr", FRENCH_LAMP, fuzzy=True)
    report = compile_project(project)
    assert "fr/news/lamp.html" not in read_tree(project.output)
    assert report.policies == {"en": "accepted", "es": "accepted", "fr": "complete"}
    compile_project(project, drafts=True)
    assert "Elle brûle." in page(project, "fr/news/lamp.html")


def test_nothing_leads_to_a_page_that_is_left_out(make_project: MakeProject) -> None:
    project = made(make_project, COMPLETE + '[compile]\nsite-url = "https://harbour.example"\n')
    accept(project, "news/lamp", "fr", FRENCH_LAMP)
    accept(project, "news/lamp", "es", {"It burns.": "Arde."})
    compile_project(project)
    french = page(project, "fr/news/lamp.html")
    assert 'href="../../en/news/ferry-line.html"' in french
    for name, text in read_tree(project.output).items():
        assert b"fr/news/ferry" not in text, name
    assert "ferry" not in page(project, "fr/index.html")
    assert "ferry" not in page(project, "fr/feed.xml")


def test_a_page_that_is_complete_no_more_is_removed_and_links_to_it_change(make_project: MakeProject) -> None:
    project = made(make_project, COMPLETE)
    accept(project, "news/lamp", "fr", FRENCH_LAMP)
    accept(project, "news/ferry", "fr", {"The ferry": "Le bac", "It leaves at noon.": "Il part à midi."})
    accept(project, "news/ferry", "fr", {"See [the lamp](lamp.md).": "Voyez [la lampe](lamp.md)."})
    compile_project(project)
    assert 'href="ferry-line.html"' in page(project, "fr/news/lamp.html")
    write_files(project.root, {"articles/news/ferry.md": FERRY + "\nIt returns at two.\n"})
    extract_project(project)
    report = compile_project(project)
    assert report.removed == ("fr/news/ferry-line.html",)
    assert 'href="../../en/news/ferry-line.html"' in page(project, "fr/news/lamp.html")
    assert 'hreflang="fr"' not in page(project, "en/news/ferry-line.html")
    assert compile_project(project).written == 0


def test_a_translated_slug_moves_the_page_and_all_that_leads_to_it(make_project: MakeProject) -> None:
    project = made(make_project, SETTINGS + '\n[compile]\nsite-url = "https://harbour.example"\n')
    accept(project, "news/ferry", "fr", {"The ferry": "Le bac"})
    accept(project, "news/ferry", "es", {"The ferry": "El transbordador", "ferry-line": "línea-del-puerto"})
    compile_project(project)
    assert 'href="ferry-line.html"' in page(project, "fr/news/lamp.html")
    accept(project, "news/ferry", "fr", {"ferry-line": "ligne-du-bac"})
    report = compile_project(project)
    assert report.removed == ("fr/news/ferry-line.html",)
    assert "<h1>Le bac</h1>" in page(project, "fr/news/ligne-du-bac.html")
    assert 'href="ligne-du-bac.html"' in page(project, "fr/news/lamp.html")
    assert 'href="news/ligne-du-bac.html"' in page(project, "fr/index.html")
    english = page(project, "en/news/ferry-line.html")
    assert 'hreflang="fr" href="https://harbour.example/fr/news/ligne-du-bac.html"' in english
    assert 'hreflang="es" href="https://harbour.example/es/news/l%C3%ADnea-del-puerto.html"' in english
    assert 'lang="fr" hreflang="fr" dir="ltr">Français' in english
    for name in ("sitemap.xml", "fr/feed.xml"):
        assert "https://harbour.example/fr/news/ligne-du-bac.html" in page(project, name)
    assert "<id>https://harbour.example/fr/news/ferry.html</id>" in page(project, "fr/feed.xml")
    assert compile_project(project).written == 0


def test_a_slug_is_no_passage_that_lacks_a_translation(make_project: MakeProject) -> None:
    project = made(make_project, COMPLETE)
    accept(project, "news/ferry", "fr", {"The ferry": "Le bac", "It leaves at noon.": "Il part à midi."})
    accept(project, "news/ferry", "fr", {"See [the lamp](lamp.md).": "Voyez [la lampe](lamp.md)."})
    report = compile_project(project)
    [french] = [page for page in report.pages if page.path == "fr/news/ferry-line.html"]
    assert (french.accepted, french.untranslated) == (3, 0)


def test_a_draft_of_a_slug_moves_no_page(make_project: MakeProject) -> None:
    project = made(make_project)
    accept(project, "news/ferry", "fr", {"ferry-line": "ligne"}, fuzzy=True)
    compile_project(project, drafts=True)
    assert "fr/news/ferry-line.html" in read_tree(project.output)


@pytest.mark.parametrize(
    "slug", ["../../../etc", "a/b", "a b", "", ".htaccess", "-a", "a.b", "a\\b", "a" * 101, "茶" * 80, "a\0"]
)
def test_a_slug_that_is_no_part_of_an_address_is_refused(slug: str) -> None:
    assert slug_problem(slug, top=False).endswith(".")


@pytest.mark.parametrize("slug", ["fair", "city-walks_2", "2024", "广交会", "línea", "मेला", "งาน", "index"])
def test_a_slug_may_be_of_any_script(slug: str) -> None:
    assert slug_problem(slug, top=False) == ""


def test_a_slug_may_not_take_the_place_of_a_list() -> None:
    assert slug_problem("Index", top=True)
    assert slug_problem("404", top=True)


def test_a_bad_slug_is_an_error_with_its_line_and_keeps_the_page(make_project: MakeProject) -> None:
    project = made(make_project)
    compile_project(project)
    accept(project, "news/ferry", "fr", {"ferry-line": "../../outside"})
    report = compile_project(project)
    [error] = report.errors
    catalogue = project.catalogue_path("news/ferry", "fr")
    assert error.path == project.relative(catalogue)
    assert error.line
    assert catalogue.read_text(encoding="utf-8").splitlines()[error.line - 1] == 'msgid "ferry-line"'
    assert "outside" in error.what
    assert report.removed == ()
    assert "fr/news/ferry-line.html" in read_tree(project.output)
    assert not (project.output.parent / "outside.html").exists()
    assert len(compile_project(project).errors) == 1


@pytest.mark.parametrize("slug", ["lamp", "LAMP"])
def test_two_pages_cannot_have_one_place(make_project: MakeProject, slug: str) -> None:
    project = made(make_project)
    compile_project(project)
    accept(project, "news/ferry", "fr", {"ferry-line": slug})
    for _ in range(2):
        report = compile_project(project)
        [error] = report.errors
        assert "articles/news/lamp.md has a page of this name already" in error.what
        assert error.line
    assert "The lamp" in page(project, "fr/news/lamp.html")
    assert "fr/news/ferry-line.html" in read_tree(project.output)


def test_a_slug_of_the_author_is_used_where_no_other_is_accepted(make_project: MakeProject) -> None:
    project = make_project(
        {"articles/a.md": "+++\nslug = 'walks'\n+++\nA text.\n", "articles/b.md": "See [a](a.md).\n"}
    )
    extract_project(project)
    compile_project(project)
    assert {"en/walks.html", "es/walks.html", "fr/walks.html"} <= set(read_tree(project.output))
    assert 'href="walks.html"' in page(project, "es/b.html")


def test_a_new_article_leaves_the_other_pages_as_they_are_unless_they_link_to_it(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": "See [b](b).\n", "articles/c.md": "Alone.\n"})
    extract_project(project)
    assert compile_project(project).broken_links
    write_files(project.root, {"articles/b.md": "New.\n"})
    again = read_project(project.root / "i18n-tool.toml")
    extract_project(again)
    report = compile_project(again)
    assert report.broken_links == ()
    assert {page.article for page in report.pages if page.changed} == {"articles/a.md", "articles/b.md"}
    assert 'href="b.html"' in page(project, "fr/a.html")
    (project.root / "articles/b.md").unlink()
    report = compile_project(again)
    assert report.broken_links
    assert "fr/b.html" in report.removed
    assert "b.html" not in page(project, "fr/index.html")


def test_a_broken_catalogue_leaves_its_page_among_the_alternates_of_the_others(make_project: MakeProject) -> None:
    project = made(make_project)
    accept(project, "news/lamp", "fr", FRENCH_LAMP)
    compile_project(project)
    project.catalogue_path("news/lamp", "fr").write_text('msgid "x\n', encoding="utf-8")
    accept(project, "news/lamp", "es", {"It burns.": "Arde."})
    for _ in range(2):
        report = compile_project(project)
        assert len(report.errors) == 1
        assert 'hreflang="fr"' in page(project, "es/news/lamp.html")
        assert "Elle brûle." in page(project, "fr/news/lamp.html")
        assert "lamp.html" in page(project, "fr/index.html")


def test_a_broken_catalogue_without_a_page_is_no_alternate(make_project: MakeProject) -> None:
    project = made(make_project)
    accept(project, "news/lamp", "es", {"It burns.": "Arde."})
    project.catalogue_path("news/lamp", "fr").write_text('msgid "x\n', encoding="utf-8")
    compile_project(project)
    assert 'hreflang="fr"' not in page(project, "es/news/lamp.html")


def test_a_file_that_compile_did_not_write_is_left_alone(make_project: MakeProject) -> None:
    project = made(make_project)
    write_files(project.output, {"fr/news/lamp.html": "mine", "es/index.html": "mine too"})
    report = compile_project(project)
    assert {str(error.path) for error in report.errors} == {"site/fr/news/lamp.html", "site/es/index.html"}
    assert page(project, "fr/news/lamp.html") == "mine"
    assert page(project, "es/index.html") == "mine too"
    assert "es/news/lamp.html" in read_tree(project.output)
    (project.output / "fr/news/lamp.html").unlink()
    (project.output / "es/index.html").unlink()
    assert compile_project(project).errors == ()
    assert "The lamp" in page(project, "fr/news/lamp.html")


def test_the_output_folder_knows_its_pages_when_the_state_is_gone(make_project: MakeProject) -> None:
    project = made(make_project)
    compile_project(project)
    shutil.rmtree(project.state_folder / "compile")
    accept(project, "news/lamp", "fr", FRENCH_LAMP)
    report = compile_project(project)
    assert report.errors == ()
    assert "Elle brûle." in page(project, "fr/news/lamp.html")


def test_an_article_called_index_is_the_front_page_of_its_locale(make_project: MakeProject) -> None:
    project = make_project({"articles/index.md": "# Welcome\n", "articles/a.md": "A text.\n"})
    extract_project(project)
    compile_project(project)
    assert "Welcome" in page(project, "fr/index.html")
    assert compile_project(project).written == 0


def test_the_command_says_what_was_left_out_and_why(make_project: MakeProject, run: Run) -> None:
    made(make_project, COMPLETE)
    said = run("compile")
    assert said.exit_code == 0
    assert "fr/news/lamp.html: left out: nothing of it is translated." in said.stdout
    assert "2 pages left out" in said.stdout
    assert "site-url" not in said.output
    told = json.loads(run("compile", "--format", "json").stdout)
    assert {"article": "articles/news/lamp.md", "locale": "fr", "path": "fr/news/lamp.html", "exists": False} | {
        "reason": "nothing of it is translated."
    } in told["left_out"]
    assert told["policies"]["fr"] == "complete"
    assert run("compile", "-v").output.count("site-url") == 1


def test_a_long_list_of_what_was_left_out_is_cut(make_project: MakeProject, run: Run) -> None:
    project = make_project({f"articles/{index}.md": "A text.\n" for index in range(25)}, COMPLETE)
    extract_project(project)
    said = run("compile").stdout
    assert said.count("left out: nothing") == 20
    assert "… and 5 pages more" in said


def test_a_bad_slug_of_the_author_leaves_the_other_pages_without_a_way_to_it(make_project: MakeProject) -> None:
    source = "---\ntitle: A text\nslug: a b\n---\nA text.\n"
    project = make_project({"articles/a.md": source, "articles/b.md": "See [a](a.md).\n"})
    extract_project(project)
    accept(project, "a", "fr", {"A text.": "Un texte.", "a b": "texte"})
    report = compile_project(project)
    assert {(str(error.path), error.line) for error in report.errors} == {("articles/a.md", 3)}
    assert [link.reason for link in report.broken_links] == ["its page could not be made."]
    shown = page(project, "fr/texte.html")
    assert "Un texte." in shown
    assert 'rel="alternate"' not in shown
    assert 'href="texte.html"' in page(project, "fr/b.html")


def test_an_article_that_cannot_be_read_keeps_its_pages_where_they_are(make_project: MakeProject) -> None:
    project = made(make_project)
    compile_project(project)
    before = read_tree(project.output)
    (project.root / "articles/news/ferry.md").write_bytes(b"---\nslug: other\n---\n\xff")
    for _ in range(2):
        assert len(compile_project(project).errors) == 1
    assert read_tree(project.output) == before


@pytest.mark.parametrize(
    ("slug", "place"), [("2024", "en/2024.html"), ('"05"', "en/05.html"), ("a/b", ""), ("../x.html", "")]
)
def test_a_slug_that_translators_are_not_offered_counts_too(make_project: MakeProject, slug: str, place: str) -> None:
    project = make_project({"articles/a.md": f"---\nslug: {slug}\n---\nA text.\n"})
    extract_project(project)
    report = compile_project(project)
    assert len(report.errors) == (0 if place else 3)
    assert (place in read_tree(project.output)) == bool(place)


def test_an_article_that_was_read_to_know_its_place_is_not_read_again(make_project: MakeProject) -> None:
    project = make_project({f"articles/n{number}.md": f"# Note {number}\n" for number in range(250)}, COMPLETE)
    extract_project(project)
    records = Records(Store(project.state_folder / "none.sqlite"), project.root, project.output)
    plan = Plan(project, records, {"en": "accepted", "fr": "complete"})
    names = {f"articles/n{number}.md": f"n{number}" for number in range(250)}
    plan.make(names, trusted=False)
    shutil.rmtree(project.root / "articles")
    shutil.rmtree(project.catalogue_folder)
    for article, name in names.items():
        prepared = plan.prepare(article)
        assert (prepared.article.path, prepared.article.name) == (article, name)
        assert prepared.localised["fr"][1].untranslated == 1
    with pytest.raises(ArticleError):
        plan.prepare("articles/other.md")

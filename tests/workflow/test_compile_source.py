from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import OutputError, SettingsError
from i18n_tool.formats.front_matter_language import set_language
from i18n_tool.project import Project, read_project
from i18n_tool.workflow.compile_source import compile_sources
from i18n_tool.workflow.extract import extract_project, list_articles
from i18n_tool.workflow.source_layout import check_pattern
from tests.conftest import SETTINGS, MakeProject, Run, read_tree
from tests.workflow.reviewing import accept

FERRY = """---
title: The ferry
lang: en
layout: wide
---

See [the pier](../pier.html) and ![a boat](images/boat.png).

It leaves every hour.  <!-- kept -->
"""
PIER = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>The pier</title></head>
<body>
<p>The pier is long. <img src="news/images/boat.png" alt="A boat"></p>
</body>
</html>
"""
ARTICLES: dict[str, str | bytes] = {
    "articles/news/ferry.md": FERRY,
    "articles/news/lamp.txt": "The lamp\n\nIt burns all night.\n",
    "articles/pier.html": PIER,
    "articles/news/images/boat.png": b"\x89PNG",
    "articles/news/images/boat.fr.png": b"\x89PNG fr",
}
FRENCH = {
    "The ferry": "Le bac",
    "See [the pier](../pier.html) and ![a boat](images/boat.png).": (
        "Voyez [la jetée](../pier.html) et ![un bateau](images/boat.png)."
    ),
    "It leaves every hour.": "Il part toutes les heures.",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project(ARTICLES, SETTINGS)
    extract_project(made)
    return made


def with_source(make_project: MakeProject, lines: str) -> Project:
    made = make_project(ARTICLES, SETTINGS + f"\n[compile.source]\n{lines}\n")
    extract_project(made)
    return made


def tree(project: Project) -> dict[str, bytes]:
    return read_tree(project.source_output)


def test_each_locale_has_a_folder_with_articles_in_their_places(project: Project) -> None:
    report = compile_sources(project)
    inside = {"news/ferry.md", "news/lamp.txt", "pier.html", "news/images/boat.png"}
    assert set(tree(project)) == {f"{tag}/{name}" for tag in ("en", "es", "fr") for name in inside}
    assert (report.errors, report.broken_links, report.removed) == ((), (), ())
    assert report.written == 12


def test_only_translated_spans_and_the_language_differ(project: Project) -> None:
    accept(project, "news/ferry", "fr", FRENCH)
    compile_sources(project)
    expected = FERRY.replace("lang: en", "lang: fr")
    for source, translation in FRENCH.items():
        expected = expected.replace(source, translation)
    assert tree(project)["fr/news/ferry.md"].decode() == expected


def test_articles_in_the_source_locale_are_what_their_authors_wrote(project: Project) -> None:
    compile_sources(project)
    written = tree(project)
    for path, content in ARTICLES.items():
        if not path.endswith(".fr.png"):
            wanted = content if isinstance(content, bytes) else content.encode()
            assert written["en/" + path.removeprefix("articles/")] == wanted


def test_html_says_its_language_and_direction(make_project: MakeProject) -> None:
    made = make_project(ARTICLES, 'locales = ["ar"]\n')
    compile_sources(made)
    assert '<html dir="rtl" lang="ar">' in tree(made)["ar/pier.html"].decode()


def test_what_is_not_translated_is_marked_unless_the_settings_say_otherwise(make_project: MakeProject) -> None:
    compile_sources(with_source(make_project, ""))
    marked = tree(with_source(make_project, ""))["es/news/ferry.md"].decode()
    assert '<span lang="en" dir="ltr">It leaves every hour.</span>' in marked
    plain = with_source(make_project, "marks = false")
    compile_sources(plain)
    assert tree(plain)["es/news/ferry.md"].decode() == FERRY.replace("lang: en", "lang: es")


def test_file_names_can_tell_locales_apart(make_project: MakeProject) -> None:
    made = with_source(make_project, 'pattern = "docs/{name}.{tag}{suffix}"\noriginal = "plain"')
    compile_sources(made)
    assert set(tree(made)) == {
        *(f"docs/{name}" for tag in ("es", "fr") for name in (f"news/ferry.{tag}.md", f"news/lamp.{tag}.txt")),
        *(f"docs/{name}" for name in ("pier.es.html", "pier.fr.html")),
        *("news/ferry.md", "news/lamp.txt", "pier.html", "news/images/boat.png"),
        *("docs/news/images/boat.png", "docs/news/images/boat.fr.png"),
    }


def test_a_file_of_the_locale_takes_the_place_of_the_one_that_is_named(project: Project) -> None:
    compile_sources(project)
    assert tree(project)["fr/news/images/boat.png"] == b"\x89PNG fr"
    assert tree(project)["es/news/images/boat.png"] == b"\x89PNG"


@pytest.mark.parametrize(
    ("pattern", "locale", "path"),
    [
        ("{tag}/{path}", "zh_HK", "zh-HK/pier.html"),
        ("{locale}/{path}", "zh_HK", "zh_HK/pier.html"),
        ("i18n/{tag}/current/{path}", "zh_HK", "i18n/zh-HK/current/pier.html"),
        ("{name}.{locale}{suffix}", "zh_HK", "pier.zh_HK.html"),
        ("{name}.{tag}.md", "zh_HK", "pier.zh-HK.md"),
    ],
)
def test_patterns_spell_locales_in_either_way(make_project: MakeProject, pattern: str, locale: str, path: str) -> None:
    settings = f'locales = ["{locale}"]\n[compile.source]\npattern = "{pattern}"\noriginal = "none"\n'
    made = make_project({"articles/pier.html": PIER}, settings)
    compile_sources(made)
    assert path in tree(made)
    assert not any("en" in name.split("/")[0].split(".") for name in tree(made))


@pytest.mark.parametrize(
    "pattern",
    [
        *("{path}", "fixed/{tag}", "{tag}/{path}/{name}", "{tag}/{lang}/{path}", "../{tag}/{path}", "/{tag}/{path}"),
        *("{tag}/{name", "{tag}-{path}", "{name}/{tag}/{path}", "{name}/index.{tag}.md", "{tag}\\{path}"),
    ],
)
def test_patterns_that_would_lose_articles_are_refused(pattern: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check_pattern(pattern)
    assert caught.value.subject == "pattern in [compile.source]"
    assert "{tag}/{path}" in caught.value.advice


def test_the_policy_complete_keeps_an_article_back_until_all_of_it_is_accepted(make_project: MakeProject) -> None:
    made = make_project(ARTICLES, SETTINGS + '\n[compile]\npolicy = "complete"\n')
    extract_project(made)
    accept(made, "news/ferry", "fr", FRENCH)
    report = compile_sources(made)
    assert {name for name in tree(made) if name.endswith(".md")} == {"en/news/ferry.md", "fr/news/ferry.md"}
    assert ("articles/news/ferry.md", "es") in [(left.article, left.locale) for left in report.left_out]


def test_drafts_are_taken_only_when_asked_for(project: Project) -> None:
    accept(project, "news/lamp", "fr", {"The lamp": "La lampe"}, fuzzy=True)
    compile_sources(project)
    assert "The lamp" in tree(project)["fr/news/lamp.txt"].decode()
    report = compile_sources(project, drafts=True)
    assert tree(project)["fr/news/lamp.txt"].decode().startswith("La lampe\n")
    assert sum(article.drafts for article in report.articles) == 1


def test_a_second_run_touches_nothing_and_vanished_articles_are_removed(project: Project) -> None:
    compile_sources(project)
    (project.source_output / "fr" / "own.md").write_text("the generator's own", encoding="utf-8")
    again = compile_sources(project)
    assert (again.written, again.unchanged, again.removed) == (0, 12, ())
    (project.root / "articles/news/lamp.txt").unlink()
    report = compile_sources(project)
    assert report.removed == ("en/news/lamp.txt", "es/news/lamp.txt", "fr/news/lamp.txt")
    assert "fr/own.md" in tree(project)


def test_what_changes_is_written_again_and_nothing_else(project: Project) -> None:
    compile_sources(project)
    (project.root / "articles/news/images/boat.png").write_bytes(b"another")
    (project.root / "articles/news/images/boat.es.png").write_bytes(b"spanish")
    (project.root / "articles/pier.html").write_text(PIER.replace("long", "short"), encoding="utf-8")
    (project.source_output / "fr/news/lamp.txt").write_text("damaged", encoding="utf-8")
    before = tree(project)
    report = compile_sources(project)
    after = tree(project)
    images = {"en/news/images/boat.png", "es/news/images/boat.png"}
    pages = {f"{tag}/pier.html" for tag in ("en", "es", "fr")}
    assert {name for name in after if after[name] != before[name]} == {*images, *pages, "fr/news/lamp.txt"}
    assert after["es/news/images/boat.png"] == b"spanish"
    assert (report.written, len(report.articles)) == (6, 9)


def test_a_link_that_breaks_is_reported_though_its_article_has_not_changed(project: Project) -> None:
    compile_sources(project)
    (project.root / "articles/pier.html").unlink()
    [link] = compile_sources(project).broken_links
    assert (link.article, link.line, link.target) == ("articles/news/ferry.md", 7, "../pier.html")


def test_a_run_without_changes_reports_what_the_first_did(project: Project) -> None:
    accept(project, "news/ferry", "fr", FRENCH)
    first, second = compile_sources(project), compile_sources(project)
    assert [replace(article, changed=False) for article in first.articles] == list(second.articles)
    assert (second.written, second.unchanged) == (0, first.written)


def test_other_settings_write_everything_again(project: Project) -> None:
    compile_sources(project)
    settings = project.root / "i18n-tool.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[compile.source]\nmarks = false\n", encoding="utf-8")
    compile_sources(read_project(settings))
    assert tree(project)["es/news/ferry.md"].decode() == FERRY.replace("lang: en", "lang: es")


def test_one_locale_can_be_written_and_the_others_stay(project: Project) -> None:
    compile_sources(project)
    before = tree(project)
    accept(project, "news/ferry", "fr", FRENCH)
    accept(project, "news/ferry", "es", {"The ferry": "El transbordador"})
    report = compile_sources(project, locales=["fr"])
    after = tree(project)
    assert {name for name in after if after[name] != before.get(name)} == {"fr/news/ferry.md"}
    assert set(after) == set(before)
    assert report.locales == ("fr",)


def test_one_locale_alone_brings_no_files_of_others(project: Project) -> None:
    compile_sources(project, locales=["fr"])
    assert {name.split("/")[0] for name in tree(project)} == {"fr"}


def test_localised_articles_are_never_taken_for_articles(make_project: MakeProject) -> None:
    made = make_project({"guide.md": "# Guide\n"}, 'locales = ["es"]\narticles = ["**/*.md"]\n')
    compile_sources(made)
    assert "es/guide.md" in tree(made)
    assert [made.relative(path) for path in list_articles(made)] == ["guide.md"]
    with pytest.raises(OutputError, match="taken for articles"):
        compile_sources(made, output=made.root / "elsewhere")


def test_one_broken_article_or_catalogue_does_not_stop_the_others(project: Project) -> None:
    compile_sources(project)
    (project.root / "articles/news/ferry.md").write_bytes(b"\xff")
    project.catalogue_path("pier", "es").write_text('msgid "x\n', encoding="utf-8")
    before = set(tree(project))
    report = compile_sources(project)
    assert len(report.errors) == 2
    assert set(tree(project)) == before


def test_the_pictures_of_a_broken_article_stay_however_often_it_fails(project: Project) -> None:
    compile_sources(project)
    (project.root / "articles/pier.html").write_bytes(b"\xff")
    (project.root / "articles/news/ferry.md").write_bytes(b"\xff")
    before = read_tree(project.source_output)
    for _ in range(2):
        report = compile_sources(project)
        assert len(report.errors) == 2
        assert not report.removed
    assert read_tree(project.source_output) == before


def test_two_articles_never_share_a_file(make_project: MakeProject) -> None:
    made = make_project(
        {"articles/a.md": "# A\n", "articles/a.es.md": "# B\n"},
        'locales = ["es"]\n[compile.source]\npattern = "{name}.{tag}{suffix}"\noriginal = "plain"\n',
    )
    report = compile_sources(made)
    assert [str(problem.path) for problem in report.errors] == ["articles/a.md"]
    assert tree(made)["a.es.md"] == b"# B\n"


def test_a_file_that_somebody_else_wrote_is_never_overwritten(project: Project) -> None:
    own = project.source_output / "fr/news/ferry.md"
    own.parent.mkdir(parents=True)
    own.write_text("by hand", encoding="utf-8")
    report = compile_sources(project)
    assert [problem.path for problem in report.errors] == [own]
    assert own.read_text(encoding="utf-8") == "by hand"
    assert "es/news/ferry.md" in tree(project)


def test_files_are_known_again_when_the_state_is_gone(project: Project) -> None:
    compile_sources(project)
    shutil.rmtree(project.state_folder)
    accept(project, "news/ferry", "fr", FRENCH)
    report = compile_sources(project)
    assert (report.errors, report.written) == ((), 1)


def test_links_that_lead_nowhere_are_reported(make_project: MakeProject) -> None:
    made = make_project({"articles/a.md": "# A\n\n[gone](gone.md) [b](b.txt)\n", "articles/b.txt": "B\n"})
    [link] = compile_sources(made).broken_links
    assert (link.article, link.line, link.target) == ("articles/a.md", 3, "gone.md")


def test_the_command_says_what_it_wrote(run: Run, project: Project) -> None:
    result = run("compile", "--as", "source")
    assert result.exit_code == 0
    assert "fr  3 articles  8 in the source language" in result.output
    assert "12 files written, 0 unchanged, in localised/." in result.output


def test_the_command_names_a_bad_pattern(run: Run, make_project: MakeProject) -> None:
    make_project(ARTICLES, SETTINGS + '\n[compile.source]\npattern = "{path}"\n')
    result = run("compile", "--as", "source")
    assert result.exit_code == 2
    assert "neither {locale} nor {tag}" in result.output


@pytest.mark.parametrize(
    ("source", "key", "localised"),
    [
        ("---\nlang: en\n---\nx", "", "---\nlang: no\n---\nx"),
        ("---\nlocale: 'en-GB' # ours\n---\n", "", "---\nlocale: 'no' # ours\n---\n"),
        ("---\nlocale: Paris\n---\n", "", "---\nlocale: Paris\n---\n"),
        ("---\na:\n  lang: en\n---\n", "", "---\na:\n  lang: en\n---\n"),
        ('+++\nlang = "en"\n+++\n', "", '+++\nlang = "no"\n+++\n'),
        ("---\ntitle: A\n---\n", "locale", '---\nlocale: "no"\ntitle: A\n---\n'),
        ('+++\ntitle = "A"\n+++\n', "lang", '+++\nlang = "no"\ntitle = "A"\n+++\n'),
        ("# A\r\n", "lang", '---\r\nlang: "no"\r\n---\r\n\r\n# A\r\n'),
        ("# A\n", "", "# A\n"),
    ],
)
def test_the_language_key_is_set_where_it_stands(source: str, key: str, localised: str) -> None:
    changed = set_language(source, "en_GB", "no", key=key)
    if localised == "---\nlang: no\n---\nx":
        localised = '---\nlang: "no"\n---\nx'
    assert changed == localised


@given(st.dictionaries(st.sampled_from(["title", "lang", "locale", "x"]), st.text("en-GB: '\"#é", max_size=6)))
def test_no_other_value_before_an_article_changes(values: dict[str, str]) -> None:
    source = f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\nText\n"
    changed = set_language(source, "en", "fr")
    front, text = changed.removeprefix("---\n").split("---\n", 1)[0], changed[-5:]
    after = yaml.safe_load(front) if "---\n" not in yaml.safe_dump(values) else values
    allowed = {key: "fr" if value == "en" and key != "x" and key != "title" else value for key, value in values.items()}
    assert after == allowed
    assert text == "Text\n"


def test_toml_before_an_article_stays_toml() -> None:
    changed = set_language('+++\ntext = """\nlang = "en"\n"""\n+++\n', "en", "fr", key="lang")
    assert tomllib.loads(changed.split("+++")[1])["lang"] == "fr"

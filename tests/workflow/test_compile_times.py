from __future__ import annotations

from i18n_tool.project import Project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject
from tests.workflow.reviewing import accept, page

SETTINGS = 'locales = ["fr", "zh_CN"]\n\n[compile.zh_CN]\npolicy = "complete"\n'
PIER = """<!DOCTYPE html>
<html lang="en"><head><title>The pier</title></head>
<body>
<p class="when"><time datetime="2019-01-23">January 23, 2019</time></p>
<p>It opened on <time datetime="2018-06-01">June 1, 2018</time>.</p>
<p><time datetime="2018-06-02T09:30">June 2, 2018, 9:30 AM</time> | <time datetime="2018-07">July 2018</time></p>
<p><time datetime="2018-06-03">the day after</time></p>
</body></html>
"""
SENTENCE = "It opened on <time>June 1, 2018</time>."


def made(make_project: MakeProject) -> Project:
    project = make_project({"articles/pier.html": PIER}, SETTINGS)
    extract_project(project)
    return project


def test_a_date_that_stands_alone_is_written_as_the_locale_does(make_project: MakeProject) -> None:
    project = made(make_project)
    compile_project(project)
    french = page(project, "fr/pier.html")
    assert '<p class="when"><time datetime="2019-01-23">23 janvier 2019</time></p>' in french
    assert '<time datetime="2018-06-02T09:30">2 juin 2018, 09:30</time> | ' in french
    assert '<time datetime="2018-07">juillet 2018</time>' in french
    assert page(project, "en/pier.html").count("January 23, 2019") == 1


def test_a_date_in_a_sentence_that_is_not_translated_keeps_its_language(make_project: MakeProject) -> None:
    project = made(make_project)
    compile_project(project)
    assert 'It opened on <time datetime="2018-06-01">June 1, 2018</time>.' in page(project, "fr/pier.html")


def test_a_date_that_the_translator_left_as_it_was_is_written_anew(make_project: MakeProject) -> None:
    project = made(make_project)
    accept(project, "pier", "fr", {SENTENCE: "Elle a ouvert le <time>June 1, 2018</time>."})
    compile_project(project)
    assert 'ouvert le <time datetime="2018-06-01">1 juin 2018</time>.' in page(project, "fr/pier.html")


def test_a_date_that_the_translator_wrote_stands(make_project: MakeProject) -> None:
    project = made(make_project)
    accept(project, "pier", "fr", {SENTENCE: "Elle a ouvert <time>l’été 2018</time>."})
    accept(project, "pier", "fr", {"January 23, 2019": "mercredi 23 janvier"})
    compile_project(project)
    french = page(project, "fr/pier.html")
    assert '<time datetime="2018-06-01">l’été 2018</time>' in french
    assert '<time datetime="2019-01-23">mercredi 23 janvier</time>' in french


def test_words_in_a_time_element_are_not_taken_for_a_date(make_project: MakeProject) -> None:
    project = made(make_project)
    compile_project(project)
    assert "the day after" in page(project, "fr/pier.html")


def test_dates_do_not_keep_a_page_from_being_complete(make_project: MakeProject) -> None:
    project = made(make_project)
    accept(project, "pier", "zh_CN", {"The pier": "码头", "the day after": "次日"})
    accept(project, "pier", "zh_CN", {SENTENCE: "它于<time>2018年6月1日</time>启用。"})
    report = compile_project(project)
    assert [left.path for left in report.left_out if left.locale == "zh_CN"] == []
    assert '<time datetime="2019-01-23">2019年1月23日</time>' in page(project, "zh-CN/pier.html")


def test_dates_in_markdown_are_written_anew_too(make_project: MakeProject) -> None:
    day = '<time datetime="2019-01-23">January 23, 2019</time>'
    project = make_project({"articles/a.md": f"It opened {day}.\n\n<p>{day}</p>\n\n{day}\n"}, SETTINGS)
    extract_project(project)
    accept(project, "a", "fr", {f"It opened {day}.": f"Ouverture : {day}."})
    compile_project(project)
    assert page(project, "fr/a.html").count('<time datetime="2019-01-23">23 janvier 2019</time>') == 3

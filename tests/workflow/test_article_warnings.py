from __future__ import annotations

import json

import pytest

from i18n_tool.formats.front_matter import is_unclosed
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.compile_source import compile_sources
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, Run, write_files

UNCLOSED = "---\ntitle: The ferry\ndate: 2024-05-04\n\n# The ferry\n"
SAID = "articles/a.md:1: the front matter that begins here never ends, and is taken for text. Write --- on a line of"


@pytest.mark.parametrize(
    ("source", "unclosed"),
    [
        (UNCLOSED, True),
        ("\ufeff---\r\n# a comment\r\ntitle: x\r\n", True),
        ('+++\ntitle = "x"\n\nText\n', True),
        ("+++\n[params]\n", True),
        ("---\ntitle: x\n+++\n", True),
        ("---\ntitle: x\n---\n", False),
        ("---\ntitle: x\n...\n", False),
        ('+++\ntitle = "x"\n+++\n', False),
        ("---\n\nProse after a rule.\n", False),
        ("---\n\n# A heading\n", False),
        ("# A heading\n\n---\ntitle: x\n", False),
        ("----\ntitle: x\n", False),
        ("---", False),
        ("", False),
    ],
)
def test_front_matter_without_an_end_is_told_from_a_rule(source: str, unclosed: bool) -> None:
    assert is_unclosed(source) is unclosed


def test_extract_and_compile_tell_each_time_of_front_matter_that_never_ends(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": UNCLOSED, "articles/b.md": "# Fine\n", "articles/c.txt": UNCLOSED})
    for _ in range(2):
        extracted = extract_project(project)
        told = [str(warning) for article in extracted.articles for warning in article.warnings]
        for warnings in (
            told,
            [str(warning) for warning in compile_project(project).warnings],
            [str(warning) for warning in compile_sources(project).warnings],
        ):
            assert len(warnings) == 1
            assert warnings[0].startswith(SAID)
        assert extracted.errors == ()


def test_pages_of_an_article_with_a_warning_are_written_once(make_project: MakeProject) -> None:
    project = make_project({"articles/a.md": UNCLOSED})
    extract_project(project)
    assert compile_project(project).written
    assert compile_sources(project).written
    again, sources = compile_project(project), compile_sources(project)
    assert (again.written, again.removed, sources.written, sources.removed) == (0, (), 0, ())


def test_the_commands_print_warnings_and_succeed(make_project: MakeProject, run: Run) -> None:
    project = make_project({"articles/a.md": UNCLOSED})
    for command in (["extract"], ["compile"], ["compile", "--as", "source"]):
        done = run(*command)
        assert (done.exit_code, SAID in " ".join(done.output.split())) == (0, True)
    found = json.loads(run("compile", "--format", "json").output)["warnings"]
    assert (found[0]["article"], found[0]["line"]) == ("articles/a.md", 1)
    write_files(project.root, {"articles/a.md": UNCLOSED.replace("\n\n", "\n---\n\n")})
    assert "front matter" not in run("extract").output

from __future__ import annotations

from tests.conftest import MakeProject, Run


def test_an_article_that_fails_in_every_locale_for_one_reason_is_told_once(make_project: MakeProject, run: Run) -> None:
    make_project({"articles/a.md": "---\ndate: 2024-13-45\n---\n\n# A\n"}, 'locales = ["es", "fr", "ja"]\n')
    result = run("compile")
    assert result.exit_code == 2
    assert result.output.count("month must be in 1..12") == 1


def test_a_reason_that_ends_in_a_full_stop_gets_no_second_one(make_project: MakeProject, run: Run) -> None:
    make_project({"articles/a.md": "---\ndate: 2024-05-05T10:00:00+25:00\n---\n\n# A\n"})
    result = run("compile")
    assert "offset must be" in result.output
    assert ".." not in result.output

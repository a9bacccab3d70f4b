"""explain as a reviewer reads it."""

from __future__ import annotations

import pytest

from i18n_tool.checks import all_rules
from i18n_tool.model import Rule
from tests.conftest import Run

CODES = [rule.code for rule in all_rules()]


def test_a_page_says_what_why_how_much_and_shows_examples(run: Run) -> None:
    page = run("explain", "stray-space").output
    assert page.startswith("TY004 stray-space\n\nA space too many stands in the translation")
    assert "    severity     warning\n    looks at     accepted translations and drafts\n" in page
    assert "    check --fix  corrects it\n" in page
    assert (
        "Wrong, in fr:\n\n"
        "    source       One port. Two ships.\n"
        "    translation  Un␣␣port. Deux bateaux.\n"
        '    check says   two spaces in a row: "Un␣␣port. Deux b" → "Un port. Deux b"\n'
    ) in page
    assert "# i18n-tool: ignore TY004 the reason" in page


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_manual_page(run: Run, rule: Rule) -> None:
    page = run("explain", rule.code.lower()).output
    assert page.startswith(f"{rule.code} {rule.name}\n\n")
    assert page.count("Right, in ") >= 1 <= page.count("Wrong, in ")
    assert "    check says   " in page
    assert f'ignore = ["{rule.code}"]' in page
    assert run("explain", rule.name).output == page


def test_a_family_is_explained_rule_by_rule(run: Run) -> None:
    page = run("explain", "CA").output
    assert "CA001 unreadable-catalogue" in page
    assert "CA005 ignore-without-reason" in page


def test_a_misspelt_code_is_answered_with_the_nearest(run: Run) -> None:
    result = run("explain", "missing-plaecholder")
    assert result.exit_code == 2
    assert 'Did you mean "missing-placeholder"?' in result.output


def test_line_breaks_and_marks_of_an_entry_are_shown_as_the_catalogue_has_them(run: Run) -> None:
    assert '    msgstr ""\n    "Une lampe\\n"\n    "neuve"\n' in run("explain", "MK008").output
    assert (
        '    #| msgid "The port opens at nine."\n    msgid "The port opens at ten."' in run("explain", "ST005").output
    )


def test_a_rule_about_several_files_shows_each_with_its_path(run: Run) -> None:
    page = run("explain", "ST006").output
    assert '    fr/b.po\n        msgid "The port is open."\n        msgstr "Le port a ouvert."\n' in page
    assert page.count("Right, in fr:") == 3
    assert "    articles/harbour.txt\n" in run("explain", "CA003").output


def test_terms_that_examples_are_about_are_shown(run: Run) -> None:
    assert "    smart city → ciudad inteligente; not ciudad lista\n" in run("explain", "GL001").output


def test_only_findings_about_entries_can_be_put_aside_by_a_comment(run: Run) -> None:
    assert "translator comment" not in run("explain", "CA006").output
    assert "translator comment" in run("explain", "ST006").output


@pytest.mark.parametrize("columns", [60, 80])
def test_prose_is_wrapped_at_the_width_of_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for code in CODES:
        lines = run("explain", code).output.splitlines()
        prose = [line for line in lines if not line.startswith("    ")]
        assert max(map(len, prose)) <= columns


def test_without_a_code_every_rule_has_a_line(run: Run) -> None:
    lines = run("explain").output.splitlines()
    assert [line.split()[0] for line in lines] == CODES
    assert not any("``" in line for line in lines)

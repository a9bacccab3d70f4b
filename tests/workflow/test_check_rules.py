from __future__ import annotations

import pytest

from i18n_tool.errors import I18nToolError, SettingsError
from i18n_tool.model import Finding, Severity
from i18n_tool.workflow.check_rules import Choice, RuleBook, Rules, read_severities
from tests.conftest import SETTINGS, MakeProject

FINDING = Finding("MK001", "missing-placeholder", "error", "it is missing")


def rules(
    make_project: MakeProject, table: str, command: Choice | None = None, article: str = "a.txt", locale: str = "es"
) -> Rules:
    project = make_project(settings=SETTINGS + table)
    book = RuleBook(project, command or Choice())
    return book.of(f"articles/{article}", f"locales/{locale}/LC_MESSAGES/a.po", locale)


def codes(rules: Rules) -> set[str]:
    return {code for code, _ in rules.wanted}


def test_all_rules_are_wanted_where_nobody_says_anything(make_project: MakeProject) -> None:
    assert {"GL001", "GL004", "MK001", "CA001", "CA005"} <= codes(rules(make_project, ""))


@pytest.mark.parametrize(
    ("table", "command", "wanted"),
    [
        ('[check]\nselect = ["MK"]', Choice(), "MK"),
        ('[check]\nselect = ["MK"]\n[check.es]\nselect = ["GL"]', Choice(), "GL"),
        ('[check.es]\nselect = ["GL"]\n[check.paths."articles/*.txt"]\nselect = ["NU"]', Choice(), "NU"),
        ('[check.paths."articles/*.txt"]\nselect = ["NU"]', Choice(select=("SE",)), "SE"),
    ],
)
def test_the_narrowest_select_counts(make_project: MakeProject, table: str, command: Choice, wanted: str) -> None:
    assert {code[:2] for code in codes(rules(make_project, table, command))} == {wanted}


def test_what_anybody_ignores_is_ignored(make_project: MakeProject) -> None:
    table = '[check]\nignore = ["GL"]\n[check.es]\nignore = ["MK001"]\n[check.paths."**/a.txt"]\nignore = ["draft"]\n'
    found = codes(rules(make_project, table, Choice(ignore=("NU",))))
    assert not {"GL001", "MK001", "ST002", "NU101"} & found
    assert {"MK002", "ST001"} <= found


def test_another_locale_and_another_path_keep_their_rules(make_project: MakeProject) -> None:
    table = '[check.fr]\nignore = ["MK"]\n[check.paths."articles/legal/**"]\nignore = ["ST"]\n'
    assert {"MK001", "ST001"} <= codes(rules(make_project, table))
    assert "MK001" not in codes(rules(make_project, table, locale="fr"))
    assert "ST001" not in codes(rules(make_project, table, article="legal/old/terms.txt"))


@pytest.mark.parametrize(
    ("pattern", "article", "matches"),
    [
        ("articles/legal/**", "legal/a.txt", True),
        ("articles/legal/**", "legal/old/a.txt", True),
        ("articles/legal/**", "legal.txt", False),
        ("articles/*.md", "a.txt", False),
        ("articles/*", "deep/a.txt", False),
        ("**/a.txt", "very/deep/a.txt", True),
        ("locales/es/**", "a.txt", True),
        ("locales/fr/**", "a.txt", False),
    ],
)
def test_paths_name_articles_or_catalogues(
    make_project: MakeProject, pattern: str, article: str, matches: bool
) -> None:
    found = rules(make_project, f'[check.paths."{pattern}"]\nignore = ["MK001"]\n', article=article)
    assert ("MK001" not in codes(found)) == matches


@pytest.mark.parametrize(
    ("table", "command", "severity"),
    [
        ("", Choice(), "error"),
        ('[check.severity]\nMK = "info"', Choice(), "info"),
        ('[check.severity]\nMK = "info"\nmissing-placeholder = "warning"', Choice(), "warning"),
        ('[check.severity]\nMK001 = "info"\n[check.es.severity]\nMK001 = "warning"', Choice(), "warning"),
        ('[check.es.severity]\nMK001 = "warning"', Choice(severity={"MK": "info"}), "info"),
    ],
)
def test_the_narrowest_severity_counts(
    make_project: MakeProject, table: str, command: Choice, severity: Severity
) -> None:
    assert rules(make_project, table, command).weigh(FINDING).severity == severity


def test_a_draft_weighs_a_warning_at_most(make_project: MakeProject) -> None:
    assert rules(make_project, "").weigh(FINDING, draft=True).severity == "warning"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[check.es]\nignore = ["MK01"]', 'Did you mean "MK00'),
        ('[check.paths."a/**"]\nignor = ["MK"]', 'Did you mean "ignore"'),
        ('[check.paths]\n"a/**" = ["MK"]', "must be a table"),
        ('[check.paths."a/**"]\nselect = "MK"', "must be a list of strings"),
        ('[check.paths."a/**"]\nseverity = "info"', '"severity" must be a table'),
        ('[check.paths."a/**".severity]\nMK001 = "eror"', 'Did you mean "error"'),
    ],
)
def test_a_mistake_in_the_settings_is_named_with_its_table(make_project: MakeProject, table: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        rules(make_project, f"{table}\n")
    assert said in str(caught.value)
    assert "[check" in str(caught.value)


def test_an_unknown_code_of_the_command_line_is_an_error_with_the_nearest_one(make_project: MakeProject) -> None:
    with pytest.raises(I18nToolError, match="missing-term"):
        rules(make_project, "", Choice(select=("mising-term",)))


def test_severities_are_read_from_words() -> None:
    assert read_severities(["mk001=Warning", "GL=info", "wrong-number = error"]) == {
        "MK001": "warning",
        "GL": "info",
        "wrong-number": "error",
    }
    with pytest.raises(I18nToolError, match="MK001=warning"):
        read_severities(["MK001"])

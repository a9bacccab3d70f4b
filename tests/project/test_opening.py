from __future__ import annotations

from pathlib import Path

import pytest

from i18n_tool.errors import ProjectError, SettingsError
from i18n_tool.project import find_project
from tests.conftest import MakeProject, write_files


def test_no_settings_anywhere_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        find_project(tmp_path)
    assert "i18n-tool init" in caught.value.advice


def test_settings_are_found_from_a_folder_below(tmp_path: Path) -> None:
    write_files(tmp_path, {"i18n-tool.toml": 'locales = ["es"]\n'})
    (tmp_path / "articles" / "news").mkdir(parents=True)
    assert find_project(tmp_path / "articles" / "news").root == tmp_path.resolve()


def test_pyproject_serves_as_settings(tmp_path: Path) -> None:
    write_files(tmp_path, {"pyproject.toml": '[project]\nname = "x"\n\n[tool.i18n-tool]\nlocales = ["fr"]\n'})
    assert find_project(tmp_path).locales == ("fr",)


def test_of_two_settings_files_in_a_folder_one_counts_and_a_warning_says_so(tmp_path: Path) -> None:
    write_files(tmp_path, {"pyproject.toml": '[tool.i18n-tool]\nlocales = ["fr"]\n'})
    assert find_project(tmp_path).warnings == ()
    write_files(tmp_path, {"i18n-tool.toml": 'locales = ["es"]\n'})
    project = find_project(tmp_path)
    assert project.locales == ("es",)
    assert "i18n-tool.toml counts" in project.warnings[0]


def test_a_pattern_of_glossaries_that_is_like_no_file_is_told(tmp_path: Path) -> None:
    settings = tmp_path / "i18n-tool.toml"
    settings.write_text('locales = ["es"]\nglossaries = ["glossary/*.csv", "glosary/*.csv"]\n', encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary/terms.csv").write_text("term,es\nquay,muelle\n", encoding="utf-8")
    (warning,) = find_project(tmp_path).warnings
    assert "names glosary/*.csv" in warning
    settings.write_text('locales = ["es"]\n', encoding="utf-8")
    assert find_project(tmp_path).warnings == ()


def test_a_pyproject_of_something_else_is_passed_over(tmp_path: Path) -> None:
    write_files(tmp_path, {"pyproject.toml": '[project]\nname = "x"\n'})
    with pytest.raises(ProjectError):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "words", "advice"),
    [
        ('output = "."', "pages would stand among the articles and catalogues", 'output = "site"'),
        ('output = "articles"', "pages would stand among the articles and catalogues", 'output = "site"'),
        ('catalogues = "articles"', "catalogues would stand among the articles", 'catalogues = "locales"'),
        ('compile.source.output = "site/source/.."', "localised articles would stand among", 'output = "localised"'),
    ],
)
def test_a_folder_that_is_written_to_holds_nothing_else(
    make_project: MakeProject, wrong: str, words: str, advice: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        make_project(settings=f'locales = ["es"]\n{wrong}\n')
    assert words in caught.value.what
    assert caught.value.advice == f"Name a folder of their own: {advice}."
    assert caught.value.line == 2

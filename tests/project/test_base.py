from __future__ import annotations

import pytest

from i18n_tool.errors import LocaleError, ProjectError, SettingsError
from tests.conftest import MakeProject


def test_an_article_is_called_after_its_place_below_the_pattern(make_project: MakeProject) -> None:
    project = make_project()
    root = project.root
    assert project.article_name(root / "articles" / "news" / "davos.md") == "news/davos"
    assert project.catalogue_path("news/davos", "zh_CN") == root / "locales/zh_CN/LC_MESSAGES/news/davos.po"
    assert project.template_path("news/davos") == root / "locales/templates/news/davos.pot"


def test_a_link_out_of_the_project_is_refused(
    make_project: MakeProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("secret")
    project = make_project({"articles/b.md": "open"})
    (project.root / "articles" / "a.md").symlink_to(outside)
    with pytest.raises(ProjectError, match="outside"):
        project.files_like(project.settings["articles"])


def test_a_file_that_a_setting_names_must_be_there(make_project: MakeProject) -> None:
    project = make_project({"a.csv": "term\n"}, 'locales = ["es"]\nglossaries = ["a.csv", "more/*.csv", "b.csv"]\n')
    with pytest.raises(SettingsError, match=r'"glossaries" names the file b\.csv') as caught:
        project.files_of("glossaries")
    assert caught.value.line == 2


def test_settings_of_one_locale_win_over_those_of_all(make_project: MakeProject) -> None:
    project = make_project(
        settings='locales = ["es", "zh_HK", "zh_CN"]\n[segmentation.en]\nabbreviations = ["Blvd."]\n'
        '[engines]\ndefault = "pseudo"\nzh-HK = "opencc:zh_CN"\n'
        '[compile]\npolicy = "drafts"\n[compile.zh-CN]\npolicy = "complete"\n'
    )
    assert [project.abbreviations(locale) for locale in ("en", "es")] == [("Blvd.",), ()]
    assert [project.engine_of(locale) for locale in ("es", "zh_HK")] == ["pseudo", "opencc:zh_CN"]
    assert [project.policy_of(locale) for locale in ("en", "es", "zh_CN")] == ["drafts", "drafts", "complete"]


def test_selecting_a_locale_accepts_both_spellings_and_knows_near_misses(make_project: MakeProject) -> None:
    project = make_project(settings='locales = ["es", "zh_CN"]\n')
    assert project.select_locales(["zh-CN"]) == ("zh_CN",)
    assert project.select_locales([]) == ("es", "zh_CN")
    with pytest.raises(LocaleError) as caught:
        project.select_locales(["zh_HK"])
    assert "zh_CN" in caught.value.advice


def test_locales_in_one_word_are_to_be_named_one_by_one(make_project: MakeProject) -> None:
    with pytest.raises(LocaleError) as caught:
        make_project().select_locales(["es,fr"])
    assert caught.value.advice == "Name each by itself: -l es -l zh_CN"

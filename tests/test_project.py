from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from i18n_tool.errors import LocaleError, LockedError, ProjectError, SettingsError
from i18n_tool.project import Project, find_project, lock_project, read_project
from tests.conftest import MakeProject


def write_settings(folder: Path, text: str, name: str = "i18n-tool.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_no_settings_anywhere_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        find_project(tmp_path)
    assert "i18n-tool init" in caught.value.advice


def test_settings_are_found_from_a_folder_below(tmp_path: Path) -> None:
    write_settings(tmp_path, 'locales = ["es"]\n')
    (tmp_path / "articles" / "news").mkdir(parents=True)
    assert find_project(tmp_path / "articles" / "news").root == tmp_path.resolve()


def test_pyproject_serves_as_settings(tmp_path: Path) -> None:
    write_settings(tmp_path, '[project]\nname = "x"\n\n[tool.i18n-tool]\nlocales = ["fr"]\n', "pyproject.toml")
    assert find_project(tmp_path).locales == ("fr",)


def test_of_two_settings_files_in_a_folder_one_counts_and_a_warning_says_so(tmp_path: Path) -> None:
    write_settings(tmp_path, '[tool.i18n-tool]\nlocales = ["fr"]\n', "pyproject.toml")
    assert find_project(tmp_path).warning == ""
    write_settings(tmp_path, 'locales = ["es"]\n')
    project = find_project(tmp_path)
    assert project.locales == ("es",)
    assert "i18n-tool.toml counts" in project.warning


def test_a_pyproject_of_something_else_is_passed_over(tmp_path: Path) -> None:
    write_settings(tmp_path, '[project]\nname = "x"\n', "pyproject.toml")
    with pytest.raises(ProjectError):
        find_project(tmp_path)


def test_defaults_fill_what_the_file_leaves_out(tmp_path: Path) -> None:
    project = read_project(write_settings(tmp_path, 'locales = ["zh-cn", "es"]\n'))
    assert project.source_locale == "en"
    assert project.locales == ("zh_CN", "es")
    assert project.output == tmp_path.resolve() / "site"
    assert project.settings["compile.policy"] == "accepted"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('source-locale = "en"\nlocale = ["es"]\n', 2, ('unknown key "locale"', '"locales"')),
        ('locales = [\n  "es",\n  "zh_CM",\n]\n', 3, ("unknown locale 'zh_CM'", '"zh_CN"')),
        ('locales = ["es"]\n[segmentation]\nmode = "sentense"\n', 3, ("one of sentence, paragraph", '"sentence"')),
        ('locales = ["es"]\n\n[compiler]\npolicy = "accepted"\n', 3, ('unknown key "compiler"', '"compile"')),
        ('locales = "es"\n', 1, ("list of locales",)),
        ('locales = ["es"]\noutput = 3\n', 2, ("the name of a folder",)),
        ('locales = ["es"\noutput = "x"\n', 2, ("not TOML",)),
        ('locales = ["es", "en"]\n', 1, ("source locale en is among",)),
        ('locales = ["es"]\n[engines]\ndefalt = "pseudo"\n', 3, ('"defalt"', '"default"')),
        ('locales = ["es"]\ncompile = "all"\n', 2, ("must be a table",)),
        ('locales = ["es"]\noutput = "."\n', 2, ("folder of their own",)),
        ('locales = ["es"]\noutput = "articles"\n', 2, ("folder of their own",)),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_word(
    tmp_path: Path, text: str, line: int, words: tuple[str, ...]
) -> None:
    path = write_settings(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read_project(path)
    assert caught.value.line == line
    assert caught.value.path == path
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ('currency = "euro"', 'a code of ISO 4217. Did you mean "EUR"?'),
        ('currency = ""', "a code of ISO 4217"),
        ("compile.processes = -1", "a whole number, 0 or more"),
        ("compile.processes = 1.5", "a whole number, 0 or more"),
        ('articles = [""]', "a list of patterns that begin in the project folder"),
        ('glossaries = ["/etc/*.csv"]', "a list of patterns that begin in the project folder"),
        ("articles = []", "no pattern of articles is given"),
        ('output = " "', "the name of a folder"),
        ('catalogues = "articles"', "catalogues would stand among the articles"),
        ('compile.source.output = "site/source/.."', "localised articles would stand among"),
        ('locales = ["fr"]', "this key stands twice"),
    ],
)
def test_a_value_out_of_its_range_is_named_with_its_line(tmp_path: Path, wrong: str, words: str) -> None:
    path = write_settings(tmp_path, f'locales = ["es"]\nsource-locale = "en"\n{wrong}\n')
    with pytest.raises(SettingsError) as caught:
        read_project(path)
    assert words in str(caught.value)
    assert (caught.value.line, bool(caught.value.advice)) == (3, True)


def test_a_currency_is_a_code(make_project: MakeProject) -> None:
    assert make_project({}, 'locales = ["es"]\ncurrency = "CNY"\n').settings["currency"] == "CNY"


def test_a_file_that_a_setting_names_must_be_there(make_project: MakeProject) -> None:
    project = make_project({"a.csv": "term\n"}, 'locales = ["es"]\nglossaries = ["a.csv", "more/*.csv", "b.csv"]\n')
    with pytest.raises(SettingsError, match=r'"glossaries" names the file b\.csv') as caught:
        project.files_of("glossaries")
    assert caught.value.line == 2


def test_a_line_is_counted_in_the_whole_pyproject(tmp_path: Path) -> None:
    path = write_settings(
        tmp_path, '[project]\nname = "x"\n[tool.i18n-tool.check]\nfail-om = "error"\n', "pyproject.toml"
    )
    with pytest.raises(SettingsError) as caught:
        read_project(path)
    assert caught.value.line == 4


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_settings(tmp_path, 'locales = ["es"]\noutput = "site"\n')
    monkeypatch.setenv("I18N_TOOL_OUTPUT", "public")
    monkeypatch.setenv("I18N_TOOL_LOCALES", "fr, ja")
    project = read_project(path)
    assert project.output.name == "public"
    assert project.locales == ("fr", "ja")


def test_a_bad_value_in_the_environment_names_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_settings(tmp_path, 'locales = ["es"]\n')
    monkeypatch.setenv("I18N_TOOL_CHECK_FAIL_ON", "fatal")
    with pytest.raises(SettingsError, match="I18N_TOOL_CHECK_FAIL_ON"):
        read_project(path)


def test_settings_of_one_locale_and_one_engine_are_read(tmp_path: Path) -> None:
    project = read_project(
        write_settings(
            tmp_path,
            'locales = ["es", "zh_HK", "zh_CN"]\n[segmentation.en]\nabbreviations = ["Blvd."]\n'
            '[engines]\ndefault = "pseudo"\nzh-HK = "opencc:zh_CN"\n[engines.google]\nurl = "http://127.0.0.1:1/"\n',
        )
    )
    assert project.abbreviations("en") == ("Blvd.",)
    assert project.engine_of("zh_HK") == "opencc:zh_CN"
    assert project.engine_of("es") == "pseudo"
    assert project.settings["engines.google"] == {"url": "http://127.0.0.1:1/"}


def project_in(folder: Path, articles: str = "articles/**/*") -> Project:
    return read_project(write_settings(folder, f'locales = ["es"]\narticles = ["{articles}"]\n'))


def test_an_article_is_called_after_its_place_below_the_pattern(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    root = project.root
    assert project.article_name(root / "articles" / "news" / "davos.md") == "news/davos"
    assert project.catalogue_path("news/davos", "zh_CN") == root / "locales/zh_CN/LC_MESSAGES/news/davos.po"
    assert project.template_path("news/davos") == root / "locales/templates/news/davos.pot"


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("secret")
    folder = tmp_path / "project"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.md").symlink_to(outside)
    project = project_in(folder)
    with pytest.raises(ProjectError, match="outside"):
        project.files_like(project.settings["articles"])


def test_selecting_a_locale_accepts_both_spellings_and_knows_near_misses(tmp_path: Path) -> None:
    project = read_project(write_settings(tmp_path, 'locales = ["es", "zh_CN"]\n'))
    assert project.select_locales(["zh-CN"]) == ("zh_CN",)
    assert project.select_locales([]) == ("es", "zh_CN")
    with pytest.raises(LocaleError) as caught:
        project.select_locales(["zh_HK"])
    assert "zh_CN" in caught.value.advice


def test_locales_in_one_word_are_to_be_named_one_by_one(make_project: MakeProject) -> None:
    with pytest.raises(LocaleError) as caught:
        make_project().select_locales(["es,fr"])
    assert caught.value.advice == "Name each by itself: -l es -l zh_CN"


def _hold(root: str, started: object, release: object) -> None:
    with lock_project(read_project(Path(root) / "i18n-tool.toml")):
        started.set()  # type: ignore[attr-defined]
        release.wait(20)  # type: ignore[attr-defined]


def test_two_commands_never_work_in_one_project_at_once(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    context = multiprocessing.get_context("spawn")
    started, release = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(tmp_path), started, release))
    other.start()
    try:
        assert started.wait(20)
        with pytest.raises(LockedError) as caught, lock_project(project, wait=0.1):
            raise AssertionError("the lock was given twice")
        assert str(other.pid) in str(caught.value)
        release.set()
        with lock_project(project, wait=20):
            pass
    finally:
        release.set()
        other.join(20)


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("news.example", "https://"),
        ("ftp://news.example/", "https://"),
        ("https:///news", "host"),
        ("https://a b.example/", "host"),
        ("https://news.example:99999/", "port"),
        ("https://news.example/#top", '"#"'),
        ("https://news.example/?", '"?"'),
        ("https://ines:secret@news.example/", "password"),
    ],
)
def test_an_address_that_is_no_sites_is_refused(make_project: MakeProject, address: str, wrong: str) -> None:
    with pytest.raises(SettingsError) as caught:
        make_project(settings=f'locales = ["fr"]\n\n[compile]\nsite-url = "{address}"\n')
    assert wrong in caught.value.what
    assert caught.value.line == 4


@pytest.mark.parametrize(
    "address", ["", "https://news.example", "http://localhost:8080/news/", "https://例え.example/"]
)
def test_an_address_of_a_site_is_taken(make_project: MakeProject, address: str) -> None:
    project = make_project(settings=f'locales = ["fr"]\n\n[compile]\nsite-url = "{address}"\n')
    assert project.settings["compile.site-url"] == address


def test_a_locale_may_have_a_policy_of_its_own(make_project: MakeProject) -> None:
    settings = 'locales = ["fr", "zh_CN"]\n[compile]\npolicy = "drafts"\n[compile.zh-CN]\npolicy = "complete"\n'
    project = make_project(settings=settings)
    assert [project.policy_of(locale) for locale in ("en", "fr", "zh_CN")] == ["drafts", "drafts", "complete"]

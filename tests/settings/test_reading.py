from __future__ import annotations

from pathlib import Path

import pytest

from i18n_tool.errors import SettingsError
from i18n_tool.settings import PYPROJECT, SETTINGS_FILE, read_settings


def read(folder: Path, text: str, name: str = SETTINGS_FILE) -> dict[str, object]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_defaults_fill_what_the_file_leaves_out(tmp_path: Path) -> None:
    settings = read(tmp_path, 'locales = ["zh-cn", "es"]\n')
    assert settings["source-locale"] == "en"
    assert settings["locales"] == ("zh_CN", "es")
    assert settings["output"] == "site"
    assert settings["compile.policy"] == "accepted"


def test_settings_of_one_locale_and_one_engine_are_read(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        'locales = ["es", "zh_HK"]\n[segmentation.en]\nabbreviations = ["Blvd."]\n'
        '[engines]\nzh-HK = "opencc:zh_CN"\n[engines.google]\nurl = "http://127.0.0.1:1/"\n',
    )
    assert settings["segmentation.en.abbreviations"] == ("Blvd.",)
    assert settings["engines.zh_HK"] == "opencc:zh_CN"
    assert settings["engines.google"] == {"url": "http://127.0.0.1:1/"}


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
        ('locales = ["es"]\nlocales = ["fr"]\n', 2, ("this key stands twice",)),
        ('locales = ["es", "en"]\n', 1, ("source locale en is among",)),
        ('locales = ["es"]\n[engines]\ndefalt = "pseudo"\n', 3, ('"defalt"', '"default"')),
        ('locales = ["es"]\ncompile = "all"\n', 2, ("must be a table", "[compile]")),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_word(
    tmp_path: Path, text: str, line: int, words: tuple[str, ...]
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert caught.value.line == line
    assert caught.value.path == tmp_path / SETTINGS_FILE
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
        ('compile.site-url = "news.example"', "it must begin with https://"),
    ],
)
def test_a_value_out_of_its_range_is_named_with_its_line(tmp_path: Path, wrong: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, f'locales = ["es"]\nsource-locale = "en"\n{wrong}\n')
    assert words in str(caught.value)
    assert (caught.value.line, bool(caught.value.advice)) == (3, True)


def test_a_line_is_counted_in_the_whole_pyproject(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, '[project]\nname = "x"\n[tool.i18n-tool.check]\nfail-om = "error"\n', PYPROJECT)
    assert caught.value.line == 4

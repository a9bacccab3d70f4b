"""One written form of Chinese from another."""

from __future__ import annotations

import pytest

from i18n_tool.engines import make_engine
from i18n_tool.engines.opencc import OpenccEngine, configs_of
from i18n_tool.errors import EngineMissingError, SettingsError


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("zh_CN", "zh_HK", "软件里面的头发与发展", "軟件裏面的頭髮與發展"),
        ("zh_CN", "zh_TW", "软件里面的头发与发展", "軟體裡面的頭髮與發展"),
        ("zh_CN", "zh_MO", "软件", "軟件"),
        ("zh_CN", "zh_HK", "他说：“我读‘红楼梦’。”", "他説：「我讀『紅樓夢』。」"),
        ("zh_CN", "zh_HK", "Today’s 软件", "Today’s 軟件"),
        ("zh_HK", "zh_CN", "他説：「我讀『紅樓夢』。」", "他说：“我读‘红楼梦’。”"),
        ("zh_TW", "zh_CN", "軟體", "软件"),
        ("zh_Hans_HK", "zh_Hant_HK", "头发", "頭髮"),
    ],
)
def test_words_and_characters_are_those_of_the_place(source: str, target: str, text: str, expected: str) -> None:
    assert OpenccEngine().translate([text], source, target) == [expected]


def test_tokens_are_left_alone() -> None:
    assert OpenccEngine().translate(["⟦1⟧软件⟦2⟧"], "zh_CN", "zh_HK") == ["⟦1⟧軟件⟦2⟧"]


def test_phrases_can_be_left_to_people() -> None:
    assert OpenccEngine({"phrases": False}).translate(["鼠标"], "zh_CN", "zh_HK") == ["鼠標"]
    assert OpenccEngine().translate(["鼠标"], "zh_CN", "zh_HK") == ["滑鼠"]


def test_other_languages_are_not_served() -> None:
    engine = make_engine("opencc:zh_CN")
    assert engine.problem("en", "zh_HK") is not None
    assert configs_of("zh_CN", "ja") is None
    with pytest.raises(EngineMissingError):
        engine.translate(["x"], "en", "ja")


def test_the_base_is_named_in_the_settings_and_in_the_mark() -> None:
    engine = make_engine("opencc:zh-TW")
    assert isinstance(engine, OpenccEngine)
    assert engine.base == "zh_TW"
    assert engine.origin("zh_TW", "zh_HK") == "opencc from zh_TW"
    with pytest.raises(SettingsError):
        make_engine("opencc:nowhere")

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.pages import Site, absolute_link, link_locales, page_path, relative_link

NAMES = {
    "articles/news/fair.md": "news/fair",
    "articles/visit/tea.html": "visit/tea",
    "articles/index page.txt": "index page",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    for name in (
        "articles/images/map.png",
        "articles/images/map.zh_CN.png",
        "articles/style/print.css",
        "articles/.secret",
        "keys.txt",
        *NAMES,
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return Site(tmp_path, NAMES, ("articles",), ("en", "zh_CN"))


def test_pages_stand_in_a_folder_with_the_bcp_47_tag() -> None:
    assert page_path("news/fair", "zh_CN") == "zh-CN/news/fair.html"


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [
        ("en/news/fair.html", "es/news/fair.html", "../../es/news/fair.html"),
        ("en/news/fair.html", "style.css", "../../style.css"),
        ("index.html", "en/index.html", "en/index.html"),
        ("en/a.html", "en/b c.html", "b%20c.html"),
        ("en/a.html", "en/x:y.html", "x%3Ay.html"),
        ("en/a.html", "en/茶.html", "%E8%8C%B6.html"),
    ],
)
def test_relative_links_lead_from_page_to_page(page: str, target: str, way: str) -> None:
    assert relative_link(page, target) == way


segments = st.text("abc .%?#:é茶", min_size=1, max_size=6).filter(lambda name: name.strip(".") != "")
paths = st.lists(segments, min_size=1, max_size=4).map("/".join)


@given(paths, paths)
def test_a_relative_link_followed_from_its_page_is_the_target(page: str, target: str) -> None:
    way = relative_link(page, target)
    assert not set(way) & set("?# ")
    assert ":" not in way.split("/")[0]
    place = page.split("/")[:-1]
    for part in unquote(way).split("/"):
        if part == "..":
            place.pop()
        elif part != ".":
            place.append(part)
    assert "/".join(place) == target


def test_absolute_links_need_the_address_of_the_site() -> None:
    assert absolute_link("https://a.example/news/", "en/茶.html") == "https://a.example/news/en/%E8%8C%B6.html"
    assert absolute_link("", "en/a.html") == ""


def test_locales_are_named_in_their_own_language() -> None:
    targets = {locale: page_path("a", locale) for locale in ("en", "zh_CN", "ar")}
    english, chinese, arabic = link_locales("ar/a.html", targets, "ar", "https://a.example")
    assert (english.name, chinese.name, arabic.name) == ("English", "简体中文", "العربية")
    assert (chinese.lang, arabic.dir, arabic.current, english.current) == ("zh-CN", "rtl", True, False)
    assert chinese.href == "../zh-CN/a.html"
    assert chinese.url == "https://a.example/zh-CN/a.html"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("fair.md", "fair.html"),
        ("fair.md#plans", "#plans"),
        ("../visit/tea.html?x=1#top", "../visit/tea.html?x=1#top"),
        ("../visit/tea", "../visit/tea.html"),
        ("../index%20page.txt", "../index%20page.html"),
        ("https://a.example/fair.md", "https://a.example/fair.md"),
        ("//a.example/x", "//a.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#plans", "#plans"),
        ("/root.html", "/root.html"),
        ("", ""),
    ],
)
def test_links_between_articles_lead_to_the_page_of_the_same_locale(site: Site, address: str, found: str) -> None:
    expected = (found if found != "fair.html" else "fair.html", "", "")
    assert site.resolve(address, "articles/news/fair.md", "es/news/fair.html", "es") == expected


def test_pictures_are_found_in_the_assets_of_the_site(site: Site) -> None:
    found = site.resolve("../images/map.png", "articles/news/fair.md", "en/news/fair.html", "en")
    assert found == ("../../assets/images/map.png", "articles/images/map.png", "")


def test_a_picture_of_the_locale_is_used(site: Site) -> None:
    found = site.resolve("../images/map.png", "articles/news/fair.md", "zh-CN/news/fair.html", "zh_CN")
    assert found == ("../../assets/images/map.zh_CN.png", "articles/images/map.zh_CN.png", "")


@pytest.mark.parametrize(
    "address",
    ["gone.md", "../images/gone.png", "../../keys.txt", "../.secret", "../../../etc/passwd", "..", "a%00b", "."],
)
def test_links_to_nothing_or_out_of_the_articles_are_broken(site: Site, address: str) -> None:
    found, asset, reason = site.resolve(address, "articles/news/fair.md", "en/news/fair.html", "en")
    assert (found, asset) == (address, "")
    assert reason.endswith(".")


def test_a_picture_that_is_a_link_out_of_the_project_is_not_published(site: Site, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.png"
    outside.write_text("", encoding="utf-8")
    (tmp_path / "articles/images/out.png").symlink_to(outside)
    found = site.resolve("../images/out.png", "articles/news/fair.md", "en/news/fair.html", "en")
    assert found[1:] == ("", "it leads out of the project folder.")


def test_a_style_sheet_brings_its_pictures_along(site: Site, tmp_path: Path) -> None:
    links = "url('../images/map.png#x') url(https://a.example/b.png) url(../../keys.txt) url(/x.png) url(gone.png)"
    sheet = f"a {{ background: {links} }}"
    (tmp_path / "articles/style/print.css").write_text(sheet, encoding="utf-8")
    assert list(site.style_assets("articles/style/print.css")) == ["articles/images/map.png"]


@given(st.text(max_size=30))
def test_any_address_resolves_to_something(address: str) -> None:
    site = Site(Path("/nowhere"), NAMES, ("articles",), ("en",))
    found, asset, reason = site.resolve(address, "articles/news/fair.md", "en/news/fair.html", "en")
    assert isinstance(found, str)
    assert not asset
    assert isinstance(reason, str)

from __future__ import annotations

import warnings
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.formats.html_head import localise_page, rewrite_links
from tests.formats.test_html import soup

PAGE = """<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <title>Ferry</title>
</head>
<body class="a">
<p>Words</p>
</body>
</html>
"""


def localised(source: str, **changes: Any) -> str:
    return localise_page(source, **{"locale": "zh-CN", "direction": "ltr", **changes})


def test_language_and_direction_go_into_the_html_tag_and_nowhere_else() -> None:
    assert localised(PAGE) == PAGE.replace("<html>", '<html lang="zh-CN" dir="ltr">')
    assert localised(PAGE, locale="ar", direction="rtl") == PAGE.replace("<html>", '<html lang="ar" dir="rtl">')


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<html class=x lang="en" dir="rtl">', '<html class=x lang="zh-CN" dir="ltr">'),
        ("<HTML LANG=en-GB>", '<HTML dir="ltr" LANG="zh-CN">'),
        ("<html lang='en' xml:lang='en' dir='ltr'>", "<html lang='zh-CN' xml:lang='zh-CN' dir='ltr'>"),
        ("<html lang>", '<html dir="ltr" lang="zh-CN">'),
        ("<html lang=en lang=fr>", '<html dir="ltr" lang="zh-CN" lang=fr>'),
    ],
)
def test_what_the_html_tag_says_is_replaced_in_place(tag: str, expected: str) -> None:
    assert localised(f'{tag}<meta charset="UTF-8">') == f'{expected}<meta charset="UTF-8">'


def test_canonical_and_alternates_go_to_the_end_of_the_head() -> None:
    page = localised(
        PAGE,
        canonical="https://example.org/zh-CN/a.html?x&y",
        alternates=[("en", "../en/a.html"), ("zh-CN", "a.html")],
        default="../en/a.html",
    )
    assert page == PAGE.replace("<html>", '<html lang="zh-CN" dir="ltr">').replace(
        "</head>",
        '<link rel="canonical" href="https://example.org/zh-CN/a.html?x&amp;y">\n'
        '<link rel="alternate" hreflang="en" href="../en/a.html">\n'
        '<link rel="alternate" hreflang="zh-CN" href="a.html">\n'
        '<link rel="alternate" hreflang="x-default" href="../en/a.html">\n'
        "</head>",
    )


def test_canonical_and_alternates_that_the_page_has_are_replaced() -> None:
    source = PAGE.replace(
        "  <title>",
        '  <link rel="canonical" href=old>\n  <link rel="alternate" hreflang="en" href="old">\n'
        "  <link hreflang=de rel=alternate href=old>\n"
        '  <link rel="alternate" type="application/rss+xml" hreflang="en" href="feed">\n  <title>',
    )
    page = localised(source, canonical="new", alternates=[("en", "x"), ("zh-CN", "y")])
    assert page == source.replace("<html>", '<html lang="zh-CN" dir="ltr">').replace(
        "href=old>", 'href="new">', 1
    ).replace(
        '  <link rel="alternate" hreflang="en" href="old">\n  <link hreflang=de rel=alternate href=old>\n',
        '  <link rel="alternate" hreflang="en" href="x">\n  <link rel="alternate" hreflang="zh-CN" href="y">\n',
    )


def test_what_the_page_says_stays_where_nothing_is_given() -> None:
    source = PAGE.replace("</head>", "<link rel=canonical href=old><link rel=alternate hreflang=en href=old></head>")
    assert localised(source) == source.replace("<html>", '<html lang="zh-CN" dir="ltr">')


def test_open_graph_pages_say_their_locale_and_the_others() -> None:
    source = PAGE.replace("</head>", '<meta property="og:title" content="Ferry">\n</head>')
    page = localised(source, alternates=[("en", "x"), ("zh-CN", "y"), ("pt-BR", "z")])
    assert '<meta property="og:locale" content="zh_CN">' in page
    assert (
        '<meta property="og:locale:alternate" content="en_US">\n<meta property="og:locale:alternate" content="pt_BR">'
        in page
    )
    again = localised(page, locale="en", alternates=[("en", "x"), ("zh-CN", "y")])
    assert again.count("og:locale") == 2
    assert '<meta property="og:locale" content="en_US">' in again
    assert '<meta property="og:locale:alternate" content="zh_CN">' in again
    assert "og:" not in localised(PAGE, alternates=[("en", "x")])


def test_json_ld_says_the_language_of_articles_and_pages() -> None:
    source = PAGE.replace(
        "</head>",
        '<script type="application/ld+json">[{"@type": "NewsArticle", "author": {"@type": "Person"}},'
        ' {"@type": ["WebPage", "X"], "inLanguage": "en"}, {"@type": "Event", "inLanguage": ["en"]}]</script></head>',
    )
    assert localised(source) == source.replace("<html>", '<html lang="zh-CN" dir="ltr">').replace(
        '"NewsArticle",', '"NewsArticle", "inLanguage": "zh-CN",'
    ).replace('"inLanguage": "en"', '"inLanguage": "zh-CN"').replace('["en"]', '["zh-CN"]')


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("<meta charset=iso-8859-1>", '<meta charset="utf-8">'),
        ('<meta charset="Utf-8">', '<meta charset="Utf-8">'),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
            '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
        ),
        ("", '\n<meta charset="utf-8">'),
    ],
)
def test_pages_say_that_they_are_utf_8(declaration: str, expected: str) -> None:
    source = f"<!DOCTYPE html><html lang=zh-CN dir=ltr><head>{declaration}</head><body>x</body></html>"
    assert localised(source) == source.replace(f"<head>{declaration}", f"<head>{expected}")


def test_xhtml_pages_stay_xhtml() -> None:
    source = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<html xml:lang="en"><head><title>x</title></head></html>'
    assert localised(source, canonical="a") == (
        '<?xml version="1.0" encoding="utf-8"?>\n<html lang="zh-CN" dir="ltr" xml:lang="zh-CN"><head><title>x</title>'
        '<link rel="canonical" href="a" />\n</head></html>'
    )


def test_a_page_without_html_tag_gets_one_and_a_fragment_gets_none() -> None:
    assert localised("<!doctype html>\n<meta charset=utf-8><title>x</title>y") == (
        '<!doctype html>\n<html lang="zh-CN" dir="ltr">\n<meta charset=utf-8><title>x</title>y'
    )
    assert localised("<p>Fragment", canonical="x", alternates=[("en", "y")]) == "<p>Fragment"


def test_notice_and_switcher_go_where_the_page_asks_for_them() -> None:
    page = localised(PAGE, notice="<aside>N</aside>")
    assert '<body class="a"><aside>N</aside>\n' in page
    source = PAGE.replace("<p>", "<!-- i18n:switcher --><p><!--i18n:notice-->")
    assert "<nav>S</nav><p><aside>N</aside>Words" in localised(
        source, notice="<aside>N</aside>", switcher="<nav>S</nav>"
    )
    assert "<!-- i18n:switcher -->" in localised(source)
    assert localised("<p>Words", notice="<aside>N</aside>") == "<aside>N</aside><p>Words"


@given(soup, st.booleans(), st.booleans())
def test_links_are_rewritten_in_the_same_pass_as_in_one_of_their_own(body: str, head: bool, urls: bool) -> None:
    source = f'<!DOCTYPE html><link rel="canonical" href="x"><a href="one">{body}</a><img src=two>' if head else body
    changes: dict[str, Any] = {"notice": "<aside>N</aside>", "switcher": "<nav>S</nav>"}
    if urls:
        changes |= {"canonical": "c", "alternates": [("en", "e")]}

    def rewrite(address: str) -> str:
        return f"new/{address}"

    assert localised(source, rewrite=rewrite, **changes) == localised(rewrite_links(source, rewrite), **changes)


@pytest.mark.parametrize(
    "before",
    [
        "<script>place('<!-- i18n:switcher -->');</script>",
        "<style>/* <!-- i18n:switcher --> */</style>",
        '<p title="<!-- i18n:switcher -->">',
        "<textarea><!-- i18n:switcher --></textarea>",
        "<!-- once <!-- i18n:switcher -->",
    ],
)
def test_only_a_comment_of_the_page_is_the_place_of_the_switcher(before: str) -> None:
    source = PAGE.replace("Words", f"{before} <!-- i18n:switcher -->")
    assert f"{before} <nav>S</nav></p>" in localised(source, switcher="<nav>S</nav>")
    assert "<aside>N</aside>" + "\n<p>" in localised(PAGE.replace("Words", before), notice="<aside>N</aside>")


@pytest.mark.parametrize(
    ("source", "before"),
    [
        ("<!DOCTYPE html>", '<meta charset="utf-8">\n'),
        ("\ufeff<!DOCTYPE html>\n<title>Pier</title>\n", "</title>\n"),
        ("<!DOCTYPE html>\n<title>Pier</title>\nIt is <b>long</b>.", "</title>"),
        ("<!DOCTYPE html>\n<title>Pier</title>\n&quot;Long&quot;", "</title>\n"),
        ("<!DOCTYPE html>It is <b>long</b>.", '<html lang="zh-CN" dir="ltr">\n<meta charset="utf-8">\n'),
        ("It is <b>long</b>.", ""),
    ],
)
def test_a_notice_stands_before_the_first_words_and_after_the_head(source: str, before: str) -> None:
    page = localised(source, notice="<aside>Later.</aside>")
    assert page.partition("<aside>")[0].endswith(before)
    body = html5lib.parse(page.encode(), namespaceHTMLElements=False).find("body")
    assert body is not None
    assert [element.tag for element in body][:1] == ["aside"]


def test_line_ends_of_the_page_are_used() -> None:
    page = localised(PAGE.replace("\n", "\r\n"), canonical="x")
    assert '<link rel="canonical" href="x">\r\n</head>' in page
    assert "\n" not in page.replace("\r\n", "")


@given(
    soup,
    st.sampled_from(["<!DOCTYPE html>", "<html>", "<head>", "<html lang=en><head><title>x</title></head><body>", ""]),
)
def test_any_page_can_be_localised_and_says_so(source: str, start: str) -> None:
    page = localised(start + source, canonical="a", alternates=[("en", "x")], notice="<i></i>")
    if start.startswith("<html"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            root = html5lib.parse(page, namespaceHTMLElements=False)
        assert (root.get("lang"), root.get("dir")) == ("zh-CN", "ltr")


@given(soup)
def test_links_that_stay_leave_the_page_alone(source: str) -> None:
    assert rewrite_links(source, lambda _: None) == source
    assert rewrite_links(source, lambda address: address) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<a href="x.html#a">', '<a href="../x.html#a">'),
        ("<a href=x>", '<a href="../x">'),
        ("<A HREF=' x '>", "<A HREF='../x'>"),
        ('<a href="?a=1&amp;b=2" title="x">', '<a href="../?a=1&amp;b=2" title="x">'),
        ('<img src="a.png" srcset="a.png 1x, b.png 2x">', '<img src="../a.png" srcset="../a.png 1x, ../b.png 2x">'),
        ("<img srcset='a.png, b.png'>", "<img srcset='../a.png, ../b.png'>"),
        (
            '<video poster="p.png"><source src="v.mp4"></video>',
            '<video poster="../p.png"><source src="../v.mp4"></video>',
        ),
        ('<svg><use xlink:href="#i"/></svg>', '<svg><use xlink:href="../#i"/></svg>'),
        ('<object data="x.pdf"></object>', '<object data="../x.pdf"></object>'),
        ('<form action="send"><button formaction="x">', '<form action="../send"><button formaction="../x">'),
        ("<script>var a = '<a href=\"x\">'</script>", "<script>var a = '<a href=\"x\">'</script>"),
        ('<p data="x" data-src="y"><base href="z">', '<p data="x" data-src="y"><base href="z">'),
        ("<a href>", "<a href>"),
        ('<form action=" ">', '<form action=" ">'),
    ],
)
def test_addresses_in_tags_are_rewritten_in_place(source: str, expected: str) -> None:
    assert rewrite_links(source, lambda address: "../" + address) == expected


def test_a_new_address_cannot_leave_its_quotes() -> None:
    for source in ('<a href="x">', "<a href='x'>", "<a href=x>"):
        page = rewrite_links(source, lambda _: "a\"b'c<d>&e")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            link = next(html5lib.parse(page, namespaceHTMLElements=False).iter("a"))
        assert link.attrib == {"href": "a\"b'c<d>&e"}

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_tool.errors import ArticleError
from i18n_tool.formats import format_of, get_format
from i18n_tool.formats.html import HtmlFormat
from i18n_tool.formats.html_reader import NestedBlock
from i18n_tool.model import Block, LocalisedSegment, Run, Skeleton, Span

FORMAT = HtmlFormat()
GOLDEN = Path(__file__).parent.parent / "golden" / "html"
CASES = sorted(path.name for path in GOLDEN.iterdir())

SCRAPS = [
    *("<p>", "</p>", "<b>", "</b>", "<i class=x>", "</i>", "<br>", "<br/>", "<!--", "<!--x-->", "-->", "<li>", "</li>"),
    *("<ul>", "</ul>", "<td>", "<tr>", "<table>", "</table>", "<script>", "</script>", "<style>", "</style>", "<svg>"),
    *("</svg>", "<title>", "</title>", "<title/>", "<textarea>", "</textarea>", "<pre>", "</pre>", "<math>", "</math>"),
    *("<plaintext>", "<noscript>", "</noscript>", "<template>", "<%", "%>", "<?php", "?>", "<![CDATA[", "]]>", "<a>"),
    *(
        "&amp;",
        "&nbsp;",
        "&#65;",
        "&",
        "<",
        ">",
        "&copy",
        '"',
        "'",
        "=",
        "/",
        "Word",
        "two",
        "42",
        "—",
        "\ufeff",
        "\u00a0",
    ),
    *(
        '<img alt="A',
        '">',
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        '<a href="x" title="T">',
        "</a>",
        "<p translate=no>",
        "<div h",
    ),
    *("<!-- i18n:off -->", "<!-- i18n:on -->", "<!-- i18n:comment x -->", "<!--[if IE]>", "<![endif]-->", "<code>"),
    *("</code>", "<span translate=no>", "<span>", "</span>", '<img alt="Cat">', "<svg/>", "<select>", "<option>"),
]
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5)
soup = st.lists(st.sampled_from(SCRAPS) | LETTERS, max_size=25).map("".join)


def offered(source: str) -> list[tuple[str, str]]:
    """Return kind and text of each block of an article."""
    return [(piece.kind, piece.text) for piece in FORMAT.parse(source) if isinstance(piece, Block)]


def texts(source: str) -> list[str]:
    return [text for _, text in offered(source)]


def translated(source: str, translate: Callable[[str], str]) -> str:
    """Return the page with every block translated whole."""
    pieces = FORMAT.parse(source)
    localisation = {
        index: [LocalisedSegment(Span(0, len(piece.text)), translate(piece.text))]
        for index, piece in enumerate(pieces)
        if isinstance(piece, Block)
    }
    return FORMAT.render(pieces, localisation, source_locale="en", locale="fr")


def capitals(text: str) -> str:
    return re.sub(r"<[^>]*>|&\w+;|[^<&]+", lambda match: match[0] if match[0][0] in "<&" else match[0].upper(), text)


def elements(source: str) -> list[tuple[int, str, tuple[tuple[str, str], ...]]]:
    """Return the elements of a page in order, by an independent parser, with the attributes that may not change."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = html5lib.parse(source, treebuilder="etree", namespaceHTMLElements=False)
    out = []
    todo: list[tuple[Any, int]] = [(tree, 0)]
    while todo:
        element, depth = todo.pop()
        kept = sorted((str(name), value) for name, value in element.attrib.items() if name not in ("alt", "title"))
        if isinstance(element.tag, str):
            out.append((depth, element.tag, tuple(kept)))
        todo += [(child, depth + 1) for child in reversed(element)]
    return out


def test_the_format_is_found_by_suffix() -> None:
    assert isinstance(format_of("news/a.HTM"), HtmlFormat)
    assert get_format("html") is format_of("a.xhtml")


@pytest.mark.parametrize("case", CASES)
def test_golden_articles_come_out_as_they_were_read_by_a_person(case: str, request: pytest.FixtureRequest) -> None:
    with (GOLDEN / case / "article.html").open(encoding="utf-8", newline="") as file:
        source = file.read()
    lines = [
        f"{piece.line:4} {piece.kind}{' ' + str(piece.level) if piece.level else ''}"
        f"{'' if piece.split else ' (whole)'}{f' [{piece.context}]' if piece.context else ''}: {piece.text}"
        + "".join(f"\n       comment: {comment}" for comment in piece.comments)
        for piece in FORMAT.parse(source)
        if isinstance(piece, Block)
    ]
    results = {"pieces.txt": "\n".join(lines) + "\n", "capitals.html": translated(source, capitals)}
    for name, result in results.items():
        expected = GOLDEN / case / name
        if request.config.getoption("--update-golden", default=False):
            expected.write_text(result, encoding="utf-8")
        assert result == expected.read_text(encoding="utf-8")


@given(soup)
def test_pieces_join_to_any_source(source: str) -> None:
    assert "".join([piece.source for piece in FORMAT.parse(source)]) == source


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_pieces_join_whatever_the_line_ends_and_texts_do_not_show_them(line_end: str) -> None:
    source = '\ufeff<p>One\ntwo <b>three\nfour</b>\n<img alt="a\nb">end</p>\n<textarea>x\ny</textarea>'
    source = source.replace("\n", line_end)
    assert "".join([piece.source for piece in FORMAT.parse(source)]) == source
    assert texts(source) == ["a b", "One two <b>three four</b> <img/>end", "x\ny"]


@given(soup)
def test_the_text_of_a_block_is_well_formed_without_space_around_it(source: str) -> None:
    for _, text in offered(source):
        assert text
        assert text == text.strip()
        # "]]>" is the one thing that XML minds and HTML does not.
        ElementTree.fromstring(f"<x>{text.replace(']]>', '')}</x>")


@given(soup)
def test_what_is_kept_together_is_a_stretch_of_the_text(source: str) -> None:
    for piece in FORMAT.parse(source):
        if isinstance(piece, Block):
            last = 0
            for start, end in piece.keep:
                assert last <= start < end <= len(piece.text)
                last = end


@given(soup)
def test_a_page_without_translations_is_the_article(source: str) -> None:
    assert FORMAT.render(FORMAT.parse(source), {}, source_locale="en", locale="ar") == source


@settings(deadline=None)
@given(soup)
def test_a_page_in_capitals_has_the_structure_of_its_article(source: str) -> None:
    assert elements(translated(source, capitals)) == elements(source)


HOSTILE = [
    *("<script>alert(1)</script>", "</p>", "</div>", "<b>", "</b>", "<a>", "</a>", "<a1>", "<i>", "</i>", "<br/>", "&"),
    *("&lt;", "&nbsp;", "&#0;", '"', "'", "onload=x", "<!--", "-->", "<![CDATA[", "]]>", "\n", "\0", "\\", "</title>"),
    *("</script>", "<img/>", "<img src=x onerror=y>", "javascript:x", "<span>", "</span>", "أب", "\u202e", "x"),
    *("</textarea>", "<plaintext>", "<code>", "</code>", "<svg/>", "<table>", "<td>", "word", " ", "<x", "<"),
]
hostile = st.lists(st.sampled_from(HOSTILE), max_size=12).map("".join)


@settings(deadline=None)
@given(soup, hostile)
def test_a_hostile_translation_brings_in_no_element_and_no_attribute(source: str, translation: str) -> None:
    page = translated(source, lambda _: translation + "x")
    assert not Counter(part[1:] for part in elements(page)) - Counter(part[1:] for part in elements(source))


@settings(deadline=None)
@given(hostile)
def test_a_hostile_translation_leaves_the_structure_of_a_page_alone(translation: str) -> None:
    source = (
        '<!DOCTYPE html><html><head><title>T one</title><meta name=description content="D one"></head><body>'
        "<h1>Head</h1><p title='q one' class=x>Para</p><ul><li>Item<li>Two</ul><table><tr><td>Cell</table>"
        "<textarea>Field</textarea><select><option>Opt</select><input type=submit value=Go>"
        '<script type="application/ld+json">{"headline": "Head"}</script></body></html>'
    )
    page = translated(source, lambda text: text + translation)
    found = [(depth, tag, [name for name, _ in attributes]) for depth, tag, attributes in elements(page)]
    assert found == [(depth, tag, [name for name, _ in attributes]) for depth, tag, attributes in elements(source)]


@given(soup, hostile)
def test_what_is_encoded_passes_the_check_of_its_block(source: str, translation: str) -> None:
    for piece in FORMAT.parse(source):
        if isinstance(piece, Block) and not isinstance(piece, NestedBlock):
            assert FORMAT.check_block(piece, FORMAT.encode(translation + "x", piece))
            assert FORMAT.check_block(piece, piece.source)


def block(source: str) -> Block:
    """Return the last block of an article."""
    return [piece for piece in FORMAT.parse(source) if isinstance(piece, Block)][-1]


@pytest.mark.parametrize(
    ("source", "localised"),
    [
        ("<p>One", "Un</p><p>deux"),
        ("<p>One", "<script>x</script>"),
        ("<p>One", "Un <!-- x"),
        ("<p>One <b>two</b>", "<b>Un</b> <b>deux</b>"),
        ("<title>One</title>", "Un</title>"),
        ('<p title="One">', 'Un" onload="x'),
        ("<p title=One>", "Un deux"),
        ('<script type="application/ld+json">{"headline": "One"}</script>', 'Un", "x": "'),
    ],
)
def test_a_block_that_would_break_out_of_its_place_does_not_pass(source: str, localised: str) -> None:
    assert not FORMAT.check_block(block(source), localised)


def test_an_untranslated_sentence_in_its_own_language_passes_the_check() -> None:
    paragraph = block("<p>One. <b>Two</b>.")
    assert FORMAT.check_block(paragraph, "Un. " + FORMAT.mark("<b>Two</b>.", paragraph, "en"))


# What is offered


def test_every_kind_of_block_is_offered_by_its_name() -> None:
    source = (
        "<title>Title</title><h2>Head</h2><p>Para<ul><li>Item<ol><li>Deeper</ol></ul><table><caption>Cap</caption>"
        "<tr><th>Th<td>Td</table><dl><dt>Term<dd>Definition</dl><figure><figcaption>Fig</figcaption></figure>"
        "<blockquote>Quote</blockquote><details><summary>Sum</summary>Inside</details><fieldset><legend>Leg</legend>"
        "<label>Lab</label><select><option>Opt</select><button>But</button><textarea>Area</textarea></fieldset>"
    )
    assert [kind for kind, _ in offered(source)] == [
        *("title", "heading", "paragraph", "list-item", "list-item", "caption", "table-cell", "table-cell", "term"),
        *("definition", "caption", "quotation", "summary", "paragraph", "legend", "label", "option", "button"),
        "text-field",
    ]
    levels = [piece.level for piece in FORMAT.parse(source) if isinstance(piece, Block)]
    assert levels[:5] == [0, 2, 0, 1, 2]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<img alt="A cat">', ("alt", "A cat")),
        ("<p title='A tip'>", ("title-attribute", "A tip")),
        ("<div aria-label=Menu>", ("aria-label", "Menu")),
        ('<div aria-description="More words">', ("aria-description", "More words")),
        ('<div aria-roledescription="slide">', ("aria-roledescription", "slide")),
        ('<div aria-valuetext="half">', ("aria-valuetext", "half")),
        ('<div aria-placeholder="Name">', ("aria-placeholder", "Name")),
        ('<input placeholder="Your name">', ("placeholder", "Your name")),
        ('<input type=submit value="Send">', ("button", "Send")),
        ('<input type="RESET" value="Clear">', ("button", "Clear")),
        ('<select><option label="One">', ("option", "One")),
        ('<select><optgroup label="All">', ("option", "All")),
        ('<video><track label="French">', ("label", "French")),
        ('<table><tr><th abbr="Num">', ("table-cell", "Num")),
        ('<meta name="description" content="About it">', ("description", "About it")),
        ('<meta content="a, b" name="Keywords">', ("keywords", "a, b")),
        ('<meta property="og:title" content="Title">', ("title", "Title")),
        ('<meta property="og:image:alt" content="A cat">', ("alt", "A cat")),
        ('<meta name="twitter:description" content="Words">', ("description", "Words")),
        ('<meta itemprop="name" content="Title">', ("title", "Title")),
        ('<meta name="DC.Title" content="Title">', ("title", "Title")),
    ],
)
def test_texts_in_attributes_are_offered(source: str, expected: tuple[str, str]) -> None:
    assert offered(source) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "<script>var a = 'Words';</script><style>p { content: 'Words' }</style>",
        "<pre>Words in columns</pre>",
        "<p><code>words()</code>, <kbd>Ctrl</kbd>",
        "<p><code>words<br><br>more words</code>",
        "<li><a href=x><code><span>words</span></code></a>",
        "<!-- Words --><!DOCTYPE words><?php words ?><% words %>",
        "<p>42 — 3.14 ©",
        "<p>https://example.org/words <p><a href=x>desk@example.org</a>",
        '<img alt="photo-1.JPG"><img alt=""><img alt="—"><input type=text value="Words"><input value=Words>',
        '<meta name=viewport content="width=device-width"><meta name="author" content="Ann Lee"><link href=words>',
        '<p translate=no>Words <b>more</b><p class="a notranslate">Words<p data-translate-ignore title="Words">Words',
        "<ul translate=no><li>Words<li>more</ul>",
        "<iframe>Words</iframe><noembed>Words</noembed><xmp>Words</xmp>",
        "<p><math><mi>words</mi></math>",
        "<!-- i18n:off --><p>Words</p><img alt='Words'><!-- i18n:on -->",
        '<img translate=no alt="Words">',
        "<plaintext><p>Words",
        '<script type="application/ld+json">{"author": {"@type": "Person", "name": "Ann Lee"}}</script>',
        '<script type="application/ld+json">{"headline": Words}</script>',
    ],
)
def test_nothing_else_is_offered(source: str) -> None:
    assert texts(source) == []


def test_text_after_what_is_left_out_is_offered_again() -> None:
    assert texts("<p translate=no>No<p>Yes") == ["Yes"]
    assert texts("<ul><li translate=no>No</ul>Yes") == ["Yes"]
    assert texts("<div translate=no>No <p translate=yes>Yes</p> no</div>Again") == ["Yes", "Again"]
    assert texts("<p translate=no>No <span translate=yes>Yes</span> no <i>no</i>") == ["Yes"]
    assert texts("<p>Yes <span translate=no>No</span>") == ["Yes <span>No</span>"]
    assert texts("<pre>No</pre>Yes<pre><p>No</pre>Again") == ["Yes", "Again"]
    assert texts("<pre>No<pre>no</pre>no</pre>Yes") == ["Yes"]
    assert texts("<!-- i18n:off -->No <!-- i18n:on -->Yes") == ["Yes"]
    assert texts("<svg><script/><style/><title/></svg>Yes") == ["Yes"]
    assert texts("<svg><style><![CDATA[ a<b ]]></style></svg>Yes") == ["Yes"]
    assert texts("<noscript><p>Yes</noscript><template><p>Also</template>") == ["Yes", "Also"]
    assert texts("<?xml version='1.0'?><html><script src=x /><p>Yes</p></html>") == ["Yes"]


def test_text_in_pictures_that_are_drawn_is_offered() -> None:
    source = "<svg><title>Map<b/></title><g><text>Old <tspan>town</tspan></text></g></svg>"
    assert offered(source) == [("title", "Map"), ("caption", "Old <tspan>town</tspan>")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One <b class=x>two</b> three", "One <b>two</b> three"),
        ("<p>See <a href=1>one</a> or <a href=2>two</a>.", "See <a1>one</a1> or <a2>two</a2>."),
        ("<p>See <a href=1>one</a> or <a href=1>two</a>.", "See <a>one</a> or <a>two</a>."),
        ("<p>One<br />two <img src=x> three", "One<br/>two <img/> three"),
        ("<p>One<br>two<br/>three", "One<br/>two<br/>three"),
        ("<p><b>Whole</b></p>", "Whole"),
        ("<p><a name=x></a><img src=x> <b><i>Whole</i></b> <br></p>", "Whole"),
        ("<p>One <i class=icon></i> two", "One <i/> two"),
        ("<p>One <svg><path d=x /></svg> two", "One <svg/> two"),
        ("<p>One <math><mi>x</mi></math> two", "One <math/> two"),
        ("<p>Run <code><span>make</span> <b>all</b></code> now", "Run <code>make all</code> now"),
        ("<p>Ask <span translate=no>Ann <b>Lee</b></span> now", "Ask <span>Ann Lee</span> now"),
        ("<p>One <span><a href=x><b>two</b></a></span> three", "One <a>two</a> three"),
        ("<p>R&amp;D &lt; 5 &mdash; &eacute;&nbsp;x &copy; AT&T", "R&amp;D &lt; 5 — é\u00a0x © AT&amp;T"),
        ("<p>a < b and c > d", "a &lt; b and c > d"),
        ("<p>One\n   two\tthree", "One two three"),
        ("<p>&Agrave;", "À"),
        ("<p>One <!-- x --> <!-- y --> two", "One two"),
        ("<p>One<!-- x --> <!-- y -->two", "One two"),
        ("<p>One <x1>two</x1> <x2>three</x2>", "One <x-x1>two</x-x1> <x-x2>three</x-x2>"),
        ("<p>One <!-- x --> two<script>y</script> three", "One two three"),
        ("<p>One<wbr>two</p>", "One<wbr/>two"),
        ("<p>One <input> two", "One <input/> two"),
        ("<p>One <x-y z=1>two</x-y> three", "One <x-y>two</x-y> three"),
        ("<p>One <Foo@Bar>two</Foo@Bar> three", "One <x-foo-bar>two</x-foo-bar> three"),
        ("<p>One <? x ?> two", "One two"),
        ("<p>Hello <?php echo $name > 1 ?>, you have <%= n %> letters", "Hello <php/>, you have <asp/> letters"),
        ("<title>A <b>bold</b> &amp; new one</title>", "A &lt;b>bold&lt;/b> &amp; new one"),
        ('<p title="&quot;A&quot; &amp; B&#39;s &copy=1 < 2">', '"A" &amp; B\'s &amp;copy=1 &lt; 2'),
        ("<textarea>\n One\n  two </textarea>", "One\n  two"),
    ],
)
def test_a_translator_sees_short_tags_and_plain_characters(source: str, expected: str) -> None:
    assert texts(source) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<p>Two<li>Three<li>Four", ["One", "Two", "Three", "Four"]),
        ("One<br><br>Two <br>\n<br> Three", ["One", "Two", "Three"]),
        ("<p><b>One<br><br>two</b></p>", ["One", "two"]),
        ("<p>One <b>two<p>three", ["One", "two", "three"]),
        ("<p>One <b>two <i>three</b> four</i> five", ["One", "two", "three", "four", "five"]),
        ("<a href=x><h2>One</h2><p>Two</a>", ["One", "Two"]),
        ("<li><a href=1>Home</a> | <a href=2>News</a> | <a href=3>Places</a>", ["Home", "News", "Places"]),
        ("<p>Also <a href=1>Home</a> | <a href=2>News</a>", ["Also <a1>Home</a1> | <a2>News</a2>"]),
        ("</div>tail<div>", ["tail"]),
        ("a<p", ["a"]),
        ("<select><option>One<option>Two</select>", ["One", "Two"]),
        ("<a href=1>one <a href=2>two</a>", ["one", "two"]),
        ("<p>One</br>two", ["One<br/>two"]),
        ("<p>One</img> two", ["One two"]),
    ],
)
def test_blocks_begin_and_end_where_a_browser_would_break(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_json_ld_is_offered_in_the_words_of_its_keys() -> None:
    script = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "R\\u0026D \\"now\\"",'
        ' "keywords": ["old town", "river"], "name": "The page", "author": {"name": "Ann Lee", "@type": "Person"}},'
        ' {"name": "Is it open?", "@type": "Question", "acceptedAnswer": {"@type": "Answer", "text": "Yes\\n"}}]}'
        "</script>"
    )
    assert texts(script) == ['R&amp;D "now"', "old town", "river", "The page", "Is it open?", "Yes"]
    page = translated(script, lambda text: text.upper().replace("&AMP;", "&amp;") + " </script>\u2028")
    assert '"headline": "R&D \\"NOW\\" \\u003c/script>\\u2028"' in page


def test_the_line_of_a_block_is_where_its_text_begins() -> None:
    source = '<p>\n\n One</p>\n<p title="Two"\n lang=en>Three <img\nalt="Four"> x\n</p>'
    source += '<script type="application/ld+json">\n{"headline": "Five"}'
    lines = [(piece.line, piece.text) for piece in FORMAT.parse(source) if isinstance(piece, Block)]
    assert lines == [(3, "One"), (4, "Two"), (6, "Four"), (5, "Three <img/> x"), (8, "Five")]


def test_directives_speak_of_the_block_they_stand_before_or_in() -> None:
    source = (
        "<!-- i18n:comment A street. --><!-- i18n:context nav --><p>Market</p><p>One <!-- i18n:nosplit --> two. Three."
        "</p><p>Four</p>tail <!--i18n:comment Next--><p>Five"
    )
    found = [(p.text, p.split, p.context, p.comments) for p in FORMAT.parse(source) if isinstance(p, Block)]
    assert found == [
        ("Market", True, "nav", ("A street.",)),
        ("One two. Three.", False, None, ()),
        ("Four", True, None, ()),
        ("tail", True, None, ()),
        ("Five", True, None, ("Next",)),
    ]


def test_pairs_tags_and_references_are_kept_whole() -> None:
    paragraph = block("<p>A &amp; <b>one. Two</b> and <img src=x> x")
    assert [paragraph.text[start:end] for start, end in paragraph.keep] == ["&amp;", "<b>one. Two</b>", "<img/>"]


# What comes back


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("Voir <a2>deux</a2> et <a1>un</a1>.", 'Voir <a href="2">deux</a> et <a href=1>un</a>.'),
        ("Voir <a1>un</a1>.", "Voir <a href=1>un</a>."),
        ("<a1>un</a1> <a1>deux</a1>", "<a href=1>un</a> deux"),
        ("<a1>un <a2>deux</a2></a1>", "<a href=1>un deux</a>"),
        ("<a1>un", "un"),
        ("un</a1>", "un"),
        ("<a1>un <a2>deux</a1> trois</a2>", "<a href=1>un deux</a> trois"),
        ('<a1 onclick="x">un</a1>', '&lt;a1 onclick="x"&gt;un'),
        ("<b>un</b>", "&lt;b&gt;un&lt;/b&gt;"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("&lt; &amp; &nbsp; &bogus; &#8212; &#0; &amp", "&lt; &amp; &nbsp; &amp;bogus; &#8212; &amp;#0; &amp;amp"),
        ("x\0\x01\x7f\ud800y", "xy"),
    ],
)
def test_only_the_tags_of_the_article_come_through(translation: str, expected: str) -> None:
    assert FORMAT.encode(translation, block('<p>See <a href=1>one</a> or <a href="2">two</a>.')) == expected


def test_fixed_content_comes_back_from_the_article() -> None:
    paragraph = block("<p>Ask <span translate=no>Ann</span> to run <code><b>x</b></code> <samp>z</samp>.")
    assert FORMAT.encode("<samp>Z</samp> <code>y</code> <span>Anne</span>", paragraph) == (
        "<samp>z</samp> <code><b>x</b></code> <span translate=no>Ann</span>"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p title="One">', "<p title=\"&lt;b&gt; 'x' &quot;y&quot; &amp; z\">"),
        ("<p title='One'>", "<p title='&lt;b&gt; &#39;x&#39; \"y\" &amp; z'>"),
        ("<p title=One>", "<p title=\"&lt;b&gt; 'x' &quot;y&quot; &amp; z\">"),
        ("<title>One</title>", "<title>&lt;b&gt; 'x' \"y\" &amp; z</title>"),
    ],
)
def test_a_translation_is_escaped_for_its_place(source: str, expected: str) -> None:
    assert translated(source, lambda _: "<b> 'x' \"y\" & z") == expected


def test_the_attribute_of_a_tag_inside_a_sentence_is_translated_in_its_place() -> None:
    source = '<p>See <a href="x" title="The map">the map</a> <img src=x alt=\'A "map"\'> now.</p>'
    assert texts(source) == ["The map", 'A "map"', "See <a>the map</a> <img/> now."]
    pieces = FORMAT.parse(source)
    found = {piece.text: index for index, piece in enumerate(pieces) if isinstance(piece, Block)}
    one = {found["The map"]: [LocalisedSegment(Span(0, 7), 'Le "plan"')]}
    assert FORMAT.render(pieces, one, source_locale="en", locale="fr") == source.replace(
        "The map", "Le &quot;plan&quot;"
    )
    assert translated(source, capitals) == (
        '<p>SEE <a href="x" title="THE MAP">THE MAP</a> <img src=x alt=\'A "MAP"\'> NOW.</p>'
    )


def test_an_attribute_inside_a_sentence_that_is_translated_in_part_keeps_the_rest() -> None:
    source = '<p>See <img src=x alt="One &amp; two. Three."> now.</p>'
    pieces = FORMAT.parse(source)
    segments = [LocalisedSegment(Span(0, 14), None), LocalisedSegment(Span(15, 21), "Trois.")]
    assert [piece.text for piece in pieces if isinstance(piece, NestedBlock)] == ["One &amp; two. Three."]
    page = FORMAT.render(pieces, {1: segments}, source_locale="en", locale="fr")
    assert page == source.replace("Three", "Trois")


@pytest.mark.parametrize("source", ["<p>One", '<p title="One">', "<p title=One>", "<title>One</title>"])
@pytest.mark.parametrize("translation", [" ", "\0\x07", "\n"])
def test_a_translation_without_anything_to_show_leaves_the_source(source: str, translation: str) -> None:
    assert translated(source, lambda _: translation) == source


def test_what_is_no_text_is_refused_with_its_line() -> None:
    with pytest.raises(ArticleError) as caught:
        FORMAT.parse("<p>One\n<p>\udcff")
    assert caught.value.line == 2


def test_a_byte_order_mark_is_no_text() -> None:
    assert texts("\ufeffOne") == ["One"]
    assert texts("\ufeff") == []


def test_a_tag_belongs_to_the_sentence_that_has_it() -> None:
    source = "<p>One <b>two</b>. Three."
    pieces = FORMAT.parse(source)
    segments = [LocalisedSegment(Span(0, 15), "Un deux."), LocalisedSegment(Span(16, 22), "<b>Trois</b>.")]
    assert FORMAT.render(pieces, {1: segments}, source_locale="en", locale="fr") == "<p>Un deux. Trois."


def test_what_stands_unseen_in_a_sentence_survives_its_translation() -> None:
    source = "<p>One <!-- a -->two.<script>b</script> Three.<!-- c --> Four."
    pieces = FORMAT.parse(source)
    assert texts(source) == ["One two. Three. Four."]
    spans = [Span(0, 8), Span(9, 15), Span(16, 21)]
    segments = [LocalisedSegment(span, text) for span, text in zip(spans, ("一。", "三。", "四。"), strict=True)]
    page = FORMAT.render(pieces, {1: segments}, source_locale="en", locale="zh_CN")
    assert page == "<p>一。<!-- a --><script>b</script>三。<!-- c -->四。"


def test_an_untranslated_sentence_says_its_language_where_markup_may_stand() -> None:
    def untranslated(source: str) -> str:
        pieces = FORMAT.parse(source)
        at, text = next((index, piece.text) for index, piece in enumerate(pieces) if isinstance(piece, Block))
        segments = [LocalisedSegment(Span(0, len(text)), None)]
        return FORMAT.render(pieces, {at: segments}, source_locale="en", locale="ar")

    assert untranslated("<p>One</p>") == '<p><span lang="en" dir="ltr">One</span></p>'
    for source in ("<title>One</title>", '<p title="One">', "<option>One</option>", "<svg><text>One</text></svg>"):
        assert untranslated(source) == source


def test_pieces_between_blocks_are_skeleton() -> None:
    paragraph = Block((Run("One", "One"),), "paragraph", 1)
    assert FORMAT.parse("<p> One </p>") == (Skeleton("<p> "), paragraph, Skeleton(" </p>"))


@pytest.mark.parametrize(
    "unit",
    [
        *("<b>", "<b>x", "<p>x", "<div>", "<li><div>x", "<%", "<?php ", "<svg><![CDATA[", "<svg><title/>", "<pre>"),
        *(
            "<svg><script ",
            "<!--",
            "x<!-- i18n:comment y --> ",
            "<!-- x --> ",
            "&nbsp;",
            "<a href=x>y",
            "</b>",
            "<br>",
            "<span translate=no>x",
        ),
        *("<i translate=no>x</u>", '<p title="a&b">', "&copy", "<math>", "<code><b>x</b></code> ", '<a title="', "< "),
    ],
)
def test_no_repetition_takes_long(unit: str) -> None:
    # A cost that grew with the square would be minutes here.
    source = "x" + unit * (120_000 // len(unit))
    assert "".join([piece.source for piece in FORMAT.parse(source)]) == source

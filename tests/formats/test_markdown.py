from __future__ import annotations

import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from benchmarks.coverage_markdown import article_words, offered_words
from i18n_tool.errors import ArticleError
from i18n_tool.formats.front_matter import find_front_matter
from i18n_tool.formats.markdown import MarkdownFormat
from i18n_tool.model import Block, Localisation, LocalisedSegment, Piece, Skeleton, Span

GOLDEN = Path(__file__).parent.parent / "golden" / "markdown"
CASES = sorted(path.name for path in GOLDEN.iterdir())
SCRAPS = [
    *("# ", "## ", "> ", "- ", "1. ", "* ", "+ ", "    ", "\t", "| ", " |", "|-|", "---", "===", "***", "```", "~~~"),
    *("*", "**", "_", "`", "``", "[", "]", "](", "(", ")", "![", "][", "[a]: /u 'T'", "[^1]", "[^1]: ", ": ", "<", ">"),
    *("<b>", "</b>", "<div>", "</div>", "<!--", "-->", "<script>", "</script>", "<https://a.example>", "&amp;", "\\"),
    *(
        "!!! note",
        '!!! tip "T"',
        "??? x",
        ":::",
        "::: tip T",
        '=== "Tab"',
        "$$",
        "{% x %}",
        "{{ y }}",
        "{: .z}",
        "(a)=",
    ),
    *("---\n", "+++\n", "title: x", 'title = "x"', "...\n", "[!NOTE]", "[!tip] T", "- [ ] ", "{#id}", "|:-"),
    *("\n", "\n\n", "\r\n", "\r", "\n> ", "  \n", "\\\n", "\u00a0", "\ufeff", "\u2028", "\x85", "\0", "\f"),
    *("word", "two words. And more.", "中文", "市，", "é", "\u05e9\u05dc\u05d5\u05dd", "😀", "1"),
    *("<!-- i18n:off -->", "<!-- i18n:on -->", "<!-- i18n:nosplit -->", "<!-- i18n:comment x -->"),
]
scraps = st.lists(st.sampled_from(SCRAPS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=30)
texts = scraps.map("".join) | scraps.map("\n".join)
bodies = texts.filter(lambda text: not text.startswith(("---", "+++", "\ufeff")))
FORMAT = MarkdownFormat()
JUDGE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
JUDGE.disable("footnote_tail")


def blocks(source: str) -> list[Block]:
    return [piece for piece in FORMAT.parse(source) if isinstance(piece, Block)]


def named(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(source)]


def offered(source: str) -> list[str]:
    return [block.text for block in blocks(source)]


def page(source: str, *translations: str) -> str:
    """Return an article with its blocks translated one after the other, the last translation for all the rest."""
    pieces = FORMAT.parse(source)
    indexes = [index for index, piece in enumerate(pieces) if isinstance(piece, Block)]
    localisation: Localisation = {
        index: [LocalisedSegment(Span(0, len(pieces[index].text)), translations[min(n, len(translations) - 1)])]  # type: ignore[union-attr]
        for n, index in enumerate(indexes)
    }
    return FORMAT.render(pieces, localisation, source_locale="en", locale="fr")


def in_capitals(source: str) -> str:
    return page(source, *[text.upper() for text in offered(source)])


def structure(source: str) -> list[str]:
    """Return the blocks of an article after its front matter, by another parser."""
    found = find_front_matter(source)
    body = source[found.body :] if found is not None else source
    return [token.type + token.tag for token in JUDGE.parse(body) if token.type not in ("inline", "html_block")]


def shown(source: str) -> str:
    """Return the pieces of an article as a person reads them."""
    lines = []
    for piece in FORMAT.parse(source):
        if isinstance(piece, Skeleton):
            lines.append(f"          {piece.source!r}")
            continue
        whole = "" if piece.split else " (whole)"
        level = f" {piece.level}" if piece.level else ""
        context = f" [{piece.context}]" if piece.context else ""
        lines.append(f"{piece.line:4} {piece.kind}{level}{whole}{context}: {piece.text!r}")
        lines += [f"       keep: {piece.text[start:end]!r}" for start, end in piece.keep]
        lines += [f"       comment: {comment}" for comment in piece.comments]
    return "\n".join(lines) + "\n"


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["pieces.txt", "capitals.md", "page.html"])
def test_golden_articles_come_out_as_they_were_read_by_a_person(
    case: str, name: str, request: pytest.FixtureRequest
) -> None:
    source = read(GOLDEN / case / "article.md")
    result = {"pieces.txt": shown, "capitals.md": in_capitals, "page.html": FORMAT.to_html}[name](source)
    expected = GOLDEN / case / name
    if request.config.getoption("--update-golden", default=False):
        expected.write_bytes(result.encode("utf-8"))
    assert result == read(expected)


# Pieces


@given(texts)
@settings(max_examples=500)
def test_pieces_join_to_any_source_that_is_not_refused(source: str) -> None:
    pieces: tuple[Piece, ...] = ()
    with suppress(ArticleError):
        pieces = FORMAT.parse(source)
    assume(pieces or not source)
    assert "".join([piece.source for piece in pieces]) == source
    assert FORMAT.render(pieces, {}, source_locale="en", locale="fr") == source


@given(st.binary(max_size=200))
def test_pieces_join_to_random_bytes(data: bytes) -> None:
    source = data.decode("utf-8", "ignore")
    assert "".join([piece.source for piece in FORMAT.parse(source)]) == source


@given(bodies)
@settings(max_examples=300)
def test_blocks_have_letters_and_no_white_space_at_their_ends(source: str) -> None:
    for block in blocks(source):
        assert block.text == block.text.strip()
        assert any(character.isalpha() for character in block.text)
        assert all(0 <= start < end <= len(block.text) for start, end in block.keep)
        assert all(run.text == run.source or "\r" not in run.text for run in block.runs)


@given(bodies)
@settings(max_examples=300)
def test_the_line_of_a_block_is_where_its_source_begins(source: str) -> None:
    offset = 0
    for piece in FORMAT.parse(source):
        if isinstance(piece, Block) and not piece.place.startswith("html:"):
            assert piece.line == source.count("\n", 0, offset) + 1
        offset += len(piece.source)


def test_a_byte_order_mark_is_skeleton() -> None:
    assert named("\ufeff# Boats") == [("heading", "Boats")]


def test_a_surrogate_is_an_error_that_names_the_line() -> None:
    with pytest.raises(ArticleError) as caught:
        FORMAT.parse("one\ntwo \udc80")
    assert caught.value.line == 2


def test_what_the_parser_cannot_bear_is_an_error_that_names_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        pass

    def fail(*_: object) -> bool:
        raise Panic("index out of bounds")

    monkeypatch.setattr("i18n_tool.formats.markdown_reader._has_words", fail)
    with pytest.raises(ArticleError) as caught:
        FORMAT.parse("***\n\nFerry")
    assert caught.value.line == 3
    assert isinstance(caught.value.__cause__, Panic)


@pytest.mark.parametrize(
    "source",
    [
        "---",
        "12 + 30 = 42",
        "`code`",
        "```\ncode\n```",
        "    code",
        "<https://ferry.example>",
        "https://ferry.example/a",
        "captain@ferry.example",
        "[1](https://ferry.example)",
        "[ref]: https://ferry.example",
        "<!-- comment -->",
        "{% include map.html %}",
        "{{ content }}",
        "$$\nx\n$$",
        "<script>\nvar text = 1;\n</script>",
        "<kbd>Ctrl</kbd>+`C`",
        ":smile:",
        "[TOC]",
    ],
)
def test_what_is_not_text_is_not_offered(source: str) -> None:
    assert offered(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A title\n===", ("heading", "A title")),
        ("- [x] done", ("list-item", "done")),
        ("> wise words", ("quotation", "wise words")),
        ("| a |\n|---|", ("table-heading", "a")),
        ("| 1 |\n|---|\n| b |", ("table-cell", "b")),
        ("[^a]: note", ("footnote", "note")),
        ("Pier\n: 1", ("term", "Pier")),
        ("1\n: where boats land", ("definition", "where boats land")),
        ("![a boat](b.png)", ("alt", "a boat")),
        ("![1](b.png 'A boat')", ("caption", "A boat")),
        ("![1](b.png)\n\n*By night*", ("caption", "By night")),
        ('[`x`](y "A title")', ("title", "A title")),
        ("[a]: /b (A title)", ("title", "A title")),
        ("![boat]\n\n[boat]: /b", ("alt", "![boat][boat]")),
    ],
)
def test_each_kind_is_named(source: str, expected: tuple[str, str]) -> None:
    assert named(source) == [expected]


@pytest.mark.parametrize(
    "mark", ['translate="no"', "id=a translate=no", 'class="notranslate"', 'class="a notranslate b"']
)
def test_what_is_not_to_be_translated_is_not_offered_however_far_it_goes(mark: str) -> None:
    source = f"Before.\n\n<div {mark}>\n\nInside.\n\n<div>\n\nDeeper.\n\n</div>\n\nInside.\n\n</div>\n\nAfter."
    assert offered(source) == ["Before.", "After."]
    assert offered(f"Before.\n\n<div {mark}>Inside.</div>\n\nAfter.") == ["Before.", "After."]


def test_levels_are_those_of_headings_and_lists() -> None:
    assert [block.level for block in blocks("### a\n\n- b\n  - c\n\nd")] == [3, 1, 2, 0]


@pytest.mark.parametrize("case", ["blocks", "raw_html"])
def test_every_word_that_another_parser_shows_is_offered_and_no_other(case: str) -> None:
    source = read(GOLDEN / case / "article.md")
    env: dict[str, Any] = {}
    visible = article_words(source, env)
    words = offered_words(FORMAT.parse(source), env)
    unused = " ".join([str(definition["title"]) for definition in env.get("references", {}).values()])
    assert visible.total() > 10
    assert words - Counter(unused.split()) == visible


# Translations


@given(bodies, st.lists(texts | st.text(max_size=20), min_size=1, max_size=5))
@settings(max_examples=400, deadline=None)
def test_no_translation_changes_the_structure_of_a_page(source: str, translations: list[str]) -> None:
    plain = "".join([c for c in source if c not in "!?:{}$=+\0\f\x85\u2028\r\ufeff()"])
    result = page(plain, *translations)
    kinds = [(block.place, block.level) for block in blocks(plain)]
    again = [(block.place, block.level) for block in blocks(result)]
    assert [kind for kind in again if kind not in kinds] == []
    assert len(again) <= len(kinds)


HOSTILE = [
    *("1. one", "1) one", "# one", "> one", "- one", "+ one", "* one", "---", "===", "***", "| a | b |", "    code"),
    *("::: tip", "!!! note", "[^1]: one", "[ref]: one", "```", "~~~", "<!-- one", "<div>", "<b>one", "one </p>"),
    *(
        "a|b",
        "a\\",
        "a\n\nb",
        "a  \nb",
        "*one",
        "**one**",
        "`one",
        "`one`",
        "[one](two)",
        "![one](two)",
        "]",
        "[",
        ": one",
    ),
    *(
        "<script>alert(1)</script>",
        "\u202eone\u202c",
        "one {#two}",
        "one #",
        '"one"',
        "\tone",
        "&lt;",
        "one\r\n# two",
        "-\n-",
    ),
]
EVERYTHING = """# Heading

Setext
======

Paragraph *one* with [a link](b).

- item one
- item two
  > quotation

| head | two |
|------|-----|
| cell | ![alt](b 'title') |

Term
: Definition

![picture](b.png "words")

Text[^1].

[^1]: Footnote
"""


@pytest.mark.parametrize("translation", HOSTILE)
def test_a_hostile_translation_leaves_the_structure_alone(translation: str) -> None:
    assert structure(page(EVERYTHING, translation)) == structure(EVERYTHING)


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Text", "1. Texte", "1\\. Texte"),
        ("Text", "2024. Un an", "2024\\. Un an"),
        ("Text", "- Texte", "\\- Texte"),
        ("Text", "5 < 6 & 7", "5 < 6 & 7"),
        ("Text", "<b>Texte</b>", "\\<b\\>Texte\\</b\\>"),
        ("<b>Text</b> x", "<b>Texte</b> y", "<b>Texte</b> y"),
        ("*Text* x", "*Texte* y", "*Texte* y"),
        ("*Text* x", "**Texte** y", "\\*\\*Texte\\*\\* y"),
        ("[Text](a) x", "[Texte](a) y", "[Texte](a) y"),
        ("[`[T]::x` Text](a)", "[`[T]::x` texte](a)", "[`[T]::x` texte](a)"),
        ("[Text](a) x", "[Texte](b) y", "\\[Texte\\](b) y"),
        ("| Text |\n|---|", "a|b", "| a\\|b |\n|---|"),
        ("| Text |\n|---|", "a\\|b", "| a\\|b |\n|---|"),
        ("- Text", "[ ] Texte", "- \\[ \\] Texte"),
        ("# Text", "Texte {#a}", "# Texte {\\#a}"),
        ("Text", "un\ndeux", "un deux"),
        ("> Text\\\n> more", "un\ndeux", "> un\\\n> deux"),
        ("See [Guide].\n\n[guide]: /g", "Voir [le guide][Guide].", "Voir [le guide][Guide].\n\n[guide]: /g"),
        ("![a](b)", "un [b", "![un \\[b](b)"),
        ("![1](b 'Text')", "l'un", "![1](b 'l\\'un')"),
        ("[a]: /b (Text)", "un) deux", "[a]: /b (un\\) deux)"),
        ('!!! note "Text"\n    1', "<i>x</i>", '!!! note "\\<i\\>x\\</i\\>"\n    1'),
        ("> <p>Text\n> more</p>", "un\n\ndeux", "> <p>un deux</p>"),
    ],
)
def test_a_translation_is_escaped_as_little_as_it_takes(source: str, translation: str, expected: str) -> None:
    assert page(source, translation) == expected


def test_what_stays_untranslated_is_marked_with_its_language() -> None:
    pieces = FORMAT.parse("One. Two.")
    segments = [LocalisedSegment(Span(0, 4), "Un."), LocalisedSegment(Span(5, 9), None)]
    result = FORMAT.render(pieces, {0: segments}, source_locale="en", locale="fr")
    assert result == 'Un. <span lang="en" dir="ltr">Two.</span>'


def test_front_matter_is_never_marked() -> None:
    pieces = FORMAT.parse("---\ntitle: One. Two.\n---\n")
    segments = [LocalisedSegment(Span(0, 4), "Un."), LocalisedSegment(Span(5, 9), None)]
    result = FORMAT.render(pieces, {1: segments}, source_locale="en", locale="fr")
    assert result == "---\ntitle: Un. Two.\n---\n"


def test_a_translation_that_no_escape_makes_safe_is_left_out() -> None:
    assert structure(page("One\n\n::: tip Two\nx\n:::", "Un", "{a", "trois")) == structure("One\n\n::: tip Two\nx\n:::")


def test_check_block_compares_links_code_and_kind() -> None:
    (block,) = blocks("Run `make` and [read](a).")
    assert FORMAT.check_block(block, "[Lisez](a) et lancez `make`.")
    assert not FORMAT.check_block(block, "[Lisez](b) et lancez `make`.")
    assert not FORMAT.check_block(block, "[Lisez](a) et lancez `made`.")
    assert not FORMAT.check_block(block, "# [Lisez](a) et lancez `make`.")
    assert not FORMAT.check_block(block, "Lisez.")


# Front matter


@pytest.mark.parametrize(
    ("value", "translation", "expected"),
    [
        ("Text", "Texte", "Texte"),
        ("Text", "Texte: suite", '"Texte: suite"'),
        ("Text", "yes", '"yes"'),
        ("Text", "2024", '"2024"'),
        ("Text", "- Texte", '"- Texte"'),
        ("Text", 'le "port" # 1', '"le \\"port\\" # 1"'),
        ("'Text'", "l'un", "'l''un'"),
        ('"Text"', 'le "port"\\', '"le \\"port\\"\\\\"'),
        ('"Text"', "un\ndeux", '"un\\ndeux"'),
        ("[Text]", "un, deux", '["un, deux"]'),
        ("|\n  Text\n  more", "un\ndeux\ntrois", "|\n  un\n  deux\n  trois"),
        (">\n  Text\n  more", "un\ndeux", ">\n  un deux"),
    ],
)
def test_a_yaml_value_is_encoded_for_its_style(value: str, translation: str, expected: str) -> None:
    result = page(f"---\ntitle: {value}\n---\n", translation)
    assert result == f"---\ntitle: {expected}\n---\n"


@pytest.mark.parametrize(
    ("value", "translation", "expected"),
    [
        ('"Text"', 'le "port"', '"le \\"port\\""'),
        ("'Text'", "l'un", "'l\u2019un'"),
        ("'''Text'''", "l'un", "'''l'un'''"),
        ('"""Text"""', '"""', '"""\\"\\"\\""""'),
    ],
)
def test_a_toml_string_is_encoded_for_its_kind(value: str, translation: str, expected: str) -> None:
    assert page(f"+++\ntitle = {value}\n+++\n", translation) == f"+++\ntitle = {expected}\n+++\n"


@given(
    st.sampled_from(["Text", "'Text'", '"Text"', "[Text]", "|\n  Text", ">-\n  Text"]), st.text(min_size=1, max_size=30)
)
@settings(max_examples=300)
@example("|\n  Text", "0\u20280")
def test_a_yaml_value_says_what_the_translator_wrote(value: str, translation: str) -> None:
    result = FORMAT.front_matter(page(f"---\ntitle: {value}\ndate: 2024-05-03\n---\n", translation))
    title = result["title"]
    (text,) = title if isinstance(title, list) else (title,)
    visible = "".join([c for c in translation if c.isalnum()])
    assert [c for c in str(text) if c.isalnum()] == list(visible)
    assert list(result) == ["title", "date"]


@given(st.sampled_from(['"Text"', "'Text'", '"""Text"""', "'''Text'''"]), st.text(min_size=1, max_size=30))
@settings(max_examples=200)
def test_a_toml_string_says_what_the_translator_wrote(value: str, translation: str) -> None:
    result = FORMAT.front_matter(page(f"+++\ntitle = {value}\nweight = 1\n+++\n", translation))
    assert [c for c in str(result["title"]) if c.isalnum()] == [c for c in translation if c.isalnum()]
    assert result["weight"] == 1


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ntitle: a: b\n---\n", 2),
        ("---\na: 1\ntitle: 'b\n---\n", 3),
        ('+++\na = 1\ntitle = "b\n+++\n', 3),
        ("---\ntitle: " + "[" * 5000 + "\n---\n", 1),
    ],
)
def test_broken_front_matter_is_an_error_that_names_the_line(source: str, line: int) -> None:
    for function in (FORMAT.parse, FORMAT.front_matter):
        with pytest.raises(ArticleError) as caught:
            function(source)
        assert caught.value.line is not None
        assert abs(caught.value.line - line) <= 1


def test_what_stands_between_two_rules_is_front_matter_only_if_it_looks_like_it() -> None:
    assert named("---\n\nBoats sail.\n\n---\n") == [("paragraph", "Boats sail.")]
    assert FORMAT.front_matter("---\n\nBoats sail.\n\n---\n") == {}


def test_keys_readers_do_not_see_are_not_offered() -> None:
    source = "---\nlayout: post\ndate: 2024-05-03\nid: x\nimage: a/b.png\ntitle: true\nalt: /a/b.png\n---\n"
    assert offered(source) == []


def test_nested_values_are_offered_with_their_key_as_kind() -> None:
    source = (
        "---\nhero:\n  title: One\n  links:\n    - text: Two\n      link: /x\nkeywords:\n  - boats\n  - 2024\n---\n"
    )
    assert named(source) == [("title", "One"), ("text", "Two"), ("keywords", "boats")]


# HTML


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('!!! note "A *b*"\n    Text', '<aside class="admonition note"><p class="admonition-title">A <em>b</em></p>'),
        ("!!! note\n    Text", '<p class="admonition-title">Note</p>\n<p>Text</p>\n</aside>'),
        ("::: tip One\nText\n:::", '<p class="admonition-title">One</p>\n<p>Text</p>\n</aside>'),
        ("![a](b)\n\n*c*", "<figure>"),
        ("a | b\n--|--\nc | d", "<td>c</td>"),
        ("<u>raw</u>", "<u>raw</u>"),
        ("---\ntitle: x\n---\nText", "<p>Text</p>"),
        ("$$\na\n---\nb < c\n$$", "b &lt; c"),
    ],
)
def test_html_of_an_article(source: str, expected: str) -> None:
    html = FORMAT.to_html(source)
    assert expected in html
    assert "title: x" not in html


def test_titles_of_admonitions_without_one_can_be_given() -> None:
    html = FORMAT.to_html("!!! note\n    Text\n\n> [!WARNING]\n> Text", {"note": "Remarque", "warning": "Attention"})
    assert '<p class="admonition-title">Remarque</p>' in html
    assert '<p class="admonition-title">Attention</p>' in html


def test_a_caption_stays_one_without_its_marks_in_the_translation() -> None:
    assert page("![1](b)\n\n*A ferry.*", "Un **bac**.") == "![1](b)\n\n*Un \\*\\*bac\\*\\*.*"
    assert "<figcaption>Un bac.</figcaption>" in FORMAT.to_html(page("![1](b)\n\n*A ferry.*", "Un bac."))


def test_code_that_looks_like_an_admonition_stays_code() -> None:
    assert FORMAT.to_html("```\n!!! note\n    x\n```\n") == "<pre><code>!!! note\n    x\n</code></pre>\n"


# Speed


@pytest.mark.parametrize(
    "hostile",
    [
        ">",
        "[",
        "- ",
        "*a ",
        "`a``b",
        "<a><b>",
        "a <!-- b ",
        "|a",
        "&amp;",
        "![a](b 'c') ",
        "> a\n",
        "{% a ",
        "$$\n",
        "\\",
    ],
)
def test_a_large_hostile_article_takes_linear_time(hostile: str) -> None:
    began = time.process_time()
    FORMAT.parse(hostile * (100_000 // len(hostile)))
    assert time.process_time() - began < 3


def test_an_author_in_words_is_offered_and_one_that_is_a_key_is_not() -> None:
    def offered(author: str) -> list[str]:
        pieces = FORMAT.parse(f"---\ntitle: Tea\nauthor: {author}\n---\n\nHello.\n")
        return [piece.text for piece in pieces if isinstance(piece, Block) and piece.kind == "author"]

    assert offered("City Desk of Lima") == ["City Desk of Lima"]
    assert offered("rosa") == []

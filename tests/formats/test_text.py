from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import ArticleError
from i18n_tool.formats.text import TextFormat
from i18n_tool.formats.text_page import render_text_page
from i18n_tool.model import Block, Localisation, LocalisedSegment, Run, Skeleton, Span

GOLDEN = Path(__file__).parent.parent / "golden" / "text"
CASES = sorted(path.name for path in GOLDEN.iterdir())
SCRAPS = [
    *("Home", "|", "About", "Update:", "2024-05-03", "Source:", "a.example", "-", "*", "1.", "(a)", ">", ">>", "```"),
    *("~~~", "===", "---", "©", "ICP", "a@b.example", "By A. Lind", "pier.jpg", "....", "“", "”"),
    *("\n", "\n\n", "\r\n", "\r", "\t", "   ", "\f", "\ufeff", "\u2028", "\x85", "\u3000", "\0"),
    *(
        "A line.",
        "a wrapped",
        "中文句子。",
        "，",
        "Copyright © 2024",
        "$ run --all",
        "$ 5",
        "50 %",
        "https://a.example/x?",
    ),
    *("\n<!-- i18n:off -->\n", "\n<!-- i18n:on -->\n", "\n<!-- i18n:comment x -->\n", "\n<!-- i18n:nosplit -->\n"),
    *("<!--", "-->"),
]
scraps = st.lists(st.sampled_from(SCRAPS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6))
texts = scraps.map("".join) | scraps.map("\n".join)
FORMAT = TextFormat()


def blocks(source: str) -> list[Block]:
    return [piece for piece in FORMAT.parse(source) if isinstance(piece, Block)]


def named(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(source)]


def capitals(source: str) -> Localisation:
    return {
        index: [LocalisedSegment(Span(0, len(piece.text)), piece.text.upper())]
        for index, piece in enumerate(FORMAT.parse(source))
        if isinstance(piece, Block)
    }


def in_capitals(source: str) -> str:
    return FORMAT.render(FORMAT.parse(source), capitals(source), source_locale="en", locale="fr")


def shown(source: str) -> str:
    """Return the pieces of an article as a person reads them."""
    lines = []
    for piece in FORMAT.parse(source):
        if isinstance(piece, Skeleton):
            lines.append(f"          {piece.source!r}")
            continue
        whole = "" if piece.split else " (whole)"
        level = f" {piece.level}" if piece.level else ""
        lines.append(f"{piece.line:4} {piece.kind}{level}{whole}: {piece.text}")
        lines += [f"       comment: {comment}" for comment in piece.comments]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["pieces.txt", "capitals.txt", "page.html"])
def test_golden_articles_come_out_as_they_were_read_by_a_person(
    case: str, name: str, request: pytest.FixtureRequest
) -> None:
    source = (GOLDEN / case / "article.txt").read_text(encoding="utf-8")
    page = render_text_page(source, capitals(source), source_locale="en", locale="fr")
    result = {
        "pieces.txt": shown(source),
        "capitals.txt": in_capitals(source),
        "page.html": "\n".join(
            [
                *(f"<!-- navigation: {' · '.join(row)} -->" for row in page.navigation),
                page.section,
                page.heading,
                *(f"<!-- {label} {value} -->" for label, value in page.metadata),
                page.content,
                "<!-- footer -->",
                *page.footer,
                "",
            ]
        ),
    }[name]
    expected = GOLDEN / case / name
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(result, encoding="utf-8")
    assert result == expected.read_text(encoding="utf-8")


@given(texts)
def test_pieces_join_to_any_source(source: str) -> None:
    assert "".join([piece.source for piece in FORMAT.parse(source)]) == source


@given(texts)
def test_the_text_of_a_block_is_one_line_without_space_around_it(source: str) -> None:
    for block in blocks(source):
        assert block.text == block.text.strip()
        assert block.text
        assert "\n" not in block.text
        assert "\r" not in block.text
        assert all(0 <= start < end <= len(block.text) for start, end in block.keep)


@given(texts, st.text(max_size=20))
def test_a_translation_never_makes_a_line(source: str, translation: str) -> None:
    pieces = FORMAT.parse(source)
    for piece in pieces:
        if isinstance(piece, Block):
            encoded = FORMAT.encode(translation, piece)
            assert not set(encoded) & set("\n\r\v\f\x85\u2028\u2029\0")
            assert len(encoded.splitlines()) <= 1


@given(texts)
def test_what_is_rendered_without_translations_is_the_article(source: str) -> None:
    assert FORMAT.render(FORMAT.parse(source), {}, source_locale="en", locale="fr") == source


@given(texts)
def test_a_page_holds_no_markup_of_the_article(source: str) -> None:
    page = render_text_page(source + "\n\n<script>alert(1)</script>", {}, source_locale="en", locale="ar")
    assert "<script" not in page.content + page.heading + page.section + "".join(page.footer)


def test_line_breaks_inside_a_paragraph_are_one_space_and_cannot_be_cut() -> None:
    [block] = blocks("A line that goes on and on until it is wrapped\n   here, and ends.\n")
    assert Run(" ", "\n   ") in block.runs
    assert block.text == "A line that goes on and on until it is wrapped here, and ends."


def test_line_breaks_between_chinese_characters_are_nothing() -> None:
    [block] = blocks("这一段文字很长，所以写在两行里，中间\n没有空格。\n")
    assert block.text == "这一段文字很长，所以写在两行里，中间没有空格。"


def test_line_breaks_between_korean_words_are_a_space() -> None:
    [block] = blocks("이 문단은 길어서 두 줄에 나누어\n적었습니다.\n")
    assert block.text == "이 문단은 길어서 두 줄에 나누어 적었습니다."


def test_a_hyphen_at_the_end_of_a_line_joins_words_but_not_before_and() -> None:
    assert blocks("it is a well-\nknown story of the town.")[0].text == "it is a well-known story of the town."
    assert blocks("it is a pre-\nand postwar story.")[0].text == "it is a pre- and postwar story."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_structure_does_not_depend_on_line_ends(newline: str) -> None:
    source = (GOLDEN / "portal" / "article.txt").read_text(encoding="utf-8")
    other = source.replace("\n", newline)
    assert named(other) == named(source)
    assert [block.line for block in blocks(other)] == [block.line for block in blocks(source)]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("case", CASES)
def test_pages_do_not_depend_on_line_ends(case: str, newline: str) -> None:
    source = (GOLDEN / case / "article.txt").read_text(encoding="utf-8")
    pages = [
        render_text_page(text, {}, source_locale="en", locale="fr") for text in (source, source.replace("\n", newline))
    ]
    assert pages[0] == pages[1]


def test_a_byte_order_mark_is_skeleton() -> None:
    pieces = FORMAT.parse("\ufeffA title\n\nA text.\n")
    assert pieces[0] == Skeleton("\ufeff")
    assert named("\ufeffA title\n\nA text.\n") == [("title", "A title"), ("paragraph", "A text.")]


def test_an_empty_article_has_no_blocks() -> None:
    assert FORMAT.parse("") == ()
    assert named(" \n\t\n") == []


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Home | About", ["Home", "About"]),
        ("Home|About|Help", ["Home", "About", "Help"]),
        ("主页 ｜ 关于 ｜ 帮助", ["主页", "关于", "帮助"]),
        ("Home > News > City", ["Home", "News", "City"]),
        ("Home \xa0 | \xa0 About us", ["Home", "About us"]),
    ],
)
def test_navigation_items_are_blocks_of_their_own(line: str, items: list[str]) -> None:
    source = f"{line}\nA title\n\nA sentence stands here.\n"
    assert [text for kind, text in named(source) if kind == "navigation"] == items


def test_a_pipe_in_a_sentence_is_no_navigation() -> None:
    assert named("The command a | b sends what a says to b.") == [
        ("paragraph", "The command a | b sends what a says to b.")
    ]


@pytest.mark.parametrize("date", ["2024-05-03", "2024/5/3", "2024年5月3日", "2024-05-03 10:30"])
def test_dates_in_figures_are_data(date: str) -> None:
    source = f"A title\nUpdate: {date}     Source: The Gazette\n\nA text.\n"
    assert named(source)[1:4] == [("metadata", "Update:"), ("metadata", "Source:"), ("metadata", "The Gazette")]


def test_a_domain_as_source_is_data() -> None:
    assert ("metadata", "a.example") not in named("A title\nDate: 2024-05-03  Source: a.example\n\nA text.\n")


def test_a_title_with_a_colon_is_no_metadata() -> None:
    assert named("The harbour: a gate to the sea\n\nIt is old.\n")[0] == ("title", "The harbour: a gate to the sea")


def test_a_section_stands_above_the_title() -> None:
    source = "Home | Help\nCity news\nA long title about the harbour\n\nA text.\n"
    assert named(source)[2:4] == [("section", "City news"), ("title", "A long title about the harbour")]


def test_short_lines_without_a_full_stop_are_headings() -> None:
    source = "A title\n\nOne sentence.\n\nA heading\n\nAnother sentence.\n"
    assert named(source)[2] == ("heading", "A heading")
    assert blocks(source)[2].level == 2


@pytest.mark.parametrize("line", ["and so on", "As follows:", "He said so,", "“A quotation”"])
def test_what_goes_on_introduces_or_quotes_is_no_heading(line: str) -> None:
    source = f"A title\n\nOne sentence.\n\n{line}\n\nAnother sentence.\n"
    assert named(source)[2][0] in ("paragraph", "quotation")


def test_the_last_short_line_is_no_heading() -> None:
    assert named("A title\n\nOne sentence.\n\nThe editors\n")[-1] == ("paragraph", "The editors")


def test_repeated_short_headings_stay_headings() -> None:
    source = "A title\n\nText.\n\nFixes\n\n- one\n\nText.\n\nFixes\n\n- two\n"
    assert [kind for kind, text in named(source) if text == "Fixes"] == ["heading", "heading"]


@pytest.mark.parametrize("caption", ["Photo: A. Lind", "Figure 1. The pier", "The pier at dawn (Photo by A. Lind)"])
def test_lines_that_name_a_picture_are_captions(caption: str) -> None:
    assert ("caption", caption.rstrip(".")) in named(f"A title\n\nOne sentence.\n\n{caption}\n\nAnother sentence.\n")


def test_a_copyright_line_in_the_middle_is_a_paragraph() -> None:
    source = "A title\n\nCopyright 2024 A. Lind\n\nMuch text follows here.\n\nAnd more of it.\n"
    assert named(source)[1][0] == "paragraph"


def test_a_year_at_the_start_of_a_wrapped_line_is_no_list_item() -> None:
    source = "The tower was built, after much talk and many drawings, in the year\n1921. It stands.\n"
    assert len(blocks(source)) == 1


def test_lines_of_a_dump_without_blank_lines_are_paragraphs_of_their_own() -> None:
    long = "This line is long, as lines of a dump are, and it holds a whole paragraph of the article. " * 3
    source = f"A title\n{long.strip()}\nA heading\n{long.strip()}\n"
    assert [kind for kind, _ in named(source)][-3:] == ["paragraph", "heading", "paragraph"]


def test_code_and_drawings_are_not_offered() -> None:
    source = (GOLDEN / "structures" / "article.txt").read_text(encoding="utf-8")
    offered = "\n".join(text for _, text in named(source))
    for hidden in ("ferry book", "booked:", "+------+", "isle", "ferry cancel", "boats.jpg", "https://", "4.50"):
        assert hidden not in offered
    for needed in ("free", "Anna", "every hour", "Photo: Marta Lind"):
        assert needed in offered


def test_indented_prose_is_offered() -> None:
    assert named("Notes.\n\n    This is a plain sentence that somebody has indented.\n")[-1][0] == "paragraph"


def test_web_and_mail_addresses_are_kept_whole() -> None:
    [block] = blocks("Write to a.b@c.example. See https://a.example/b.c?d=e. Thanks.")
    assert [block.text[start:end] for start, end in block.keep] == ["a.b@c.example", "https://a.example/b.c?d=e"]


@pytest.mark.parametrize(
    ("source", "line", "what"),
    [
        ("a\n\n<!-- i18n:of -->\n", 3, "no directive"),
        ("a\r\n\r\n<!-- i18n:off\r\nb", 3, "never closed"),
        ("<!-- i18n:off --> and on it goes\n", 1, "never closed"),
    ],
)
def test_a_wrong_directive_is_an_error_with_its_line(source: str, line: int, what: str) -> None:
    with pytest.raises(ArticleError) as caught:
        FORMAT.parse(source)
    assert caught.value.line == line
    assert what in caught.value.what
    assert caught.value.advice


def test_other_comments_are_text() -> None:
    assert named("<!-- seen -->\n\nA text.")[0][1] == "<!-- seen -->"


@pytest.mark.parametrize(
    ("source", "translation", "safe"),
    [
        ("A text.", "Un texte.", True),
        ("A text.", "1. Un texte.", False),
        ("A text.", "- un texte", False),
        ("A text.", "> un texte", False),
        ("A text.", "<!-- i18n:off -->", False),
        ("A text.", " ", False),
        ("A text.", "un\n\ntexte", False),
        ("- A text.", "1. Un texte.", True),
    ],
)
def test_check_block_refuses_what_would_become_something_else(source: str, translation: str, safe: bool) -> None:
    assert FORMAT.check_block(blocks(source)[0], translation) is safe


@pytest.mark.parametrize(
    ("source", "translation", "encoded"),
    [
        ("A text.", "Un\r\n\r\ntexte\x00.", "Un texte."),
        ("Home | Help", "Ac|cueil", "Ac/cueil"),
        ("a\tb\nc\td", "x\ty   z", "x y z"),
        ("A text.", "Un texte\u202f!", "Un texte\u202f!"),
    ],
)
def test_translations_are_encoded_for_their_place(source: str, translation: str, encoded: str) -> None:
    assert FORMAT.encode(translation, blocks(source)[0]) == encoded


@pytest.mark.parametrize(
    "scrap",
    [
        "a|",
        "a\t",
        ". ",
        ">",
        "a: ",
        "a\n",
        "a\n\n",
        "- a\n",
        "```\na\n",
        "a.",
        " ",
        "http://",
        "A heading\n\n",
        "(",
        "=\n",
    ],
)
def test_time_grows_with_length_only(scrap: str) -> None:
    numbers = itertools.count()

    def seconds(count: int) -> float:
        # Another text each time: one that was read a moment ago may be remembered.
        text = f"x{next(numbers)} " + scrap * count + "y | z"
        start = time.process_time()
        FORMAT.parse(text)
        return time.process_time() - start

    seconds(100)
    short = min(seconds(3_000) for _ in range(3))
    long = min(seconds(24_000) for _ in range(2))
    # Eight times the length: quadratic work would take 64 times as long, a busy machine does not make 8 into 32.
    assert long < 32 * max(short, 0.004)

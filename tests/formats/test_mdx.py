from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n_tool.formats.markdown import MarkdownFormat, MdxFormat
from i18n_tool.formats.mdx import end_of_code, escape_expressions
from i18n_tool.model import Block, LocalisedSegment, Piece, Span


def texts(source: str) -> list[str]:
    return [piece.text for piece in MarkdownFormat().parse(source) if isinstance(piece, Block)]


def shown(source: str, translation: str) -> str:
    """Return an article of one block with its translation."""
    pieces: tuple[Piece, ...] = MarkdownFormat().parse(source)
    [index] = [index for index, piece in enumerate(pieces) if isinstance(piece, Block)]
    block = pieces[index]
    assert isinstance(block, Block)
    localisation = {index: [LocalisedSegment(Span(0, len(block.text)), translation)]}
    return MdxFormat().render(pieces, localisation, source_locale="en", locale="fr")


@pytest.mark.parametrize(
    "code",
    [
        "import Tabs from '@theme/Tabs';",
        'import "./style.css"',
        "import Tabs, {A as B} from '@theme/Tabs';\nimport * as all from './all';",
        "import {\n  A,\n  B,\n} from './all';",
        "export const Lamp = ({children}) => (\n  <b>{children}</b>\n);",
        "export default function Page() {\n  return null;\n}",
        "export {a} from './a';",
        "{/* A remark */}",
        "{/* A remark\n\nof two paragraphs. */}",
    ],
)
def test_modules_and_remarks_are_no_text(code: str) -> None:
    source = f"# Heading\n\n{code}\n\nText.\n"
    assert texts(source) == ["Heading", "Text."]
    assert texts(f"{code}\n\nText.\n") == ["Text."]
    assert texts(f"{code}\n") == []
    crlf = source.replace("\n", "\r\n")
    assert texts(crlf) == ["Heading", "Text."]
    assert "".join(piece.source for piece in MarkdownFormat().parse(crlf)) == crlf


@pytest.mark.parametrize(
    "prose",
    [
        "import duties rose from January.",
        "import taxes",
        "export prices fell.",
        "export default rates",
        "Text\nimport Tabs from '@theme/Tabs';",
        "- import './a.css'",
        "{/* A remark without an end",
        "{/* A remark */} and text.",
    ],
)
def test_prose_that_begins_like_code_is_text(prose: str) -> None:
    assert len(texts(f"# Heading\n\n{prose}\n")) == 2


def test_code_in_a_fence_opens_nothing() -> None:
    assert texts("```\nimport a from 'a'\n```\n\nText.\n") == ["Text."]
    assert texts("```\n\nexport const a = 1\n```\n\nText.\n") == ["Text."]


def test_the_label_of_a_tab_is_a_text() -> None:
    assert texts('<Tabs>\n<TabItem value="a" label="In summer">\n\nFrom six.\n\n</TabItem>\n</Tabs>\n') == [
        "In summer",
        "From six.",
    ]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("It costs 5.", "Prix : {prix}", "Prix : \\{prix\\}"),
        ("It costs 5.", "Prix : \\{prix\\}", "Prix : \\{prix\\}"),
        ("It costs {price}.", "Prix : {price}, {prix}", "Prix : {price}, \\{prix\\}"),
        ("It costs {price}.", "Prix : {price", "Prix : \\{price"),
        ("Type `{a}`.", "Tapez `{a}` et `{b}`.", "Tapez `{a}` et `{b}`."),
        ("Five is less.", "5 < 6", "5 \\< 6"),
        ("A <Lamp/> burns.", "Une <Lamp/> brûle <là>.", "Une <Lamp/> brûle \\<là>."),
        ("A <b>lamp</b>.", "Une <b>lampe</b>.", "Une <b>lampe</b>."),
        ("One\\<br/>two", "Un<br/>deux", "Un\\<br/>deux"),
    ],
)
def test_only_expressions_of_the_source_are_expressions(source: str, translation: str, expected: str) -> None:
    assert escape_expressions(translation, source) == expected


PIECES = st.lists(st.sampled_from(["{", "}", "<", ">", "\\", "`", "a", " ", "*", "b>", "{a}", "<b>"])).map("".join)


@given(PIECES)
@example("{\\}")
@example("<b {\\>")
def test_a_translation_without_code_opens_no_expression(text: str) -> None:
    source = "A plain text."
    written = shown(f"{source}\n", text)
    # Of each two backslashes the first escapes the second; code spans are left as they are.
    bare = re.sub(r"\\.", "", re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", written))
    assert "`" in written or not re.search("[{}<]", bare), written


def test_markup_that_the_source_lacks_is_escaped_once() -> None:
    assert shown("It costs *five*.\n", "Prix : {prix} <b>*cinq*</b>") == "Prix : \\{prix\\} \\<b>*cinq*\\</b>\n"


def test_the_first_heading_is_not_marked_since_it_is_the_title() -> None:
    source = "# Harbour\n\n## Hours\n"
    pieces = MarkdownFormat().parse(source)
    blocks = [(index, piece) for index, piece in enumerate(pieces) if isinstance(piece, Block)]
    missing = {index: [LocalisedSegment(Span(0, len(block.text)), None)] for index, block in blocks}
    written = MdxFormat().render(pieces, missing, source_locale="en", locale="fr")
    assert written == '# Harbour\n\n## <span lang="en" dir="ltr">Hours</span>\n'


def test_a_heading_keeps_its_id() -> None:
    assert shown("## Opening hours {#hours}\n", "Heures {d’ouverture}") == "## Heures \\{d’ouverture\\} {#hours}\n"


def test_html_around_a_translation_with_braces_keeps_it_text() -> None:
    assert shown("<div>The lamp burns.</div>\n", "La {lampe} <brûle>.") == "<div>La \\{lampe\\} &lt;brûle&gt;.</div>\n"


def test_many_modules_that_never_end_are_passed_over_in_linear_time() -> None:
    source = b"import a\n\n" * 10_000
    began = time.process_time()
    assert all(end_of_code(source, start) == -1 for start in range(0, len(source), 10))
    assert time.process_time() - began < 3

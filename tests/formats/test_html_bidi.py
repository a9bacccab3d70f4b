from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.formats.html_bidi import isolate_runs


def isolated(text: str) -> list[str]:
    page = isolate_runs(f"<body><p>{text}</p></body>")
    assert re.sub(r'<bdi dir="ltr">|</bdi>', "", page) == f"<body><p>{text}</p></body>"
    return re.findall(r'<bdi dir="ltr">(.*?)</bdi>', page)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("اتصل على +86 20 8888 8888 الآن", ["+86 20 8888 8888"]),
        ("هاتف (020) 8888-8888 أو 400-123-4567.", ["(020) 8888-8888", "400-123-4567"]),
        ("باعت XPeng، 15 ألف سيارة", ["XPeng"]),
        ("طائرة Boeing 737 MAX و iPhone 15 Pro", ["Boeing 737 MAX", "iPhone 15 Pro"]),
        ("قسم R&amp;D في AT&T", ["R&amp;D", "AT&T"]),
        ("عنوان a@b.example أو https://a.example/x/.", ["a@b.example", "https://a.example/x/"]),
        ("في 2019-01-23 الساعة 10:30", ["2019-01-23"]),
        ("بين 2019-2024 و 1,200,000 و 24.64%", []),
        ("R&nbsp;D &copy; 2024", ["R", "D"]),
        ("نص عربي فقط", []),
    ],
)
def test_names_and_numbers_are_set_apart(text: str, runs: list[str]) -> None:
    assert isolated(text) == runs


@pytest.mark.parametrize(
    "text",
    [
        '<span lang="en" dir="ltr">Call +86 20 8888 8888</span>',
        "<code>make run</code>",
        "<pre>a b c</pre>",
        "<bdi>ABC</bdi>",
        "<script>let a = 1</script>",
        "<textarea>ABC</textarea>",
        "<select><option>ABC</option></select>",
        '<svg><text>ABC</text></svg><img alt="ABC">',
        "<!-- ABC -->",
    ],
)
def test_what_runs_from_left_to_right_already_is_left_alone(text: str) -> None:
    page = f"<body><p>{text}</p></body>"
    assert isolate_runs(page) == page


def test_the_head_is_left_alone() -> None:
    page = "<html><head><title>ABC</title></head><body>ABC</body></html>"
    assert isolate_runs(page) == page.replace("<body>ABC", '<body><bdi dir="ltr">ABC</bdi>')


@given(st.text(alphabet="ab12 +-().&;<>/\"'=م،", max_size=60))
def test_only_isolates_are_added_to_a_page(text: str) -> None:
    page = isolate_runs(f"<body>{text}</body>")
    assert re.sub(r'<bdi dir="ltr">|</bdi>', "", page) == f"<body>{text}</body>"
    assert page.count('<bdi dir="ltr">') == page.count("</bdi>")

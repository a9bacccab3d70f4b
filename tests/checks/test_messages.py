"""What a reviewer reads: each message says what is wrong in his words."""

from __future__ import annotations

import pytest

from i18n_tool.checks import check_pair


@pytest.mark.parametrize(
    ("source", "translation", "locale", "message"),
    [
        (
            "It cost 369.8 million dollars.",
            "耗资3698万美元。",
            "zh_CN",
            '"369.8 million dollars" = 369.8 million USD ↔ "3698万美元" = 36.98 million USD; count the zeros again',
        ),
        (
            "She waited for 21 years.",
            "她等了22年。",
            "zh_CN",
            '"21 years" ↔ "22年" = 22; say what the source says',
        ),
        (
            "It is 24 kilometers away.",
            "Está a 24 millas.",
            "es",
            '"24 kilometers" = 24 km ↔ "24 millas" = 24 miles; name the unit of the source, or convert the number',
        ),
        (
            "Sales rose 33.2% again.",
            "销售额再次增长33.2。",
            "zh_CN",
            '"33.2%" ↔ "33.2"; a minus, % or “points” stands on one side only',
        ),
        (
            "See <a>the list</a>.",
            "Voyez la liste.",
            "fr",
            "<a>…</a> is missing from the translation; copy it from the source",
        ),
        (
            "See [the list](list.md).",
            "Voyez la liste.",
            "fr",
            "the link […](list.md) is missing from the translation; copy it from the source",
        ),
        (
            "The port is open again.",
            "El puerto está abierto de nuevo.",
            "zh_HK",
            "the translation has no Chinese character; is it in another language?",
        ),
        (
            "Call 12345.",
            "Appelez \u202e54321.",
            "fr",
            "U+202E (right-to-left override) changes the direction of text and is not closed; take it out: "
            '"Appelez \\u202e54321."',
        ),
    ],
)
def test_a_message_says_what_is_wrong(source: str, translation: str, locale: str, message: str) -> None:
    assert message in [finding.message for finding in check_pair(source, translation, locale)]

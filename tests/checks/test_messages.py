"""What a reviewer reads: each message says what is wrong in his words."""

from __future__ import annotations

import pytest

from i18n_tool.checks import check_pair, run_checks
from i18n_tool.checks.base import Context
from i18n_tool.checks.unsolved_conflict import UnsolvedConflict
from i18n_tool.model import Unit


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
            '"33.2%" ↔ "33.2"; a minus, % or “points” stands on one side only; say what the source says',
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
            "Where is it?",
            "Dónde está el puerto?",
            "es",
            "the question has no '¿'; put it where the question begins: \"tá el puerto?\"",
        ),
        (
            "The port is open.",
            "П\u006fрт открыт.",
            "ru",
            'the Latin o in \'П\u006fрт\': "П\u006fрт открыт." → "Порт открыт."',
        ),
        ("Port", "Port ", "fr", 'the translation does not end with the white space of the source: "Port␣" → "Port"'),
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


def test_a_conflict_is_shown_with_both_versions() -> None:
    unit = Unit("Port", "Port", comments=("i18n-tool: conflict, the other side has the draft: Havre",))
    (finding,) = run_checks(unit, Context("fr"), [UnsolvedConflict()])
    assert finding.message == (
        'here stands "Port", the other side has the draft: Havre; choose one, and take the comment away'
    )

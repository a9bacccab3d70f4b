"""LA003: Chinese is written in the characters of the other side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.han_variants import SIMPLIFIED, TRADITIONAL
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.languages import script_of
from i18n_tool.model import Markup, Unit

_OTHER = {
    "Hans": (re.compile(f"[{TRADITIONAL}]"), "traditional"),
    "Hant": (re.compile(f"[{SIMPLIFIED}]"), "simplified"),
}


class WrongVariant(PlaceCheck):
    """A simplified character stands in a traditional locale, or the other way round.

    Readers of Hong Kong and Taiwan take simplified characters for a slip, readers of the mainland traditional ones.
    Only characters that one of the two alone uses are looked for; what the source itself writes may stay.
    """

    code, name, severity = "LA003", "wrong-chinese-variant", "error"
    example = Context("zh_HK")
    good = (
        Unit("The port is open.", "港口已經開放。"),
        Unit("Queen’s Road, in front of the platform", "皇后大道，月台前面里許"),
    )
    bad = (
        Unit("The port is open.", "港口已经開放。"),
        Unit("The bay is wide.", "海湾寬闊。"),
    )

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if translation.isascii():
            return
        script = script_of(context.locale)
        if script not in _OTHER:
            return
        letters, name = _OTHER[script]
        for match in letters.finditer(translation):
            if match[0] not in source:
                yield Place(
                    *match.span(), None, f"{match[0]} is a {name} character; write the one that {context.locale} uses"
                )

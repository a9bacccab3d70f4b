"""LA003: Chinese is written in the characters of the other side."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.han_variants import SIMPLIFIED, TRADITIONAL
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.languages import script_of
from i18n_tool.model import Markup, Unit

_OTHER = {"Hans": (frozenset(TRADITIONAL), "traditional"), "Hant": (frozenset(SIMPLIFIED), "simplified")}
_NO_OTHER: tuple[frozenset[str], str] = (frozenset(), "")


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

    def signs(self, context: Context) -> frozenset[str] | None:
        return _OTHER.get(script_of(context.locale), _NO_OTHER)[0]

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        letters, name = _OTHER[script_of(context.locale)]
        for at, letter in enumerate(translation):
            if letter in letters and letter not in source:
                message = f"{letter} is a {name} character; write the one that {context.locale} uses"
                yield Place(at, at + 1, None, message)

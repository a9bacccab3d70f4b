"""TY006: French marks stand without the space that goes before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import FILLER, running_prose
from i18n_tool.languages import language_of, territory_of
from i18n_tool.model import Markup, Unit

_THIN, _WIDE = "\u202f", "\u00a0"
_SPACED = frozenset(":;!?«»")
_MARK = re.compile(
    r"(?<=[^\W\d_])([ ]?)([;!?]+|:)(?=[\s\"”’»)\]*_]|$)|(?<=[\d)\]”»’\"%])( ?)([;!?]+|:)(?=\s|$)"
    rf"|(?<={FILLER})( )([;!?]+|:)(?=\s|$)"
)
#: The end of an entity or of a line of a program.
_NO_MARK = re.compile(r"(?:&[\w.-]+|\(\)|^\));$|&nbsp;[;:!?]+$")
_OPEN = re.compile(r"«([ ]?)(?=[^\s\u00a0\u202f»])")
_CLOSE = re.compile(r"(?<=[^\s\u00a0\u202f«])([ ]?)»")


class FrenchSpacing(FixableCheck):
    """A French mark stands without its no-break space: before ``; : ! ?`` and inside ``« »``.

    With an ordinary space the mark may go alone to the next line; with none it sticks to the word. A narrow no-break
    space goes before ``; ! ?`` and inside the quotation marks, a wide one before the colon; either is accepted at each
    place. In Canada ``; ! ?`` take none (Lexique des règles typographiques de l’Imprimerie nationale; Le guide du
    rédacteur).
    """

    code, name, severity = "TY006", "french-spacing", "info"
    good = (
        Unit("Where?", "Où\u202f?"),
        Unit("Where? Here: look!", "Où\u00a0? Ici\u00a0: voyez\u00a0!"),
        Unit("At 12:30: “come”", "À 12:30\u00a0: «\u202fvenez\u202f»"),
        Unit("See https://example.org?", "Voir https://example.org?"),
    )
    bad = (
        Unit("Where?", "Où?"),
        Unit("Where?", "Où ?"),
        Unit("One: two", "Un: deux"),
        Unit("“Come”", "« Venez »"),
        Unit("“Come”", "«Venez»"),
        Unit("**Note**: read", "**Note**: lisez", markup="markdown"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return _SPACED if language_of(context.locale) == "fr" else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if source.count(";") > 2:
            return
        prose = running_prose(translation, markup)
        canadian = territory_of(context.locale) == "CA"
        found = []
        for match in _MARK.finditer(prose):
            group = next(number for number in (1, 3, 5) if match[number + 1])
            mark = match[group + 1]
            if _NO_MARK.search(prose[: match.end()]):
                continue
            start, end = match.span(group)
            if mark == ":":
                found.append(Place(start, end, _WIDE, "a no-break space goes before ':'"))
            elif not canadian:
                found.append(Place(start, end, _THIN, f"a narrow no-break space goes before '{mark}'"))
        for pattern in (_OPEN, _CLOSE):
            for match in pattern.finditer(prose):
                found.append(Place(*match.span(1), _WIDE if canadian else _THIN, "a no-break space goes inside « »"))
        yield from sorted(found)

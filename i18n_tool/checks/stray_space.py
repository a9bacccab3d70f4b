"""TY004: a space too many stands in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import running_prose
from i18n_tool.model import Markup, Unit

_QUICK = re.compile(r" (?:[ ,.،，。、；：！？）」』】》]|(?<=[（「『【《] ))")
_DOUBLE = re.compile(r"(?<=[^\s|+=\ufffc\[(-]) {2,}(?=[^\s|+=\ufffc-])")
_BEFORE = re.compile(
    r"(?<=[\w)\]»”’\"']) +(?=[,.،](?:\s|$))(?!\.\.)|(?<=\S) +(?=[）」』】》，。、；：！？])|(?<=[（「『【《]) +(?=\S)"
)
_LAYOUT = re.compile(r"\n[ \t]|[ \t]{3,}|\t| $", re.MULTILINE)


class StraySpace(FixableCheck):
    """A space too many stands in the translation: two in a row, one before a comma or within full-width brackets.

    Browsers show two spaces as one, other readers of the page do not. Texts that are laid out with spaces, and spaces
    that the source has as well, are left alone.
    """

    code, name, severity = "TY004", "stray-space", "warning"
    good = (
        Unit("One port. Two ships.", "Un port. Deux bateaux."),
        Unit("One port.  Two ships.", "Un port.  Deux bateaux."),
        Unit("  -p  print", "  -p  imprimer"),
        Unit("Wait", "Attendez ..."),
    )
    bad = (
        Unit("One port. Two ships.", "Un  port. Deux bateaux."),
        Unit("One port, two ships", "Un port , deux bateaux"),
        Unit("One port", "Un port ."),
        Unit("The **old** port", "Le **vieux**  port", markup="markdown"),
    )

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if not _QUICK.search(translation) or _LAYOUT.search(source) or _LAYOUT.search(translation):
            return
        prose = running_prose(translation, markup)
        found = []
        if "  " not in source:
            found += [Place(*match.span(), " ", "two spaces in a row") for match in _DOUBLE.finditer(prose)]
        if not _BEFORE.search(source):
            found += [
                Place(*match.span(), "", "a space that does not belong here") for match in _BEFORE.finditer(prose)
            ]
        last = 0
        for place in sorted(found):
            if place.start >= last:
                yield place
                last = place.end

"""LA008: the source quotes somebody, the translation does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import prose_of
from i18n_tool.model import Markup, Unit

_QUOTED = re.compile(r"“[^“”\n]{10,}”|(?<![\w\"])\"(?=[^\W\d_])[^\"\n]{10,}\"(?![\w\"])|«[^«»\n]{10,}»|「[^」\n]{4,}」")
_ANY_MARK = re.compile(r"[\"“”„‟«»‹›「」『』〝〞〟《》〈〉<＂'‘’‚`´\u0060*_]|&\w+;")
_WORD = re.compile(r"[^\W\d_]{2,}")


class LostQuotation(PlaceCheck):
    """The source quotes words between quotation marks, and the translation has no such marks at all.

    Readers take for the article’s own words what somebody else has said. Quotations of four words and more count; one
    pair of marks of any kind, or emphasis, is enough.
    """

    code, name, severity = "LA008", "lost-quotation", "warning"
    good = (
        Unit("“We grow with the sea,” she said.", "«\u202fNous grandissons avec la mer\u202f», dit-elle."),
        Unit("It is the “blue port”.", "C’est le port bleu."),
    )
    bad = (Unit("“We grow with the sea,” she said.", "Nous grandissons avec la mer, dit-elle."),)

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if ('"' not in source and "“" not in source and "«" not in source and "「" not in source) or _ANY_MARK.search(
            translation
        ):
            return
        for match in _QUOTED.finditer(prose_of(source, markup)):
            words = _WORD.findall(match[0])
            if match[0][0] == "「" or (len(words) > 3 and sum(word.islower() for word in words) > 1):
                yield Place(
                    0,
                    min(12, len(translation)),
                    None,
                    f"the quotation {match[0]} has lost its marks; quote it as the locale does",
                )
                return

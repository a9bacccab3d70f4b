"""TY010: a Spanish question or exclamation does not open with its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_SENTENCE_END = re.compile(r"(?<=[^\W\d_])([?!])(?=[\s\"”»’)\]!?.,;]|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")


class SpanishOpeningMark(PlaceCheck):
    """A Spanish question or exclamation ends in ``?`` or ``!`` and does not open with ``¿`` or ``¡``.

    Both marks are needed (Ortografía de la lengua española, chapter III, 3.4.9); put the first one where the question
    begins, which need not be where the sentence does. Single words are left alone.
    """

    code, name, severity = "TY010", "spanish-opening-mark", "warning"
    example = Context("es")
    good = (
        Unit("Where is the port?", "¿Dónde está el puerto?"),
        Unit("And the port, where is it?", "Y el puerto, ¿dónde está?"),
        Unit("What a port!?", "¡Qué puerto!?"),
        Unit("Yahoo! grows", "Yahoo! crece"),
        Unit("The name Yahoo! is known", "Se conoce el nombre Yahoo! en todas partes"),
    )
    bad = (
        Unit("Where is the port?", "Dónde está el puerto?"),
        Unit("What a fine port!", "Qué puerto tan bonito!"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("?!") if language_of(context.locale) in ("es", "ast") else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        prose = prose_of(translation, markup)
        start = 0
        for match in _SENTENCE_END.finditer(prose):
            stretch = prose[start : match.start()]
            start = match.end()
            if "¿" in stretch or "¡" in stretch or len(_WORD.findall(stretch)) < 2 or stretch[-3:].isupper():
                continue
            if f"{_WORD.findall(stretch)[-1]}{match[1]}" in source:
                continue  # The mark belongs to a name.
            opening, kind = ("¿", "question") if match[1] == "?" else ("¡", "exclamation")
            yield Place(*match.span(), None, f"the {kind} has no '{opening}'; put it where the {kind} begins")

"""TY003: a word stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}+)[ \u00a0\n]\1(?![\w'’-])")
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})[ \u00a0\n,]+\1\b", re.IGNORECASE)
_EXCLAIMED = re.compile(r"\b(?:oh|ah|là|ha)[, ]*$", re.IGNORECASE)
_CRIES = frozenset({"ah", "ha", "he", "ho", "hm"})
_ALLOWED = {
    "ca": "que",
    "cs": "se si že to",
    "da": "der det at er har den de",
    "de": "die der das den dem sie ihnen ihr denen dass",
    "en": "had that is do her",
    "es": "casi muy luego poco nos dale",
    "fr": "nous vous faire très non oui bien",
    "it": "via piano man poco così quasi subito mano lui appena",
    "nl": "die dat het ze zij we er van in",
    "pl": "się to co już",
    "pt": "quase que se logo muito bem",
    "ro": "a o de",
    "ru": "еле едва чуть очень так что как их вот то все всё много далеко",
    "sv": "det som den att är har på",
    "uk": "ледь дуже так що як їх",
}
"""Languages in which a doubled word is as a rule a slip, with the words that grammar or habit may double."""
_WORDS = {language: frozenset(words.split()) for language, words in _ALLOWED.items()}


class DoubledWord(PlaceCheck):
    """A word stands twice in a row, which nobody meant.

    Take one of the two away. Languages in which doubling is grammar are left out, as are names, what the source doubles
    too, and the words of each language that may well stand twice, such as ``nous nous`` or ``had had``.
    """

    code, name, severity = "TY003", "doubled-word", "warning"
    good = (
        Unit("We hurry.", "Nous nous dépêchons."),
        Unit("Bora Bora is far.", "Bora Bora est loin."),
        Unit("No, no, not here!", "Non, non, pas ici\u202f!"),
        Unit("Ha ha ha", "Hi hi hi"),
        Unit("&All the ports", "Tod&os os portos"),
    )
    bad = (
        Unit("The port is open.", "Voilà que le le port est ouvert."),
        Unit("The port is open today.", "Le port est est ouvert aujourd’hui."),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return None if language_of(context.locale) in _WORDS else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if not _TWICE.search(translation):
            return
        allowed = _WORDS[language_of(context.locale)] | _CRIES
        for match in _TWICE.finditer(prose_of(translation, markup)):
            word = match[1]
            if word.lower() in allowed or word[0].isupper() or match[0] in source:
                continue
            if "&" in (translation[match.start() - 1 : match.start()], translation[match.end() : match.end() + 1]):
                continue  # A part of a word with the key of a menu in it: Tod&as as.
            if _EXCLAIMED.search(translation[: match.start()]) or _DOUBLED.search(source):
                continue
            yield Place(match.start(), match.end(), word, f"'{word}' stands twice")

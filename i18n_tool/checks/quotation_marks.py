"""TY009: the quotation marks are not those of the locale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.checks.prose import prose_of
from i18n_tool.languages import language_of, script_of, territory_of
from i18n_tool.model import Markup, Unit

_FRENCH = ("«\u202f", "\u202f»")
_OWN: dict[str, tuple[str, str]] = {
    "cs": ("„", "“"),
    "de": ("„", "“"),
    "de_CH": ("«", "»"),
    "es": ("«", "»"),
    "fr": _FRENCH,
    "fr_CA": ("«\u00a0", "\u00a0»"),
    "fr_CH": ("«\u202f", "\u202f»"),
    "it": ("“", "”"),
    "ja": ("「", "」"),
    "pl": ("„", "”"),
    "pt": ("“", "”"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "zh_Hans": ("“", "”"),
    "zh_Hant": ("「", "」"),
}
"""The outer quotation marks of locales whose readers would miss them (CLDR; the languages' own style guides)."""
_FOREIGN = frozenset({"cs", "de", "fr", "ja", "pl", "ru", "uk", "zh_Hant"})
"""Languages in which “these” are not the quotation marks of a text."""
_STRAIGHT = re.compile(r"(?<![\w\"=\\/-])\"(?=\S)([^\"\n]{1,400}?)(?<=[^\s(\[=\\])\"(?![\w\"/-])")
_HAN_STRAIGHT = re.compile(r"\"(?=\S)([^\"\n]{1,400}?)(?<=[^\s(\[=\\])\"")
_CURLY = re.compile(r"“([^“”„\n]{2,400})”")
_LETTER = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"[=\\/$<>{}|\ufffc]|\s-\w|^-|^\W*$|\w\(\)|\w\.\w|_")


class QuotationMarks(FixableCheck):
    """A quotation stands between marks that are not those of the locale.

    Straight marks are those of typewriters and of code; curly ones “of this shape” are left over from the English
    source in German, Polish, Czech, Russian, French, Japanese and traditional Chinese. Literal words that the source
    quotes too, commands and placeholders keep theirs, as do marks inside other marks.
    """

    code, name, severity = "TY009", "quotation-marks", "info"
    example = Context("de")
    good = (
        Unit("He said “come in”.", "Er sagte „Kommen Sie“."),
        Unit('Type "make all".', 'Geben Sie "make all" ein.'),
        Unit('It is 5" wide.', 'Es ist 5" breit.'),
        Unit("He said “come in”.", "Er sagte »Kommen Sie«."),
    )
    bad = (
        Unit("He said “come in”.", 'Er sagte "Kommen Sie".'),
        Unit("He said “come in”.", "Er sagte “Kommen Sie”."),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset('“"') if own_marks(context.locale)[1] else frozenset()

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        language, own = own_marks(context.locale)
        if own is None:
            return
        straight, curly = '"' in translation, "“" in translation
        prose = prose_of(translation, markup)
        patterns = [_HAN_STRAIGHT if language in ("ja", "zh_Hans", "zh_Hant") else _STRAIGHT] if straight else []
        if straight and prose.count('"') % 2:
            patterns = []
        if curly and language in _FOREIGN and not any(mark in prose for mark in "«»„「」『』"):
            patterns.append(_CURLY)
        for pattern in patterns:
            yield from _misquoted(pattern, source, prose, own)


def _misquoted(pattern: re.Pattern[str], source: str, prose: str, own: tuple[str, str]) -> Iterator[Place]:
    """Yield both marks of each quotation that a pattern finds, unless it is a literal."""
    for match in pattern.finditer(prose):
        inner = match[1]
        if not _LETTER.search(inner) or _CODE.search(inner) or inner in source:
            continue
        message = f"quotation marks are {own[0].strip()} {own[1].strip()} here"
        yield Place(match.start(), match.start() + 1, own[0], message)
        yield Place(match.end() - 1, match.end(), own[1], message)


@lru_cache(maxsize=64)
def own_marks(locale: str) -> tuple[str, tuple[str, str] | None]:
    """Return the key of the table that a locale falls under, and its marks."""
    language = language_of(locale)
    if language == "zh":
        language = f"zh_{script_of(locale)}"
    key = f"{language}_{territory_of(locale)}"
    return language, _OWN.get(key) or _OWN.get(language)

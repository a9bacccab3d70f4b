"""Articles that agree with the terms that were put in after them.

A rule-based engine takes a token for a masculine noun in the singular: "the Annual Meeting" becomes "el XQAZ" and
then "el Reunión Anual". The gender of a Romance noun can mostly be told from its ending, and the article be mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from i18n_tool.languages import language_of

_MASCULINE_IN_A = frozenset(
    [
        "clima",
        "día",
        "dia",
        "diagrama",
        "diploma",
        "drama",
        "esquema",
        "idioma",
        "mapa",
        "panorama",
        "planeta",
        "problema",
        "programa",
        "sistema",
        "tema",
    ]
)

_BEFORE_NOUNS = frozenset(
    ["gran", "grande", "grans", "nou", "nova", "nuevo", "nueva", "novo", "primer", "primera", "tercer", "tercera"]
)
"""Adjectives that stand before the noun whose gender counts."""

_FEMININE = {
    "ca": ("ció", "sió", "nió", "tat", "tut", "a", "cions", "sions", "tats", "tuts", "es"),
    "es": (
        "ción",
        "sión",
        "xión",
        "nión",
        "dad",
        "tad",
        "tud",
        "umbre",
        "a",
        "ciones",
        "siones",
        "niones",
        "dades",
        "tudes",
        "as",
    ),
    "gl": ("ción", "sión", "nión", "dade", "tude", "a", "cións", "sións", "dades", "as"),
    "pt": ("ção", "são", "nião", "dade", "tude", "gem", "a", "ções", "sões", "dades", "gens", "as"),
}
"""How feminine nouns end, by language."""

_ARTICLES = {
    # masculine singular: feminine singular, masculine plural, feminine plural
    "ca": {
        "el": ("la", "els", "les"),
        "del": ("de la", "dels", "de les"),
        "al": ("a la", "als", "a les"),
        "un": ("una", "uns", "unes"),
    },
    "es": {
        "el": ("la", "los", "las"),
        "del": ("de la", "de los", "de las"),
        "al": ("a la", "a los", "a las"),
        "un": ("una", "unos", "unas"),
    },
    "gl": {
        "o": ("a", "os", "as"),
        "do": ("da", "dos", "das"),
        "ao": ("á", "aos", "ás"),
        "no": ("na", "nos", "nas"),
        "un": ("unha", "uns", "unhas"),
    },
    "pt": {
        "o": ("a", "os", "as"),
        "do": ("da", "dos", "das"),
        "ao": ("à", "aos", "às"),
        "no": ("na", "nos", "nas"),
        "pelo": ("pela", "pelos", "pelas"),
        "um": ("uma", "uns", "umas"),
    },
}

_STRESSED_A = re.compile(r"(?:á|há|agua|alma|arma|aula|acta|habla|hambre|ala|ave|arte)", re.IGNORECASE)
"""Spanish feminine nouns that take "el" because they begin with a stressed a."""


def agree_articles(text: str, renderings: Iterable[str], locale: str) -> str:
    """Return a translation in which the article before each rendering has its gender and number.

    Args:
        text: the translation.
        renderings: what was put in for terms.
        locale: the locale of the translation; languages without a table are left as they are.
    """
    language = language_of(locale)
    if language not in _ARTICLES:
        return text
    for rendering in set(renderings):
        form = _form_of(rendering, language)
        if form is not None:
            text = _mend(text, rendering, form, language)
    return text


def _form_of(rendering: str, language: str) -> int | None:
    """Return the index of the article that goes with a rendering, or None if the masculine singular does."""
    words = re.findall(r"[^\W\d_]+", rendering)
    if not words:
        return None
    noun = words[1] if len(words) > 1 and words[0].lower() in _BEFORE_NOUNS else words[0]
    if noun.isupper():
        return None
    noun = noun.lower()
    plural = len(noun) > 3 and noun.endswith("s") and not noun.endswith(("is", "us", "ss", "ís", "és", "ás"))
    singular = noun.removesuffix("s")
    if singular in _MASCULINE_IN_A:
        return 1 if plural else None
    feminine = noun.endswith(_FEMININE[language])
    if feminine and language == "es" and not plural and noun == words[0].lower() and _STRESSED_A.match(noun):
        return None
    if plural:
        return 2 if feminine else 1
    return 0 if feminine else None


def _mend(text: str, rendering: str, form: int, language: str) -> str:
    table = _ARTICLES[language]

    def replaced(match: re.Match[str]) -> str:
        article = table[match[1].lower()][form]
        return (article[0].upper() + article[1:] if match[1][0].isupper() else article) + match[2]

    return _pattern(rendering, language).sub(replaced, text)


@lru_cache(maxsize=1024)
def _pattern(rendering: str, language: str) -> re.Pattern[str]:
    words = "|".join(sorted(_ARTICLES[language], key=len, reverse=True))
    # Marks of emphasis or a link may stand between the article and the term. Its own capitals count.
    return re.compile(rf"(?<![\w'’])((?i:{words}))(\s[*_\[“«\"]{{0,4}}{re.escape(rendering)})")

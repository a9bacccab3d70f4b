"""Locale → the words that decide where its sentences end, read from one small file per language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from i18n_tool.errors import LocaleError

# RFC 5646, section 2.1, without grandfathered tags; the underscore of gettext is taken too.
_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,8}(?:[-_][A-Za-z]{3}){0,3})"
    r"(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:[-_](?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:[-_][A-WY-Za-wy-z0-9](?:[-_][A-Za-z0-9]{2,8})+)*"
    r"(?:[-_][xX](?:[-_][A-Za-z0-9]{1,8})+)?"
)
_ALIASES = {
    "fil": "tl",
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "mo": "ro",
    "sh": "sr",
    "cmn": "zh",
}
_ABBREVIATIONS = ("never", "maybe", "end", "number", "months", "counted")
_WORD_LISTS = (
    "never",
    "maybe",
    "end",
    "number",
    "months",
    "starters",
    "binds",
    "intro",
    "counted",
    "letters",
    "ordinal_before",
    "endings",
    "particles",
    "particles_not",
)
_NEAR = {
    "bs": "sr", "hr": "sr", "cnr": "sr", "gl": "pt", "ast": "es", "oc": "ca", "lb": "de", "nds": "de", "gsw": "de",
    "fy": "nl", "fo": "da", "be": "uk", "rue": "uk", "ky": "kk", "tt": "kk", "crh": "tr", "tk": "tr",
    "yue": "zh", "wuu": "zh", "lzh": "zh", "ms": "id", "jv": "id", "su": "id", "ceb": "tl",
    "sa": "hi", "bho": "hi", "mai": "hi", "kok": "mr", "as": "bn", "ckb": "ar", "ps": "fa", "sd": "ur", "yi": "he",
}  # fmt: skip
"""A language without a file of its own follows a neighbour that writes its abbreviations alike."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language adds to the common rules. All words are written without their last full stop."""

    known: frozenset[str] = frozenset()
    """All words of ``never``, ``maybe``, ``end``, ``number``, ``months`` and ``counted``."""
    never: frozenset[str] = frozenset()
    """Abbreviations that stand before the word they belong to, so that no sentence ends there: ``Mr``, ``e.g``."""
    maybe: frozenset[str] = frozenset()
    """Abbreviations that end a sentence only before a starter: ``Inc``, ``U.S``."""
    end: frozenset[str] = frozenset()
    """Abbreviations that end a sentence if a capital follows: ``etc``, ``p.m``."""
    number: frozenset[str] = frozenset()
    """Abbreviations that bind to a number after them, and are words otherwise: ``No``, ``p``."""
    months: frozenset[str] = frozenset()
    """Months, short and long, which bind to a number before or after them."""
    starters: frozenset[str] = frozenset()
    """Words that, with a capital, begin a sentence more often than they are part of a name."""
    binds: frozenset[str] = frozenset()
    """Words that go on after an abbreviation of ``end``: ``7 a.m. Monday``."""
    intro: frozenset[str] = frozenset()
    """Words that begin a phrase such as ``At 5 a.m.``, which opens a sentence."""
    counted: frozenset[str] = frozenset()
    """Abbreviations that may end a sentence after a number and never do elsewhere: ``2024 г.``, ``г. Волгоград``."""
    letters: frozenset[str] = frozenset()
    """Names of Latin letters, which are initials in scripts of India."""
    ordinal_before: frozenset[str] = frozenset()
    """Words before a number that show it to be an ordinal: ``im 19. Jahrhundert``."""
    endings: tuple[str, ...] = ()
    """Ends of compound abbreviations that may end a sentence and bind to a number: ``Hauptstr``."""
    ordinal: str = ""
    """What a full stop makes of a number: an ordinal (``any``), one before months only (``month``), or nothing."""
    vowelless: bool = True
    """True where short words without vowels are abbreviations; false in Czech, where ``krk`` is a word."""
    ellipsis: bool = True
    """False in scripts without capitals, where a sentence that goes on after an ellipsis looks like a new one."""
    particles: tuple[str, ...] = ()
    """What carries on after a closing quote in a language without spaces: ``」と``."""
    particles_not: tuple[str, ...] = ()
    """Words that begin like one of ``particles`` and are none."""
    stops: str = ""
    """Marks that end a sentence in this language only: the Greek question mark ``;``, the Armenian ``:``."""


def _forms(words: Iterable[str]) -> frozenset[str]:
    """Return words with their capitalised forms; a letter, and a word written with a capital, is taken as it is."""
    found: set[str] = set()
    for word in words:
        found.add(word)
        if len(word) > 1 and word == word.lower():
            found.update((word[:1].upper() + word[1:], word.upper()))
    return frozenset(found)


@lru_cache(maxsize=64)
def _read_rules(language: str) -> Rules | None:
    """Return the rules of a language file, or None if there is none."""
    file = resources.files(__package__).joinpath("languages", f"{language}.toml")
    if not file.is_file():
        return None
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    words = {name: str(data.get(name, "")).split() for name in _WORD_LISTS}
    abbreviations = {name: _forms(words[name]) for name in _ABBREVIATIONS}
    return Rules(
        known=frozenset().union(*abbreviations.values()),
        **abbreviations,
        starters=frozenset(words["starters"]),
        binds=frozenset(words["binds"]),
        intro=frozenset(words["intro"]),
        ordinal=str(data.get("ordinal", "")),
        vowelless=bool(data.get("vowelless", True)),
        ellipsis=bool(data.get("ellipsis", True)),
        letters=frozenset(words["letters"]),
        ordinal_before=frozenset(words["ordinal_before"]),
        endings=tuple(words["endings"]),
        particles=tuple(words["particles"]),
        particles_not=tuple(words["particles_not"]),
        stops=str(data.get("stops", "")),
    )


def _script_rules(language: str, script: str | None) -> Rules:
    """Return the rules of a script for a language that has no file."""
    if script is None:
        from babel.core import get_global

        likely = str(get_global("likely_subtags").get(language, ""))
        script = next((part for part in likely.split("_") if len(part) == 4), "Latn")
    near = {
        "Hans": "zh",
        "Hant": "zh",
        "Hani": "zh",
        "Jpan": "ja",
        "Cyrl": "ru",
        "Grek": "el",
        "Armn": "hy",
        "Arab": "ar",
    }
    return _read_rules(near.get(script.title(), "und")) or Rules()


@lru_cache(maxsize=256)
def _locale_rules(locale: str) -> Rules:
    tag = _TAG.fullmatch(locale)
    if tag is None:
        raise LocaleError(
            "this is not a locale tag.",
            'Write a language, then maybe a script and a territory: "es", "zh_CN", "zh-Hant-HK".',
            subject=repr(locale),
        )
    language = re.split("[-_]", tag["language"])[0].lower()
    language = _ALIASES.get(language, language)
    return _read_rules(language) or _read_rules(_NEAR.get(language, "")) or _script_rules(language, tag["script"])


@lru_cache(maxsize=256)
def _rules_with(locale: str, abbreviations: tuple[str, ...]) -> Rules:
    rules = _locale_rules(locale)
    if not abbreviations:
        return rules
    words = _forms("".join(word.split()).rstrip(".") for word in abbreviations)
    return replace(rules, never=rules.never | words, known=rules.known | words)


def load_rules(locale: str, abbreviations: Sequence[str] = ()) -> Rules:
    """Return the rules for a locale, with abbreviations of the user's.

    Raises:
        LocaleError: the tag is not well formed (RFC 5646, section 2.1).
    """
    return _rules_with(locale, tuple(abbreviations))

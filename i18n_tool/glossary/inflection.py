"""Tells whether two words are forms of one word: by their endings, or by a dictionary of lemmas."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

from i18n_tool.glossary.endings import derivations, has_paradigms, paradigms_by_ending, split_endings
from i18n_tool.glossary.folding import strip_marks

Degree = Literal[0, 1, 2]
"""0: another word; 1: maybe a form of it; 2: a form of it."""

_SHORTEST_STEM = 3
_SHORTEST_GUESS = 5
_SHORT_ENDING = 3
_DICTIONARIES = 2
_GERMAN_PREFIX = re.compile(
    "^((?:ab|an|auf|aus|bei|dar|da|durch|ein|empor|fern|fest|fort|frei|hervor|her|hinzu|hin|hoch|los|mit|nach|nieder|um|"
    "unter|vor|weg|weiter|wieder|zuruck|zusammen|zu)?)(?:ge|zu)"
    r"(?=\w{3,}(?:t|te|ten|tes|ter|tem|en|ene|enen|ener|enes|enem)$)"
)
_ASPECT_PREFIX = {
    "ru": re.compile("от|про|за|по|на|вы|пере|рас|раз|ис|из|под|с(?!о)"),
    "uk": re.compile("від|про|за|по|на|ви|пере|роз|з"),
}
_LOAN_VERB = re.compile("(?:ировать|увати|ювати)$")
_LOANS = frozenset(split_endings("cs sk pl hr sr bs sl hu fi et tr lv lt ro it"))
"""Languages without a plural in -s, which may stand on an English word in the glossary all the same."""
_PORTUGUESE = (("cc", "c"), ("pc", "c"), ("ct", "t"), ("pt", "t"))
_WELL_KNOWN = frozenset({"de", "es", "fr", "it", "nl", "pt"})
_LEMMAS = frozenset(
    split_endings(
        "ast bg ca cs cy da de el en es et fa fi fr ga gl hbs hi hu hy id is it ka lb lt lv mk ms nb nl nn pl pt ro ru "
        "se sk sl sq sv sw tl tr uk"
    )
)
_SAME_LEMMAS = {"no": "nb", "hr": "hbs", "sr": "hbs", "bs": "hbs"}
_STEMMERS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch",
    "en": "english", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi",
    "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nb": "norwegian", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip


@lru_cache(maxsize=65536)
def compare_words(wanted: str, word: str, language: str) -> Degree:
    """Tell whether a word of a translation is a form of a word of the glossary.

    Args:
        wanted: the word of the glossary, folded.
        word: the word of the translation, folded.
        language: the language of both, ``es``.
    """
    if wanted == word:
        return 2
    a, b = _plain(wanted, language), _plain(word, language)
    if a == b:
        return 2
    if min(len(a), len(b)) < 2 or not (a[0].isalpha() and b[0].isalpha()):
        return 0
    if _share_paradigm(a, b, language):
        return 2
    if language == "de" and _share_paradigm(_GERMAN_PREFIX.sub(r"\1", a), _GERMAN_PREFIX.sub(r"\1", b), language):
        return 2
    if language in _ASPECT_PREFIX and _is_aspect_pair(a, b, language):
        return 2
    if a[:2] != b[:2]:
        return 0
    if language in _LOANS and a.endswith("s") and len(a) > 4 and _share_paradigm(a[:-1], b, language):
        return 2
    if _share_lemma(wanted, word, language):
        return 2
    return _compare_stems(a, b, language, known=_knows_both(wanted, word, language))


def _plain(word: str, language: str) -> str:
    """Return a word without accents, and without the letters that a spelling reform dropped."""
    word = strip_marks(word, language)
    if language == "pt":
        for old, new in _PORTUGUESE:
            word = word.replace(old, new)
    return word


def _is_aspect_pair(wanted: str, word: str, language: str) -> bool:
    """Tell whether a Slavic verb made of a loan word stands with a prefix of aspect, ``отредактировать``."""
    prefix = _ASPECT_PREFIX[language].match(word)
    return (
        prefix is not None
        and _LOAN_VERB.search(wanted) is not None
        and _share_paradigm(wanted, word[prefix.end() :], language)
    )


def _shared(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _share_paradigm(a: str, b: str, language: str) -> bool:
    """Tell whether two words are one stem with two endings of one paradigm."""
    numbers = paradigms_by_ending(language)
    none: frozenset[int] = frozenset()
    return any(
        numbers.get(a[cut:], none) & numbers.get(b[cut:], none) for cut in range(_shared(a, b), _SHORTEST_STEM - 1, -1)
    )


def is_other_word(wanted: str, word: str, language: str) -> bool:
    """Tell whether a dictionary has two words under different lemmas, as ``usager`` and ``usage``.

    Only of languages whose dictionary has nearly all forms; of Slavic verbs it has each aspect as a word of its own.
    """
    return language in _WELL_KNOWN and _knows_both(wanted, word, language) and not _share_lemma(wanted, word, language)


def _share_lemma(wanted: str, word: str, language: str) -> bool:
    return not _lemmas(wanted, language).isdisjoint(_lemmas(word, language))


def _knows_both(wanted: str, word: str, language: str) -> bool:
    return bool(_lemmas(wanted, language)) and bool(_lemmas(word, language))


def has_dictionary(language: str) -> bool:
    """Tell whether words of a language are looked up in a dictionary of lemmas."""
    return _SAME_LEMMAS.get(language, language) in _LEMMAS


@lru_cache(maxsize=65536)
def _lemmas(word: str, language: str) -> frozenset[str]:
    """Return the lemmas of a word as a dictionary has them, with and without a capital; empty: not in it."""
    if not has_dictionary(language):
        return frozenset()
    language = _SAME_LEMMAS.get(language, language)
    lemmas = (_dictionary().get_lemma(form, language) for form in (word, word.capitalize()))
    return frozenset(strip_marks(lemma.casefold(), language) for lemma in lemmas if lemma)


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    """Return the dictionaries of lemmas; each takes some 100 MiB, so only the last few stay in memory."""
    from simplemma.strategies import DictionaryLookupStrategy
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return DictionaryLookupStrategy(DefaultDictionaryFactory(cache_max_size=_DICTIONARIES))


def _compare_stems(a: str, b: str, language: str, *, known: bool) -> Degree:
    """Compare words by their stems and by what they share.

    Words that a dictionary has under two lemmas (``known``) and that differ by a derivational suffix are two words.
    Where only one of this is so, they are worth a look if next to nothing differs.
    """
    shared = _shared(a, b)
    rests = (a[shared:], b[shared:])
    longest = max(map(len, rests))
    derived = _is_derived(a, rests[0], language) or _is_derived(b, rests[1], language)
    if known and derived:
        return 0
    if shared >= _SHORTEST_GUESS and longest <= _SHORT_ENDING:
        return 1
    if known or derived:
        return 0
    if (
        not has_paradigms(language)
        and shared >= _SHORTEST_STEM
        and longest <= 4
        and _stem(a, language) == _stem(b, language)
    ):
        return 2
    return 1 if shared >= _SHORTEST_GUESS and longest <= 4 and shared >= 0.7 * max(len(a), len(b)) else 0


def _is_derived(word: str, rest: str, language: str) -> bool:
    """Tell whether a word ends, from where two words differ or a little before, with a derivational suffix."""
    suffixes = derivations(language)
    return any(word[cut:] in suffixes for cut in range(max(3, len(word) - len(rest) - 2), len(word) - len(rest) + 1))


def _stem(word: str, language: str) -> str:
    name = _STEMMERS.get(language)
    if name is None:
        return word
    return str(_stemmer(name).stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(name: str) -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer(name)


def knows_word(word: str, language: str) -> bool:
    """Tell whether a dictionary has a word."""
    return bool(_lemmas(word, language))

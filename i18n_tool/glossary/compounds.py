"""Finds words inside compounds, in languages that write them as one word."""

from __future__ import annotations

from functools import lru_cache

from i18n_tool.glossary.endings import derivations, paradigms_by_ending, split_endings
from i18n_tool.glossary.folding import strip_marks
from i18n_tool.glossary.inflection import compare_words, knows_word

LANGUAGES = frozenset({"de", "nl", "af", "sv", "da", "nb", "nn", "no", "fi", "et", "hu", "is"})
"""The languages that this room is for."""

_LONG = 6
_LINKS = ("", "s", "es", "n", "en", "ens", "er", "e", "ns", "nen")
_PREFIXES = frozenset(
    split_endings(
        "ab an auf aus be bei dar durch ein ent er fort ge her hin hinter inter los miss mit nach re super trans uber "
        "um un unter ur ver vor weg wider wieder zer zu zuruck over onder op uit toe voor achter door in om ont bij "
        "aan till ut upp av fram fore inn opp til ved"
    )
)


@lru_cache(maxsize=65536)
def is_in_compound(wanted: str, word: str, language: str, *, head: bool = False) -> bool:
    """Tell whether a word is a compound that holds another as a part of its own.

    ``Vorlage`` is in ``Equipmentvorlage`` and ``Hafen`` in ``Hafenstadt``; ``Port`` is not in ``Transport``.

    Args:
        wanted: the word of the glossary, folded.
        word: the word of the translation, folded.
        language: a language of ``LANGUAGES``.
        head: only as its last part.
    """
    wanted, word = strip_marks(wanted, language), strip_marks(word, language)
    if len(wanted) < 3 or len(word) < len(wanted) + 2 or not wanted.isalpha():
        return False
    return _is_head(wanted, word, language) or (not head and _is_modifier(wanted, word, language))


def _is_head(wanted: str, word: str, language: str) -> bool:
    """Tell whether a compound ends with a form of a word."""
    for cut in range(3, len(word) - 2):
        if word[cut] != wanted[0] or compare_words(wanted, word[cut:], language) != 2:
            continue
        if _is_part(word[:cut], language, sure=len(wanted) >= _LONG or (len(wanted) + 1 >= _LONG and cut >= _LONG)):
            return True
    return False


def _is_modifier(wanted: str, word: str, language: str) -> bool:
    """Tell whether a compound begins with a word, linked to a rest that is a word too."""
    if len(wanted) < 4:
        return False
    endings = paradigms_by_ending(language)
    stems = {wanted, *(wanted.removesuffix(ending) for ending in ("e", "en", "n", "a") if ending in endings)}
    stems |= {
        word[:cut] for cut in range(len(wanted), len(wanted) + 2) if compare_words(wanted, word[:cut], language) == 2
    }
    for stem in stems:
        if len(stem) < 4 or not word.startswith(stem):
            continue
        rest = word[len(stem) :]
        for link in _LINKS:
            part = rest.removeprefix(link) if rest.startswith(link) else ""
            if len(part) < (3 if len(wanted) > 4 else 4) or part in derivations(language):
                continue
            if knows_word(part, language) or (link == "s" and min(len(wanted), len(part)) >= _LONG and part[0] != "s"):
                return True
    return len(wanted) >= _LONG and wanted in word[1:]


def _is_part(part: str, language: str, *, sure: bool) -> bool:
    """Tell whether the beginning of a compound is a word; after a long head (``sure``) all but a prefix is one."""
    if part in _PREFIXES:
        return False
    if sure:
        return True
    bases = {part.removesuffix(link) for link in _LINKS} | {part + "e", part + "en"}
    return len(part) >= 4 and any(
        len(base) >= 3 and base not in _PREFIXES and (knows_word(base, language) or knows_word(base, "en"))
        for base in bases
    )

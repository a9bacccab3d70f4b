"""Tells adjectives that are made of nouns, which many languages write where English sets one noun before another."""

from __future__ import annotations

from functools import lru_cache

from i18n_tool.glossary.endings import split_endings
from i18n_tool.glossary.folding import strip_marks

_ROMANCE_NOUNS = "- a o e ia io ie"
_SLAVIC_NOUNS = {"ru": "- а я о е ь й ия ие", "uk": "- а я о е ь й ія"}
_SUFFIXES = {
    "ru": "н ов ев ск еск ическ овск енн онн альн арн ичн ин ийск",
    "uk": "н ов ев ськ ськ ичн альн енн ійськ",
    "cs": "n ov sk ck ick ack ensk ovn aln",
    "sk": "n ov sk ck ick ovn",
    "pl": "n ow sk ck iczn yczn aln yjn",
    "fr": "al ale aux ales el elle els elles ique iques aire aires eux euse ier iere iers ieres ien ienne ois oise "
    "atique if ive",
    "es": "al ales ico ica icos icas ar ares ario aria arios arias ial iales ivo iva oso osa ero era eros eras il iles "
    "ense enses",
    "ca": "al als ic ica ics iques ar ars ari aria ial ials iu iva enc enca",
    "pt": "al ais ico ica icos icas ar ares ario aria arios arias ial iais ivo iva oso osa eiro eira ense enses",
    "it": "ale ali ico ica ici iche are ari ario aria iale iali ivo iva oso osa iero iera ese esi",
    "de": "isch lich ig",
}
_ADJECTIVE = {
    "ru": "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ей ых их ыми ими",
    "uk": "ий ій а я е є і ого ому им ім ої у ою их іх ими",
    "cs": "y a e i eho emu em ou ych ym ymi ho mu m im imi ich",
    "sk": "y a e i eho emu om ou ych ym ymi ej u",
    "pl": "y i a e ego iego emu ym im ej o ych ich ymi imi iej",
    "de": "- e en er es em",
}
_GERMAN_NOUNS = "- e ie ik en"
_FEWEST_OF_NAME = 4
_ENDING_OF_ADJECTIVE = 7


def is_made_of_name(name: str, word: str, language: str, *, inside: bool = False) -> bool:
    """Tell whether a word may be an adjective made of a name: ``barbadoski`` of ``Barbados``.

    It has the beginning of the name, and what follows is no longer than the ending of an adjective. That is said of
    any language, so it is for a person to decide.

    Args:
        name: the last word of the name, folded.
        word: the word of the translation, folded.
        language: the language of both.
        inside: other words of the name may stand before, as in ``nowozelandzki``.
    """
    name, word = strip_marks(name, language), strip_marks(word, language)
    fewest = max(_FEWEST_OF_NAME, -(-len(name) * 3 // 5))
    start = word.find(name[:fewest])
    if len(name) < _FEWEST_OF_NAME or start < 0 or (start > 0 and not inside):
        return False
    return len(word) - start - fewest <= _ENDING_OF_ADJECTIVE


@lru_cache(maxsize=65536)
def is_adjective_of(noun: str, word: str, language: str) -> bool:
    """Tell whether a word is an adjective made of a noun: ``superficial`` of ``superficie``.

    Args:
        noun: the word of the glossary, folded.
        word: the word of the translation, folded.
        language: the language of both; only some are known.
    """
    suffixes = split_endings(_SUFFIXES.get(language, ""))
    noun, word = strip_marks(noun, language), strip_marks(word, language)
    if not suffixes or noun[:3] != word[:3]:
        return False
    nouns = split_endings(_SLAVIC_NOUNS.get(language, _GERMAN_NOUNS if language == "de" else _ROMANCE_NOUNS))
    endings = split_endings(_ADJECTIVE.get(language, "- s"))
    for cut in range(min(len(noun), len(word) - 1), 2, -1):
        if noun[:cut] != word[:cut] or noun[cut:] not in nouns:
            continue
        rest = word[cut:]
        if any(rest.startswith(suffix) and rest[len(suffix) :] in endings for suffix in suffixes):
            return True
    return False

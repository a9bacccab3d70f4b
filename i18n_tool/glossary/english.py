"""English nouns in the other number, by rule and with the exceptions that news texts hold."""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = {
    "analysis": "analyses", "basis": "bases", "child": "children", "crisis": "crises", "criterion": "criteria",
    "foot": "feet", "half": "halves", "hypothesis": "hypotheses", "index": "indices", "knife": "knives",
    "leaf": "leaves", "life": "lives", "man": "men", "matrix": "matrices", "mouse": "mice", "oasis": "oases",
    "person": "people", "phenomenon": "phenomena", "shelf": "shelves", "thesis": "theses", "thief": "thieves",
    "tooth": "teeth", "wife": "wives", "wolf": "wolves", "woman": "women",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()}
_COMPOUND = re.compile(r"(.*\w)( (?:of|for|in|on|at|to|with|by|from|and) .*)", re.IGNORECASE)
_BEFORE_VERB = re.compile(
    r"(?:^|[\s(])(?:to|can|cannot|can't|could|will|won't|would|must|may|might|should|please|don't|not|double|in|into)\s$",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = re.compile(r"(?:^|[.!?:;,]\s|\band\s|\bor\s)['\"“‘(_]*$")
_OBJECT = re.compile(
    r"\s(?:a|an|and|as|at|all|another|any|by|each|for|from|how|if|in|into|it|its|only|out|that|the|their|them|these|this"
    r"|those|to|up|what|when|whether|which|with|you|your)\b|\s*&",
    re.IGNORECASE,
)
_PLURAL_NAME = re.compile(r"[A-Z]\w*[a-z]s")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")


def inflect_term(term: str) -> tuple[str, ...]:
    """Return a term and its forms in the other number: ``smart cities`` for ``smart city`` and the other way round.

    In ``minister of finance`` the first noun changes. Capitals are kept. A name of one word that ends like a plural,
    ``Windows``, has no singular.
    """
    forms = {term: None}
    for form in _other_numbers(term) if not _PLURAL_NAME.fullmatch(term) else ():
        forms[form] = None
    parts = _COMPOUND.fullmatch(term)
    if parts:
        for form in _other_numbers(parts[1]):
            forms[form + parts[2]] = None
    return tuple(forms)


def may_be_verb(text: str, start: int, end: int) -> bool:
    """Tell whether a word of an English text may be a verb, which a glossary of nouns does not mean.

    It stands after "to" or a modal verb (``to check``, and with it ``in order``), or begins a clause before a word that
    begins an object (``Check the list``).

    Args:
        text: the text.
        start: offset of the word.
        end: offset after it.
    """
    before = text[max(0, start - 12) : start]
    if _BEFORE_VERB.search(before):
        return True
    return _CLAUSE_BEGINS.search(before) is not None and _OBJECT.match(text, end) is not None


def _other_numbers(text: str) -> list[str]:
    word = _LAST_WORD.search(text)
    if not word:
        return []
    return [text[: word.start()] + _like(form, word[1]) for form in _inflect(word[1].lower())]


def _like(form: str, word: str) -> str:
    """Return a form with the capitals of a word; the plural ending of an acronym is small."""
    if form.startswith(word.lower()):
        return word + form[len(word) :]
    shared = 0
    while shared < min(len(form), len(word)) and form[shared] == word[shared].lower():
        shared += 1
    return word[:shared] + form[shared:]


@lru_cache(maxsize=65536)
def _inflect(word: str) -> tuple[str, ...]:
    """Return the plural of a noun, and its singular if it looks like a plural."""
    for single, plural in (*_IRREGULAR.items(),):
        if word.endswith(single) and (word == single or len(single) > 4):
            return (word.removesuffix(single) + plural,)
    forms = []
    ending = next((one for one in _SINGULARS if word == one or (word.endswith(one) and len(one) > 4)), None)
    if ending:
        return (word.removesuffix(ending) + _SINGULARS[ending],)
    if word.endswith("ies") and len(word) > 4:
        forms.append(word[:-3] + "y")
    elif re.search(r"(?:s|x|z|ch|sh)es$", word):
        forms.append(word[:-2])
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        forms.append(word[:-1])
    if not forms:
        if re.search(r"[^aeiou]y$", word):
            forms.append(word[:-1] + "ies")
        elif re.search(r"(?:s|x|z|ch|sh)$", word):
            forms.append(word + "es")
        else:
            forms.append(word + "s")
    return tuple(forms)

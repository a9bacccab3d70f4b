"""Finds renderings in languages that set spaces between words: sequences of words in any of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from i18n_tool.glossary import clitics, compounds
from i18n_tool.glossary.adjectives import is_adjective_of, is_made_of_name
from i18n_tool.glossary.endings import split_endings
from i18n_tool.glossary.folding import Folded, fold, strip_marks
from i18n_tool.glossary.inflection import Degree, compare_words
from i18n_tool.glossary.verdict import Hit, Tier
from i18n_tool.model import Span

_TOKEN = re.compile(r"[a-z0-9\u00aa-\u024f\u1e00-\u1eff\u0300-\u036f]+|[^\W_a-z\u00aa-\u024f\u1e00-\u1eff]+")
_STOP = re.compile(r"[.!?;:]\s")
_FUNCTION_WORDS = {
    "es": "de del la el los las un una y e a al en",
    "gl": "de do da dos das o a os as un unha e",
    "ca": "de d del dels la el els les l un una i a al",
    "pt": "de do da dos das o a os as um uma e em no na",
    "fr": "de d du des la le les l un une et a au aux en",
    "it": "di d del della dello dei degli delle dell il lo la i gli le l un una e a al",
    "ro": "de a al ale cu si",
    "de": "der die das des dem den ein eine eines einem einen einer und von zu zur zum im in fur",
    "nl": "de het een van en voor",
    "en": "the a an of and for",
    "el": "ο η το του της των οι τα και",
    "ar": "و",
}  # fmt: skip
_CONJUNCTIONS = frozenset(
    split_endings("and or y e o u ou et und oder en of och eller og i a nebo oraz lub и или та або ve")
)
_ADJECTIVES_MOVE = frozenset({"es", "pt", "fr", "it", "ca", "gl", "ro", "pl", "uk", "ru"})
_SEPARABLE = re.compile(
    r"(ab|an|auf|aus|bei|dar|ein|fest|fort|her|hin|los|mit|nach|vor|weg|weiter|wieder|zu|zuruck|zusammen)(\w{4,})"
)
_REMEMBERED = 2000
"""Words that are remembered for each rendering as beginning none of its matches."""


class Token(NamedTuple):
    """A word of a text."""

    text: str
    """The word, folded."""
    span: Span
    """Where it stands in the text."""
    light: bool
    """It is an article, a preposition or the like, which may come and go."""
    after_stop: bool
    """A sentence ended before it."""
    joined: bool
    """Only a hyphen stands before it."""


@lru_cache(maxsize=2048)
def read_tokens(text: str, language: str) -> tuple[Token, ...]:
    """Return the words of a text."""
    folded = fold(text)
    light = _light_words(language)
    tokens = []
    before = 0
    for match in _TOKEN.finditer(folded.text):
        between = folded.text[before : match.start()]
        after_stop = between != " " and bool(before and _STOP.search(between))
        start = match.start()
        for end in (*_seams(folded, match, text), match.end()):
            word = folded.text[start:end]
            is_light = strip_marks(word, language) in light
            tokens.append(Token(word, folded.span(start, end), is_light, after_stop, between == "-"))
            start, between, after_stop = end, "", False
        before = match.end()
    return tuple(tokens)


@lru_cache(maxsize=64)
def _light_words(language: str) -> frozenset[str]:
    return frozenset(_FUNCTION_WORDS.get(language, "").split())


def _seams(folded: Folded, match: re.Match[str], text: str) -> list[int]:
    """Return where a Cyrillic or Greek word holds a capital after a small letter: two words whose space was lost."""
    if not "\u0370" <= match[0][0] <= "\u052f":
        return []
    return [
        at
        for at in range(match.start() + 1, match.end())
        if text[folded.starts[at]].isupper() and text[folded.starts[at - 1]].islower()
    ]


def find_verbatim(rendering: str, translation: str, language: str) -> Span | None:
    """Return where a rendering stands in a translation letter by letter, in whatever case; None: nowhere.

    Particles that the language writes onto a word may stand before it.
    """
    at = translation.find(rendering)
    if at >= 0:
        end = at + len(rendering)
        if not (_is_inner(translation[at - 1 : at]) or _is_inner(translation[end : end + 1])):
            return Span(at, end)
    found = _verbatim(rendering, language).search(translation)
    return Span(*found.span()) if found else None


def _is_inner(char: str) -> bool:
    """Tell whether a character, or none, continues a word."""
    return char.isalnum() or char == "_"


@lru_cache(maxsize=16384)
def _verbatim(rendering: str, language: str) -> re.Pattern[str]:
    prefix = clitics.PREFIXES.get(language, "") if rendering[:2].isalpha() and len(rendering) > 1 else ""
    return re.compile(rf"(?<!\w)(?:{prefix}){re.escape(rendering)}(?!\w)", re.IGNORECASE)


def find_adjective_of_name(rendering: str, translation: str, language: str) -> Span | None:
    """Return where an adjective that may be made of a name stands in a translation; None: nowhere."""
    name = [token.text for token in read_tokens(rendering, language) if not token.light]
    for token in read_tokens(translation, language) if name else ():
        if is_made_of_name(name[-1], token.text, language, inside=len(name) > 1) and (
            compare_words(name[-1], token.text, language) < 2
        ):
            return token.span
    return None


def find_sequences(rendering: str, translation: str, language: str, *, strict: bool = False) -> Iterator[Hit]:
    """Yield where the words of a rendering stand in a translation, in order and in any form.

    Args:
        rendering: what the glossary asks for.
        translation: where to look.
        language: the language of both.
        strict: articles and prepositions count, no other word comes between, compounds and guesses do not count.
    """
    tokens = read_tokens(translation, language)
    wanted = read_tokens(rendering, language)
    if not strict:
        wanted = tuple(token for token in wanted if not token.light) or wanted
    if not wanted:
        return
    orders = [wanted]
    if not strict and language in _ADJECTIVES_MOVE and len(wanted) > 1 and rendering[1:] == rendering[1:].lower():
        # Of common words, an adjective may stand before or after its noun; the order of a name is fixed.
        orders.append((wanted[1], wanted[0], *wanted[2:]))
    for order in orders:
        others = _other_words("".join([token.text for token in order]), order[0].text, language, strict)
        for start, token in enumerate(tokens):
            before_hyphen = start + 1 < len(tokens) and tokens[start + 1].joined
            if token.text in others and not before_hyphen:
                continue
            hit = _match_at(order, tokens, start, language, strict)
            if hit:
                yield hit
            elif not before_hyphen and len(others) < _REMEMBERED and not _begins(order, token, language, strict):
                others.add(token.text)
    if language == "de" and len(wanted) == 1 and not strict:
        yield from _find_split_verb(wanted[0].text, tokens)


@lru_cache(maxsize=4096)
def _other_words(rendering: str, first: str, language: str, strict: bool) -> set[str]:
    """Return the set, empty at first, in which words are remembered with which no match of a rendering begins."""
    return set()


def _begins(wanted: tuple[Token, ...], token: Token, language: str, strict: bool) -> bool:
    """Tell whether a word is a form of the first wanted one, so that a match may begin with it elsewhere."""
    only = len(wanted) == 1
    return bool(_compare(wanted[0].text, token.text, language, strict, last=only, head=not only)[0])


def _match_at(
    wanted: tuple[Token, ...], tokens: tuple[Token, ...], start: int, language: str, strict: bool
) -> Hit | None:
    """Return the hit that begins with a certain word, or None."""
    joined = _match_joined(wanted, tokens, start, language)
    if joined:
        return joined
    at = start
    worst: Degree = 2
    tier: Tier = "exact"
    for index, token in enumerate(wanted):
        if index:
            found = _next_match(token, tokens, at, language, strict, last=index == len(wanted) - 1)
        else:
            only = len(wanted) == 1
            degree, how = _compare(token.text, tokens[at].text, language, strict, last=only, head=not only)
            found = (at, degree, how) if degree else None
        if found is None:
            return None
        at, degree, how = found
        worst = min(worst, degree)
        if how != "exact" and tier not in ("prefix", "adjective"):
            tier = how
        at += 1
    return Hit(Span(tokens[start].span.start, tokens[at - 1].span.end), tier, worst == 2)


def _next_match(
    wanted: Token, tokens: tuple[Token, ...], at: int, language: str, strict: bool, *, last: bool
) -> tuple[int, Degree, Tier] | None:
    """Return the next word that is a form of the wanted one: light words and one other may stand before it."""
    gaps = 0
    while at < len(tokens) and not tokens[at].after_stop:
        degree, how = _compare(wanted.text, tokens[at].text, language, strict, last=last, head=True)
        if degree:
            return at, degree, how
        if strict:
            return None
        gaps += not tokens[at].light and tokens[at].text not in _CONJUNCTIONS
        if gaps > 1:
            return None
        at += 1
    return None


def _compare(wanted: str, word: str, language: str, strict: bool, *, last: bool, head: bool) -> tuple[Degree, Tier]:
    if wanted == word:
        return 2, "exact"
    if language in clitics.LANGUAGES:
        return (2, "clitic") if clitics.is_form(wanted, word, language) else (0, "")
    degree = compare_words(wanted, word, language)
    if degree == 2:
        return 2, "words"
    if strict:
        return 0, ""
    if last and language in compounds.LANGUAGES and compounds.is_in_compound(wanted, word, language, head=head):
        return 2, "compound"
    if is_adjective_of(wanted, word, language):
        return 1, "adjective"
    return degree, "prefix"


def _match_joined(wanted: tuple[Token, ...], tokens: tuple[Token, ...], start: int, language: str) -> Hit | None:
    """Return a hit where one side writes as one word what the other parts: ``e-mail`` and ``email``."""
    token = tokens[start]
    if len(wanted) > 1:
        whole = "".join([part.text for part in wanted])
        if len(token.text) >= len(whole) - 3 and compare_words(whole, token.text, language) == 2:
            return Hit(token.span, "words", True)
    elif start + 1 < len(tokens) and tokens[start + 1].joined:
        after = tokens[start + 1]
        if compare_words(wanted[0].text, token.text + after.text, language) == 2:
            return Hit(Span(token.span.start, after.span.end), "words", True)
    return None


def _find_split_verb(wanted: str, tokens: tuple[Token, ...]) -> Iterator[Hit]:
    """Yield where a German verb stands in two parts: ``wählen Sie … aus`` for ``auswählen``."""
    parts = _SEPARABLE.fullmatch(strip_marks(wanted, "de"))
    if not parts or not wanted.endswith("n"):
        return
    verb: Token | None = None
    for token in tokens:
        if token.after_stop:
            verb = None
        if verb and token.text == parts[1]:
            yield Hit(Span(verb.span.start, token.span.end), "words", True)
            return
        if compare_words(parts[2], token.text, "de") == 2:
            verb = token

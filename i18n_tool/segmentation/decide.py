"""A mark that may end a sentence → whether it does.

The cascade goes from what is seen at a glance (a small letter follows) to what needs the words of the language.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from i18n_tool.segmentation.marks import OPENING, WIDE
from i18n_tool.segmentation.rules import Rules

_WINDOW = 64
"""How far back or ahead a word is looked for, in characters."""

_INTRODUCTION = 40
"""How long a phrase such as ``On Monday at 6 a.m.`` can be, in characters."""

_TOKEN_OPENERS = (
    "\"'“”„‚‘’«»‹›([{（「『【《〈¿¡*_`~—–-/…,;:+&=<>|\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_BRACKETS = "([{（［「『《"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[^\W\d_]|[ivx]{1,5}|[IVX]{1,5})\)?")
_ROMAN = re.compile(r"[IVXLCDM]+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.){1,5}[^\W\d_]{1,4}")
_CHAIN = re.compile(r"(?:(?<![^\W_])[^\W\d_]{1,3}\.\s?){1,4}$")
_NUMBER = re.compile(r"[\d.,:/%°–-]*\d[%°]?")
_COUNT = re.compile(r"[\d%½IVXLC]\)?\s*(?:[^\W\d_]{1,5}\.?\s)?$")
_VOWEL = re.compile(
    r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěīĭįıōŏőœūŭůűųơưаеёиоуыэюяєіїαειουηωάέίόύήώ]", re.IGNORECASE
)
_UNITS = frozenset(
    ["km", "cm", "mm", "dm", "kg", "mg", "ml", "dl", "hl", "kw", "kwh", "mw", "gw", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "nm", "lb", "lbs", "hr", "hrs", "yd", "yds", "ft", "qm"]
)
_SPEECH = re.compile(r"[^，。！？；：、\s“「]{0,9}?(?:说|說|道|问|問|答|喊|叫|嚷|称|稱|表示|写道|寫道)")
_GLUED_HOSTS = frozenset(["Com", "Net", "Org", "Js", "Py", "Io", "Md", "Txt", "Html", "Css", "Json", "Xml"])


class Candidate(NamedTuple):
    """A place where a sentence may end."""

    text: str
    begin: int
    """Where the sentence began."""
    stop: int
    """Where the run of marks begins."""
    run_end: int
    """Where the run of marks ends."""
    end: int
    """Where the closing marks after the run end."""
    following: int
    """Where the next sentence would begin."""


def ends_sentence(at: Candidate, rules: Rules) -> tuple[int, int] | None:
    """Return where the sentence ends and where the next begins, or None if it goes on."""
    text, following = at.text, at.following
    after = text[following]
    gap = following > at.end
    run = text[at.stop : at.run_end]
    if not gap and after in ".,;:!?)]}，、；：）」』】》〉…’”":
        return None
    if at.stop > 0 and text[at.stop - 1] in _BRACKETS and (run != "." or at.end > at.run_end):
        return None
    head = OPENING.match(text, following)
    first_at = head.end() if head else following
    first = text[first_at : first_at + 1]
    if first.islower() and not _is_brand(text, first_at):
        return None
    place = (at.end, following)
    if len(run) > 1 or run not in ".":
        if _is_wide(run, rules):
            return place if _ends_wide(at, gap, rules) else None
        if not gap:
            return place if run in "!?" and _is_glued(at) else None
        if after in ",;:.!?)]}”»…’":
            return None
        if "." in run or run[0] == "…":
            return _ends_ellipsis(at, run, first_at, rules)
        return place
    if not gap:
        return place if at.end == at.run_end and _is_glued(at) else None
    if first_at == following and after in ",;:.!?)]}…’":
        return None
    return place if _ends_stop(at, first_at, rules) else None


def _is_wide(run: str, rules: Rules) -> bool:
    return any(mark in WIDE or mark in rules.stops for mark in run)


def _is_brand(text: str, at: int) -> bool:
    """Return whether a word begins small and goes on with capitals, as ``eBay`` does."""
    return text[at + 1 : at + 3] != text[at + 1 : at + 3].lower() and text[at + 1 : at + 4].isalpha()


def _ends_wide(at: Candidate, gap: bool, rules: Rules) -> bool:
    text, following = at.text, at.following
    if text[following] in "，、；：,;:）」』】》)]～":
        return False
    if text[at.stop] in rules.stops and not gap:
        return False
    if gap or at.end == at.run_end:
        return True
    closer = text[at.end - 1]
    if rules.particles and text.startswith(rules.particles, following):
        return text.startswith(rules.particles_not, following)
    if closer in "」』”’":
        return not _SPEECH.match(text, following, following + 14)
    return closer not in "）】》〉"


def _is_glued(at: Candidate) -> bool:
    """Return whether the space after a sentence was forgotten: ``world.Today is``."""
    text, stop = at.text, at.stop
    start = text.rfind(" ", max(at.begin, stop - _WINDOW), stop) + 1
    before = text[max(start, at.begin, stop - _WINDOW) : stop]
    word = _WORD.match(text, at.following, at.following + _WINDOW)
    if word is None or len(before) < 3 or not word[0].isascii() or not before.isascii():
        return False
    if not ((before.isalpha() and before[1:].islower()) or (before[-3:].isdigit() and _NUMBER.fullmatch(before))):
        return False
    after = text[word.end() : word.end() + 1]
    if word[0][1:].islower() and word[0] not in _GLUED_HOSTS:
        return after in (" ", "'", "’", ",") or (after == "." and text[word.end() + 1 : word.end() + 2] == " ")
    return word[0] in ("I", "A") and after == " "


def _ends_ellipsis(at: Candidate, run: str, first_at: int, rules: Rules) -> tuple[int, int] | None:
    text, stop = at.text, at.stop
    first = text[first_at : first_at + 1]
    if run == ". . . ." and stop > 0 and text[stop - 1].isalpha() and first.isupper():
        return (stop + 1, stop + 2)
    if not rules.ellipsis:
        return None
    if first == "I" and not text[first_at + 1 : first_at + 2].isalpha():
        return None
    return (at.end, at.following)


def _token(at: Candidate) -> str:
    """Return the word before a full stop, without the marks that open it."""
    low = max(at.begin, at.stop - _WINDOW)
    token = at.text[max(at.text.rfind(" ", low, at.stop) + 1, low) : at.stop]
    if not token.isalnum():
        if not token or token[-1].isspace():
            return ""
        token = token.split()[-1].lstrip(_TOKEN_OPENERS)
        for mark in "'’-–—/(":
            head, found, tail = token.rpartition(mark)
            if found and tail and (len(head) < 4 or mark in "—/("):
                token = tail
    return token


def _ends_stop(at: Candidate, first_at: int, rules: Rules) -> bool:
    """Return whether one full stop, with white space and no small letter after it, ends a sentence."""
    text = at.text
    token = _token(at)
    if not token:
        return at.stop == 0 or text[at.stop - 1] not in _BRACKETS
    found = _WORD.match(text, first_at, first_at + _WINDOW)
    word = found[0] if found else ""
    if word not in rules.starters:
        word = word.replace("’", "'").partition("'")[0]
    # Closing marks after the stop show that it is no abbreviation's: “He left.” She stayed.
    closed = at.end > at.run_end
    token_at = at.stop - len(token)
    if _LABEL.fullmatch(token) and _is_label(at, token_at):
        return False
    if len(token) <= 4 and token_at - at.begin > 1:
        token = _join_chain(at, token, token_at, rules)
    if token in rules.never:
        return closed and word in rules.starters
    if _NUMBER.fullmatch(token):
        return closed or not _is_ordinal(at, token, token_at, word, rules)
    if word[:1].isdigit() and (token in rules.number or token in rules.months):
        return False
    if token in rules.number and word != "I" and _ROMAN.fullmatch(word):
        return False
    if token in rules.counted:
        if token in rules.maybe:
            return word in rules.starters and _is_counted(at, token_at)
        return _is_counted(at, token_at) and (closed or _ends_after(at, word, first_at, rules))
    if token in rules.end:
        return closed or _ends_after(at, word, first_at, rules)
    if token in rules.maybe:
        return closed or word in rules.starters
    return closed or _ends_unlisted(token, word, rules)


def _is_label(at: Candidate, token_at: int) -> bool:
    """Return whether a token is the number of an item: nothing stands before it in its sentence."""
    if token_at - at.begin > 4 or _without_marks(at.text[at.begin : token_at]):
        return False
    return at.text[at.run_end : at.end] in ("", ")")


def _without_marks(text: str) -> str:
    """Return what is left of a text without the marks that may open a sentence."""
    return text.strip(_TOKEN_OPENERS + " \t\n•⁃‣◦▪●∙·")


def _join_chain(at: Candidate, token: str, token_at: int, rules: Rules) -> str:
    """Return an abbreviation that is written in parts as one word: ``z. B`` as ``z.B``."""
    chain = _CHAIN.search(at.text, max(at.begin, token_at - 12), token_at)
    if chain is None:
        return token
    joined = "".join(chain[0].split()) + token
    known = joined in rules.never or joined in rules.end or joined in rules.maybe
    return joined if known or (len(token) == 1 and _DOTTED.fullmatch(joined)) else token


def _is_counted(at: Candidate, token_at: int) -> bool:
    """Return whether a number stands before a word: ``2024 г.``"""
    return _COUNT.search(at.text, max(at.begin, token_at - 12), token_at) is not None


def _ends_after(at: Candidate, word: str, first_at: int, rules: Rules) -> bool:
    """Return whether a sentence ends after an abbreviation that often stands at its end, such as ``p.m.``."""
    if word in rules.binds or word in rules.months or word[:1].isdigit():
        return False
    if first_at > at.following and at.text[first_at - 1] in "([":
        return False
    if word in rules.starters:
        return True
    begun = _WORD.search(at.text, at.begin, at.begin + _WINDOW)
    introduced = begun is not None and begun[0] in rules.intro and at.stop - at.begin <= _INTRODUCTION
    return not (introduced and "," not in at.text[at.begin : at.stop])


def _ends_unlisted(token: str, word: str, rules: Rules) -> bool:
    """Return whether a sentence ends after a word that no list has, by its shape."""
    starts = word in rules.starters
    if len(token) == 1 and token.isalpha():
        # A letter of a script without capitals is no initial: Korean writes whole words so.
        return starts or (token.lower() == token.upper() and not rules.letters)
    if rules.letters and all(part in rules.letters for part in token.split(".")):
        return False
    if _DOTTED.fullmatch(token):
        return starts
    if rules.ordinal and _ROMAN.fullmatch(token):
        return starts
    if len(token) > 4 or not rules.vowelless or _VOWEL.search(token) or token.lower() in _UNITS:
        return True
    if token.isupper() or not token.isalpha() or token.lower() == token.upper():
        return True
    return starts


def _is_ordinal(at: Candidate, token: str, token_at: int, word: str, rules: Rules) -> bool:
    if word in rules.months:
        return True
    if not rules.ordinal or len(token) > 3 or not token.isdigit():
        return False
    if _ROMAN.fullmatch(word):
        return True
    if rules.ordinal == "month" or not word:
        return False
    if word not in rules.starters:
        return True
    before = at.text[max(at.begin, token_at - 12) : token_at].split()
    return bool(before) and before[-1] in rules.ordinal_before

"""Plain text → the offsets at which its sentences end and begin.

One pattern finds every mark that might end a sentence; a cascade of small rules then decides. All of them look
at most ``_WINDOW`` characters back or ahead, so that the time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from i18n_tool.segmentation.rules import Rules

_WINDOW = 64

_WIDE = "。！？｡︒﹒﹗﹖।॥۔؟։՜።፧፨។៕၊။༎᙮꓿܀܁܂𑁇𑁈⳹⸮‼⁇⁈⁉﹗"
_MARKS = ".!?…‽" + _WIDE
_CLOSERS = r"\"'”’»›」』）】》〉〕］｝)\]}*_`~"
_FULL_STOP_LOOKALIKES = "．"

_CANDIDATE = re.compile(
    rf"(?P<run>[{_MARKS}{_FULL_STOP_LOOKALIKES}](?:[{_MARKS}{_FULL_STOP_LOOKALIKES}]| \.)*)"
    rf"(?P<closers>[{_CLOSERS}\u200f\u200e\u202c\u2069]*(?:\[\d{{1,3}}\]|[¹²³⁴-⁹⁰])*)"
    r"(?P<gap>\s*)"
)
_OPENERS = re.compile(
    r"[\"'“”„‚‘’«»‹›(\[{（「『【《〈¿¡*_`~–—\-•·\u200f\u200e\u202a-\u202e\u2066-\u2069]*\s?[\"'“”„‚‘’«»‹›(\[{¿¡*_`~]*"
)
_BRACKET = re.compile(r"[()\[\]（）「」『』【】《》〈〉]")
_PAIRS = {")": "(", "]": "[", "）": "（", "」": "「", "』": "『", "】": "【", "》": "《", "〉": "〈"}
_WORD = re.compile(r"\w+")
_TOKEN_OPENERS = "\"'“”„‚‘’«»‹›(([{（「『【《〈¿¡*_`~—–-/…\u200f\u200e\u202a\u202b\u202c\u2066\u2067\u2069"
_ROMAN = re.compile(r"[IVXLC]+|[ivxlc]+")
_LABEL = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})\)?")
_DOTTED = re.compile(r"(?:\w{1,3}\.)+\w{1,4}")


def cut_sentences(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Return the start and end of each sentence in order, without the white space around it."""
    cuts = _find_cuts(text, rules)
    spans: list[tuple[int, int]] = []
    begin = 0
    for end, following in cuts:
        spans.append((begin, end))
        begin = following
    spans.append((begin, len(text)))
    return [span for span in (_trim(text, *span) for span in spans) if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _find_cuts(text: str, rules: Rules) -> list[tuple[int, int]]:
    size = len(text)
    brackets = _bracket_spans(text)
    cuts: list[tuple[int, int]] = []
    begin = 0
    for match in _CANDIDATE.finditer(text):
        following = match.end()
        if following >= size:
            break
        end = match.end("closers")
        if brackets and _inside(brackets, end):
            continue
        if _is_end(text, match, begin, rules):
            cuts.append((end, following))
            begin = following
    return cuts


def _bracket_spans(text: str) -> list[tuple[int, int]]:
    """Return the outermost pairs of brackets, in order."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark not in _PAIRS:
            stack.append((mark, match.start()))
        elif stack and stack[-1][0] == _PAIRS[mark]:
            start = stack.pop()[1]
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, match.end()))
    return spans


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(spans, (offset, -1)) - 1
    return index >= 0 and spans[index][0] < offset < spans[index][1]


def _is_end(text: str, match: re.Match[str], begin: int, rules: Rules) -> bool:
    """Return whether a sentence ends at a candidate."""
    following = match.end()
    run = match["run"]
    head = _OPENERS.match(text, following)
    first_at = head.end() if head else following
    first = text[first_at : first_at + 1]
    opened = first_at > following
    if any(mark in _WIDE for mark in run):
        return _ends_wide(text, match, first, rules)
    if not match["gap"]:
        return False
    if not opened and text[following] in ",;:)]}”»’…":
        return False
    if first.islower():
        return False
    if run != ".":
        return _ends_ellipsis(text, match, first_at, rules) if "." in run or "…" in run else True
    return _ends_stop(text, match.start(), begin, first_at, rules)


def _ends_wide(text: str, match: re.Match[str], first: str, rules: Rules) -> bool:
    following = match.end()
    if text[following] in "，、；：,;:）」』】》)]" or first.islower():
        return False
    if match["closers"] and not match["gap"] and rules.particles:
        return not text.startswith(rules.particles, following)
    return True


def _ends_ellipsis(text: str, match: re.Match[str], first_at: int, rules: Rules) -> bool:
    word = _WORD.match(text, first_at, first_at + _WINDOW)
    return word is None or word[0] != "I"


def _token(text: str, begin: int, stop: int) -> tuple[str, int]:
    """Return the word before a full stop and its offset, without the marks that open it."""
    low = max(begin, stop - _WINDOW)
    start = max(text.rfind(" ", low, stop) + 1, low)
    token = text[start:stop]
    if not token.isalnum():
        parts = token.split()
        token = parts[-1] if parts and not token[-1:].isspace() else ""
        token = token.lstrip(_TOKEN_OPENERS)
    return token, stop - len(token)


def _ends_stop(text: str, stop: int, begin: int, first_at: int, rules: Rules) -> bool:
    """Return whether a single full stop before white space and a capital, digit or mark ends a sentence."""
    token, start = _token(text, begin, stop)
    if not token:
        return True
    if start == begin and _LABEL.fullmatch(token):
        return False
    found = _WORD.match(text, first_at, first_at + _WINDOW)
    word = found[0] if found else ""
    if token in rules.never:
        return False
    if token.isdigit():
        return not _is_ordinal(token, word, rules)
    if word[:1].isdigit():
        return token not in rules.number and token not in rules.months and not (token in rules.maybe)
    if token in rules.maybe:
        return word in rules.starters
    if len(token) == 1 and token.isupper():
        return word in rules.starters and token == "I"
    if _DOTTED.fullmatch(token):
        return word in rules.starters
    return True


def _is_ordinal(token: str, word: str, rules: Rules) -> bool:
    if word in rules.months:
        return True
    if not rules.ordinal or len(token) > 3:
        return False
    if rules.ordinal_next:
        return word in rules.ordinal_next or word not in rules.starters
    return word not in rules.starters

"""Plain text → the offsets at which its sentences begin and end.

One pattern finds every mark that may end a sentence and ``decide`` judges each. Nothing looks further back or
ahead than a fixed number of characters, so that the time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque

from i18n_tool.segmentation.candidate import WINDOW, Candidate
from i18n_tool.segmentation.decide import ends_sentence
from i18n_tool.segmentation.full_stop import LONGEST_SHAPE, VOWEL
from i18n_tool.segmentation.marks import OPENING, candidate_pattern
from i18n_tool.segmentation.rules import Rules

_LONGEST_BRACKET = 600
"""A pair of brackets that holds more characters than this is taken for text of its own."""

_LONGEST_LABEL = 24
"""No label of an item, ``(12.3)``, is so long with what stands before it."""

_PLAIN_OPENERS = '“"‘*_['

_BRACKET = re.compile(r"[()\[\]{}（）［］「」『』【】《》〈〉〔〕]")
_PAIRS = dict(zip(")]}）］」』】》〉〕", "([{（［「『【《〈〔", strict=True))
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ITEM = re.compile(r"\s*(?P<open>\(?)(?:(?P<number>\d{1,3})|(?P<letter>[A-Za-z]))(?P<close>\.\)|[.)])\s")
_BULLET = re.compile(r"\s*([•⁃‣◦▪●∙·*-]) ?(?=\S)")


def cut_sentences(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Return the start and end of each sentence in order, without the white space around it."""
    if "\n" in text and _BLANK_LINE.search(text):
        return [span for part in _paragraphs(text) for span in _cut_part(text, *part, rules)]
    return _cut(text, rules)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the stretches between blank lines."""
    bounds = [0, *(at for match in _BLANK_LINE.finditer(text) for at in match.span()), len(text)]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _cut_part(text: str, start: int, end: int, rules: Rules) -> list[tuple[int, int]]:
    return [(start + first, start + last) for first, last in _cut(text[start:end], rules)]


def _cut(text: str, rules: Rules) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = 0
    for end, following in _find_cuts(text, rules):
        spans.append((begin, end))
        begin = following
    spans.append((begin, len(text)))
    return [span for span in (trim(text, *span) for span in spans) if span[0] < span[1]]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a stretch without the white space at its ends."""
    if start < end and text[start].isspace():
        start = end - len(text[start:end].lstrip())
    if start < end and text[end - 1].isspace():
        end = start + len(text[start:end].rstrip())
    return start, end


def _find_cuts(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Return where each sentence but the last ends, and where the next one begins."""
    size = len(text)
    items = deque(_item_starts(text))
    brackets: list[tuple[int, int]] | None = None
    cuts: list[tuple[int, int]] = []
    begin = 0
    for match in candidate_pattern(rules.stops).finditer(text):
        following = match.end()
        if following >= size:
            break
        while items and items[0] <= following:
            begin = items.popleft()
            cuts.append((begin, begin))
        if following <= begin:
            continue
        stop = match.start()
        if _goes_on_plainly(text, stop, following):
            continue
        if _ends_plainly(text, begin, match, rules):
            place = match.end("closers"), following
        else:
            candidate = Candidate(text, begin, stop, match.end("run"), match.end("closers"), following)
            found = ends_sentence(candidate, rules)
            if found is None:
                continue
            place = found
        if brackets is None:
            brackets = _bracket_spans(text)
        if not brackets or not _inside(brackets, place[0]):
            cuts.append(place)
            begin = place[1]
    cuts.extend((item, item) for item in items)
    return cuts


def _goes_on_plainly(text: str, stop: int, following: int) -> bool:
    """Return whether a small letter, or a digit without a space, shows at a glance that the sentence goes on."""
    after = text[following]
    if text[stop] not in ".!?" or not after.isascii():
        return False
    return text[following : following + 3].islower() if after.isalpha() else after.isdigit() and following == stop + 1


def _ends_plainly(text: str, begin: int, match: re.Match[str], rules: Rules) -> bool:
    """Return whether a candidate is of the kinds that nearly all are, which need no closer look.

    They are one mark, after a word that is no abbreviation by list or shape or after a bracket, with white space and
    a capital after it; and one full-width mark between two Chinese characters. ``decide`` would say the same of them.
    """
    stop, following = match.start(), match.end()
    mark = text[stop]
    if following == stop + 1:
        return mark in "。！？" and "\u3041" <= text[following] <= "\u9fff" and "\u3041" <= text[stop - 1] <= "\u9fff"
    if match.end("run") > stop + 1 or match.end("closers") == following or not _begins_plainly(text, following):
        return False
    if mark in "!?":
        return stop > 0 and text[stop - 1].isalnum()
    return mark == "." and _is_plain_end(text, begin, stop, rules)


def _begins_plainly(text: str, following: int) -> bool:
    """Return whether a capital follows, or one after marks that open something."""
    if text[following] in _PLAIN_OPENERS:
        head = OPENING.match(text, following)
        following = head.end() if head else following
    return text[following : following + 1].isupper()


def _is_plain_end(text: str, begin: int, stop: int, rules: Rules) -> bool:
    """Return whether what stands before a full stop shows that it is one."""
    if text[stop - 1] == ")":
        return stop - begin > _LONGEST_LABEL
    low = max(begin, stop - WINDOW)
    start = max(text.rfind(" ", low, stop) + 1, low)
    word = text[start:stop]
    if not word.isalpha() or word in rules.known or word.endswith(rules.endings):
        return False
    return len(word) > LONGEST_SHAPE or _is_plain_word(text, begin, start, word)


def _is_plain_word(text: str, begin: int, start: int, word: str) -> bool:
    """Return whether a short word is neither an abbreviation by shape, nor the last part of one, nor a label."""
    if len(word) == 1 or start <= begin + LONGEST_SHAPE or text[start - 2] == ".":
        return False
    return word[1:].islower() and VOWEL.search(word) is not None


def _item_starts(text: str) -> list[int]:
    """Return where the items of a list begin that stands in one block, but for the first: ``1. One 2. Two``."""
    head = _ITEM.match(text)
    if head is None:
        return _bullet_starts(text)
    starts: list[int] = []
    number = head["number"] is not None
    label = int(head["number"]) if number else ord(head["letter"])
    at = head.end()
    while True:
        label += 1
        marker = f" {head['open']}{label if number else chr(label)}{head['close']} "
        found = text.find(marker, at)
        if found < 0:
            return starts
        at = found + len(marker)
        if text[at : at + 1].islower():
            return starts
        starts.append(found + 1)


def _bullet_starts(text: str) -> list[int]:
    head = _BULLET.match(text)
    if head is None or head[1] in "*-·":
        return []
    return [found.start() + 1 for found in re.finditer(rf"\s{head[1]}(?= ?\S)", text)][int(head.start(1) > 0) :]


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
            if match.end() - start <= _LONGEST_BRACKET:
                while spans and spans[-1][0] > start:
                    spans.pop()
                spans.append((start, match.end()))
    return spans


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(spans, (offset, -1)) - 1
    return index >= 0 and spans[index][0] < offset < spans[index][1]

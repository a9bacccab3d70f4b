"""A mark that may end a sentence → whether it does.

The cascade goes from what is seen at a glance (a small letter follows) to what needs the words of the language.
"""

from __future__ import annotations

import re

from i18n_tool.segmentation.candidate import WINDOW, WORD, Candidate
from i18n_tool.segmentation.full_stop import NUMBER, OPENING_MARKS, ends_stop
from i18n_tool.segmentation.ideographic import ends_unspaced, is_ideographic
from i18n_tool.segmentation.marks import OPENING, WIDE
from i18n_tool.segmentation.rules import Rules

_OPEN_BRACKETS = "([{（［「『《"
_TIGHT = ".,;:!?)]}，、；：）」』】》〉…’”"
_LOOSE = ".,;:!?)]}…"
_ITEM_LABEL = re.compile(r"(?:[ivx]{1,5}|[a-z])\)\s")

Place = tuple[int, int]
"""Where a sentence ends, and where the next one begins."""


def ends_sentence(at: Candidate, rules: Rules) -> Place | None:
    """Return where the sentence ends and where the next begins, or None if it goes on."""
    text, following, gap = at.text, at.following, at.gap
    after = text[following]
    run = text[at.stop : at.run_end]
    if not gap and at.end == at.run_end and after == '"' and (at.has_odd_quotes() or at.is_quoted()):
        return _past_quote(at, rules)
    if _goes_on(at, after, run):
        return None
    first_at = _first_letter(text, following, gap)
    unspaced = run[0] in WIDE or run[0] in rules.stops or (not gap and is_ideographic(at))
    if text[first_at : first_at + 1].islower() and not (unspaced and not gap) and not _is_brand(text, first_at):
        return None
    if unspaced or any(mark in WIDE for mark in run):
        return _place(_leave_opening_marks(at)) if ends_unspaced(at, rules) else None
    if not gap:
        return _place(at) if at.end == at.run_end and _is_glued(at, rules) else None
    if run == ".":
        return _place(at) if ends_stop(at, first_at, rules) else None
    if "." in run or run[0] == "…":
        return _ends_ellipsis(at, run, first_at, rules)
    return _place(at)


def _place(at: Candidate) -> Place:
    return at.end, at.following


def _leave_opening_marks(at: Candidate) -> Candidate:
    """Return a candidate without Markdown marks after it that open: without a space, only their number shows it."""
    end = at.run_end + len(at.text[at.run_end : at.end].rstrip("*_`~"))
    marks = at.text[end : at.end]
    if at.gap or not marks or at.text.count(marks, at.low(WINDOW), at.stop) % 2:
        return at
    return at._replace(end=end, following=end)


def _goes_on(at: Candidate, after: str, run: str) -> bool:
    """Return whether the marks around a candidate alone show that the sentence goes on."""
    if at.before and at.before in _OPEN_BRACKETS:
        return run != "." or at.end > at.run_end
    if not at.gap:
        return after in _TIGHT
    return after in _LOOSE or (after in "’”»" and not at.text[at.following + 1 : at.following + 2].isalnum())


def _first_letter(text: str, following: int, gap: bool) -> int:
    """Return the offset of the first letter or digit after a candidate, past the label of an item: ``(ii) The``."""
    if text[following].isalnum() and text[following + 1 : following + 2] != ")":
        return following
    head = OPENING.match(text, following)
    first_at = head.end() if head else following
    label = _ITEM_LABEL.match(text, first_at) if gap else None
    return label.end() if label else first_at


def _past_quote(at: Candidate, rules: Rules) -> Place | None:
    """Judge a candidate again with the straight quotation mark after it, which closes."""
    following = at.end + 1
    while following < len(at.text) and at.text[following].isspace():
        following += 1
    if following == len(at.text):
        return None
    return ends_sentence(at._replace(end=at.end + 1, following=following), rules)


def _is_brand(text: str, at: int) -> bool:
    """Return whether a word begins small and goes on with capitals, as ``eBay`` does."""
    return text[at + 1 : at + 3] != text[at + 1 : at + 3].lower() and text[at + 1 : at + 4].isalpha()


def _is_glued(at: Candidate, rules: Rules) -> bool:
    """Return whether the space after a sentence was forgotten: ``world.Today is``.

    After a full stop only where the next word is known to begin sentences: names of files look alike.
    """
    text, stop = at.text, at.stop
    low = at.low(WINDOW)
    before = text[max(text.rfind(" ", low, stop) + 1, low) : stop].lstrip(OPENING_MARKS)
    found = WORD.match(text, at.following, at.following + WINDOW)
    if found is None or not found[0][0].isupper() or text[found.end() : found.end() + 1] not in (" ", ",", "."):
        return False
    word = found[0]
    if text[stop] != ".":
        return _is_plain(before, rules) and word[1:].islower()
    return (word in rules.starters or (len(word) > 1 and word in rules.never)) and (
        _is_plain(before, rules) or NUMBER.fullmatch(before) is not None
    )


def _is_plain(word: str, rules: Rules) -> bool:
    """Return whether a word is written in small letters but for its first, and is no abbreviation."""
    return word.isalpha() and word[1:].islower() and (len(word) > 2 or word.islower()) and word not in rules.never


def _ends_ellipsis(at: Candidate, run: str, first_at: int, rules: Rules) -> Place | None:
    """Return whether dots end a sentence; a capital after them does not show it where there are no capitals."""
    first = at.text[first_at : first_at + 1]
    if run == ". . . ." and at.before.isalpha() and first.isupper():
        # A stop, then an ellipsis that opens the next sentence: as written in books of quotations.
        return at.stop + 1, at.stop + 2
    if not rules.ellipsis or at.is_quoted():
        return None
    if first == "I" and not at.text[first_at + 1 : first_at + 2].isalpha():
        return None  # Always a capital in English, so it shows nothing.
    return _place(at)

"""Whether a mark within Chinese or Japanese text, where no space follows, ends a sentence."""

from __future__ import annotations

import re

from i18n_tool.segmentation.candidate import Candidate
from i18n_tool.segmentation.rules import Rules

_SHORT_CLAUSE = 12
"""A Chinese clause with fewer characters than this goes on after an ellipsis."""

_FINAL_KANA = "すただいうねよなんくるつかわさの"
_CONTINUING = "，、；：,;:）」』】》)]～"
_SPEECH = re.compile(r"[^，。！？；：、\s“「]{0,9}?(?:[说說](?!服)|道|问|問|答|喊|叫|嚷|称|稱|表示|写道|寫道)")
_SPEECH_WINDOW = 14
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,8}$")
_ENTITY_WINDOW = 10


def is_ideographic(at: Candidate) -> bool:
    """Return whether a mark stands between Chinese or Japanese characters."""
    before, after = at.before, at.text[at.following]
    if "\u30a0" <= before <= "\u30ff" and "\u30a0" <= after <= "\u30ff":
        return False  # A name such as ハロー!プロジェクト.
    return "\u3005" <= before <= "\u9fff" and "\u3005" <= after <= "\u9fff"


def ends_unspaced(at: Candidate, rules: Rules) -> bool:
    """Return whether a sentence ends at a mark that needs no space after it."""
    text, following = at.text, at.following
    if text[following] in _CONTINUING:
        return False
    if text[at.stop] in rules.stops and (not at.gap or _ENTITY.search(text, at.low(_ENTITY_WINDOW), at.stop)):
        return False
    if not at.gap and text[at.stop] in ".…．":
        return _ends_dots(at)
    if at.gap or at.end == at.run_end:
        return True
    if text.startswith(rules.particles, following):
        return text.startswith(rules.particles_not, following)
    closer = text[at.end - 1]
    if closer in '」』”’"':
        return not _SPEECH.match(text, following, following + _SPEECH_WINDOW)
    return closer not in "）】》〉"


def _ends_dots(at: Candidate) -> bool:
    """Return whether dots end a sentence, which nothing shows but what precedes them."""
    before = at.before
    if at.run_end - at.stop == 1 and at.text[at.stop] != "…":
        return not (before.isdigit() and at.text[at.following].isdigit())
    if at.is_quoted():
        return False
    if "\u3041" <= before <= "\u309f":
        return before in _FINAL_KANA
    return at.stop - at.begin >= _SHORT_CLAUSE

"""The marks that end sentences and the marks that may follow or precede them, in all scripts."""

from __future__ import annotations

import re
from functools import lru_cache

WIDE = "。！？．｡︒﹒﹖﹗।॥۔؟։።፧፨។៕၊။༎᙮꓿܀܁܂𑁇𑁈⳹⸮‼⁇⁈⁉"
"""Marks that end a sentence whether or not white space follows."""

_MARKS = ".!?…‽" + WIDE
DIRECTION_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Invisible marks of Unicode's bidirectional algorithm."""

_CLOSING = "”’»›」』）】》〉〕］｝)\\]}*_`~" + DIRECTION_MARKS
# Before white space any quotation mark closes: “ ends a quotation in German and begins one in English.
_CLOSING_BEFORE_SPACE = _CLOSING + "\"'“‘„«‹"
_OPENING = "\"'“”„‚‘’«»‹›([{（「『【《〈¿¡*_`~–—•·\\-" + DIRECTION_MARKS
_REFERENCE = r"\[\d{1,3}(?:\s?[-–,]\s?\d{1,3}){0,9}\]"
_BEFORE_CAPITAL = r"\d{1,2}(?=\s+[^\W\d_a-z])"
_NOTE = rf"(?:{_REFERENCE}|[¹²³⁴-⁹⁰]|(?<=[^\W\d_]{{3}}\.){_BEFORE_CAPITAL}|(?<=[)”\"]\.){_BEFORE_CAPITAL})"

OPENING = re.compile(rf"[{_OPENING}]{{0,64}}\s?[\"'“”„‚‘’«»‹›(\[{{¿¡*_`~]{{0,64}}")
"""What may stand before the first letter of a sentence."""


@lru_cache(maxsize=8)
def candidate_pattern(stops: str) -> re.Pattern[str]:
    """Return the pattern of a place where a sentence may end; ``stops`` are the marks of one language.

    It never fails once it has met a mark, so that searching a text with it takes linear time.
    """
    marks = _MARKS + re.escape(stops)
    closers = rf"[{_CLOSING_BEFORE_SPACE}]+(?=\s|$|\[\d|[{marks},;:)])|[{_CLOSING}]+"
    return re.compile(
        rf"(?P<run>[{marks}](?:[{marks}]|\s\.)*)"
        rf"(?P<closers>(?:{closers})?(?:\s?»(?!\w))?{_NOTE}*(?:[ ]{_REFERENCE}(?=\s|$))*)"
        r"\s*"
    )

"""The marks that end sentences and the marks that may follow or precede them, in all scripts."""

from __future__ import annotations

import re
from functools import lru_cache

WIDE = "。！？｡︒﹒﹖﹗।॥۔؟։՜።፧፨។៕၊။༎᙮꓿܀܁܂𑁇𑁈⳹⸮‼⁇⁈⁉"
"""Marks that end a sentence whether or not white space follows."""

MARKS = ".!?…‽．" + WIDE
"""Every mark that may end a sentence."""

DIRECTION_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Invisible marks of Unicode's bidirectional algorithm, as a character class."""

ALWAYS_CLOSERS = "”’»›」』）】》〉〕］｝)\\]}"
"""Marks that close, wherever they stand, as a character class."""

CLOSERS = ALWAYS_CLOSERS + "\"'“‘„«‹*_`~" + DIRECTION_MARKS
"""Marks that close something where they stand between a stop and white space: ``„Ja.“`` closes with what opens in English."""

OPENERS = "\"'“”„‚‘’«»‹›([{（「『【《〈¿¡*_`~–—•·\\-" + DIRECTION_MARKS

_NOTE = r"(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰]|(?<=[^\W\d_]{3}\.)\d{1,2}(?=\s+[^\W\d_a-z])|(?<=[)”\"]\.)\d{1,2}(?=\s+[^\W\d_a-z]))"

OPENING = re.compile(rf"[{OPENERS}]*\s?[\"'“”„‚‘’«»‹›(\[{{¿¡*_`~]*")
"""What may stand before the first letter of a sentence."""


@lru_cache(maxsize=8)
def candidate_pattern(stops: str) -> re.Pattern[str]:
    """Return the pattern of a place where a sentence may end; ``stops`` are the marks of one language."""
    marks = MARKS + re.escape(stops)
    return re.compile(
        rf"(?P<run>[{marks}](?:[{marks}]|[\s]\.)*)"
        rf"(?P<closers>(?:[{CLOSERS}]+(?=\s|$|\[\d|[{marks},;:)])|[{ALWAYS_CLOSERS}*_`~{DIRECTION_MARKS}]+)?"
        rf"(?:[\s]?»(?!\w))?{_NOTE}*(?:[ ]\[\d{{1,3}}\](?=\s))*)"
        r"(?P<gap>\s*)"
    )

"""A translation → Markdown that says the same and is nothing but text where it should be.

Three strengths: ``guard_start`` escapes what would begin another block, ``escape_foreign`` all markup that the
source does not have, ``escape_all`` all there is (CommonMark 0.31, section 2.4: any ASCII punctuation may be
escaped).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:=\"'$^@%/?])")
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|{}#$\r\n]|\A(?:https?|www)")
_EMPHASIS = re.compile(r"\*+|_+|~+")
_START = re.compile(
    r"""(?:
      (?P<number>\d{1,9})(?=[.)](?:\s|$))
    | (?=[-+*](?:\s|$) | \#{1,6}(?:\s|$) | > | [-*_=](?:[ \t]*[-*_=])+[ \t]*$ | =[ \t]*$ | ={3} | [:|])
    | (?=`{3,}[^`]*$ | ~{3} | !{3} | \?{3} | \$\$ | \[[^\[\]]*\]: | \[\^ | \{[:%])
    )""",
    re.VERBOSE | re.DOTALL,
)


class MarkupOf(NamedTuple):
    """The markup of a source block, as strings."""

    literal: tuple[str, ...]
    """What stands for itself: code, tags, autolinks, footnote references."""
    tails: tuple[str, ...]
    """What follows the text of a link or image, from ``]`` on."""
    emphasis: Counter[str]
    """How often each mark of emphasis occurs."""


def is_plain_text(text: str) -> bool:
    """Tell whether a text is so plain that it can be nothing but the text of one block, wherever it stands."""
    return text[:1].isalpha() and not _SPECIAL.search(text)


def guard_start(text: str) -> str:
    """Return a text that begins no list, heading, quotation, rule, table, definition or other block."""
    match = _START.match(text)
    if match is None:
        return text
    cut = match.end("number") if match["number"] else 0
    return f"{text[:cut]}\\{text[cut:]}"


def guard_end(text: str) -> str:
    """Return a text whose last character escapes nothing that follows it."""
    slashes = len(text) - len(text.rstrip("\\"))
    return text + "\\" if slashes % 2 else text


def escape_pipes(text: str) -> str:
    """Return a text that stays within its table cell (GFM 0.29, section 4.10)."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text)


def escape_all(text: str) -> str:
    """Return a text in which no character is markup."""
    return _PUNCTUATION.sub(r"\\\1", text)


def escape_foreign(text: str, markup: MarkupOf) -> str:
    """Return a text in which only markup that its source has is markup.

    Args:
        text: the translation.
        markup: what the source block has; code, tags, addresses and marks of emphasis in it are left as they
            are, the marks only if there are not more of them than in the source.
    """
    known = sorted({*markup.literal, *markup.tails}, key=len, reverse=True)
    parts = re.split("(" + "|".join([re.escape(part) for part in known]) + ")", text) if known else [text]
    marks = Counter(_EMPHASIS.findall("".join(parts[::2])))
    allowed = {mark for mark, count in marks.items() if 0 < count <= markup.emphasis[mark] and count % 2 == 0}
    out: list[str] = []
    opened: list[int] = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            _escape_stretch(part, allowed, out, opened)
        elif part in markup.tails and opened:
            place = opened.pop()
            out[place] = out[place].replace("\\", "")
            out.append(part)
        elif part in markup.literal:
            out.append(part)
        else:
            _escape_stretch(part, allowed, out, opened)
    return "".join(out)


_TOKEN = re.compile(r"(?P<open>!?\[)|(?P<marks>\*+|_+|~+)|(?P<other>[\\`\]<>&|!#$^])")


def _escape_stretch(text: str, allowed: set[str], out: list[str], opened: list[int]) -> None:
    """Append a stretch to ``out``; note in ``opened`` where brackets stand that may yet open a link."""
    cursor = 0
    for match in _TOKEN.finditer(text):
        out.append(text[cursor : match.start()])
        cursor = match.end()
        token = match.group()
        if match["open"]:
            opened.append(len(out))
        keep = match["marks"] and token in allowed
        out.append(token if keep else re.sub(r"(.)", r"\\\1", token))
    out.append(text[cursor:])


def known_markup(literal: Sequence[str], tails: Sequence[str], source: str) -> MarkupOf:
    """Return the markup of a source block."""
    rest = source
    for part in sorted({*literal, *tails}, key=len, reverse=True):
        rest = rest.replace(part, " ")
    return MarkupOf(tuple(literal), tuple(tails), Counter(_EMPHASIS.findall(rest)))

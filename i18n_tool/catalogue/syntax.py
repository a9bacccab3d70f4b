"""What reading and writing PO share: entries, strings, references.

The syntax is that of GNU gettext (manual, section "The Format of PO Files"). An entry keeps the text it was read
from, so that what nobody changes is written as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import polib

from i18n_tool.model import Unit

BLANKS = " \t\v\f\r"
"""What gettext takes for white space between the parts of an entry; anything else there is an error."""


class Problem(NamedTuple):
    """A place where a text is not PO."""

    line: int
    """The line, from 1."""
    what: str
    """What is wrong, a sentence that begins in lower case."""
    advice: str
    """What to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit and the text that says it."""

    unit: Unit
    """What the text says; the header is a unit with an empty ``msgid``."""
    text: str
    """Its lines from the first comment to the last string, line ends included."""
    gap: str = "\n"
    """The blank lines before it."""
    sure: bool = field(default=False, compare=False)
    """Whether the text has been read and is known to say the unit."""


said_by: Callable[[Unit], Any] = attrgetter(
    "msgid",
    "msgstr",
    "msgctxt",
    "fuzzy",
    "obsolete",
    "comments",
    "extracted",
    "references",
    "flags",
    "previous_msgid",
    "previous_msgctxt",
    "msgid_plural",
    "msgstr_plural",
)
"""What a PO file can say of a unit."""

KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr\[(\d{1,3})\]|msgstr)(?=[ \t\v\f\r\"]|$)")
"""What a line of an entry begins with."""

_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))", re.S)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CONFUSING = re.compile("[\\s\u2068\u2069]|%(?=[0-9A-F]{2})|:(?=[0-9]+$)|\\\\$")
"""What in a name could be taken for its end, an escape or a line number."""
_NEEDS_ESCAPE = re.compile(r'[\\"\t\n\r\v\b\f\a]')


def is_translated(unit: Unit) -> bool:
    """Return whether a unit has any translation, accepted or not."""
    return bool(unit.msgstr) or any(unit.msgstr_plural)


def escape_string(text: str) -> str:
    """Return a text as it stands between the quotes of a PO string."""
    if not _NEEDS_ESCAPE.search(text):
        return text
    return polib.escape(text).replace("\a", r"\a")


def unescape_string(text: str) -> str:
    """Return what the inside of a PO string says, octal and hexadecimal escapes included."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_unescape_match, text)


def _unescape_match(match: re.Match[str]) -> str:
    octal, hexadecimal, letter = match.groups()
    if octal:
        return chr(int(octal, 8))
    if hexadecimal:
        return chr(int(hexadecimal, 16) & 0xFF)
    return _LETTERS.get(letter, letter)


def read_reference(token: str) -> tuple[str, int | None]:
    """Return the path and line that a token after ``#:`` names."""
    path, _, line = token.rpartition(":")
    numbered = path and len(line) < 10 and line.isascii() and line.isdigit()
    place = (path, int(line)) if numbered else (token, None)
    return place if "%" not in token else (_spelled_out(place[0]), place[1])


def _spelled_out(path: str) -> str:
    """Return a name without the escapes of ``spell_reference``; any other percent sign stays."""
    plain = unquote(path)
    return plain if _quoted(plain) == path else path


def spell_reference(path: str, line: int | None) -> str:
    """Return a place as it stands after ``#:``.

    A space would end the name. gettext sets such names in isolates (U+2068, U+2069), but up to 0.21 it loses all but
    the first of an entry when it reads them, so spaces are spelled as in a URL, which every tool takes for a name.
    """
    return _quoted(path) if line is None else f"{_quoted(path)}:{line}"


@lru_cache(maxsize=1024)
def _quoted(path: str) -> str:
    return _CONFUSING.sub(lambda match: quote(match[0], safe=""), path) if _CONFUSING.search(path) else path

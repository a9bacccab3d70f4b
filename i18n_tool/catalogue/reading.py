"""The text of a PO file to its entries, and to everything that is wrong with it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from i18n_tool.catalogue.syntax import BLANKS, KEYWORD, Entry, Problem, read_reference, said_by, unescape_string
from i18n_tool.model import Markup, Unit


class Reading(NamedTuple):
    """What a text was found to hold."""

    entries: list[Entry]
    """Its entries, in order."""
    tail: str
    """What follows the last of them: blank lines and comments that belong to nothing."""
    problems: list[Problem]
    """What is not PO; where there is any, the entries are a guess."""


_STRING = re.compile(r'"((?:[^"\\]|\\(?:["\\abfnrtv?]|[0-7]{1,3}|x[0-9A-Fa-f]+))*)"[ \t\v\f\r]*')
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(?::(\\d{1,9})(?!\\d))?|(\\S+)")

_BLANK_LINES = re.compile(r"\n+")
_INSIDE = r'([^"\\\n]*+(?:\\["\\nt][^"\\\n]*+)*+)'
_PLAIN_ENTRY = re.compile(
    r"(\n*+)((?:#(?: [^\n]*)?\n)*+)((?:#\.[^\n]*\n)*+)((?:#:[^\n]*\n)*+)((?:#,[^\n]*\n)*+)"
    rf'(?:#\| msgid "{_INSIDE}"\n)?(?:msgctxt "{_INSIDE}"\n)?msgid "{_INSIDE}"\nmsgstr "{_INSIDE}"\n'
    r"(?=\n+(?:#[^~]|msgid |msgctxt )|\n*\Z)"
)
"""An entry in the order and form that all tools write, if none of its strings has a line break inside."""

_MARKERS = ("<<<<<<< ", "=======", ">>>>>>> ", "||||||| ")
_CHOOSE = "git left a conflict here: choose one version, or merge again with i18n-tool merge-driver."

_HEADER = re.compile(r'(?:#(?:[ .:,][^\n]*)?\n)*+msgid ""\nmsgstr ""\n(?:"[^\n]*\n)++(?=\n)')


def read_entries(text: str, markup: Markup | None = None) -> Reading:
    """Return the entries of a PO text without byte order mark, with the markup of their article.

    Every problem is collected rather than raised, so that a check can name them all.
    """
    reader = _Reader(text, markup)
    header = _HEADER.match(text)
    if header:
        reader.add_header(_read_header(header[0]), header.end())
    reader.read()
    return Reading(reader.entries, text[reader.done :], reader.problems)


def says_unit(text: str, unit: Unit) -> bool:
    """Return whether the text of one entry, read again, says a unit and nothing else."""
    match = _PLAIN_ENTRY.fullmatch(text)
    if match is None:
        reading = read_entries(text)
        entries = reading.entries
        return (
            len(entries) == 1
            and not reading.problems
            and not reading.tail
            and said_by(entries[0].unit) == said_by(unit)
        )
    _, comments, extracted, references, flags, previous, context, msgid, msgstr = match.groups()
    return (
        unescape_string(msgid) == unit.msgid
        and unescape_string(msgstr) == unit.msgstr
        and (None if context is None else unescape_string(context)) == unit.msgctxt
        and (_plain_references(references) if references else ()) == unit.references
        and (_plain_comments(extracted, 2) if extracted else ()) == unit.extracted
        and (_plain_comments(comments, 1) if comments else ()) == unit.comments
        and (_plain_flags(flags) if flags else (False, ())) == (unit.fuzzy, unit.flags)
        and (None if previous is None else unescape_string(previous)) == unit.previous_msgid
        and not unit.obsolete
        and unit.previous_msgctxt is unit.msgid_plural is None
        and not unit.msgstr_plural
    )


_COMMENTS, _CONTEXT, _MSGID, _PLURAL, _MSGSTR = range(5)
_STAGES = {"msgctxt": _CONTEXT, "msgid": _MSGID, "msgid_plural": _PLURAL}


class _Reader:
    """Goes through the lines of a text once, entry by entry."""

    def __init__(self, text: str, markup: Markup | None = None) -> None:
        self.text = text
        self.markup = markup
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.done = 0
        """Offset after the last finished entry."""
        self.end = 0
        """Offset after the last string of this one."""
        self.clear()

    def clear(self) -> None:
        self.start = -1
        self.strings: dict[str, list[str]] = {}
        self.part: list[str] | None = None
        self.part_is_previous = False
        self.stage = _COMMENTS
        self.line = 0
        self.obsolete: bool | None = None
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[tuple[str, int | None]] = []
        self.flags: list[str] = []

    def read(self) -> None:
        text, offset = self.text, self.done
        number = text.count("\n", 0, offset) + 1
        while offset < len(text):
            if self.stage == _MSGSTR or self.start < 0:
                plain = _PLAIN_ENTRY.match(text, offset)
                if plain:
                    self.begin_entry(-1)
                    offset, number = self.add_plain_entries(plain, number)
                    continue
            blank = _BLANK_LINES.match(text, offset)
            if blank:
                number, offset = number + blank.end() - offset, blank.end()
                continue
            begin, end = offset, text.find("\n", offset) + 1 or len(text) + 1
            self.read_line(text[begin : end - 1].strip(BLANKS), number, begin, end)
            offset, number = end, number + 1
        self.begin_entry(-1)
        if self.strings:
            self.complain(text.count("\n", 0, self.start) + 1, "this #| belongs to no entry.", "Delete it.")

    def read_line(self, line: str, number: int, begin: int, end: int) -> None:
        """Read one line, without the white space around it."""
        if not line:
            return
        if line[0] != "#":
            self.read_statement(line, number, begin, end, prefixed=False)
        elif line[1:2] != "~":
            self.begin_entry(begin)
            self.read_comment(line, number)
        elif (rest := line[2:].lstrip(BLANKS))[:1] == "|":
            self.begin_entry(begin)
            self.read_previous(rest[1:].lstrip(BLANKS), number)
        elif rest[:1] == "#":
            self.begin_entry(begin)
            self.read_comment(rest, number)
        elif rest:
            self.read_statement(rest, number, begin, end, prefixed=True)

    def add_header(self, entry: Entry | None, end: int) -> None:
        """Add the header, if it could be read by itself."""
        if entry:
            self.entries.append(entry)
            self.done = end

    def add_plain_entries(self, match: re.Match[str] | None, number: int) -> tuple[int, int]:
        """Add entries whose strings stand on one line each, as nearly all do, without looking at their lines.

        Args:
            match: the first of them.
            number: the line on which it stands, or its gap.

        Returns:
            The offset after the last of them, and the line of that.
        """
        text, end = self.text, 0
        while match:
            start, end, gap = match.start(), match.end(), match.end(1)
            _, comments, extracted, references, flags, previous, context, msgid, msgstr = match.groups()
            number += text.count("\n", start, match.start(8))
            fuzzy, others = _plain_flags(flags) if flags else (False, ())
            unit = Unit(
                unescape_string(msgid),
                unescape_string(msgstr),
                None if context is None else unescape_string(context),
                fuzzy,
                False,
                _plain_comments(comments, 1) if comments else (),
                _plain_comments(extracted, 2) if extracted else (),
                _plain_references(references) if references else (),
                others,
                None if previous is None else unescape_string(previous),
                None,
                None,
                (),
                number,
                self.markup,
            )
            self.entries.append(Entry(unit, text[gap:end], text[self.done : gap], True))
            self.done = end
            number += 2
            match = _PLAIN_ENTRY.match(text, end)
        return end, number

    def begin_entry(self, offset: int) -> None:
        """Finish the entry before, if there is one, and begin another here, if none has begun."""
        if self.stage == _MSGSTR:
            self.finish()
        elif self.stage != _COMMENTS:
            self.complain(self.line, "this entry has no msgstr.", 'Add the line: msgstr ""')
            self.clear()
        if self.start < 0:
            self.start = offset

    def read_statement(self, line: str, number: int, begin: int, end: int, *, prefixed: bool) -> None:
        """Read a line that holds a keyword, a string or both."""
        if line[:1] == '"':
            if self.part_is_previous:
                self.complain(number, "this string stands after a line that begins with #|.", "Begin it with #| too.")
            else:
                self.check_prefix(prefixed, number)
                self.add_string(line, number)
                self.end = end
            return
        match = KEYWORD.match(line)
        if match is None:
            advice = _CHOOSE if line.startswith(_MARKERS) else "Correct or delete it."
            self.complain(number, f"this is not a line of a PO file: {_shorten(line)}.", advice)
            return
        word = match[1]
        stage = _STAGES.get(word, _MSGSTR)
        if stage < _PLURAL and stage <= self.stage:
            self.begin_entry(begin)
        if self.start < 0:
            self.start = begin
        self.check_prefix(prefixed, number)
        self.begin_string(word, stage, number)
        if stage == _MSGSTR:
            self.end = end
        rest = line[match.end() :].lstrip(BLANKS)
        if rest[:1] == '"':
            self.add_string(rest, number)
        else:
            self.complain(number, f"{word} needs a string in double quotes.", f'Write: {word} "…"')

    def begin_string(self, word: str, stage: int, number: int) -> None:
        if stage >= _PLURAL and "msgid" not in self.strings:
            self.complain(number, f"{word} stands without a msgid before it.", "Delete it, or add the msgid.")
        if word in self.strings:
            self.complain(number, f"there is a second {word} in this entry.", "Delete one of them.")
        if stage <= _MSGID:
            self.line = number
        self.stage = max(stage, self.stage)
        self.part = self.strings[word] = []
        self.part_is_previous = False

    def check_prefix(self, prefixed: bool, number: int) -> None:
        if self.obsolete is None:
            self.obsolete = prefixed
        elif self.obsolete != prefixed:
            self.complain(number, "only some lines of this entry begin with #~.", "Begin all of them with #~, or none.")

    def complain(self, line: int, what: str, advice: str) -> None:
        self.problems.append(Problem(line, what, advice))

    def add_string(self, line: str, number: int) -> None:
        if self.part is None:
            self.complain(number, "this string belongs to no msgid or msgstr.", "Delete it, or write the keyword.")
            return
        body = line[1:-1]
        if '"' not in body and "\\" not in body and line[-1] == '"' and len(line) > 1:
            self.part.append(body)
            return
        at = 0
        while at < len(line):
            match = _STRING.match(line, at)
            if match is None:
                self.complain(number, *_what_is_wrong(line[at:]))
                return
            self.part.append(unescape_string(match[1]))
            at = match.end()

    def read_comment(self, line: str, number: int) -> None:
        mark = line[1:2]
        if mark == ":":
            self.references += _references(line[2:])
        elif mark == ".":
            self.extracted.append(_comment_text(line, 2))
        elif mark == ",":
            self.flags += _flags(line[2:])
        elif mark == "|":
            self.read_previous(line[2:].lstrip(BLANKS), number)
            return
        else:
            self.comments.append(_comment_text(line, 1))
        self.part = None
        self.part_is_previous = False

    def read_previous(self, text: str, number: int) -> None:
        if not text:
            return
        if text[0] == '"':
            self.add_string(text, number)
            return
        match = KEYWORD.match(text)
        if match is None or match[1].startswith("msgstr"):
            self.complain(number, "only msgctxt, msgid and msgid_plural may follow #|.", "Correct or delete the line.")
            return
        self.part = self.strings["#|" + match[1]] = []
        self.part_is_previous = True
        self.add_string(text[match.end() :].lstrip(BLANKS) or '""', number)

    def finish(self) -> None:
        """Make an entry of what was read since the last one."""
        strings = {name: "".join(parts) for name, parts in self.strings.items()}
        plural = "msgid_plural" in strings
        if "msgid" not in strings:
            self.clear()
            return
        forms = any(name.startswith("msgstr[") for name in strings)
        if not plural == forms == ("msgstr" not in strings):
            what = "msgstr[0], not msgstr" if plural else "msgstr, not msgstr[0]"
            self.complain(
                self.line, f"this entry needs {what}.", "Plural forms go with msgid_plural, and only with it."
            )
        fuzzy = "fuzzy" in self.flags
        unit = Unit(
            strings["msgid"],
            strings.get("msgstr", ""),
            strings.get("msgctxt"),
            fuzzy,
            bool(self.obsolete),
            tuple(self.comments),
            tuple(self.extracted),
            tuple(self.references),
            tuple([flag for flag in self.flags if flag != "fuzzy"]) if self.flags else (),
            strings.get("#|msgid"),
            strings.get("#|msgctxt"),
            strings.get("msgid_plural"),
            self.plural_strings(strings) if plural else (),
            self.line,
            self.markup,
        )
        self.entries.append(Entry(unit, self.text[self.start : self.end], self.text[self.done : self.start], True))
        self.done = min(self.end, len(self.text))
        self.clear()

    def plural_strings(self, strings: dict[str, str]) -> tuple[str, ...]:
        found = {int(name[7:-1]): value for name, value in strings.items() if name.startswith("msgstr[")}
        if sorted(found) != list(range(len(found))):
            self.complain(self.line, "the plural forms of this entry are not numbered 0, 1, 2 …", "Number them.")
        return tuple(found[index] for index in sorted(found))


@lru_cache(maxsize=64)
def _read_header(text: str) -> Entry | None:
    """Return the entry of a header; the catalogues of a locale have equal ones. None: it is not PO."""
    reader = _Reader(text)
    reader.read()
    return reader.entries[0] if len(reader.entries) == 1 and not reader.problems else None


@lru_cache(maxsize=256)
def _plain_comments(lines: str, skip: int) -> tuple[str, ...]:
    """Return what comment lines of one kind say; nearly all entries of an article say the same."""
    return tuple([_comment_text(line.rstrip(BLANKS), skip) for line in lines[:-1].split("\n")])


@lru_cache(maxsize=256)
def _plain_flags(lines: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether the lines of flags have ``fuzzy``, and the others."""
    flags = [flag for line in lines[:-1].split("\n") for flag in _flags(line[2:])]
    return "fuzzy" in flags, tuple([flag for flag in flags if flag != "fuzzy"])


def _plain_references(lines: str) -> tuple[tuple[str, int | None], ...]:
    if lines.count("\n") == 1:
        return tuple(_references(lines[2:]))
    return tuple([place for line in lines[:-1].split("\n") for place in _references(line[2:])])


def _flags(text: str) -> list[str]:
    return [flag for part in text.split(",") if (flag := part.strip(BLANKS))]


def _references(text: str) -> list[tuple[str, int | None]]:
    if "\u2068" not in text:
        return [read_reference(token) for token in text.split()]
    return [
        read_reference(match[3]) if match[1] is None else (match[1], int(match[2]) if match[2] else None)
        for match in _REFERENCE.finditer(text)
    ]


def _comment_text(line: str, skip: int) -> str:
    text = line[skip:]
    return text[1:] if text.startswith(" ") else text


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _what_is_wrong(text: str) -> tuple[str, str]:
    """Return what keeps a text from being a PO string, and what to do."""
    escape = re.match(r'"(?:[^"\\]|\\(?:["\\abfnrtv?]|[0-7]{1,3}|x[0-9A-Fa-f]+))*(\\.)', text)
    if escape:
        return f"{escape[1]} is not an escape sequence.", r"A backslash is written \\."
    if text.startswith('"'):
        return "this string is never closed.", 'Close it with ", and write " within it as \\".'
    return f"there is something after the string: {_shorten(text)}.", 'Write " within a string as \\".'

"""The text of a PO file to its entries, and to everything that is wrong with it."""

from __future__ import annotations

import re
from typing import NamedTuple

from i18n_tool.catalogue.syntax import BLANKS, KEYWORD, Entry, Problem, read_reference, unescape_string
from i18n_tool.model import Unit


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


def read_entries(text: str) -> Reading:
    """Return the entries of a PO text without byte order mark.

    Every problem is collected rather than raised, so that a check can name them all.
    """
    reader = _Reader(text)
    reader.read()
    return Reading(reader.entries, text[reader.done :], reader.problems)


class _Reader:
    """Goes through the lines of a text once, entry by entry."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.done = 0
        """Offset after the last finished entry."""
        self.clear()

    def clear(self) -> None:
        self.start = -1
        self.strings: dict[str, list[str]] = {}
        self.part: list[str] | None = None
        self.line = 0
        self.obsolete = False
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[tuple[str, int | None]] = []
        self.flags: list[str] = []

    def read(self) -> None:
        offset = 0
        complete = False
        for number, raw in enumerate(self.text.split("\n"), 1):
            begin = offset
            offset += len(raw) + 1
            line = raw.strip(BLANKS)
            if not line:
                continue
            first = line[0]
            if first == '"':
                self.add_string(line, number)
                self.end = offset
                continue
            if first == "#" and line[1:2] != "~":
                if complete or (self.strings and line[1:2] != "|"):
                    self.finish()
                    complete = False
                if self.start < 0:
                    self.start = begin
                self.read_comment(line, number, raw)
                continue
            prefixed = first == "#"
            if prefixed:
                line = line[2:].lstrip(BLANKS)
                if line[:1] == "|":
                    if complete:
                        self.finish()
                        complete = False
                    if self.start < 0:
                        self.start = begin
                    self.read_previous(line[1:].lstrip(BLANKS), number)
                    continue
                if line[:1] == '"':
                    self.add_string(line, number)
                    self.end = offset
                    continue
            match = KEYWORD.match(line)
            if match is None:
                self.complain(number, f"this is not a line of a PO file: {_shorten(line)}.", "Correct or delete it.")
                continue
            word = match[1]
            if complete and not word.startswith("msgstr["):
                self.finish()
                complete = False
            if self.start < 0:
                self.start = begin
            if word == "msgid" and "msgid" in self.strings:
                self.complain(self.line, "this msgid has no msgstr.", 'Add the line: msgstr ""')
                self.clear()
                self.start = begin
            if word == "msgid":
                self.line = number
                self.obsolete = prefixed
            elif word == "msgctxt":
                if "msgid" in self.strings:
                    self.complain(self.line, "this msgid has no msgstr.", 'Add the line: msgstr ""')
                    self.clear()
                    self.start = begin
            elif "msgid" not in self.strings:
                self.complain(number, f"{word} stands without a msgid before it.", "Delete it, or add the msgid.")
            if word in self.strings:
                self.complain(number, f"there is a second {word} in this entry.", "Delete one of them.")
            self.part = self.strings[word] = []
            if word.startswith("msgstr"):
                complete = True
                self.end = offset
            rest = line[match.end() :].lstrip(BLANKS)
            if rest[:1] != '"':
                self.complain(number, f"{word} needs a string in double quotes.", f'Write: {word} "…"')
            else:
                self.add_string(rest, number)
        if self.strings:
            self.finish()

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

    def read_comment(self, line: str, number: int, raw: str) -> None:
        mark = line[1:2]
        if mark == ":":
            self.read_references(line[2:])
        elif mark == ".":
            self.extracted.append(_comment_text(raw, 2))
        elif mark == ",":
            self.flags.extend(flag for part in line[2:].split(",") if (flag := part.strip(BLANKS)))
        elif mark == "|":
            self.read_previous(line[2:].lstrip(BLANKS), number)
            return
        else:
            self.comments.append(_comment_text(raw, 1))
        self.part = None

    def read_references(self, text: str) -> None:
        if "\u2068" not in text:
            self.references += [read_reference(token) for token in text.split()]
            return
        for match in _REFERENCE.finditer(text):
            if match[3] is None:
                self.references.append((match[1], int(match[2]) if match[2] else None))
            else:
                self.references.append(read_reference(match[3]))

    def read_previous(self, text: str, number: int) -> None:
        if text[:1] == '"':
            self.add_string(text, number)
            return
        match = KEYWORD.match(text)
        if match is None or match[1].startswith("msgstr"):
            self.complain(number, "only msgctxt, msgid and msgid_plural may follow #|.", "Correct or delete the line.")
            return
        self.part = self.strings["#|" + match[1]] = []
        self.add_string(text[match.end() :].lstrip(BLANKS) or '""', number)

    def finish(self) -> None:
        """Make an entry of what was read since the last one."""
        strings = {name: "".join(parts) for name, parts in self.strings.items()}
        plural = "msgid_plural" in strings
        if "msgid" not in strings or not any(name.startswith("msgstr") for name in strings):
            if self.line or "msgid" in strings:
                self.complain(self.line, "this msgid has no msgstr.", 'Add the line: msgstr ""')
            self.clear()
            return
        if plural != ("msgstr" not in strings):
            what = "msgstr[0]" if plural else "msgstr"
            self.complain(
                self.line, f"this entry needs {what}.", "Plural forms go with msgid_plural, and only with it."
            )
        fuzzy = "fuzzy" in self.flags
        unit = Unit(
            strings["msgid"],
            strings.get("msgstr", ""),
            strings.get("msgctxt"),
            fuzzy,
            self.obsolete,
            tuple(self.comments),
            tuple(self.extracted),
            tuple(self.references),
            tuple([flag for flag in self.flags if flag != "fuzzy"]) if self.flags else (),
            strings.get("#|msgid"),
            strings.get("#|msgctxt"),
            strings.get("msgid_plural"),
            self.plural_strings(strings) if plural else (),
            self.line,
        )
        self.entries.append(Entry(unit, self.text[self.start : self.end], self.text[self.done : self.start]))
        self.done = min(self.end, len(self.text))
        self.clear()

    def plural_strings(self, strings: dict[str, str]) -> tuple[str, ...]:
        found = {int(name[7:-1]): value for name, value in strings.items() if name.startswith("msgstr[")}
        if sorted(found) != list(range(len(found))):
            self.complain(self.line, "the plural forms of this entry are not numbered 0, 1, 2 …", "Number them.")
        return tuple(found[index] for index in sorted(found))


def _comment_text(raw: str, skip: int) -> str:
    text = raw.strip(BLANKS)[skip:]
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

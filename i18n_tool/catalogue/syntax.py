"""The text of a PO file to its entries, and an entry to its canonical text.

The syntax is that of GNU gettext (manual, section "The Format of PO Files"). An entry keeps the text it was read
from, so that what nobody changes is written as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
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


class Reading(NamedTuple):
    """What a text was found to hold."""

    entries: list[Entry]
    """Its entries, in order."""
    tail: str
    """What follows the last of them: blank lines and comments that belong to nothing."""
    problems: list[Problem]
    """What is not PO; where there is any, the entries are a guess."""


_STRING = re.compile(r'"((?:[^"\\]|\\(?:["\\abfnrtv?]|[0-7]{1,3}|x[0-9A-Fa-f]+))*)"[ \t\v\f\r]*')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))", re.S)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr\[(\d+)\]|msgstr)(?=[ \t\v\f\r\"]|$)")
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(?::(\\d+))?|(\\S+)")
_CONFUSING = re.compile("[\\s\u2068\u2069]|%(?=[0-9A-F]{2})|:(?=[0-9]+$)|\\\\$")
"""What in a name could be taken for its end, an escape or a line number."""
_NEEDS_ESCAPE = re.compile(r'[\\"\t\n\r\v\b\f\a]')


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
            match = _KEYWORD.match(line)
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
            self.references += [_reference(token) for token in text.split()]
            return
        for match in _REFERENCE.finditer(text):
            if match[3] is None:
                self.references.append((match[1], int(match[2]) if match[2] else None))
            else:
                self.references.append(_reference(match[3]))

    def read_previous(self, text: str, number: int) -> None:
        if text[:1] == '"':
            self.add_string(text, number)
            return
        match = _KEYWORD.match(text)
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


def _reference(token: str) -> tuple[str, int | None]:
    path, _, line = token.rpartition(":")
    place = (path, int(line)) if path and line.isascii() and line.isdigit() else (token, None)
    return place if "%" not in token else (_spelled_out(place[0]), place[1])


def _spelled_out(path: str) -> str:
    """Return a name without the escapes of ``_spell_reference``; any other percent sign stays."""
    plain = unquote(path)
    return plain if _quoted(plain) == path else path


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


# --- writing ---------------------------------------------------------------------------------------------------------

Lines = list[str]
"""Lines of a PO file."""

_ENDS = BLANKS + "\n"

_ORDER = ("comments", "extracted", "references", "flags", "previous", "msgctxt", "msgid", "msgid_plural", "msgstr")
_FIELDS = {
    "comments": ("comments",),
    "extracted": ("extracted",),
    "references": ("references",),
    "flags": ("fuzzy", "flags"),
    "previous": ("previous_msgctxt", "previous_msgid"),
    "msgctxt": ("msgctxt",),
    "msgid": ("msgid",),
    "msgid_plural": ("msgid_plural",),
    "msgstr": ("msgstr", "msgstr_plural"),
}


def new_entry(unit: Unit, newline: str = "\n", gap: str | None = None) -> Entry:
    """Return an entry in canonical form: what ``msgcat --no-wrap`` would write."""
    parts = _canonical_parts(unit)
    lines = [line for name in _ORDER for line in parts[name]]
    return Entry(unit, newline.join([*lines, ""]), newline if gap is None else gap)


def edit_entry(entry: Entry, unit: Unit, newline: str = "\n") -> Entry:
    """Return an entry that says another unit, with every line of the old text that still holds kept as it is."""
    old = entry.unit
    if unit == old:
        return entry
    kept = {name for name, fields in _FIELDS.items() if all(getattr(old, f) == getattr(unit, f) for f in fields)}
    if "\n" in entry.text:
        newline = "\r\n" if entry.text[: entry.text.index("\n")].endswith("\r") else "\n"
    parts = {name: [line + newline for line in lines] for name, lines in _canonical_parts(unit).items()}
    lines: Lines = []
    written: set[str] = set()
    for name, old_lines in _split_parts(entry.text):
        for earlier in _ORDER[: _ORDER.index(name) + 1] if name else ():
            if earlier not in written and earlier not in kept:
                written.add(earlier)
                lines += parts[earlier]
        if name and name not in kept:
            continue
        if old.obsolete != unit.obsolete:
            old_lines = [_mark_obsolete(line, name, unit.obsolete) for line in old_lines]
        lines += old_lines
    for name in _ORDER:
        if name not in written and name not in kept:
            lines += parts[name]
    return Entry(unit, _join_lines(lines, newline), entry.gap)


def _join_lines(lines: Lines, newline: str) -> str:
    """Return lines with their ends as one text; only the last one of a file may have no end."""
    return "".join([line if line.endswith("\n") else line + newline for line in lines[:-1]] + lines[-1:])


def _split_parts(text: str) -> list[tuple[str, Lines]]:
    """Return the lines of an entry, with their ends, in groups that say one thing each; blank lines have no name."""
    parts: list[tuple[str, Lines]] = []
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        name = _part_of(line.strip(_ENDS), parts[-1][0] if parts else "")
        if parts and parts[-1][0] == name:
            parts[-1][1].append(line)
        else:
            parts.append((name, [line]))
    return parts


def _part_of(line: str, before: str) -> str:
    if line.startswith("#~"):
        line = line[2:].lstrip(BLANKS)
        if line.startswith("|"):
            return "previous"
    if not line:
        return ""
    if line[0] == '"':
        return before
    if line[0] == "#":
        return {".": "extracted", ":": "references", ",": "flags", "|": "previous"}.get(line[1:2], "comments")
    match = _KEYWORD.match(line)
    word = match[1] if match else "msgstr"
    return "msgstr" if word.startswith("msgstr") else word


def _mark_obsolete(line: str, name: str, obsolete: bool) -> str:
    if not line.strip(_ENDS) or not (name == "previous" or name.startswith("msg")):
        return line
    if obsolete:
        return "#~" + line[1:] if name == "previous" else "#~ " + line
    bare = line.lstrip(BLANKS).removeprefix("#~")
    return "#" + bare.lstrip(BLANKS) if name == "previous" else bare.lstrip(BLANKS)


def _canonical_parts(unit: Unit) -> dict[str, Lines]:
    prefix = "#~ " if unit.obsolete else ""
    previous = "#~| " if unit.obsolete else "#| "
    parts: dict[str, Lines] = {
        "comments": [_comment_line("#", text) for text in unit.comments],
        "extracted": [_comment_line("#.", text) for text in unit.extracted],
        "references": ["#: " + " ".join([_spell_reference(*place) for place in unit.references])]
        if unit.references
        else [],
        "flags": ["#, " + ", ".join((("fuzzy",) if unit.fuzzy else ()) + unit.flags)]
        if unit.fuzzy or unit.flags
        else [],
        "previous": [],
        "msgctxt": [] if unit.msgctxt is None else _string_lines("msgctxt", unit.msgctxt, prefix),
        "msgid": _string_lines("msgid", unit.msgid, prefix),
        "msgid_plural": [],
        "msgstr": [],
    }
    if unit.previous_msgctxt is not None:
        parts["previous"] += _string_lines("msgctxt", unit.previous_msgctxt, previous)
    if unit.previous_msgid is not None:
        parts["previous"] += _string_lines("msgid", unit.previous_msgid, previous)
    if unit.msgid_plural is None:
        parts["msgstr"] = _string_lines("msgstr", unit.msgstr, prefix)
    else:
        parts["msgid_plural"] = _string_lines("msgid_plural", unit.msgid_plural, prefix)
        for index, text in enumerate(unit.msgstr_plural or ("",)):
            parts["msgstr"] += _string_lines(f"msgstr[{index}]", text, prefix)
    return parts


def _comment_line(mark: str, text: str) -> str:
    # A backslash at the end would take the next line along (gettext joins such lines before it looks at them).
    return f"{mark} {text} " if text.endswith("\\") else f"{mark} {text}" if text else mark


def _string_lines(keyword: str, text: str, prefix: str) -> Lines:
    if "\n" not in text[:-1]:
        return [f'{prefix}{keyword} "{escape_string(text)}"']
    lines = [f'{prefix}{keyword} ""']
    lines += [f'{prefix}"{escape_string(line)}"' for line in re.findall(r"[^\n]*\n|[^\n]+", text)]
    return lines


def _spell_reference(path: str, line: int | None) -> str:
    """Return a place as it stands after ``#:``.

    A space would end the name. gettext sets such names in isolates (U+2068, U+2069), but up to 0.21 it loses all but
    the first of an entry when it reads them, so spaces are spelled as in a URL, which every tool takes for a name.
    """
    return _quoted(path) if line is None else f"{_quoted(path)}:{line}"


def _quoted(path: str) -> str:
    return _CONFUSING.sub(lambda match: quote(match[0], safe=""), path)

"""A unit to the canonical text of its entry, and an edit to the lines that it touches."""

from __future__ import annotations

import re

from i18n_tool.catalogue.reading import says_unit
from i18n_tool.catalogue.syntax import BLANKS, KEYWORD, Entry, escape_string, spell_reference
from i18n_tool.model import Unit

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
    lines = [line for part in _canonical_parts(unit).values() for line in part]
    lines.append("")
    text = newline.join(lines)
    return Entry(unit, text, newline if gap is None else gap, says_unit(text, unit))


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
                lines += parts.get(earlier, ())
        if name and name not in kept:
            continue
        if old.obsolete != unit.obsolete:
            old_lines = [_mark_obsolete(line, name, unit.obsolete) for line in old_lines]
        lines += old_lines
    for name in _ORDER:
        if name not in written and name not in kept:
            lines += parts.get(name, ())
    text = _join_lines(lines, newline)
    return Entry(unit, text, entry.gap, says_unit(text, unit))


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
    match = KEYWORD.match(line)
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
    """Return the lines of an entry by what they say, in their order; what it does not say is not there."""
    prefix = "#~ " if unit.obsolete else ""
    parts: dict[str, Lines] = {}
    if unit.comments:
        parts["comments"] = [_comment_line("#", text) for text in unit.comments]
    if unit.extracted:
        parts["extracted"] = [_comment_line("#.", text) for text in unit.extracted]
    if unit.references:
        parts["references"] = ["#: " + " ".join([spell_reference(*place) for place in unit.references])]
    if unit.fuzzy or unit.flags:
        parts["flags"] = ["#, " + ", ".join((("fuzzy",) if unit.fuzzy else ()) + unit.flags)]
    if unit.previous_msgid is not None:
        previous = "#~| " if unit.obsolete else "#| "
        parts["previous"] = []
        if unit.previous_msgctxt is not None:
            parts["previous"] = _string_lines("msgctxt", unit.previous_msgctxt, previous)
        parts["previous"] += _string_lines("msgid", unit.previous_msgid, previous)
    if unit.msgctxt is not None:
        parts["msgctxt"] = _string_lines("msgctxt", unit.msgctxt, prefix)
    parts["msgid"] = _string_lines("msgid", unit.msgid, prefix)
    if unit.msgid_plural is None:
        parts["msgstr"] = _string_lines("msgstr", unit.msgstr, prefix)
    else:
        parts["msgid_plural"] = _string_lines("msgid_plural", unit.msgid_plural, prefix)
        parts["msgstr"] = []
        for index, text in enumerate(unit.msgstr_plural or ("",)):
            parts["msgstr"] += _string_lines(f"msgstr[{index}]", text, prefix)
    return parts


def _comment_line(mark: str, text: str) -> str:
    # A backslash at the end would take the next line along (gettext joins such lines before it looks at them).
    return f"{mark} {text} " if text.endswith("\\") else f"{mark} {text}" if text else mark


def _string_lines(keyword: str, text: str, prefix: str) -> Lines:
    if "\n" not in text or text.index("\n") == len(text) - 1:
        return [f'{prefix}{keyword} "{escape_string(text)}"']
    lines = [f'{prefix}{keyword} ""']
    lines += [f'{prefix}"{escape_string(line)}"' for line in re.findall(r"[^\n]*\n|[^\n]+", text)]
    return lines

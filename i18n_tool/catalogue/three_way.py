"""Two versions of a catalogue that grew from one, merged entry by entry.

Lines mean nothing here: a unit is known by its ``msgctxt`` and ``msgid``, so that a translation never ends up below a
source text it was not made for, as it can where a PO file is merged line by line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from i18n_tool.catalogue.file import HEADER_KEY, Catalogue, Key, parse_header, with_entries
from i18n_tool.catalogue.merging import DRAFT
from i18n_tool.catalogue.syntax import Entry, escape_string, is_translated, said_by
from i18n_tool.catalogue.writing import edit_entry, new_entry
from i18n_tool.model import Unit

CONFLICT = "i18n-tool: conflict, "
"""What the translator comment begins with that keeps the other side's translation."""


@dataclass(frozen=True, slots=True)
class ThreeWayMerge:
    """What became of two versions."""

    catalogue: Catalogue
    """The merged catalogue, in the order of ours."""
    conflicts: tuple[Unit, ...]
    """The units that both sides translated differently; ours is kept as fuzzy, theirs in a comment."""


def merge_three_ways(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> ThreeWayMerge:
    """Return two versions of a catalogue as one.

    A unit that only one side changed is taken from that side. Of one that both changed, each kind of line (comments,
    references, flags, translation) is merged by itself. Two different translations are a conflict, unless one of them
    is an engine's draft, which yields to a person's. A unit that one side removed and the other translated anew is
    not lost: its translation goes to the unit that replaced it, as fuzzy, or becomes obsolete.
    """
    entries: dict[Key, Entry] = {}
    conflicts: list[Unit] = []
    abandoned: list[tuple[Unit, Unit]] = []
    before, mine, other = _by_key(base), _by_key(ours), _by_key(theirs)
    for key, entry in mine.items():
        if key in other:
            start = before.get(key) or _carried_over(before, entry, other[key])
            entries[key], clash = _merge_entries(start, entry, other[key], ours.newline)
            if clash:
                conflicts.append(entries[key].unit)
        elif key not in before or key == HEADER_KEY:
            entries[key] = entry
        else:
            abandoned.append((before[key].unit, entry.unit))
    for key, entry in other.items():
        if key in before and key not in mine:
            abandoned.append((before[key].unit, entry.unit))
    added = {key: _adopt(entry, ours.newline) for key, entry in other.items() if key not in mine and key not in before}
    ordered = _insert(entries, added, [key for key in other if not other[key].unit.obsolete])
    kept = _rescue(ordered, abandoned, ours.newline)
    active = [entry for entry in kept if not entry.unit.obsolete]
    obsolete = [entry for entry in kept if entry.unit.obsolete]
    return ThreeWayMerge(with_entries(ours, [*active, *obsolete]), tuple(conflicts))


def _by_key(catalogue: Catalogue) -> dict[Key, Entry]:
    return {entry.unit.key: entry for entry in catalogue.entries}


def _carried_over(before: Mapping[Key, Entry], *versions: Entry) -> Entry | None:
    """Return the version of a new entry that is nothing but an earlier translation, made fuzzy by a changed source."""
    for entry in versions:
        unit = entry.unit
        if unit.fuzzy and unit.previous_msgid is not None:
            source = before.get((unit.previous_msgctxt, unit.previous_msgid))
            if source and source.unit.msgstr == unit.msgstr:
                return entry
    return None


def _merge_entries(before: Entry | None, mine: Entry, other: Entry, newline: str) -> tuple[Entry, bool]:
    """Return our entry with what they did to it, and whether that is a conflict."""
    if said_by(mine.unit) == said_by(other.unit) or (before and said_by(before.unit) == said_by(other.unit)):
        return mine, False
    if before and before.text == mine.text:
        return replace(_adopt(other, newline), gap=mine.gap), False
    old = before.unit if before else Unit(mine.unit.msgid, msgctxt=mine.unit.msgctxt)
    if mine.unit.key == HEADER_KEY:
        return edit_entry(mine, _merge_headers(old, mine.unit, other.unit), newline), False
    unit, clash = _merge_units(old, mine.unit, other.unit)
    return edit_entry(mine, unit, newline), clash


def _adopt(entry: Entry, newline: str) -> Entry:
    """Return one of their entries with our line ends."""
    text = entry.text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        text += "\n"
    return Entry(entry.unit, text.replace("\n", newline), newline)


_Translation = tuple[str, tuple[str, ...], bool, str | None, str | None]


def _translation(unit: Unit) -> _Translation:
    return (unit.msgstr, unit.msgstr_plural, unit.fuzzy, unit.previous_msgid, unit.previous_msgctxt)


def _merge_units(before: Unit, mine: Unit, other: Unit) -> tuple[Unit, bool]:
    """Return a unit that both sides changed, and whether a person must look at it."""
    winner, clash = _choose(before, mine, other)
    obsolete = other.obsolete if mine.obsolete == before.obsolete else mine.obsolete
    comments = _merge_lists(*(tuple(c for c in unit.comments if not _is_mark(c)) for unit in (before, mine, other)))
    comments += tuple(c for c in winner.comments if c.startswith(DRAFT))
    conflict_notes = [c for unit in (mine, other) for c in unit.comments if c.startswith(CONFLICT)]
    comments += tuple(dict.fromkeys(conflict_notes))
    if clash:
        comments += (_describe(other if winner is mine else mine),)
    unit = replace(
        mine,
        msgstr=winner.msgstr,
        msgstr_plural=winner.msgstr_plural,
        fuzzy=winner.fuzzy or clash,
        previous_msgid=winner.previous_msgid,
        previous_msgctxt=winner.previous_msgctxt,
        msgid_plural=mine.msgid_plural if mine.msgid_plural != before.msgid_plural else other.msgid_plural,
        flags=_merge_lists(before.flags, mine.flags, other.flags),
        comments=comments,
        extracted=mine.extracted if mine.extracted != before.extracted else other.extracted,
        references=mine.references if mine.references != before.references else other.references,
        obsolete=obsolete,
    )
    if obsolete:
        unit = replace(unit, extracted=(), references=())
    # Where the comments stay the same, so does their order in the file.
    if sorted(unit.comments) == sorted(mine.comments):
        unit = replace(unit, comments=mine.comments)
    return unit, clash


def _choose(before: Unit, mine: Unit, other: Unit) -> tuple[Unit, bool]:
    """Return the side whose translation stands, and whether the other one is lost by that."""
    said = _translation(before)
    if _translation(mine) == _translation(other) or _translation(other) == said:
        return mine, False
    if _translation(mine) == said:
        return other, False
    for one, another in ((mine, other), (other, mine)):
        if not is_translated(another) and (is_translated(one) and not is_translated(before)):
            return one, False
    for one, another in ((mine, other), (other, mine)):
        if _is_engines(another) and not _is_engines(one) and is_translated(one):
            return one, False
    if _is_engines(mine) and _is_engines(other):
        return mine, False
    if (mine.msgstr, mine.msgstr_plural) == (other.msgstr, other.msgstr_plural):
        # Only marks differ: the side that still asks for a look is the safe one.
        return (mine if mine.fuzzy or not other.fuzzy else other), False
    return (mine if is_translated(mine) else other), True


def _is_engines(unit: Unit) -> bool:
    """Return whether a translation is an engine's draft, which can be had again."""
    return unit.fuzzy and any(text.startswith(DRAFT) for text in unit.comments)


def _is_mark(comment: str) -> bool:
    return comment.startswith((DRAFT, CONFLICT))


def _describe(unit: Unit) -> str:
    """Return a comment that keeps a translation."""
    texts = unit.msgstr_plural if unit.msgid_plural is not None else (unit.msgstr,)
    state = "draft" if unit.fuzzy else "translation"
    if not any(texts):
        return f"{CONFLICT}the other side has no translation"
    return f"{CONFLICT}the other side has the {state}: {' | '.join(escape_string(text) for text in texts)}"


def _merge_lists(before: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return our lines without those that they removed, and with those that they added."""
    removed = set(before) - set(other)
    added = [text for text in other if text not in before and text not in mine]
    return (*(text for text in mine if text not in removed), *added)


def _merge_headers(before: Unit, mine: Unit, other: Unit) -> Unit:
    """Return our header with the fields that only they changed; of two revisions the later one counts."""
    old, ours, theirs = (parse_header(unit.msgstr) for unit in (before, mine, other))
    fields = dict(ours)
    later = theirs.get("PO-Revision-Date", "") > ours.get("PO-Revision-Date", "")
    for name, value in theirs.items():
        revision = name in ("PO-Revision-Date", "Last-Translator")
        if ours.get(name) == old.get(name) or (revision and later):
            fields[name] = value
    for name in old:
        if name not in theirs and ours.get(name) == old[name]:
            fields.pop(name, None)
    msgstr = mine.msgstr
    if fields != ours:
        msgstr = "".join([f"{name}: {value}".rstrip() + "\n" for name, value in fields.items()])
    comments = _merge_lists(before.comments, mine.comments, other.comments)
    return replace(mine, msgstr=msgstr, comments=comments)


def _insert(entries: Mapping[Key, Entry], added: Mapping[Key, Entry], order: Sequence[Key]) -> list[Entry]:
    """Return entries with those that they added, each after the one that it follows in their file."""
    following: dict[Key | None, list[Entry]] = defaultdict(list)
    last: Key | None = HEADER_KEY if HEADER_KEY in entries else None
    for key in order:
        if key in added:
            following[last].append(added[key])
        elif key in entries and not entries[key].unit.obsolete:
            last = key
    ordered = list(following[None])
    for key, entry in entries.items():
        ordered += [entry, *following[key]]
    return ordered + [entry for entry in added.values() if entry.unit.obsolete]


def _rescue(entries: Sequence[Entry], abandoned: Sequence[tuple[Unit, Unit]], newline: str) -> list[Entry]:
    """Return entries with what one side did to units that the other side removed."""
    kept = list(entries)
    successors = {
        (entry.unit.previous_msgctxt, entry.unit.previous_msgid): index
        for index, entry in enumerate(kept)
        if entry.unit.fuzzy and entry.unit.previous_msgid is not None
    }
    present = {entry.unit.key for entry in kept}
    for before, unit in abandoned:
        text = (unit.msgstr, unit.msgstr_plural)
        same = text == (before.msgstr, before.msgstr_plural) and unit.fuzzy == before.fuzzy
        if (same and unit.comments == before.comments) or not is_translated(unit) or unit.key in present:
            continue
        index = successors.get(unit.key)
        if index is not None and kept[index].unit.msgstr == before.msgstr:
            heir = kept[index].unit
            comments = _merge_lists(before.comments, heir.comments, unit.comments)
            heir = replace(heir, msgstr=unit.msgstr or heir.msgstr, comments=comments)
            kept[index] = edit_entry(kept[index], heir, newline)
        else:
            kept.append(new_entry(replace(unit, obsolete=True, extracted=(), references=()), newline))
    return kept

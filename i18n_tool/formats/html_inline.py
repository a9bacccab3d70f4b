"""A stretch of HTML without block boundaries, as runs: short tags, decoded references, one space for many."""

from __future__ import annotations

import re
from typing import NamedTuple

from i18n_tool.formats.html_names import CODE, FIXED, NOT_WORDS
from i18n_tool.formats.html_tokens import ALONE, CLOSE, HIDDEN, OPEN, REFERENCE, TEXT
from i18n_tool.model import Run, Span


class Item(NamedTuple):
    """A token of a stretch."""

    kind: int
    """As the tokens of ``html_tokens``."""
    start: int
    """Offset of its first code point in the article."""
    end: int
    """Offset after its last."""
    name: str = ""
    """Element name, or for a comment its directive."""
    data: str = ""
    """Decoded text of a reference; argument of a directive."""
    offered: bool = True
    """False under ``translate="no"``."""


class Stretch(NamedTuple):
    """A part of an article that becomes a block."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last."""
    runs: tuple[Run, ...]
    """What it is made of."""
    keep: tuple[Span, ...]
    """What no sentence boundary may cut."""
    directives: tuple[Item, ...]
    """Directives inside it or before it."""


_SPACE = " \t\n\f\r"
_SPACES = re.compile(r"([ \t\n\f\r]+)")
_UGLY = re.compile(r"[\t\n\f\r<&]|  ")
_PARTS = re.compile(r"([ \t\n\f\r]+|[<&])")
_SHOWN = {"<": "&lt;", "&": "&amp;", ">": "&gt;"}


def text_runs(text: str, *, keep_space: bool = False) -> list[Run]:
    """Return runs for a literal text: white space shown as one space, ``<`` and ``&`` shown as references."""
    if not _UGLY.search(text):
        return [Run(text, text)] if text else []
    runs = []
    for part in _PARTS.split(text):
        if not part:
            continue
        if part in _SHOWN:
            runs.append(Run(_SHOWN[part], part))
        elif part[0] in _SPACE and part != " ":
            runs.append(Run(part.replace("\r\n", "\n").replace("\r", "\n") if keep_space else " ", part))
        elif runs and runs[-1].text == runs[-1].source:
            runs[-1] = Run(runs[-1].text + part, runs[-1].source + part)
        else:
            runs.append(Run(part, part))
    return runs


def reference_run(source: str, character: str) -> Run:
    """Return the run of a character reference, decoded unless it stands for a mark of XML."""
    if character in _SHOWN:
        return Run(_SHOWN[character], source)
    return Run(" " if character in _SPACE else "".join(_SHOWN.get(c, c) for c in character), source)


def has_words(text: str) -> bool:
    """Tell whether a text holds letters that are more than an address."""
    return any(map(str.isalpha, text)) and not NOT_WORDS.fullmatch(text)


class Stretches:
    """Cuts the items between two block boundaries into stretches."""

    def __init__(self, source: str, items: list[Item], *, keep_space: bool = False) -> None:
        self.source = source
        self.items = items
        self.keep_space = keep_space
        self.partner: dict[int, int] = {}

    def cut(self) -> list[Stretch]:
        """Return what is to be translated."""
        items = self.items
        if not any(item.kind <= REFERENCE and item.offered for item in items):
            return []
        if all(item.kind <= REFERENCE for item in items):
            return self.stretch(0, len(items) - 1)
        cuts = self.match()
        out: list[Stretch] = []
        first = 0
        for cut in [*cuts, len(items)]:
            if first < cut:
                out += self.stretch(first, cut - 1)
            first = cut + 1
        return out

    def match(self) -> list[int]:
        """Pair the tags, and return the items at which the stretch falls apart: loose tags, rows of line breaks."""
        items, partner = self.items, self.partner
        opened: list[int] = []
        names: dict[str, int] = {}
        loose: list[int] = []
        for index, item in enumerate(items):
            if item.kind == OPEN:
                opened.append(index)
                names[item.name] = names.get(item.name, 0) + 1
            elif item.kind == CLOSE:
                if not names.get(item.name):
                    loose.append(index)
                    continue
                while True:
                    top = opened.pop()
                    names[items[top].name] -= 1
                    if items[top].name == item.name:
                        break
                    loose.append(top)
                partner[top], partner[index] = index, top
        cuts = sorted({*loose, *opened, *self.breaks()})
        if not cuts:
            return cuts
        # A pair that a cut falls into is loose as well: its tags stay where they are.
        before = [0] * (len(items) + 1)
        marks = set(cuts)
        for index in range(len(items)):
            before[index + 1] = before[index] + (index in marks)
        for index, other in list(partner.items()):
            if index < other and before[index] != before[other]:
                del partner[index], partner[other]
                marks |= {index, other}
        return sorted(marks)

    def breaks(self) -> list[int]:
        """Return the line breaks that stand in a row of two or more."""
        rows: list[int] = []
        last = -1
        for index, item in enumerate(self.items):
            if item.name == "br" and item.kind == ALONE:
                if last >= 0:
                    rows += last, index
                last = index
            elif item.kind != HIDDEN and not (item.kind == TEXT and self.source[item.start : item.end].isspace()):
                last = -1
        return rows

    def is_empty(self, index: int) -> bool:
        """Tell whether an item shows no text of its own."""
        item = self.items[index]
        if item.kind == TEXT:
            return self.source[item.start : item.end].isspace()
        return item.data.isspace() if item.kind == REFERENCE else True

    def stretch(self, first: int, last: int) -> list[Stretch]:
        """Return the stretch between two items, less what stands at its edges; none if it has no words."""
        first, last = self.trim(first, last)
        if first > last or not self.worth(first, last):
            return []
        items = self.items
        start, end = items[first].start, items[last].end
        if items[first].kind == TEXT:
            head = self.source[start : items[first].end]
            start += len(head) - len(head.lstrip())
        if items[last].kind == TEXT:
            tail = self.source[items[last].start : end]
            end -= len(tail) - len(tail.rstrip())
        runs, keep = self.runs(first, last, start, end)
        return [Stretch(start, end, tuple(runs), tuple(keep), ())]

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Leave out what stands at the edges without words: white space, pictures, line breaks, pairs around all."""
        empty = self.empties(first, last)
        partner = self.partner
        moved = True
        while moved and first <= last:
            moved = False
            while first <= last and (self.is_empty(first) and self.items[first].kind != OPEN or first in empty):
                first = empty[first] + 1 if first in empty else first + 1
                moved = True
            while first <= last and (self.is_empty(last) and self.items[last].kind != CLOSE or last in empty):
                last = empty[last] - 1 if last in empty else last - 1
                moved = True
            if first < last and partner.get(first) == last and self.items[first].kind == OPEN:
                first, last, moved = first + 1, last - 1, True
        return first, last

    def empties(self, first: int, last: int) -> dict[int, int]:
        """Return the pairs that hold no text, each end to the other."""
        if not self.partner:
            return {}
        seen = 0
        at: dict[int, int] = {}
        empty: dict[int, int] = {}
        for index in range(first, last + 1):
            item = self.items[index]
            if item.kind == OPEN:
                at[index] = seen
            elif item.kind == CLOSE:
                if at[self.partner[index]] == seen:
                    empty[self.partner[index]], empty[index] = index, self.partner[index]
            elif not self.is_empty(index):
                seen += 1
        return empty

    def worth(self, first: int, last: int) -> bool:
        """Tell whether there are words to translate, outside code and what must stay."""
        code = 0
        words: list[str] = []
        for item in self.items[first : last + 1]:
            if item.kind == TEXT:
                if not code and item.offered:
                    words.append(self.source[item.start : item.end])
            elif item.kind == REFERENCE:
                if not code and item.offered:
                    words.append(item.data)
            elif item.kind == OPEN:
                code += item.name in CODE
            elif item.kind == CLOSE:
                code -= item.name in CODE
            elif item.kind == ALONE:
                words.append(" ")
        return has_words("".join(words).strip())

    def runs(self, first: int, last: int, start: int, end: int) -> tuple[list[Run], list[Span]]:
        """Return the runs of a stretch, and the spans of its text that hold a pair, a tag or a reference."""
        tags = self.tags(first, last)
        names = short_names([(name, source) for _, name, source in tags.values()])
        runs: list[Run] = []
        keep: list[Span] = []
        offset = 0
        outer, outer_offset = -1, 0
        index = first
        while index <= last:
            item = self.items[index]
            source = self.source[max(item.start, start) : min(item.end, end)]
            if item.kind == TEXT:
                new = text_runs(source, keep_space=self.keep_space)
                if runs and new and not runs[-1].text and not self.keep_space:
                    new = _join_space(runs, new)
            elif item.kind == REFERENCE:
                new = [reference_run(source, item.data)]
            elif item.kind == HIDDEN:
                new = [Run("", source)]
            elif item.kind == CLOSE:
                _, name, opening = tags[self.partner[index]]
                new = [Run(f"</{names[name, opening]}>", source)]
            else:
                role, name, source = tags[index]
                short = names[name, source]
                if role == "fixed":
                    inner = "".join([run.text for run in self.plain_runs(index + 1, self.partner[index] - 1)])
                    new = [Run(f"<{short}>{inner}</{short}>", source)]
                else:
                    new = [Run(f"<{short}/>" if role == "alone" else f"<{short}>", source)]
                if role != "pair":
                    index = self.partner.get(index, index)
            length = sum([len(run.text) for run in new])
            if outer < 0 and length and item.kind != TEXT:
                if item.kind == OPEN and index < self.partner[index]:
                    outer, outer_offset = self.partner[index], offset
                else:
                    keep.append(Span(offset, offset + length))
            elif outer == index:
                keep.append(Span(outer_offset, offset + length))
                outer = -1
            runs += new
            offset += length
            index += 1
        return runs, keep

    def tags(self, first: int, last: int) -> dict[int, tuple[str, str, str]]:
        """Return role, name and source of each tag that opens a pair or stands alone, by its index."""
        empty = self.empties(first, last)
        found: dict[int, tuple[str, str, str]] = {}
        index = first
        while index <= last:
            item = self.items[index]
            if item.kind == ALONE:
                found[index] = ("alone", item.name, self.source[item.start : item.end])
            elif item.kind == OPEN:
                other = self.partner[index]
                role = "alone" if index in empty else "fixed" if self.is_fixed(index, other) else "pair"
                stop = index if role == "pair" else other
                found[index] = (role, item.name, self.source[item.start : self.items[stop].end])
                index = stop
            index += 1
        return found

    def is_fixed(self, index: int, other: int) -> bool:
        """Tell whether the content of a pair comes back from the article as it is."""
        inner = self.items[index + 1 : other]
        texts = [item for item in inner if item.kind <= REFERENCE]
        if texts and not any(item.offered for item in texts):
            return True
        return self.items[index].name in FIXED and any(item.kind > REFERENCE for item in inner)

    def plain_runs(self, first: int, last: int) -> list[Run]:
        """Return runs for the text between two items, without the tags."""
        runs: list[Run] = []
        for item in self.items[first : last + 1]:
            if item.kind == TEXT:
                runs += text_runs(self.source[item.start : item.end])
            elif item.kind == REFERENCE:
                runs.append(reference_run(self.source[item.start : item.end], item.data))
        return runs


def _join_space(runs: list[Run], new: list[Run]) -> list[Run]:
    """Hide a space after something unseen if there is one before it, as browsers do."""
    before = next((run.text for run in reversed(runs) if run.text), "")
    if not before.endswith(" ") or not new[0].text.startswith(" "):
        return new
    head, source = new[0].text[1:], new[0].source
    if not head:
        return [Run("", source), *new[1:]]
    return [Run("", " "), Run(head, source[1:]), *new[1:]]


_NAME = re.compile(r"[a-z](?:[a-z0-9-]*[a-z])?")


def short_names(tags: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the short name of each tag of a stretch: its own, numbered where two of a name are not alike.

    Args:
        tags: element name and source of each.
    """
    kinds: dict[str, list[str]] = {}
    for name, source in tags:
        sources = kinds.setdefault(name, [])
        if source not in sources:
            sources.append(source)
    names: dict[tuple[str, str], str] = {}
    for name, sources in kinds.items():
        plain = name if _NAME.fullmatch(name) else "x-" + re.sub(r"[^a-z]+", "-", name).strip("-") + "-x"
        for number, source in enumerate(sources, 1):
            names[name, source] = plain if len(sources) == 1 or name in ("br", "wbr") else f"{plain}{number}"
    return names

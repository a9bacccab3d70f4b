"""A stretch of HTML without block boundaries, as runs: short tags, decoded references, one space for many."""

from __future__ import annotations

import re
from typing import NamedTuple

from i18n_tool.formats.html_names import CLOSED_BY_ITSELF, CODE, DRAWN, FIXED, WRAPPERS
from i18n_tool.formats.html_runs import (
    closing_run,
    has_words,
    hide_space,
    reference_run,
    reference_spans,
    short_names,
    text_runs,
)
from i18n_tool.formats.html_tokens import ALONE, CLOSE, HIDDEN, OPEN, REFERENCE, TEXT
from i18n_tool.model import Run, Span

Item = tuple[int, int, int, str, str, bool]
"""A token of a stretch: kind, start, end, element name, decoded text; False under ``translate="no"``."""


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


class _Tag(NamedTuple):
    """A tag that is shown: one that opens a pair, or an element that stands for its whole content."""

    role: str
    """``pair``, ``fixed`` (a pair whose content comes back as it is) or ``alone``."""
    name: str
    source: str
    last: int
    """Index of the last item that its source covers."""
    close: int = -1
    """Index of the first item of its end tag, for a pair."""
    close_last: int = -1
    """Index of the last item of its end tag."""


def cut_stretches(source: str, items: list[Item], *, keep_space: bool = False, offered: bool = True) -> list[Stretch]:
    """Return what is to be translated of the items between two block boundaries.

    Args:
        source: the article.
        items: its tokens there.
        keep_space: white space means something here.
        offered: False where only parts of the block are to be translated.
    """
    if len(items) == 1 and items[0][0] == TEXT and not keep_space:
        return _cut_text(source, items[0])
    if not any(item[0] <= REFERENCE and item[5] for item in items):
        return []
    return _Cutter(source, items, keep_space, offered).cut()


def _cut_text(source: str, item: Item) -> list[Stretch]:
    """Do what ``cut_stretches`` does, for the commonest case: one text, in one go."""
    _, start, end, _, _, offered = item
    if not offered:
        return []
    whole = source[start:end]
    text = whole.strip()
    if not has_words(text):
        return []
    start += len(whole) - len(whole.lstrip())
    runs = text_runs(text)
    return [Stretch(start, start + len(text), tuple(runs), reference_spans(runs) if len(runs) > 1 else ())]


_WORDS = re.compile(r"[A-Za-z]\s+\S|\S\s+[A-Za-z]")


class _Cutter:
    """Cuts the items between two block boundaries into stretches."""

    def __init__(self, source: str, items: list[Item], keep_space: bool, is_offered: bool) -> None:
        self.source = source
        self.items = items
        self.keep_space = keep_space
        self.is_offered = is_offered
        self.partner: dict[int, int] = {}
        self.texts, self.offered, self.tags = [0], [0], [0]

    def cut(self) -> list[Stretch]:
        cuts = self.match()
        out: list[Stretch] = []
        first = 0
        for cut in [*cuts, len(self.items)]:
            if first < cut:
                out += self.stretch(first, cut - 1)
            first = cut + 1
        return out

    def match(self) -> list[int]:
        """Pair the tags, and return the items at which the stretch falls apart: loose tags, rows of line breaks.

        Counts on the way, up to each item, the texts that show something, those to be offered, and the tags.
        """
        source, partner = self.source, self.partner
        texts, offered, tags = 0, 0, 0
        opened: list[int] = []
        names: dict[str, int] = {}
        cuts: set[int] = set()
        last_break = -1
        for index, (kind, start, end, name, data, is_offered) in enumerate(self.items):
            if kind <= REFERENCE:
                if not (data or source[start:end]).isspace():
                    texts += 1
                    offered += is_offered
                    if not is_offered and not self.is_offered:
                        cuts.add(index)
                    last_break = -1
            else:
                tags += 1
                if kind == ALONE:
                    if name == "br" and last_break >= 0:
                        cuts |= {last_break, index}
                    last_break = index if name == "br" else -1
                elif kind == CLOSE:
                    top = self.unwind(name, opened, names, cuts)
                    if top < 0:
                        cuts.add(index)
                    else:
                        partner[top], partner[index] = index, top
                elif kind == OPEN:
                    if name in CLOSED_BY_ITSELF and (top := self.unwind(name, opened, names, cuts)) >= 0:
                        cuts |= {top, index}
                    opened.append(index)
                    names[name] = names.get(name, 0) + 1
            self.texts.append(texts)
            self.offered.append(offered)
            self.tags.append(tags)
        cuts.update(opened)
        return self.loosen(cuts) if cuts else []

    def unwind(self, name: str, opened: list[int], names: dict[str, int], cuts: set[int]) -> int:
        """Return the last open item of a name, no longer open, or -1; what was opened after it is loose."""
        if not names.get(name):
            return -1
        while True:
            top = opened.pop()
            other = self.items[top][3]
            names[other] -= 1
            if other == name:
                return top
            cuts.add(top)

    def loosen(self, cuts: set[int]) -> list[int]:
        """Return the cuts and the tags of pairs that one of them falls into: those tags stay where they are."""
        before = [0]
        for index in range(len(self.items)):
            before.append(before[-1] + (index in cuts))
        end = 0
        for index, other in sorted(self.partner.items()):
            if index < other and before[index] != before[other]:
                del self.partner[index], self.partner[other]
                cuts |= {index, other}
                if self.items[index][3] in CODE:
                    # What it holds is code all the same.
                    for inner in range(max(index, end), other):
                        self.items[inner] = (*self.items[inner][:5], False)
                    end = max(end, other)
        return sorted(cuts)

    def is_empty(self, index: int) -> bool:
        """Tell whether an item, or the pair it belongs to, shows no text."""
        other = self.partner.get(index, index)
        if other < index:
            index, other = other, index
        return self.texts[index] == self.texts[other + 1]

    def stretch(self, first: int, last: int) -> list[Stretch]:
        """Return the stretch between two items, less what stands at its edges; none if it has no words."""
        first, last = self.trim(first, last)
        if first > last:
            return []
        kind = self.worth(first, last)
        if not kind:
            return []
        if kind == "links":
            return self.links(first, last)
        start, end = self.items[first][1], self.items[last][2]
        if self.items[first][0] == TEXT:
            head = self.source[start : self.items[first][2]]
            start += len(head) - len(head.lstrip())
        if self.items[last][0] == TEXT:
            tail = self.source[self.items[last][1] : end]
            end -= len(tail) - len(tail.rstrip())
        runs, keep = self.runs(first, last, start, end)
        return [Stretch(start, end, tuple(runs), tuple(keep))]

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Leave out what stands at the edges without words: white space, pictures, line breaks, pairs around all."""
        partner = self.partner
        moved = True
        while moved and first <= last:
            moved = False
            while first <= last and self.is_empty(first):
                first = partner.get(first, first) + 1
                moved = True
            while first <= last and self.is_empty(last):
                last = partner.get(last, last) - 1
                moved = True
            while first < last and partner.get(first) == last and self.items[first][3] not in CODE:
                first, last, moved = first + 1, last - 1, True
        return first, last

    def worth(self, first: int, last: int) -> str:
        """Tell what there is to translate outside code and what must stay: ``words``, ``links`` alone, or nothing."""
        kind, start, end, _, _, offered = self.items[first]
        if kind == TEXT and offered and _WORDS.search(self.source, start, end):
            return "words"
        depth, code, links = 0, 0, 0
        outside: list[str] = []
        inside: list[str] = []
        for kind, start, end, name, data, offered in self.items[first : last + 1]:
            if kind <= REFERENCE:
                if not code and offered:
                    (inside if depth else outside).append(data or self.source[start:end])
            elif kind == OPEN:
                links += name == "a"
                depth += depth > 0 or name == "a"
                code += name in CODE
            elif kind == CLOSE:
                depth -= depth > 0
                code -= name in CODE
            elif kind == ALONE:
                (inside if depth else outside).append(" ")
        if any(map(str.isalpha, "".join(outside))):
            return "words" if inside or has_words("".join(outside).strip()) else ""
        if not has_words("".join(inside).strip()):
            return ""
        return "links" if links > 1 else "words"

    def links(self, first: int, last: int) -> list[Stretch]:
        """Return a stretch for each link of a row with no words between them: a menu, a list of tags."""
        out: list[Stretch] = []
        index = first
        while index <= last:
            if self.items[index][0] == OPEN and self.items[index][3] == "a":
                out += self.stretch(index, self.partner[index])
                index = self.partner[index]
            index += 1
        return out

    def runs(self, first: int, last: int, start: int, end: int) -> tuple[list[Run], list[Span]]:
        """Return the runs of a stretch, and the spans of its text that hold a pair, a tag or a reference."""
        tags = self.shown_tags(first, last) if self.tags[first] != self.tags[last + 1] else {}
        names = short_names([(tag.name, tag.source) for tag in tags.values()])
        closing = {tag.close: tag for tag in tags.values() if tag.role == "pair"}
        runs: list[Run] = []
        keep: list[Span] = []
        offset, outer, outer_offset = 0, -1, 0
        hidden = spaced = False
        index = first
        while index <= last:
            kind, item_start, item_end, _, data, _ = self.items[index]
            tag = None
            if kind == TEXT:
                text = self.source[max(item_start, start) : min(item_end, end)]
                new = text_runs(text, keep_space=self.keep_space)
                if hidden and spaced and new and not self.keep_space:
                    new = hide_space(new)
                if outer < 0 and ("<" in text or "&" in text):
                    keep += [Span(offset + begin, offset + stop) for begin, stop in reference_spans(new)]
            elif kind == REFERENCE:
                new = [reference_run(self.source[item_start:item_end], data)]
            elif kind == HIDDEN:
                new = [Run("", self.source[item_start:item_end])]
            elif kind == CLOSE:
                tag = closing[index]
                index = tag.close_last
                new = [closing_run(f"</{names[tag.name, tag.source]}>", self.source[item_start : self.items[index][2]])]
            else:
                tag = tags[index]
                new = [Run(self.shown(tag, names[tag.name, tag.source], index), tag.source)]
                index = tag.last
            hidden = kind == HIDDEN or (hidden and not any(run.text for run in new))
            if kind != HIDDEN and new and new[-1].text:
                spaced = new[-1].text[-1] == " "
            length = len(new[0].text) if len(new) == 1 else sum([len(run.text) for run in new])
            if kind != TEXT and length > 1 and outer < 0:
                if tag and tag.role == "pair":
                    outer, outer_offset = tag.close_last, offset
                else:
                    keep.append(Span(offset, offset + length))
            elif kind == CLOSE and index == outer:
                keep.append(Span(outer_offset, offset + length))
                outer = -1
            runs += new
            offset += length
            index += 1
        return runs, keep

    def shown(self, tag: _Tag, short: str, index: int) -> str:
        """Return what a translator sees of a tag."""
        if tag.role == "fixed":
            return f"<{short}>{self.plain_text(index + 1, tag.last - 1)}</{short}>"
        return f"<{short}/>" if tag.role == "alone" else f"<{short}>"

    def shown_tags(self, first: int, last: int) -> dict[int, _Tag]:
        """Return the tags of a stretch that open a pair or stand alone, by their index."""
        items = self.items
        found: dict[int, _Tag] = {}
        index = first
        while index <= last:
            kind, start, end, name, _, _ = items[index]
            if kind == ALONE:
                found[index] = _Tag("alone", name, self.source[start:end], index)
            elif kind == OPEN:
                tag = self.pair_tag(index)
                found[index] = tag
                index = tag.last
            index += 1
        return found

    def pair_tag(self, index: int) -> _Tag:
        """Return the tag that a pair is shown as: pairs that share their ends are shown as one."""
        items, partner = self.items, self.partner
        _, start, _, name, _, _ = items[index]
        close = partner[index]
        role = self.role(index)
        if role != "pair":
            return _Tag(role, name, self.source[start : items[close][2]], close)
        last, first_close = index, close
        while (
            items[last][3] not in CODE
            and items[last + 1][0] == OPEN
            and partner[last + 1] == first_close - 1
            and items[last + 1][3] not in CODE
            and self.role(last + 1) == "pair"
        ):
            last, first_close = last + 1, first_close - 1
            if name in WRAPPERS or items[last][3] == "a":
                name = items[last][3]
        return _Tag("pair", name, self.source[start : items[last][2]], last, first_close, close)

    def role(self, index: int) -> str:
        """Tell how a pair is shown: as itself, with fixed content, or as one tag for all of it."""
        close, name = self.partner[index], self.items[index][3]
        if name in DRAWN or self.is_empty(index):
            return "alone"
        return "fixed" if name in FIXED or self.offered[index] == self.offered[close] else "pair"

    def plain_text(self, first: int, last: int) -> str:
        """Return the text between two items as it is shown, without the tags."""
        shown: list[str] = []
        for kind, start, end, _, data, _ in self.items[first : last + 1]:
            if kind == TEXT:
                shown += [run.text for run in text_runs(self.source[start:end])]
            elif kind == REFERENCE:
                shown.append(reference_run("", data).text)
        return "".join(shown)

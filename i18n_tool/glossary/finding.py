"""Finds terms in source texts: all of them in one pass, however many there are."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from i18n_tool.glossary.english import inflect_term
from i18n_tool.glossary.folding import APOSTROPHES, DASHES
from i18n_tool.model import Span, Term

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_SAME = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(DASHES.replace("–", "").replace("—", ""), "-"),
        **dict.fromkeys("\t\n\r\v\f\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u3000", " "),
    }
)
_UNEVEN = re.compile("  |[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0300-\u036f\u0130]")
_MAY_HIDE = ("`", "@", "{", "&", "://", "www.")
_HIDDEN = re.compile(
    r"`{1,4}[^`]+`{1,4}|\b[a-z]{2,8}://[^\s<>)]+|\bwww\.[^\s<>)]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\{[^{}]*\}|&\w+;"
)
_MAY_MARK = ("*", "_", "<", "~~", "[")
_MARKS = re.compile(
    r"`{1,4}[^`]+`{1,4}|<[A-Za-z!/][^<>]*>|\]\([^()\s]*(?:\s[^()]*)?\)|\[(?=[^\[\]]*\]\()|~~"
    r"|(?<!\w)[*_]+(?=\S)|(?<=\S)[*_]+(?!\w)"
)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_BREAKS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”„«»‹›…–—·•、。，（）「」", " "))
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\uffdc]")


class Occurrence(NamedTuple):
    """A place of a text where a term stands."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    term: Term
    """The term."""
    text: str
    """What stands there, inflected as it is, without a possessive ending and without marks of emphasis in it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One spelling of a term that is looked for."""

    text: str
    """It as written, folded."""
    number: int
    """The index of its term."""
    any_case: bool
    """Upper and lower case are equal."""
    upper: bool
    """All in capitals will do too, and for several words a capital at the beginning."""
    word_before: bool
    """Its first character is part of a word, so that a word must begin there."""
    word_after: bool
    """Its last character is part of a word, so that a word must end there."""
    signs: bool
    """It holds signs other than spaces, which the search does not tell apart."""
    shift: int
    """By how much it begins earlier in the text than what the padded search finds."""
    shift_end: int
    """By how much it ends earlier in the text than what the padded search finds."""


class Finder:
    """Finds the terms of a glossary in texts of the source locale."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)
        self._patterns = [
            (re.compile(term.source, re.IGNORECASE if term.case != "exact" else 0), number)
            for number, term in enumerate(terms)
            if term.match == "regex"
        ]
        self._keys: dict[bool, tuple[AhoCorasick, list[list[_Form]]] | None] = {}

    def _machine(self, padded: bool) -> tuple[AhoCorasick, list[list[_Form]]] | None:
        """Return what finds all forms in one pass, and the forms by number; padded with a space where a word is due."""
        if padded not in self._keys:
            forms: dict[str, list[_Form]] = {}
            for number, term in enumerate(self._terms):
                for form in _forms(term, number) if term.match != "regex" else ():
                    forms.setdefault(_search_key(form, padded), []).append(form)
            numbered = [sorted(same, key=lambda form: form.any_case) for same in forms.values()]
            self._keys[padded] = (_build(list(forms)), numbered) if forms else None
        return self._keys[padded]

    def find(self, text: str) -> list[Occurrence]:
        """Return where the terms occur, in order; where they overlap the longest wins."""
        if any(sign in text for sign in _MAY_MARK):
            bare, offsets = _without_marks(text)
            if offsets is not None:
                found = self._find_bare(bare)
                return [
                    Occurrence(offsets[start], offsets[end - 1] + 1, self._terms[number], bare[start:end])
                    for start, end, number in found
                ]
        return [
            Occurrence(start, end, self._terms[number], text[start:end]) for start, end, number in self._find_bare(text)
        ]

    def find_inside(self, number: int) -> list[Term]:
        """Return the terms that stand inside a term, each once, by the number of that term."""
        text = self._terms[number].source
        found = [one for one in self._find_forms(text) if one[2] != number and one[1] - one[0] < len(text)]
        return [self._terms[one] for one in dict.fromkeys(one[2] for one in _take_longest(found))]

    def _find_bare(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end and number of the terms in a text without marks of emphasis, tags and links."""
        found = self._find_forms(text)
        for pattern, number in self._patterns:
            found += [(match.start(), match.end(), number) for match in pattern.finditer(text) if match.group()]
        if not found:
            return []
        if any(sign in text for sign in _MAY_HIDE):
            found = _outside([match.span() for match in _HIDDEN.finditer(text)], found)
        return _take_longest(self._without_shared_nouns(text, found))

    def _without_shared_nouns(self, text: str, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Leave out names whose plural noun belongs to several: "the Shunde and Nanhai Special Zones"."""
        return [
            one
            for one in found
            if not (
                text[max(one[0] - 5, 0) : one[0]].endswith((" and ", " & "))
                and text[one[1] - 1] == "s"
                and self._terms[one[2]].source[0].isupper()
                and self._terms[one[2]].source[-1:] != "s"
                and any(other[0] == one[0] and other[1] < one[1] for other in found)
            )
        ]

    def _find_forms(self, text: str) -> list[tuple[int, int, int]]:
        even, spans = _even_out(text)
        padded = even.isascii() or not _UNSPACED.search(even)
        machine = self._machine(padded)
        if machine is None:
            return []
        forms = machine[1]
        found = []
        search = f" {even.lower().translate(_BREAKS)} " if padded else even.lower()
        for key, start, end in machine[0].find_matches_as_indexes(search, overlapping=True):
            for form in forms[key]:
                first, last = (start - form.shift, end - form.shift_end) if padded else (start, end)
                if _stands(form, even, first, last):
                    if spans is not None:
                        first, last = spans[first].start, spans[last - 1].end
                    found.append((first, last, form.number))
                    break
        return found


def _without_marks(text: str) -> tuple[str, Sequence[int] | None]:
    """Return a text without emphasis, tags and link marks, and where each of its characters stands; None: it has none.

    A line break is a space. Code stays: it is hidden later.
    """
    out: list[str] = []
    offsets: list[int] = []
    before = 0
    for match in _MARKS.finditer(text):
        start, end = match.span()
        if text[start] == "`":
            continue
        out.append(text[before:start])
        offsets += range(before, start)
        if _BREAK.match(text, start):
            out.append(" ")
            offsets.append(start)
        before = end
    if not before:
        return text, None
    out.append(text[before:])
    offsets += range(before, len(text))
    return "".join(out), offsets


def _stands(form: _Form, text: str, start: int, end: int) -> bool:
    """Tell whether a form that was found is a word of its own there, with the capitals that it must have."""
    if start and form.word_before and text[start - 1] != " " and not _begins(text, start, form.any_case):
        return False
    if form.word_after and end < len(text) and text[end] != " " and not _ends(text, end, form.any_case):
        return False
    if form.any_case:
        return not form.signs or text[start:end].lower() == form.text.lower()
    found = text[start:end]
    return found == form.text or (
        form.upper
        and (found.isupper() or (" " in found and found[0] == form.text[0]))
        and (not form.signs or found.lower() == form.text.lower())
    )


def _search_key(form: _Form, padded: bool) -> str:
    """Return what is looked for: the form in small letters, or with each sign a space and a space where words end."""
    key = form.text.lower()
    if not padded:
        return key
    return f"{' ' * form.word_before}{key.translate(_BREAKS)}{' ' * form.word_after}"


def _build(keys: list[str]) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(keys, store_patterns=False)


def _forms(term: Term, number: int) -> Iterable[_Form]:
    source = _even_out(unicodedata.normalize("NFC", term.source.strip()))[0]
    for text in inflect_term(source) if term.match == "inflect" else (source,):
        before, after = _is_word(text[0]), _is_word(text[-1])
        capitals = any(char.isupper() for char in source)
        yield _Form(
            text,
            number,
            term.case == "ignore" or (term.case == "smart" and not capitals),
            term.case == "smart",
            before,
            after,
            text != text.translate(_BREAKS),
            0 if before else 1,
            2 if after else 1,
        )


def _even_out(text: str) -> tuple[str, Sequence[Span] | None]:
    """Return a text with one kind of apostrophe, dash and single space.

    With it, if the lengths differ, where each of its characters stands in the original.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text, None
    if unicodedata.is_normalized("NFC", text):
        even = text.translate(_SAME)
        if not _UNEVEN.search(even):
            return even, None
    out: list[str] = []
    spans: list[Span] = []
    for at, char in enumerate(text):
        same = char.translate(_SAME)
        if (same == " " and out and out[-1] == " ") or unicodedata.category(char) == "Cf":
            continue
        if unicodedata.combining(char) and out:
            composed = unicodedata.normalize("NFC", out[-1] + char)
            if len(composed) == 1:
                out[-1] = composed
                spans[-1] = Span(spans[-1].start, at + 1)
                continue
        out.append(same if len(same.lower()) == 1 else "i")
        spans.append(Span(at, at + 1))
    return "".join(out), spans


def _is_word(char: str) -> bool:
    """Tell whether a character belongs to words that spaces or signs set apart."""
    if char.isascii():
        return char.isalnum()
    return char.isalnum() and not ("\u0e00" <= char <= "\u0eff" or "\u2e80" <= char <= "\u9fff" or char >= "\uac00")


def _begins(text: str, start: int, common: bool) -> bool:
    """Tell whether a word begins at an offset: the ``on`` of ``add-on`` does not, ``Asian`` in ``pan-Asian`` does."""
    before = text[start - 1]
    if before in "-_" and start > 1:
        if not text[start - 2].isalnum():
            return True
        return before == "-" and not common and text[start - 2].islower() and text[start].isupper()
    return not _is_word(before)


def _ends(text: str, end: int, common: bool) -> bool:
    """Tell whether a word ends at an offset: ``add`` in ``add-on`` does not, ``Lima`` in ``Lima-based`` does."""
    after = text[end]
    if after == " ":
        return True
    if end + 1 < len(text) and text[end + 1].isalnum():
        if after == "_":
            return False
        if after == "-":
            return not common and _is_attached(text, end + 1)
        if after == "'":
            return text[end + 1] in "sS" and not text[end + 2 : end + 3].isalnum()
        if after == ".":
            return not text[end + 1].islower()
    return not _is_word(after)


_ATTACHED = re.compile(r"(?:[0-9]+|[a-z]{3,})(?![\w-])")


def _is_attached(text: str, start: int) -> bool:
    """Tell whether what follows the hyphen after a name leaves the name what it is: a number, or a small word."""
    return _ATTACHED.match(text, start) is not None


def _take_longest(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return stretches that do not overlap, in order: the longest first, then the leftmost, then the first term."""
    found.sort()
    end = -1
    for one in found:
        if one[0] < end:
            break
        end = one[1]
    else:
        return found
    kept: list[tuple[int, int, int]] = []
    for one in sorted(found, key=lambda stretch: (stretch[0] - stretch[1], stretch[0], stretch[2])):
        at = bisect_left(kept, one)
        if (at == 0 or kept[at - 1][1] <= one[0]) and (at == len(kept) or one[1] <= kept[at][0]):
            kept.insert(at, one)
    return kept


def _outside(hidden: list[tuple[int, int]], found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the stretches that do not touch a hidden one; those are in order and do not overlap."""
    kept = []
    for one in found:
        at = bisect_left(hidden, (one[1], 0))
        if at == 0 or hidden[at - 1][1] <= one[0]:
            kept.append(one)
    return kept

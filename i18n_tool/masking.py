"""Hides placeholders and terms from an engine, and puts them back.

An engine translates what it sees: ``{city}`` becomes ``{ciudad}``, a link loses its end, a fixed name gets another
rendering. So each of them is replaced by a token that engines leave alone, and nothing that comes back is believed
before every token has been found once.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from typing import Literal, NamedTuple

from i18n_tool.errors import AnswerError
from i18n_tool.languages import sentence_joiner
from i18n_tool.model import Markup, Placeholder
from i18n_tool.placeholders import find_placeholders

Role = Literal["open", "close", "alone", "term"]


_ANY_TOKEN = re.compile(
    r"(?<![A-Za-z])(?:XQ|XK|ZX|QX|QZ|KX)(?:[A-Z]{1,3}Z|Z?\d|(?![A-Za-z]))|[⟦⟧]|\[\[|\]\]|apertium-notrans|translate=[\"']?no"
)
"""What looks like a token of any style, so that one that a server remembers from another call is seen."""


_BARE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)|<(?![A-Za-z/!])")
"""Signs that HTML wants as entities."""


class FixedTerm(NamedTuple):
    """A place of a segment where a term stands, and what must stand for it in the translation."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    target: str
    """The rendering to be put in."""


@dataclass(frozen=True, slots=True)
class Token:
    """What an engine sees instead of a placeholder or a term."""

    text: str
    """The token."""
    restored: str
    """What is put back for it."""
    role: Role
    """Whether it begins a pair of marks, ends one, stands alone, or is a term."""
    pair: int | None = None
    """The number of the token that begins or ends the same pair."""
    padded: tuple[bool, bool] = (False, False)
    """Whether a space was put before and after it, so that it stands as a word of its own."""
    spaced: tuple[bool, bool] = (True, True)
    """Whether white space, or nothing, stands before and after it in the source."""
    filled: bool = False
    """True for the beginning of a pair that has more than white space inside."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A segment as an engine sees it, and what is needed to undo that."""

    text: str
    """What is sent."""
    source: str
    """The segment."""
    style: str
    """The name of the style."""
    stem: str
    """What tells its tokens from the text around them."""
    tokens: tuple[Token, ...]
    """The tokens in order; their numbers count from 0."""
    markup: Markup | None = None
    """The markup of the segment."""
    placeholders: tuple[str, ...] = ()
    """The placeholders of the segment."""

    @property
    def bare(self) -> str:
        """What there is to translate: the text without its tokens."""
        text = self.text
        for token in self.tokens:
            text = text.replace(token.text, " ")
        return text

    @property
    def has_terms(self) -> bool:
        """Whether any token stands for a term."""
        return any(token.role == "term" for token in self.tokens)


@dataclass(frozen=True, slots=True)
class MaskStyle:
    """A way to write tokens."""

    name: str
    """What settings and the journal call it."""
    word: Callable[[str, int], str]
    """Writes a token that reads as a word: for terms, variables, code."""
    mark: Callable[[str, int], str]
    """Writes a token that reads as punctuation: for the two ends of a pair."""
    pattern: Callable[[str], re.Pattern[str]]
    """Finds the tokens of a stem, damaged ones included; its groups hold the number."""
    fragment: Callable[[str], re.Pattern[str]]
    """Finds what is left of a token that was torn."""
    stems: tuple[str, ...]
    """Stems to try in order."""
    glued: Literal["none", "words", "all"] = "none"
    """Which tokens need a space between them and a letter: none, those that read as words, or all."""
    markup: bool = False
    """True if the text is sent as HTML."""


def letters_of(number: int) -> str:
    """Return a number as letters: A to Z, then AA, AB …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Return the number that letters stand for."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _word(stem: str, number: int) -> str:
    return f"{stem}{letters_of(number)}Z"


def _word_pattern(stem: str) -> str:
    first, second = stem[0], stem[1:]
    return rf"(?<![A-Za-z])(?:{first}[ *]?{second})[ *]?(?P<letters>[A-Z]{{1,3}}?)[ *]?Z(?![A-Za-z])"


def _white_pattern(stem: str) -> str:
    return rf"⟦[ *]{{0,2}}{stem}[ ]?(?P<digits>\d{{1,4}})[ *]{{0,2}}⟧"


def _white_stem(stem: str) -> str:
    return "" if stem == _WORD_STEMS[0] else stem


def _compiled(*makers: Callable[[str], str]) -> Callable[[str], re.Pattern[str]]:
    @lru_cache(maxsize=64)
    def build(stem: str) -> re.Pattern[str]:
        return re.compile("|".join([maker(stem) for maker in makers]), re.IGNORECASE)

    return build


_WORD_STEMS = ("XQ", "XK", "ZX", "QX", "QZ", "KX")
_PLAIN_STEMS = ("", "q", "x", "k", "zq")

STYLES: dict[str, MaskStyle] = {
    style.name: style
    for style in (
        MaskStyle(
            "mixed",
            _word,
            lambda stem, number: f"⟦{_white_stem(stem)}{number + 1}⟧",
            _compiled(_word_pattern, lambda stem: _white_pattern(_white_stem(stem))),
            _compiled(lambda stem: rf"(?<![A-Za-z]){stem}[A-Z]{{0,3}}|[⟦⟧]"),
            _WORD_STEMS,
            glued="words",
        ),
        MaskStyle(
            "word",
            _word,
            _word,
            _compiled(_word_pattern),
            _compiled(lambda stem: rf"(?<![A-Za-z]){stem}[A-Z]{{0,3}}"),
            _WORD_STEMS,
            glued="all",
        ),
        MaskStyle(
            "numbered",
            lambda stem, number: f"{stem}Z{number + 1}",
            lambda stem, number: f"{stem}Z{number + 1}",
            _compiled(lambda stem: rf"(?<![A-Za-z]){stem[0]}[ *]?{stem[1:]}[ *]?Z[ *]?(?P<digits>\d{{1,4}})(?!\d)"),
            _compiled(lambda stem: rf"(?<![A-Za-z]){stem}Z?"),
            _WORD_STEMS,
            glued="all",
        ),
        MaskStyle(
            "brackets",
            lambda stem, number: f"[[{stem}{number + 1}]]",
            lambda stem, number: f"[[{stem}{number + 1}]]",
            _compiled(lambda stem: rf"\[[ ]?\[[ *]{{0,2}}{stem}[ ]?(?P<digits>\d{{1,4}})[ *]{{0,2}}\][ ]?\]"),
            _compiled(lambda stem: r"\[\[|\]\]"),
            _PLAIN_STEMS,
        ),
        MaskStyle(
            "white",
            lambda stem, number: f"⟦{stem}{number + 1}⟧",
            lambda stem, number: f"⟦{stem}{number + 1}⟧",
            _compiled(_white_pattern),
            _compiled(lambda stem: "[⟦⟧]"),
            _PLAIN_STEMS,
        ),
        MaskStyle(
            "span",
            lambda stem, number: f'<span translate="no" id="{stem}t{number + 1}">\0</span>',
            lambda stem, number: f'<x id="{stem}t{number + 1}"/>',
            _compiled(
                lambda stem: (
                    rf'<span\s[^<>]{{0,60}}id\s*=\s*["\']?{stem}t(?P<digits>\d{{1,4}})["\']?[^<>]{{0,60}}>'
                    r"[^<>]{0,400}</span\s*>"
                    rf'|<x\s[^<>]{{0,20}}id\s*=\s*["\']?{stem}t(?P<more>\d{{1,4}})["\']?\s*/?>(?:\s*</x\s*>)?'
                )
            ),
            _compiled(lambda stem: rf'translate\s*=|</?x\b|</?span\b|id\s*=\s*["\']?{stem}t\d'),
            _PLAIN_STEMS,
            markup=True,
        ),
        MaskStyle(
            "notrans",
            lambda stem, number: f"<apertium-notrans>{stem}t{number + 1}</apertium-notrans>",
            lambda stem, number: f"<apertium-notrans>{stem}t{number + 1}</apertium-notrans>",
            _compiled(
                lambda stem: rf"<apertium-notrans\s*>\s*{stem}t[ ]?(?P<digits>\d{{1,4}})\s*</apertium-notrans\s*>"
            ),
            _compiled(lambda stem: "apertium-notrans"),
            _PLAIN_STEMS,
            markup=True,
        ),
    )
}
"""The styles by name. Which one an engine leaves alone is known by measuring it, and differs between engines."""


def mask_segment(
    text: str,
    markup: Markup | None = None,
    terms: Sequence[FixedTerm] = (),
    style: str = "mixed",
) -> Masked:
    """Replace the placeholders and terms of a segment by tokens.

    Args:
        text: the segment.
        markup: its markup, or None.
        terms: where terms stand and what must stand for them; one that overlaps a placeholder stays as it is.
        style: a name of ``STYLES``.

    Returns:
        The segment as an engine may see it. No token stands in the segment itself.
    """
    kind = STYLES[style]
    stem = _free_stem(kind, text)
    placeholders = find_placeholders(text, markup)
    parts = _parts(text, placeholders, terms)
    pairs = _pairs(parts)
    out: list[str] = []
    tokens: list[Token] = []
    offset = 0
    for number, part in enumerate(parts):
        out.append(_plain(text[offset : part.start], kind))
        token, sent = _token(kind, stem, number, part, pairs.get(number), parts, text, _last_char(out))
        tokens.append(token)
        out.append(sent)
        offset = part.end
    out.append(_plain(text[offset:], kind))
    found = tuple([one.text for one in placeholders])
    return Masked("".join(out), text, style, stem, tuple(tokens), markup, found)


class _Part(NamedTuple):
    start: int
    end: int
    restored: str
    role: Role


def _free_stem(style: MaskStyle, text: str) -> str:
    """Return the first stem of which the text holds no token."""
    shadow = _shadow(text).casefold()
    more = (style.stems[-1] + letters_of(number) for number in count())
    return next(
        stem
        for stem in chain(style.stems, more)
        if not style.pattern(stem).search(shadow) and (not stem or stem.casefold() not in shadow)
    )


def _parts(text: str, placeholders: Sequence[Placeholder], terms: Sequence[FixedTerm]) -> list[_Part]:
    """Return what is to be hidden, in order, none overlapping another."""
    parts = [_Part(*_widened(text, one), one.text, one.role) for one in placeholders]
    kept: list[_Part] = []
    for part in parts:
        if kept and part.start < kept[-1].end:
            # Two placeholders of one word grew into each other: the word is hidden as one.
            kept[-1] = _Part(kept[-1].start, max(part.end, kept[-1].end), "", "alone")
        else:
            kept.append(part)
    hidden = [part._replace(restored=text[part.start : part.end]) for part in kept]
    starts = {part.start: part for part in hidden}
    covered = bytearray(len(text))
    for part in hidden:
        covered[part.start : part.end] = b"\1" * (part.end - part.start)
    for term in terms:
        if term.end > term.start and not any(covered[term.start : term.end]):
            covered[term.start : term.end] = b"\1" * (term.end - term.start)
            starts[term.start] = _Part(term.start, term.end, term.target, "term")
    return [starts[start] for start in sorted(starts)]


_SPACE_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xA0|#8239|#x202F);", re.IGNORECASE)


def _widened(text: str, placeholder: Placeholder) -> tuple[int, int]:
    """Return the place of a placeholder with the rest of the word it is part of, as in ``R&amp;D``."""
    start, end = placeholder.start, placeholder.end
    if placeholder.text[0] not in "{%$#&" or _SPACE_ENTITY.fullmatch(placeholder.text):
        return start, end
    while start > placeholder.start - 40 and start and _is_glue(text[start - 1]):
        start -= 1
    while end < placeholder.end + 40 and end < len(text) and _is_glue(text[end]):
        end += 1
    return start, end


def _is_glue(char: str) -> bool:
    """Tell whether a character would grow together with a token that reads as a word."""
    return char.isalnum() and not _is_unspaced(char)


def _is_unspaced(char: str) -> bool:
    """Tell whether a character belongs to a script that is written without spaces."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or "\u0e00" <= char <= "\u0eff"
        or "\u1000" <= char <= "\u109f"
        or "\u1780" <= char <= "\u17ff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def _pairs(parts: Sequence[_Part]) -> dict[int, int]:
    """Return which tokens belong together, both ways."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for number, part in enumerate(parts):
        if part.role == "open":
            stack.append(number)
        elif part.role == "close" and stack:
            opener = stack.pop()
            pairs[opener], pairs[number] = number, opener
    return pairs


def _plain(text: str, style: MaskStyle) -> str:
    return html.escape(text, quote=False) if style.markup else text


def _last_char(out: Sequence[str]) -> str:
    return next((part[-1] for part in reversed(out) if part), "")


def _token(
    style: MaskStyle,
    stem: str,
    number: int,
    part: _Part,
    pair: int | None,
    parts: Sequence[_Part],
    text: str,
    sent_before: str,
) -> tuple[Token, str]:
    """Return a token and what is sent for it."""
    role: Role = part.role if part.role == "term" or pair is not None else "alone"
    as_word = role in ("alone", "term")
    written = (style.word if as_word else style.mark)(stem, number)
    shown = written.replace("\0", html.escape(part.restored, quote=False))
    before = text[part.start - 1] if part.start else " "
    after = text[part.end] if part.end < len(text) else " "
    glued = style.glued == "all" or (style.glued == "words" and as_word)
    token_next = number + 1 < len(parts) and parts[number + 1].start == part.end
    token_before = number > 0 and parts[number - 1].end == part.start
    left = glued and _is_glue(sent_before or " ") and not (token_before and sent_before == " ")
    right = glued and (token_next or _is_glue(after))
    filled = role == "open" and pair is not None and bool(text[part.end : parts[pair].start].strip())
    token = Token(
        shown,
        part.restored,
        role,
        pair,
        (left, right),
        (before.isspace(), after.isspace()),
        filled,
    )
    return token, f"{' ' if left else ''}{shown}{' ' if right else ''}"


def unmask_segment(answer: str, masked: Masked, locale: str | None = None) -> str:
    """Return an answer with its tokens replaced by what they stand for.

    Tokens are known again when the engine changed their case, their digits or their width, put spaces or stars
    into them, or escaped them. Spaces that it added or lost next to them are put right.

    Args:
        answer: what the engine made of ``masked.text``.
        masked: the segment as it was sent.
        locale: the locale of the answer; None: nothing is known of it.

    Raises:
        AnswerError: a token is missing, stands twice, is torn, or the pairs are crossed, turned round or emptied;
            or the result does not hold the placeholders of the segment.
    """
    style = STYLES[masked.style]
    text = answer
    found = _find_tokens(text, style, masked)
    if "&" in text and (len(found) != len(masked.tokens) or "&" not in masked.source):
        unescaped = html.unescape(text) if not style.markup else text
        if unescaped != text and (masked.markup != "html" or len(found) != len(masked.tokens)):
            text, found = unescaped, _find_tokens(unescaped, style, masked)
    _demand_each_once(found, masked)
    _demand_nesting(found, masked)
    rest = _without(text, found)
    torn = _count(style, masked.stem, rest)
    if torn and torn > _count(style, masked.stem, _plain(masked.source, style)):
        raise AnswerError("a token was torn.", "The segment is tried again in another way.")
    _demand_filling(text, found, masked)
    result = _restore(text, found, masked, style, locale)
    odd = _wrong_placeholder(result, masked)
    if odd and locale is not None and not sentence_joiner(locale):
        # **“开放”**了 is no emphasis by CommonMark's rules, which look for spaces; with one it is.
        result = _restore(text, found, masked, style, locale, roomy=True)
        odd = _wrong_placeholder(result, masked)
    tokens = len(_ANY_TOKEN.findall(_shadow(result)))
    known = " ".join([masked.source, *(token.restored for token in masked.tokens)]) if tokens else ""
    if tokens > len(_ANY_TOKEN.findall(_shadow(known))):
        raise AnswerError("it made up a token.", "The segment is tried again in another way.")
    if odd:
        raise AnswerError(
            f"“{odd}” would not be read as markup where it stands.", "The segment is tried again in another way."
        )
    return result


def bare_answer(answer: str, masked: Masked) -> str:
    """Return what an answer says besides its tokens, as ``Masked.bare`` does for the segment."""
    return _without(answer, _find_tokens(answer, STYLES[masked.style], masked))


class _Found(NamedTuple):
    start: int
    end: int
    number: int


def _shadow(text: str) -> str:
    """Return a text of the same length in which digits, letters and brackets have their plain forms."""
    return text if text.isascii() else text.translate(_PLAIN_FORMS)


class _PlainForms(dict[int, str]):
    """The plain form of every character that was asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = plain = char if char.isascii() else _plain_form(char)
        return plain


_PLAIN_FORMS = _PlainForms()


def _plain_form(char: str) -> str:
    if char in "【〚〖":
        return "[" if char != "〚" else "⟦"
    if char in "】〛〗":
        return "]" if char != "〛" else "⟧"
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _find_tokens(text: str, style: MaskStyle, masked: Masked) -> list[_Found]:
    found = []
    for match in style.pattern(masked.stem).finditer(_shadow(text)):
        groups = match.groupdict()
        if groups.get("letters"):
            number = number_of(groups["letters"])
        else:
            number = int(groups.get("digits") or groups.get("more") or 0) - 1
        found.append(_Found(match.start(), match.end(), number))
    return found


def _demand_each_once(found: Sequence[_Found], masked: Masked) -> None:
    if not found and not masked.tokens:
        return
    counts = Counter(one.number for one in found)
    for number, token in enumerate(masked.tokens):
        if counts[number] != 1:
            what = "was lost" if not counts[number] else f"came back {counts[number]} times"
            raise AnswerError(f"“{token.restored}” {what}.", "The segment is tried again in another way.")
    for number in counts:
        if not 0 <= number < len(masked.tokens):
            raise AnswerError("it made up a token.", "The segment is tried again in another way.")


def _demand_nesting(found: Sequence[_Found], masked: Masked) -> None:
    stack: list[int] = []
    for one in found:
        token = masked.tokens[one.number]
        if token.role == "open":
            stack.append(one.number)
        elif token.role == "close" and (not stack or stack.pop() != token.pair):
            raise AnswerError(f"“{token.restored}” is out of place.", "The segment is tried again in another way.")


def _demand_filling(text: str, found: Sequence[_Found], masked: Masked) -> None:
    at = {one.number: one for one in found}
    for one in found:
        token = masked.tokens[one.number]
        if token.filled and token.pair is not None and not text[one.end : at[token.pair].start].strip():
            raise AnswerError(
                f"nothing is left inside “{token.restored}”.", "The segment is tried again in another way."
            )


def _without(text: str, found: Sequence[_Found]) -> str:
    out, offset = [], 0
    for one in found:
        out.append(text[offset : one.start])
        offset = one.end
    return " ".join([*out, text[offset:]])


def _count(style: MaskStyle, stem: str, text: str) -> int:
    return sum(1 for _ in style.fragment(stem).finditer(_shadow(text)))


def _restore(
    text: str,
    found: Sequence[_Found],
    masked: Masked,
    style: MaskStyle,
    locale: str | None,
    *,
    roomy: bool = False,
) -> str:
    unspaced = locale is not None and not sentence_joiner(locale)
    gaps = list(_gaps(text, found))
    if style.markup:
        gaps = [html.unescape(gap) for gap in gaps]
    if masked.markup == "html" and not _BARE.search(masked.source):
        gaps = [_BARE.sub(lambda match: html.escape(match[0]), gap) for gap in gaps]
    last = len(found) - 1
    for index, one in enumerate(found):
        token = masked.tokens[one.number]
        gaps[index] = _mend(gaps[index], token, 0, index == 0, unspaced)
        gaps[index + 1] = _mend(gaps[index + 1], token, 1, index == last, unspaced)
        if roomy and token.restored[:1] in ("*", "_", "~"):
            if token.role == "open" and gaps[index].rstrip() == gaps[index] != "":
                gaps[index] += " "
            elif token.role == "close" and gaps[index + 1].lstrip() == gaps[index + 1] != "":
                gaps[index + 1] = " " + gaps[index + 1]
    out = [gaps[0]]
    for index, (one, gap) in enumerate(zip(found, gaps[1:], strict=True)):
        token = masked.tokens[one.number]
        first = index == 0 and not any(map(str.isalnum, gaps[0]))
        out += [_capitalise(token, masked.source) if first else token.restored, gap]
    return "".join(out)


def _capitalise(token: Token, source: str) -> str:
    """Return what a token at the beginning stands for, a rendering with the capital that the source begins with."""
    text = token.restored
    if token.role != "term" or not text[:1].islower() or text in source:
        return text
    first = next((char for char in source if char.isalpha()), "")
    return text[0].upper() + text[1:] if first.isupper() else text


def _gaps(text: str, found: Sequence[_Found]) -> Iterator[str]:
    offset = 0
    for one in found:
        yield text[offset : one.start]
        offset = one.end
    yield text[offset:]


def _mend(gap: str, token: Token, side: Literal[0, 1], at_edge: bool, unspaced: bool) -> str:
    """Return the text on one side of a token with the space next to the token as it should be."""
    beside = gap[-1:] if side == 0 else gap[:1]
    inner = (token.role == "open" and side == 1) or (token.role == "close" and side == 0)
    if not gap or beside.isspace():
        if at_edge and not gap.strip():
            return gap if not token.padded[side] else _without_space(gap, side)
        if token.padded[side] or (inner and not token.spaced[side]):
            return _without_space(gap, side)
        if unspaced and gap.strip(" ") and _is_unspaced(gap.rstrip(" ")[-1:] if side == 0 else gap.lstrip(" ")[:1]):
            edge = token.restored[:1] if side == 0 else token.restored[-1:]
            if token.role == "term" and edge and _is_unspaced(edge):
                return gap.rstrip(" ") if side == 0 else gap.lstrip(" ")
        return gap
    if token.spaced[side] and not inner and not unspaced and _is_glue(beside):
        return f"{gap} " if side == 0 else f" {gap}"
    return gap


def _without_space(gap: str, side: Literal[0, 1]) -> str:
    if side == 0:
        return gap[:-1] if gap.endswith(" ") else gap
    return gap.removeprefix(" ")


def _wrong_placeholder(result: str, masked: Masked) -> str | None:
    """Return a placeholder that the format would not read, or would read too much, in a translation."""
    if any(token.role == "term" and find_placeholders(token.restored, masked.markup) for token in masked.tokens):
        return None
    placeholders = find_placeholders(result, masked.markup)
    if not placeholders and not masked.placeholders:
        return None
    wanted = Counter(masked.placeholders)
    there = Counter(one.text for one in placeholders)
    more = {text for text in there - wanted if text not in ("&amp;", "&lt;", "&gt;")}
    return next(iter((wanted - there) or more), None)

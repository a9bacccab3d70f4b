"""Markup and variables inside a segment: what must survive its translation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from i18n_tool.model import Markup, Placeholder

_VARIABLE = (
    r"\{\{[^{}\n]{0,200}\}\}"
    r"|\{%[^{}\n]{0,200}%\}"
    r"|[%$#]\{[A-Za-z_][\w.-]{0,60}\}"
    r"|\{(?:\s?\$)?(?:[A-Za-z_][\w.\-\[\]]{0,60}|\d{1,3})?(?:![rsa])?(?::[^{}\s]{0,20})?\s?\}"
    r"|(?<!%)%\([A-Za-z_]\w{0,60}\)[-+#0 ]{0,3}\d{0,3}(?:\.\d{1,3})?[sdiufFeEgGxXocr]"
    r"|(?<![0-9%])(?<![0-9][ \u00a0\u202f])%(?:\d{1,2}\$)?[-+#0]{0,3}\d{0,3}(?:\.\d{1,3})?"
    r"(?:ll?|hh?)?[sdiufFeEgGxXoc@](?![A-Za-z0-9_])"
)
_URL = r"(?<![A-Za-z0-9])(?:(?:https?|ftp)://|www\.(?=[A-Za-z0-9]))[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+"
_EMAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
_TAG = (
    r"</[A-Za-z][A-Za-z0-9:-]{0,60}+\s*+>"
    r"|<[A-Za-z][A-Za-z0-9:-]{0,60}+"
    r"(?:\s++[A-Za-z_:@][\w.:@-]{0,60}+(?:\s*+=\s*+(?:\"[^\"]{0,4000}+\"|'[^']{0,4000}+'|[^\s\"'=<>`]{1,2000}+))?+){0,40}+"
    r"\s*+/?>"
    r"|<!--(?s:.{0,1000}?)-->"
)
_AUTOLINK = r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}>|<[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}>"
_MARKS = r"(?P<code>`+)|(?P<note>\[\^[^\]\s\[]{1,100}\])|(?P<image>!\[)|(?P<left>\[)|(?P<right>\])|(?P<run>\*+|_+|~+)"
_ESCAPE = r"(?P<break>\\(?=\n))|(?P<escape>\\[!-/:-@\[-`{-~])"

_HINT = re.compile(r"[{<&@`*_~\[\]\\]|%[-+#0-9A-Za-z@(]|%\.[0-9]|://|www\.")
"""Stands in every text that has a placeholder; most texts have none, and this is seen quickly."""

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_TAG_NAME = re.compile(r"</?([A-Za-z]+)")


@lru_cache(maxsize=8)
def _pattern(markup: Markup | None, mail: bool) -> re.Pattern[str]:
    """Return what finds the placeholders of a markup, e-mail addresses only where asked for.

    Most characters begin none, which the look ahead tells at once; without a ``@`` letters begin addresses only.
    """
    plain = f"(?P<variable>{_VARIABLE})|(?P<url>{_URL})" + (f"|(?P<mail>{_EMAIL})" if mail else "")
    tags = f"(?P<tag>{_TAG})|(?P<entity>{_ENTITY})"
    firsts = "{%$#" + ("A-Za-z0-9._+-" if mail else "hfw")
    if markup == "text":
        return re.compile(f"(?=[{firsts}])(?:{plain})")
    if markup == "html":
        return re.compile(f"(?=[<&{firsts}])(?:{tags}|{plain})")
    body = f"{_ESCAPE}|(?P<link>{_AUTOLINK})|{tags}|{plain}|{_MARKS}"
    return re.compile(rf"(?=[\\`!\[\]*_~<&{firsts}])(?:{body})")


@lru_cache(maxsize=8192)
def find_placeholders(text: str, markup: Markup | None = None) -> tuple[Placeholder, ...]:
    """Find the placeholders of a segment or of its translation.

    Args:
        text: the segment.
        markup: which inline markup it may hold. None: not known; everything that plain prose does not hold by
            chance counts. Variables, addresses and URLs count in every markup.

    Returns:
        Placeholders in order, none overlapping another. What looks like markup but is none by the rules of
        CommonMark 0.31 (a star between spaces, a bracket without a link) is no placeholder. Takes linear time.
    """
    if not _HINT.search(text):
        return ()
    if markup in ("text", "html"):
        return tuple(_find_plain(text, _pattern(markup, "@" in text)))
    return tuple(_MarkdownScan(text, markup).scan())


def _find_plain(text: str, pattern: re.Pattern[str]) -> list[Placeholder]:
    found: list[Placeholder] = []
    match = pattern.search(text)
    while match:
        found.append(_placeholder(match))
        match = pattern.search(text, found[-1].end)
    return found


def _placeholder(match: re.Match[str]) -> Placeholder:
    """Return the placeholder of a match that stands for itself: anything but Markdown's paired marks."""
    value = match[0]
    if match.lastgroup == "url":
        value = _trim_url(value)
    role = _role(value) if match.lastgroup == "tag" else "alone"
    return Placeholder(match.start(), match.start() + len(value), value, role)


def _role(tag: str) -> Literal["open", "close", "alone"]:
    if tag.startswith("</"):
        return "close"
    name = _TAG_NAME.match(tag)
    if name is None or tag.endswith("/>") or name[1].lower() in _VOID:
        return "alone"
    return "open"


def _trim_url(url: str) -> str:
    """Return a URL without the punctuation of the sentence around it (GFM, section 6.9)."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end and (url[end - 1] in ".,;:!?'*_~" or (url[end - 1] == ")" and surplus > 0)):
        end -= 1
        surplus -= url[end] == ")"
    return url[:end]


@dataclass(slots=True)
class _Delimiter:
    """A run of emphasis marks (CommonMark 0.31, section 6.2)."""

    mark: str
    start: int
    count: int
    left: int
    opens: bool
    closes: bool
    order: int


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may turn out to begin a link or an image."""

    text: str
    start: int
    delimiters: int
    active: bool = True


class _MarkdownScan:
    """Goes once through a Markdown segment, as CommonMark's own strategy does (0.31, appendix)."""

    def __init__(self, text: str, markup: Markup | None) -> None:
        self.text = text
        self.markup = markup
        self.found: list[Placeholder] = []
        self.delimiters: list[_Delimiter] = []
        self.brackets: list[_Bracket] = []
        self.ticks: dict[int, list[int]] | None = None

    def scan(self) -> list[Placeholder]:
        pattern, position = _pattern(None, "@" in self.text), 0
        while match := pattern.search(self.text, position):
            position = self.take(match)
        self.pair(0)
        self.found.sort(key=lambda placeholder: placeholder.start)
        return self.found

    def take(self, match: re.Match[str]) -> int:
        """Deal with one match; return where to go on."""
        start, end = match.span()
        match match.lastgroup:
            case "escape":
                pass
            case "code":
                end = self.take_code(start, end)
            case "left" | "image":
                self.brackets.append(_Bracket(match[0], start, len(self.delimiters)))
            case "right":
                end = self.take_right(start)
            case "run":
                self.take_run(match[0], start, end)
            case "break" | "note" | "link":
                self.add(start, end)
            case _:
                self.found.append(_placeholder(match))
                end = self.found[-1].end
        return end

    def add(self, start: int, end: int, role: Literal["open", "close", "alone"] = "alone") -> None:
        self.found.append(Placeholder(start, end, self.text[start:end], role))

    def take_code(self, start: int, end: int) -> int:
        """Take a code span if a run of as many backticks closes it; a lone run is text."""
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", self.text):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
            for runs in self.ticks.values():
                runs.reverse()
        runs = self.ticks.get(end - start, [])
        while runs and runs[-1] < end:
            runs.pop()
        if not runs:
            return end
        stop = runs[-1] + end - start
        self.add(start, stop)
        return stop

    def take_right(self, start: int) -> int:
        """Take the end of a link or an image if there is one; return where to go on."""
        if not self.brackets:
            return start + 1
        bracket = self.brackets.pop()
        tail = self.link_tail(start + 1) if bracket.active else None
        if tail is None:
            return start + 1
        self.add(bracket.start, bracket.start + len(bracket.text), "open")
        self.add(start, tail, "close")
        self.pair(bracket.delimiters)
        if bracket.text == "[":
            for outer in reversed(self.brackets):
                if outer.text == "[":
                    if not outer.active:
                        break
                    outer.active = False
        return tail

    def link_tail(self, position: int) -> int | None:
        """Return the end of what makes a link of the bracket before, or None if nothing does."""
        tail = _INLINE_TAIL.match(self.text, position)
        if tail:
            return tail.end()
        if self.text.startswith("(", position):
            return self.nested_tail(position)
        if self.markup == "markdown" and (tail := _REFERENCE_TAIL.match(self.text, position)):
            return tail.end()
        return None

    def nested_tail(self, position: int) -> int | None:
        """Return the end of ``(destination "title")`` whose destination holds parentheses."""
        depth = 0
        for offset in range(position + 1, min(len(self.text), position + 2000)):
            char = self.text[offset]
            if char == "(":
                depth += 1
            elif char == ")" and depth:
                depth -= 1
            elif char == ")" or char.isspace():
                title = _TITLE_TAIL.match(self.text, offset)
                return title.end() if title and not depth else None
            if depth > 32:
                return None
        return None

    def take_run(self, run: str, start: int, end: int) -> None:
        if run[0] == "~" and len(run) != 2:
            return
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
        right = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
        if run[0] == "_":
            opens = left and (not right or _is_punctuation(before))
            closes = right and (not left or _is_punctuation(after))
        else:
            opens, closes = left, right
        self.delimiters.append(_Delimiter(run[0], start, len(run), len(run), opens, closes, len(self.delimiters)))

    def pair(self, first: int) -> None:
        """Turn the delimiters from one on into pairs and forget the rest of them."""
        runs = self.delimiters[first:]
        del self.delimiters[first:]
        stack: list[_Delimiter] = []
        floor: dict[tuple[str, bool, int], int] = {}
        for order, run in enumerate(runs):
            run.order = order
            key = (run.mark, run.opens, run.count % 3)
            while run.closes and run.left:
                index = _opener_of(run, stack, floor.get(key, 0))
                if index is None:
                    floor[key] = order
                    break
                del stack[index + 1 :]
                self.match(stack[index], run)
                if not stack[index].left:
                    stack.pop()
            if run.opens and run.left:
                stack.append(run)

    def match(self, opener: _Delimiter, closer: _Delimiter) -> None:
        """Make a pair of the inner marks of two runs."""
        width = 2 if min(opener.left, closer.left) >= 2 else 1
        opener.left -= width
        self.add(opener.start + opener.left, opener.start + opener.left + width, "open")
        self.add(closer.start, closer.start + width, "close")
        closer.start += width
        closer.left -= width


_INLINE_TAIL = re.compile(
    r"\(\s{0,20}(?:<[^<>\n]{0,2000}>|\{\{[^{}\n]{0,200}\}\}|[^\s()<][^\s()]{0,2000})?"
    r"(?:\s{1,20}(?:\"(?:[^\"\\]|\\.){0,1000}\"|'(?:[^'\\]|\\.){0,1000}'|\([^()]{0,1000}\)))?\s{0,20}\)"
)
_TITLE_TAIL = re.compile(r"(?:\s{1,20}(?:\"(?:[^\"\\]|\\.){0,1000}\"|'(?:[^'\\]|\\.){0,1000}'))?\s{0,20}\)")
_REFERENCE_TAIL = re.compile(r"\[[^\[\]]{0,999}\]")


def _opener_of(closer: _Delimiter, stack: list[_Delimiter], floor: int) -> int | None:
    """Return where in the stack the opener of a closing run stands (rules 9 and 10 of section 6.2)."""
    for index in range(len(stack) - 1, -1, -1):
        opener = stack[index]
        if opener.order < floor:
            return None
        if opener.mark != closer.mark:
            continue
        odd = (opener.closes or closer.opens) and (opener.count + closer.count) % 3 == 0
        if not odd or (opener.count % 3 == 0 and closer.count % 3 == 0) or closer.mark == "~":
            return index
    return None


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"

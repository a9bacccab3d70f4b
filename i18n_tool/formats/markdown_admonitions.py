"""What static-site generators add to Markdown → Markdown with raw HTML around it.

Admonitions and tabs become ``aside`` elements, formulas ``div`` elements, an emphasised paragraph after an image its
caption. Template tags go into comments, attribute lists and labels go.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from html import escape

_HINT = re.compile(r"!!!|\?\?\?|=== \"|:::|\$\$|\{%|\{\{[<%]|\{:|\)=|\[TOC\]|\[\[_?TOC", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_OPEN = re.compile(
    r"(?P<indent>[ \t>]*)(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<type>[\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>.*)\")?"
    r"|===[!+]?[ \t]+\"(?P<tab>.*)\")[ \t]*$"
)
_COLONS = re.compile(
    r"(?P<indent>[ \t>]*):{3,}[ \t]*(?:(?P<type>[\w-]+)|\{[.]?(?P<name>[\w-]*)[^{}]*\})?"
    r"(?:\{[^{}]*\})?[ \t]*(?:\[(?P<label>.*)\]|(?P<title>[^ \t:].*?)?)[ \t:]*$"
)
_FENCE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")
_MATH = re.compile(r"([ \t>]*)\$\$[ \t]*$")
_TEMPLATE = re.compile(r"([ \t>]*)((?:\{[%{](?:[^%}]|%(?!\})|\}(?!\}))*[%}]\}[ \t]*)+)$")
_UNSHOWN = re.compile(r"([ \t>]*)(?:\{:[^{}]*\}|\([\w-]+\)=|\[TOC\]|\[\[_?TOC_?\]\])[ \t]*$", re.IGNORECASE)

_FIGURE = re.compile(
    r"<p>(?P<image><img [^>]*>)(?:</p>\n<p>|\s*)<em>(?P<caption>(?:(?!</?em>|</?p>|<img )[\s\S])*)</em></p>"
)
_CALLOUT = re.compile(r"<blockquote>\n<p>\[!(?P<type>[\w-]+)\][+-]?[ \t]*(?P<title>[^\n]*?)(?:\n|(?P<end></p>))")

_ALERT = re.compile(r'<blockquote class="markdown-alert-(\w+)">')

Render = Callable[[str], str]


def finish_html(html: str, titles: Mapping[str, str]) -> str:
    """Return the HTML of Markdown in which captions are captions, and alerts and callouts have titles.

    Args:
        html: what the parser made.
        titles: titles of alerts that have none of their own, by type.
    """

    def set_callout(match: re.Match[str]) -> str:
        kind = match["type"].lower()
        title = match["title"] or escape(title_of(kind, titles), quote=False)
        rest = "" if match["end"] else "\n<p>"
        return f'<blockquote class="admonition {kind}">\n<p class="admonition-title">{title}</p>{rest}'

    def set_alert(match: re.Match[str]) -> str:
        title = escape(title_of(match[1], titles), quote=False)
        return f'<blockquote class="admonition {match[1]}">\n<p class="admonition-title">{title}</p>'

    if "<img " in html:
        html = _FIGURE.sub(r"<figure>\g<image><figcaption>\g<caption></figcaption></figure>", html)
    if "<blockquote" in html:
        html = _ALERT.sub(set_alert, _CALLOUT.sub(set_callout, html))
    return html


def title_of(kind: str, titles: Mapping[str, str]) -> str:
    """Return the title of an admonition that has none of its own."""
    return titles.get(kind) or kind.replace("-", " ").capitalize()


def expand_admonitions(source: str, render: Render, titles: Mapping[str, str]) -> str:
    """Return Markdown in which only CommonMark, its extensions and raw HTML are left.

    Args:
        source: a Markdown text.
        render: Markdown to HTML, for titles.
        titles: titles of admonitions that have none of their own, by type.
    """
    return "\n".join(_Expander(_NEWLINE.split(source), render, titles).expand()) if _HINT.search(source) else source


class _Expander:
    def __init__(self, lines: Sequence[str], render: Render, titles: Mapping[str, str]) -> None:
        self.lines = lines
        self.titles = titles
        self.render = render
        self.out: list[str] = []
        self.fence = ""
        self.indented: list[tuple[str, str]] = []
        """Open admonitions with indented content: prefix of the line in the article, and in the output."""
        self.colons: list[str] = []
        self.formulas = [index for index, line in enumerate(lines) if _MATH.match(line)]

    def expand(self) -> list[str]:
        index = 0
        while index < len(self.lines):
            index = self.line(index)
        while self.indented:
            self.close(self.indented.pop()[1])
        while self.colons:
            self.close(self.colons.pop())
        return self.out

    def line(self, index: int) -> int:
        """Take in a line; return the index of the next one."""
        raw = self.lines[index]
        while self.indented and raw.strip() and not _is_inside(raw, self.indented[-1][0]):
            self.close(self.indented.pop()[1])
            self.fence = ""
        line = self.dedent(raw)
        fence = _FENCE.match(line)
        if fence is not None:
            self.toggle(fence)
        elif not self.fence:
            if (end := self.formula(line, index)) > index:
                return end
            if self.opens(raw, line, index) or self.colon(line) or self.hides(line):
                return index + 1
        self.out.append(line)
        return index + 1

    def dedent(self, raw: str) -> str:
        """Return a line without the four columns that each admonition around it takes."""
        if not self.indented or not raw.strip():
            return raw
        base = self.indented[0][0]
        return base + raw[len(base) :].replace("\t", "    ")[4 * len(self.indented) :]

    def toggle(self, match: re.Match[str]) -> None:
        if not self.fence:
            self.fence = match[1]
        elif match[1].startswith(self.fence) and not match[2].strip():
            self.fence = ""

    def formula(self, line: str, index: int) -> int:
        """Write out a formula that begins here; return the index of the line after it."""
        match = _MATH.match(line)
        following = bisect_right(self.formulas, index)
        if match is None or following >= len(self.formulas):
            return index
        end = self.formulas[following]
        indent = match[1]
        body = [escape(self.dedent(text).lstrip(" \t>"), quote=False) for text in self.lines[index : end + 1]]
        self.put(indent, [f'{indent}<div class="math">', *[indent + text for text in body if text], f"{indent}</div>"])
        return end + 1

    def opens(self, raw: str, line: str, index: int) -> bool:
        match = _OPEN.match(line)
        if match is None:
            return False
        prefix = raw[: len(raw) - len(raw.lstrip(" \t>"))]
        if match["title"] is None and match["tab"] is None:
            following = next((text for text in self.lines[index + 1 : index + 5] if text.strip()), "")
            if not _is_inside(following, prefix):
                return False
        if match["tab"] is not None:
            self.open(match["indent"], "tab", match["tab"])
        else:
            self.open(match["indent"], match["type"], match["title"])
        self.indented.append((prefix, match["indent"]))
        return True

    def colon(self, line: str) -> bool:
        match = _COLONS.match(line)
        if match is None:
            return False
        kind = match["type"] or match["name"]
        if kind:
            self.open(match["indent"], kind, match["label"] or match["title"] or None)
            self.colons.append(match["indent"])
        elif self.colons:
            self.close(self.colons.pop())
        else:
            return False
        return True

    def hides(self, line: str) -> bool:
        """Leave out a line that is no text; tell whether it is one."""
        if _UNSHOWN.match(line):
            return True
        match = _TEMPLATE.match(line)
        if match is not None:
            self.out.append(f"{match[1]}<!-- {match[2].replace('--', '- -')} -->")
        return match is not None

    def open(self, indent: str, kind: str, title: str | None) -> None:
        shown = title_of(kind.lower(), self.titles) if title is None else title
        first = f'{indent}<aside class="admonition {escape(kind.lower())}">'
        if shown:
            first += f'<p class="admonition-title">{self.inline(shown)}</p>'
        self.put(indent, [first])

    def close(self, indent: str) -> None:
        self.put(indent, [f"{indent}</aside>"])

    def put(self, indent: str, lines: Sequence[str]) -> None:
        blank = indent.rstrip(" \t")
        self.out += [blank, *lines, blank]

    def inline(self, text: str) -> str:
        """Return the HTML of a text that is no block."""
        html = self.render(f"# {text}").strip()
        if html.startswith("<h1>") and html.endswith("</h1>") and html.count("<h1>") == 1:
            return " ".join(html[4:-5].split())
        return escape(text, quote=False)


def _is_inside(line: str, prefix: str) -> bool:
    return line.startswith((f"{prefix}    ", f"{prefix}\t"))

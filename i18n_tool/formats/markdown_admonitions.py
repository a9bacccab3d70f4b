"""Admonitions and captions of static-site generators → HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

_OPEN = re.compile(
    r"(?P<indent>[ \t>]*)(?P<mark>!!!|\?\?\?\+?)[ \t]+(?P<type>[\w-]+)[\w -]*?(?:[ \t]+\"(?P<title>.*)\")?[ \t]*$"
)
_COLONS = re.compile(
    r"(?P<indent>[ \t>]*)(?P<colons>:{3,})[ \t]*(?:(?P<type>[\w-]+)|\{[.]?(?P<name>[\w-]*)[^{}]*\})?"
    r"(?:\{[^{}]*\})?[ \t]*(?:\[(?P<label>.*)\]|(?P<title>.*?))[ \t:]*$"
)
_FENCE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")
_FIGURE = re.compile(
    r"<p>(?P<image><img [^>]*>)(?:</p>\n<p>|\s*)<em>(?P<caption>(?:(?!</?em>|</?p>|<img )[\s\S])*)</em></p>"
)


def set_figures(html: str) -> str:
    """Return HTML in which an image and an emphasised caption after it are a figure."""
    return _FIGURE.sub(r"<figure>\g<image><figcaption>\g<caption></figcaption></figure>", html)


def expand_admonitions(source: str, render: Callable[[str], str]) -> str:
    """Return Markdown in which admonitions are raw HTML around Markdown.

    Args:
        source: a Markdown text.
        render: Markdown to HTML, for titles.
    """
    if "!!!" not in source and "???" not in source and ":::" not in source:
        return source
    lines = source.splitlines()
    return "\n".join(_expand(lines, render)) + "\n"


def _expand(lines: list[str], render: Callable[[str], str]) -> list[str]:
    out: list[str] = []
    fence = ""
    indented: list[str] = []
    colons: list[str] = []
    for raw in lines:
        line = raw
        while indented and line.strip() and not line.startswith(indented[-1] + "    "):
            out += _close(indented.pop())
        for _ in indented:
            pass
        line = _dedent(line, indented)
        match = _FENCE.match(line)
        if match is not None:
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not match[2].strip():
                fence = ""
        opened = None if fence or match else _OPEN.match(line)
        if opened is not None:
            out += _open(opened["indent"], opened["type"], opened["title"], render)
            indented.append(opened["indent"] + "    " * len(indented))
            continue
        marker = None if fence or match else _COLONS.match(line)
        if marker is not None:
            kind = marker["type"] or marker["name"]
            if kind:
                out += _open(marker["indent"], kind, marker["label"] or marker["title"] or None, render)
                colons.append(marker["indent"])
                continue
            if colons:
                out += _close(colons.pop())
                continue
        out.append(line)
    for indent in reversed(indented):
        out += _close(indent)
    for indent in reversed(colons):
        out += _close(indent)
    return out


def _dedent(line: str, indented: list[str]) -> str:
    """Return a line of an admonition's content without the four columns that each admonition around it takes."""
    if not indented or not line.strip():
        return line
    base = indented[0]
    return base + line[len(base) + 4 * len(indented) :] if line.startswith(base) else line


def _open(indent: str, kind: str, title: str | None, render: Callable[[str], str]) -> list[str]:
    shown = kind.replace("-", " ").capitalize() if title is None else title
    lines = [indent.rstrip(" "), f'{indent}<aside class="admonition {escape(kind)}">']
    if shown:
        inline = render(shown).strip()
        if inline.startswith("<p>") and inline.endswith("</p>") and inline.count("<p>") == 1:
            inline = inline[3:-4]
        else:
            inline = escape(shown, quote=False)
        lines[1] += f'<p class="admonition-title">{" ".join(inline.split())}</p>'
    return [*lines, indent.rstrip(" ")]


def _close(indent: str) -> list[str]:
    return [indent.rstrip(" "), f"{indent}</aside>", indent.rstrip(" ")]

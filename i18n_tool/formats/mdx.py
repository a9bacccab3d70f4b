"""Markdown with JavaScript in it, as Docusaurus reads it (MDX 3, https://mdxjs.com/docs/what-is-mdx/).

Modules and remarks are no text. In a translation, a brace or angle bracket that its source does not have would be
taken for JavaScript, and the generator would stop there.
"""

from __future__ import annotations

import re

_IMPORT = re.compile(rb"import\s+(?:[\w$*{},\s]{1,2000}?\bfrom\s*)?(?:\"[^\"\r\n]+\"|'[^'\r\n]+');?[ \t]*(?=[\r\n]|\Z)")
_EXPORT = re.compile(
    rb"export[ \t]+(?:(?:const|let|var)[ \t]+[\w${\[]|(?:default[ \t]+)?(?:async[ \t]+)?(?:function|class)\b|[{*])"
)
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*(?=\r?\n|\Z)")
_REST_OF_LINE = re.compile(rb"[ \t]*(?=[\r\n]|\Z)")
_EXPRESSION = r"\{[^{}]*\}"
_TAG = r"</?(?:[A-Za-z][^<>]*)?>"
_TOKEN = re.compile(rf"(?P<code>(`+)(?!`).*?(?<!`)\2(?!`))|\\.|(?P<own>{_EXPRESSION}|{_TAG})|[{{}}<]", re.DOTALL)


def end_of_code(data: bytes, start: int) -> int:
    """Return the offset after the modules or the remark that stand at the beginning of a line, or -1.

    Args:
        data: the article.
        start: offset of the line.
    """
    if data.startswith(b"{/*", start):
        end = data.find(b"*/}", start) + 3
        return end if end > 2 and _REST_OF_LINE.match(data, end) else -1
    line_before = data[data.rfind(b"\n", 0, max(start - 1, 0)) + 1 : start]
    if line_before.strip() or not (_IMPORT.match(data, start) or _EXPORT.match(data, start)):
        return -1
    blank = _BLANK_LINE.search(data, start)
    return blank.start() if blank else len(data)


def escape_expressions(text: str, source: str, marks: str = "{}<") -> str:
    """Return a translation in which a brace or angle bracket is text, unless what it opens is in its source too.

    Args:
        text: the translation, in Markdown.
        source: the text that it translates.
        marks: what is escaped.
    """
    known = {match["own"] for match in _TOKEN.finditer(source) if match["own"]}

    def escape(match: re.Match[str]) -> str:
        token = match[0]
        if match["code"] or token[0] == "\\" or token in known:
            return token
        return ("\\" if token[0] in marks else "") + token[0] + _TOKEN.sub(escape, token[1:])

    return _TOKEN.sub(escape, text)

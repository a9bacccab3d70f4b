"""The texts of a JSON-LD script that readers of search results see (schema.org; JSON-LD 1.1; RFC 8259)."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from i18n_tool.formats.html_inline import has_words, strip_runs
from i18n_tool.model import Run


class JsonText(NamedTuple):
    """A string to be translated."""

    start: int
    """Offset of its first code point, after the quote."""
    end: int
    """Offset after its last, before the quote."""
    kind: str
    """What it is to a reader."""
    runs: tuple[Run, ...]
    """What it is made of."""


KEYS = {
    "headline": "title",
    "alternativeHeadline": "title",
    "description": "description",
    "abstract": "description",
    "disambiguatingDescription": "description",
    "articleBody": "paragraph",
    "articleSection": "keywords",
    "caption": "caption",
    "keywords": "keywords",
    "text": "paragraph",
    "name": "title",
}
"""Kind of the string under a key."""

NAMED = re.compile(
    r"(?:\w*Article|\w*BlogPosting|Report|CreativeWork|\w*Page|WebSite|ListItem|ImageObject|VideoObject|AudioObject"
    r"|Question|Answer|HowTo\w*|\w*Event|Dataset|Course|Recipe)\Z"
)
"""Types whose ``name`` is a title; that of a person, place, product or organisation is a name, and stays."""

TEXTED = re.compile(r"(?:Question|Answer|HowTo\w*|Quotation)\Z")
"""Types whose ``text`` is shown on the page."""

_TOKEN = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.)*)"|[{}\[\]:,]|[^\s"{}\[\]:,]+')
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|[<&]")


class _Level:
    """An open object or array."""

    __slots__ = ("found", "is_object", "key", "types")

    def __init__(self, is_object: bool, key: str = "") -> None:
        self.is_object = is_object
        self.key = key
        self.types: list[str] = []
        self.found: list[tuple[int, int, str]] = []


def find_texts(script: str) -> list[JsonText]:
    """Return the texts of a JSON-LD script in order; none if it is not JSON."""
    try:
        json.loads(script)
    except (ValueError, RecursionError):
        return []
    texts: list[JsonText] = []
    for start, end, key in sorted(_strings(script)):
        before, runs, after = strip_runs(_runs(script[start:end]))
        if has_words("".join([run.text for run in runs])):
            texts.append(JsonText(start + before, end - after, KEYS[key], runs))
    return texts


def _strings(script: str) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    levels: list[_Level] = []
    expecting_key = False
    for match in _TOKEN.finditer(script):
        token = match[0]
        level = levels[-1] if levels else None
        if token == "{":
            levels.append(_Level(True))
            expecting_key = True
        elif token == "[":
            # Strings in an array belong to the key that the array stands under.
            levels.append(_Level(False, level.key if level else ""))
            expecting_key = False
        elif token in "}]":
            levels.pop()
            if level and level.is_object:
                out += [found for found in level.found if _is_shown(script, found, level.types)]
            elif level and levels:
                levels[-1].found += level.found
                levels[-1].types += level.types
            expecting_key = False
        elif token == ",":
            expecting_key = bool(level and level.is_object)
        elif token == ":":
            expecting_key = False
        elif match.lastindex and level:
            if expecting_key:
                level.key = match[1]
            elif level.key == "@type":
                level.types.append(match[1])
            elif level.key in KEYS:
                level.found.append((*match.span(1), level.key))
    return out


def _is_shown(script: str, found: tuple[int, int, str], types: list[str]) -> bool:
    rule = {"name": NAMED, "text": TEXTED}.get(found[2])
    return rule is None or any(rule.match(name) for name in types)


def _runs(text: str) -> list[Run]:
    """Return the runs of a JSON string: escapes decoded, the marks of XML shown as references."""
    runs: list[Run] = []
    done = 0
    for match in _ESCAPE.finditer(text):
        if match.start() > done:
            runs.append(Run(text[done : match.start()], text[done : match.start()]))
        shown = match[0] if match[0] in "<&" else json.loads(f'"{match[0]}"')
        runs.append(Run({"<": "&lt;", "&": "&amp;"}.get(shown, shown), match[0]))
        done = match.end()
    if done < len(text):
        runs.append(Run(text[done:], text[done:]))
    return runs

"""The texts of a JSON-LD script that readers of search results see (schema.org; JSON-LD 1.1; RFC 8259)."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from i18n_tool.formats.html_runs import has_words, strip_runs
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

WORKS = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|\w*Page)\Z")
"""Types that are given an ``inLanguage``."""

_TOKEN = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.)*)"|[{}\[\]:,]|[^\s"{}\[\]:,]+')
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|[<&]")


class _String(NamedTuple):
    """A string value."""

    start: int
    end: int
    key: str


class _Level:
    """An open object or array."""

    __slots__ = ("found", "is_object", "key", "type_end", "types")

    def __init__(self, is_object: bool, key: str = "") -> None:
        self.is_object = is_object
        self.key = key
        self.types: list[str] = []
        self.type_end = -1
        self.found: list[_String] = []


def find_texts(script: str) -> list[JsonText]:
    """Return the texts of a JSON-LD script in order; none if it is not JSON."""
    texts: list[JsonText] = []
    found = [string for level in _objects(script) for string in level.found if _is_shown(string, level)]
    for start, end, key in sorted(found):
        before, runs, after = strip_runs(_runs(script[start:end]))
        if has_words("".join([run.text for run in runs])):
            texts.append(JsonText(start + before, end - after, KEYS[key], runs))
    return texts


def language_splices(script: str, locale: str) -> list[tuple[int, int, str]]:
    """Return the changes after which the works that a JSON-LD script describes are in a locale.

    Args:
        script: the text of the script.
        locale: BCP 47 tag.

    Returns:
        Start, end and new text of each, in order. ``inLanguage`` is set where it stands, and added to works.
    """
    splices: list[tuple[int, int, str]] = []
    for level in _objects(script):
        known = [string for string in level.found if string.key == "inLanguage"]
        splices += [(string.start, string.end, locale) for string in known]
        if not known and level.type_end >= 0 and any(WORKS.match(name) for name in level.types):
            splices.append((level.type_end, level.type_end, f', "inLanguage": {json.dumps(locale)}'))
    # An object inside another ends before it: in order of their ends they would not be in order of their places.
    return sorted(splices)


def _objects(script: str) -> list[_Level]:
    """Return the objects of a script with their strings and types; none if it is not JSON."""
    try:
        json.loads(script)
    except (ValueError, RecursionError):
        return []
    out: list[_Level] = []
    levels = [_Level(False)]
    expecting_key = False
    for match in _TOKEN.finditer(script):
        token = match[0]
        level = levels[-1]
        if token in "{[":
            # Strings in an array belong to the key that the array stands under.
            levels.append(_Level(token == "{", "" if token == "{" else level.key))
            expecting_key = token == "{"
        elif token in "}]":
            levels.pop()
            if level.is_object:
                out.append(level)
            else:
                levels[-1].found += level.found
                levels[-1].types += level.types
                if level.types:
                    levels[-1].type_end = match.end()
            expecting_key = False
        elif token in ",:":
            expecting_key = token == "," and level.is_object
        elif match[1] is not None and expecting_key:
            level.key = match[1]
        elif match[1] is not None:
            _note(level, match)
    return out


def _note(level: _Level, match: re.Match[str]) -> None:
    if level.key == "@type":
        level.types.append(match[1])
        level.type_end = match.end()
    elif level.key in KEYS or level.key == "inLanguage":
        level.found.append(_String(*match.span(1), level.key))


def _is_shown(string: _String, level: _Level) -> bool:
    rule = {"name": NAMED, "text": TEXTED}.get(string.key)
    return string.key in KEYS and (rule is None or any(rule.match(name) for name in level.types))


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

"""Runs: what a translator sees of a stretch of HTML, next to what the article has."""

from __future__ import annotations

import re
from functools import lru_cache

from i18n_tool.formats.html_names import NOT_WORDS
from i18n_tool.model import Run, Span

_SPACE = " \t\n\f\r"
_PARTS = re.compile(r"([ \t\n\f\r]{2,}|[\t\n\f\r<&])")
_SIGNS = ("<", "&", "\n", "  ", "\t", "\r", "\f")
"""One of these is in every text with a part that is not shown as it is."""
_SHOWN = {"<": "&lt;", "&": "&amp;", ">": "&gt;"}
_NAME = re.compile(r"[a-z](?:[a-z0-9-]*[a-z])?")


def text_runs(text: str, *, keep_space: bool = False) -> list[Run]:
    """Return runs for a literal text: white space shown as one space, ``<`` and ``&`` shown as references.

    Args:
        text: what the article has, with nothing in it that is markup.
        keep_space: white space means something here, so it is shown as it is.
    """
    if not any(sign in text for sign in _SIGNS):
        return [Run(text, text)] if text else []
    parts = _PARTS.split(text)
    runs = []
    for index, part in enumerate(parts):
        if index & 1:
            runs.append(_spaces_kept(part) if keep_space else _SEPARATORS.get(part) or _separator(part))
        elif part:
            runs.append(Run(part, part))
    return runs


def _separator(part: str) -> Run:
    return Run(_SHOWN.get(part, " "), part)


_SEPARATORS = {part: _separator(part) for part in ("\n", "\r\n", "\n  ", "\n    ", "  ", "<", "&")}
"""The commonest of the runs that are no plain text; runs are values, so one of a kind will do."""


def _spaces_kept(part: str) -> Run:
    return Run(_SHOWN.get(part) or part.replace("\r\n", "\n").replace("\r", "\n"), part)


@lru_cache(maxsize=4096)
def reference_run(source: str, character: str) -> Run:
    """Return the run of a character reference, decoded unless it stands for a mark of XML."""
    if character in _SHOWN:
        return Run(_SHOWN[character], source)
    return Run(" " if character in _SPACE else "".join([_SHOWN.get(c, c) for c in character]), source)


@lru_cache(maxsize=4096)
def closing_run(text: str, source: str) -> Run:
    """Return the run of an end tag; most pages have few different ones."""
    return Run(text, source)


def strip_runs(runs: list[Run]) -> tuple[int, tuple[Run, ...], int]:
    """Return runs without white space at their edges, and how much of the article that was before and after."""
    before = after = first = 0
    last = len(runs)
    while first < last and runs[first].text.isspace():
        before += len(runs[first].source)
        first += 1
    while first < last and runs[last - 1].text.isspace():
        after += len(runs[last - 1].source)
        last -= 1
    runs = runs[first:last]
    if runs and runs[0].text == runs[0].source:
        text = runs[0].text.lstrip()
        before += len(runs[0].text) - len(text)
        runs = [Run(text, text), *runs[1:]]
    if runs and runs[-1].text == runs[-1].source:
        text = runs[-1].text.rstrip()
        after += len(runs[-1].text) - len(text)
        runs = [*runs[:-1], Run(text, text)]
    return before, tuple(runs), after


def has_words(text: str) -> bool:
    """Tell whether a text holds letters that are more than an address."""
    return any(map(str.isalpha, text)) and not NOT_WORDS.fullmatch(text)


def reference_spans(runs: list[Run]) -> tuple[Span, ...]:
    """Return where references stand in the text of runs."""
    spans = []
    offset = 0
    for run in runs:
        length = len(run.text)
        if length > 1 and run.text[0] == "&":
            spans.append(Span(offset, offset + length))
        offset += length
    return tuple(spans)


def hide_space(new: list[Run]) -> list[Run]:
    """Return runs of which the first space is not shown, since it follows another, as browsers do."""
    if not new[0].text.startswith(" "):
        return new
    head, source = new[0].text[1:], new[0].source
    if not head:
        return [Run("", source), *new[1:]]
    return [Run("", " "), Run(head, source[1:]), *new[1:]]


def short_names(tags: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the short name of each tag of a stretch: its own, numbered where two of a name are not alike.

    Args:
        tags: element name and source of each.
    """
    kinds: dict[str, dict[tuple[str, str], None]] = {}
    for name, source in tags:
        plain = name if _NAME.fullmatch(name) else "x-" + (re.sub(r"[^a-z]+", "-", name).strip("-") or "x")
        kinds.setdefault(plain, {})[name, source] = None
    names: dict[tuple[str, str], str] = {}
    for plain, known in kinds.items():
        for number, tag in enumerate(known, 1):
            names[tag] = plain if len(known) == 1 or plain in ("br", "wbr") else f"{plain}{number}"
    return names

"""Reads glossary files: CSV, one row a term, a column a locale."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from i18n_tool.errors import GlossaryError, LocaleError
from i18n_tool.files import read_text
from i18n_tool.glossary.renderings import is_pattern
from i18n_tool.model import Term

WORDS: Mapping[str, tuple[str, ...]] = {
    "case": ("smart", "exact", "ignore"),
    "match": ("inflect", "exact", "regex"),
    "status": ("approved", "draft", "deprecated"),
    "mode": ("mask", "check-only"),
}
"""The columns that take one of a few words, and these words; the first is the default."""

COLUMNS = ("term", *WORDS, "note")
"""The columns that are not locales."""

_ALTERNATIVE = re.compile(r"\s*(/(?:[^/\\]|\\.)+/(?=\s*(?:\||$))|(?:[^|\\]|\\.)*)\s*(\||$)", re.DOTALL)


@dataclass
class _Place:
    """Where in a glossary we are, for messages."""

    path: Path | None = None
    row: int = 0
    columns: Mapping[str, tuple[str, bool]] = field(default_factory=dict)

    def fail(self, what: str, advice: str, column: str = "") -> NoReturn:
        if column:
            what = f"column {column}: {what}"
        raise GlossaryError(what, advice, path=self.path, line=self.row or None, subject="glossary")


def read_terms(paths: Iterable[Path], root: Path | None = None) -> Iterator[Term]:
    """Yield the terms of glossary files, in order.

    Args:
        paths: the files.
        root: the folder that ``Term.path`` is relative to; None: the current one.

    Raises:
        GlossaryError: a file is not UTF-8, not CSV or empty, a column or word is not known, a value is missing, a
            pattern is wrong, or a term stands twice.
    """
    seen: dict[str, Term] = {}
    for path in paths:
        for term in _read_file(path, root or Path.cwd()):
            key = unicodedata.normalize("NFC", term.source)
            for known in (seen.get(key), seen.get(key.casefold()) if term.case == "ignore" else None):
                if known is not None:
                    _Place(path, term.row).fail(
                        f'the term "{term.source}" is already in {known.path}:{known.row}.',
                        "Join the two rows, or remove one.",
                        "term",
                    )
            seen[key] = term
            if term.case == "ignore":
                seen[key.casefold()] = term
            yield term


def read_locales(path: Path) -> tuple[str, ...]:
    """Return the locales that a glossary file has columns for, in order.

    Raises:
        GlossaryError: the file cannot be read, or a column is not known.
    """
    text = read_text(path, GlossaryError).removeprefix("\ufeff")
    header = next((row for row in csv.reader(io.StringIO(text, newline="")) if any(map(str.strip, row))), [])
    columns = _read_columns([cell.strip() for cell in header], _Place(path, 1))
    return tuple(locale for locale, wrong in columns.values() if not wrong)


def read_mapping(row: Mapping[str, Any]) -> tuple[Term, ...]:
    """Return the terms of a mapping with the columns of a glossary file as keys.

    Raises:
        GlossaryError: as ``read_terms``.
    """
    place = _Place()
    place.columns = _read_columns([str(key) for key in row if key not in ("path", "row")], place)
    terms = _read_row({str(key): value for key, value in row.items()}, place)
    return tuple(replace(term, path=str(row.get("path") or ""), row=int(row.get("row") or 0)) for term in terms)


def _read_file(path: Path, root: Path) -> Iterator[Term]:
    place = _Place(path)
    whole, home = path.resolve(), root.resolve()
    shown = whole.relative_to(home) if whole.is_relative_to(home) else path
    text = read_text(path, GlossaryError).removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    while True:
        place.row = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            raise GlossaryError(
                f"this is not CSV: {problem}.", "Check the quotes of this row.", path=path, line=place.row
            ) from problem
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            place.columns = _read_columns(header, place)
            continue
        if len(cells) > len(header):
            place.fail(
                f"the row has {len(cells)} cells, the header {len(header)}.",
                'Put cells that hold a comma in quotes: "one, two".',
            )
        for term in _read_row(dict(zip(header, cells, strict=False)), place):
            yield replace(term, path=shown.as_posix(), row=place.row)
    if header is None:
        place.fail("the file is empty.", "Begin it with a row of column names: term,zh_CN,es")


def _read_columns(names: Sequence[str], place: _Place) -> dict[str, tuple[str, bool]]:
    """Return for each column of a locale its tag, and whether it holds forbidden renderings."""
    from i18n_tool.languages import gettext_tag, nearest_word

    if "term" not in names:
        advice = f"Name the column of the source terms so. Found: {', '.join(names)}."
        if mark := next((mark for mark in (";", "\t") if any(mark in name for name in names)), None):
            advice = (
                f"The cells are separated by {'semicolons' if mark == ';' else 'tabs'}; write commas: term,zh_CN,es"
            )
        place.fail('there is no column "term".', advice)
    columns: dict[str, tuple[str, bool]] = {}
    seen: dict[tuple[str, bool] | str, str] = {}
    for name in names:
        key: tuple[str, bool] | str = name
        if name not in COLUMNS:
            try:
                key = columns[name] = (gettext_tag(name.removesuffix("!").strip()), name.endswith("!"))
            except LocaleError as problem:
                near = nearest_word(name, COLUMNS)
                advice = f'Did you mean "{near}"?' if near else problem.advice
                place.fail(f'unknown column "{name}".', advice or f"Known are {', '.join(COLUMNS)} and locales.")
        if key in seen:
            place.fail(f'the columns "{seen[key]}" and "{name}" are the same.', "Join them.")
        seen[key] = name
    return columns


def _read_row(row: Mapping[str, Any], place: _Place) -> list[Term]:
    """Return the terms of a row: one for each alternative of its source."""
    words = {column: _read_word(column, row.get(column), place) for column in WORDS}
    source = row.get("term")
    if source is None or not str(source).strip():
        place.fail("the term is empty.", "Write the expression in the source language, or remove the row.", "term")
    sources = (str(source).strip(),) if words["match"] == "regex" else split_cell(source)
    if "" in sources:
        place.fail("an alternative is empty.", 'Remove the "|" at the edge, or write what is missing.', "term")
    if words["match"] == "regex":
        _check_pattern(sources[0], "term", place)
    targets: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for column, (locale, wrong) in place.columns.items():
        value = row.get(column)
        if value is None or (isinstance(value, str) and not value.strip()) or not value:
            continue
        alternatives = split_cell(value)
        _check_cell(alternatives, column, place)
        (forbidden if wrong else targets)[locale] = alternatives
    for locale in targets.keys() & forbidden.keys():
        both = next((one for one in targets[locale] if one in forbidden[locale]), None)
        if both:
            place.fail(f'"{both}" is both right and wrong.', "Remove it from one of the columns.", f"{locale}!")
    note = str(row.get("note") or "").strip()
    return [Term(one, targets, forbidden, note=note, **words) for one in dict.fromkeys(sources)]


def _read_word(column: str, value: Any, place: _Place) -> Any:
    from i18n_tool.languages import nearest_word

    word = str(value or "").strip().lower() or WORDS[column][0]
    if word not in WORDS[column]:
        near = nearest_word(word, WORDS[column])
        known = f"Known are {', '.join(WORDS[column])}."
        place.fail(f'unknown word "{value}".', f'Did you mean "{near}"? {known}' if near else known, column)
    return word


def split_cell(value: Any) -> tuple[str, ...]:
    r"""Return the alternatives of a cell, which ``|`` separates (``\|`` is the sign itself), or of a list."""
    if not isinstance(value, str):
        return tuple(str(one).strip() for one in value)
    found: list[str] = []
    for match in _ALTERNATIVE.finditer(value):
        text = match[1].strip()
        found.append(text if is_pattern(text) else re.sub(r"\\([|\\])", r"\1", text))
        if not match[2]:
            break
    return tuple(found)


def join_cell(alternatives: Iterable[str]) -> str:
    """Return alternatives as one cell, so that ``split_cell`` gives them back."""
    return "|".join(one if is_pattern(one) else re.sub(r"([|\\])", r"\\\1", one) for one in alternatives)


def _check_cell(alternatives: Sequence[str], column: str, place: _Place) -> None:
    for one in alternatives:
        if not one:
            place.fail("an alternative is empty.", 'Remove the "|" at the edge, or write what is missing.', column)
        if is_pattern(one):
            _check_pattern(one[1:-1], column, place)


def _check_pattern(pattern: str, column: str, place: _Place) -> None:
    try:
        empty = re.compile(pattern).match("")
    except re.error as problem:
        raise GlossaryError(
            f"column {column}: the pattern {pattern!r} is wrong: {problem}.",
            "Correct the regular expression.",
            path=place.path,
            line=place.row or None,
        ) from problem
    if empty:
        place.fail(f"the pattern {pattern!r} matches nothing at all.", "Write one that needs a letter.", column)

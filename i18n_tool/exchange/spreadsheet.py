"""Spreadsheets of terms: the CSV of Weblate, DeepL and Microsoft, and XLSX with the columns of a glossary file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from i18n_tool.errors import ExchangeError, GlossaryError, LocaleError
from i18n_tool.files import read_text
from i18n_tool.glossary.reading import read_mapping
from i18n_tool.glossary.renderings import is_pattern, own_columns
from i18n_tool.glossary.writing import table_of
from i18n_tool.languages import bcp47_tag, gettext_tag, language_of
from i18n_tool.model import Term

LARGEST_XLSX = 64 * 1024 * 1024
"""Bytes after unpacking; a larger workbook is refused."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rendered spreadsheet, and what it could not hold."""

    text: str
    """The file."""
    losses: tuple[str, ...] = ()
    """A sentence for each thing that is not in it."""
    terms: int = 0
    """How many terms are in it."""


def guard_cell(value: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula: with an apostrophe before it if need be."""
    return f"'{value}" if value.lstrip("'").startswith(_FORMULA) else value


def unguard_cell(value: str) -> str:
    """Return a cell without the apostrophe that ``guard_cell`` set."""
    return value[1:] if value[:1] == "'" and value.lstrip("'").startswith(_FORMULA) else value


def render_deepl(terms: Iterable[Term], locale: str, source_locale: str) -> Sheet:
    """Return terms as a DeepL glossary: two columns, source and target, and no header."""
    rows, losses = _pairs(terms, locale)
    return Sheet(_render_csv(([source, target] for _, source, target in rows)), losses, len(rows))


def render_weblate(terms: Iterable[Term], locale: str, source_locale: str) -> Sheet:
    """Return terms as a CSV of Weblate: ``source``, ``target``, ``context``, ``developer_comments``."""
    rows, losses = _pairs(terms, locale, note=True)
    header = ["source", "target", "context", "developer_comments"]
    return Sheet(
        _render_csv([header, *([source, target, "", term.note] for term, source, target in rows)]), losses, len(rows)
    )


def render_microsoft(terms: Iterable[Term], locale: str, source_locale: str) -> Sheet:
    """Return terms as a table of equal terms: a column for each locale, its tag in the header."""
    rows, losses = _pairs(terms, locale)
    header = [bcp47_tag(source_locale), bcp47_tag(locale)]
    return Sheet(_render_csv([header, *([source, target] for _, source, target in rows)]), losses, len(rows))


def _pairs(
    terms: Iterable[Term], locale: str, *, note: bool = False
) -> tuple[list[tuple[Term, str, str]], tuple[str, ...]]:
    """Return the preferred rendering of each term that has one, and what else the glossary says of it."""
    rows: list[tuple[Term, str, str]] = []
    losses: list[str] = []
    for term in terms:
        targets = [one for one in own_columns(term.targets, locale) if not is_pattern(one)]
        if term.match == "regex":
            losses.append(f"{term.source}: a pattern is no term")
            continue
        if not targets:
            continue
        rows.append((term, term.source, term.source if targets[0] == "=" else targets[0]))
        lost = {
            "the other renderings": len(own_columns(term.targets, locale)) > 1,
            "the forbidden renderings": bool(own_columns(term.forbidden, locale)),
            "that it is kept as it is": targets[0] == "=",
            f"case {term.case}": term.case != "smart",
            f"match {term.match}": term.match != "inflect",
            f"status {term.status}": term.status != "approved",
            f"mode {term.mode}": term.mode != "mask",
            "the note": bool(term.note) and not note,
        }
        missing = [what for what, is_lost in lost.items() if is_lost]
        if missing:
            losses.append(f"{term.source}: {', '.join(missing)}")
    return rows, tuple(losses)


def _render_csv(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([[guard_cell(cell) for cell in row] for row in rows])
    return file.getvalue()


def read_deepl(path: Path, locale: str, source_locale: str) -> list[Term]:
    """Return the terms of a DeepL glossary: source and target, and maybe their languages, without a header.

    Raises:
        ExchangeError: the file cannot be read, or a row has one cell or more than four.
    """
    terms: list[Term] = []
    for line, row in _read_rows(path):
        if len(row) not in (2, 3, 4):
            raise ExchangeError(
                f"the row has {len(row)} cells, not 2 to 4.",
                "Write source and target in each row.",
                path=path,
                line=line,
            )
        terms += _make_terms({"term": [row[0]], locale: [row[1]]}, path, line)
    return terms


def read_weblate(path: Path, locale: str, source_locale: str) -> list[Term]:
    """Return the terms of a CSV of Weblate; fuzzy ones are drafts.

    Raises:
        ExchangeError: the file cannot be read, or has no columns ``source`` and ``target``.
    """
    rows = _read_table(path, ("source", "target"))
    terms: list[Term] = []
    for line, row in rows:
        notes = (row.get("translator_comments", ""), row.get("developer_comments", ""))
        fuzzy = row.get("fuzzy", "").strip().lower() in ("true", "1", "yes")
        cells: dict[str, Any] = {"term": [row["source"]], "note": " ".join(filter(None, notes))}
        if row["target"].strip():
            cells[locale] = [row["target"]]
        terms += _make_terms(cells | {"status": "draft" if fuzzy else "approved"}, path, line)
    return terms


def read_microsoft(path: Path, locale: str, source_locale: str) -> list[Term]:
    """Return the terms of a table of equal terms: a column for each locale, its tag in the header.

    All locales of the file are read; columns whose header is no locale are left out.

    Raises:
        ExchangeError: the file cannot be read, or no column is in the source language.
    """
    rows = list(_read_rows(path))
    header = [_locale_or_none(cell) for cell in rows[0][1]] if rows else []
    at = next((at for at, tag in enumerate(header) if tag and language_of(tag) == language_of(source_locale)), None)
    if at is None:
        raise ExchangeError(
            f"no column is in the source language {source_locale}.",
            "Write the tags of the locales in the first row: en,es,zh-CN",
            path=path,
            line=1,
        )
    terms: list[Term] = []
    for line, row in rows[1:]:
        cells: dict[str, Any] = {"term": [row[at] if at < len(row) else ""]}
        cells |= {tag: [cell] for tag, cell in zip(header, row, strict=False) if tag and tag != header[at] and cell}
        terms += _make_terms(cells, path, line)
    return terms


def _locale_or_none(cell: str) -> str | None:
    try:
        return gettext_tag(cell.strip())
    except LocaleError:
        return None


def _make_terms(cells: Mapping[str, Any], path: Path, line: int) -> list[Term]:
    if not cells["term"][0].strip():
        return []
    try:
        return [replace(term, path=str(path), row=line) for term in read_mapping(cells)]
    except GlossaryError as problem:
        raise ExchangeError(problem.what, problem.advice, path=path, line=line) from problem


def _read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV or TSV file with their lines, without empty ones."""
    text = read_text(path, ExchangeError).removeprefix("\ufeff")
    tabs = path.suffix.lower() in (".tsv", ".tab") or (
        "\t" in text.partition("\n")[0] and "," not in text.partition("\n")[0]
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ",", strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, [unguard_cell(cell.strip()) for cell in row]))
            line = reader.line_num + 1
    except csv.Error as problem:
        raise ExchangeError(
            f"this is not CSV: {problem}.", "Check the quotes of this row.", path=path, line=line
        ) from problem
    return rows


def _read_table(path: Path, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    rows = _read_rows(path)
    header = [cell.lower() for cell in rows[0][1]] if rows else []
    for name in needed:
        if name not in header:
            raise ExchangeError(
                f'there is no column "{name}".',
                f"Name the columns in the first row: {', '.join(needed)}.",
                path=path,
                line=1,
            )
    return [(line, dict(zip(header, row + [""] * len(header), strict=False))) for line, row in rows[1:]]


def write_xlsx(terms: Iterable[Term], path: Path) -> bool:
    """Write terms as a workbook with the columns of a glossary file; every cell is text, none a formula.

    Returns:
        Whether the file changed.

    Raises:
        ExchangeError: openpyxl is not installed.
        OutputError: the file cannot be written.
    """
    from i18n_tool.files import write_bytes

    openpyxl = _openpyxl(path)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "glossary"
    for row, cells in enumerate(table_of(terms), 1):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            cell.value = value
            # openpyxl makes a formula of whatever begins with "=".
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(_FORMULA)
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return write_bytes(path, file.getvalue())


def read_xlsx(path: Path) -> list[Term]:
    """Return the terms of a workbook whose first sheet has the columns of a glossary file.

    Raises:
        ExchangeError: the file is no workbook, too large, or holds a formula; openpyxl is not installed.
    """
    openpyxl = _openpyxl(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_XLSX:
                raise ExchangeError(f"the workbook is larger than {LARGEST_XLSX >> 20} MiB.", "Split it.", path=path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
        rows = [[_cell_text(cell, path) for cell in row] for row in book.worksheets[0].iter_rows()]
        book.close()
    except ExchangeError:
        raise
    except OSError as problem:
        raise ExchangeError(
            f"the file cannot be read: {problem.strerror}.", "Check its name and rights.", path=path
        ) from problem
    except Exception as problem:
        # openpyxl lets through whatever its parsers raise on a broken file.
        raise ExchangeError("this is no workbook.", "Save it as XLSX again.", path=path) from problem
    return _terms_of_rows(rows, path)


def _terms_of_rows(rows: Sequence[Sequence[str]], path: Path) -> list[Term]:
    if not rows:
        raise ExchangeError("the workbook is empty.", "Begin it with a row of column names: term, zh_CN, es", path=path)
    header = [cell.strip() for cell in rows[0]]
    terms: list[Term] = []
    for line, row in enumerate(rows[1:], 2):
        cells = {name: cell for name, cell in zip(header, row, strict=False) if name}
        if any(cell.strip() for cell in row):
            try:
                terms += [replace(term, path=str(path), row=line) for term in read_mapping(cells)]
            except GlossaryError as problem:
                raise ExchangeError(problem.what, problem.advice, path=path, line=line) from problem
    return terms


def _cell_text(cell: Any, path: Path) -> str:
    if cell.data_type == "f":
        raise ExchangeError(
            f"the cell {cell.coordinate} holds a formula.", "Write its text instead.", path=path, line=cell.row
        )
    return "" if cell.value is None else str(cell.value)


def _openpyxl(path: Path) -> Any:
    try:
        import openpyxl
    except ImportError as problem:
        raise ExchangeError(
            "XLSX needs the library openpyxl.", "Install it: pip install openpyxl", path=path
        ) from problem
    return openpyxl


CSV_DIALECTS: Mapping[
    str, tuple[Callable[[Path, str, str], list[Term]], Callable[[Iterable[Term], str, str], Sheet]]
] = {
    "weblate": (read_weblate, render_weblate),
    "deepl": (read_deepl, render_deepl),
    "microsoft": (read_microsoft, render_microsoft),
}
"""Reader and writer of each dialect of CSV."""

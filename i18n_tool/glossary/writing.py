"""Writes terms as a glossary file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from i18n_tool.glossary.reading import WORDS, join_cell
from i18n_tool.model import Term


def group_rows(terms: Iterable[Term]) -> Iterator[tuple[tuple[str, ...], Term]]:
    """Yield terms by row: the sources of a row, and one of its terms for everything else."""
    sources: list[str] = []
    row: Term | None = None
    for term in terms:
        if row is not None and term.row and (term.path, term.row) == (row.path, row.row) and term.status == row.status:
            sources.append(term.source)
            continue
        if row is not None:
            yield tuple(sources), row
        sources, row = [term.source], term
    if row is not None:
        yield tuple(sources), row


def table_of(terms: Iterable[Term], locales: Sequence[str] = ()) -> list[list[str]]:
    """Return terms as the rows of a glossary file, its header first.

    Args:
        terms: the terms.
        locales: the locales that have columns in any case, in this order, before the others.
    """
    rows = list(group_rows(terms))
    locales = list(dict.fromkeys((*locales, *(locale for _, row in rows for locale in row.targets))))
    wrong = list(dict.fromkeys(locale for _, row in rows for locale in row.forbidden))
    modes = any(row.mode != "mask" for _, row in rows)
    words = [name for name in WORDS if name != "mode" or modes]
    table = [["term", *words, "note", *locales, *(f"{locale}!" for locale in wrong)]]
    for sources, row in rows:
        table.append(
            [
                sources[0] if row.match == "regex" else join_cell(sources),
                *(str(getattr(row, name)) for name in words),
                row.note,
                *(join_cell(row.targets.get(locale, ())) for locale in locales),
                *(join_cell(row.forbidden.get(locale, ())) for locale in wrong),
            ]
        )
    return table


def render_terms(terms: Iterable[Term], locales: Sequence[str] = ()) -> str:
    """Return terms as a glossary file; ``Glossary.load`` gives them back.

    Args:
        terms: the terms.
        locales: as in ``table_of``.
    """
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(table_of(terms, locales))
    return file.getvalue()

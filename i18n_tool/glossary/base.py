"""The glossary of a project: its terms, where they occur, and how they are rendered."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from i18n_tool.files import read_text
from i18n_tool.glossary.finding import Finder, Occurrence
from i18n_tool.glossary.verdict import Verdict
from i18n_tool.model import Span, Term


class Glossary:
    """The terms of a project; true if it holds any."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Glossary:
        """Return the terms of glossary files.

        Raises:
            GlossaryError: a file cannot be read, or says something impossible; row and column are named.
        """
        from i18n_tool.errors import GlossaryError

        rows: list[dict[str, Any]] = []
        for path in paths:
            text = read_text(path, GlossaryError).removeprefix("\ufeff")
            reader = csv.DictReader(io.StringIO(text, newline=""))
            rows += [{**row, "path": str(path), "row": reader.line_num} for row in reader]
        return cls.from_terms(rows)

    @classmethod
    def from_terms(cls, terms: Iterable[Mapping[str, Any]]) -> Glossary:
        """Return a glossary of mappings with the columns of a glossary file as keys."""
        return cls(_term(row) for row in terms)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def finder(self) -> Finder:
        """What finds the terms in source texts."""
        return Finder(self.terms)

    def find(self, text: str) -> list[Occurrence]:
        """Return where terms occur in a source text, in order; where they overlap the longest wins."""
        return self.finder.find(text) if self.terms else []

    def renderings(self, term: Term, locale: str) -> tuple[str, ...]:
        """Return the renderings of a term in a locale, the preferred one first, ``=`` resolved; empty: none."""
        found = term.targets.get(locale) or term.targets.get(locale.split("_")[0], ())
        return tuple(term.source if one == "=" else one for one in found)

    def forbidden(self, term: Term, locale: str) -> tuple[str, ...]:
        """Return the wrong renderings of a term in a locale."""
        return term.forbidden.get(locale) or term.forbidden.get(locale.split("_")[0], ())

    def target(self, term: Term, locale: str) -> str | None:
        """Return the preferred rendering of a term in a locale, or None."""
        return next(iter(self.renderings(term, locale)), None)

    def hints(self, text: str, locale: str) -> tuple[str, ...]:
        """Return what a translator should know of a text, ``Belt and Road → 一带一路``, each term once."""
        hints: dict[str, None] = {}
        for one in self.find(text):
            renderings = self.renderings(one.term, locale)
            if renderings:
                wrong = self.forbidden(one.term, locale)
                no = f"; not {' / '.join(wrong)}" if wrong else ""
                hints[f"{one.term.source} → {' / '.join(renderings)}{no}"] = None
        return tuple(hints)

    def match_target(self, term: Term, translation: str, locale: str) -> Verdict:
        """Tell whether a translation renders a term as the glossary says."""
        for rendering in self.renderings(term, locale):
            at = translation.casefold().find(rendering.casefold())
            if at >= 0:
                return Verdict("yes", rendering, "exact", Span(at, at + len(rendering)))
        return Verdict("no")

    def forbidden_in(self, term: Term, translation: str, locale: str) -> list[Verdict]:
        """Return the wrong renderings of a term that stand in a translation."""
        found = []
        for rendering in self.forbidden(term, locale):
            at = translation.casefold().find(rendering.casefold())
            if at >= 0:
                found.append(Verdict("yes", rendering, "exact", Span(at, at + len(rendering))))
        return found


FIELDS = ("term", "case", "match", "status", "note", "path", "row")


def _term(row: Mapping[str, Any]) -> Term:
    targets: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for key, value in row.items():
        if key in FIELDS or not value:
            continue
        cell = value.split("|") if isinstance(value, str) else value
        values = tuple(part.strip() for part in cell)
        place = forbidden if key.endswith("!") else targets
        place[key.removesuffix("!").replace("-", "_")] = values
    return Term(
        str(row["term"]),
        targets,
        forbidden,
        row.get("case") or "smart",
        row.get("match") or "inflect",
        row.get("status") or "approved",
        row.get("note") or "",
        str(row.get("path") or ""),
        int(row.get("row") or 0),
    )

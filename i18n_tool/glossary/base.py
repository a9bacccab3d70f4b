"""The glossary of a project: its terms, where they occur, and how they are rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from i18n_tool.glossary.covering import Covers
from i18n_tool.glossary.finding import Finder, Occurrence
from i18n_tool.glossary.folding import fold
from i18n_tool.glossary.names import find_altered
from i18n_tool.glossary.reading import read_mapping, read_terms
from i18n_tool.glossary.renderings import (
    find_adjective,
    find_forbidden,
    find_rendering,
    is_pattern,
    own_columns,
)
from i18n_tool.glossary.verdict import Verdict
from i18n_tool.model import Span, Term

_NEXT_WORD = re.compile(
    r"[ \u00a0](?!(?:a|an|and|are|as|at|be|been|but|by|can|could|did|do|does|for|from|had|has|have|he|if|in|into|is|it"
    r"|its|may|must|no|not|of|on|or|she|should|so|than|that|the|their|then|these|they|this|those|to|was|were|when|where"
    r"|which|while|who|will|with|would)\b)[^\W\d_]{3,}",
    re.IGNORECASE,
)

_REMEMBERED = 4096
"""Texts of which the terms are remembered."""
_SHOWN = 6
"""How many renderings a hint shows, the preferred one first. All of them are allowed."""


class Glossary:
    """The terms of a project; true if it holds any."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self._found: dict[str, list[Occurrence]] = {}

    @classmethod
    def load(cls, paths: Iterable[Path], root: Path | None = None) -> Glossary:
        """Return the terms of glossary files, in order.

        Args:
            paths: the files.
            root: the folder that ``Term.path`` is relative to; None: the current one.

        Raises:
            GlossaryError: a file cannot be read, or says something impossible; row and column are named.
        """
        return cls(read_terms(paths, root))

    @classmethod
    def from_terms(cls, terms: Iterable[Mapping[str, Any]]) -> Glossary:
        """Return a glossary of mappings with the columns of a glossary file as keys.

        Values are cells (``"一带一路|带和路"``) or lists of alternatives. Mappings with an equal ``term`` are one term,
        those with an empty one are left out.

        Raises:
            GlossaryError: a mapping says something impossible.
        """
        merged: dict[str, Term] = {}
        for row in terms:
            for term in read_mapping(row) if str(row.get("term") or "").strip() else ():
                known = merged.get(term.source)
                merged[term.source] = _merge(known, term) if known else term
        return cls(merged.values())

    def with_names(self, names: Iterable[Term]) -> Glossary:
        """Return a glossary with further terms, without those that it has already, in whatever case."""
        known = {term.source.casefold() for term in self.terms}
        return Glossary((*self.terms, *(name for name in names if name.source.casefold() not in known)))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.terms)

    @cached_property
    def _covers(self) -> dict[str, Covers]:
        return {}

    def find(self, text: str) -> list[Occurrence]:
        """Return where terms occur in a source text, in order; where they overlap the longest wins.

        Inline markup in the text does no harm; terms inside code, URLs and tags are not found. Offsets are into
        the text as given.
        """
        if not self.terms:
            return []
        found = self._found.get(text)
        if found is None:
            # Several checks ask for the terms of one text, which comes again in each locale.
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[text] = self._finder.find(text)
        return found.copy()

    def inside(self, number: int) -> list[Term]:
        """Return the terms that stand inside the term of an index, the longest first where they overlap."""
        return self._finder.find_inside(number)

    def renderings(self, term: Term, locale: str) -> tuple[str, ...]:
        """Return the renderings of a term in a locale, the preferred one first; empty: none.

        ``=`` is resolved, patterns are left out. A locale without a column of its own takes that of its language
        alone (``es`` for ``es_MX``), never that of another region.
        """
        return tuple(
            term.source if one == "=" else one for one in own_columns(term.targets, locale) if not is_pattern(one)
        )

    def forbidden(self, term: Term, locale: str) -> tuple[str, ...]:
        """Return the wrong renderings of a term in a locale."""
        return own_columns(term.forbidden, locale)

    def target(self, term: Term, locale: str) -> str | None:
        """Return the preferred rendering of a term in a locale, or None."""
        return next(iter(self.renderings(term, locale)), None)

    def keeps(self, term: Term, locale: str) -> bool:
        """Tell whether a term is kept as in the source in a locale."""
        return own_columns(term.targets, locale)[:1] == ("=",)

    def hints(self, text: str, locale: str) -> tuple[str, ...]:
        """Return what a translator should know of a text, ``Belt and Road → 一带一路``, each term once, in order."""
        hints: dict[str, None] = {}
        for one in self.find(text):
            renderings = self.renderings(one.term, locale)
            if renderings:
                wrong = self.forbidden(one.term, locale)
                no = f"; not {' / '.join(wrong)}" if wrong else ""
                name = one.text if one.term.match == "regex" else one.term.source
                more = " / …" if len(renderings) > _SHOWN else ""
                hints[f"{name} → {' / '.join(renderings[:_SHOWN])}{more}{no}"] = None
        return tuple(hints)

    def match_target(self, term: Term, translation: str, locale: str, *, source: str | None = None) -> Verdict:
        """Tell whether a translation renders a term as the glossary says.

        Args:
            term: the term; one without rendering in the locale is not found.
            translation: the text in the locale.
            locale: in gettext spelling.
            source: the source text, if known; a rendering inside that of another term of it does not count.
        """
        verdict = find_rendering(term, translation, locale, self._other_terms(term, translation, locale, source))
        if source is not None and (verdict.tier == "adjective" or (verdict.found == "no" and term.source[0].isupper())):
            if not self._stands_before_noun(term, source):
                return verdict
            return replace(verdict, found="yes") if verdict.found != "no" else find_adjective(term, translation, locale)
        return verdict

    def forbidden_in(self, term: Term, translation: str, locale: str) -> list[Verdict]:
        """Return the wrong renderings of a term that stand in a translation, outside longer allowed ones."""
        return find_forbidden(term, translation, locale)

    def instead_of(self, term: Term, translation: str, locale: str, *, source: str | None = None) -> tuple[str, ...]:
        """Return what renders a term in a translation in place of its renderings, where that can be told.

        These are its forbidden renderings and those of similar terms that the source text does not hold.
        """
        found = [one.rendering for one in self.forbidden_in(term, translation, locale) if one.rendering]
        present = {id(one.term) for one in self.find(source)} if source is not None else set()
        words = set(term.source.casefold().split())
        for other in self.terms:
            if id(other) in present or other is term or not words & set(other.source.casefold().split()):
                continue
            for rendering in self.renderings(other, locale):
                if len(rendering) > 1 and rendering in translation:
                    found.append(rendering)
        return tuple(one for one in dict.fromkeys(found) if not any(one != two and one in two for two in found))

    def altered_in(self, term: Term, translation: str) -> Span | None:
        """Return where a name that is kept as in the source stands in other letters, or None."""
        return find_altered(term.source, translation)

    def _stands_before_noun(self, term: Term, source: str) -> bool:
        """Tell whether a term is set before another word of the source text, as ``surface`` in ``surface tension``."""
        return any(one.term is term and _NEXT_WORD.match(source, one.end) is not None for one in self.find(source))

    def _other_terms(self, term: Term, translation: str, locale: str, source: str | None) -> list[tuple[Term, int]]:
        """Return the terms with a longer rendering around one of a term, and how often each is in the source text."""
        if locale not in self._covers:
            self._covers[locale] = Covers(self.terms, locale)
        longer = self._covers[locale].of(term)
        if not longer:
            return []
        found = [one.term for one in self.find(source)] if source is not None else []
        text = fold(translation).text
        counts = [(other, sum([one is other for one in found]), texts) for other, texts in longer]
        return [(other, count) for other, count, texts in counts if count or any(one in text for one in texts)]


def _merge(first: Term, second: Term) -> Term:
    """Return a term with the renderings of two."""

    def joined(one: Mapping[str, tuple[str, ...]], two: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {key: tuple(dict.fromkeys((*one.get(key, ()), *two.get(key, ())))) for key in (*one, *two)}

    return replace(
        first, targets=joined(first.targets, second.targets), forbidden=joined(first.forbidden, second.forbidden)
    )

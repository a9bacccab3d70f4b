"""Where the terms of a unit stand in what an engine is given, and what stands there in a locale."""

from __future__ import annotations

import re

from i18n_tool.engines import Engine
from i18n_tool.glossary import Glossary
from i18n_tool.languages import language_of
from i18n_tool.masking import FixedTerm
from i18n_tool.model import Term, Unit

_ARTICLES = {
    "ca": r"(?:el|la|els|les)\s|l['’]",
    "de": r"(?:der|die|das)\s",
    "es": r"(?:el|la|los|las)\s",
    "fr": r"(?:le|la|les)\s|l['’]",
    "gl": r"(?:o|a|os|as)\s",
    "it": r"(?:il|lo|la|i|gli|le)\s|l['’]",
    "pt": r"(?:o|a|os|as)\s",
}
"""How a rendering begins that brings its article: "the" before the term is then hidden with it."""


class LocaleTerms:
    """The terms of the glossary for one locale, which may be derived from another."""

    def __init__(self, glossary: Glossary, locale: str, base: str | None) -> None:
        self.glossary, self.locale, self.base = glossary, locale, base
        self.renderings: dict[tuple[str, int, str], dict[str, str]] = {}

    def find(self, unit: Unit) -> tuple[tuple[FixedTerm, ...], tuple[Term, ...]]:
        """Return where the terms of a unit stand with their renderings, and the terms."""
        fixed, known = [], []
        for one in self.glossary.find(unit.msgid):
            target = self.glossary.target(one.term, self.locale)
            if target is None:
                continue
            known.append(one.term)
            if one.term.mode == "mask":
                kept = self.glossary.keeps(one.term, self.locale)
                start = one.start if kept else _with_article(unit.msgid, one.start, target, self.locale)
                fixed.append(FixedTerm(start, one.end, one.text if kept else target))
        return tuple(fixed), tuple(known)

    def find_derived(self, unit: Unit, base: Unit, engine: Engine) -> tuple[tuple[FixedTerm, ...], tuple[Term, ...]]:
        """Return where renderings of the unit's terms stand in its base, with those of this locale.

        A rendering whose conversion the glossary allows is converted like other text: 粤港澳 stays one word for
        three places.
        """
        fixed: list[FixedTerm] = []
        known = {
            one.term.source: one.term
            for one in self.glossary.find(unit.msgid)
            if self.glossary.target(one.term, self.locale) is not None
        }
        for term in known.values():
            for rendering, target in self.variant_renderings(term, engine).items():
                fixed += [
                    FixedTerm(found.start(), found.end(), target)
                    for found in re.finditer(re.escape(rendering), base.msgstr)
                ]
        fixed.sort(key=lambda term: term.start - term.end)
        return tuple(fixed), tuple(known.values())

    def variant_renderings(self, term: Term, engine: Engine) -> dict[str, str]:
        """Return what stands in this locale for the renderings of a term in the base that do not simply convert."""
        key = (term.source, term.row, term.path)
        if key not in self.renderings and self.base is not None:
            ours = self.glossary.renderings(term, self.locale)
            theirs = self.glossary.renderings(term, self.base)
            converted = engine.translate(theirs, self.base, self.locale)
            self.renderings[key] = {
                their: ours[index] if len(ours) == len(theirs) else ours[0]
                for index, (their, mine) in enumerate(zip(theirs, converted, strict=True))
                if mine not in ours
            }
        return self.renderings.get(key, {})


def _with_article(msgid: str, start: int, target: str, locale: str) -> int:
    """Return where a term begins, its English article included if its rendering has one of its own."""
    article = _ARTICLES.get(language_of(locale))
    if article is None or not re.match(rf"(?:{article})", target, re.IGNORECASE):
        return start
    before = re.search(r"(?<!\w)the $", msgid[max(0, start - 5) : start], re.IGNORECASE)
    return start - 4 if before else start

"""Judges a translation: whether a rendering of a term stands in it, and which wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from i18n_tool.glossary import unspaced, words
from i18n_tool.glossary.folding import blank_markup, fold
from i18n_tool.glossary.inflection import is_other_word
from i18n_tool.glossary.names import find_name
from i18n_tool.glossary.verdict import Hit, Verdict
from i18n_tool.model import Span, Term


def own_columns(cells: Mapping[str, tuple[str, ...]], locale: str) -> tuple[str, ...]:
    """Return what a term says for a locale or else for its language alone, never for another region."""
    found = cells.get(locale)
    if found is None and "_" in locale:
        from i18n_tool.languages import script_of

        language = locale.split("_")[0]
        # Bare "zh" is written in other characters than zh_HK; the same goes for sr and sr_Latn.
        if language in cells and script_of(language) == script_of(locale):
            found = cells[language]
    return found or ()


def is_pattern(rendering: str) -> bool:
    """Tell whether a rendering is a regular expression between slashes: ``/(от)?редактир\\w+/``."""
    return len(rendering) > 2 and rendering[0] == rendering[-1] == "/"


@lru_cache(maxsize=4096)
def compile_pattern(rendering: str) -> re.Pattern[str]:
    """Return the regular expression of a rendering between slashes; case does not count."""
    return re.compile(rendering[1:-1], re.IGNORECASE)


def find_rendering(term: Term, translation: str, locale: str, others: Sequence[tuple[Term, int]]) -> Verdict:
    """Return the best rendering of a term in a translation.

    Args:
        term: the term.
        translation: the text in the locale.
        locale: in gettext spelling.
        others: terms with a longer rendering around one of this term, and how often each stands in the source text.
    """
    best = Verdict("no")
    if not others:
        verbatim = _find_verbatim(term, translation, locale)
        if verbatim is not None:
            return verbatim
    for rendering in own_columns(term.targets, locale):
        shown = term.source if rendering == "=" else rendering
        hits = list(find_hits(term, rendering, translation, locale))
        if not hits:
            continue
        sure = [hit for hit in hits if hit.sure]
        if not sure:
            if best.found == "no":
                best = Verdict("maybe", shown, hits[0].tier, hits[0].span)
            continue
        free = _outside(term, sure, translation, locale, others)
        if free is True:
            best = max_verdict(best, Verdict("maybe", shown, "inside", sure[0].span))
        elif free:
            return Verdict("yes", shown, free.tier, free.span)
    return best


def _find_verbatim(term: Term, translation: str, locale: str) -> Verdict | None:
    """Return the verdict on a rendering that stands there word by word, without looking for forms of its words."""
    language = locale.split("_")[0]
    if term.match == "exact":
        return None
    text = blank_markup(translation)
    for rendering in own_columns(term.targets, locale):
        if rendering == "=" or is_pattern(rendering):
            continue
        if language in unspaced.LANGUAGES:
            span = unspaced.find_verbatim(rendering, text, language, common=term.source[:1].islower())
        else:
            span = words.find_verbatim(rendering, text, language)
        if span is not None:
            return Verdict("yes", rendering, "exact", span)
    return None


def max_verdict(first: Verdict, second: Verdict) -> Verdict:
    """Return the more favourable of two verdicts, the first if they are equal."""
    order = ("no", "maybe", "yes")
    return second if order.index(second.found) > order.index(first.found) else first


def _outside(
    term: Term, hits: list[Hit], translation: str, locale: str, others: Sequence[tuple[Term, int]]
) -> Hit | bool:
    """Return a hit that is not just part of another term's rendering; True: all are, but maybe that is meant so."""
    covers: list[tuple[Term, int, frozenset[Span]]] = []
    for other, times in others:
        spans = frozenset(
            hit.span
            for rendering in own_columns(other.targets, locale)
            for hit in find_hits(other, rendering, translation, locale, strict=True)
        )
        covers.append((other, times, spans))
    maybe = False
    for hit in hits:
        around = [cover for cover in covers if any(_is_inside(hit.span, span) for span in cover[2])]
        if not around:
            return hit
        for other, times, spans in around:
            shared = term.source.casefold() in other.source.casefold()
            if shared and len(spans) > times:
                return hit
            maybe = maybe or shared or not times
    return maybe


def _is_inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def find_hits(term: Term, rendering: str, translation: str, locale: str, *, strict: bool = False) -> Iterator[Hit]:
    """Yield where one rendering of a term stands in a translation.

    Args:
        term: the term, which says whether forms count.
        rendering: a cell's alternative: a text, ``=`` or a pattern between slashes.
        translation: where to look.
        locale: in gettext spelling.
        strict: only forms of these very words, no compounds and no guesses.
    """
    language = locale.split("_")[0]
    translation = blank_markup(translation)
    if rendering == "=":
        yield from find_name(term.source, translation, language)
    elif is_pattern(rendering):
        for match in compile_pattern(rendering).finditer(translation):
            yield Hit(Span(*match.span()), "pattern")
    elif language in unspaced.LANGUAGES:
        common = term.source[:1].islower()
        for span in unspaced.find_stretches(rendering, translation, language, common=common):
            yield Hit(span, "exact")
    elif term.match == "exact":
        yield from find_exact(rendering, translation, case=term.case == "exact")
    else:
        yield from words.find_sequences(rendering, translation, language, strict=strict)


def find_adjective(term: Term, translation: str, locale: str) -> Verdict:
    """Return where a name may be rendered as an adjective, which English sets before a noun as it is."""
    language = locale.split("_")[0]
    for rendering in own_columns(term.targets, locale):
        if rendering == "=" or is_pattern(rendering) or language in unspaced.LANGUAGES:
            continue
        span = words.find_adjective_of_name(rendering, blank_markup(translation), language)
        if span is not None:
            return Verdict("maybe", rendering, "adjective", span)
    return Verdict("no")


def find_exact(rendering: str, translation: str, *, case: bool = False) -> Iterator[Hit]:
    """Yield where a rendering stands as it is, between word boundaries; only spacing and quotes may differ."""
    text = fold(translation, case=not case)
    wanted = " ".join(fold(rendering, case=not case).text.split())
    if not wanted:
        return
    edges = (r"(?<!\w)" if wanted[0].isalnum() else "", r"(?!\w)" if wanted[-1].isalnum() else "")
    for match in re.finditer(edges[0] + re.escape(wanted).replace(r"\ ", " +") + edges[1], text.text):
        yield Hit(text.span(*match.span()), "exact")


def find_forbidden(term: Term, translation: str, locale: str) -> list[Verdict]:
    """Return the wrong renderings of a term that stand in a translation.

    One that is part of an allowed rendering does not count, nor one that differs from an allowed rendering at its
    place only in what forms of a word may differ in.
    """
    wrong = [
        (rendering, hit)
        for rendering in own_columns(term.forbidden, locale)
        for hit in find_hits(term, rendering, translation, locale, strict=True)
        if hit.sure and not _is_other_word(rendering, hit, translation, locale)
    ]
    if not wrong:
        return []
    allowed = [
        (rendering, hit.span)
        for rendering in own_columns(term.targets, locale)
        for hit in find_hits(term, rendering, translation, locale, strict=True)
    ]
    found: dict[str, Verdict] = {}
    for rendering, hit in wrong:
        if not any(_excuses(one, span, rendering, hit.span, translation) for one, span in allowed):
            found.setdefault(rendering, Verdict("yes", rendering, hit.tier, hit.span))
    return list(found.values())


def _is_other_word(rendering: str, hit: Hit, translation: str, locale: str) -> bool:
    """Tell whether a form that endings allow is one of another word: ``downloads`` of ``downloaden``."""
    word, language = translation[hit.span.start : hit.span.end], locale.split("_")[0]
    if hit.tier != "words":
        return False
    noun = language == "de" and rendering[0].islower() and word[0].isupper()
    return noun or is_other_word(fold(rendering).text, fold(word).text, language)


def _excuses(allowed: str, around: Span, rendering: str, span: Span, translation: str) -> bool:
    """Tell whether an allowed rendering makes a forbidden one in it harmless."""
    if not (around.start <= span.start and span.end <= around.end):
        return False
    if around != span:
        return True
    verbatim = translation[span.start : span.end]
    return verbatim != rendering or verbatim == allowed

"""Finds what is odd in a glossary: duplicates, renderings that clash, the wrong script, gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from i18n_tool.glossary.base import Glossary
from i18n_tool.glossary.english import inflect_term
from i18n_tool.glossary.renderings import is_pattern
from i18n_tool.languages import gettext_tag, has_script, language_of, script_of
from i18n_tool.model import Finding, Rule, Term

LINT_RULES: tuple[Rule, ...] = (
    Rule(
        "GL101",
        "duplicate-term",
        "warning",
        "A term of the glossary is another one in other capitals or another number.\n\n"
        "Readers of a glossary find one of the two, and which of them holds for a text depends on how its author wrote "
        "it. Join them into one row: the words of a term are found in capitals and in other numbers anyway. A single "
        "word beside a name with other renderings (turkey, Turkey) is meant so and not reported. glossary lint finds "
        "this.",
    ),
    Rule(
        "GL102",
        "clashing-renderings",
        "info",
        "A term is part of a longer one, but its rendering is no part of the longer one's.\n\n"
        "It may be right: a name need not be put together from its words. If it is not, readers meet one thing under "
        "two names. glossary lint finds this.",
    ),
    Rule(
        "GL103",
        "wrong-script-rendering",
        "warning",
        "A rendering has characters that its locale does not write.\n\n"
        "Traditional characters for zh_CN and simplified ones for zh_HK are among them. It is often in the wrong "
        "column. glossary lint finds this.",
    ),
    Rule(
        "GL104",
        "missing-rendering",
        "info",
        "A term has renderings, but none in some of the locales.\n\n"
        "Translations into these locales are neither helped nor checked. Add one; = keeps the term as it is. glossary "
        "lint finds this.",
    ),
)
"""In the order of their codes."""

_BY_CODE = {rule.code: rule for rule in LINT_RULES}


def lint_terms(glossary: Glossary, locales: Sequence[str]) -> list[Finding]:
    """Return what is odd in a glossary, in order of files and rows; ``LINT_RULES`` say what that is.

    Args:
        glossary: the terms.
        locales: the locales that each term should have.
    """
    found = [
        *_duplicates(glossary),
        *_clashes(glossary, locales),
        *(one for term in glossary.terms for one in _wrong_scripts(term)),
        *(one for term in glossary.terms for one in _missing(glossary, term, locales)),
    ]
    return sorted(found, key=lambda one: (str(one.path), one.line, one.code))


def _finding(code: str, term: Term, message: str, locale: str = "") -> Finding:
    rule = _BY_CODE[code]
    return Finding(
        code, rule.name, rule.severity, message, locale, Path(term.path) if term.path else None, term.row, term.source
    )


def _place(term: Term) -> str:
    return f" ({term.path}:{term.row})" if term.row else ""


def _duplicates(glossary: Glossary) -> Iterator[Finding]:
    known: dict[str, Term] = {}
    for term in glossary.terms:
        forms = inflect_term(term.source) if term.match == "inflect" else (term.source,)
        other = next((known[form.casefold()] for form in forms if form.casefold() in known), None)
        if other is not None and not _tells_apart(term, other):
            message = (
                f"'{term.source}' is the same as '{other.source}'{_place(other)}{_difference(term, other)}; join them"
            )
            yield _finding("GL101", term, message)
        known.setdefault(term.source.casefold(), term)


def _tells_apart(term: Term, other: Term) -> bool:
    """Tell whether two terms that differ in capitals are meant so: a word and a name, Turkey and turkey."""
    one_word = len(term.source.split()) == 1
    capitals = term.source[0].isupper() != other.source[0].isupper() and "ignore" not in (term.case, other.case)
    return one_word and capitals and bool(_difference(term, other))


def _difference(term: Term, other: Term) -> str:
    """Return in which locale the preferred renderings of two terms differ, or nothing."""
    for locale, renderings in term.targets.items():
        theirs = other.targets.get(locale)
        if theirs and renderings and renderings[0] != theirs[0]:
            return f", but is {renderings[0]} in {locale}, not {theirs[0]}"
    return ""


def _clashes(glossary: Glossary, locales: Sequence[str]) -> Iterator[Finding]:
    for number, term in enumerate(glossary.terms):
        for inner in glossary.inside(number):
            for locale in locales:
                whole = glossary.renderings(term, locale)
                parts = glossary.renderings(inner, locale)
                if whole and parts and not any(glossary.match_target(inner, text, locale) for text in whole):
                    message = f"'{term.source}' is {whole[0]}, but '{inner.source}' in it is {parts[0]}{_place(inner)}"
                    yield _finding("GL102", term, message, locale)


def _wrong_scripts(term: Term) -> Iterator[Finding]:
    for locale, renderings in term.targets.items():
        for rendering in renderings:
            if rendering != "=" and not is_pattern(rendering) and rendering != term.source:
                reason = _script_problem(rendering, locale)
                if reason:
                    yield _finding("GL103", term, f"'{rendering}' {reason}", locale)


def _script_problem(rendering: str, locale: str) -> str:
    """Return why a rendering is not in the script of its locale, or nothing."""
    script = script_of(locale)
    letters = [char for char in rendering if char.isalpha()]
    if not letters:
        return ""
    if language_of(locale) in ("zh", "yue"):
        own, other = ("gb2312", "big5hkscs") if script == "Hans" else ("big5hkscs", "gb2312")
        wrong = [char for char in letters if not _encodes(char, own) and _encodes(char, other)]
        if wrong:
            kind = "traditional" if script == "Hans" else "simplified"
            return f"holds {kind} characters: {''.join(dict.fromkeys(wrong))}"
    latin = all(char < "\u0250" for char in letters)
    if not has_script(rendering, gettext_tag(locale)) and not latin:
        return f"has no letter of the script {script}"
    return ""


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _missing(glossary: Glossary, term: Term, locales: Sequence[str]) -> Iterator[Finding]:
    if not term.targets or term.status == "deprecated":
        return
    missing = [locale for locale in locales if not glossary.renderings(term, locale)]
    if missing:
        yield _finding("GL104", term, f"'{term.source}' has no rendering for {', '.join(missing)}")

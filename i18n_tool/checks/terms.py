"""What the glossary checks share: which terms a unit holds, and how a message names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from i18n_tool.checks.base import Context
from i18n_tool.glossary import Glossary, Occurrence, Verdict
from i18n_tool.model import Term, Unit

#: Before an option, a part of a path or of a name with points: --file, protocol.version.
_NO_WORD = re.compile(r"(?:(?<!\S)--?|(?<=\w)[./]|\$|(?<=[\s(\[])/)$")


@dataclass(frozen=True, slots=True)
class Use:
    """A term in a source text, and the translation of that text."""

    occurrence: Occurrence
    """The first place where it stands in the source text."""
    source: str
    """The source text."""
    translation: str
    """Its translation."""
    _verdicts: dict[str, Verdict] = field(default_factory=dict, compare=False, repr=False)

    @property
    def term(self) -> Term:
        """The term."""
        return self.occurrence.term

    def judge(self, context: Context) -> Verdict:
        """Tell whether the translation renders the term; several checks ask, the answer is found once."""
        verdict = self._verdicts.get(context.locale)
        if verdict is None:
            verdict = context.glossary.match_target(self.term, self.translation, context.locale, source=self.source)
            self._verdicts[context.locale] = verdict
        return verdict


def find_uses(unit: Unit, context: Context) -> tuple[Use, ...]:
    """Return each term of a unit once, in order, with what should render it.

    In a unit with plural forms the singular source goes with the first form, the plural source with the others.
    """
    if not context.glossary:
        return ()
    if unit.msgid_plural is None:
        return _find_uses(unit.msgid, unit.msgstr, context.glossary)
    return tuple(use for pair in text_pairs(unit) for use in _find_uses(*pair, context.glossary))


@lru_cache(maxsize=64)
def _find_uses(source: str, translation: str, glossary: Glossary) -> tuple[Use, ...]:
    seen: set[int] = set()
    uses = []
    for occurrence in _find_terms(source, glossary):
        if id(occurrence.term) not in seen:
            seen.add(id(occurrence.term))
            uses.append(Use(occurrence, source, translation))
    return tuple(uses)


@lru_cache(maxsize=4096)
def _find_terms(source: str, glossary: Glossary) -> tuple[Occurrence, ...]:
    """Return the terms of a source text, which comes again in each locale."""
    return tuple(one for one in glossary.find(source) if not _NO_WORD.search(source, 0, one.start))


def text_pairs(unit: Unit) -> tuple[tuple[str, str], ...]:
    """Return the source texts of a unit with their translations."""
    if unit.msgid_plural is None:
        return ((unit.msgid, unit.msgstr),)
    # A language with one form uses it for both numbers; the plural source is the one that fits it.
    first = unit.msgid if len(unit.msgstr_plural) > 1 else unit.msgid_plural
    sources = (first, *[unit.msgid_plural] * len(unit.msgstr_plural))
    return tuple(zip(sources, unit.msgstr_plural, strict=False))


def show_row(term: Term) -> str:
    """Return where the glossary says so, as the end of a message: `` (glossary/terms.csv:12)``."""
    if not term.row:
        return ""
    return f" ({term.path}:{term.row})" if term.path else f" (row {term.row})"


def show_choice(renderings: Sequence[str]) -> str:
    """Return renderings as a list to choose from: ``A``, ``A or B``, ``A, B or C``."""
    if len(renderings) < 2:
        return "".join(renderings)
    return f"{', '.join(renderings[:-1])} or {renderings[-1]}"


def show_found(found: Iterable[str]) -> str:
    """Return what stands in a translation instead, as a part of a message, or nothing."""
    words = tuple(dict.fromkeys(found))
    return f"; found {', '.join(words)}" if words else ""

"""The comments by which translators put findings aside: ``# i18n-tool: ignore MK001 the address is in the caption``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from i18n_tool.checks import all_rules, code_matches

_COMMENT = re.compile(r"i18n-tool:\s*ignore\b[\s:]*(.*)", re.DOTALL)
_WORD = re.compile(r"[\s,]*([A-Za-z]+\d*(?:-[a-z]+)*)(?=[\s,:.]|$)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such comment."""

    words: tuple[str, ...]
    """The codes, names and families that it ignores; empty: it names none that there is."""
    reason: str
    """Why; empty: it does not say."""

    def covers(self, code: str, name: str) -> bool:
        """Tell whether it puts findings of a rule aside."""
        return code_matches(code, name, self.words)


def read_ignores(comments: Iterable[str]) -> tuple[Ignore, ...]:
    """Return the comments among those of a unit that ignore something, in order."""
    return tuple(_read(found[1]) for comment in comments if (found := _COMMENT.search(comment)))


def _read(text: str) -> Ignore:
    words: list[str] = []
    at = 0
    while (found := _WORD.match(text, at)) and _is_known(found[1]):
        words.append(found[1])
        at = found.end()
    return Ignore(tuple(words), text[at:].strip(" \t\n,:.-–—"))


@lru_cache(maxsize=256)
def _is_known(word: str) -> bool:
    """Tell whether a word means a rule; a family only in capitals, since "la" begins many a reason."""
    rules = all_rules()
    if len(word) == 2:
        return any(rule.code[:2] == word for rule in rules)
    return any(code_matches(rule.code, rule.name, (word,)) for rule in rules)


def unused(ignores: Sequence[Ignore], found: Iterable[tuple[str, str]], ran: Iterable[tuple[str, str]]) -> list[str]:
    """Return the words of ignores that put nothing aside although every rule they mean was asked.

    Args:
        ignores: the comments of a unit.
        found: code and name of each finding of the unit.
        ran: code and name of each rule that was asked.
    """
    reported, asked = set(found), set(ran)
    every = {(rule.code, rule.name) for rule in all_rules()}
    idle = []
    for ignore in ignores:
        for word in ignore.words:
            meant = {one for one in every if code_matches(*one, (word,))}
            if meant <= asked and not meant & reported:
                idle.append(word)
    return idle

"""The endings of languages: those that make a form of a word, and those that make another word of it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _paradigms() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return the paradigms of all languages, as ``paradigms.txt`` has them."""
    return {language: tuple(map(frozenset, lines)) for language, lines in _read("paradigms.txt").items()}


@lru_cache(maxsize=1)
def _derivations() -> Mapping[str, frozenset[str]]:
    """Return the derivational suffixes of all languages, as ``derivations.txt`` has them."""
    return {language: frozenset(itertools.chain(*lines)) for language, lines in _read("derivations.txt").items()}


def split_endings(text: str) -> tuple[str, ...]:
    """Return the words of a line of endings; ``-`` is no ending."""
    return tuple("" if word == "-" else word.casefold() for word in text.split())


def _read(name: str) -> dict[str, list[list[str]]]:
    """Return the lines of a file of endings by language, each as a list of endings."""
    found: dict[str, list[list[str]]] = {}
    languages: list[str] = []
    for line in files("i18n_tool.glossary").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            languages = line.strip("[]").split()
            found |= {language: [] for language in languages}
        elif line.startswith("= "):
            for language in languages:
                found[language] += [list(one) for other in line[2:].split() for one in found[other]]
        elif line and not line.startswith("#"):
            endings = split_endings(line)
            for language in languages:
                if line.startswith(" "):
                    found[language][-1] += endings
                else:
                    found[language].append(list(endings))
    return found


def has_paradigms(language: str) -> bool:
    """Tell whether the endings of a language are known."""
    return language in _paradigms()


@lru_cache(maxsize=64)
def paradigms_by_ending(language: str) -> Mapping[str, frozenset[int]]:
    """Return for each inflectional ending of a language the numbers of the paradigms it belongs to."""
    found: dict[str, set[int]] = {}
    for number, paradigm in enumerate(_paradigms().get(language, ())):
        for ending in paradigm:
            found.setdefault(ending, set()).add(number)
    return {ending: frozenset(numbers) for ending, numbers in found.items()}


def derivations(language: str) -> frozenset[str]:
    """Return the derivational suffixes of a language; empty: none are known."""
    return _derivations().get(language, _NONE)

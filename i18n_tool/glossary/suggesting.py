"""Suggests terms for a glossary: names and phrases that articles use again and again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from i18n_tool.glossary.base import Glossary
from i18n_tool.glossary.endings import split_endings
from i18n_tool.glossary.english import inflect_term

_STOP = frozenset(
    split_endings(
        "a about above after all also among an and any are as at be been between both but by can could did do does "
        "during each every few first for from had has have he her his how i if in into is it its just last made "
        "make many may more most mr mrs ms much must new next no not now of on one only or other our out over own "
        "said same say says second see several she should since so some such than that the their them then there "
        "these they this those through to two under until up us use used was we were what when where which while "
        "who will with would year years you your january february march april may june july august september "
        "october november december monday tuesday wednesday thursday friday saturday sunday"
    )
)
_NAME = re.compile(r"(?<![\w-])[A-Z][\w'’&-]*(?: (?:(?:of|and|for|the|on|in|de|du|la) ){0,2}[A-Z][\w'’&-]*)*(?![\w-])")
_INSIDE = re.compile(r"[a-z0-9,;)’'] $")
_WORDS = re.compile(r"[^\W\d_][\w'’&-]*")
_SENTENCE = re.compile(r"[^.!?;:,()\n“”\"]+")
_LONGEST_PHRASE = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that a glossary might have."""

    text: str
    """The expression in the source language."""
    kind: Literal["name", "phrase", "inconsistent"]
    """``name``: written with capitals; ``phrase``: recurrent words; ``inconsistent``: rendered in several ways."""
    count: int
    """How often it stands in the articles."""
    example: str
    """A segment that holds it."""
    renderings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How accepted translations of it alone render it, by locale."""


def suggest_terms(
    texts: Iterable[str], glossary: Glossary, pairs: Iterable[tuple[str, str, str]] = (), *, least: int = 2
) -> list[Suggestion]:
    """Return terms that the glossary does not have, the most frequent first.

    Names count from ``least`` times on, phrases of common words from twice that; whatever is part of a longer
    suggestion that is as frequent is left out. A person decides.

    Args:
        texts: the segments of the articles, in the source language.
        glossary: what is known already.
        pairs: accepted translations: source text, locale, translation.
        least: how often a name must stand there.
    """
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    kinds: dict[str, Literal["name", "phrase"]] = {}
    for text in texts:
        unknown = _without_terms(text, glossary)
        for name in _names(unknown):
            _count(name, "name", text, counts, examples, kinds)
        for phrase in _phrases(unknown):
            _count(phrase, "phrase", text, counts, examples, kinds)
    renderings = _known_renderings(pairs)
    chosen = {
        text
        for text, count in counts.items()
        if count >= least * (1 if kinds[text] == "name" else 2) and not _is_known(text, glossary)
    }
    kept = {text for text in chosen if not _is_part(text, counts, chosen)}
    kept |= {
        text
        for text, cells in renderings.items()
        if text in counts and _differs(cells) and not _is_known(text, glossary)
    }
    suggestions = [
        Suggestion(
            text,
            "inconsistent" if _differs(renderings.get(text, {})) else kinds[text],
            counts[text],
            examples[text],
            renderings.get(text, {}),
        )
        for text in kept
    ]
    return sorted(suggestions, key=lambda one: (-one.count, one.text))


def _without_terms(text: str, glossary: Glossary) -> str:
    """Return a text with a line break in place of each term that the glossary has."""
    out, offset = [], 0
    for one in glossary.find(text):
        out.append(text[offset : one.start])
        offset = one.end
    return "\n".join([*out, text[offset:]])


def _names(text: str) -> Iterable[str]:
    """Yield what is written with capitals within sentences; at the beginning of one only if it is several words."""
    for match in _NAME.finditer(text):
        words = re.sub(r"['’]s?$", "", match.group()).split()
        inside = _INSIDE.search(text[max(0, match.start() - 2) : match.start()]) is not None
        if not inside:
            words = words[next((at for at, word in enumerate(words) if word.lower() not in _STOP), len(words)) :]
        if words and (inside or len(words) > 1) and not (len(words) == 1 and words[0].lower() in _STOP):
            name = " ".join(words)
            if len(name) > 1:
                yield name


def _count(
    text: str,
    kind: Literal["name", "phrase"],
    example: str,
    counts: Counter[str],
    examples: dict[str, str],
    kinds: dict[str, Literal["name", "phrase"]],
) -> None:
    known = next((form for form in inflect_term(text)[1:] if form in counts), text) if kind == "phrase" else text
    counts[known] += 1
    examples.setdefault(known, example)
    kinds.setdefault(known, kind)


def _phrases(text: str) -> Iterable[str]:
    """Yield the runs of two or three common words without function words."""
    for sentence in _SENTENCE.findall(text):
        words = _WORDS.findall(sentence)
        for size in range(2, _LONGEST_PHRASE + 1):
            for at in range(len(words) - size + 1):
                run = words[at : at + size]
                if all(word.islower() and word not in _STOP and len(word) > 2 for word in run):
                    yield " ".join(run)


def _known_renderings(pairs: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return by source text and locale the translations of short texts."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for source, locale, translation in pairs:
        if len(source.split()) <= 6 and translation.strip():
            found[source.strip(" .:")][locale][translation.strip(" .:。：")] = None
    return {source: {locale: tuple(texts) for locale, texts in cells.items()} for source, cells in found.items()}


def _differs(cells: Mapping[str, tuple[str, ...]]) -> bool:
    return any(len(texts) > 1 for texts in cells.values())


def _is_known(text: str, glossary: Glossary) -> bool:
    return any(one.start == 0 and one.end == len(text) for one in glossary.find(text))


def _is_part(text: str, counts: Counter[str], chosen: set[str]) -> bool:
    """Tell whether a text is part of a longer suggestion that accounts for most of its uses."""
    return any(
        len(other) > len(text) and f" {text} " in f" {other} " and counts[other] * 2 >= counts[text] for other in chosen
    )

"""Glossaries that people keep: those of translators in PO files, and the names of countries of iso-codes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from benchmarks.accepted import Source, read_file
from i18n_tool.model import Term

#: What a translator says about a word, not the word: "branch [noun]", "account type: trading", "open, to".
_ABOUT = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]?|, (?:to|pour|para|per|zu)\b.*|[?\"“”„«»]")
_KIND = re.compile(r"^[^:：]*[:：]\s*")
_OTHER = re.compile(r"\s*[,;、，；|]\s*|\s/\s|\b\d\. ")
_NAME = re.compile(r"^(?:Common n|N)ame for ")


def project_terms(sources: Iterable[Source]) -> list[Term]:
    """Return the terms of glossaries in PO files, as GnuCash and Git have them: a term is a unit.

    What stands in brackets is a note. Where an entry names several words, all of them are right.
    """
    return _join(
        (word, source.locale, _words(unit.msgstr))
        for source in sources
        for unit in read_file(source.path, everything=True)[0]
        for word in _words(unit.msgid)
        if "translator" not in unit.msgid
    )


def country_terms(sources: Iterable[Source]) -> list[Term]:
    """Return the names of countries, as ISO 3166-1 and its translators call them; names turned round are left out."""
    return _join(
        (unit.msgid, source.locale, (unit.msgstr,))
        for source in sources
        for unit in read_file(source.path, everything=True)[0]
        if "," not in unit.msgid + unit.msgstr and any(_NAME.match(comment) for comment in unit.extracted)
    )


def _join(rows: Iterable[tuple[str, str, Iterable[str]]]) -> list[Term]:
    targets: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for term, locale, renderings in rows:
        targets[term][locale] |= dict.fromkeys(renderings)
    return [
        Term(term, {locale: tuple(words) for locale, words in by_locale.items() if words})
        for term, by_locale in targets.items()
    ]


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_alternatives(text)))


def _alternatives(text: str) -> Iterator[str]:
    for word in _OTHER.split(_KIND.sub("", _ABOUT.sub("", text))):
        if word.strip(" .-") and not any(sign in word for sign in "=/"):
            yield word.strip(" .")

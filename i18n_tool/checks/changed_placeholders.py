"""Tells which placeholder of a translation stands in the place of one of the source: a link to another address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_HOST = re.compile(r"(?:[a-z]+://|[^\s<>()@/]+(?=@))(?P<host>[^/?#]+)")
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between the placeholders of a source text and those of its translation."""

    missing: Counter[str]
    """Only in the source."""
    extra: Counter[str]
    """Only in the translation, and in the place of none that is missing."""
    instead: dict[str, str]
    """What stands in the translation for some of those that are missing."""


def pair_changes(missing: Counter[str], extra: Counter[str], locales: tuple[str, str]) -> Changes:
    """Return which of the extra placeholders stand in the place of missing ones.

    Args:
        missing: how often each is missing from the translation.
        extra: how often each is only in the translation.
        locales: that of the source and that of the translation; an address that differs only in them is the same page
            in the reader's language.
    """
    missing, extra = missing.copy(), extra.copy()
    instead: dict[str, str] = {}
    for placeholder in list(missing.elements()):
        others = [one for one in +extra if _kind(one) == _kind(placeholder)]
        same = next((one for one in others if is_same_page(placeholder, one, locales)), None)
        if same is not None:
            missing[placeholder] -= 1
            extra[same] -= 1
        elif others:
            instead.setdefault(placeholder, others[0])
            extra[others[0]] -= 1
    return Changes(+missing, +extra, instead)


def _kind(placeholder: str) -> str:
    """Return what a placeholder is, so that only one of the same kind can stand in its place."""
    for mark in ("</", "<", "](", "![", "[", "{", "`", "%(", "%", "${"):
        if placeholder.startswith(mark):
            return mark
    return "://" if "://" in placeholder or placeholder.startswith("www.") else placeholder[placeholder.find("@") :][:1]


def is_same_page(one: str, other: str, locales: tuple[str, str]) -> bool:
    """Tell whether a second address is that of the same page, in the reader's language or by a safer protocol.

    ``en.example.org/a`` and ``fr.example.org/a`` are; so is one with more words in its query.
    """
    if not all(any(sign in address for sign in ("://", "](", "href", "www.")) for address in (one, other)):
        return False
    if "://" not in other:
        one = one.partition("://")[2] or one
    one, other = (
        one.replace("http://", "https://"),
        other.replace("http://", "http://" if "https" in one else "https://"),
    )
    names = {part for locale in locales for part in (locale.lower(), *locale.lower().split("_"))}
    (page, query), (other_page, other_query) = (_parts(address, names) for address in (one, other))
    return page == other_page and query <= other_query


def _parts(address: str, names: set[str]) -> tuple[list[str], Counter[str]]:
    """Return the words of an address without those that name a language: of the page, and of the query."""
    page, _, query = address.lower().partition("?")
    return [word for word in _WORD.findall(page) if word not in names], Counter(
        word for word in _WORD.findall(query) if word not in names
    )


def is_other_host(one: str, other: str) -> bool:
    """Tell whether two addresses in the text, of the web or of e-mail, are at different hosts."""
    first, second = (_HOST.match(address) for address in (one, other))
    return first is not None and second is not None and first["host"].lower() != second["host"].lower()

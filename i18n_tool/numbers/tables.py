"""The words of each language that make quantities, read from the tables beside this file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from i18n_tool.languages import language_of
from i18n_tool.numbers.normal import clean, fold
from i18n_tool.numbers.numerals import Style

Meaning = tuple[str, Any]
"""Kind and value of a lexeme."""

UNSPACED = frozenset({"zh", "ja", "ko", "th"})
"""Languages whose numbers stand without spaces around them."""

_LISTS = ("cardinals", "ordinals", "weak", "months", "weekdays", "times", "decades", "rough", "centuries", "hours")
_KINDS = {
    "cardinals": "card",
    "ordinals": "ord",
    "weak": "weak",
    "months": "month",
    "weekdays": "weekday",
    "times": "times",
    "decades": "decadeword",
    "rough": "rough",
    "centuries": "centuryword",
    "hours": "hourword",
}


EDGE = r"0-9a-z\u00c0-\u024f\u0400-\u04ff\u0600-\u06ff\u0900-\u097f"
"""Characters that go on with a word, for a class of a pattern."""
_DISTANCES = {"kmh": frozenset({"km"}), "mph": frozenset({"mile"})}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The words and habits of one language."""

    language: str
    """Its code (ISO 639); empty: none is known, digits only."""
    style: Style
    """How it writes numbers in digits."""
    words: Mapping[str, Meaning]
    """Single words, in small letters."""
    stems: Mapping[str, Meaning]
    """Beginnings of words."""
    phrases: re.Pattern[str] | None
    """Expressions of several words; in unspaced languages every word."""
    phrase_words: Mapping[str, Meaning]
    """What each expression means."""
    parts: Mapping[str, Meaning]
    """The number words that a compound may be made of (German, Italian)."""
    capitals: frozenset[str] = frozenset()
    """Words that count only with a capital letter."""
    flags: frozenset[str] = frozenset()
    """Habits: ``spaces`` (groups with a plain space), ``24h``, ``hour-clock``, ``unit-first``, ``score-sum`` …"""
    clitics: tuple[str, ...] = ()
    """What may be written to the front of a word (Arabic)."""
    falling: re.Pattern[str] | None = None
    """Words that say that something falls or is below zero."""
    below: re.Pattern[str] | None = None
    """Words that say that a temperature is below zero."""
    stem_lengths: tuple[int, ...] = field(default=())
    """Lengths of the stems, longest first."""


@lru_cache(maxsize=256)
def table_for(locale: str) -> Table:
    """Return the table of a locale; one that knows digits only if there is none for its language."""
    language = language_of(locale)
    return _table(language, locale if locale in ("zh_HK", "zh_TW", "zh_MO", "de_CH", "pt_PT", "es_MX") else language)


@lru_cache(maxsize=64)
def _table(language: str, variant: str) -> Table:
    path = files("i18n_tool.numbers") / "tables" / f"{language}.toml"
    if not path.is_file():
        return Table("", Style(".,", ".,\u00a0' "), {}, {}, None, {}, {}, flags=frozenset({"general", "spaces"}))
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, value in data.get("variants", {}).get(variant, {}).items():
        data[key] = {**data[key], **value} if isinstance(value, dict) else value
    return _build(language, data)


def _build(language: str, data: Mapping[str, Any]) -> Table:
    words: dict[str, Meaning] = {}
    stems: dict[str, Meaning] = {}
    phrases: dict[str, Meaning] = {}
    for form, meaning in _forms(data):
        if not form:
            continue
        form = fold(clean(form, "text"), turkish=language == "tr")
        if form.endswith("*"):
            stems[form[:-1]] = meaning
        elif language in UNSPACED or not _single(form):
            phrases.setdefault(form, meaning)
        else:
            words.setdefault(form, meaning)
    return Table(
        language,
        Style(data.get("decimal", "."), data.get("group", ",")),
        words,
        stems,
        _alternation(phrases, language in UNSPACED, data.get("clitics", ())),
        phrases,
        {form: meaning for form, meaning in words.items() if meaning[0] in ("card", "weak", "scale")},
        frozenset(data.get("capitals", ())),
        frozenset(data.get("flags", ())),
        tuple(data.get("clitics", ())),
        re.compile("|".join(fold(word) for word in data["falling"])) if data.get("falling") else None,
        re.compile("|".join(fold(word) for word in data["below"])) if data.get("below") else None,
        tuple(sorted({len(stem) for stem in stems}, reverse=True)),
    )


def _single(form: str) -> bool:
    return all(char.isalpha() or "\u0900" <= char <= "\u097f" for char in form.rstrip("*"))


def _alternation(phrases: Mapping[str, Meaning], unspaced: bool, clitics: Sequence[str]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    firsts = "".join(sorted({re.escape(form[0]) for form in phrases}))
    letters = [form for form in phrases if re.fullmatch("[a-z]", form)]
    body = any_of(form for form in phrases if form not in letters)
    if letters:
        # The m of m68k is no metre.
        body = rf"(?:{body}|(?<![a-z])[{''.join(letters)}](?![a-z\d]))"
    body = f"(?=[{firsts}]){body}"
    if clitics:
        body = f"(?:{'|'.join(clitics)})??{body}"
    # In unspaced languages the bp of bpp is no basis point.
    return re.compile(rf"{body}(?:(?<![a-z])|(?![a-z]))" if unspaced else rf"(?<![{EDGE}]){body}(?![{EDGE}])")


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern for the longest of some forms that stands at a place: a tree, read letter by letter."""
    rests: dict[str, list[str]] = {}
    for form in forms:
        rests.setdefault(form[:1], []).append(form[1:])
    complete = rests.pop("", None) is not None
    if not rests:
        return ""
    tree = "|".join(re.escape(first) + any_of(others) for first, others in rests.items())
    return f"(?:{tree})?" if complete else f"(?:{tree})"


def _forms(data: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield every form of a table with its meaning; earlier ones win."""
    for word in data.get("stop", ()):
        yield word, ("stop", None)
    endings = data.get("endings", {})
    for section in _LISTS:
        for key, forms in data.get(section, {}).items():
            for form in _spell(forms, endings):
                yield form, (_KINDS[section], Decimal(key))
    for key, forms in data.get("fractions", {}).items():
        above, _, below = key.partition("/")
        for form in _spell(forms, endings):
            yield form, ("frac", (int(above), int(below)))
    vague = {form: int(key) for key, forms in data.get("vague", {}).items() for form in _spell(forms, endings)}
    for key, forms in data.get("scales", {}).items():
        for form in _spell(forms, endings):
            yield form, ("scale", (Decimal(10) ** int(key), vague.pop(form, None)))
    for form, exponent in vague.items():
        yield form, ("vague", exponent)
    for kind, section in (("unit", "units"), ("prefix", "prefixes")):
        for key, forms in data.get(section, {}).items():
            # 时速350公里 names no hour after the distance.
            tags = frozenset(key.split()) | _DISTANCES.get(key, frozenset())
            for form in _spell(forms, endings):
                yield form, (kind, tags)
    for kind, forms in data.get("words", {}).items():
        for form in _spell(forms, endings):
            yield form, (kind, form)


def _spell(forms: str, endings: Mapping[str, str]) -> Iterator[str]:
    """Yield each form of a cell, ``stem~A`` with each of the endings that A stands for."""
    for form in forms.split("|"):
        stem, mark, key = form.partition("~")
        if mark:
            for ending in endings[key].split():
                yield stem + ending.replace("-", "")
        else:
            yield form

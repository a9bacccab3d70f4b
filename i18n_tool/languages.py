"""Locale tags in their two spellings, and what CLDR knows of each locale."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from itertools import takewhile

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from i18n_tool.errors import LocaleError

_TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?$")
_UNSPACED = {"zh", "ja", "th", "lo", "km", "my", "yue", "bo"}


@lru_cache(maxsize=512)
def _locale(tag: str) -> tuple[str, Locale]:
    """Return a tag in gettext spelling and CLDR's data for it."""
    if not _TAG.match(tag):
        raise LocaleError(
            "this is not a locale tag.",
            'Write a language, then maybe a script and a territory: "es", "zh_CN", "zh-Hant-HK".',
            subject=repr(tag),
        )
    parts = tag.replace("-", "_").split("_")
    parts[0] = parts[0].lower()
    parts[1:] = [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    spelled = "_".join(parts)
    try:
        return spelled, Locale.parse(spelled)
    except (UnknownLocaleError, ValueError) as problem:
        near = nearest_word(spelled, _common_tags())
        advice = f'Did you mean "{near}"?' if near else "Use a tag that CLDR knows."
        raise LocaleError("CLDR does not know this locale.", advice, subject=repr(tag)) from problem


@lru_cache(maxsize=1)
def _common_tags() -> tuple[str, ...]:
    return tuple(sorted({*locale_identifiers(), "zh_CN", "zh_HK", "zh_MO", "zh_SG", "zh_TW"}))


def nearest_word(word: str, words: tuple[str, ...]) -> str | None:
    """Return the known word that a mistyped one is most like, or None if none is near."""
    import difflib

    wanted = word.casefold()
    folded = {known.casefold(): known for known in words}
    found = difflib.get_close_matches(wanted, list(folded), n=5, cutoff=0.6)
    if not found:
        return None
    best = difflib.SequenceMatcher(None, found[0], wanted).ratio()
    alike = [near for near in found if difflib.SequenceMatcher(None, near, wanted).ratio() >= best - 0.001]
    # Among equals the one that goes on longest as it was typed: zh_CM is zh_CN rather than zh_MO.
    return folded[
        max(
            alike,
            key=lambda near: sum(
                1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(near, wanted, strict=False))
            ),
        )
    ]


@lru_cache(maxsize=512)
def gettext_tag(tag: str) -> str:
    """Return a locale tag as gettext spells it, ``zh_CN``.

    Raises:
        LocaleError: the tag is not well formed (RFC 5646, section 2.1), or CLDR does not know it.
    """
    return _locale(tag)[0]


def bcp47_tag(tag: str) -> str:
    """Return a locale tag as HTML spells it, ``zh-CN`` (BCP 47).

    Raises:
        LocaleError: as ``gettext_tag``.
    """
    return gettext_tag(tag).replace("_", "-")


def language_of(tag: str) -> str:
    """Return the language of a locale alone, ``zh``."""
    return gettext_tag(tag).split("_")[0]


def territory_of(tag: str) -> str | None:
    """Return the territory a tag names, ``HK``, or None if it names none."""
    last = gettext_tag(tag).split("_")[-1]
    return last if last.isupper() or last.isdigit() else None


@lru_cache(maxsize=512)
def script_of(tag: str) -> str:
    """Return the script a locale is written in, ``Hans``, by its tag or else by CLDR's likely subtags."""
    spelled, locale = _locale(tag)
    if locale.script:
        return str(locale.script)
    likely = get_global("likely_subtags")
    full = likely.get(spelled) or likely.get(language_of(tag)) or ""
    return next((part for part in full.split("_") if len(part) == 4), "Latn")


@lru_cache(maxsize=512)
def open_graph_locale(tag: str) -> str:
    """Return a locale as Open Graph wants it, language and territory, ``ar_EG`` of ``ar`` by CLDR's likely subtags."""
    if territory_of(tag):
        return f"{language_of(tag)}_{territory_of(tag)}"
    spelled = gettext_tag(tag)
    likely = str(get_global("likely_subtags").get(spelled) or "")
    territory = likely.rpartition("_")[2]
    return f"{language_of(tag)}_{territory}" if territory.isupper() else spelled


@lru_cache(maxsize=512)
def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr``, the direction that a locale is read in."""
    # CLDR says "ttb" of Mongolian script, which HTML's dir does not know; its lines run from left to right.
    return "rtl" if _locale(tag)[1].text_direction == "rtl" else "ltr"


def own_name(tag: str) -> str:
    """Return the name of a locale in its own language, with a capital: ``Español``, ``简体中文``."""
    name = locale_name(tag, tag)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=2048)
def locale_name(tag: str, reader: str) -> str:
    """Return what readers of one locale call another: ``chinois simplifié`` for ``zh_CN`` in French."""
    spelled, _ = _locale(tag)
    languages = _locale(reader)[1].languages
    if spelled in languages:
        return str(languages[spelled])
    with_script = f"{language_of(tag)}_{script_of(tag)}"
    name = str(languages.get(with_script) or languages.get(language_of(tag)) or spelled)
    territory = territory_of(tag)
    if territory is None or spelled in ("zh_CN", "zh_TW"):
        return name
    names = _locale(reader)[1].territories
    # CLDR's long names of Hong Kong and Macao are unwieldy in a switcher; it has short ones, which Babel drops.
    short = {"HK": {"zh": "香港", "ja": "香港"}, "MO": {"zh": "澳門", "ja": "マカオ"}}.get(territory, {}).get(
        language_of(reader)
    )
    return f"{name} ({short or names.get(territory, territory)})"


@lru_cache(maxsize=512)
def plural_forms(tag: str) -> str:
    """Return the value of the ``Plural-Forms`` header for a locale."""
    from babel.messages.plurals import get_plural

    plural = get_plural(gettext_tag(tag))
    return str(plural.plural_forms)


def format_number(value: int, tag: str) -> str:
    """Return a number as readers of a locale write it, ``12 345`` in French."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(tag)[1]))


def format_date(value: datetime.date, tag: str) -> str:
    """Return a date as readers of a locale write it, ``25 janvier 2019``; the hour follows where there is one."""
    from babel import dates

    locale = _locale(tag)[1]
    day = str(dates.format_date(value, "long", locale=locale))
    if isinstance(value, datetime.datetime):
        return f"{day} {dates.format_time(value, 'short', locale=locale)}"
    return day


KINDS_OF_NAMES = ("territories", "currencies", "languages")
"""What CLDR names in every language."""

_NOWHERE = frozenset({"001", "QO", "XA", "XB", "ZZ"})
"""The world, outlying Oceania, and what CLDR has for tests."""


def cldr_names(kind: str, tag: str) -> dict[str, tuple[str, ...]]:
    """Return what CLDR calls things in a locale, by their codes: the usual name first, then its other forms.

    Names that nobody writes in running text ("Congo - Kinshasa", "Hong Kong SAR China") are left out, and what
    stands in brackets after a name.

    Args:
        kind: a word of ``KINDS_OF_NAMES``: territories (ISO 3166-1, and parts of the world), currencies that are legal
            tender today (ISO 4217), languages (ISO 639).
        tag: the locale.

    Raises:
        LocaleError: CLDR does not know the locale.
    """
    locale = _locale(tag)[1]
    named: dict[str, tuple[str, ...]]
    if kind == "territories":
        named = {code: (name,) for code, name in locale.territories.items() if code not in _NOWHERE}
    elif kind == "languages":
        named = {code: (name,) for code, name in locale.languages.items() if code.isalpha()}
    else:
        today = {
            str(code)
            for used in get_global("territory_currencies").values()
            for code, _, until, tender in used
            if tender and until is None
        }
        named = {code: _currency_forms(code, locale) for code in map(str, locale.currencies) if code in today}
    return {code: names for code, forms in named.items() if (names := _in_running_text(forms))}


def currency_codes() -> tuple[str, ...]:
    """Return the codes of all currencies that CLDR knows, past ones too (ISO 4217), sorted."""
    return tuple(sorted(get_global("all_currencies")))


def _currency_forms(code: str, locale: Locale) -> tuple[str, ...]:
    from babel.numbers import get_currency_name

    return tuple(str(get_currency_name(code, count=count, locale=locale)) for count in (None, 1, 2, 5, 100))


def _in_running_text(forms: tuple[str, ...]) -> tuple[str, ...]:
    bare = (re.sub(r"\s*[(（\[].*", "", form).strip() for form in forms)
    return tuple(dict.fromkeys(form for form in bare if form and " - " not in form and " SAR " not in form))


def sentence_joiner(tag: str) -> str:
    """Return what stands between two sentences in a locale: nothing in Chinese, Japanese or Thai, else a space."""
    return "" if language_of(tag) in _UNSPACED else " "


_SCRIPTS = {
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Armn": "\u0530-\u058f",
    "Beng": "\u0980-\u09ff",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0900-\u097f",
    "Ethi": "\u1200-\u139f",
    "Geor": "\u10a0-\u10ff\u2d00-\u2d2f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Gujr": "\u0a80-\u0aff",
    "Guru": "\u0a00-\u0a7f",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Kana": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Khmr": "\u1780-\u17ff",
    "Hang": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Laoo": "\u0e80-\u0eff",
    "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Mlym": "\u0d00-\u0d7f",
    "Mymr": "\u1000-\u109f",
    "Sinh": "\u0d80-\u0dff",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Thai": "\u0e00-\u0e7f",
    "Tibt": "\u0f00-\u0fff",
}
_SCRIPTS["Hans"] = _SCRIPTS["Hant"] = _SCRIPTS["Hani"]
_SCRIPTS["Jpan"] = _SCRIPTS["Hani"] + _SCRIPTS["Kana"]
_SCRIPTS["Kore"] = _SCRIPTS["Hang"] + _SCRIPTS["Hani"]


@lru_cache(maxsize=64)
def _letters(script: str) -> re.Pattern[str] | None:
    return re.compile(f"[{_SCRIPTS[script]}]") if script in _SCRIPTS else None


def has_script(text: str, tag: str) -> bool:
    """Tell whether a text has a letter of the script that a locale is written in (ISO 15924).

    A script whose letters are not listed here counts as found.
    """
    letters = _letters(script_of(tag))
    return letters is None or letters.search(text) is not None

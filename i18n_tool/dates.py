"""A date written in one language as another writes it, in the same grain: a day, a day and hour, a month."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_tool.languages import gettext_tag, language_of

_FORMATS = ("full", "long", "medium", "short")
_DAYS = ("full", "long", "yMMMd", "medium", "short", "MMMMd", "MMMd")
_MONTHS = ("yMMMM", "yMMM")
_ALSO = {"en": ("en", "en_GB")}
"""Locales whose forms are read in all texts of a language."""
_VALUE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:?\d\d)?)?)?")
_UNSEEN = re.compile(r"[\s.,،\u200e\u200f]+")


def rewrite_date(text: str, value: str, source_locale: str, locale: str) -> str | None:
    """Return a date as readers of another locale write it, in the form that is most like the one it has.

    Args:
        text: the date as the article writes it, ``January 23, 2019``.
        value: the same for machines, a month, date, or local date and time (WHATWG HTML, section 2.3.5).
        source_locale: the locale of the article.
        locale: the locale to write it in.

    Returns:
        The date, or None if the text is not the date of the value in any form that CLDR has for its locale.
    """
    form = _forms_of(value.strip(), gettext_tag(source_locale)).get(_fold(text))
    if form is None:
        return None
    moment = _read(value.strip())
    return _write(moment, *form, gettext_tag(locale)) if moment else None


def _fold(text: str) -> str:
    return _UNSEEN.sub("", text).casefold()


def _read(value: str) -> datetime.datetime | None:
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    year, month, day, hour, minute = (
        int(part or default) for part, default in zip(match.groups(), (0, 0, 1, 0, 0), strict=True)
    )
    try:
        return datetime.datetime(year, month, day, hour, minute)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _forms_of(value: str, locale: str) -> dict[str, tuple[str, bool]]:
    """Return the forms of a date by how it reads in them: the name of the form, and whether the hour is told."""
    moment = _read(value)
    if moment is None:
        return {}
    has_day, has_hour = len(value) > 7, len(value) > 10
    found: dict[str, tuple[str, bool]] = {}
    for spelled in _ALSO.get(language_of(locale), (locale,)):
        for form in (*_DAYS, *_MONTHS) if has_day else _MONTHS:
            day = _fold(_write(moment, form, False, spelled))
            found.setdefault(day, (form, False))
            if has_hour:
                for hour in _hours(moment, spelled):
                    for joiner in ("", "at"):
                        found.setdefault(f"{day}{joiner}{hour}", (form, True))
    return found


def _hours(moment: datetime.datetime, locale: str) -> Iterator[str]:
    from babel import dates

    for pattern in ("short", "HH:mm", "H:mm"):
        yield _fold(dates.format_time(moment, pattern, locale=locale))


def _write(moment: datetime.datetime, form: str, with_hour: bool, locale: str) -> str:
    from babel import dates

    if form in _FORMATS:
        day = dates.format_date(moment, form, locale=locale)
    else:
        day = dates.format_skeleton(form, moment, locale=locale, fuzzy=True)
    if not with_hour:
        return str(day)
    pattern = str(dates.get_datetime_format("long", locale=locale))
    return pattern.replace("'", "").format(dates.format_time(moment, "short", locale=locale), day)

"""LA004: letters of a script that neither the locale nor the source uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import CYRILLIC, HAN, HANGUL, KANA
from i18n_tool.languages import script_of
from i18n_tool.model import Markup, Unit

_SCRIPTS = {
    "Arab": "\u0620-\u064a\u066e-\u06d3\ufb50-\ufdfb",
    "Cyrl": CYRILLIC,
    "Deva": "\u0904-\u0939\u0958-\u0961",
    "Hang": HANGUL,
    "Hani": HAN,
    "Hebr": "\u05d0-\u05ea",
    "Kana": KANA,
    "Thai": "\u0e01-\u0e30",
}
_NAMES = {
    "Arab": "Arabic",
    "Cyrl": "Cyrillic",
    "Deva": "Devanagari",
    "Hang": "Korean",
    "Hani": "Chinese",
    "Hebr": "Hebrew",
    "Kana": "Japanese",
    "Thai": "Thai",
}
_ALSO = {"Jpan": ("Hani", "Kana"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",), "Hrkt": ("Kana",)}
_QUICK = re.compile("[^\u0000-\u036f\u1e00-\u20cf\ufffc]")


class ForeignScript(PlaceCheck):
    """The translation holds letters of a script that neither its locale nor the source uses.

    Kana in Chinese, Chinese in Russian: an engine left them, or they came with another translation. A source that has
    foreign letters itself is left alone, and so is の, which Chinese brands use.
    """

    code, name, severity = "LA004", "foreign-script", "warning"
    example = Context("zh_CN")
    good = (
        Unit("The port is open.", "港口开放。"),
        Unit("The port “みなと”", "“みなと”港"),
        Unit("Tea shop", "茶の屋"),
    )
    bad = (
        Unit("The port is open.", "港口がopen开放。"),
        Unit("The port is open.", "港口открыт。"),
    )

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if not _QUICK.search(translation) or _QUICK.search(source):
            return
        any_letter, scripts = _foreign_scripts(script_of(context.locale))
        if not any_letter.search(translation):
            return
        for script, letters in scripts:
            match = letters.search(translation)
            if match and match[0] != "の":
                yield Place(
                    *match.span(),
                    None,
                    f"{_NAMES[script]} letters, which the source does not have; translate them or take them out",
                )


@lru_cache(maxsize=32)
def _foreign_scripts(own: str) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return a pattern for a letter that a locale does not use, and the scripts, with a pattern for a word of each."""
    known = {own, *_ALSO.get(own, ())}
    foreign = {name: letters for name, letters in _SCRIPTS.items() if name not in known}
    words = tuple((name, re.compile(f"[{letters}]+")) for name, letters in foreign.items())
    return re.compile(f"[{''.join(foreign.values())}]"), words

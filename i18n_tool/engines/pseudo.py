"""The engine ``pseudo``: accented, longer text, to see what a layout does with a translation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from i18n_tool.engines import check_options
from i18n_tool.engines.base import Engine
from i18n_tool.languages import script_of

_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÁƁĆĐÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ",
)
_HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבצדעפגהיחקלמנופקרשתוושכיז")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابسديفغهيجكلمنوپقرشتووخزيظ")
_TOKEN = re.compile(r"(⟦[^⟦⟧]*⟧)")
_VOWELS = re.compile(r"[aeiouyAEIOUY]")


class PseudoEngine(Engine):
    """Accents every letter, doubles vowels until the text is 30 % longer, and puts brackets around it.

    A page in brackets shows what was not translated and what was cut off; longer text shows what does not fit;
    right-to-left locales get letters of their own script. The same text always gives the same answer.
    """

    name = "pseudo"
    summary = "accented, longer text for layout tests"
    automatic = False
    natural = False
    mask_styles = ("white",)
    max_segments = 1000
    max_characters = 1_000_000

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        super().__init__(options)
        check_options(self.name, self.options, {"growth": float})
        self.growth = float(self.options.get("growth", 0.3))

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [self.draw(text, target) for text in texts]

    def draw(self, text: str, target: str) -> str:
        """Return the pseudo-translation of one text."""
        parts = _TOKEN.split(text)
        plain = sum(len(part) for part in parts[::2])
        missing = max(1, round(plain * self.growth)) if plain else 0
        out = []
        for index, part in enumerate(parts):
            if index % 2:
                out.append(part)
                continue
            longer = _VOWELS.sub(lambda match: match[0] * 2, part, count=missing) if missing else part
            missing -= len(longer) - len(part)
            out.append(self.dress(longer, target))
        return f"［{''.join(out)}{'·' * missing}］"

    def dress(self, text: str, target: str) -> str:
        """Return a text in letters that look like those of a locale."""
        script = script_of(target)
        if script == "Hebr":
            return text.lower().translate(_HEBREW)
        if script == "Arab":
            return text.lower().translate(_ARABIC)
        return text.translate(_ACCENTED)

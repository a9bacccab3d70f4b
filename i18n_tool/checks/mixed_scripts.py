"""LA005: a word has letters of two scripts that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import CYRILLIC, letters_of, prose_of
from i18n_tool.languages import script_of
from i18n_tool.model import Markup, Unit

_LATIN, _CYRILLIC = "ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_MIXED = re.compile(rf"[A-Za-z{CYRILLIC}]*(?:[A-Za-z][{CYRILLIC}]|[{CYRILLIC}][A-Za-z])[A-Za-z{CYRILLIC}]*")
_SEAM = re.compile(rf"[A-Za-z][{CYRILLIC}]|[{CYRILLIC}][A-Za-z]")
_SIGNS = letters_of(CYRILLIC)
#: Two pieces that a change of case keeps apart: "URLы", "МетодHTTP", "pБРВ", "ПРЕФІКСaa", "ШИРИНАxВЫСОТА".
_JOINED = re.compile(
    r"[A-Z]{2,}[\u0430-\u045f]{1,3}|[a-z]+[\u0400-\u042f\u0490]+|[\u0400-\u042f\u0490]{3,}[a-z]+"
    r"|[\u0400-\u04ff]*[\u0430-\u045f][A-Z]+|[\u0400-\u042f]+x[\u0400-\u042f]+"
)


class MixedScripts(PlaceCheck):
    """A word has both Latin and Cyrillic letters, of which some only look right.

    A Latin ``o`` in a Russian word cannot be seen, but no search finds the word, and screen readers stumble over it
    (Unicode Technical Standard #39, section 5). Endings on Latin words, as in ``URLы``, are left alone, and so are
    letters without a twin.
    """

    code, name, severity = "LA005", "mixed-scripts", "warning"
    example = Context("ru")
    good = (
        Unit("The port of SIM cards", "Порт SIM-карт"),
        Unit("URLs", "URLы"),
        Unit("The values of knownY", "Значения известныеY"),
        Unit("~aLength", "~aДлина"),
    )
    bad = (
        Unit("The port is open.", "П\u006fрт открыт."),
        Unit("Use GNOME.", "Используйте GN\u041eME."),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        # In text that is Cyrillic itself, the signs would say nothing.
        return None if script_of(context.locale) == "Cyrl" else _SIGNS

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if not _SEAM.search(translation):
            return
        for match in _MIXED.finditer(translation):
            word = match[0]
            if (
                _JOINED.fullmatch(word)
                or word in source
                or translation[match.end() : match.end() + 1] == "<"
                or translation[: match.start()].endswith(("%", "0", "\\", "[", "~"))
            ):
                continue
            better = _in_one_script(word)
            if better and prose_of(translation, markup)[match.start() : match.end()] == word:
                yield Place(*match.span(), better, f"{_odd(word, better)} in '{word}'")


def _odd(word: str, better: str) -> str:
    """Return the letters of a word that are not as they should be, and what they are: ``the Latin o``."""
    odd = "".join(dict.fromkeys(letter for letter, right in zip(word, better, strict=True) if letter != right))
    return f"the {'Latin' if odd.isascii() else 'Cyrillic'} {', '.join(odd)}"


def _in_one_script(word: str) -> str | None:
    """Return a word with its look-alike letters in the script of most others, or None if some letter has no twin."""
    latin = sum(letter.isascii() for letter in word)
    one, other = (_TO_LATIN, _TO_CYRILLIC) if 2 * latin > len(word) else (_TO_CYRILLIC, _TO_LATIN)
    for table, is_latin in ((one, one is _TO_LATIN), (other, other is _TO_LATIN)):
        better = word.translate(table)
        if better.isascii() == is_latin and all(letter.isascii() == is_latin for letter in better):
            return better
    return None

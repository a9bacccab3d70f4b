"""TY002: a bracket or quotation mark of the translation has no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import Place, PlaceCheck
from i18n_tool.checks.prose import FILLER, prose_of
from i18n_tool.languages import language_of
from i18n_tool.model import Markup, Unit

_PAIRS = ("()（）", "[]［］", "{}｛｝", "【】", "〔〕", "《》", "〈〉", "「」", "『』", "«»")
_OPEN = {mark: pair[0] for pair in _PAIRS for mark in pair[::2]}
_CLOSE = {mark: pair[0] for pair in _PAIRS for mark in pair[1::2]}
_MARKS = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
_LIST_MARK = re.compile(r"(?:^|[\s(（,;:、，；：])[^\W_]{1,4}[.\-]?$")
_FRAGMENT = re.compile(r"^[^(\[]*[)\]]$")
_BRACKET = re.compile(r"[()（）\[\]{}<>]")
_FACE = re.compile(r"(?<!\S)[:;=]['’]?[-o^]?[()（）\[\]]+(?!\S)")
_NAMED = re.compile(
    r"(?<![\w\ufffc])[\"'`][()\[\]{}<>]+[\"'`]|[“”„«‘’‚「][ \u00a0\u202f]?[()\[\]{}<>]+[ \u00a0\u202f]?[”“»’‘」]"
    r"|»[()\[\]{}<>]+«"
)
_INWARD = frozenset({"cs", "da", "de", "hr", "hu", "no", "nb", "pl", "sk", "sl", "sr", "sv", "fi"})
"""Languages that also quote »like this«."""
_CUT = re.compile(r"^['\"](?:\s|$)|(?:^|\s)['\"]$")
_LETTER = re.compile(r"[^\W\d_]{3}")
_ANY_QUOTE = re.compile(r"[\"“”„«»「」『』]")


class UnbalancedBrackets(PlaceCheck):
    """A bracket or quotation mark of the translation has no partner, though all of the source have.

    One of the two was lost or typed in another shape. Half- and full-width brackets may close each other; the numbers
    of lists, ``a)``, need no partner, and neither do marks that are named between quotation marks.
    """

    code, name, severity = "TY002", "unbalanced-brackets", "warning"
    good = (
        Unit("The port (rebuilt) is open.", "Le port (reconstruit) est ouvert."),
        Unit("Choose: a) by sea", "Choisissez\u00a0: a) par la mer"),
        Unit("It is open :)", "C’est ouvert :)"),
        Unit('He said "come', "Il a dit «\u202fvenez"),
        Unit("The port (the “old” one)", "Le « port » (« le vieux »)."),
    )
    bad = (
        Unit("The port (rebuilt) is open.", "Le port (reconstruit est ouvert."),
        Unit("The port (rebuilt) is open.", "Le port reconstruit) est ouvert."),
        Unit('It is "the best" port.', "C’est «\u202fle meilleur port."),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("".join(_PAIRS))

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if not _LETTER.search(source) or _FRAGMENT.match(source):
            return
        lonely = _lonely_marks(translation, markup)
        if not lonely:
            return
        theirs = {_kind(mark) for _, mark in _lonely_marks(source, markup)}
        odd_quotes = len(_ANY_QUOTE.findall(source)) % 2 == 1 or _is_cut_quotation(source)
        for position, mark in lonely:
            kind = _kind(mark)
            if kind == "«" and language_of(context.locale) in _INWARD:
                continue
            if kind not in theirs and not (odd_quotes and kind in "«「『"):
                yield Place(position, position + 1, None, f"{mark} has no partner; add it, or take this one out")
                return


def _is_cut_quotation(source: str) -> bool:
    """Tell whether a text begins or ends within `a quotation' of the old style."""
    marks = [mark for mark in source if mark in "`'"]
    return ("`" in marks and (len(marks) % 2 == 1 or marks[0] == "'")) or _CUT.search(source) is not None


def _kind(mark: str) -> str:
    return _OPEN.get(mark) or _CLOSE[mark]


@lru_cache(maxsize=8)
def _lonely_marks(text: str, markup: Markup | None) -> tuple[tuple[int, str], ...]:
    """Return the marks of a text without a partner of their kind, with their places."""
    prose = prose_of(text, markup)
    if _BRACKET.search(prose):
        prose = _NAMED.sub(lambda match: FILLER * len(match[0]), _FACE.sub(lambda match: " " * len(match[0]), prose))
    waiting: dict[str, list[tuple[int, str]]] = {}
    lonely: list[tuple[int, str]] = []
    for match in _MARKS.finditer(prose):
        mark = match[0]
        if mark in _OPEN:
            waiting.setdefault(_OPEN[mark], []).append((match.start(), mark))
        elif waiting.get(_CLOSE[mark]):
            waiting[_CLOSE[mark]].pop()
        elif mark not in ")）" or not _LIST_MARK.search(prose, max(0, match.start() - 6), match.start()):
            lonely.append((match.start(), mark))
    lonely += [one for group in waiting.values() for one in group]
    return tuple(sorted(lonely))

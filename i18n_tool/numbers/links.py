"""What may stand between a number and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from i18n_tool.numbers.model import Lexeme

LINKS = frozenset(
    [
        " de ",
        " d'",
        " of ",
        " of a ",
        " of an ",
        " of the ",
        " a ",
        " an ",
        " di ",
        " del ",
        " do ",
        " da ",
        " des ",
        " du ",
        " en ",
        " in ",
        " in a ",
        " и ",
        " का ",
        " की ",
        " के ",
        " من ",
        "个",
        "個",
        "的",
        " al ",
        " dell'",
        " di un ",
        " d'un ",
        " d'une ",
        " de la ",
        " и ",
        "+ ",
        "+",
        "余",
        "多",
        "餘",
        "几",
        "來",
        "来",
        "数",
        "強",
        "弱",
        "余り",
        "여 ",
        " 여 ",
        "여",
    ]
)
"""What may stand between a number and its unit."""
_LONGEST_LINK = max(map(len, LINKS))


def touches(text: str, left: Lexeme, right: Lexeme) -> bool:
    """Tell whether nothing but a space or a hyphen stands between two lexemes."""
    gap = text[left.end : right.start]
    return not gap or (len(gap) < 3 and not gap.strip(" \u00a0-"))


def linked(text: str, left: Lexeme, right: Lexeme) -> bool:
    """Tell whether two lexemes touch, or only a small word such as ``of`` stands between them."""
    gap = text[left.end : right.start]
    if len(gap) > _LONGEST_LINK:
        return False
    return touches(text, left, right) or gap.replace("\u00a0", " ").replace("-", " ") in LINKS


def half_of(lexemes: Sequence[Lexeme], at: int, last: Lexeme, text: str) -> int:
    """Return the index after ``(and a) half`` at an index, or that index if there is none."""
    here = at
    if here < len(lexemes) and lexemes[here].kind == "and" and touches(text, last, lexemes[here]):
        last, here = lexemes[here], here + 1
    if here < len(lexemes) and lexemes[here].kind == "half" and linked(text, last, lexemes[here]):
        gap = text[last.end : lexemes[here].start].strip(" \u00a0")
        joined = here > at or lexemes[here].joined or gap in ("", "个", "個")
        return here + 1 if joined else at
    return at

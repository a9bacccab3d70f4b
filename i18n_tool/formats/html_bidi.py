"""Names in Latin letters, numbers of telephones and the like on right-to-left pages, each kept in its own order.

Without that, a figure after a Latin name trades places with it, and the groups of a telephone number stand in the
reverse order (Unicode Standard Annex #9, rules W2 and W7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.formats.html_tokens import CLOSE, OPEN, REFERENCE, TEXT, read_attributes, read_tokens

_NAMES = """
    bdi bdo code iframe kbd math noscript object option samp script select style svg template textarea title xmp
"""
_SKIPPED = frozenset(_NAMES.split())
"""Elements whose text is no prose, may hold no markup, or is set apart already; tokens call ``pre`` ``xmp``."""

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_WORD = rf"[0-9]*[{_LETTER}](?:[{_LETTER}0-9]|(?:&amp;|&(?!\#?\w+;)|[-.'’+@/_:])(?=[{_LETTER}0-9]))*\+{{0,2}}"
_RUN = re.compile(
    rf"""(?P<reference>&\#?\w+;)
    |(?:https?://|www\.)[^\s<>"،؛]*[^\s<>"،؛.,:;!?)]
    |{_WORD}(?:(?:[ ]|[ ]&amp;[ ])(?:[0-9][0-9.]*[ ])?{_WORD})*
    |(?<![\w+])(?:\+|00)[0-9](?:[-. /]?\(?[0-9]+\)?){{1,7}}
    |(?<![\w-])\(?0[0-9]{{1,4}}\)?[- ][0-9]{{3,8}}(?:[- ][0-9]{{3,4}})*(?![\w-])
    |(?<![\w-])[0-9]{{3,4}}-[0-9]{{3,4}}-[0-9]{{3,4}}(?![\w-])
    |(?<![\w-])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![\w-])""",
    re.VERBOSE,
)
_SEEN = re.compile(rf"[{_LETTER}]|[0-9][- ()]|\+[0-9]")


def isolate_runs(source: str) -> str:
    """Return a right-to-left page in which Latin names and telephone numbers stand in ``bdi`` elements.

    What is in an element that runs from left to right, in code or in a form is left alone, and so is every other byte.
    """
    out: list[str] = []
    done = 0
    for start, end in _prose(source):
        stretch = source[start:end]
        if _SEEN.search(stretch):
            out += source[done:start], _RUN.sub(_isolate, stretch)
            done = end
    out.append(source[done:])
    return "".join(out)


def _isolate(match: re.Match[str]) -> str:
    return match[0] if match["reference"] else f'<bdi dir="ltr">{match[0]}</bdi>'


def _prose(source: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text in the body, character references included."""
    skipped, depth = "", 0
    first = last = -1
    in_body = False
    for kind, start, end, name, _ in read_tokens(source):
        if kind in (TEXT, REFERENCE):
            if in_body and not skipped:
                first, last = (start if first < 0 or start != last else first), end
            continue
        if first >= 0:
            yield first, last
            first = -1
        if skipped:
            if name == skipped and kind in (OPEN, CLOSE):
                depth += 1 if kind == OPEN else -1
                skipped = skipped if depth else ""
        elif kind == OPEN:
            in_body = in_body or name == "body"
            if name in _SKIPPED or _runs_ltr(source, start, end):
                skipped, depth = name, 1
    if first >= 0:
        yield first, last


def _runs_ltr(source: str, start: int, end: int) -> bool:
    if "ltr" not in source[start:end].lower():
        return False
    return any(
        attribute.name == "dir" and attribute.value(source).strip().lower() == "ltr"
        for attribute in read_attributes(source, start, end)
    )

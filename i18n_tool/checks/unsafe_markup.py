"""SE001: the translation has markup that could run something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit

_UNSAFE = re.compile(
    r"<\s*/?(?:script|iframe|object|embed|style|link|meta|base|form|title|textarea|head|body|html)(?=[\s/>]|$)[^<>]*>?"
    r"|(?:javascript|vbscript)\s*:"
    r"|data\s*:\s*text/html"
    r"|<[^<>]*\bon[a-z]{3,}\s*="
    # Without a tag of its own: to break out of an attribute.
    r"|(?<![\w-])on(?:abort|blur|change|click|error|focus|input|key|load|mouse|pointer|submit|toggle|touch)[a-z]*\s*=",
    re.IGNORECASE,
)


class UnsafeMarkup(Check):
    """The translation has markup that could run something or end a page, and that is not in the source.

    Compile shows such markup as text; it never runs. Take it out, and find out how it came in.
    """

    code, name, severity = "SE001", "unsafe-markup", "error"
    good = (
        Unit("The script of the play", "Le script de la pièce"),
        Unit("Read <a>on</a>.", "Lire <a>la suite</a>.", markup="html"),
    )
    bad = (
        Unit("Welcome", "Bienvenue<script>x()</script>", markup="html"),
        Unit("[Here](a.md)", "[Ici](javascript:x)", markup="markdown"),
        Unit("Welcome", '<b onclick="x()">Bienvenue</b>', markup="html"),
        Unit("Welcome", '"onload=x() y="', markup="html"),
        Unit("Welcome", "Bienvenue&lt;script&gt;x()", markup="html"),
        Unit("Welcome", "Bienvenue</body>", markup="text"),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        unsafe = _unsafe(unit.msgstr)
        known = {_plain(found) for found in _unsafe(unit.msgid)} if unsafe else set()
        for found in unsafe:
            if _plain(found) not in known:
                message = f"{found} could run something or end the page, and is not in the source; take it out"
                yield self.finding(unit, message)


def _plain(found: str) -> str:
    """Return markup in small letters, with quotation marks and spaces of one kind; of what is no tag, its name."""
    if found.startswith("<") and not found.endswith(">"):
        found = found.split(maxsplit=1)[0]
    return " ".join(found.casefold().replace("'", '"').split())


def _unsafe(text: str) -> list[str]:
    """Return what is unsafe in a text, written out or as character references."""
    if not any(sign in text for sign in "<&:="):
        return []
    return list(dict.fromkeys([*_UNSAFE.findall(text), *_UNSAFE.findall(unescape(text))]))

"""SE001: the translation has markup that could run something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit

_UNSAFE = re.compile(
    r"<\s*(?:script|iframe|object|embed|style|link|meta|base|form)(?=[\s/>]|$)[^>]*>?"
    r"|(?:javascript|vbscript)\s*:"
    r"|data\s*:\s*text/html"
    r"|<[^>]*\bon[a-z]{3,}\s*=",
    re.IGNORECASE,
)


class UnsafeMarkup(Check):
    """The translation has markup that could run something on a reader's machine and is not in the source.

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
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        known = {found.casefold() for found in _UNSAFE.findall(unit.msgid)}
        for found in dict.fromkeys(_UNSAFE.findall(unit.msgstr)):
            if found.casefold() not in known:
                yield self.finding(unit, f"{found} could run something and is not in the source; take it out")

"""SE001: the translation has markup that could run something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from i18n_tool.checks.base import Check, Context
from i18n_tool.model import Finding, Unit

_ENDS_PAGE = re.compile(r"<\s*/\s*(?:head|body|html)(?=[\s>]|$)[^<>]*>?", re.IGNORECASE)
_NAME = re.compile(r"<\s*/?\s*\w+")
_UNSAFE = re.compile(
    r"<\s*/?(?:script|iframe|object|embed|style|meta|base|form|title|textarea)(?=[\s/>]|$)[^<>]*>?"
    r"|<\s*link\s[^<>]*\brel\s*=[^<>]*>?"  # Without it, a link of DocBook or Mallard.
    rf"|{_ENDS_PAGE.pattern}"
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
        Unit("&lt;/style is wrong", "&lt;/style&gt; est faux"),
        Unit("See <xref linkend='a'/>.", "Voir <link linkend='a'>cela</link>."),
        Unit("<qt>Open</qt>", "<html dir='ltr'>Ouvrir</html>"),
    )
    bad = (
        Unit("Welcome", "Bienvenue<script>x()</script>", markup="html"),
        Unit("[Here](a.md)", "[Ici](javascript:x)", markup="markdown"),
        Unit("Welcome", '<b onclick="x()">Bienvenue</b>', markup="html"),
        Unit("Welcome", '"onload=x() y="', markup="html"),
        Unit("Welcome", "Bienvenue&lt;script&gt;x()", markup="html"),
        Unit("Welcome", "Bienvenue</body>", markup="text"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        return frozenset("<&:=")

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        unsafe = _unsafe(unit.msgstr)
        known = {_plain(found) for found in _unsafe(unit.msgid)} if unsafe else set()
        new = [found for found in unsafe if _plain(found) not in known]
        names = {_tag_name(found) for found in new}
        for found in new:
            if found.startswith("</") and _tag_name(found).replace("/", "") in names:
                continue  # The other half of a pair.
            yield self.finding(
                unit, f"{found} could run something or end the page, and is not in the source; take it out"
            )


def _tag_name(found: str) -> str:
    match = _NAME.match(found)
    return "".join(match[0].casefold().split()) if match else ""


def _plain(found: str) -> str:
    """Return markup in small letters, with quotation marks and spaces of one kind; of half a tag, its name."""
    if found.startswith("<") and ("=" not in found or not found.endswith(">")):
        return _tag_name(found)
    return " ".join(found.casefold().replace("'", '"').split())


def _unsafe(text: str) -> list[str]:
    """Return what is unsafe in a text, written out or as character references."""
    found = dict.fromkeys(_UNSAFE.findall(text))
    if "&" in text:
        found |= dict.fromkeys(_UNSAFE.findall(unescape(text)))
    # A pair around the whole text or a part of it ends no page.
    return [one for one in found if not (_ENDS_PAGE.fullmatch(one) and _opens(text, _tag_name(one).removeprefix("</")))]


def _opens(text: str, name: str) -> bool:
    return re.search(rf"<\s*{name}\b", text, re.IGNORECASE) is not None

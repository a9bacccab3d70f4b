"""MK001: the translation lacks a placeholder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.changed_placeholders import pair_changes
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Markup, Unit
from i18n_tool.placeholders import find_placeholders

#: Its position, and a flag that only translates digits.
_POSITION = re.compile(r"^%(?:[0-9]+\$)?I?")
#: Attributes that readers see are translated; <br/> is <br>.
_SEEN = re.compile(r"""\s*/?(?=>$)|\s(?:title|alt|aria-label)\s*=\s*(?:"[^"]*"|'[^']*')""")
_TAG_NAME = re.compile(r"^</?[A-Za-z][A-Za-z0-9]*")
_EMPHASIS = re.compile(r"</?(?:b|i|u|em|strong|bold|italic|small|quote|emphasis)>")
#: Before a brace that holds no variable: a regular expression's \x{1F600}, an argument of a spreadsheet's function.
_NO_VARIABLE = ("@", "\\x", "\\u")
#: Emphasis may go where a script has none, and an entity may be written as its character.
_FREE = frozenset({"*", "**", "***", "_", "__", "___", "~~"})


def count_placeholders(text: str, markup: Markup | None) -> Counter[str]:
    """Return how often each placeholder that a translation must keep stands in a text."""
    text = text.replace("%'", "%")
    return Counter(
        _as_usual(found.text)
        for found in find_placeholders(text, markup)
        if found.text not in _FREE
        and not (found.text.startswith("&") and found.text.endswith(";"))
        and not (found.text.startswith("{") and text.endswith(_NO_VARIABLE, 0, found.start))
    )


def _as_usual(placeholder: str) -> str:
    """Return a placeholder as one of several ways to write it."""
    if placeholder.startswith("<"):
        return _SEEN.sub("", _TAG_NAME.sub(lambda match: match[0].lower(), placeholder))
    return _POSITION.sub("%", placeholder)


def without_emphasis(changed: Counter[str], text: str) -> Counter[str]:
    """Return placeholders without emphasis that marks a part of a text: a language may have other means for it."""
    whole = text.startswith("<") and text.endswith(">")
    return changed if whole else Counter({one: often for one, often in changed.items() if not _is_pair(one, changed)})


def _is_pair(mark: str, changed: Counter[str]) -> bool:
    """Tell whether a mark is one of emphasis, of which both halves are missing or too many."""
    partner = f"<{mark[2:]}" if mark.startswith("</") else f"</{mark[1:]}"
    return _EMPHASIS.fullmatch(mark) is not None and changed[mark] == changed[partner]


def show_placeholders(found: Iterable[str]) -> dict[str, str]:
    """Return how messages show placeholders: two halves of a pair of tags or of a link as one."""
    names = dict.fromkeys(found)
    links = any(name.startswith("](") for name in names)
    shown = {}
    for name in names:
        if name.startswith("</") and f"<{name[2:]}" in names:
            continue
        if name in ("[", "![") and links:
            continue
        if name.startswith("](") and name.endswith(")"):
            shown[name] = f"the link […{name}"
        elif name.startswith("<") and f"</{name[1:]}" in names:
            shown[name] = f"{name}…</{name[1:]}"
        else:
            shown[name] = name
    return shown


class MissingPlaceholder(Check):
    """The translation lacks a placeholder that the source has.

    Readers lose a link, a command or a value. Copy the placeholder from the source as it is; its place in the
    sentence is free. Of plural forms only the last is looked at, since others may say the number in words.
    """

    code, name, severity = "MK001", "missing-placeholder", "error"
    good = (
        Unit("Run `make`.", "Lancez `make`.", markup="markdown"),
        Unit("See <a>the list</a>.", "Voyez <a>la liste</a>.", markup="html"),
        Unit("It is **late**.", "Il est tard.", markup="markdown"),
        Unit("It is <em>late</em>.", "Il est tard.", markup="html"),
        Unit("One<br/>two", "Un<br>deux", markup="html"),
        Unit("[It](https://en.example.org/a)", "[Cela](https://fr.example.org/a)", markup="markdown"),
    )
    bad = (
        Unit("Run `make`.", "Lancez la commande.", markup="markdown"),
        Unit("See <a>the list</a>.", "Voyez la liste.", markup="html"),
        Unit("Hello {name}", "Bonjour"),
        Unit("Hello {name}", "Bonjour {nom}"),
        Unit("[Here](a.md) and [there](b.md).", "[Ici](a.md) et là.", markup="markdown"),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        pairs = list(text_pairs(unit))
        # A form for one or two things may say the number in words, the last one is for many.
        source, translation = pairs[-1]
        ours, theirs = count_placeholders(source, unit.markup), count_placeholders(translation, unit.markup)
        changes = pair_changes(
            without_emphasis(ours - theirs, source), theirs - ours, (context.source_locale, context.locale)
        )
        missing = changes.missing
        for placeholder, shown in show_placeholders(missing).items():
            if placeholder.startswith("%") and translation.count(placeholder) >= source.count(placeholder):
                continue  # A letter behind it, as in "%sx%s", hides that it is one.
            often = f" {missing[placeholder]} times" if missing[placeholder] > 1 else ""
            instead = changes.instead.get(placeholder)
            found = f" ({instead} stands there)" if instead else ""
            yield self.finding(unit, f"{shown} is missing{often} from the translation{found}; copy it from the source")

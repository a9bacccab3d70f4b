"""MK001: the translation lacks a placeholder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.changed_placeholders import is_other_host, pair_changes
from i18n_tool.checks.terms import text_pairs
from i18n_tool.model import Finding, Markup, Unit
from i18n_tool.placeholders import find_placeholders

#: Of a code of a format, its position.
_POSITION = re.compile(r"^%(?:[0-9]+\$)?")
#: Flags of one that set or translate digits for a locale: %'d, %Id.
_LOCALE_FLAG = re.compile(r"(?<=%)'|(?<=%)I(?=[\d.]*[diufeg])")
#: Attributes that readers see are translated; <br/> is <br>.
_SEEN = re.compile(r"""\s*/?(?=>$)|\s(?:title|alt|aria-label)\s*=\s*(?:"[^"]*"|'[^']*')""")
#: Between two numbered places of Qt, as in %1x%2, the letter is one of the text.
_BEFORE_LETTER = re.compile(r"%1[a-z]")
#: Around a text of Qt that has tags.
_ROOT = re.compile(r"</?(?:qt|html|head|body)(?:\s[^>]*)?/?>", re.IGNORECASE)
#: What may be a code of a format: %s, %'d, %-3q, %2$s.
_CODE = re.compile(r"%(?:\d+\$)?[-+#0']*\d*(?:\.\d+)?[A-Za-z]")
_EQUALS = re.compile(r"\s*=\s*")
_TAG_NAME = re.compile(r"^</?[A-Za-z][A-Za-z0-9]*")
_EMPHASIS = re.compile(r"</?(?:b|i|u|em|strong|bold|italic|small|tt|quote|emphasis)>")
#: Before a brace that holds no variable: a regular expression's \x{1F600}, an argument of a spreadsheet's function.
_NO_VARIABLE = ("@", "\\x", "\\u")
#: Emphasis may go where a script has none, and an entity may be written as its character.
_FREE = frozenset({"*", "**", "***", "_", "__", "___", "~~"})


@lru_cache(maxsize=8192)
def count_placeholders(text: str, markup: Markup | None) -> Counter[str]:
    """Return how often each placeholder that a translation must keep stands in a text; the answer is kept."""
    text = _LOCALE_FLAG.sub("", text) if "%" in text else text
    return Counter(
        _as_usual(found.text)
        for found in find_placeholders(text, markup)
        if found.text not in _FREE
        and not (found.text.startswith("&") and found.text.endswith(";"))
        and not (found.text.startswith("{") and text.endswith(_NO_VARIABLE, 0, found.start))
        and not found.text.endswith("://")
        and not _ROOT.fullmatch(found.text)
        and not (_BEFORE_LETTER.fullmatch(found.text) and "%2" in text)
    )


def _as_usual(placeholder: str) -> str:
    """Return a placeholder as one of several ways to write it."""
    if placeholder.startswith("<"):
        tag = _TAG_NAME.sub(lambda match: match[0].lower(), _EQUALS.sub("=", " ".join(placeholder.split())))
        return _SEEN.sub("", tag if '"' in tag else tag.replace("'", '"'))
    return _POSITION.sub("%", placeholder)


def _count_codes(text: str) -> int:
    """Return how many codes of a format a text may hold, those before a letter too: ``%sx%s`` has two."""
    return len(_CODE.findall(text))


def without_emphasis(changed: Counter[str], text: str) -> Counter[str]:
    """Return placeholders without emphasis that marks a part of a text: a language may have other means for it."""
    return Counter({one: often for one, often in changed.items() if not _is_pair_inside(one, changed, text)})


def _is_pair_inside(mark: str, changed: Counter[str], text: str) -> bool:
    """Tell whether a mark is one of emphasis inside a text, of which both halves are missing or too many."""
    partner = other_half(mark)
    whole = (text.startswith(mark) and text.endswith(partner)) or (text.startswith(partner) and text.endswith(mark))
    return _EMPHASIS.fullmatch(mark) is not None and changed[mark] == changed[partner] and not whole


def other_half(tag: str) -> str:
    """Return the closing tag of an opening one without attributes, and the other way round."""
    return f"<{tag[2:]}" if tag.startswith("</") else f"</{tag[1:]}"


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
    sentence is free. Of plural forms only the last ones are looked at, since others may say the number in words.
    Another web or e-mail address in the text, at another host, is information: it may be an example or a site for
    these readers.
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
        # A form for one or two things may say the number in words; of the last two, one is for many.
        *_, (source, translation) = pairs = text_pairs(unit)
        ours, theirs = count_placeholders(source, unit.markup), count_placeholders(translation, unit.markup)
        if ours.items() <= theirs.items():
            return
        if len(pairs) > 2:
            theirs = theirs | count_placeholders(pairs[-2][1], unit.markup)
        changes = pair_changes(
            without_emphasis(ours - theirs, source), theirs - ours, (context.source_locale, context.locale)
        )
        missing = changes.missing
        for placeholder, shown in show_placeholders(missing).items():
            if (
                placeholder.startswith("%")
                and _count_codes(translation) >= _count_codes(source)
                and not changes.instead.get(placeholder)
            ):
                continue  # A letter behind it, as in "%sx%s", hides that it is one.
            often = f" {missing[placeholder]} times" if missing[placeholder] > 1 else ""
            instead = changes.instead.get(placeholder)
            found = f" ({instead} stands there)" if instead else ""
            yield self.finding(
                unit,
                f"{shown} is missing{often} from the translation{found}; copy it from the source",
                # Translators lead readers to sites of their own country, and change addresses that are examples.
                severity="info" if instead and is_other_host(placeholder, instead) else None,
            )

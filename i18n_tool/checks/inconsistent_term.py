"""GL004: an article renders a name in different ways where no row of the glossary decides."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from i18n_tool.checks.base import CatalogueCheck, Context
from i18n_tool.glossary import Glossary
from i18n_tool.model import Finding, Unit

_LONGEST_NAME = 6
_STEM = 4
_EDGES = " \t\n.,:;!?*_#`\"'“”‘’()[]¿¡«»„…"
_WORD_BEFORE = re.compile(r"(?<![\w’'-])([\w’'-]+),? $")
_CAPITAL_AFTER = re.compile(r"[ -][A-Z]|-")
_SMALL = frozenset("a an and at by de der du for from in la le of on or the to von with".split())  # noqa: SIM905


class InconsistentTerm(CatalogueCheck):
    """A name that stands alone in one unit is rendered in another way elsewhere in the article.

    A heading, caption or cell that is nothing but a name shows how the translator renders it; readers should meet it
    under that rendering in the text too. Decide on one, and put it into the glossary if more articles use the name.
    Only names are looked at: words with capitals that the running text has too, and never in small letters; an
    adjective made of the name will do.
    """

    code, name, severity = "GL004", "inconsistent-term", "info"
    example = Context("es")
    good = (
        (
            Unit("Whale Bay", "Bahía de las Ballenas"),
            Unit("In Whale Bay it rains.", "En la Bahía de las Ballenas llueve."),
        ),
        (Unit("Link", "Enlace"), Unit("It is the Whale Bay Link.", "Es la Vía de las Ballenas.")),
        (Unit("Growth", "Crecimiento"), Unit("It grows.", "Aumenta."), Unit("Growth is slow.", "Crece poco.")),
    )
    bad = (
        (
            Unit("Whale Bay", "Bahía de las Ballenas"),
            Unit("In Whale Bay it rains.", "En la Ensenada del Cachalote llueve."),
        ),
    )

    def check(self, units: Sequence[Unit], context: Context) -> Iterator[Finding]:
        live = [unit for unit in units if unit.state in ("accepted", "draft") and unit.msgid_plural is None]
        names = _defined_names(live, context)
        if not names:
            return
        glossary = Glossary.from_terms(
            {"term": [name], context.locale: [unit.msgstr.strip(_EDGES) for unit in defined]}
            for name, defined in names.items()
        )
        for unit in live:
            standing = [one for one in glossary.find(unit.msgid) if _stands_alone(unit.msgid, one.start, one.end)]
            for term in {id(one.term): one.term for one in standing}.values():
                defined = names[term.source]
                if unit in defined or glossary.match_target(term, unit.msgstr, context.locale, source=unit.msgid):
                    continue
                if _is_derived(defined[0].msgstr.strip(_EDGES), unit.msgstr):
                    continue
                if context.glossary.find(term.source) and _decides(context, term.source):
                    continue
                first = defined[0]
                place = f" in line {first.line}" if first.line else ""
                yield Finding(
                    self.code,
                    self.name,
                    self.severity,
                    f"'{term.source}' is rendered as {first.msgstr.strip(_EDGES)}{place}, but not here; decide on one",
                    line=unit.line,
                    msgid=unit.msgid,
                    msgstr=unit.msgstr,
                )


def _decides(context: Context, name: str) -> bool:
    """Tell whether the glossary says how a part of a name is rendered, so that its own check looks after it."""
    return any(context.glossary.renderings(one.term, context.locale) for one in context.glossary.find(name))


def _defined_names(units: Sequence[Unit], context: Context) -> dict[str, list[Unit]]:
    """Return the names that stand alone in a unit and also in the running text of another, with the former units."""
    alone: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        name = unit.msgid.strip(_EDGES)
        words = name.split()
        if 0 < len(words) <= _LONGEST_NAME and unit.msgstr.strip(_EDGES) and all(map(_is_capital, words)):
            alone[name].append(unit)
    text = "\n".join(unit.msgid for unit in units)
    return {
        name: defined
        for name, defined in alone.items()
        if len(name) > 2 and _is_used(name, text) and not re.search(rf"\b{re.escape(name.lower())}s?\b", text)
    }


def _is_derived(rendering: str, translation: str) -> bool:
    """Tell whether a word of the translation begins as a name of one word does: Nigérie, Nigerijská republika."""
    name = _plain(rendering)
    if " " in name or len(name) < _STEM or not name.isalpha() or not name.isascii():
        return False
    stem = name[: max(_STEM, len(name) - 3)]
    return any(word.startswith(stem) for word in re.findall(r"\w+", _plain(translation)))


def _plain(text: str) -> str:
    """Return a text in small letters without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))


def _is_used(name: str, text: str) -> bool:
    """Tell whether a name stands within a sentence somewhere, after a small word and not as part of a longer name."""
    return any(
        _stands_alone(text, match.start(), match.end()) and _word_before(text, match.start()).islower()
        for match in re.finditer(rf"\b{re.escape(name)}\b", text)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is not part of a longer name: no word with a capital next to it."""
    if text[start - 1 : start] == "-" or _CAPITAL_AFTER.match(text, end):
        return False
    before = _word_before(text, start)
    return not before or before.islower() or not before[0].isalpha()


def _word_before(text: str, start: int) -> str:
    """Return the word before a stretch; one that is small within sentences is small here too."""
    match = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    word = match[1] if match else ""
    return word.lower() if word.lower() in _SMALL else word


def _is_capital(word: str) -> bool:
    """Tell whether a word of a name looks like one: a capital, or a small word between others."""
    return word[:1].isupper() or word in _SMALL

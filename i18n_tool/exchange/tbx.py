"""TBX, the exchange format of term bases (ISO 30042): both editions are read, the second is written.

The first edition has ``martif``, ``termEntry``, ``langSet``, ``tig``/``ntig``; the second ``tbx``, ``conceptEntry``,
``langSec``, ``termSec``, with categories as attributes (style dca) or as elements (style dct).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from i18n_tool.errors import ExchangeError, GlossaryError, LocaleError
from i18n_tool.exchange.xml_stream import Element, read_elements
from i18n_tool.glossary.reading import WORDS
from i18n_tool.glossary.writing import group_rows
from i18n_tool.languages import bcp47_tag, gettext_tag, language_of
from i18n_tool.model import Term

_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "wrong": "deprecatedTerm-admn-sts",
}
_WRONG = re.compile("deprecated|superseded|forbidden|obsolete|notrecommended|not recommended", re.IGNORECASE)
_OURS = "i18n-tool: "
_KEEP_NOTE = re.compile("do not translate|read-only", re.IGNORECASE)
_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_tbx(terms: Iterable[Term], source_locale: str) -> str:
    """Return terms as a TBX file, dialect TBX-Basic, style dca (ISO 30042:2019).

    Nothing is lost on the way back through ``read_tbx``: what TBX-Basic has no category for (case, match, status,
    mode, renderings kept as in the source) goes into a note that begins with ``i18n-tool:``.
    """
    entries = [
        _render_entry(number, sources, row, source_locale) for number, (sources, row) in enumerate(group_rows(terms), 1)
    ]
    lang = bcp47_tag(source_locale)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx type="TBX-Basic" style="dca" xml:lang="{lang}" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n        <p>i18n-tool</p>\n      </sourceDesc>\n"
        "    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n"
        + "".join(entries)
        + "    </body>\n  </text>\n</tbx>\n"
    )


def _render_entry(number: int, sources: Sequence[str], row: Term, source_locale: str) -> str:
    keep = [bcp47_tag(locale) for locale, cells in row.targets.items() if "=" in cells]
    settings = [f"{name}={getattr(row, name)}" for name, words in WORDS.items() if getattr(row, name) != words[0]]
    settings += [f"keep={','.join(keep)}"] * bool(keep)
    lines = [f'      <conceptEntry id="c{number}">\n']
    notes = [row.note] * bool(row.note) + [_OURS + "; ".join(settings)] * bool(settings)
    lines += [f"        <note>{_text(note)}</note>\n" for note in notes]
    usual = "wrong" if row.status == "deprecated" else "preferred"
    lines += _render_language(source_locale, [(one, usual if not at else "admitted") for at, one in enumerate(sources)])
    for locale in dict.fromkeys((*row.targets, *row.forbidden)):
        right = row.targets.get(locale, ())
        cells = [(one, "admitted" if at else "preferred") for at, one in enumerate(right)]
        cells = [(sources[0] if one == "=" else one, status) for one, status in cells]
        lines += _render_language(locale, [*cells, *((one, "wrong") for one in row.forbidden.get(locale, ()))])
    return "".join([*lines, "      </conceptEntry>\n"])


def _render_language(locale: str, terms: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"        <langSec xml:lang={quoteattr(bcp47_tag(locale))}>\n"]
    for term, status in terms:
        lines.append(
            f"          <termSec>\n            <term>{_text(term)}</term>\n"
            f'            <termNote type="administrativeStatus">{_STATUS[status]}</termNote>\n          </termSec>\n'
        )
    return [*lines, "        </langSec>\n"]


def _text(text: str) -> str:
    return escape(_INVALID.sub("", text))


def read_tbx(path: Path, source_locale: str) -> list[Term]:
    """Return the terms of a TBX file, of either edition and any dialect.

    A concept without a term in the source language is left out. Terms that are deprecated, superseded, forbidden or
    obsolete become forbidden renderings.

    Args:
        path: the file; it is read element by element.
        source_locale: the language that the terms of the glossary are in.

    Raises:
        ExchangeError: the file is no XML, no TBX, or not safe to read.
    """
    elements = read_elements(path, "termEntry", "conceptEntry")
    root = next(elements, None)
    if root is None or root.name not in ("martif", "tbx"):
        raise ExchangeError(
            f"the file is no TBX: it begins with <{root.name if root else ''}>.",
            "Choose a file whose root is <tbx> or <martif>.",
            path=path,
        )
    terms: list[Term] = []
    for entry in elements:
        terms += _read_entry(entry, source_locale, path)
    return terms


def _read_entry(entry: Element, source_locale: str, path: Path) -> Iterator[Term]:
    notes = [child.text.strip() for child in entry.children if child.name == "note"]
    definitions = [
        child.text.strip()
        for child in entry.find_all("descrip", "definition")
        if child.attributes.get("type", "definition") == "definition"
    ]
    row: dict[str, Any] = {}
    keep: list[str] = []
    for note in notes:
        if note.startswith(_OURS):
            settings = dict(part.split("=", 1) for part in note.removeprefix(_OURS).split("; ") if "=" in part)
            keep = settings.pop("keep", "").split(",")
            row |= settings
    row["note"] = " ".join(note for note in (*notes, *definitions) if note and not note.startswith(_OURS))
    sources: list[tuple[str, bool]] = []
    for section in entry.find_all("langSet", "langSec"):
        tag = section.attributes.get("lang", "")
        try:
            locale = gettext_tag(tag)
        except LocaleError:
            continue
        found = list(_read_terms(section))
        if locale == source_locale or (language_of(locale) == language_of(source_locale) and not sources):
            sources += found
            continue
        row[locale] = row.get(locale, []) + [term for term, wrong in found if not wrong]
        row[f"{locale}!"] = row.get(f"{locale}!", []) + [term for term, wrong in found if wrong]
    if not sources:
        return
    if any(_KEEP_NOTE.fullmatch(note) for note in notes):
        keep = [locale for locale in row if locale[:2].islower() and locale not in (*WORDS, "note")]
    _keep_source(row, {source for source, _ in sources}, keep)
    yield from _make_terms(row, sources, path, entry.line)


def _keep_source(row: dict[str, Any], sources: set[str], keep: Iterable[str]) -> None:
    for tag in filter(None, keep):
        locale = tag.replace("-", "_")
        if isinstance(row.get(locale), list):
            row[locale] = ["=" if term in sources else term for term in row[locale]]


def _make_terms(row: dict[str, Any], sources: Sequence[tuple[str, bool]], path: Path, line: int) -> Iterator[Term]:
    from dataclasses import replace

    from i18n_tool.glossary.reading import read_mapping

    all_wrong = all(wrong for _, wrong in sources)
    names = [source for source, wrong in sources if all_wrong or not wrong]
    if all_wrong:
        row.setdefault("status", "deprecated")
    groups = [(names, row)]
    if not all_wrong:
        groups += [([source], row | {"status": "deprecated"}) for source, wrong in sources if wrong]
    for names, cells in groups:
        try:
            if cells.get("match") == "regex":
                made = [one for name in names for one in read_mapping({**cells, "term": name})]
            else:
                made = list(read_mapping({**cells, "term": names}))
        except GlossaryError as problem:
            raise ExchangeError(problem.what, problem.advice, path=path, line=line) from problem
        yield from (replace(term, path=str(path), row=line) for term in made)


def _read_terms(section: Element) -> Iterator[tuple[str, bool]]:
    """Yield the terms of a language, and whether each is wrong."""
    for group in section.find_all("tig", "ntig", "termSec"):
        term = next(group.find_all("term"), None)
        text = " ".join(term.text.split()) if term else ""
        notes = [
            note.text
            for note in group.find_all("termNote", "administrativeStatus", "normativeAuthorization")
            if note.attributes.get("type", "administrativeStatus") in ("administrativeStatus", "normativeAuthorization")
        ]
        if text:
            yield text, any(_WRONG.search(note) for note in notes)

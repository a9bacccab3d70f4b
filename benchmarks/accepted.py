"""Translations that people made and others use: the accepted entries of MO and PO files in folders."""

from __future__ import annotations

import random
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from i18n_tool.catalogue import Catalogue, read_catalogue
from i18n_tool.model import Unit

LOCALES = tuple("es fr de it pt pt_BR ru zh_CN zh_TW zh_HK ja ko ar hi tr th pl nl sv cs fi uk vi".split())  # noqa: SIM905
"""The locales that are looked at unless others are named: those with rules of their own, and some without."""
_MAGIC = 0x950412DE
_HTML = re.compile(r"</[A-Za-z][\w-]*>|<[A-Za-z][^<>]*/>|&[A-Za-z#][\w.-]*;")
_NO_SEGMENT = re.compile(
    r"\S\s*\n\s*\S|^\s|\s$|\S {2,}(?![A-Z(])\S|\b[A-Z]<|<(?:screen|informalexample|programlisting|literallayout)\b"
    r"|%-?[EOaAbBeHIMSpYZ]\b.*%|\[\[|^Translators can use|^external ref=|%[md][/.]%"
    r"|(?:^|\s)[_&][A-Z]|\b[A-Z][a-z]*_[a-z]+"
)
_CREDITS = ("translator-credits", "translator_credits", "translators-credits", "Your emails", "Your names")


@dataclass(frozen=True, slots=True)
class Source:
    """A file with translations."""

    path: Path
    """The file."""
    package: str
    """Where it comes from: the folder below the one that was named, or that one's name."""
    locale: str
    """The locale of its translations, in gettext spelling."""


def find_sources(folders: Iterable[Path], locales: Iterable[str]) -> dict[tuple[str, str], list[Source]]:
    """Return the files of some locales below folders, by package and locale.

    A file or a folder above it is named after the locale: ``po/fr.po``, ``po/fr/boot.po``,
    ``fr/LC_MESSAGES/bash.mo``.
    """
    wanted = frozenset(locales)
    found: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for folder in folders:
        for path in sorted([*folder.rglob("*.mo"), *folder.rglob("*.po")]):
            parts = path.relative_to(folder).parts
            locale = next((name for name in (path.stem, *reversed(parts[:-1])) if name in wanted), None)
            if locale and "glossary" not in parts:
                package = parts[0] if len(parts) > 1 and parts[0] != locale else folder.name
                found[package, locale].append(Source(path, package, locale))
    return dict(sorted(found.items()))


def read_file(path: Path, *, everything: bool = False) -> tuple[list[Unit], Catalogue | None]:
    """Return the accepted units of a file and, of a PO file, the catalogue.

    Texts that no segment of an article can be are left out unless everything is asked for: several lines laid out with
    spaces, program listings, manual pages' escapes, formats of dates, labels with the key of a menu in them, and
    paragraphs for the translators to fill in.

    Raises:
        CatalogueError: the file cannot be read.
    """
    catalogue = None if path.suffix == ".mo" else read_catalogue(path)
    units = list(_read_mo(path)) if catalogue is None else list(catalogue.units)
    accepted = [
        replace(unit, markup="html" if _HTML.search(unit.msgid) else "text")
        for unit in units
        if unit.state == "accepted"
        and unit.msgid not in _CREDITS
        and (everything or not _NO_SEGMENT.search(unit.msgid))
    ]
    return accepted, catalogue


def draw(units: list[Unit], most: int, seed: str) -> list[Unit]:
    """Return so many units of a list at most, drawn at random, in their order."""
    if len(units) <= most:
        return units
    kept = random.Random(seed).sample(range(len(units)), most)
    return [units[place] for place in sorted(kept)]


def _read_mo(path: Path) -> Iterator[Unit]:
    """Yield the units of an MO file (GNU gettext manual, section "The Format of GNU MO Files")."""
    data = path.read_bytes()
    order = "<" if struct.unpack_from("<I", data)[0] == _MAGIC else ">"
    number, ids, texts = struct.unpack_from(f"{order}3I", data, 8)
    for index in range(number):
        msgid, msgstr = (_string(data, table + 8 * index, order) for table in (ids, texts))
        context, separator, rest = msgid.partition("\x04")
        singular, _, plural = (rest if separator else msgid).partition("\x00")
        if not singular:
            continue
        forms = msgstr.split("\x00")
        if plural:
            yield Unit(singular, msgid_plural=plural, msgstr_plural=tuple(forms))
        else:
            yield Unit(singular, msgstr, msgctxt=context if separator else None)


def _string(data: bytes, place: int, order: str) -> str:
    length, offset = struct.unpack_from(f"{order}2I", data, place)
    return data[offset : offset + length].decode("utf-8")

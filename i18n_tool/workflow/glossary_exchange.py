"""Glossaries from other tools into the project, and its glossary to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from i18n_tool.errors import ExchangeError, GlossaryError
from i18n_tool.exchange import spreadsheet, tbx
from i18n_tool.files import write_text
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.reading import read_locales, read_terms
from i18n_tool.glossary.renderings import own_columns
from i18n_tool.glossary.writing import render_terms
from i18n_tool.languages import gettext_tag
from i18n_tool.model import Term
from i18n_tool.project import Project

FORMATS = ("csv", "tbx", "xlsx", *spreadsheet.CSV_DIALECTS)
"""The formats of exchange; ``csv`` and ``xlsx`` have the columns of a glossary file."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A locale in which two files render a term differently."""

    locale: str
    """The locale."""
    ours: tuple[str, ...]
    """The renderings of the glossary; empty: it has none."""
    theirs: tuple[str, ...]
    """Those of the other file that the glossary does not have."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A term that an import did not take, since the glossary has it."""

    term: str
    """The term."""
    line: int
    """Its line of the file that was read; 0: not known."""
    place: str
    """Where the glossary has it, ``file:line``."""
    differences: tuple[Difference, ...] = ()
    """Where it is rendered differently."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did."""

    path: Path
    """The glossary file."""
    terms: int
    """How many terms were added to it."""
    skipped: tuple[LeftOut, ...] = ()
    """The terms that were left out, those with other renderings first."""
    warning: str = ""
    """Why the added terms do not count yet, and what to do; empty: they do."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export did."""

    path: Path
    """The file that was written."""
    terms: int
    """How many terms it holds."""
    changed: bool
    """Whether the file changed."""
    losses: tuple[str, ...] = ()
    """A sentence for each thing that the format cannot hold."""


def _own_terms(project: Project) -> Glossary:
    """Return the terms of the project's files, without the names of CLDR, which nobody can mend or owns."""
    return Glossary.load(project.files_like(project.settings["glossaries"]), project.root)


def import_terms(
    project: Project, source: Path, target: Path, *, format: str | None = None, locale: str | None = None
) -> Import:
    """Write the terms of an exchange file to a glossary file, after those that it holds already.

    Terms that any glossary file of the project has already are left out and named; rows that exist stay.

    Args:
        project: the project.
        source: the file to read.
        target: the glossary file, new or not.
        format: one of ``FORMATS``; None: told by the suffix.
        locale: the locale of the renderings, for formats that do not say it.

    Raises:
        ExchangeError: the file cannot be read or has no term in the source language, the format or locale is not
            clear, or the target is no CSV file.
        GlossaryError: a glossary file cannot be read.
        OutputError: the glossary file cannot be written.
    """
    kind = _format_of(source, format)
    if target.is_dir() or target.suffix.lower() in (".tbx", ".xml", ".xlsx"):
        raise ExchangeError("a glossary file is CSV.", "Name one such as glossary/terms.csv.", path=target)
    read = _read(source, kind, project.source_locale, locale)
    if not read:
        raise ExchangeError(
            f"the file has no term in the source language {project.source_locale}.",
            "Choose another file, or see with --as whether it is of another format.",
            path=source,
        )
    old = list(read_terms([target], project.root)) if target.exists() else []
    locales = read_locales(target) if target.exists() else ()
    known = {term.source: term for term in (*_own_terms(project).terms, *old)}
    new: list[Term] = []
    skipped: list[LeftOut] = []
    for term in read:
        other = known.setdefault(term.source, term)
        if other is term:
            new.append(term)
        else:
            place = f"{other.path}:{other.row}" if other.row else other.path
            skipped.append(LeftOut(term.source, term.row, place, tuple(_differences(other, term))))
    if new:
        write_text(target, render_terms([*old, *new], locales))
    skipped.sort(key=lambda one: not one.differences)
    return Import(target, len(new), tuple(skipped), _stranger_warning(project, target) if new else "")


def _differences(ours: Term, theirs: Term) -> Iterator[Difference]:
    """Yield the locales in which another file has renderings of a term that the glossary lacks."""
    for locale in theirs.targets:
        here = _resolved(ours, ours.targets, locale)
        others = tuple(one for one in _resolved(theirs, theirs.targets, locale) if one not in here)
        if others:
            yield Difference(locale, here, others)


def _resolved(term: Term, columns: Mapping[str, tuple[str, ...]], locale: str) -> tuple[str, ...]:
    return tuple(term.source if one == "=" else one for one in own_columns(columns, locale))


def _stranger_warning(project: Project, path: Path) -> str:
    """Return why the terms of a file do not count, and what to do; empty if the settings name it."""
    patterns = project.settings["glossaries"]
    if path.resolve() in {file.resolve() for file in project.files_like(patterns)}:
        return ""
    named = ", ".join(f'"{pattern}"' for pattern in patterns)
    if not path.resolve().is_relative_to(project.root):
        advice = "Move it into the project folder, to where they look."
    else:
        listed = f"{named}, " if named else ""
        advice = f'Move it there, or name it too: glossaries = [{listed}"{project.relative(path.resolve())}"].'
    return f"the settings do not name this file, so its terms do not count: glossaries = [{named}]. {advice}"


def export_terms(project: Project, target: Path, *, format: str | None = None, locale: str | None = None) -> Export:
    """Write the terms of a project's glossary to an exchange file, and say what the format cannot hold.

    Args:
        project: the project.
        target: the file to write.
        format: one of ``FORMATS``; None: told by the suffix.
        locale: the locale of the renderings, for formats that hold one.

    Raises:
        ExchangeError: the format or locale is not clear, no term has a rendering in the locale, or a library is
            missing.
        GlossaryError: a glossary file cannot be read.
        OutputError: the file cannot be written.
    """
    kind = _format_of(target, format)
    terms = _own_terms(project).terms
    losses: tuple[str, ...] = ()
    number = len(terms)
    if kind == "xlsx":
        return Export(target, number, spreadsheet.write_xlsx(terms, target))
    if kind == "tbx":
        text = tbx.render_tbx(terms, project.source_locale)
    elif kind == "csv":
        text = render_terms(terms)
    else:
        tag = _locale_for(kind, target, locale)
        sheet = spreadsheet.CSV_DIALECTS[kind][1](terms, tag, project.source_locale)
        if not sheet.terms:
            raise ExchangeError(f"no term has a rendering in {tag}.", "Name another locale with --locale.", path=target)
        text, losses, number = sheet.text, sheet.losses, sheet.terms
    return Export(target, number, write_text(target, text), losses)


def _format_of(path: Path, format: str | None) -> str:
    suffix = path.suffix.lower().removeprefix(".")
    kind = format or {"tsv": "deepl", "xml": "tbx"}.get(suffix, suffix)
    if kind not in FORMATS:
        raise ExchangeError(
            f'the format "{kind}" is not known.', f"Name one of {', '.join(FORMATS)} with --as.", path=path
        )
    return kind


def _locale_for(kind: str, path: Path, locale: str | None) -> str:
    if locale is None:
        raise ExchangeError(f"the format {kind} holds one locale.", "Name it with --locale.", path=path)
    return gettext_tag(locale)


def _read(path: Path, kind: str, source_locale: str, locale: str | None) -> Sequence[Term]:
    if kind == "tbx":
        return tbx.read_tbx(path, source_locale)
    if kind == "xlsx":
        return spreadsheet.read_xlsx(path)
    if kind == "csv":
        try:
            return list(read_terms([path]))
        except GlossaryError as problem:
            # What ends with a command to copy is followed by a line of its own.
            space = "\n" if "\n" in problem.advice else " "
            advice = f"{problem.advice}{space}Or name its format with --as: {', '.join(spreadsheet.CSV_DIALECTS)}."
            raise ExchangeError(problem.what, advice, path=path, line=problem.line) from problem
    tag = locale and gettext_tag(locale)
    if kind != "microsoft" and not tag:
        raise ExchangeError(f"the format {kind} does not say its locale.", "Name it with --locale.", path=path)
    return spreadsheet.CSV_DIALECTS[kind][0](path, tag or "", source_locale)

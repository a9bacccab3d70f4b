"""One article after the other to its template and catalogues."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from i18n_tool.catalogue import (
    Catalogue,
    count_words,
    merge_template,
    new_template,
    read_catalogue,
    write_catalogue,
)
from i18n_tool.errors import I18nToolError
from i18n_tool.files import read_text
from i18n_tool.formats import format_of
from i18n_tool.glossary import Glossary
from i18n_tool.model import Unit
from i18n_tool.project import Project
from i18n_tool.workflow.article_warnings import find_warnings
from i18n_tool.workflow.extract import ExtractedArticle, rules_of, segments_of
from i18n_tool.workflow.processes import share

_SHARE = 40
"""Articles that are worth a process of their own."""


@dataclass
class Elsewhere:
    """Catalogues whose article is gone, read when a new article may have come from one of them."""

    project: Project
    orphans: Sequence[Path]
    read: dict[str, list[Catalogue]] = field(default_factory=dict)

    def catalogues(self, locale: str) -> list[Catalogue]:
        """Return those of a locale that can be read."""
        if locale not in self.read:
            home = self.project.catalogue_folder / locale / "LC_MESSAGES"
            found = []
            for path in self.orphans:
                if path.is_relative_to(home):
                    try:
                        found.append(read_catalogue(path))
                    except I18nToolError:
                        continue
            self.read[locale] = found
        return self.read[locale]


@dataclass
class Extraction:
    """Extracts one article after the other."""

    project: Project
    glossary: Glossary
    locales: Sequence[str]
    elsewhere: Elsewhere

    def extract_all(self, paths: Sequence[Path]) -> Iterator[tuple[ExtractedArticle | None, list[I18nToolError]]]:
        """Yield what was found in each article, in order; several processes share a large number of them."""
        # Where processes cannot be forked, one does it all.
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        processes = min(cores, len(paths) // _SHARE)
        yield from share(self.extract_safely, paths, processes)

    def extract_safely(self, path: Path) -> tuple[ExtractedArticle | None, list[I18nToolError]]:
        """Return what was found in an article, and what could not be read or written."""
        errors: list[I18nToolError] = []
        try:
            return self.extract(path, errors), errors
        except I18nToolError as problem:
            return None, [*errors, problem]

    def hints_of(self, locale: str, unit: Unit) -> tuple[str, ...]:
        """Return the fixed terms of a source unit in a locale."""
        return self.glossary.hints(unit.msgid, locale)

    def extract(self, path: Path, errors: list[I18nToolError]) -> ExtractedArticle:
        """Write what changed of the template and catalogues of an article; what is wrong with one goes to errors."""
        project = self.project
        name = project.article_name(path)
        segments = segments_of(project, path)
        changed = []
        template = new_template(
            segments,
            source_locale=project.source_locale,
            segmentation=rules_of(project),
            locations=project.settings["locations"],
        )
        if segments:
            target = project.template_path(name)
            if write_catalogue(template, target):
                changed.append(project.relative(target))
        for locale in self.locales:
            target = project.catalogue_path(name, locale)
            try:
                old = read_catalogue(target) if target.exists() else None
                if old is None and not segments:
                    continue
                merged = merge_template(
                    old,
                    template,
                    locale=locale,
                    hints=partial(self.hints_of, locale) if self.glossary else None,
                    elsewhere=self.elsewhere.catalogues(locale) if old is None else (),
                )
                if write_catalogue(merged, target):
                    changed.append(project.relative(target))
            except I18nToolError as problem:
                errors.append(problem)
        words = sum(count_words(unit.msgid) for unit in template.units)
        shown = project.relative(path)
        warnings = find_warnings(shown, format_of(path).name, read_text(path))
        return ExtractedArticle(shown, name, len(segments), len(template.units), words, tuple(changed), warnings)

"""The site as it is now, made anew after each change, for the author's own browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from i18n_tool.errors import I18nToolError
from i18n_tool.model import Localisation
from i18n_tool.project import Project, lock_project
from i18n_tool.workflow.compile import compile_project, make_page
from i18n_tool.workflow.compile_localise import Prepared, read_units
from i18n_tool.workflow.compile_report import CompileReport
from i18n_tool.workflow.preview_segments import Place, mark_segments, show_marks

FOLDER = "preview"
"""Where the pages are, in the state folder: a preview with drafts never touches the site that is published."""


@dataclass
class Preview:
    """What the preview serves."""

    project: Project
    """The project as its settings were when it was last built."""
    locales: Iterable[str] = ()
    """The locales to build; all if empty."""
    drafts: bool = False
    """Whether drafts are shown."""
    version: int = 0
    """Another one after each build that has changed something."""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The article and the locale of each page."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.folder = self.project.state_folder / FOLDER

    def build(self, project: Project) -> CompileReport:
        """Bring the pages up to date, and tell those who wait if anything has changed."""
        with lock_project(project):
            report = compile_project(project, locales=self.locales, drafts=self.drafts, output=self.folder)
        with self.changed:
            self.project = project
            self.pages = {page.path: (page.article, page.locale) for page in report.pages}
            if report.written or report.removed or not self.version:
                # The time, so that a page from before a restart knows that it is old.
                self.version = time.time_ns() // 1_000_000
            self.changed.notify_all()
        return report

    def wait(self, version: int, seconds: float) -> int:
        """Return the version once it is another than the one known, or after some seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, seconds)
            return self.version

    def catalogue_of(self, page: str) -> tuple[str, str] | None:
        """Return the catalogue of a page from the project folder, and its text; None if there is none."""
        if page not in self.pages:
            return None
        article, locale = self.pages[page]
        path = self.project.catalogue_path(self.project.article_name(self.project.root / article), locale)
        try:
            return self.project.relative(path), path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None

    def segments_page(self, page: str, link: str) -> str | None:
        """Return a page on which each translation names its place in the catalogue; None if it is of no article.

        Args:
            page: the page, from the folder of pages.
            link: where its catalogue is shown.
        """
        if page not in self.pages:
            return None
        article, locale = self.pages[page]
        project, path = self.project, self.project.root / article
        name = project.article_name(path)
        places: list[Place] = []

        def change(prepared: Prepared) -> Localisation:
            localisation = {} if locale == project.source_locale else prepared.localised[locale][0]
            marked, found = mark_segments(prepared.article.pieces, localisation, units)
            places.extend(found)
            return marked

        try:
            units = read_units(project, name, locale)
            text = make_page(project, path, locale, drafts=self.drafts, output=self.folder, change=change)
        except I18nToolError:
            # It is told when the page is built; until then the last one that could be made is shown.
            return None
        return show_marks(text, places, project.relative(project.catalogue_path(name, locale)), link)

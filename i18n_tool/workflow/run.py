"""The whole journey in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from i18n_tool.engines.choice import check_engines
from i18n_tool.project import Project
from i18n_tool.workflow.check import CheckReport, check_project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.compile_report import CompileReport
from i18n_tool.workflow.extract import ExtractReport, Progress, extract_project
from i18n_tool.workflow.translate import TranslateReport, translate_project


@dataclass(frozen=True, slots=True)
class RunReport:
    """What each station of the journey did."""

    extract: ExtractReport
    """Articles to catalogues."""
    translate: TranslateReport
    """Catalogues to drafts."""
    check: CheckReport
    """Catalogues to findings."""
    compile: CompileReport
    """Articles and translations to pages."""


def run_project(project: Project, *, locales: Iterable[str] = (), progress: Progress | None = None) -> RunReport:
    """Extract, translate, check and compile a project.

    Each station goes on where the one before fell short for a single article, catalogue or locale; the reports say so.

    Args:
        project: the project.
        locales: those to work on; all if empty.
        progress: told of each step.

    Raises:
        I18nToolError: a station could not work at all.
    """
    wanted = tuple(locales)
    check_engines(project)
    return RunReport(
        extract_project(project, locales=wanted, progress=progress),
        translate_project(project, locales=wanted, progress=progress),
        check_project(project, locales=wanted),
        compile_project(project, locales=wanted, progress=progress),
    )

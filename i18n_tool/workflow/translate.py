"""Catalogues to drafts: from the memory, by the variant rule, or by an engine."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from i18n_tool.engines.budget import Budget
from i18n_tool.engines.choice import Choices
from i18n_tool.journal import Journal
from i18n_tool.project import Project
from i18n_tool.workflow.extract import Progress, load_glossary
from i18n_tool.workflow.memory import fill_memory, open_memory
from i18n_tool.workflow.translate_locale import LocaleWork
from i18n_tool.workflow.translate_report import LocaleTranslation, TranslateReport
from i18n_tool.workflow.translate_run import TranslateRun

__all__ = ["LocaleTranslation", "TranslateReport", "translate_project"]


def translate_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    engine: str | None = None,
    dry_run: bool = False,
    max_characters: int | None = None,
    max_cost: float | None = None,
    progress: Progress | None = None,
) -> TranslateReport:
    """Fill what has no translation yet.

    A unit is filled by an accepted translation from the memory, else from the locale that it is a variant of, else
    by the engine of its locale. Drafts are fuzzy and name their maker. Only empty units are filled; what a person
    wrote is never touched. Each catalogue is written when all its units are done, and what is done is written when
    the run is interrupted.

    Args:
        project: the project.
        locales: those to work on; all if empty.
        engine: the engine to use instead of the settings', such as ``pseudo`` or ``opencc:zh_CN``.
        dry_run: only count what would be sent.
        max_characters: characters that all engines together may be sent, as they bill them; what does not fit is left.
        max_cost: what they may cost together, by the prices of the settings.
        progress: told of each unit that is done with.

    Raises:
        SettingsError: a price is missing that ``max_cost`` needs.
        I18nToolError: the glossary cannot be read, an engine's name or option is wrong, or the state folder cannot be
            written. A locale that no engine serves does not stop the others: it is in the report.
    """
    wanted = project.select_locales(locales)
    state = project.state_folder
    nowhere = Path(":memory:")
    journal_path = state / "journal.sqlite"
    with (
        Choices(project, engine) as choices,
        Journal(nowhere if dry_run and not journal_path.exists() else journal_path) as journal,
        open_memory(project, dry_run=dry_run) as memory,
        ThreadPoolExecutor(1, "catalogues") as writer,
    ):
        budget = Budget(max_characters, max_cost, str(project.settings["currency"]))
        run = TranslateRun(project, choices, journal, memory, writer, load_glossary(project), budget, dry_run, progress)
        choices.check()
        run.check_prices(wanted)
        run.errors += fill_memory(project, memory)
        run.count_missing(wanted)
        bases = {locale: choices.base_of(locale) for locale in wanted}
        ordered = sorted(wanted, key=lambda locale: bases[locale] is not None)
        for locale in ordered:
            _translate_locale(run, locale, bases[locale])
        if not dry_run:
            journal.prune()
        warnings = [warning for warning in (journal.warning, memory.warning) if warning]
    rows = tuple(run.rows[locale] for locale in wanted)
    limit = budget.reason if any(one.left for one in rows) else ""
    errors, changed = tuple(run.errors), tuple(run.changed)
    return TranslateReport(rows, dry_run, changed, errors, tuple(warnings), budget.currency, limit)


def _translate_locale(run: TranslateRun, locale: str, base: str | None) -> None:
    """Fill the catalogues of one locale."""
    one = LocaleWork(run, locale, base)
    try:
        one.draft()
    finally:
        # Also when interrupted: what is done is on disk.
        one.catalogues.write_all()
        run.rows[locale] = one.row()

"""Findings in the forms that people, editors and continuous integration read."""

from __future__ import annotations

from importlib import import_module

from i18n_tool.reports.base import CheckReport, Look

__all__ = ["REPORTS", "CheckReport", "Look", "render_report", "render_statistics"]

REPORTS: dict[str, str] = {
    "text": "i18n_tool.reports.text",
    "json": "i18n_tool.reports.json",
    "github": "i18n_tool.reports.github",
    "gitlab": "i18n_tool.reports.gitlab",
    "sarif": "i18n_tool.reports.sarif",
    "junit": "i18n_tool.reports.junit",
    "markdown": "i18n_tool.reports.markdown",
}
"""The module of each form; its ``render`` makes the text."""


def render_report(report: CheckReport, form: str, look: Look | None = None) -> str:
    """Return the findings of a check in one of the forms.

    Args:
        report: what check found.
        form: a name in ``REPORTS``.
        look: how much forms for people show.
    """
    return str(import_module(REPORTS[form]).render(report, look or Look()))


def render_statistics(report: CheckReport, form: str) -> str:
    """Return how many findings each code has, as ``text``, ``markdown`` or ``json``."""
    from i18n_tool.reports import statistics

    return statistics.render(report, form)

"""What ``compile --as source`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from i18n_tool.cli.compile import print_broken_links, print_files, print_warnings, segments_of
from i18n_tool.cli.console import Console, count, table

if TYPE_CHECKING:
    from i18n_tool.workflow.compile_source import SourceReport


def print_sources(report: SourceReport, console: Console) -> None:
    """Print how many articles each locale has, and what is not translated in them."""
    from i18n_tool.languages import bcp47_tag

    rows = []
    for locale in report.locales:
        articles = [article for article in report.articles if article.locale == locale]
        written = [article for article in articles if article.path]
        parts = segments_of(written)
        if len(written) < len(articles):
            parts.append(f"{count(len(articles) - len(written), 'article')} left out")
        rows.append((bcp47_tag(locale), count(len(written), "article"), ", ".join(parts)))
    for line in table(rows):
        console.say(line)
    print_broken_links(report.broken_links, console)
    print_warnings(report.warnings, console)
    for article in report.left_out:
        rest = count(article.drafts + article.untranslated, "segment")
        console.detail(f"{article.article}: left out in {bcp47_tag(article.locale)}: {rest} not accepted yet")
    print_files(report, console)

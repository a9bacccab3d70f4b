"""What ``compile --as source`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        parts = [
            f"{number:,} {word}"
            for number, word in (
                (sum(article.accepted for article in written), "accepted"),
                (sum(article.drafts for article in written), "drafts"),
                (sum(article.untranslated for article in written), "in the source language"),
            )
            if number
        ]
        if len(written) < len(articles):
            parts.append(f"{count(len(articles) - len(written), 'article')} left out")
        rows.append((bcp47_tag(locale), count(len(written), "article"), ", ".join(parts)))
    for line in table(rows):
        console.say(line)
    for link in report.broken_links:
        place = f"{link.article}:{link.line}" if link.line else link.article
        console.say(f"{place}: the link to {link.target} leads nowhere: {link.reason}")
    for article in report.left_out:
        rest = article.drafts + article.untranslated
        console.detail(
            f"{article.article}: left out in {bcp47_tag(article.locale)}: {count(rest, 'segment')} not accepted yet"
        )
    removed = f", {count(len(report.removed), 'file')} removed" if report.removed else ""
    written_files = f"{count(report.written, 'file')} written, {report.unchanged:,} unchanged{removed}"
    console.say(f"{written_files}, in {report.output.rstrip('/')}/.")

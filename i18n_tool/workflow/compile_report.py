"""What compile did, and what it left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from i18n_tool.errors import I18nToolError
from i18n_tool.pages import BrokenLink
from i18n_tool.workflow.article_warnings import ArticleWarning
from i18n_tool.workflow.compile_entry import Counts


@dataclass(frozen=True, slots=True)
class CompiledPage:
    """One page that compile made."""

    article: str
    """The article, from the project folder."""
    locale: str
    """The locale of the page, in gettext spelling."""
    path: str
    """The page, from the output folder."""
    changed: bool
    """Whether it was written; False: it was right already."""
    accepted: int
    """How many of its segments have an accepted translation."""
    drafts: int
    """How many show a draft."""
    untranslated: int
    """How many stand in the source language; 0 in the source locale."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page that there is not, or that nothing leads to."""

    article: str
    """The article, from the project folder."""
    locale: str
    """The locale, in gettext spelling."""
    path: str
    """Where the page is, or would be, in the output folder."""
    exists: bool
    """Whether there is such a page; if so, lists, search engines and the other locales are not told of it."""
    reason: str
    """Why, in a sentence."""


def why_left_out(counts: Counts, policy: str) -> str:
    """Return why there is no page, or one that is not announced, in a sentence."""
    if policy == "complete" and counts.untranslated < counts.segments:
        return f"{counts.untranslated:,} of its {counts.segments:,} segments have no accepted translation."
    return "nothing of it is translated."


@dataclass(frozen=True, slots=True)
class CompileReport:
    """What compile did."""

    output: str
    """The folder of pages, from the project folder where it is in it."""
    locales: tuple[str, ...]
    """The locales that have pages, the source locale first."""
    drafts: bool
    """Whether drafts went into the pages of any locale."""
    policies: Mapping[str, str]
    """The policy of each locale that has pages."""
    pages: tuple[CompiledPage, ...]
    """The pages of articles, article by article."""
    written: int
    """How many files were written, lists, style and pictures included."""
    unchanged: int
    """How many files were right already."""
    removed: tuple[str, ...] = ()
    """Files of earlier runs whose article, picture or locale is gone; they were removed."""
    broken_links: tuple[BrokenLink, ...] = ()
    """Links of articles that lead nowhere."""
    errors: tuple[I18nToolError, ...] = ()
    """What could not be done; the rest was."""
    warnings: tuple[ArticleWarning, ...] = ()
    """What authors should look at in articles whose pages were made all the same."""
    left_out: tuple[LeftOut, ...] = ()
    """Pages that the policy leaves out, and those that nothing leads to since nothing of them is translated."""
    feeds: bool = False
    """Whether the site has feeds and a map for search engines, which need its address."""

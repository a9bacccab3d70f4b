"""What an author should look at in an article that can be worked with all the same."""

from __future__ import annotations

from dataclasses import dataclass

from i18n_tool.formats.front_matter import is_unclosed


@dataclass(frozen=True, slots=True)
class ArticleWarning:
    """What may be wrong with an article."""

    article: str
    """The article, from the project folder."""
    line: int
    """The line it begins on."""
    what: str
    """What it is, a sentence that begins in lower case."""
    advice: str
    """What to do, a sentence."""

    def __str__(self) -> str:
        return f"{self.article}:{self.line}: {self.what} {self.advice}"


def find_warnings(article: str, format: str, source: str) -> tuple[ArticleWarning, ...]:
    """Return what may be wrong with an article.

    Args:
        article: the article, from the project folder.
        format: the name of its format.
        source: its text.
    """
    if format != "markdown" or not is_unclosed(source):
        return ()
    fence = source.removeprefix("\ufeff")[:3]
    what = "the front matter that begins here never ends, and is taken for text."
    return (ArticleWarning(article, 1, what, f"Write {fence} on a line of its own after it."),)

"""Articles whose catalogues or pages would take each other's place, found before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from i18n_tool.errors import ArticleError
from i18n_tool.project import Project

_FILE_LIKE = re.compile(r"\.(html|pot?)/", re.IGNORECASE)
"""The end of a folder that is called as the page or catalogue of an article may be."""


def refuse_equal(project: Project, articles: Iterable[Path]) -> None:
    """Refuse articles that are in each other's way.

    Many disks and servers take ``Fair`` and ``fair`` for one name, and none has a file and a folder of one name.

    Raises:
        ArticleError: two have the same catalogue and page, or one would be a file where another needs a folder.
    """
    seen: dict[str, Path] = {}
    folders: dict[str, Path] = {}
    for path in articles:
        name = project.article_name(path)
        folded = name.casefold() if name.isascii() else normalize("NFC", normalize("NFC", name).casefold())
        other = seen.setdefault(folded, path)
        if other != path:
            same = "." if project.article_name(other) == name else ", where capitals are not told apart."
            raise _refusal(project, path, f"this article would have the same catalogue and page as {{}}{same}", other)
        if _FILE_LIKE.search(folded):
            folders |= dict.fromkeys([folder.as_posix() for folder in PurePosixPath(folded).parents], path)
    for folder, inside in folders.items():
        stem, _, suffix = folder.rpartition(".")
        if stem in seen and suffix in ("html", "po", "pot"):
            made = "page" if suffix == "html" else "catalogue"
            what = f"its {made} would be a file where that of {{}} needs a folder."
            raise _refusal(project, seen[stem], what, inside)


def _refusal(project: Project, path: Path, what: str, other: Path) -> ArticleError:
    return ArticleError(
        what.format(project.relative(other)),
        'Rename one of them, or leave it out with "exclude".',
        path=project.relative(path),
    )

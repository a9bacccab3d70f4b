from __future__ import annotations

import pytest

from i18n_tool.errors import ArticleError
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.extract import extract_project, list_articles
from tests.conftest import MakeProject, read_tree


@pytest.mark.parametrize(
    ("first", "second", "named", "words"),
    [
        ("Fair.md", "fair.md", "fair.md", "articles/Fair.md, where capitals are not told apart."),
        ("News/a.md", "news/a.txt", "news/a.txt", "articles/News/a.md, where capitals are not told apart."),
        ("caf\u00e9.md", "cafe\u0301.md", "", "where capitals are not told apart."),
        ("a.md", "a.txt", "a.txt", "the same catalogue and page as articles/a.md."),
        ("a.md", "a.html/b.md", "a.md", "its page would be a file where that of articles/a.html/b.md needs a folder."),
        ("A.md", "a.html/b/c.md", "A.md", "where that of articles/a.html/b/c.md needs a folder."),
        ("a.md", "a.po/b.md", "a.md", "its catalogue would be a file"),
        ("news/a.md", "news/a.pot/b.md", "news/a.md", "its catalogue would be a file"),
    ],
)
def test_articles_in_each_others_way_are_refused_before_anything_is_written(
    make_project: MakeProject, first: str, second: str, named: str, words: str
) -> None:
    project = make_project({f"articles/{first}": "# One\n", f"articles/{second}": "# Two\n"})
    before = read_tree(project.root)
    for work in (extract_project, compile_project):
        with pytest.raises(ArticleError) as caught:
            work(project)
        assert words in caught.value.what
        assert str(caught.value.path).endswith(named)
        assert "exclude" in caught.value.advice
    assert read_tree(project.root) == before


def test_folders_that_are_called_as_pages_of_no_article_are_no_matter(make_project: MakeProject) -> None:
    names = ("a.html/b.md", "a.md.html/c.md", "b.md", "html/b.md", "a.htm/d.md")
    project = make_project({f"articles/{name}": "# One\n" for name in names})
    assert len(list_articles(project)) == len(names)
    assert compile_project(project).errors == ()

"""Site generators build localised articles as they are, and every link of what they build leads somewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from i18n_tool.project import Project
from i18n_tool.workflow.compile_source import compile_sources
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, write_files
from tests.site.conftest import node_package, program
from tests.workflow.reviewing import accept

ARTICLES: dict[str, str | bytes] = {
    "articles/index.md": "---\ntitle: Harbour\nlang: en\n---\n\n# Harbour\n\nTake [the ferry](news/ferry.md).\n",
    "articles/news/ferry.md": (
        "---\ntitle: The ferry\n---\n\n# The ferry\n\n"
        "Back to [the harbour](../index.md).\n\n![A boat](images/boat.svg)\n"
    ),
    "articles/news/images/boat.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    "articles/news/images/boat.zh_CN.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>',
}
TRANSLATIONS = {
    "fr": {"Take [the ferry](news/ferry.md).": "Prenez [le bac](news/ferry.md)."},
    "zh_CN": {"Take [the ferry](news/ferry.md).": "乘坐[渡轮](news/ferry.md)。"},
}


def make(make_project: MakeProject, source: str, home: str = "index") -> Project:
    """Return a project whose first sentence is translated, compiled for a generator.

    Args:
        make_project: makes it.
        source: settings about sources.
        home: what the generator calls the article at the top.
    """
    articles = {
        name.replace("index.md", f"{home}.md"): (
            content.replace("index.md", f"{home}.md") if isinstance(content, str) else content
        )
        for name, content in ARTICLES.items()
    }
    project = make_project(articles, f'locales = ["fr", "zh_CN"]\n[compile.source]\noutput = "docs"\n{source}\n')
    extract_project(project)
    for locale, translations in TRANSLATIONS.items():
        accept(project, home, locale, translations)
    report = compile_sources(project)
    assert (report.errors, report.broken_links) == ((), ())
    return project


def dead_links(folder: Path) -> list[str]:
    """Return the relative links and pictures of built pages that lead to no file."""
    dead = []
    for page in folder.rglob("*.html"):
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for element in (*tree.iter("a"), *tree.iter("img")):
            address = urlsplit(element.get("href") or element.get("src") or "")
            if address.scheme or address.netloc or not address.path:
                continue
            start = folder if address.path.startswith("/") else page.parent
            target = start / unquote(address.path).lstrip("/")
            if not (target.is_file() or (target / "index.html").is_file()):
                dead.append(f"{page.relative_to(folder)}: {address.path}")
    return dead


def built_text(page: Path) -> str:
    body = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).split())


@pytest.mark.parametrize(
    ("structure", "source"),
    [
        ("folder", 'pattern = "{locale}/{path}"'),
        ("suffix", 'pattern = "{name}.{locale}{suffix}"\noriginal = "plain"'),
    ],
)
def test_mkdocs_builds_every_locale(make_project: MakeProject, structure: str, source: str) -> None:
    project = make(make_project, source)
    settings = {
        "site_name": "Harbour",
        "plugins": [
            {
                "i18n": {
                    "docs_structure": structure,
                    "languages": [
                        {"locale": "en", "name": "English", "default": True},
                        {"locale": "fr", "name": "Français"},
                        {"locale": "zh_CN", "name": "简体中文"},
                    ],
                }
            }
        ],
    }
    # JSON is YAML.
    write_files(project.root, {"mkdocs.yml": json.dumps(settings)})
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=project.root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Prenez le bac." in built_text(project.output / "fr/index.html")
    assert "乘坐渡轮。" in built_text(project.output / "zh_CN/index.html")
    assert "Take the ferry." in built_text(project.output / "index.html")
    assert "Back to the harbour." in built_text(project.output / "zh_CN/news/ferry/index.html")
    assert b'width="2"' in next((project.output / "zh_CN").rglob("boat*.svg")).read_bytes()
    assert dead_links(project.output) == []


ELEVENTY = """
module.exports = function (settings) {
  settings.addPassthroughCopy("docs/**/*.svg");
  // Generators that know links between Markdown files need none of this.
  settings.amendLibrary("md", (library) => {
    library.normalizeLink = (link) => link.replace(/\\.md$/, ".html");
  });
  return { dir: { input: "docs", includes: "../layouts", output: "site" } };
};
"""
DATA = '{"layout": "page.njk", "permalink": "{{ page.filePathStem }}.html"}'
LAYOUT = """<!DOCTYPE html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>{{ content | safe }}</body></html>
"""


def test_eleventy_builds_every_locale(make_project: MakeProject) -> None:
    command = node_package("@11ty/eleventy/cmd.cjs")
    project = make(make_project, 'language-key = "lang"')
    write_files(
        project.root,
        {"eleventy.config.js": ELEVENTY, "layouts/page.njk": LAYOUT, "docs/docs.json": DATA},
    )
    done = subprocess.run(
        [program("node"), str(command), "--quiet"], cwd=project.root, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    for tag, words in (("en", "Take the ferry."), ("fr", "Prenez le bac."), ("zh-CN", "乘坐渡轮。")):
        page = project.output / tag / "index.html"
        assert f'<html lang="{tag}">' in page.read_text(encoding="utf-8")
        assert words in built_text(page)
        assert f'<html lang="{tag}">' in (project.output / tag / "news/ferry.html").read_text(encoding="utf-8")
    assert b'width="2"' in (project.output / "zh-CN/news/images/boat.svg").read_bytes()
    assert dead_links(project.output) == []


HUGO = {
    "folder": (
        'pattern = "{tag}/{path}"',
        {tag: {"contentDir": f"docs/{tag}"} for tag in ("en", "fr", "zh-CN")},
    ),
    "file name": (
        'pattern = "{name}.{tag}{suffix}"\noriginal = "plain"',
        {tag: {} for tag in ("en", "fr", "zh-CN")},
    ),
}
HUGO_LAYOUT = '<!DOCTYPE html>\n<html lang="{{ .Language.Lang }}"><body>{{ .Content }}</body></html>\n'
HUGO_LINK = '<a href="{{ (.Page.GetPage .Destination).RelPermalink }}">{{ .Text }}</a>'


@pytest.mark.parametrize("layout", HUGO)
def test_hugo_builds_every_locale(make_project: MakeProject, layout: str) -> None:
    source, languages = HUGO[layout]
    project = make(make_project, source, home="_index")
    settings = {
        "defaultContentLanguage": "en",
        "defaultContentLanguageInSubdir": True,
        "contentDir": "docs",
        "publishDir": "site",
        "disableKinds": ["taxonomy", "term", "rss", "sitemap"],
        "languages": languages,
    }
    write_files(
        project.root,
        {
            "hugo.json": json.dumps(settings),
            "layouts/all.html": HUGO_LAYOUT,
            "layouts/_markup/render-link.html": HUGO_LINK,
        },
    )
    done = subprocess.run([program("hugo"), "--quiet"], cwd=project.root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr + done.stdout
    for tag, words in (("en", "Take the ferry."), ("fr", "Prenez le bac."), ("zh-cn", "乘坐渡轮。")):
        assert words in built_text(project.output / tag / "index.html")
        assert (project.output / tag / "news/ferry/index.html").is_file()
    assert b'width="2"' in next((project.output / "zh-cn").rglob("boat*.svg")).read_bytes()
    # Hugo gives each page a folder of its own and leaves relative pictures to a hook of the site.
    assert [link for link in dead_links(project.output) if not link.endswith(".svg")] == []

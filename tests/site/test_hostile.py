"""A catalogue that means harm: its pages have the structure of their article, run nothing, and check tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from i18n_tool.project import Project
from i18n_tool.workflow.check import check_project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, Run

TEXT = """Home | News | Help

The lamp of the harbour
Update: 2024-05-03     Source: The Gazette

The lamp has burned for 150 years. It is <old> & tired.

A new lamp

- It is brighter than the old one.
- It saves oil.

1. Climb the tower.

> Nobody misses the smell.

Line     Price
North    4 euros

Write to desk@harbour.example.
"""
MARKDOWN = """---
title: "The ferry"
description: It leaves every hour.
summary: 'Boats: all day'
---

# The ferry

It leaves *every* hour from [the pier](pier.html "Where to go"), see `times`.

## Prices and <b>times</b>

- One way
  - with a bicycle
- Return

> Bring a coat.

| Line | Price |
| --- | ---: |
| North | 4 euros |

Read on.[^1]

![A boat in the bay](boat.svg "The boat")

<p title="Told twice">Raw <em>words</em> in HTML.</p>

[^1]: The note is short.
"""
HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The pier</title>
<meta name="description" content="Everything about the pier">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The pier"}</script>
</head>
<body>
<h1>The pier</h1>
<p title="Told by a keeper" class=wide>The pier is <a href="ferry.html" title='Sail'>long</a> and old.</p>
<ul><li>First step</li><li>Second step</li></ul>
<form><label>Name <input placeholder=Yours></label><select><option>North quay</option></select>
<textarea>Say a word</textarea><button>Send it</button></form>
<table><tr><th>Line</th><td>North line</td></tr></table>
<p><img src="boat.svg" alt="A boat"></p>
</body>
</html>
"""
ARTICLES: dict[str, str | bytes] = {
    "articles/lamp.txt": TEXT,
    "articles/ferry.md": MARKDOWN,
    "articles/pier.html": HTML,
    "articles/boat.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
}
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script in capitals": "</title></textarea><SCRIPT SRC=//a.example/x.js></SCRIPT>",
    "unclosed tags": "<div><table><p><b><a href='x'><!-- <style>",
    "closing tags": "</p></li></ul></td></table></main></body></html>",
    "attribute": '"onload=alert(1) x="',
    "attribute in single quotes": "' onmouseover='alert(1)' x='",
    "attribute without quotes": "x onfocus=alert(1) autofocus",
    "link": "[here](javascript:alert(1)) <a href=javascript:alert(1)>there</a>",
    "autolink": '<javascript:alert(1)> ![x](javascript:alert(1) "onerror=alert(1)")',
    "picture": "<img src=x onerror=alert(1)> <svg onload=alert(1)>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62; javascript&colon;alert(1)",
    "JSON": '"}</script><script>alert(1)</script>{"a": "',
    "front matter": "x\n---\nlayout: evil\n---\n# Heading\n\n- item\n\n<script>alert(1)</script>",
    "blocks": "# Heading\n\n> quotation\n\n- item\n\n```\ncode\n\n| a | b |\n| - | - |",
    "references": "[evil]: javascript:alert(1)\n[^1]: other [evil]",
    "direction": "abc\u202edef\u2066",
    "control characters": "bell\x07 escape\x1b[31m delete\x7f",
    "100 kB": "A word too many. " * 6000,
    "templates": "{{ 7 * 7 }} {% include 'x' %} {{ config }} javascript:alert(1)",
}
INLINE = frozenset(("a", "b", "bdi", "br", "code", "em", "img", "span", "sup"))


ALARMING = """(() => {
  const every = [...document.querySelectorAll("*")];
  every.forEach(e => { e.focus?.(); e.dispatchEvent(new Event("mouseover")); });
  // A link that would run something does so when it is followed.
  return [
    ...[...document.links].filter(a => !/^(https?|mailto|file):$/.test(a.protocol)).map(a => a.href),
    ...every.flatMap(e => e.getAttributeNames()).filter(name => /^on/i.test(name)),
  ];
})()"""
"""What in a page would run something if its reader did something."""


def fill(project: Project, name: str, text: str | None, most: int = 0) -> None:
    """Let a catalogue say one thing of everything, or of the first so many texts, as accepted.

    None lets it say what the source says.
    """
    path = project.catalogue_path(name, "fr")
    lines = path.read_text(encoding="utf-8")

    def say(match: re.Match[str]) -> str:
        if text is None:
            return f"{match[1]}msgstr {match[2]}"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'{match[1]}msgstr "{escaped}"\n'

    lines = re.sub(r'(msgid ((?:"[^\n]*"\n)+))msgstr ""\n(?!")', say, lines, count=most)
    path.write_text(lines, encoding="utf-8")


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project(ARTICLES, 'locales = ["fr"]\n')
    extract_project(made)
    return made


def compile_with(project: Project, text: str | None) -> dict[str, str]:
    """Return the pages of the articles, all of whose translations say one thing."""
    for name in ("lamp", "ferry", "pier"):
        project.catalogue_path(name, "fr").unlink()
    extract_project(project)
    for name in ("lamp", "ferry", "pier"):
        fill(project, name, text)
    report = compile_project(project)
    assert report.errors == ()
    return {name: (project.output / f"fr/{name}.html").read_text("utf-8") for name in ("lamp", "ferry", "pier")}


def structure(page: str) -> Iterator[str]:
    """Yield the elements of a page in order, with their attributes, but for those that stand in sentences."""
    pending: list[tuple[int, Element]] = [(0, html5lib.parse(page, namespaceHTMLElements=False))]
    while pending:
        depth, element = pending.pop()
        name = str(element.tag)
        if name in INLINE:
            depth -= 1
        elif not callable(element.tag):
            # What is not translated says its language and whether it does depends on what could be used.
            attributes = sorted(set(element.attrib) - ({"lang", "dir", "id"} if name != "html" else set()))
            yield f"{depth} {name} {' '.join(attributes)}"
        pending += [(depth + 1, child) for child in reversed(element)]


def dangers(page: str) -> Iterator[str]:
    """Yield whatever in a page could run something or ask somebody."""
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if element.tag == "script" and element.get("type") != "application/ld+json":
            yield f"a script: {element.text}"
        if element.tag in ("iframe", "object", "embed", "base", "style"):
            yield str(element.tag)
        for name, value in element.attrib.items():
            plain = re.sub(r"[\0-\x20]", "", value).lower()
            if name.lower().startswith("on") or plain.startswith(("javascript:", "vbscript:", "data:text")):
                yield f"{element.tag} {name}={value}"
            if name in ("src", "href") and "a.example" in value:
                yield f"{element.tag} {name}={value}"


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_keep_their_structure_and_hold_nothing_that_runs(project: Project, name: str) -> None:
    expected = {article: list(structure(page)) for article, page in compile_with(project, None).items()}
    for article, page in compile_with(project, HOSTILE[name]).items():
        assert list(structure(page)) == expected[article], article
        assert list(dangers(page)) == [], article


@pytest.mark.parametrize("name", HOSTILE)
def test_check_tells_of_it_in_every_article(project: Project, name: str) -> None:
    for article in ("lamp", "ferry", "pier"):
        fill(project, article, HOSTILE[name], most=3)
    told = {finding.path.stem for finding in check_project(project).findings if finding.path and finding.msgstr}
    assert told == {"lamp", "ferry", "pier"}


def test_nothing_runs_in_a_browser(project: Project, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    alarms: list[str] = []
    listen(page, alarms)
    for name, text in HOSTILE.items():
        for article in compile_with(project, text):
            page.goto((project.output / f"fr/{article}.html").as_uri())
            found = page.evaluate(ALARMING)
            if found:
                alarms.append(f"{name}: {article}: {found}")
    page.close()
    assert alarms == []


def listen(page: Page, alarms: list[str]) -> None:
    """Write down whatever a page does besides showing itself."""

    def dismiss(dialog: object) -> None:
        alarms.append(f"{page.url}: a dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", dismiss)
    page.on("pageerror", lambda problem: alarms.append(f"{page.url}: {problem}"))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else alarms.append(asked.url))


def test_a_nul_byte_in_a_catalogue_is_an_error_that_spares_the_page(project: Project, run: Run) -> None:
    compile_with(project, None)
    page = project.output / "fr/pier.html"
    before = page.read_bytes()
    path = project.catalogue_path("pier", "fr")
    path.write_bytes(path.read_bytes().replace(b'msgstr "The pier"', b'msgstr "The\0pier"'))
    done = run("compile")
    assert done.exit_code == 2
    assert "locales/fr/LC_MESSAGES/pier.po:" in done.output
    assert "NUL" in done.output
    assert page.read_bytes() == before
    assert "NUL" in run("check").output


@pytest.mark.parametrize("written", ["\\0", "\\000", "\\x00", "\\a"])
def test_control_characters_that_po_files_spell_out_reach_no_page(project: Project, written: str) -> None:
    compile_with(project, None)
    for name in ("lamp", "ferry", "pier"):
        path = project.catalogue_path(name, "fr")
        text = re.sub(r'msgstr "(?=[^"\n])', lambda match: match[0] + written, path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")
    compile_project(project)
    for name in ("lamp", "ferry", "pier"):
        assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f]", (project.output / f"fr/{name}.html").read_text("utf-8"))

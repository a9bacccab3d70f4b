"""Docusaurus builds a site in three languages of localised articles.

It is installed from npm into a folder of its own (some 280 MB), or taken from the one that
``I18N_TOOL_TEST_DOCUSAURUS`` names; the build takes minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from i18n_tool.workflow.compile_source import compile_sources
from i18n_tool.workflow.extract import extract_project
from tests.conftest import MakeProject, write_files
from tests.site.conftest import program
from tests.site.test_generators import built_text, dead_links
from tests.workflow.reviewing import accept

pytestmark = pytest.mark.slow

PACKAGES = {
    "@docusaurus/core": "3.10.2",
    "@docusaurus/preset-classic": "3.10.2",
    "react": "19.3.1",
    "react-dom": "19.3.1",
}
SETTINGS = """
locales = ["fr", "zh_CN"]
articles = ["docs/**/*"]

[compile.source]
output = "i18n"
pattern = "{tag}/docusaurus-plugin-content-docs/current/{path}"
original = "none"
mdx = true
"""
SITE = {
    "title": "Harbour",
    "url": "https://harbour.example",
    "baseUrl": "/",
    "onBrokenLinks": "throw",
    "onBrokenAnchors": "throw",
    "i18n": {"defaultLocale": "en", "locales": ["en", "fr", "zh-CN"]},
    "presets": [["classic", {"docs": {"routeBasePath": "/"}, "blog": False}]],
}
HOME = """---
sidebar_position: 1
sidebar_label: The harbour
pagination_label: Harbour & lamps
slug: /
---

import Tabs from '@theme/Tabs';
import TabItem from '@theme/TabItem';

# Harbour

Take [the ferry](news/ferry.md). It costs \\{price\\}.

{/* A remark that no reader sees. */}

## Opening hours {#hours}

See [the hours](#hours), or [the lamp](news/ferry.md#lamp).

:::tip[Do not miss]

The lamp is lit at **dusk**.

:::

<Tabs>
<TabItem value="summer" label="In summer">

From six.

</TabItem>
</Tabs>

The year is {new Date(0).getUTCFullYear()}.

export const Lamp = ({children}) => (
  <b>{children}</b>
);

<Lamp>It burns.</Lamp>
"""
FERRY = (
    "---\ntitle: The ferry\n---\n\nBack to [the harbour](../index.md).\n\n## The lamp {#lamp}\n\n![A boat](boat.svg)\n"
)
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="1"/>\n'
FRENCH = {
    "Harbour": "Port",
    "Take [the ferry](news/ferry.md).": "Prenez [le bac](news/ferry.md).",
    "It costs \\\\{price\\\\}.": "Il coûte \\{prix\\}, {prix} ou 5 < 6.",
    "Opening hours": "Heures {d’ouverture}",
    "Do not miss": "À ne pas manquer",
    "In summer": "En été",
    "The year is {new Date(0).getUTCFullYear()}.": "L’an {new Date(0).getUTCFullYear()}.",
    "<Lamp>It burns.</Lamp>": "<Lamp>Elle brûle</Lamp> <là>.",
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of Docusaurus and what it needs."""
    if named := os.environ.get("I18N_TOOL_TEST_DOCUSAURUS"):
        return Path(named) / "node_modules"
    folder = tmp_path_factory.mktemp("docusaurus")
    write_files(folder, {"package.json": json.dumps({"private": True, "dependencies": PACKAGES})})
    command = [program("npm"), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "node_modules"


def test_docusaurus_builds_every_locale(make_project: MakeProject, packages: Path) -> None:
    files = {
        "docs/index.md": HOME,
        "docs/news/ferry.md": FERRY,
        "docs/news/boat.svg": BOAT.format(1),
        "docs/news/boat.zh_CN.svg": BOAT.format(2),
        "docusaurus.config.js": f"module.exports = {json.dumps(SITE)};\n",
        "package.json": '{"private": true}\n',
    }
    project = make_project(files, SETTINGS)
    extract_project(project)
    accept(project, "index", "fr", FRENCH)
    accept(project, "news/ferry", "zh_CN", {"The ferry": "渡轮"})
    report = compile_sources(project)
    assert (report.errors, report.broken_links) == ((), ())
    (project.root / "node_modules").symlink_to(packages)
    # Docusaurus keeps a cache beside its packages, and mixes up sites there.
    environment = {**os.environ, "DOCUSAURUS_NO_PERSISTENT_CACHE": "true"}
    command = [program("node"), str(packages / "@docusaurus/core/bin/docusaurus.mjs"), "build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, timeout=1800, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project.root / "build"
    french = (site / "fr/index.html").read_text(encoding="utf-8")
    shown = built_text(site / "fr/index.html")
    for words in (
        "Prenez le bac. Il coûte {prix}, {prix} ou 5 < 6.",
        "Heures {d’ouverture}",
        "À ne pas manquer",
        "En été",
        "L’an 1970",
        "Elle brûle <là>.",
    ):
        assert words in shown
    assert 'id="hours"' in french
    assert '<html lang="fr"' in french
    chinese = (site / "zh-CN/index.html").read_text(encoding="utf-8")
    assert "&lt;span" not in chinese
    assert '<span lang="en" dir="ltr">Take <a' in chinese
    assert ">渡轮<" in (site / "zh-CN/news/ferry/index.html").read_text(encoding="utf-8")
    assert dead_links(site) == []

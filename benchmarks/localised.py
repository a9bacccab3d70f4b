"""What localised articles for a site generator cost: the first time, again, after one edit; and a look at the files.

Usage: python -m benchmarks.localised [--articles 500]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import run
from i18n_tool.project import read_project
from i18n_tool.workflow.watch import input_stamps

ROOT = Path(__file__).parent.parent
ARTICLE = "news/one-hour-circle"


def make_project(folder: Path, articles: int) -> None:
    """Make a project of many copies of one of our own articles, with its catalogues."""
    shutil.copytree(ROOT / "articles/images", folder / "articles/images")
    shutil.copy(ROOT / "i18n-tool.toml", folder)
    homes = sorted((ROOT / "locales").glob("*/LC_MESSAGES"))
    for number in range(articles):
        name = f"news/{number // 100}/{number}"
        article = folder / f"articles/{name}.md"
        article.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / f"articles/{ARTICLE}.md").read_text(encoding="utf-8")
        article.write_text(text.replace("../images/", "../../images/"), encoding="utf-8")
        for home in homes:
            catalogue = folder / home.relative_to(ROOT) / f"{name}.po"
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(home / f"{ARTICLE}.po", catalogue)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder, articles)
        command = [sys.executable, "-m", "i18n_tool", "compile", "--as", "source", "--quiet"]
        print("| run | CPU s | MiB |\n| --- | --- | --- |")
        for label in ("first", "again", "one edited"):
            if label == "one edited":
                with (folder / "articles/news/0/0.md").open("a", encoding="utf-8") as article:
                    article.write("\nOne more sentence.\n")
            cost = run(command, folder)
            print(f"| {label} | {cost.cpu:.2f} | {cost.memory:.0f} |")
        project = read_project(folder / "i18n-tool.toml")
        before = os.times()
        seen = input_stamps(project)
        after = os.times()
        print(f"\nA look at {len(seen):,} files: {after.user - before.user + after.system - before.system:.3f} CPU s.")


if __name__ == "__main__":
    main()

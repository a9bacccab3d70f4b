"""What the pages of a large site cost: the first time, again, and after one edit, at growing numbers of articles.

    python -m benchmarks.pages [--articles 10000]

The articles are copies of one of this repository's, each with a sentence of its own, with their accepted catalogues in
six locales; with the source locale that makes seven pages an article. Equal sentences are read from caches more often
than in articles that differ. CPU seconds count all processes; MiB are those of the largest one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.localised import make_project
from benchmarks.measure import Cost, heading, run, table

LOCALES = 7
"""With the source locale."""


def compile_site(folder: Path) -> Cost:
    """Return what compile costs."""
    cost = run([sys.executable, "-m", "i18n_tool", "compile", "--quiet"], folder)
    if cost.code:
        raise SystemExit(cost.output)
    return cost


def measure(articles: int) -> list[str]:
    """Return the row of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder, articles)
        for number in range(articles):
            with (folder / f"articles/news/{number // 100}/{number}.md").open("a", encoding="utf-8") as article:
                article.write(f"\nThis is note {number} of the series.\n")
        first = compile_site(folder)
        again = compile_site(folder)
        with (folder / "articles/news/0/0.md").open("a", encoding="utf-8") as article:
            article.write("\nOne more sentence.\n")
        edited = compile_site(folder)
    return [
        f"{articles:,}",
        f"{LOCALES * articles:,}",
        f"{first.cpu:.1f}",
        f"{first.wall:.1f}",
        f"{1000 * first.cpu / (LOCALES * articles):.2f}",
        f"{again.cpu:.2f}",
        f"{first.cpu / again.cpu:.0f} ×",
        f"{edited.cpu:.2f}",
        f"{first.memory:.0f}",
        f"{again.memory:.0f}",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    most = parser.parse_args().articles
    print(heading(f"python -m benchmarks.pages --articles {most}"))
    head = "articles|pages|first, CPU s|first, s|CPU ms a page|again, CPU s|ratio|one edited, CPU s|MiB|MiB again"
    print(table(head.split("|"), [measure(number) for number in (most // 10, most // 3, most)]))


if __name__ == "__main__":
    main()

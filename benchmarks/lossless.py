"""How many articles come back byte for byte, also with other line ends, a byte order mark and no final newline.

    python -m benchmarks.lossless [--list N] [--every N] PATH...

Each path is a file, or a folder that is searched for text, Markdown and HTML. A file comes back if its pieces join to
it and what is rendered of them without translations equals it, as it stands and in every variant below. What is not
text (a NUL byte, not UTF-8) is refused with the line, and counted as such.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.measure import heading, table
from i18n_tool.errors import ArticleError
from i18n_tool.files import LARGEST, decode_text
from i18n_tool.formats import SUFFIXES, get_format

_LINE_END = re.compile(r"\r\n|\r|\n")
_NAMES = {"README", "LICENSE", "COPYING", "NEWS", "AUTHORS", "THANKS", "TODO", "changelog", "copyright"}
"""Files without a suffix that are text."""


def _with_ends(*ends: str) -> Callable[[str], str]:
    """Return a function that gives the lines of a text other ends, one after the other."""

    def change(text: str) -> str:
        lines = _LINE_END.split(text)
        return "".join([line + ends[number % len(ends)] for number, line in enumerate(lines[:-1])]) + lines[-1]

    return change


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "LF": _with_ends("\n"),
    "CR LF": _with_ends("\r\n"),
    "CR": _with_ends("\r"),
    "mixed ends": _with_ends("\n", "\r\n", "\n", "\r"),
    "byte order mark": lambda text: "\ufeff" + text.removeprefix("\ufeff"),
    "no final newline": lambda text: text.rstrip("\r\n"),
}


def find_articles(paths: Iterable[Path], every: int) -> dict[str, list[Path]]:
    """Return the articles of files and folders by format."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            kind = SUFFIXES.get(file.suffix.lower()) or ("text" if file.name in _NAMES else None)
            if kind and file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST:
                found[kind].append(file)
    return {kind: found[kind][::every] for kind in ("text", "markdown", "html") if kind in found}


def comes_back(kind: str, text: str) -> bool:
    """Return whether a text is what its pieces join to, and what they are rendered to."""
    format = get_format(kind)
    pieces = format.parse(text)
    joined = "".join([piece.source for piece in pieces])
    return joined == text == format.render(pieces, {}, source_locale="en", locale="en")


def examine(kind: str, files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield what became of each file: a variant that came back, or what was wrong."""
    for file in files:
        try:
            text = decode_text(file.read_bytes(), file)
        except ArticleError as problem:
            yield "refused", f"{file}: {problem.what}"
            continue
        for name, change in VARIANTS.items():
            try:
                same = comes_back(kind, change(text))
            except ArticleError as problem:
                yield "not understood", f"{file}, {name}: {problem.what}"
                continue
            yield (name, "") if same else ("changed", f"{file}, {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth file")
    parser.add_argument("--list", type=int, default=5, metavar="N", help="name so many of each kind that went wrong")
    arguments = parser.parse_args()
    articles = find_articles(arguments.paths, arguments.every)
    counts: dict[str, Counter[str]] = {}
    wrong: dict[str, list[str]] = defaultdict(list)
    began = time.process_time()
    for kind, files in articles.items():
        counts[kind] = Counter()
        for result, what in examine(kind, files):
            counts[kind][result] += 1
            if what:
                wrong[result].append(what)
    print(heading("python -m benchmarks.lossless FOLDER…"))
    labels = ["refused", *VARIANTS, "not understood", "changed"]
    rows = [("files", *(f"{len(files):,}" for files in articles.values()))]
    rows += [(label, *(f"{counts[kind][label]:,}" for kind in articles)) for label in labels]
    print(table(("", *articles), rows))
    print(f"\n{time.process_time() - began:.0f} CPU seconds")
    for result, listed in wrong.items():
        print(f"\n{result}:", *listed[: arguments.list], sep="\n  ")
    sys.exit(1 if any(count["changed"] for count in counts.values()) else 0)


if __name__ == "__main__":
    main()

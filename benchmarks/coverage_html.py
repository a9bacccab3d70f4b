"""Compare what HTML pages show with what is offered for translation.

    python benchmarks/coverage_html.py PATH... [--safety] [--sample N] [--list N]

For each page (files, or folders searched for ``*.html``, ``*.htm`` and ``*.xhtml``) an independent parser, html5lib,
gives the words a reader sees. The figures are: pages that do not come back as they were, words seen but not offered,
words offered but not seen (code, scripts, styles, addresses), the same for attributes, and, with ``--safety``, pages
whose structure changes when every translation is hostile. A word is a run of letters.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import html5lib

from i18n_tool.formats.html import HtmlFormat
from i18n_tool.model import Block, LocalisedSegment, Piece, Span

HOSTILE = " <script>alert(1)</script></p></div></li></a> & &lt; &amp; < > \" ' \\ | * _ \n \u202e אבג \u202c\0"
"""Added to every translation by ``--safety``."""

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\S+\.(?:html?|png|gif|jpe?g|svg|pdf|css|js|ico|webp)\b", re.IGNORECASE)
_UNSEEN = {"script", "style", "iframe", "noembed", "noframes", "xmp", "plaintext", "listing", "pre", "math"}
_CODE = {"code", "kbd", "samp", "var", "tt"}
_INLINE = _CODE | {
    *(
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "mark",
        "q",
        "s",
    ),
    *("small", "span", "strike", "strong", "sub", "sup", "time", "u", "img", "input", "wbr", "br", "nobr", "data", "!"),
}
_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "aria-description")
_OFF = re.compile(r"\bnotranslate\b")


@dataclass
class Seen:
    """The words of a page."""

    text: Counter[str] = field(default_factory=Counter)
    code: Counter[str] = field(default_factory=Counter)
    attributes: Counter[str] = field(default_factory=Counter)


@dataclass
class Total:
    """The figures of all pages."""

    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    changed: list[str] = field(default_factory=list)
    words: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    attribute_words: int = 0
    attribute_missed: Counter[str] = field(default_factory=Counter)
    checked: int = 0
    broken: list[str] = field(default_factory=list)
    worst: list[tuple[int, int, str, str, str]] = field(default_factory=list)


def words(text: str) -> list[str]:
    """Return the words of a text, addresses left out."""
    return _WORD.findall(_ADDRESS.sub(" ", text))


def parse_tree(source: str) -> Any:
    """Return html5lib's tree of a page."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return html5lib.parse(source, treebuilder="etree", namespaceHTMLElements=False)


def words_seen(tree: Any) -> Seen:
    """Return the words a reader sees on a page, by html5lib's tree.

    Code and what must not be translated counts as seen where it stands in a sentence with other words.
    """
    seen = Seen()
    walker = _Walker(seen)
    walker.walk(tree, True, False)
    walker.end_block()
    return seen


class _Walker:
    """Walks a tree block by block."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.text: list[str] = []
        self.code: list[str] = []

    def end_block(self) -> None:
        if self.text:
            self.seen.text.update(self.text)
            self.seen.code.update(self.code)
        self.text, self.code = [], []

    def add(self, text: str | None, off: bool) -> None:
        if text:
            (self.code if off else self.text).extend(words(text))

    def walk(self, element: Any, offered: bool, code: bool) -> None:
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else "!"
        if _is_off(element):
            offered = False
        elif element.get("translate") in ("", "yes"):
            offered = True
        if tag in _UNSEEN:
            return
        if offered and tag != "!":
            for name in _ATTRIBUTES:
                self.seen.attributes.update(words(element.get(name) or ""))
        inline = tag in _INLINE
        if not inline:
            self.end_block()
        code = code or tag in _CODE
        if tag not in ("!", "head"):
            self.add(element.text, code or not offered)
        for child in element:
            self.walk(child, offered, code)
            if tag != "head":
                self.add(child.tail, code or not offered)
        if not inline:
            self.end_block()


def _is_off(element: Any) -> bool:
    off = element.get("translate") == "no" or element.get("data-translate-ignore") is not None
    return off or bool(_OFF.search(element.get("class") or ""))


def words_offered(pieces: tuple[Piece, ...]) -> tuple[Counter[str], Counter[str]]:
    """Return the words of the blocks: those of text, and those of attributes."""
    text: Counter[str] = Counter()
    attributes: Counter[str] = Counter()
    for piece in pieces:
        if isinstance(piece, Block):
            shown = words(html.unescape(re.sub(r"<[^>]*>", " ", piece.text)))
            if piece.place in ("text", "plain", "rcdata"):
                text.update(shown)
            elif piece.place != "json":
                attributes.update(shown)
    return text, attributes


def structure(tree: Any) -> list[tuple[Any, ...]]:
    """Return the elements of a page in order, with depth and the attributes that no translation may change."""
    out: list[tuple[Any, ...]] = []
    todo: list[tuple[Any, int]] = [(tree, 0)]
    changing = {*_ATTRIBUTES, "label", "value", "content", "abbr", "aria-placeholder", "aria-valuetext"}
    changing |= {"aria-roledescription"}
    while todo:
        element, depth = todo.pop()
        kept = sorted((str(name), value) for name, value in element.attrib.items() if name not in changing)
        if isinstance(element.tag, str):
            out.append((depth, element.tag, kept))
        todo += [(child, depth + 1) for child in reversed(element)]
    return out


def hostile(text: str) -> str:
    """Return a hostile translation that keeps the tags of the source."""
    return re.sub(r"<[^>]*>|&\w+;|[^<&]+", lambda m: m[0] if m[0][0] in "<&" else m[0].upper(), text) + HOSTILE


def render_hostile(pieces: tuple[Piece, ...]) -> str:
    """Return the page with a hostile translation in every place."""
    localisation = {
        index: [LocalisedSegment(Span(0, len(piece.text)), hostile(piece.text))]
        for index, piece in enumerate(pieces)
        if isinstance(piece, Block)
    }
    return HtmlFormat().render(pieces, localisation, source_locale="en", locale="fr")


def measure(path: Path, total: Total, *, safety: bool) -> None:
    """Add the figures of one page; one that is not UTF-8 text counts for nothing."""
    try:
        source = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    started = time.process_time()
    pieces = HtmlFormat().parse(source)
    total.seconds += time.process_time() - started
    total.pages += 1
    total.size += len(source)
    if "".join([piece.source for piece in pieces]) != source:
        total.changed.append(str(path))
    tree = parse_tree(source)
    seen = words_seen(tree)
    text, attributes = words_offered(pieces)
    missed, extra = seen.text - text, text - seen.text - seen.code
    total.words += seen.text.total()
    total.missed += missed
    total.extra += extra
    total.attribute_words += seen.attributes.total()
    total.attribute_missed += seen.attributes - attributes
    if missed or extra:
        total.worst.append((missed.total(), extra.total(), str(path), _some(missed), _some(extra)))
    if safety:
        total.checked += 1
        if structure(parse_tree(render_hostile(pieces))) != structure(tree):
            total.broken.append(str(path))


def _some(found: Counter[str]) -> str:
    return " ".join(f"{word}:{count}" for word, count in found.most_common(8))


def pages_in(paths: list[str]) -> Iterator[Path]:
    """Yield the pages that the arguments name."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if found.suffix in (".html", ".htm", ".xhtml"))
        else:
            yield path


def main() -> int:
    """Print the figures; the exit code is 1 if a page changed or broke."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("paths", nargs="+")
    arguments.add_argument("--safety", action="store_true", help="insert hostile translations and compare structures")
    arguments.add_argument("--sample", type=int, default=0, help="measure this many pages, chosen by a fixed seed")
    arguments.add_argument("--list", type=int, default=0, help="list this many of the worst pages")
    given = arguments.parse_args()
    paths = [path for path in pages_in(given.paths) if path.is_file() and not path.is_symlink()]
    if given.sample:
        paths = random.Random(1).sample(paths, min(given.sample, len(paths)))
    total = Total()
    for path in paths:
        measure(path, total, safety=given.safety)
    report(total, given.list)
    return 1 if total.changed or total.broken else 0


def report(total: Total, listed: int) -> None:
    """Print the table."""
    covered = 100 * (1 - total.missed.total() / max(total.words, 1))
    attributes = 100 * (1 - total.attribute_missed.total() / max(total.attribute_words, 1))
    print(f"pages                      {total.pages:>10} ({total.size / 1e6:.1f} MB)")
    print(f"pages that change          {len(total.changed):>10}")
    print(f"words seen                 {total.words:>10}")
    print(f"  not offered              {total.missed.total():>10} ({covered:.3f} % offered)")
    print(f"words offered, not seen    {total.extra.total():>10}")
    print(f"attribute words            {total.attribute_words:>10}")
    print(f"  not offered              {total.attribute_missed.total():>10} ({attributes:.3f} % offered)")
    print(f"pages with hostile text    {total.checked:>10}")
    print(f"  whose structure changes  {len(total.broken):>10}")
    print(f"parse, CPU seconds         {total.seconds:>10.2f} ({total.size / 1e6 / max(total.seconds, 1e-9):.1f} MB/s)")
    for missed, extra, path, some_missed, some_extra in sorted(total.worst, reverse=True)[:listed]:
        print(f"{path}: {missed} missed ({some_missed}); {extra} extra ({some_extra})")
    for path in (total.changed + total.broken)[:listed]:
        print(f"{path}: changed")


if __name__ == "__main__":
    sys.exit(main())

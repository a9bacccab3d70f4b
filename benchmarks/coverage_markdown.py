"""How much of real Markdown articles is offered, comes back byte for byte, and survives hostile translations.

    python -m benchmarks.coverage_markdown [--list N] PATH...

Each path is a file or a folder that is searched for ``*.md`` and ``*.markdown``. The judge is another parser,
markdown-it-py with html5lib for what it renders, so that a mistake of ours is not hidden by itself.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import html5lib
from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from i18n_tool.errors import I18nToolError
from i18n_tool.formats.front_matter import find_front_matter
from i18n_tool.formats.markdown import MarkdownFormat
from i18n_tool.formats.markdown_structure import markup_of
from i18n_tool.model import Block, LocalisedSegment, Piece, Span

FORMAT = MarkdownFormat()
PAGE = (
    MarkdownIt("commonmark", {"html": True, "maxNesting": 100})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
    .use(deflist_plugin)
    .use(tasklists_plugin)
    .use(admon_plugin)
)
STRUCTURE = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
STRUCTURE.use(footnote_plugin).use(deflist_plugin).use(admon_plugin).disable("footnote_tail")
UNREAD = {
    "code",
    "pre",
    "script",
    "style",
    "template",
    "kbd",
    "samp",
    "var",
    "tt",
    "math",
    "svg",
    "noscript",
    "textarea",
}
ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")
WORD = re.compile(r"\w*[^\W\d_]\w*")
ADDRESS = re.compile(
    r"(?:[a-zA-Z][\w+.-]*://|www\.)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+|\{\{[^{}]*\}\}|\{%[^{}]*%\}|(?<!\w):[a-z0-9_+-]+:(?!\w)"
)
NOT_SHOWN = re.compile(
    r"^[ \t>]*(?:\[!\w+\][+-]?|\{:.*\}|\([\w-]+\)=)[ \t]*$|(?<=\S)[ \t]+\{[#.][^{}\n]*\}[ \t]*$|^[ \t>]*\[TOC\][ \t]*$",
    re.MULTILINE,
)
HOSTILE = (
    "1. ÜBER <b>BOLD</b> & more",
    "# not a heading *nor this_",
    "| a | b |\n|---|---|",
    "``` `x",
    "- item\n\n\n> quote\\",
    "\u05e9\u05dc\u05d5\u05dd <script>alert(1)</script> ]( [x](javascript:1)",
    "---",
    "===",
    ": term\n    code",
    "<!-- i18n:off --> <div>",
    "[^1]: note [ref]: x",
    "<div>\n\n</div>",
    '!!! note "T"',
    "::: tip",
    "~~~~",
    "$$ **x** ![y](z)",
    "&lt; &amp; \\",
    "+ plus",
    "'quoted'",
    "a {#id} #",
)


def find_articles(paths: list[Path]) -> Iterator[Path]:
    """Return the Markdown files at or under some paths, each once."""
    seen: set[Path] = set()
    for path in paths:
        found = [path] if path.is_file() else sorted([*path.rglob("*.md"), *path.rglob("*.markdown")])
        for file in found:
            real = file.resolve()
            if file.is_file() and real not in seen:
                seen.add(real)
                yield file


def visible_words(html: str) -> Counter[str]:
    """Return the words that a reader of a page sees or hears, addresses and code left out."""
    words: Counter[str] = Counter()
    pending: list[Any] = [html5lib.parse(html, namespaceHTMLElements=False)]
    texts: list[str] = []
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            texts.append(node)
            continue
        if node.tail:
            texts.append(f"{node.tail}" if node.tag in INLINE else f" {node.tail}")
        if not isinstance(node.tag, str):
            continue
        for name in ATTRIBUTES:
            if node.get(name):
                words.update(WORD.findall(ADDRESS.sub(" ", node.get(name))))
        if node.tag in UNREAD or node.get("translate") == "no":
            continue
        if node.text:
            texts.append(node.text)
        for child in node:
            pending.append(child)
    for text in texts:
        words.update(WORD.findall(ADDRESS.sub(" ", text)))
    return words


INLINE = {"b", "i", "em", "strong", "a", "span", "s", "del", "sup", "sub", "u", "code"}


def front_words(source: str) -> Counter[str]:
    """Return the words of the best known values of front matter."""
    words: Counter[str] = Counter()
    for key, value in FORMAT.front_matter(source).items():
        if key in ("title", "description", "summary", "subtitle", "caption", "alt") and isinstance(value, str):
            words.update(WORD.findall(ADDRESS.sub(" ", value)))
    return words


def article_words(source: str, env: MutableMapping[str, Any]) -> Counter[str]:
    """Return the words of an article that a reader sees."""
    found = find_front_matter(source)
    body = source[found.body :] if found else source.removeprefix("\ufeff")
    return visible_words(PAGE.render(NOT_SHOWN.sub("", body), env)) + front_words(source)


def offered_words(pieces: tuple[Piece, ...], env: Mapping[str, Any]) -> Counter[str]:
    """Return the words that are offered for translation."""
    words: Counter[str] = Counter()
    known = {"references": env.get("references", {}), "footnotes": env.get("footnotes", {})}
    for piece in pieces:
        if not isinstance(piece, Block):
            continue
        if piece.place.startswith(("yaml", "toml", "quoted", "html:attribute")):
            words.update(WORD.findall(ADDRESS.sub(" ", piece.text)))
        elif piece.place.startswith("html:"):
            words += visible_words(piece.text)
        else:
            shown = piece.text if not piece.place.startswith("alt") else f"![{piece.text}](x)"
            words += visible_words(PAGE.renderInline(shown, {key: dict(value) for key, value in known.items()}))
    return words


def outline(source: str) -> list[str]:
    """Return the block structure of an article, by another parser."""
    found = find_front_matter(source)
    body = source[found.body :] if found else source.removeprefix("\ufeff")
    return [token.type + token.tag for token in STRUCTURE.parse(body) if token.type not in ("inline", "html_block")]


def hostile_page(pieces: tuple[Piece, ...]) -> str:
    """Return the page in which every translation is hostile."""
    blocks = [index for index, piece in enumerate(pieces) if isinstance(piece, Block)]
    localisation = {
        index: [LocalisedSegment(Span(0, len(pieces[index].text)), HOSTILE[(n * 7 + index) % len(HOSTILE)])]  # type: ignore[union-attr]
        for n, index in enumerate(blocks)
    }
    return FORMAT.render(pieces, localisation, source_locale="en", locale="fr")


def loud_page(pieces: tuple[Piece, ...]) -> str:
    """Return the page in which all is in capitals but markup, and longer."""
    localisation = {
        index: [LocalisedSegment(Span(0, len(piece.text)), loud(piece))]
        for index, piece in enumerate(pieces)
        if isinstance(piece, Block)
    }
    return FORMAT.render(pieces, localisation, source_locale="en", locale="fr")


_NOT_TEXT = r"&#?\w+;|\S*://\S*|\S+@\S+|\\.|\[\^\w+\]|<[^<>]*>"


def loud(block: Block) -> str:
    """Return the text of a block in capitals and longer, its markup untouched."""
    if block.place.startswith(("yaml", "toml", "quoted", "html")):
        known: list[str] = []
    else:
        markup = markup_of(block)
        known = sorted({*markup.literal, *markup.tails}, key=len, reverse=True)
    out, cursor = [], 0
    for match in re.finditer("|".join([*map(re.escape, known), _NOT_TEXT]), block.text):
        out += [block.text[cursor : match.start()].upper(), match.group()]
        cursor = match.end()
    return "".join([*out, block.text[cursor:].upper(), " ENCORE"])


def inline_things(source: str) -> Counter[str]:
    """Return links, images and code of an article, by another parser."""
    found = find_front_matter(source)
    body = source[found.body :] if found else source.removeprefix("\ufeff")
    things: Counter[str] = Counter()
    for token in PAGE.parse(body):
        for child in token.children or []:
            if child.type == "link_open":
                things[f"link {child.attrGet('href')}"] += 1
            elif child.type == "image":
                things[f"image {child.attrGet('src')}"] += 1
            elif child.type == "code_inline":
                things[f"code {child.content}"] += 1
    return things


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--list", type=int, default=0, metavar="N", help="show N misses of each kind")
    parser.add_argument("--largest", type=int, default=1_000_000, help="bytes of the largest file that is judged")
    options = parser.parse_args()
    files = refused = identical = 0
    size = 0
    spent = 0.0
    total: Counter[str] = Counter()
    shown: list[str] = []
    counts = Counter[str]()
    for path in find_articles(options.paths):
        try:
            source = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        files += 1
        began = time.perf_counter()
        try:
            pieces = FORMAT.parse(source)
        except I18nToolError as problem:
            refused += 1
            shown.append(f"refused  {path}:{problem.line}: {problem.what}")
            continue
        spent += time.perf_counter() - began
        size += len(source.encode())
        same = "".join([piece.source for piece in pieces]) == source
        same = same and FORMAT.render(pieces, {}, source_locale="en", locale="fr") == source
        identical += same
        if not same:
            shown.append(f"changed  {path}")
        if len(source) > options.largest:
            continue
        env: dict[str, Any] = {}
        visible = article_words(source, env)
        offered = offered_words(pieces, env)
        missed, extra = visible - offered, offered - visible
        counts["visible"] += visible.total()
        counts["missed"] += missed.total()
        counts["extra"] += extra.total()
        if missed:
            shown.append(f"missed   {path}: {missed.total()} of {visible.total()}: {' '.join(list(missed)[:12])}")
        if extra:
            shown.append(f"extra    {path}: {extra.total()}: {' '.join(list(extra)[:12])}")
        counts["pages"] += 1
        before = outline(source)
        after = outline(hostile_page(pieces))
        if before != after:
            at = next(
                (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
            )
            shown.append(f"broken   {path}: at token {at}: {before[at : at + 4]} became {after[at : at + 4]}")
        counts["whole"] += before == after
        page = loud_page(pieces)
        lost = inline_things(source)
        lost.subtract(inline_things(page))
        lost = Counter({key: value for key, value in lost.items() if value})
        counts["loud"] += not lost and before == outline(page)
        if lost or before != outline(page):
            shown.append(f"loud     {path}: {dict(list(lost.items())[:5])}")
        total.update(missed)
    if options.list:
        kinds: Counter[str] = Counter()
        for line in shown:
            kind = line.split()[0]
            kinds[kind] += 1
            if kinds[kind] <= options.list:
                print(line)
    share = 1 - counts["missed"] / max(counts["visible"], 1)
    print(
        f"identity   {identical} of {files} files byte for byte, {refused} refused; "
        f"{size / 1e6:.1f} MB, {size / 1e6 / max(spent, 1e-9):.1f} MB/s"
    )
    print(
        f"coverage   {share:.3%} of {counts['visible']} visible words offered, {counts['missed']} missed, "
        f"{counts['extra']} offered that are not visible"
    )
    print(f"insertion  {counts['whole']} of {counts['pages']} pages keep their structure with hostile translations")
    print(f"           {counts['loud']} of {counts['pages']} keep structure, links, images and code in capitals")
    return 0 if identical + refused == files else 1


if __name__ == "__main__":
    sys.exit(main())

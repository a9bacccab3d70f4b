"""The metadata before a Markdown article: its translatable values, where they stand, and how one is written.

YAML stands between lines of ``---``, TOML between lines of ``+++``. Only the characters of a value are ever
touched. PyYAML (https://yaml.org/spec/1.1) tells where a value stands and what it means; TOML is
https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from i18n_tool.errors import ArticleError
from i18n_tool.formats.runs import Change, show
from i18n_tool.model import Block

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FENCED = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n"
    r"(?P<content>(?:(?!(?:---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\Z)).*(?:\n|\Z))*?)"
    r"(?P<close>---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_OPENING = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n")
_LOOKS_LIKE_TOML = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:[\w.-]+|\"[^\"\n]*\")[ \t]*=|[ \t]*\[")
_LOOKS_LIKE_YAML = re.compile(
    r"(?:[ \t]*#[^\n]*\n|\r?\n(?=[ \t]*\S))*[ \t]*[\"']?[\w.$-][\w .$-]*[\"']?[ \t]*:(?:\s|\Z)"
)

_KEYS = """
    title description summary subtitle lead lede caption alt excerpt abstract headline heading subheading tagline
    author keywords tags standfirst teaser blurb deck intro introduction dek credit byline question answer quote
    label text details linktitle linktext navtitle shorttitle longtitle sidebarlabel paginationlabel pagetitle
"""
KEYS = frozenset(_KEYS.split())
"""Keys whose values readers see, in lower case without hyphens and underlines."""
SLUG = "slug"
"""Key of the last part of the address of a page; its translation moves the page."""
_ENDINGS = ("title", "description", "summary", "caption", "alt", "subtitle", "headline", "excerpt", "tagline")
_NOT_WORDS = re.compile(
    r"(?:\w+:)?//\S+|[\w.~%-]*(?:/[\w.~%-]+)+/?|\S+\.(?:html?|md|png|jpe?g|svg|gif|webp|css|js|pdf)"
)

_BRACKET = re.compile(r"[\[\]{}]")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`="
_DEEPEST = 200
_DEEP = re.compile(r"^[ \t]*(?:[-?:][ \t]+){100}|^[ \t]{400}", re.MULTILINE)

_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_YAML_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|(?:\r\n|\r|\n)[ \t]*|.)", re.DOTALL)
_YAML_LETTERS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_TOML_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*(?:\r\n|\n)\s*|.)", re.DOTALL)
_TOML_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class FrontMatter(NamedTuple):
    """Where the metadata of an article stand."""

    language: str
    """``yaml`` or ``toml``."""
    start: int
    """Offset of its content."""
    end: int
    """Offset after its content."""
    body: int
    """Offset of the article after it."""


class Value(NamedTuple):
    """A translatable value."""

    start: int
    """Offset of its first character in the article."""
    end: int
    """Offset after its last character."""
    block: Block
    """The value; its line is counted from the first line of the article."""


def find_front_matter(source: str) -> FrontMatter | None:
    """Return where the front matter of an article stands, or None.

    What stands between two rules is front matter only if it begins like it; prose there is an article.
    """
    if not source.startswith(("---", "+++", "\ufeff---", "\ufeff+++")):
        return None
    match = _FENCED.match(source)
    if match is None:
        return None
    fence, close = match["fence"], match["close"]
    if fence == "+++":
        if close != "+++":
            return None
        return FrontMatter("toml", *match.span("content"), match.end())
    content = match["content"]
    if close == "+++" or (content.strip() and not _LOOKS_LIKE_YAML.match(content)):
        return None
    return FrontMatter("yaml", *match.span("content"), match.end())


def is_unclosed(source: str) -> bool:
    """Tell whether an article begins like front matter that has no end, so that it is text."""
    opening = _OPENING.match(source)
    if opening is None or find_front_matter(source) is not None:
        return False
    begun = _LOOKS_LIKE_YAML if opening["fence"] == "---" else _LOOKS_LIKE_TOML
    return begun.match(source, opening.end()) is not None


def read_front_matter(source: str) -> dict[str, object]:
    """Return the values before an article as plain data; empty if there are none.

    Raises:
        ArticleError: they are not YAML or TOML; the line is named.
    """
    found = find_front_matter(source)
    if found is None:
        return {}
    content = source[found.start : found.end]
    if found.language == "toml":
        return _load_toml(content)
    _refuse_depth(content)
    try:
        loaded = yaml.load(content, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as problem:
        raise _yaml_error(problem) from problem
    return {str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}


def find_values(source: str, found: FrontMatter) -> list[Value]:
    """Return the translatable values of front matter, in the order in which they stand.

    Raises:
        ArticleError: it is not YAML or TOML; the line is named.
    """
    content = source[found.start : found.end]
    spots = _toml_spots(content) if found.language == "toml" else _yaml_spots(content)
    values: list[Value] = []
    for spot in sorted(spots):
        value = _make_value(source, spot, found.start)
        if value is not None and (not values or value.start >= values[-1].end):
            values.append(value)
    return values


class _Spot(NamedTuple):
    """Where a string stands in the content, without its quotes."""

    start: int
    end: int
    place: str
    key: str
    value: str


def _make_value(source: str, spot: _Spot, base: int) -> Value | None:
    if not any(map(str.isalpha, spot.value)) or _NOT_WORDS.fullmatch(spot.value.strip()):
        return None
    if spot.key == "author" and " " not in spot.value.strip():
        # One word names an entry of the site's list of authors.
        return None
    start, end = base + spot.start, base + spot.end
    text = source[start:end]
    changes = _changes(text, spot)
    shown = show(text, changes)
    if "".join([run.text for run in shown.runs]) != spot.value.strip():
        shown = show(text.strip(), [(0, len(text.strip()), spot.value.strip())])
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        split = False
    else:
        start += len(shown.lead)
        end -= len(shown.trail)
        split = True
    line = source.count("\n", 0, start) + 1
    return Value(start, end, Block(shown.runs, spot.key, line, spot.place, split=split))


def _is_wanted(path: tuple[str, ...]) -> bool:
    if not path:
        return False
    name = re.sub(r"[-_ .:]", "", path[-1]).lower()
    if name == SLUG:
        return len(path) == 1
    return name in KEYS or name.endswith(_ENDINGS)


# YAML


def _yaml_error(problem: Exception) -> ArticleError:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    reason = getattr(problem, "problem", None) or str(problem).splitlines()[0]
    return ArticleError(
        f"the front matter is not YAML: {reason.rstrip('.')}.",
        'Put a value that holds ": " or " #", or begins with a sign, in quotation marks.',
        line=mark.line + 2 if mark is not None else 1,
    )


def _yaml_spots(content: str) -> list[_Spot]:
    _refuse_depth(content)
    try:
        root = yaml.compose(content, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise _yaml_error(problem) from problem
    return list(_walk_yaml(content, root))


def _refuse_depth(content: str) -> None:
    """Refuse what is nested so deeply that libyaml, which is recursive and in C, would bring the process down."""
    depth = deepest = 0
    for match in _BRACKET.finditer(content):
        depth += 1 if match.group() in "[{" else -1
        deepest = max(deepest, depth)
    found = _DEEP.search(content)
    if found is not None or deepest > _DEEPEST:
        line = content.count("\n", 0, found.start()) + 2 if found is not None else 1
        raise ArticleError("the front matter is nested too deeply.", "Make it flat.", line=line)


def _walk_yaml(content: str, root: Any) -> Iterator[_Spot]:
    pending: list[tuple[tuple[str, ...], Any, bool]] = [((), root, False)]
    seen: set[int] = set()
    while pending:
        path, node, flow = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            inside = flow or bool(node.flow_style)
            pending += [((*path, str(getattr(key, "value", ""))), value, inside) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            inside = flow or bool(node.flow_style)
            pending += [(path, value, inside) for value in node.value]
        elif isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str" and _is_wanted(path):
            spot = _yaml_spot(content, node, path[-1], flow)
            if spot is not None:
                yield spot


def _yaml_spot(content: str, node: Any, key: str, flow: bool) -> _Spot | None:
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("'", '"'):
        if content[start : start + 1] != node.style or content[end - 1 : end] != node.style:
            return None
        return _Spot(start + 1, end - 1, "yaml-single" if node.style == "'" else "yaml-double", key, node.value)
    if node.style in ("|", ">"):
        header = _NEWLINE.search(content, start, end)
        if header is None or content[start] != node.style:
            return None
        indent = re.compile(r"\s*?([ ]+)(?=\S)").match(content, header.end(), end)
        if indent is None:
            return None
        style = "literal" if node.style == "|" else "folded"
        newline = header.group()
        return _Spot(header.end(), end, f"yaml-{style}:{newline}{indent[1]}", key, node.value)
    if content[start:end].startswith(("'", '"', "|", ">", "&", "*", "!")):
        return None
    return _Spot(start, end, "yaml-flow" if flow else "yaml-plain", key, node.value)


def _changes(text: str, spot: _Spot) -> list[Change]:
    """Return what of a value's characters is shown otherwise."""
    place = spot.place
    if place in ("yaml-plain", "yaml-flow"):
        return _folds(text)
    if place == "yaml-single":
        quotes = [(m.start(), m.end(), "'") for m in re.finditer("''", text)]
        return sorted(quotes + _folds(text))
    if place == "yaml-double":
        escapes = [(m.start(), m.end(), _unescape_yaml(m.group())) for m in _YAML_ESCAPE.finditer(text)]
        return sorted(escapes + _folds(text)) if escapes else _folds(text)
    if place.startswith("yaml-literal:"):
        indent = len(place) - len("yaml-literal:") - len(_newline_of(place))
        return [(m.start(), m.end(), "\n") for m in re.finditer(rf"(?:\r\n|\r|\n)(?: {{{indent}}}|(?=\s*\n))", text)]
    if place.startswith("yaml-folded:"):
        return _folds(text)
    if place == "toml-basic":
        return [(m.start(), m.end(), _unescape_toml(m.group())) for m in _TOML_ESCAPE.finditer(text)]
    if place == "toml-basic-lines":
        escapes = [(m.start(), m.end(), _unescape_toml(m.group())) for m in _TOML_ESCAPE.finditer(text)]
        return sorted(escapes + [(m.start(), m.end(), "\n") for m in re.finditer("\r\n", text)])
    return [(m.start(), m.end(), "\n") for m in re.finditer("\r\n", text)]


def _newline_of(place: str) -> str:
    match = _NEWLINE.search(place)
    return match.group() if match else "\n"


def _folds(text: str) -> list[Change]:
    """Return the line folds of a flow scalar: one break is a space, each further one a line feed (YAML 1.1, 6.5)."""
    if "\n" not in text and "\r" not in text:
        return []
    changes = []
    for match in _FOLD.finditer(text):
        breaks = len(_NEWLINE.findall(match.group()))
        changes.append((match.start(), match.end(), "\n" * (breaks - 1) or " "))
    return changes


def _unescape_yaml(escape: str) -> str:
    letter = escape[1]
    if letter in "xuU":
        return chr(int(escape[2:], 16)) if len(escape) > 2 else letter
    if letter in "\r\n":
        return ""
    return _YAML_LETTERS.get(letter, letter)


# TOML


def _load_toml(content: str) -> dict[str, object]:
    try:
        return tomllib.loads(content.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as problem:
        match = re.search(r"line (\d+)", str(problem))
        raise ArticleError(
            f"the front matter is not TOML: {str(problem).split(' (at')[0]}.",
            "Write each value as key = value, and texts in quotation marks.",
            line=int(match[1]) + 1 if match else 1,
        ) from problem


_TOML_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|\#[^\n]*)
    |(?P<lines>\"\"\"(?:[^\\]|\\.)*?\"\"\"(?:\"\"|\"(?!\"))?|'''.*?'''(?:''|'(?!'))?)
    |(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')
    |(?P<bare>[\w+:-]+)
    |(?P<sign>[\[\]{}=,.])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def _toml_spots(content: str) -> list[_Spot]:
    """Return the strings of a TOML text that readers see.

    A key is whatever stands before ``=``; arrays hand their key on to what is in them.
    """
    _load_toml(content)
    spots: list[_Spot] = []
    keys: list[str] = []
    key = last = ""
    for match in _TOML_TOKEN.finditer(content):
        token, text = match.lastgroup, match.group()
        if token == "space" or (token == "other"):
            continue
        if text == "=":
            key = last
        elif text in "[{" and token == "sign":
            keys.append(key)
        elif text in "]}" and token == "sign" and keys:
            key = keys.pop()
        elif token in ("string", "lines"):
            last = text.strip("\"'")
            rest = content[match.end() : match.end() + 40].lstrip(" \t")
            if not rest.startswith(("=", ".")) and _is_wanted((key,)):
                spots += _toml_spot(match, key)
        elif token == "bare":
            last = text
    return spots


def _toml_spot(match: re.Match[str], key: str) -> list[_Spot]:
    text = match.group()
    width = 3 if match.lastgroup == "lines" else 1
    kind = "basic" if text[0] == '"' else "literal"
    place = f"toml-{kind}-lines" if width == 3 else f"toml-{kind}"
    value = _load_toml(f"x = {text}")["x"]
    if not isinstance(value, str):
        return []
    return [_Spot(match.start() + width, match.end() - width, place, key, value)]


def _unescape_toml(escape: str) -> str:
    letter = escape[1]
    if letter in "uU":
        return chr(int(escape[2:], 16)) if len(escape) > 2 else letter
    if letter in " \t\r\n":
        return ""
    return _TOML_LETTERS.get(letter, letter)


# Translations


def encode_value(text: str, place: str) -> str:
    """Return a translation in the syntax of its value.

    A plain value that cannot hold it is written between double quotes. Line feeds survive where the syntax
    has them.
    """
    text = _printable(text).strip()
    if place in ("yaml-plain", "yaml-flow"):
        return text if is_plain(text, place) else _double_quoted(text)
    if place == "yaml-single":
        return _one_line(text).replace("'", "''")
    if place == "yaml-double" or place.startswith("toml-basic"):
        return _double_quoted(text)[1:-1]
    if place.startswith("yaml-literal:"):
        return "\n".join(text.split("\n")).replace("\n", place.removeprefix("yaml-literal:"))
    if place == "toml-literal":
        return _one_line(text).replace("'", "\u2019")
    if place == "toml-literal-lines":
        return text.replace("'''", "\u2019\u2019\u2019").removesuffix("'")
    return _one_line(text)


def is_plain(text: str, place: str) -> bool:
    """Tell whether a plain YAML value can hold a text."""
    if not text or "\n" in text or text != text.strip() or text[0] in _INDICATORS:
        return False
    if place == "yaml-flow" and _BRACKET.search(text):
        return False
    wrapped = f"k: [{text}]\n" if place == "yaml-flow" else f"k: {text}\nl: 1\n"
    try:
        root = yaml.compose(wrapped, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    node = root.value[0][1] if isinstance(root, yaml.MappingNode) and root.value else None
    if place == "yaml-flow":
        node = node.value[0] if isinstance(node, yaml.SequenceNode) and len(node.value) == 1 else None
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str" and node.value == text


def _double_quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _printable(text: str) -> str:
    """Return a text with one kind of line end and without what neither YAML nor TOML may hold."""
    # YAML 1.1 takes the separators of lines and paragraphs for line ends, which break a block.
    text = re.sub("\r\n?|[\u2028\u2029]", "\n", text)
    return "".join(
        [
            c if c in "\n\t" or (c >= " " and c not in "\x7f\ufeff\ufffe\uffff" and not "\x80" <= c <= "\x9f") else " "
            for c in text
        ]
    )

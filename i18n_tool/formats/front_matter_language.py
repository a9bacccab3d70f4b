"""The language that an article says it is in, before its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.errors import ArticleError
from i18n_tool.formats.front_matter import FrontMatter, find_front_matter, read_front_matter

KEYS = ("lang", "language", "locale")
"""Keys that name the language of an article."""

_LINE = re.compile(
    r"^(?P<key>[\w.-]+)(?P<sign>[ \t]*[:=][ \t]*)(?P<quote>[\"']?)(?P<value>[\w-]+)(?P=quote)(?=[ \t]*(?:#.*)?\r?$)",
    re.MULTILINE,
)


def set_language(source: str, source_locale: str, tag: str, *, key: str = "") -> str:
    """Return an article that says it is in another language, if it says which it is in; all else is kept.

    A value is changed where it names the source locale or its language; any other is no language.

    Args:
        source: the article.
        source_locale: its locale, in either spelling.
        tag: the new locale as it is to be written.
        key: the key that is added where the article has no such; none if empty. It is looked for besides ``KEYS``.
    """
    found = find_front_matter(source)
    if found is None:
        return _begin(source, key, tag) if key else source
    known = read_front_matter(source)
    names = {key, *KEYS} & set(known)
    for name in sorted(names):
        if _is_locale(known[name], source_locale):
            source = _replace(source, found, name, tag)
            found = find_front_matter(source) or found
    return _add(source, found, key, tag) if key and key not in known else source


def _is_locale(value: object, locale: str) -> bool:
    spelled = str(value).replace("-", "_").casefold()
    return spelled in (locale.replace("-", "_").casefold(), re.split("[-_]", locale)[0].casefold())


def _replace(source: str, found: FrontMatter, name: str, tag: str) -> str:
    for line in _LINE.finditer(source, found.start, found.end):
        if line["key"] == name:
            quotes = (line["quote"], '"') if found.language == "yaml" else (line["quote"] or '"',)
            tried = [f"{name}{line['sign']}{quote}{tag}{quote}" for quote in quotes]
            return _first_right(source, (line.start(), line.end()), tried, name, tag)
    return source


def _add(source: str, found: FrontMatter, name: str, tag: str) -> str:
    end = "\r\n" if "\r\n" in source[: found.start] else "\n"
    return _first_right(
        source, (found.start, found.start), [line + end for line in _lines(found, name, tag)], name, tag
    )


def _lines(found: FrontMatter, name: str, tag: str) -> Iterator[str]:
    if found.language == "toml":
        yield f'{name} = "{tag}"'
    else:
        yield f"{name}: {tag}"
        yield f'{name}: "{tag}"'


def _first_right(source: str, place: tuple[int, int], tried: list[str], name: str, tag: str) -> str:
    """Return the article with the first text that makes the key what it is to be and changes no other."""
    wanted = {**read_front_matter(source), name: tag}
    for text in tried:
        changed = source[: place[0]] + text + source[place[1] :]
        try:
            if read_front_matter(changed) == wanted:
                return changed
        except ArticleError:
            continue
    return source


def _begin(source: str, key: str, tag: str) -> str:
    end = "\r\n" if "\r\n" in source else "\n"
    mark = "\ufeff" if source.startswith("\ufeff") else ""
    # The quotes keep YAML from reading "no" as a truth value.
    return f'{mark}---{end}{key}: "{tag}"{end}---{end}{end}{source.removeprefix(mark)}'

"""Which settings there are: their kinds, their defaults, and what they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "string", "strings", "boolean", "number", "locale", "locales", "choice", "table", "folder", "patterns", "currency"
]


@dataclass(frozen=True, slots=True)
class Key:
    """One setting that a file may hold."""

    kind: Kind
    """What its value must be; a ``number`` is whole and not negative, a ``table`` free inside."""
    default: Any = None
    """Its value where no file gives one."""
    choices: tuple[str, ...] = ()
    """The words a ``choice`` may be, or ``strings`` may hold."""
    help: str = ""
    """What it does, for the documentation."""


#: Stands for any locale of the project as a key.
ANY_LOCALE = "<locale>"
#: Stands for any engine's name as a key of a table of options.
ANY_ENGINE = "<engine>"

POLICIES = ("accepted", "drafts", "complete")
"""What goes into pages: accepted translations; machine drafts too; or no page until all of it is accepted."""

SCHEMA: dict[str, Any] = {
    "source-locale": Key("locale", "en", help="the language the articles are written in"),
    "locales": Key("locales", (), help="the languages they are translated into"),
    "articles": Key("patterns", ("articles/**/*",), help="glob patterns of articles; the format goes by the suffix"),
    "exclude": Key("patterns", (), help="glob patterns of files that are not articles after all"),
    "glossaries": Key("patterns", ("glossary/*.csv",), help="glob patterns of term files"),
    "cldr-names": Key(
        "strings", (), ("territories", "currencies", "languages"), help="names of CLDR that are terms too"
    ),
    "memory": Key("patterns", ("memory/*.tmx",), help="glob patterns of translation memories that are used too"),
    "catalogues": Key("folder", "locales", help="folder of the catalogues and templates"),
    "locations": Key("choice", "line", ("line", "file", "none"), help="what the #: comments of catalogues name"),
    "output": Key("folder", "site", help="folder that compile writes pages to"),
    "currency": Key(
        "currency", "USD", help="currency of the prices in [engines.<name>], each for a million characters"
    ),
    "segmentation": {
        "mode": Key("choice", "sentence", ("sentence", "paragraph"), help="how blocks are cut"),
        ANY_LOCALE: {
            "abbreviations": Key("strings", (), help="words whose full stop ends no sentence"),
        },
    },
    "engines": {
        "default": Key("string", "auto", help="engine of every locale that names none"),
        ANY_LOCALE: Key("string", help='engine of one locale, such as "apertium" or "opencc:zh_CN"'),
        "accept-variants": Key("boolean", False, help="take what opencc derives from accepted text as accepted"),
        ANY_ENGINE: Key("table", help="options of one engine"),
    },
    "check": {
        "select": Key("strings", (), help="only these codes or families"),
        "ignore": Key("strings", (), help="codes or families that are not reported"),
        "fail-on": Key("choice", "error", ("info", "warning", "error"), help="the least severity that fails"),
        "severity": Key("table", help="another severity by code"),
        "baseline": Key("string", "", help="file of the findings that are known and do not count"),
        "paths": Key("table", help='select, ignore and severity by glob pattern of articles: "articles/legal/**"'),
        ANY_LOCALE: {
            "select": Key("strings", (), help="only these codes or families in one locale"),
            "ignore": Key("strings", (), help="codes or families that are not reported in one locale"),
            "severity": Key("table", help="another severity by code in one locale"),
        },
    },
    "compile": {
        "policy": Key("choice", "accepted", POLICIES, help="which translations go into pages, and when there is one"),
        ANY_LOCALE: {
            "policy": Key("choice", None, POLICIES, help="the policy of one locale"),
        },
        "theme": Key("string", "", help="folder of templates that stand before the built-in ones"),
        "site-url": Key("string", "", help="address the site is served from, for absolute links"),
        "site-name": Key("string", "", help="name of the site, shown on themed pages"),
        "list-length": Key("number", 50, help="articles on one page of the list of a locale; 0: all of them"),
        "processes": Key("number", 0, help="how many processes share the pages of a large site; 0: one for each core"),
        "source": {
            "output": Key("folder", "localised", help="folder that compile --as source writes to"),
            "pattern": Key("string", "{tag}/{path}", help="where an article goes in it, in each locale"),
            "original": Key(
                "choice",
                "pattern",
                ("pattern", "plain", "none"),
                help="where articles go in the source locale: as the others, by their path alone, or nowhere",
            ),
            "language-key": Key("string", "", help="key of front matter that is added to say the language"),
            "mdx": Key("boolean", False, help="Markdown is MDX: escape braces that only a translation has"),
            "marks": Key("boolean", True, help="mark what is not translated with its language"),
        },
    },
}


def default_settings(schema: Mapping[str, Any] = SCHEMA, prefix: str = "") -> dict[str, Any]:
    """Return the value of each setting where no file gives one, by dotted key."""
    values: dict[str, Any] = {}
    for name, key in schema.items():
        if name.startswith("<"):
            continue
        if isinstance(key, Key):
            values[prefix + name] = {} if key.kind == "table" else key.default
        else:
            values |= default_settings(key, f"{prefix}{name}.")
    return values

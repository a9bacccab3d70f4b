"""The settings of a project, and which articles, catalogues and glossaries belong to it."""

from __future__ import annotations

import fcntl
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import urlsplit

from i18n_tool.errors import LocaleError, LockedError, OutputError, ProjectError, SettingsError
from i18n_tool.files import read_text
from i18n_tool.languages import currency_codes, gettext_tag, nearest_word
from i18n_tool.patterns import find_files

SETTINGS_FILE = "i18n-tool.toml"
PYPROJECT = "pyproject.toml"
STATE_FOLDER = ".i18n-tool"
_TWO_SETTINGS = f"{PYPROJECT} has settings too, [tool.i18n-tool]; {SETTINGS_FILE} counts. Remove one of the two."


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


Schema = Mapping[str, "Key | Schema"]

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


@dataclass(frozen=True)
class Project:
    """A project: a folder, and settings with every default filled in."""

    root: Path
    """The folder of the settings file, absolute."""
    settings: Mapping[str, Any]
    """Values by dotted key, such as ``compile.policy``; locales are in gettext spelling."""
    path: Path | None = None
    """The settings file."""
    warning: str = ""
    """What a person should know of the settings files; empty: nothing."""

    @property
    def source_locale(self) -> str:
        """The locale of the articles."""
        return str(self.settings["source-locale"])

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that articles are translated into."""
        return tuple(self.settings["locales"])

    @property
    def output(self) -> Path:
        """The folder of pages."""
        return self.root / str(self.settings["output"])

    @property
    def source_output(self) -> Path:
        """The folder of localised articles for a site generator."""
        return self.root / str(self.settings["compile.source.output"])

    @property
    def state_folder(self) -> Path:
        """The folder of journal, memory and lock; can be deleted at any time between commands."""
        return self.root / STATE_FOLDER

    @property
    def catalogue_folder(self) -> Path:
        """The folder of catalogues and templates."""
        return self.root / str(self.settings["catalogues"])

    def line_of(self, *key: str) -> int | None:
        """Return the line of the settings file on which a key or table stands, or None if it does not name it."""
        if self.path is None:
            return None
        prefix = ("tool", "i18n-tool") if self.path.name == PYPROJECT else ()
        return _Reader(self.path, read_text(self.path, SettingsError), prefix).line_of(key)

    def abbreviations(self, locale: str) -> tuple[str, ...]:
        """Words of a locale whose full stop ends no sentence, from the settings."""
        return tuple(self.settings.get(f"segmentation.{locale}.abbreviations", ()))

    def engine_of(self, locale: str) -> str:
        """The engine that the settings name for a locale, ``auto`` included."""
        return str(self.settings.get(f"engines.{locale}") or self.settings["engines.default"])

    def policy_of(self, locale: str) -> str:
        """Which translations go into the pages of a locale, and when it has one: a word of ``POLICIES``."""
        return str(self.settings.get(f"compile.{locale}.policy") or self.settings["compile.policy"])

    @cached_property
    def article_folders(self) -> tuple[PurePosixPath, ...]:
        """The folders that patterns of articles begin with; names of pages are relative to them."""
        folders = []
        for pattern in self.settings["articles"]:
            parts = PurePosixPath(pattern).parts
            fixed = list(_until_wildcard(parts))
            folder = PurePosixPath(*fixed) if len(fixed) < len(parts) else PurePosixPath(*fixed[:-1])
            folders.append(folder)
        return tuple(folders)

    @cached_property
    def _article_prefixes(self) -> tuple[str, ...]:
        """The folders of articles as names begin with them, the deepest first."""
        folders = sorted(self.article_folders, key=lambda folder: -len(folder.parts))
        return tuple(f"{folder}/" for folder in folders if folder.parts)

    def files_like(self, patterns: Iterable[str]) -> list[Path]:
        """Return the files that match patterns, sorted, without hidden ones.

        A folder that links lead to counts once, by its own path where a pattern has that.

        Raises:
            ProjectError: a match is a link to somewhere outside the project folder, or a folder cannot be read.
        """
        chosen: dict[tuple[str, str], Path] = {}
        homes: dict[str, str] = {}
        for pattern in patterns:
            for path in find_files(str(self.root), pattern):
                folder, name = os.path.split(path)
                if folder not in homes:
                    homes[folder] = os.path.realpath(folder)
                    self._demand_inside(homes[folder], path)
                home = homes[folder]
                if home == folder or (home, name) not in chosen:
                    chosen[home, name] = Path(path)
        for file in chosen.values():
            if file.is_symlink():
                self._demand_inside(os.path.realpath(file), str(file))
        return sorted(chosen.values(), key=lambda path: path.parts)

    def _demand_inside(self, real: str, path: str) -> None:
        """Refuse what really lies outside the project folder.

        Raises:
            ProjectError: it does.
        """
        if not Path(real).is_relative_to(self.root):
            raise ProjectError(
                "this file lies outside the project folder.",
                'Copy it into the project, or leave it out with "exclude".',
                path=self.relative(Path(path)),
            )

    def files_of(self, key: str) -> list[Path]:
        """Return the files that the patterns of a setting match, as ``files_like``.

        Raises:
            SettingsError: the setting names a file without any wildcard, and there is none.
            ProjectError: as ``files_like``.
        """
        for pattern in self.settings[key]:
            if not any(mark in pattern for mark in "*?[") and not (self.root / pattern).is_file():
                raise SettingsError(
                    f'"{key}" names the file {pattern}, which is not there.',
                    "Correct the name, or make the file.",
                    path=self.path,
                    line=self.line_of(key),
                )
        return self.files_like(self.settings[key])

    def relative(self, path: Path) -> str:
        """Return a path as messages and catalogues show it: from the project folder, with forward slashes."""
        inside = str(path).removeprefix(f"{self.root}{os.sep}")
        if len(inside) < len(str(path)):
            return inside.replace(os.sep, "/")
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def article_name(self, article: Path) -> str:
        """Return what an article is called in catalogues and pages: ``news/davos`` for ``articles/news/davos.md``."""
        inside = self.relative(article).removesuffix(article.suffix)
        for folder in self._article_prefixes:
            if inside.startswith(folder):
                return inside.removeprefix(folder)
        return inside

    def template_path(self, name: str) -> Path:
        """Return where the template of an article belongs."""
        return self.catalogue_folder / "templates" / f"{name}.pot"

    def catalogue_path(self, name: str, locale: str) -> Path:
        """Return where the catalogue of an article in a locale belongs."""
        return self.catalogue_folder / locale / "LC_MESSAGES" / f"{name}.po"

    def select_locales(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the locales that a command is asked to work on; all of the project's if none is named.

        Raises:
            ProjectError: the project has no locales.
            LocaleError: one is not among the project's.
        """
        if not self.locales:
            raise ProjectError(
                "the project has no locales.", 'Add one: locales = ["es"].', path=self.path and self.relative(self.path)
            )
        chosen = []
        for tag in wanted:
            try:
                spelled = gettext_tag(tag)
            except LocaleError:
                spelled = tag
            if spelled not in self.locales:
                near = nearest_word(spelled, self.locales)
                settings = self.path.name if self.path else SETTINGS_FILE
                advice = f'Did you mean "{near}"?' if near else f'Add it to "locales" in {settings}.'
                if re.search(r"[,;\s]", tag.strip()):
                    advice = "Name each by itself: -l es -l zh_CN"
                raise LocaleError(
                    f"the project is not translated into this locale; it has {', '.join(self.locales)}.",
                    advice,
                    subject=repr(tag),
                )
            chosen.append(spelled)
        return tuple(dict.fromkeys(chosen)) or self.locales


def _until_wildcard(parts: tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        if any(mark in part for mark in "*?["):
            return
        yield part


def find_project(start: Path | None = None) -> Project:
    """Return the project that a folder belongs to: its own settings file, or that of the nearest folder above.

    Args:
        start: a folder; None for the current one.

    Raises:
        ProjectError: there is no settings file.
        SettingsError: the settings file says something impossible.
    """
    folder = (start or Path.cwd()).resolve()
    if not folder.is_dir():
        raise ProjectError("there is no such folder.", "Check --project.", path=start)
    for candidate in (folder, *folder.parents):
        settings = candidate / SETTINGS_FILE
        in_pyproject = has_table(candidate)
        if settings.is_file():
            project = read_project(settings)
            return replace(project, warning=_TWO_SETTINGS) if in_pyproject else project
        if in_pyproject:
            return read_project(candidate / PYPROJECT)
    raise ProjectError(
        f"there is no {SETTINGS_FILE} here or in a folder above.",
        "Make a project: i18n-tool init --source en --locale es",
        path=folder,
    )


def has_table(folder: Path) -> bool:
    """Tell whether a folder has a ``pyproject.toml`` with settings of ours.

    Raises:
        SettingsError: the file cannot be read.
    """
    path = folder / PYPROJECT
    return path.is_file() and re.search(r"^\[tool\.i18n-tool[.\]]", read_text(path, SettingsError), re.M) is not None


def read_project(path: Path) -> Project:
    """Return the project of one settings file.

    Raises:
        SettingsError: it is not TOML, has an unknown key or locale, or a value of the wrong kind; the line is named.
    """
    text = read_text(path, SettingsError)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"at line (\d+)", str(problem))
        what = re.sub(r"\('(\w[\w-]*)',\)", r'"\1"', str(problem).split(" (at ")[0])
        advice = "Correct it; text needs double quotes."
        if "twice" in what:
            advice = "A table may stand once only; add to it."
        elif what == "Cannot overwrite a value":
            what, advice = "this key stands twice", "Join the two lines."
        raise SettingsError(
            f"this is not TOML: {what[:1].lower()}{what[1:]}.",
            advice,
            path=path,
            line=int(line[1]) if line else None,
        ) from problem
    prefix: tuple[str, ...] = ()
    if path.name == PYPROJECT:
        data, prefix = data.get("tool", {}).get("i18n-tool", {}), ("tool", "i18n-tool")
    reader = _Reader(path, text, prefix)
    reader.read(data, SCHEMA, ())
    values = {**_defaults(SCHEMA), **reader.values, **_environment(path)}
    if wrong := site_url_problem(values["compile.site-url"]):
        reader.fail(
            ("compile", "site-url"),
            f'"{values["compile.site-url"]}" is not the address of a site: {wrong}',
            'Write it as readers type it: site-url = "https://news.example/".',
        )
    if values["source-locale"] in values["locales"]:
        reader.fail(("locales",), f"the source locale {values['source-locale']} is among the locales.", "Take it out.")
    project = Project(path.parent.resolve(), values, path)
    if not project.settings["articles"]:
        reader.fail(("articles",), "no pattern of articles is given.", 'Write articles = ["articles/**/*"].')
    for keys, owners, what in _FOLDERS:
        folder = (project.root / str(values[".".join(keys)])).resolve()
        own = [project.root, *(project.root / inner for inner in project.article_folders)]
        own += [project.root / str(values[".".join(owner)]) for owner in owners]
        if any(one.resolve().is_relative_to(folder) for one in own):
            reader.fail(keys, what, f'Name a folder of their own: {keys[-1]} = "{_default(keys)}".')
    return project


#: Each folder that is written to, the folders that must not lie in it besides the articles', and what if they do.
_FOLDERS: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...], str], ...] = (
    (("catalogues",), (), "catalogues would stand among the articles of the project."),
    (("output",), (("catalogues",),), "pages would stand among the articles and catalogues of the project."),
    (
        ("compile", "source", "output"),
        (("catalogues",), ("output",)),
        "localised articles would stand among the articles, catalogues or pages of the project.",
    ),
)


def _default(keys: tuple[str, ...]) -> Any:
    return _defaults(SCHEMA)[".".join(keys)]


def site_url_problem(address: str) -> str:
    """Return what keeps an address from being that of a site, in a sentence; empty if nothing does."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "its host or port cannot be read."
    if not address:
        return ""
    if parts.scheme not in ("http", "https"):
        return "it must begin with https:// or http://."
    if not parts.hostname or port == 0 or re.search(r"[\s<>\"{}|\\^`]", address):
        return "it needs a host, and no spaces or quotation marks."
    if parts.query or parts.fragment or address.endswith(("?", "#")):
        return 'it must end before any "?" or "#".'
    return "it must not hold a name or password." if "@" in parts.netloc else ""


def _defaults(schema: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, key in schema.items():
        if name.startswith("<"):
            continue
        if isinstance(key, Key):
            values[prefix + name] = {} if key.kind == "table" else key.default
        else:
            values |= _defaults(key, f"{prefix}{name}.")
    return values


def _environment(path: Path) -> dict[str, Any]:
    values = {}
    for dotted in _defaults(SCHEMA):
        variable = "I18N_TOOL_" + re.sub(r"[.-]", "_", dotted).upper()
        text = os.environ.get(variable)
        if text is None:
            continue
        key: Any = SCHEMA
        for part in dotted.split("."):
            key = key[part]
        if key.kind == "table":
            continue
        raw: Any = text
        if key.kind in ("strings", "patterns", "locales"):
            raw = [part.strip() for part in text.split(",") if part.strip()]
        elif key.kind == "boolean":
            raw = {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
        elif key.kind == "number":
            raw = _number(text)
        try:
            values[dotted] = _convert(raw, key)
        except (ValueError, LocaleError) as problem:
            what = problem.what if isinstance(problem, LocaleError) else str(problem)
            raise SettingsError(
                f"{text!r}: {what}", f"Change the environment variable {variable}.", subject=variable
            ) from problem
    return values


def _number(text: str) -> int | float | str:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def _convert(value: Any, key: Key) -> Any:
    """Return a value as the settings keep it; a ValueError says what it should have been."""
    match key.kind:
        case "string" if isinstance(value, str):
            return value
        case "locale" if isinstance(value, str):
            return gettext_tag(value)
        case "strings" if isinstance(value, list) and all(isinstance(item, str) for item in value):
            for item in value if key.choices else ():
                _one_of(item, key.choices)
            return tuple(value)
        case "locales" if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(dict.fromkeys(gettext_tag(item) for item in value))
        case "boolean" if isinstance(value, bool):
            return value
        case "number" if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        case "folder" if _is_folder(value):
            return value
        case "patterns" if isinstance(value, list) and all(map(_is_pattern, value)):
            return tuple(value)
        case "currency" if isinstance(value, str):
            return _currency(value)
        case "table" if isinstance(value, dict):
            return value
        case "choice":
            return _one_of(value, key.choices)
    wanted = {
        "string": "a string in double quotes",
        "locale": "a locale in double quotes",
        "strings": 'a list of strings, ["…"]',
        "locales": 'a list of locales, ["es", "zh_CN"]',
        "boolean": "true or false",
        "number": "a whole number, 0 or more",
        "folder": "the name of a folder in double quotes",
        "patterns": 'a list of patterns that begin in the project folder, ["…"]',
        "currency": "a currency in double quotes",
        "table": "a table",
    }[key.kind]
    raise ValueError(f"it must be {wanted}.")


def _is_pattern(value: Any) -> bool:
    return _is_folder(value) and not PurePosixPath(value).is_absolute()


def _is_folder(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _currency(value: str) -> str:
    """Return a currency; a ValueError names the nearest one."""
    if value == SCHEMA["currency"].default:
        return value
    # CLDR takes a while to load: few projects name a currency.
    codes = currency_codes()
    if value in codes:
        return value
    near = nearest_word(value.upper(), codes)
    raise ValueError("it must be a code of ISO 4217." + (f' Did you mean "{near}"?' if near else ""))


def _one_of(value: Any, choices: tuple[str, ...]) -> Any:
    if value in choices:
        return value
    near = nearest_word(str(value), choices)
    raise ValueError(f"it must be one of {', '.join(choices)}." + (f' Did you mean "{near}"?' if near else ""))


class _Reader:
    """Goes through the tables of a settings file and knows on which line each key stands."""

    def __init__(self, path: Path, text: str, prefix: tuple[str, ...]) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.prefix = prefix
        self.values: dict[str, Any] = {}

    def read(self, data: Mapping[str, Any], schema: Mapping[str, Any], where: tuple[str, ...]) -> None:
        for name, value in data.items():
            place = (*where, name)
            spelled, key = self.find_key(name, value, schema, place)
            if not isinstance(key, Key):
                if not isinstance(value, dict):
                    self.fail(
                        place,
                        f'"{name}" must be a table.',
                        f"Write [{'.'.join((*self.prefix, *place))}] and its keys below.",
                    )
                self.read(value, key, (*where, spelled))
                continue
            try:
                self.values[".".join((*where, spelled))] = _convert(value, key)
            except ValueError as problem:
                self.fail(place, f'"{name}" has a wrong value: {problem}', "Correct the line.")
            except LocaleError as problem:
                self.fail(
                    place, f"unknown locale {problem.subject}: {problem.what}", problem.advice, near=problem.subject
                )

    def find_key(self, name: str, value: Any, schema: Mapping[str, Any], place: tuple[str, ...]) -> tuple[str, Any]:
        if name in schema and not name.startswith("<"):
            return name, schema[name]
        if ANY_ENGINE in schema and isinstance(value, dict):
            return name, schema[ANY_ENGINE]
        if ANY_LOCALE in schema:
            try:
                return gettext_tag(name), schema[ANY_LOCALE]
            except LocaleError:
                pass
        known = tuple(key for key in schema if not key.startswith("<"))
        near = nearest_word(name, known)
        word = "unknown key or locale" if ANY_LOCALE in schema else "unknown key"
        advice = f'Did you mean "{near}"?' if near else f"Known here: {', '.join(known)}."
        self.fail(place, f'{word} "{name}".', advice)
        raise AssertionError  # fail() never returns

    def fail(self, place: tuple[str, ...], what: str, advice: str, near: str | None = None) -> None:
        raise SettingsError(what, advice, path=self.path, line=self.line_of(place, near))

    def line_of(self, place: tuple[str, ...], near: str | None = None) -> int | None:
        """Return the line of a key, or of a word in its value that stands below it."""
        table: tuple[str, ...] = ()
        wanted = (*self.prefix, *place)
        for number, line in enumerate(self.lines, 1):
            header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
            if header:
                table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
                if table == wanted:
                    return number
                continue
            name = re.match(r"\s*([^=#]+?)\s*=", line)
            if name and (*table, *(part.strip().strip("\"'") for part in name[1].split("."))) == wanted:
                word = near.strip("'") if near else None
                return next(
                    (later for later in range(number, len(self.lines) + 1) if word and word in self.lines[later - 1]),
                    number,
                )
        return None


@contextmanager
def lock_project(project: Project, *, wait: float = 10.0) -> Iterator[None]:
    """Keep other commands from writing in the project while this one does.

    Args:
        project: the project.
        wait: seconds to wait for a command that is already at work.

    Raises:
        LockedError: the other command is still at work after that time.
        OutputError: the state folder cannot be written.
    """
    import time

    lock = project.state_folder / "lock"
    try:
        lock.parent.mkdir(exist_ok=True)
        ignore = lock.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        file = lock.open("a+", encoding="utf-8")
    except OSError as problem:
        raise OutputError(
            f"the folder cannot be written: {problem.strerror}.",
            "Check its rights.",
            path=project.relative(lock.parent),
        ) from problem
    with file:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as problem:
                if time.monotonic() > deadline:
                    file.seek(0)
                    raise LockedError(
                        f"another command is at work in this project (process {file.read().strip() or 'unknown'}).",
                        "Wait until it has finished, or stop it, then run this one again.",
                        path=project.root,
                    ) from problem
                time.sleep(0.05)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield

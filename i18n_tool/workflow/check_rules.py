"""Which rules hold for a catalogue, and how much their findings weigh: command line, paths, locale, project.

The command line's ``select`` stands before a path's, that before the locale's, that before the project's. What any
of them ignores is ignored. Of severities the narrowest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from i18n_tool.checks import all_rules, code_matches, require_code
from i18n_tool.errors import I18nToolError, SettingsError
from i18n_tool.languages import nearest_word
from i18n_tool.model import SEVERITIES, Finding, Severity
from i18n_tool.project import Project

_KEYS = ("select", "ignore", "severity")


@dataclass(frozen=True, slots=True)
class Choice:
    """What one place says about rules: the command line, or a table of the settings."""

    select: tuple[str, ...] = ()
    """Only these codes, names or families; empty: it does not say."""
    ignore: tuple[str, ...] = ()
    """None of these."""
    severity: Mapping[str, Severity] | None = None
    """Other severities by code, name or family."""


@dataclass(frozen=True)
class Rules:
    """The rules of one catalogue."""

    choices: tuple[Choice, ...]
    """What counts for it, from the widest to the narrowest."""

    @cached_property
    def wanted(self) -> frozenset[tuple[str, str]]:
        """Code and name of each rule that is asked."""
        select = next((choice.select for choice in reversed(self.choices) if choice.select), ())
        ignore = tuple(word for choice in self.choices for word in choice.ignore)
        return frozenset(
            (rule.code, rule.name)
            for rule in all_rules()
            if (not select or code_matches(rule.code, rule.name, select))
            and not code_matches(rule.code, rule.name, ignore)
        )

    def weigh(self, finding: Finding, *, draft: bool = False) -> Finding:
        """Return a finding with the severity that it has here; on a draft it is a warning at most.

        A conflict that two people left is no draft, though the merge driver marks it as one.
        """
        severity = finding.severity
        for choice in self.choices:
            severity = _severity(choice.severity or {}, finding.code, finding.name) or severity
        if draft and severity == "error" and finding.code != "ST004":
            severity = "warning"
        return finding if severity == finding.severity else replace(finding, severity=severity)


def _severity(table: Mapping[str, Severity], code: str, name: str) -> Severity | None:
    """Return what a table says of a rule; its own code or name stands before its family."""
    own = table.get(code) or table.get(name)
    return own or table.get(code[:2])


class RuleBook:
    """The rules of each catalogue of a project.

    Raises:
        SettingsError: a table of the settings has an unknown key, code or severity, or a value of the wrong kind.
        I18nToolError: a word of the command line is no code, or a severity is none.
    """

    def __init__(self, project: Project, command: Choice) -> None:
        self.project = project
        _require(command)
        self.command = command
        settings = project.settings
        self.widest = self.read({key: settings[f"check.{key}"] for key in _KEYS}, "check")
        self.by_locale = {
            locale: self.read({key: settings.get(f"check.{locale}.{key}") for key in _KEYS}, f"check.{locale}")
            for locale in project.locales
        }
        self.by_path = {
            pattern: self.read(table, f'check.paths."{pattern}"') for pattern, table in settings["check.paths"].items()
        }
        self.known: dict[tuple[int, ...], Rules] = {}

    def of(self, article: str, catalogue: str, locale: str) -> Rules:
        """Return the rules of a catalogue.

        Args:
            article: the path of its article from the project folder; empty if there is none.
            catalogue: its own path.
            locale: its locale.
        """
        paths = [choice for pattern, choice in self.by_path.items() if _is_like((article, catalogue), pattern)]
        choices = (self.widest, self.by_locale[locale], *paths, self.command)
        return self.known.setdefault(tuple(map(id, choices)), Rules(choices))

    def read(self, table: Any, name: str) -> Choice:
        """Return what a table of the settings says."""
        if not isinstance(table, dict):
            raise self.wrong(name, "this must be a table.", f"Write [{name}] and its keys below.")
        for key in table:
            if key not in _KEYS:
                near = nearest_word(key, _KEYS)
                advice = f'Did you mean "{near}"?' if near else f"Known here: {', '.join(_KEYS)}."
                raise self.wrong(name, f'unknown key "{key}".', advice)
        for key in ("select", "ignore"):
            value = table.get(key)
            if value is not None and not (
                isinstance(value, list | tuple) and all(isinstance(word, str) for word in value)
            ):
                raise self.wrong(name, f'"{key}" must be a list of strings.', f'Write {key} = ["MK001"].')
        severity = table.get("severity")
        if severity is not None and not isinstance(severity, dict):
            raise self.wrong(name, '"severity" must be a table.', 'Write severity = {MK001 = "warning"}.')
        choice = Choice(tuple(table.get("select") or ()), tuple(table.get("ignore") or ()), _spell(severity or {}))
        try:
            _require(choice)
        except I18nToolError as problem:
            raise self.wrong(name, f"{problem.subject}: {problem.what}", problem.advice) from problem
        return choice

    def wrong(self, name: str, what: str, advice: str) -> SettingsError:
        """Return the error about a table of the settings."""
        return SettingsError(f"[{name}] {what}", advice, path=self.project.path, subject=name)


def _spell(table: Mapping[str, Any]) -> dict[str, Any]:
    return {word.upper() if len(word) in (2, 5) and "-" not in word else word.lower(): v for word, v in table.items()}


def _require(choice: Choice) -> None:
    severities = choice.severity or {}
    for word in (*choice.select, *choice.ignore, *severities):
        require_code(word)
    for value in severities.values():
        if value not in SEVERITIES:
            near = nearest_word(str(value), SEVERITIES)
            raise I18nToolError(
                "this is not a severity.",
                f'Did you mean "{near}"?' if near else f"Write one of {', '.join(SEVERITIES)}.",
                subject=repr(value),
            )


def read_severities(words: Iterable[str]) -> dict[str, Severity]:
    """Return severities by code from words such as ``MK001=warning``.

    Raises:
        I18nToolError: a word has no equals sign.
    """
    table: dict[str, Any] = {}
    for word in words:
        code, equals, value = word.partition("=")
        if not equals:
            raise I18nToolError("there is no severity.", "Write --severity MK001=warning.", subject=repr(word))
        table[code.strip()] = value.strip().lower()
    return _spell(table)


def _is_like(paths: Sequence[str], pattern: str) -> bool:
    """Tell whether one of some paths matches a glob pattern, in which ``**`` stands for any folders."""
    return any(_matches(PurePosixPath(path).parts, PurePosixPath(pattern).parts) for path in paths if path)


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return (
            any(_matches(parts[skip:], pattern[1:]) for skip in range(len(parts) + 1)) if pattern[1:] else bool(parts)
        )
    return bool(parts) and PurePosixPath(parts[0]).match(pattern[0]) and _matches(parts[1:], pattern[1:])

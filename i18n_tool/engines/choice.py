"""Which engine serves a locale."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from i18n_tool.engines import engine_names, make_engine
from i18n_tool.engines.base import Engine
from i18n_tool.engines.opencc import OpenccEngine, configs_of
from i18n_tool.engines.sending import Sender
from i18n_tool.errors import EngineMissingError, I18nToolError, SettingsError
from i18n_tool.languages import script_of
from i18n_tool.project import Project


@dataclass(frozen=True)
class Choice:
    """The engine of one locale, or why there is none."""

    locale: str
    """The locale."""
    source: str
    """The locale it translates from: the project's, or the base of a variant."""
    engine: Engine | None = None
    """The engine."""
    sender: Sender | None = None
    """What asks it; one for all locales of the engine, so that its limits hold for all together."""
    problem: str = ""
    """Why no engine serves the locale and what to install, in one line."""


@dataclass
class Choices:
    """Chooses the engines of a run, and closes them at its end."""

    project: Project
    """The project."""
    override: str | None = None
    """The engine that ``--engine`` names."""
    _engines: dict[str, tuple[Engine, Sender]] = field(default_factory=dict)
    _chosen: dict[str, Choice] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all engines."""
        return engine_names()

    def check(self) -> None:
        """See that the engines exist that the settings and ``--engine`` name, before any work is done.

        Raises:
            EngineMissingError: that of ``--engine`` does not exist.
            SettingsError: one of the settings does not, or an option of one is wrong.
        """
        check_engines(self.project)
        if self.override and self.override != "auto":
            self.engine(self.override)

    def of(self, locale: str) -> Choice:
        """Return the engine of a locale.

        Raises:
            EngineMissingError: the settings name an engine that does not exist.
            SettingsError: an option of an engine is wrong.
        """
        if locale not in self._chosen:
            spec = self.override or self.project.engine_of(locale)
            self._chosen[locale] = self.automatic(locale) if spec == "auto" else self.named(spec, locale)
        return self._chosen[locale]

    def base_of(self, locale: str) -> str | None:
        """Return the locale that a variant is derived from, or None if it is no variant."""
        spec = self.override or self.project.engine_of(locale)
        if spec == "auto":
            return next((base for base in self.project.locales if _is_base(base, locale)), None)
        name, _, base = spec.partition(":")
        if name != OpenccEngine.name:
            return None
        engine = self.engine(spec)[0]
        return engine.base if isinstance(engine, OpenccEngine) else base

    def automatic(self, locale: str) -> Choice:
        """Return the first engine that can serve a locale: variant rule, offline, network."""
        base = self.base_of(locale)
        if base:
            choice = self.named(f"{OpenccEngine.name}:{base}", locale)
            if choice.engine:
                return choice
        problems = []
        for network in (False, True):
            for name in self.names:
                engine, sender = self.engine(name)
                if engine.variant or not engine.automatic or engine.network != network:
                    continue
                problem = engine.problem(self.project.source_locale, locale)
                if problem is None:
                    return Choice(locale, self.project.source_locale, engine, sender)
                problems.append(problem)
        return Choice(locale, self.project.source_locale, problem="; ".join(problems))

    def named(self, spec: str, locale: str) -> Choice:
        """Return the engine of a name if it can serve a locale."""
        engine, sender = self.engine(spec)
        source = source_of(engine, self.project)
        problem = engine.problem(source, locale)
        if problem:
            return Choice(locale, source, problem=problem)
        return Choice(locale, source, engine, sender)

    def offline_advice(self, locale: str) -> str:
        """Return what to install so that a locale needs no network, or an empty string."""
        for name in self.names:
            engine, _ = self.engine(name)
            if engine.automatic and not engine.network and not engine.variant:
                problem = engine.problem(self.project.source_locale, locale)
                if problem and " install " in problem:
                    return problem
        return ""

    def engine(self, spec: str) -> tuple[Engine, Sender]:
        """Return an engine and what asks it, made once for the run."""
        if spec not in self._engines:
            engine = make_engine(spec, self.project.settings)
            self._engines[spec] = engine, Sender(engine)
        return self._engines[spec]

    def close(self) -> None:
        """Close every engine."""
        for engine, _ in self._engines.values():
            with suppress(I18nToolError, OSError):
                engine.close()
        self._engines.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_base(base: str, locale: str) -> bool:
    """Tell whether a locale is derived from another when nothing else is said: from simplified Chinese alone."""
    return base != locale and script_of(base) == "Hans" and configs_of(base, locale) is not None


def source_of(engine: Engine, project: Project) -> str:
    """Return the locale that an engine translates from: the project's, or the base of a variant."""
    return engine.base if isinstance(engine, OpenccEngine) else project.source_locale


def check_engines(project: Project) -> None:
    """See that the engines that the settings name exist, and that their options are right, before any work is done.

    Raises:
        SettingsError: one does not exist, or an option is wrong; the line is named.
    """
    named = {key.partition(".")[2]: value for key, value in project.settings.items() if key.startswith("engines.")}
    for place, value in named.items():
        if isinstance(value, Mapping):
            demand_engine(project, place, place, value)
    for place, value in named.items():
        if isinstance(value, str) and value != "auto":
            demand_engine(project, value, place, {})


def demand_engine(project: Project, spec: str, place: str, options: Mapping[str, Any]) -> None:
    """See that an engine can be made that the settings name in the table ``engines``."""
    try:
        make_engine(spec, project.settings).close()
    except (EngineMissingError, SettingsError) as problem:
        option = [key for key, value in options.items() if any(f'"{word}"' in problem.what for word in (key, value))]
        line = project.line_of("engines", place, *option[:1]) or project.line_of("engines", place)
        variable = f"I18N_TOOL_ENGINES_{place.upper()}"
        in_file = line or variable not in os.environ
        raise SettingsError(
            problem.what if isinstance(problem, SettingsError) else f"{problem.subject}: {problem.what}",
            problem.advice,
            path=project.relative(project.path) if project.path and in_file else None,
            line=line,
            subject=variable,
        ) from problem

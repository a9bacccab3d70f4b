"""Which engine serves a locale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from types import TracebackType
from typing import Self

from i18n_tool.engines import engine_names, make_engine
from i18n_tool.engines.base import Engine
from i18n_tool.engines.opencc import OpenccEngine, configs_of
from i18n_tool.engines.sending import Sender
from i18n_tool.errors import I18nToolError
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

    def check(self, locales: Iterable[str]) -> None:
        """See that the engines of some locales exist, before any work is done.

        Raises:
            EngineMissingError: one does not exist.
            SettingsError: an option of one is wrong.
        """
        for locale in locales:
            spec = self.override or self.project.engine_of(locale)
            if spec != "auto":
                self.engine(spec)

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
        source = engine.base if isinstance(engine, OpenccEngine) else self.project.source_locale
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


def list_engines(project: Project) -> list[Mapping[str, object]]:
    """Return what each engine is and which locales of a project it can serve.

    Each mapping has ``name``, ``summary``, ``network``, ``locales`` (those it can serve) and ``missing`` (why it
    cannot serve another one, by locale).
    """
    rows: list[Mapping[str, object]] = []
    with Choices(project) as choices:
        for name in choices.names:
            engine, _ = choices.engine(name)
            problems = {}
            for locale in project.locales:
                source = engine.base if isinstance(engine, OpenccEngine) else project.source_locale
                problems[locale] = engine.problem(source, locale)
            rows.append(
                {
                    "name": name,
                    "summary": engine.summary,
                    "network": engine.network,
                    "requests_per_second": engine.requests_per_second,
                    "locales": tuple(locale for locale, problem in problems.items() if problem is None),
                    "missing": {locale: problem for locale, problem in problems.items() if problem},
                }
            )
    return rows

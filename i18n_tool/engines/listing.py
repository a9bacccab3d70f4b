"""What each engine is, what it can do for a project, and what it needs."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from i18n_tool.engines.answers import verify_answer
from i18n_tool.engines.base import Engine
from i18n_tool.engines.choice import Choices, check_engines, source_of
from i18n_tool.errors import EngineError, EngineMissingError
from i18n_tool.languages import language_of
from i18n_tool.project import Project

_SENTENCES = {"en": "The new library opened on Monday.", "zh": "新图书馆星期一开放。"}
"""What an engine is tried with, by language."""


@dataclass(frozen=True, slots=True)
class EngineRow:
    """An engine, seen from a project."""

    name: str
    """What settings call it."""
    summary: str
    """What it is."""
    network: bool
    """True if texts may leave this machine."""
    locales: tuple[str, ...]
    """The locales of the project that it can serve."""
    missing: Mapping[str, str]
    """Why it cannot serve another one and what to install or set, by locale."""
    key: str
    """The environment variable that its key is in; empty: none is set."""
    key_variables: tuple[str, ...]
    """The variables that its key may be in; empty: it has none."""
    key_needed: bool
    """True if it does nothing without a key."""
    max_segments: int
    """How many texts one call may have."""
    max_characters: int
    """How many characters one call may have."""
    requests_per_second: float | None
    """How many calls it is sent in a second; None: as many as it answers."""
    price: float | None
    """What a million characters cost by the settings; None: they do not say."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What an engine made of one sentence."""

    engine: str
    """The engine, as a draft would name it."""
    source: str
    """The locale of the sentence."""
    locale: str
    """The locale of the answer."""
    text: str
    """The sentence."""
    answer: str
    """What the engine made of it."""
    seconds: float
    """How long that took, its start included."""
    characters: int
    """Characters that were sent."""


def list_engines(project: Project) -> list[EngineRow]:
    """Return what each engine is and which locales of a project it can serve.

    Raises:
        SettingsError: the settings name an engine that does not exist, or one of its options is wrong.
    """
    check_engines(project)
    with Choices(project) as choices:
        return [row_of(choices.engine(name)[0], project) for name in choices.names]


def row_of(engine: Engine, project: Project) -> EngineRow:
    """Return what an engine is to a project."""
    source = source_of(engine, project)
    problems = {locale: engine.problem(source, locale) for locale in project.locales}
    price = engine.options.get("price")
    return EngineRow(
        engine.name,
        engine.summary,
        engine.network,
        tuple(locale for locale, problem in problems.items() if problem is None),
        {locale: problem for locale, problem in problems.items() if problem},
        engine.key_variable,
        engine.key_variables,
        engine.key_needed,
        engine.max_segments,
        engine.max_characters,
        engine.requests_per_second,
        None if price is None else float(price),
    )


def try_engine(project: Project, spec: str, locale: str | None = None, text: str | None = None) -> Trial:
    """Return what an engine makes of one sentence, asked once and verified.

    Args:
        project: the project whose settings count.
        spec: what the settings call the engine.
        locale: the locale to translate into; None: the first of the project that the engine serves.
        text: the sentence; None: one of ours.

    Raises:
        EngineMissingError: it does not exist, or cannot serve the locale; what to do is said.
        EngineError: it failed, or what it answered is no translation.
    """
    with Choices(project, spec) as choices:
        engine = choices.engine(spec)[0]
        source = source_of(engine, project)
        wanted = [locale] if locale else list(project.locales)
        problems = {one: engine.problem(source, one) for one in wanted}
        target = next((one for one, problem in problems.items() if problem is None), None)
        if target is None:
            # Each begins with the name of the engine, and so does the error.
            told = (problem.removeprefix(f"{engine.name}: ") for problem in problems.values() if problem)
            advice = "\n  ".join(reason[:1].upper() + reason[1:] for reason in dict.fromkeys(told))
            raise EngineMissingError("it cannot be asked.", advice, subject=spec)
        sentence = text or _SENTENCES.get(language_of(source), _SENTENCES["en"])
        start = time.monotonic()
        answers = engine.translate([sentence], source, target)
        seconds = time.monotonic() - start
        if len(answers) != 1:
            raise EngineError(f"it gave {len(answers)} answers to one text.", subject=spec)
        if engine.natural:
            verify_answer(sentence, answers[0], source, target)
        return Trial(engine.origin(source, target), source, target, sentence, answers[0], seconds, len(sentence))

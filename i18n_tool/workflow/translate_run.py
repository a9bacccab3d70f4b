"""What the locales of one run of translate share."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from i18n_tool.engines.budget import Budget, Meter
from i18n_tool.engines.choice import Choice, Choices
from i18n_tool.errors import I18nToolError, SettingsError
from i18n_tool.glossary import Glossary
from i18n_tool.journal import Journal
from i18n_tool.memory import Memory
from i18n_tool.project import Project
from i18n_tool.workflow.extract import Progress, list_articles
from i18n_tool.workflow.memory import file_stamp
from i18n_tool.workflow.translate_report import LocaleTranslation


@dataclass
class TranslateRun:
    """What the locales of a run share: what they ask, and what they tell."""

    project: Project
    choices: Choices
    journal: Journal
    memory: Memory
    writer: ThreadPoolExecutor
    glossary: Glossary
    budget: Budget
    dry_run: bool
    progress: Progress | None
    rows: dict[str, LocaleTranslation] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    errors: list[I18nToolError] = field(default_factory=list)
    done: int = 0
    total: int = 0

    def __post_init__(self) -> None:
        self.articles = [(self.project.article_name(path), path) for path in list_articles(self.project)]

    def check_prices(self, locales: Iterable[str]) -> None:
        """See that every engine has a price if there is a limit of cost.

        Raises:
            SettingsError: one has none.
        """
        for locale in locales if self.budget.max_cost is not None else ():
            engine = self.choices.of(locale).engine
            if engine and engine.network and self.price_of(engine.name) is None:
                raise SettingsError(
                    f"--max-cost needs to know what {engine.name} costs.",
                    f"Set the price of a million characters: [engines.{engine.name}] price = 20.0 (0 if it is free)",
                    subject=f"[engines.{engine.name}]",
                )

    def price_of(self, name: str) -> float | None:
        """Return what a million characters cost with an engine, or None if the settings do not say it."""
        price = self.project.settings.get(f"engines.{name}", {}).get("price")
        return None if price is None else float(price)

    def meter(self, choice: Choice) -> Meter | None:
        """Return what counts for the engine of a locale; variants are made here and count for nothing."""
        if choice.engine is None or choice.sender is None or choice.engine.variant:
            return None
        if choice.sender.meter is None:
            choice.sender.meter = Meter(self.budget, self.price_of(choice.engine.name) or 0.0)
        return choice.sender.meter

    def count_missing(self, locales: Iterable[str]) -> None:
        """Count what is to be done, for the progress."""
        for locale in locales:
            for name, _ in self.articles:
                path = self.project.catalogue_path(name, locale)
                stamp = file_stamp(path)
                if stamp:
                    self.total += self.memory.missing(self.project.relative(path), stamp) or 0

    def advance(self, name: str, meter: Meter | None) -> None:
        """Tell the progress that a unit is done with."""
        self.done += 1
        self.total = max(self.total, self.done)
        if self.progress:
            cost = f"{meter.cost:.2f} {self.budget.currency} " if meter and meter.price else ""
            self.progress(self.done, self.total, cost + name)

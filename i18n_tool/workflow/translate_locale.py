"""The units of one locale: from the memory, by the variant rule, or by an engine."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from i18n_tool.catalogue import Catalogue, read_catalogue
from i18n_tool.engines.budget import MILLION, Meter
from i18n_tool.engines.choice import Choice
from i18n_tool.errors import EngineError, I18nToolError
from i18n_tool.formats import markup_of
from i18n_tool.formats.front_matter import SLUG
from i18n_tool.memory import Place, places_of
from i18n_tool.model import Unit
from i18n_tool.workflow.drafter import Drafter
from i18n_tool.workflow.drafting import draft_tasks
from i18n_tool.workflow.drafting_model import LIMIT, Draft, Task
from i18n_tool.workflow.drafting_model import Tally as DraftTally
from i18n_tool.workflow.leverage import Shares, leverage_of
from i18n_tool.workflow.memory import file_stamp
from i18n_tool.workflow.translate_catalogues import OpenCatalogue, OpenCatalogues
from i18n_tool.workflow.translate_report import Failure, LocaleTranslation
from i18n_tool.workflow.translate_reuse import Reuse, find_similar
from i18n_tool.workflow.translate_run import TranslateRun
from i18n_tool.workflow.translate_terms import LocaleTerms

MARK = "i18n-tool: draft by "
"""How the comment begins that says who made a draft."""

_OURS = (MARK, "i18n-tool: check the term ")
_DERIVED = re.compile(re.escape(MARK) + r"opencc from (?P<base>\w+) (?P<from>[0-9a-f]{8})(?P<to>[0-9a-f]{8})")


@dataclass
class _Tally:
    """Counts of one locale while it is worked on."""

    missing: int = 0
    from_memory: int = 0
    copied: int = 0
    drafts: int = 0
    accepted: int = 0
    rederived: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)
    problem: str = ""
    shares: Shares = field(default_factory=Shares)


class LocaleWork:
    """Fills the catalogues of one locale."""

    def __init__(self, run: TranslateRun, locale: str, base: str | None) -> None:
        self.run = run
        self.locale = locale
        self.base = base
        self.tally = _Tally()
        self.tasks: list[Task] = []
        self.catalogues = OpenCatalogues(run, locale)
        self.terms = LocaleTerms(run.glossary, locale, base)
        self.choice: Choice | None = None
        self.drafter: Drafter | None = None
        self.meter: Meter | None = None
        self.in_memory: set[str] = set()
        self.requests_before = 0
        self.characters_before = 0

    def open(self, name: str, article: Path) -> None:
        """Read a catalogue, fill what needs no engine, and put the rest with the tasks."""
        project = self.run.project
        path = project.catalogue_path(name, self.locale)
        stamp = file_stamp(path)
        if stamp is None or (self.base is None and self.run.memory.missing(project.relative(path), stamp) == 0):
            return
        try:
            catalogue = read_catalogue(path)
            base = self.read_base(name)
        except I18nToolError as problem:
            self.run.errors.append(problem)
            return
        file = OpenCatalogue(path, catalogue, stamp, markup_of(article))
        self.catalogues.add(file)
        self.in_memory = self.run.memory.known(unit.msgid for unit in catalogue.units)
        for place in places_of(catalogue.units):
            pending = file.pending
            self.consider(file, place, base)
            if place.unit.state == "missing" and file.pending == pending:
                self.advance(file)
        self.catalogues.write_if_complete(file)

    def read_base(self, name: str) -> Catalogue | None:
        """Return the catalogue that a variant is derived from, or None."""
        if self.base is None or self.base == self.run.project.source_locale:
            return None
        path = self.run.project.catalogue_path(name, self.base)
        return read_catalogue(path) if path.exists() else None

    def consider(self, file: OpenCatalogue, place: Place, base: Catalogue | None) -> None:
        """Fill a unit, or make a task of it, if it wants that."""
        unit = place.unit
        if unit.state != "missing":
            if self.base is not None and base is not None and self.is_stale(unit, base.by_key.get(unit.key)):
                self.derive(file, unit, base.by_key[unit.key])
            return
        self.tally.missing += 1
        if unit.msgid_plural is not None:
            self.skip(unit, "plural forms are translated by hand")
            return
        # What an engine makes of a slug is no part of an address; a person may change it.
        if not any(map(str.isalpha, unit.msgid)) or unit.extracted[:1] == (SLUG,):
            self.tally.shares.add("copied", unit.msgid)
            self.fill(file, unit, Draft(unit.msgid, "copy", how="copied"))
            return
        match = self.run.memory.look_up(place, self.locale) if unit.msgid in self.in_memory else None
        if match:
            self.fill_from_memory(file, unit, Reuse(match, match.msgstr))
        elif self.base is not None:
            self.consider_base(file, unit, base)
        else:
            self.consider_engine(file, place)

    def consider_base(self, file: OpenCatalogue, unit: Unit, base: Catalogue | None) -> None:
        """Derive a unit from its base if that has a translation."""
        other = base.by_key.get(unit.key) if base else None
        if self.engine_problem():
            self.skip(unit, "no engine")
        elif other is None or other.state not in ("accepted", "draft"):
            self.skip(unit, f"{self.base} has no translation to derive it from")
        else:
            self.derive(file, unit, other)

    def consider_engine(self, file: OpenCatalogue, place: Place) -> None:
        """Make a task for the engine, unless the memory has something nearly equal."""
        unit = place.unit
        reuse = self.similar(file, unit)
        if reuse and (reuse.sure or self.engine_problem()):
            self.fill_from_memory(file, unit, reuse)
            return
        if self.engine_problem():
            self.skip(unit, "no engine")
            return
        terms, known = self.terms.find(unit)
        around = (place.previous or "", place.following or "")
        self.add_task(file, Task(unit, unit.msgid, file.markup, terms, known, around))

    def add_task(self, file: OpenCatalogue, task: Task, base: Unit | None = None) -> None:
        file.pending += 1

        def done(draft: Draft | None, reason: str) -> None:
            file.pending -= 1
            self.advance(file)
            if draft is None:
                self.fall_back(file, task.unit, reason)
            else:
                self.fill(file, task.unit, draft, base)
                if draft.question:
                    file.answered.append(draft.question)
            self.catalogues.write_if_complete(file)

        self.tasks.append(replace(task, done=done))

    def derive(self, file: OpenCatalogue, unit: Unit, base: Unit) -> None:
        """Make a task for deriving a unit from its base."""
        if self.engine_problem() or self.drafter is None:
            return
        terms, known = self.terms.find_derived(unit, base, self.drafter.engine)
        self.add_task(file, Task(unit, base.msgstr, file.markup, terms, known), base)

    def is_stale(self, unit: Unit, base: Unit | None) -> bool:
        """Tell whether a unit was derived from what its base no longer says, and nobody has touched it since."""
        mark = next((found for line in unit.comments if (found := _DERIVED.fullmatch(line))), None)
        if mark is None or base is None or base.state not in ("accepted", "draft") or mark["base"] != self.base:
            return False
        accepts = bool(self.run.project.settings["engines.accept-variants"])
        if mark["to"] != _hash(unit.msgstr) or (not unit.fuzzy and not accepts):
            return False
        doubtful = any(line.startswith(_OURS[1]) for line in unit.comments)
        wanted_fuzzy = doubtful or not (accepts and base.state == "accepted")
        return mark["from"] != _hash(base.msgstr) or unit.fuzzy != wanted_fuzzy

    def similar(self, file: OpenCatalogue, unit: Unit) -> Reuse | None:
        """Return what the memory has that is similar."""
        run = self.run
        return find_similar(run.memory, unit, run.project.source_locale, self.locale, file.markup)

    def skip(self, unit: Unit, reason: str) -> None:
        """Count a unit that stays empty."""
        self.tally.skipped[reason] += 1
        self.tally.shares.add("left", unit.msgid)

    def advance(self, file: OpenCatalogue) -> None:
        """Tell the progress that a unit is done with."""
        self.run.advance(f"{self.locale} {self.run.project.relative(file.path)}", self.meter)

    def engine_problem(self) -> bool:
        """Choose the engine when it is needed first; tell whether there is none."""
        if self.choice is None:
            self.choice = self.run.choices.of(self.locale)
            if self.choice.engine and self.choice.sender:
                self.requests_before = self.choice.sender.requests
                self.meter = self.run.meter(self.choice)
                self.characters_before = self.meter.characters if self.meter else 0
                self.drafter = Drafter(
                    self.choice.engine,
                    self.choice.sender,
                    self.choice.source,
                    self.locale,
                    self.run.glossary,
                    None if self.choice.engine.variant else self.run.journal,
                )
            else:
                self.tally.problem = self.choice.problem
        return self.drafter is None

    def draft(self) -> None:
        """Fill the catalogues; they are read as the engine can take their texts."""
        tasks = self.read_tasks()
        first = next(tasks, None)
        if first is None or self.drafter is None:
            return
        if self.run.dry_run:
            self.drafter.count(chain([first], tasks))
        else:
            draft_tasks(self.drafter, chain([first], tasks))

    def read_tasks(self) -> Iterator[Task]:
        """Open one catalogue after the other, and yield what is for the engine."""
        for name, path in self.run.articles:
            self.open(name, path)
            tasks, self.tasks = self.tasks, []
            yield from tasks

    def fill_from_memory(self, file: OpenCatalogue, unit: Unit, reuse: Reuse) -> None:
        """Fill a unit with what the memory has; accepted if source and neighbours are the same."""
        match = reuse.match
        self.tally.from_memory += 1
        self.tally.shares.add(reuse.kind, unit.msgid)
        if match.in_context:
            self.put(file, replace(unit, msgstr=match.msgstr, fuzzy=False, comments=_without_marks(unit)))
            return
        changed = match.msgid if match.score < 1 else None
        comments = (*_without_marks(unit), MARK + reuse.origin)
        self.put(file, replace(unit, msgstr=reuse.text, fuzzy=True, comments=comments, previous_msgid=changed))

    def fill(self, file: OpenCatalogue, unit: Unit, draft: Draft, base: Unit | None = None) -> None:
        """Write a draft into a unit."""
        if draft.origin in ("copy", "glossary"):
            self.tally.copied += 1
        mark = f"{MARK}{draft.origin}"
        fuzzy = True
        if base is not None:
            mark = f"{MARK}opencc from {self.base} {_hash(base.msgstr)}{_hash(draft.text)}"
            accepts = bool(self.run.project.settings["engines.accept-variants"])
            # A term that came out wrong is for a person to see, whatever the settings say.
            fuzzy = not (accepts and base.state == "accepted") or bool(draft.comments)
            self.tally.rederived += unit.state != "missing"
        comments = (*_without_marks(unit), mark, *draft.comments)
        self.put(file, replace(unit, msgstr=draft.text, fuzzy=fuzzy, comments=comments, previous_msgid=None))

    def put(self, file: OpenCatalogue, unit: Unit) -> None:
        if unit.fuzzy:
            self.tally.drafts += 1
        else:
            self.tally.accepted += 1
        file.changes[unit.key] = unit

    def fall_back(self, file: OpenCatalogue, unit: Unit, reason: str) -> None:
        """Fill a unit that the engine failed from the memory, or say that it is still missing."""
        reuse = self.similar(file, unit) if unit.state == "missing" and self.base is None else None
        if reuse and reason != LIMIT:
            self.fill_from_memory(file, unit, reuse)
            return
        self.tally.shares.add("left", unit.msgid)
        sender = self.choice.sender if self.choice else None
        if reason == LIMIT:
            self.tally.skipped[self.run.budget.reason] += 1
        elif sender and sender.open_error:
            self.tally.skipped["the engine failed"] += 1
            self.tally.problem = self.describe_outage(sender.open_error)
        else:
            path = self.run.project.relative(file.path)
            self.tally.failed.append(Failure(path, unit.line, unit.msgid, reason))

    def describe_outage(self, error: EngineError) -> str:
        """Return one line that says why an engine was left alone and what could serve instead."""
        name = self.choice.engine.name if self.choice and self.choice.engine else "engine"
        offline = self.run.choices.offline_advice(self.locale)
        advice = f" Offline: {offline}" if offline else f" {error.advice}" if error.advice else ""
        return f"{name}: {error.what.rstrip('.')}.{advice}".replace("\n", " ")

    def row(self) -> LocaleTranslation:
        """Return what was done."""
        tally, choice, meter = self.tally, self.choice, self.meter
        engine, sender = (choice.engine, choice.sender) if choice else (None, None)
        counts = self.drafter.tally if self.drafter else DraftTally()
        made = sender.requests - self.requests_before if sender else 0
        priced = engine and meter and self.run.price_of(engine.name) is not None
        return LocaleTranslation(
            self.locale,
            engine.origin(choice.source, self.locale) if engine and choice else "",
            tally.missing,
            counts.segments,
            counts.characters,
            counts.requests if self.run.dry_run else made,
            tally.from_memory,
            counts.from_journal,
            counts.alike,
            tally.copied,
            tally.drafts,
            tally.accepted,
            tally.rederived,
            tuple(sorted(tally.skipped.items())),
            tuple(sorted(tally.failed, key=lambda failure: (failure.path, failure.line))),
            tally.problem,
            leverage_of(tally.shares, counts.shares),
            (meter.characters - self.characters_before) * meter.price / MILLION if meter and priced else None,
            counts.left,
            counts.left_characters,
        )


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _without_marks(unit: Unit) -> tuple[str, ...]:
    return tuple(comment for comment in unit.comments if not comment.startswith(_OURS))

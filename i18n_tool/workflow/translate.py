"""Catalogues to drafts: from the memory, by the variant rule, or by an engine."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from i18n_tool.catalogue import Catalogue, read_catalogue, replace_units, write_catalogue
from i18n_tool.engines.budget import MILLION, Budget, Meter
from i18n_tool.engines.choice import Choice, Choices
from i18n_tool.errors import EngineError, I18nToolError, SettingsError
from i18n_tool.formats import markup_of
from i18n_tool.glossary import Glossary
from i18n_tool.journal import Journal, Question
from i18n_tool.languages import language_of
from i18n_tool.masking import FixedTerm
from i18n_tool.memory import Match, Memory, Place, patch_numbers, places_of
from i18n_tool.model import Markup, Term, Unit
from i18n_tool.placeholders import find_placeholders
from i18n_tool.project import Project
from i18n_tool.workflow.drafting import LIMIT, Draft, Drafter, Task
from i18n_tool.workflow.drafting import Tally as DraftTally
from i18n_tool.workflow.extract import Progress, list_articles, load_glossary
from i18n_tool.workflow.leverage import Share, Shares, leverage_of
from i18n_tool.workflow.memory import file_stamp, fill_memory, open_memory

MARK = "i18n-tool: draft by "
"""How the comment begins that says who made a draft."""

_OURS = (MARK, "i18n-tool: check the term ")
_DERIVED = re.compile(re.escape(MARK) + r"opencc from (?P<base>\w+) (?P<from>[0-9a-f]{8})(?P<to>[0-9a-f]{8})")
_WRITING = 8
"""Catalogues that may be on their way to the disk."""
_SURE = 0.95
"""From this similarity on, the memory is better than an engine."""
_SIMILAR = 0.75
"""From this similarity on, the memory is better than nothing."""

_ARTICLES = {
    "ca": r"(?:el|la|els|les)\s|l['’]",
    "de": r"(?:der|die|das)\s",
    "es": r"(?:el|la|los|las)\s",
    "fr": r"(?:le|la|les)\s|l['’]",
    "gl": r"(?:o|a|os|as)\s",
    "it": r"(?:il|lo|la|i|gli|le)\s|l['’]",
    "pt": r"(?:o|a|os|as)\s",
}
"""How a rendering begins that brings its article: "the" before the term is then hidden with it."""

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Reuse:
    """What the memory has for a unit."""

    match: Match
    """The pair."""
    text: str
    """Its translation, with the numbers of the unit."""
    patched: bool = False
    """True if numbers were put in."""
    sure: bool = True
    """True if no engine can do better."""

    @property
    def kind(self) -> str:
        """Which kind of leverage it is."""
        return "context" if self.match.in_context else "exact" if self.match.score == 1 else "similar"

    @property
    def origin(self) -> str:
        """What the mark of the draft says of where it comes from."""
        if self.match.score == 1:
            return "memory"
        return f"memory {int(100 * self.match.score)} %" + (", numbers put in" if self.patched else "")


@dataclass(frozen=True, slots=True)
class Failure:
    """A unit that no draft could be made for."""

    path: str
    """Its catalogue, from the project folder."""
    line: int
    """Line of its msgid."""
    msgid: str
    """The source text."""
    reason: str
    """What was wrong with every answer."""


@dataclass(frozen=True, slots=True)
class LocaleTranslation:
    """What was done for one locale."""

    locale: str
    """The locale."""
    engine: str = ""
    """What its drafts say of where they come from; empty: no engine was needed, or none serves it."""
    missing: int = 0
    """Units that had no translation."""
    segments: int = 0
    """Texts that were sent to the engine (in a dry run: would be), each once."""
    characters: int = 0
    """Their characters."""
    requests: int = 0
    """Calls that took."""
    from_memory: int = 0
    """Units that the memory filled."""
    from_journal: int = 0
    """Units that were answered by an earlier run."""
    alike: int = 0
    """Units that share the answer of another one."""
    copied: int = 0
    """Units without words, and those that are nothing but terms."""
    drafts: int = 0
    """Units that were written as drafts."""
    accepted: int = 0
    """Units that were written as accepted: known in the same context, or derived from accepted ones."""
    rederived: int = 0
    """Those of them that were derived anew because their base has changed."""
    skipped: tuple[tuple[str, int], ...] = ()
    """How many units were left empty, by reason."""
    failed: tuple[Failure, ...] = ()
    """Units whose answers were no translations."""
    problem: str = ""
    """Why no engine serves the locale, and what to install; one line."""
    leverage: Mapping[str, Share] = field(default_factory=dict)
    """Where the units come from, by ``leverage.KINDS``; a dry run counts what would be."""
    cost: float | None = None
    """What the characters cost, those included that were sent again; None: the engine has no price."""
    left: int = 0
    """Units that a limit of the run has left for another one."""
    left_characters: int = 0
    """Characters that are to be sent for them."""


@dataclass(frozen=True, slots=True)
class TranslateReport:
    """What translate did, or in a dry run would do at first."""

    locales: tuple[LocaleTranslation, ...]
    """One for each locale, in the order of the project."""
    dry_run: bool = False
    """True: nothing was sent or written."""
    changed: tuple[str, ...] = ()
    """Catalogues that were written."""
    errors: tuple[I18nToolError, ...] = ()
    """Catalogues that could not be read or written."""
    warnings: tuple[str, ...] = ()
    """What else a person should know."""
    currency: str = ""
    """The currency of costs."""
    limit: str = ""
    """The limit that units were left for, as a message says it; empty: there is none."""

    @property
    def failed(self) -> bool:
        """True if something is still missing that should have been filled."""
        return bool(self.errors) or any(one.failed or one.problem for one in self.locales)


def translate_project(
    project: Project,
    *,
    locales: Iterable[str] = (),
    engine: str | None = None,
    dry_run: bool = False,
    max_characters: int | None = None,
    max_cost: float | None = None,
    progress: Progress | None = None,
) -> TranslateReport:
    """Fill what has no translation yet.

    A unit is filled by an accepted translation from the memory, else from the locale that it is a variant of, else
    by the engine of its locale. Drafts are fuzzy and name their maker. Only empty units are filled; what a person
    wrote is never touched. Each catalogue is written when all its units are done, and what is done is written when
    the run is interrupted.

    Args:
        project: the project.
        locales: those to work on; all if empty.
        engine: the engine to use instead of the settings', such as ``pseudo`` or ``opencc:zh_CN``.
        dry_run: only count what would be sent.
        max_characters: characters that all engines together may be sent, as they bill them; what does not fit is left.
        max_cost: what they may cost together, by the prices of the settings.
        progress: told of each unit that is done with.

    Raises:
        SettingsError: a price is missing that ``max_cost`` needs.
        I18nToolError: the glossary cannot be read, an engine's name or option is wrong, or the state folder cannot be
            written. A locale that no engine serves does not stop the others: it is in the report.
    """
    wanted = project.select_locales(locales)
    state = project.state_folder
    nowhere = Path(":memory:")
    journal_path = state / "journal.sqlite"
    with (
        Choices(project, engine) as choices,
        Journal(nowhere if dry_run and not journal_path.exists() else journal_path) as journal,
        open_memory(project, dry_run=dry_run) as memory,
        ThreadPoolExecutor(1, "catalogues") as writer,
    ):
        budget = Budget(max_characters, max_cost, str(project.settings["currency"]))
        work = _Translation(
            project, choices, journal, memory, writer, load_glossary(project), budget, dry_run, progress
        )
        choices.check()
        work.check_prices(wanted)
        work.errors += fill_memory(project, memory)
        work.count_missing(wanted)
        bases = {locale: choices.base_of(locale) for locale in wanted}
        ordered = sorted(wanted, key=lambda locale: bases[locale] is not None)
        for locale in ordered:
            work.translate(locale, bases[locale])
        if not dry_run:
            journal.prune()
        warnings = [warning for warning in (journal.warning, memory.warning) if warning]
    rows = tuple(work.rows[locale] for locale in wanted)
    limit = budget.reason if any(one.left for one in rows) else ""
    errors, changed = tuple(work.errors), tuple(work.changed)
    return TranslateReport(rows, dry_run, changed, errors, tuple(warnings), budget.currency, limit)


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


@dataclass
class _OpenCatalogue:
    """A catalogue that is being filled."""

    path: Path
    catalogue: Catalogue
    stamp: str
    markup: Markup | None
    changes: dict[Key, Unit] = field(default_factory=dict)
    answered: list[Question] = field(default_factory=list)
    pending: int = 0


@dataclass
class _Translation:
    """Fills the catalogues of one locale after the other."""

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

    def translate(self, locale: str, base: str | None) -> None:
        """Fill the catalogues of one locale."""
        one = _LocaleWork(self, locale, base)
        try:
            one.draft()
        finally:
            # Also when interrupted: what is done is on disk.
            one.write_all()
            self.rows[locale] = one.row()


class _LocaleWork:
    """Fills the catalogues of one locale."""

    def __init__(self, work: _Translation, locale: str, base: str | None) -> None:
        self.work = work
        self.locale = locale
        self.base = base
        self.tally = _Tally()
        self.tasks: list[Task] = []
        self.files: dict[Path, _OpenCatalogue] = {}
        self.writing: deque[tuple[_OpenCatalogue, Future[bool]]] = deque()
        self.choice: Choice | None = None
        self.drafter: Drafter | None = None
        self.meter: Meter | None = None
        self.requests_before = 0
        self.characters_before = 0
        self.renderings: dict[tuple[str, int, str], dict[str, str]] = {}

    def open(self, name: str, article: Path) -> None:
        """Read a catalogue, fill what needs no engine, and put the rest with the tasks."""
        project = self.work.project
        path = project.catalogue_path(name, self.locale)
        stamp = file_stamp(path)
        if stamp is None or (self.base is None and self.work.memory.missing(project.relative(path), stamp) == 0):
            return
        try:
            catalogue = read_catalogue(path)
            base = self.read_base(name)
        except I18nToolError as problem:
            self.work.errors.append(problem)
            return
        file = _OpenCatalogue(path, catalogue, stamp, markup_of(article))
        self.files[path] = file
        for place in places_of(catalogue.units):
            pending = file.pending
            self.consider(file, place, base)
            if place.unit.state == "missing" and file.pending == pending:
                self.advance(file)
        self.write_if_complete(file)

    def read_base(self, name: str) -> Catalogue | None:
        """Return the catalogue that a variant is derived from, or None."""
        if self.base is None or self.base == self.work.project.source_locale:
            return None
        path = self.work.project.catalogue_path(name, self.base)
        return read_catalogue(path) if path.exists() else None

    def consider(self, file: _OpenCatalogue, place: Place, base: Catalogue | None) -> None:
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
        if not any(map(str.isalpha, unit.msgid)):
            self.tally.shares.add("copied", unit.msgid)
            self.fill(file, unit, Draft(unit.msgid, "copy", how="copied"))
            return
        match = self.work.memory.look_up(place, self.locale)
        if match:
            self.fill_from_memory(file, unit, Reuse(match, match.msgstr))
        elif self.base is not None:
            self.consider_base(file, unit, base)
        else:
            self.consider_engine(file, place)

    def consider_base(self, file: _OpenCatalogue, unit: Unit, base: Catalogue | None) -> None:
        """Derive a unit from its base if that has a translation."""
        other = base.by_key.get(unit.key) if base else None
        if self.engine_problem():
            self.skip(unit, "no engine")
        elif other is None or other.state not in ("accepted", "draft"):
            self.skip(unit, f"{self.base} has no translation to derive it from")
        else:
            self.derive(file, unit, other)

    def consider_engine(self, file: _OpenCatalogue, place: Place) -> None:
        """Make a task for the engine, unless the memory has something nearly equal."""
        unit = place.unit
        reuse = self.similar(file, unit)
        if reuse and (reuse.sure or self.engine_problem()):
            self.fill_from_memory(file, unit, reuse)
            return
        if self.engine_problem():
            self.skip(unit, "no engine")
            return
        terms, known = self.terms_of(unit)
        around = (place.previous or "", place.following or "")
        self.add_task(file, Task(unit, unit.msgid, file.markup, terms, known, around))

    def add_task(self, file: _OpenCatalogue, task: Task, base: Unit | None = None) -> None:
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
            self.write_if_complete(file)

        self.tasks.append(replace(task, done=done))

    def derive(self, file: _OpenCatalogue, unit: Unit, base: Unit) -> None:
        """Make a task for deriving a unit from its base."""
        if self.engine_problem():
            return
        terms, known = self.derived_terms(unit, base)
        self.add_task(file, Task(unit, base.msgstr, file.markup, terms, known), base)

    def is_stale(self, unit: Unit, base: Unit | None) -> bool:
        """Tell whether a unit was derived from what its base no longer says, and nobody has touched it since."""
        mark = next((found for line in unit.comments if (found := _DERIVED.fullmatch(line))), None)
        if mark is None or base is None or base.state not in ("accepted", "draft") or mark["base"] != self.base:
            return False
        accepts = bool(self.work.project.settings["engines.accept-variants"])
        if mark["to"] != _hash(unit.msgstr) or (not unit.fuzzy and not accepts):
            return False
        doubtful = any(line.startswith(_OURS[1]) for line in unit.comments)
        wanted_fuzzy = doubtful or not (accepts and base.state == "accepted")
        return mark["from"] != _hash(base.msgstr) or unit.fuzzy != wanted_fuzzy

    def terms_of(self, unit: Unit) -> tuple[tuple[FixedTerm, ...], tuple[Term, ...]]:
        """Return where the terms of a unit stand with their renderings, and the terms."""
        fixed, known = [], []
        for one in self.work.glossary.find(unit.msgid):
            target = self.work.glossary.target(one.term, self.locale)
            if target is None:
                continue
            known.append(one.term)
            if one.term.mode == "mask":
                kept = self.work.glossary.keeps(one.term, self.locale)
                start = one.start if kept else _with_article(unit.msgid, one.start, target, self.locale)
                fixed.append(FixedTerm(start, one.end, one.text if kept else target))
        return tuple(fixed), tuple(known)

    def derived_terms(self, unit: Unit, base: Unit) -> tuple[tuple[FixedTerm, ...], tuple[Term, ...]]:
        """Return where renderings of the unit's terms stand in its base, with those of this locale.

        A rendering whose conversion the glossary allows is converted like other text: 粤港澳 stays one word for
        three places.
        """
        fixed: list[FixedTerm] = []
        known = {
            one.term.source: one.term
            for one in self.work.glossary.find(unit.msgid)
            if self.work.glossary.target(one.term, self.locale) is not None
        }
        for term in known.values():
            for rendering, target in self.variant_renderings(term).items():
                fixed += [
                    FixedTerm(found.start(), found.end(), target)
                    for found in re.finditer(re.escape(rendering), base.msgstr)
                ]
        fixed.sort(key=lambda term: term.start - term.end)
        return tuple(fixed), tuple(known.values())

    def variant_renderings(self, term: Term) -> dict[str, str]:
        """Return what stands in this locale for the renderings of a term in the base that do not simply convert."""
        key = (term.source, term.row, term.path)
        if key not in self.renderings and self.base is not None and self.choice is not None and self.choice.engine:
            ours = self.work.glossary.renderings(term, self.locale)
            theirs = self.work.glossary.renderings(term, self.base)
            converted = self.choice.engine.translate(theirs, self.base, self.locale)
            self.renderings[key] = {
                their: ours[index] if len(ours) == len(theirs) else ours[0]
                for index, (their, mine) in enumerate(zip(theirs, converted, strict=True))
                if mine not in ours
            }
        return self.renderings.get(key, {})

    def similar(self, file: _OpenCatalogue, unit: Unit) -> Reuse | None:
        """Return what can be made of the most similar accepted pair whose placeholders are the same, or None.

        Numbers that alone differ are put into its translation.
        """
        match = self.work.memory.look_up_similar(unit.msgid, self.locale, _SIMILAR)
        if match is None or _placeholders(match.msgid) != _placeholders(unit.msgid):
            return None
        if _numbers(match.msgid) == _numbers(unit.msgid):
            return Reuse(match, match.msgstr, sure=match.score >= _SURE)
        source = self.work.project.source_locale
        patched = patch_numbers(match.msgid, unit.msgid, match.msgstr, source, self.locale, file.markup)
        return Reuse(match, patched or match.msgstr, patched=patched is not None, sure=patched is not None)

    def skip(self, unit: Unit, reason: str) -> None:
        """Count a unit that stays empty."""
        self.tally.skipped[reason] += 1
        self.tally.shares.add("left", unit.msgid)

    def advance(self, file: _OpenCatalogue) -> None:
        """Tell the progress that a unit is done with."""
        self.work.advance(f"{self.locale} {self.work.project.relative(file.path)}", self.meter)

    def engine_problem(self) -> bool:
        """Choose the engine when it is needed first; tell whether there is none."""
        if self.choice is None:
            self.choice = self.work.choices.of(self.locale)
            if self.choice.engine and self.choice.sender:
                self.requests_before = self.choice.sender.requests
                self.meter = self.work.meter(self.choice)
                self.characters_before = self.meter.characters if self.meter else 0
                self.drafter = Drafter(
                    self.choice.engine,
                    self.choice.sender,
                    self.choice.source,
                    self.locale,
                    self.work.glossary,
                    None if self.choice.engine.variant else self.work.journal,
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
        if self.work.dry_run:
            self.drafter.count(chain([first], tasks))
        else:
            self.drafter.draft(chain([first], tasks))

    def read_tasks(self) -> Iterator[Task]:
        """Open one catalogue after the other, and yield what is for the engine."""
        for name, path in self.work.articles:
            self.open(name, path)
            tasks, self.tasks = self.tasks, []
            yield from tasks

    def fill_from_memory(self, file: _OpenCatalogue, unit: Unit, reuse: Reuse) -> None:
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

    def fill(self, file: _OpenCatalogue, unit: Unit, draft: Draft, base: Unit | None = None) -> None:
        """Write a draft into a unit."""
        if draft.origin in ("copy", "glossary"):
            self.tally.copied += 1
        mark = f"{MARK}{draft.origin}"
        fuzzy = True
        if base is not None:
            mark = f"{MARK}opencc from {self.base} {_hash(base.msgstr)}{_hash(draft.text)}"
            accepts = bool(self.work.project.settings["engines.accept-variants"])
            # A term that came out wrong is for a person to see, whatever the settings say.
            fuzzy = not (accepts and base.state == "accepted") or bool(draft.comments)
            self.tally.rederived += unit.state != "missing"
        comments = (*_without_marks(unit), mark, *draft.comments)
        self.put(file, replace(unit, msgstr=draft.text, fuzzy=fuzzy, comments=comments, previous_msgid=None))

    def put(self, file: _OpenCatalogue, unit: Unit) -> None:
        if unit.fuzzy:
            self.tally.drafts += 1
        else:
            self.tally.accepted += 1
        file.changes[unit.key] = unit

    def fall_back(self, file: _OpenCatalogue, unit: Unit, reason: str) -> None:
        """Fill a unit that the engine failed from the memory, or say that it is still missing."""
        reuse = self.similar(file, unit) if unit.state == "missing" and self.base is None else None
        if reuse and reason != LIMIT:
            self.fill_from_memory(file, unit, reuse)
            return
        self.tally.shares.add("left", unit.msgid)
        sender = self.choice.sender if self.choice else None
        if reason == LIMIT:
            self.tally.skipped[self.work.budget.reason] += 1
        elif sender and sender.open_error:
            self.tally.skipped["the engine failed"] += 1
            self.tally.problem = self.describe_outage(sender.open_error)
        else:
            path = self.work.project.relative(file.path)
            self.tally.failed.append(Failure(path, unit.line, unit.msgid, reason))

    def describe_outage(self, error: EngineError) -> str:
        """Return one line that says why an engine was left alone and what could serve instead."""
        name = self.choice.engine.name if self.choice and self.choice.engine else "engine"
        offline = self.work.choices.offline_advice(self.locale)
        advice = f" Offline: {offline}" if offline else f" {error.advice}" if error.advice else ""
        return f"{name}: {error.what.rstrip('.')}.{advice}".replace("\n", " ")

    def write_if_complete(self, file: _OpenCatalogue) -> None:
        if not file.pending:
            del self.files[file.path]
            self.write(file)

    def write_all(self) -> None:
        """Write what is done of every open catalogue, and wait until all are on the disk."""
        for file in self.files.values():
            self.write(file)
        self.files.clear()
        self.settle(0)

    def write(self, file: _OpenCatalogue) -> None:
        """Have a catalogue written beside the other work: a disk may take longer for it than an engine for its text."""
        if file.changes and not self.work.dry_run:
            self.writing.append((file, self.work.writer.submit(_write_changes, file)))
            self.settle(_WRITING)

    def settle(self, most: int) -> None:
        """Take note of what is written, and wait until no more than so many catalogues are not."""
        while self.writing and (len(self.writing) > most or self.writing[0][1].done()):
            file, written = self.writing.popleft()
            shown = self.work.project.relative(file.path)
            try:
                if written.result():
                    self.work.changed.append(shown)
                self.work.memory.learn(shown, self.locale, file.catalogue.units, file.stamp)
                self.work.journal.file(file.answered)
            except I18nToolError as problem:
                self.work.errors.append(problem)

    def row(self) -> LocaleTranslation:
        """Return what was done."""
        tally, choice, meter = self.tally, self.choice, self.meter
        engine, sender = (choice.engine, choice.sender) if choice else (None, None)
        counts = self.drafter.tally if self.drafter else DraftTally()
        made = sender.requests - self.requests_before if sender else 0
        priced = engine and meter and self.work.price_of(engine.name) is not None
        return LocaleTranslation(
            self.locale,
            engine.origin(choice.source, self.locale) if engine and choice else "",
            tally.missing,
            counts.segments,
            counts.characters,
            counts.requests if self.work.dry_run else made,
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


def _write_changes(file: _OpenCatalogue) -> bool:
    """Write a catalogue and return whether it changed; units that someone else filled meanwhile stay as they are.

    Raises:
        I18nToolError: it cannot be read or written.
    """
    changes = file.changes
    if file_stamp(file.path) != file.stamp:
        fresh, before = read_catalogue(file.path), file.catalogue.by_key
        changes = {
            key: unit
            for key, unit in changes.items()
            if key in fresh.by_key and replace(fresh.by_key[key], line=0) == replace(before[key], line=0)
        }
        file.catalogue = fresh
    file.catalogue = replace_units(file.catalogue, changes)
    written = write_catalogue(file.catalogue, file.path)
    file.stamp = file_stamp(file.path) or file.stamp
    return written


def _with_article(msgid: str, start: int, target: str, locale: str) -> int:
    """Return where a term begins, its English article included if its rendering has one of its own."""
    article = _ARTICLES.get(language_of(locale))
    if article is None or not re.match(rf"(?:{article})", target, re.IGNORECASE):
        return start
    before = re.search(r"(?<!\w)the $", msgid[max(0, start - 5) : start], re.IGNORECASE)
    return start - 4 if before else start


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _without_marks(unit: Unit) -> tuple[str, ...]:
    return tuple(comment for comment in unit.comments if not comment.startswith(_OURS))


def _placeholders(text: str) -> Counter[str]:
    return Counter(one.text for one in find_placeholders(text))


def _numbers(text: str) -> Sequence[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)

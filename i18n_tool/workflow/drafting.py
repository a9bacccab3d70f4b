"""Segments to drafts by one engine: mask, ask, verify, journal, put back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from i18n_tool.engines.agreement import agree_articles
from i18n_tool.engines.answers import verify_answer
from i18n_tool.engines.base import Engine, SourceText
from i18n_tool.engines.budget import BudgetError
from i18n_tool.engines.sending import Sender
from i18n_tool.errors import AnswerError, EngineError
from i18n_tool.glossary import Glossary
from i18n_tool.journal import Journal, Question
from i18n_tool.masking import STYLES, FixedTerm, Masked, bare_answer, mask_segment, unmask_segment
from i18n_tool.model import Markup, Term, Unit
from i18n_tool.workflow.leverage import Shares


@dataclass(frozen=True, slots=True)
class Task:
    """A unit that wants a draft."""

    unit: Unit
    """The unit."""
    text: str
    """What is translated: its msgid, or the translation of its base locale."""
    markup: Markup | None
    """The markup of its article."""
    terms: tuple[FixedTerm, ...] = ()
    """Where terms stand in the text, and their renderings."""
    known_terms: tuple[Term, ...] = ()
    """The terms of its msgid that have a rendering in the locale."""
    around: tuple[str, str] = ("", "")
    """The texts before and after it, for engines that want to know."""
    done: Callable[[Draft | None, str], None] = lambda draft, reason: None
    """Told of the draft, or of the reason why there is none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine made of a text, verified and with its placeholders."""

    text: str
    """The translation."""
    origin: str
    """What the mark of the draft says of where it comes from."""
    comments: tuple[str, ...] = ()
    """What a reviewer should look at."""
    how: str = "engine"
    """Where it comes from, one of ``leverage.KINDS``."""
    question: Question | None = None
    """What was asked for it, now or earlier."""


_OTHER_RENDERING = "a term is not rendered as the glossary says."
"""Why an answer is refused at first that will do if nothing better comes."""
LIMIT = "a limit of the run is reached"
"""Why a task has no draft that is left for another run."""
_BATCH = 200
"""Tasks that are looked up in the journal together."""


@dataclass(frozen=True, slots=True)
class Try:
    """A task in one of the styles that it is tried in."""

    task: Task
    """The task."""
    masked: Masked
    """Its text as the engine sees it."""
    attempt: int
    """The number of the attempt, from 0."""


End = tuple[Try, str | None, str]
"""A try, its translation or None, and why there is none."""


@dataclass(slots=True, eq=False)
class Asked:
    """A question that is to be sent or under way, and the tries that wait for its answer."""

    question: Question
    """The question."""
    text: SourceText
    """What the engine is given."""
    tries: list[Try]
    """Those that wait; more may come while it is under way."""


@dataclass
class Tally:
    """What drafting took."""

    segments: int = 0
    """Texts that were sent, each once."""
    characters: int = 0
    """Their characters."""
    from_journal: int = 0
    """Units that were answered by the journal."""
    alike: int = 0
    """Units that shared the answer of another one."""
    requests: int = 0
    """Packs that a dry run has counted."""
    left: int = 0
    """Units that were left for another run, because a limit is reached."""
    left_characters: int = 0
    """Characters that would have been sent for them."""
    shares: Shares = field(default_factory=Shares)
    """Where the drafts came from."""


@dataclass
class Drafter:
    """Drafts the units of one locale with one engine."""

    engine: Engine
    """The engine."""
    sender: Sender
    """What asks it."""
    source: str
    """The locale of the texts."""
    locale: str
    """The locale of the drafts."""
    glossary: Glossary
    """The terms of the project."""
    journal: Journal | None
    """Where answers are kept; None: nowhere."""
    tally: Tally = field(default_factory=Tally)
    """What it took so far."""
    counted: set[Question] = field(default_factory=set)
    """Questions that a dry run has counted."""

    @property
    def attempts(self) -> list[tuple[str, bool]]:
        """The mask styles to try in order, each with whether terms are masked too."""
        styles = self.engine.mask_styles
        told = [(styles[0], False)] if self.engine.takes_terms else []
        return [*told, *((style, True) for style in styles), (styles[0], False)]

    def draft(self, tasks: Iterable[Task]) -> None:
        """Draft units; each task is told of its end as soon as that is known.

        Tasks are taken from the iterable as the engine can take them, so it may be as long as it likes. A text whose
        tokens do not come back is tried in the next style, at last with its terms in the open.

        Raises:
            OutputError: the journal cannot be written.
        """
        if self.engine.takes_terms:
            self.engine.learn_terms(dict(self.renderings(self.glossary.terms)), self.source, self.locale)
        self.sender.send(_Flow(self, tasks), self.source, self.locale)

    def mask(self, task: Task, attempt: int) -> Masked:
        """Return the text of a task as an attempt shows it to the engine."""
        style, with_terms = self.attempts[attempt]
        if task.terms and (with_terms or not attempt):
            masked = mask_segment(task.text, task.markup, task.terms, style)
            # Nobody needs to be asked for what is nothing but terms.
            if with_terms or not any(map(str.isalpha, masked.bare)):
                return masked
        return mask_segment(task.text, task.markup, (), style)

    def is_worth_trying(self, one: Try, attempt: int) -> bool:
        """Tell whether a later attempt would send anything else than a try has."""
        last = attempt == len(self.attempts) - 1
        same_style = self.attempts[attempt][0] == one.masked.style
        return bool(one.task.terms if last or same_style else one.masked.tokens)

    def source_text(self, one: Try) -> SourceText:
        """Return what the engine is given of a try: its text, and what helps to translate it."""
        style, with_terms = self.attempts[one.attempt]
        task = one.task
        terms = {} if with_terms else {task.text[term.start : term.end]: term.target for term in task.terms}
        seen = [term for term in task.known_terms if term.mode == "check-only"]
        before, after = task.around
        return SourceText(
            one.masked.text,
            task.text,
            terms=(*terms.items(), *self.renderings(seen)),
            before=before,
            after=after,
            html=STYLES[style].markup,
        )

    def renderings(self, terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
        """Yield the terms that stand in texts as they are written, with their renderings."""
        for term in terms:
            target = self.glossary.target(term, self.locale)
            if target and term.match != "regex":
                yield term.source, term.source if self.glossary.keeps(term, self.locale) else target

    def question(self, masked: Masked) -> Question:
        """Return what the engine is asked."""
        origin = self.engine.origin(self.source, self.locale)
        return Question(origin, self.engine.version, self.source, self.locale, masked.style, masked.text)

    def known(self, questions: Iterable[Question]) -> dict[Question, str]:
        """Return the answers that the journal has."""
        return self.journal.look_up(list(questions)) if self.journal is not None else {}

    def try_all(self, tries: Sequence[Try], answer: str) -> list[End]:
        """Return what an answer says for each try of its question, or why it does not serve it."""
        ends: list[End] = []
        for one in tries:
            try:
                text = self.finish(one.masked, answer)
            except AnswerError as problem:
                ends.append((one, None, problem.what))
                continue
            ends.append((one, None, _OTHER_RENDERING) if self.wants_hiding(one, text) else (one, text, ""))
        return ends

    def wants_hiding(self, one: Try, text: str) -> bool:
        """Tell whether a term that the engine was told came out otherwise, and can be hidden from it."""
        if not self.engine.takes_terms or one.attempt or not one.task.terms:
            return False
        return any(term.mode == "mask" for term in self.doubts(one.task, text))

    def finish(self, masked: Masked, answer: str) -> str:
        """Return the translation that an answer says.

        Raises:
            AnswerError: it says none.
        """
        if self.engine.natural:
            said = bare_answer(answer, masked) if isinstance(answer, str) else answer
            verify_answer(masked.bare, said, self.source, self.locale)
        text = unmask_segment(answer, masked, self.locale)
        if self.engine.blind_articles:
            text = agree_articles(text, (one.restored for one in masked.tokens if one.role == "term"), self.locale)
        if not text.strip():
            raise AnswerError("it answered nothing.")
        return text.strip() if masked.source == masked.source.strip() else text

    def hand_over(self, one: Try, text: str, how: str) -> None:
        """Hand a translation to its task."""
        origin = self.engine.origin(self.source, self.locale)
        self.tally.shares.add(how, one.task.unit.msgid)
        question = None if self.journal is None else self.question(one.masked)
        comments = tuple(f"i18n-tool: check the term {term.source}" for term in self.doubts(one.task, text))
        one.task.done(Draft(text, origin, comments, how, question), "")

    @property
    def too_long(self) -> str:
        """What is said of a text that the engine does not take."""
        engine = self.engine
        most = f"{engine.max_characters:,} characters that {engine.name} takes"
        return f"the segment is longer than the {most}; translate it by hand"

    def affords(self, text: str) -> bool:
        """Tell whether the limits of the run allow to send a text, and keep room for it."""
        return self.sender.meter is None or self.sender.meter.grant(text)

    def leave(self, text: str, tries: int) -> None:
        """Count a text that is left for another run."""
        self.tally.left += tries
        self.tally.left_characters += len(text)

    def doubts(self, task: Task, text: str) -> Iterator[Term]:
        """Yield each term that is not rendered as the glossary says."""
        for term in {term.source: term for term in task.known_terms}.values():
            if self.glossary.match_target(term, text, self.locale, source=task.unit.msgid).found == "no":
                yield term

    def count(self, tasks: Iterable[Task]) -> None:
        """Count what drafting would send at first, each text once."""
        tasks = iter(tasks)
        left: set[Question] = set()
        room = [0, 0]
        while some := list(islice(tasks, _BATCH)):
            masked = [(task, self.mask(task, 0)) for task in some]
            fresh = [(task, self.question(one)) for task, one in masked if any(map(str.isalpha, one.bare))]
            known = self.known(dict.fromkeys(question for _, question in fresh))
            for task, question in fresh:
                if question in known:
                    how = "journal"
                    self.tally.from_journal += 1
                elif question in self.counted:
                    how = "repeated"
                    self.tally.alike += 1
                elif question in left or not self.affords(question.text):
                    how = "left"
                    self.leave("" if question in left else question.text, 1)
                    left.add(question)
                else:
                    how = "engine"
                    self.counted.add(question)
                    self.count_text(question.text, room)
                self.tally.shares.add(how, task.unit.msgid)

    def count_text(self, text: str, room: list[int]) -> None:
        """Count a text that would be sent, and the pack that it begins.

        Args:
            text: what would be sent.
            room: how many texts and characters the last pack still takes; changed.
        """
        if room[0] < 1 or room[1] < len(text):
            self.tally.requests += 1
            room[:] = self.engine.max_segments, self.engine.max_characters
        room[:] = room[0] - 1, room[1] - len(text)
        self.tally.segments += 1
        self.tally.characters += len(text)


class _Flow:
    """Tasks on their way: masked, looked up, packed, and told of their end; ``Work`` for a sender."""

    def __init__(self, drafter: Drafter, tasks: Iterable[Task]) -> None:
        self.drafter = drafter
        self.tasks = iter(tasks)
        self.again: list[tuple[Task, int]] = []
        self.ready: deque[Asked] = deque()
        self.waiting: dict[Question, Asked] = {}
        self.answered: set[int] = set()

    def next_pack(self, *, idle: bool) -> list[Asked]:
        """Return the next questions; a pack of repeated ones alone waits until it is full or nothing is under way."""
        engine, tally = self.drafter.engine, self.drafter.tally
        while len(self.ready) < engine.max_segments and self.look_at_more():
            pass
        pack: list[Asked] = []
        size = 0
        for asked in self.ready:
            if pack and (len(pack) == engine.max_segments or size + len(asked.question.text) > engine.max_characters):
                break
            pack.append(asked)
            size += len(asked.question.text)
        else:
            if not idle and all(asked.tries[0].attempt for asked in pack):
                return []
        for _ in pack:
            self.ready.popleft()
        tally.segments += len(pack)
        tally.characters += size
        return pack

    def look_at_more(self) -> bool:
        """Mask the next tasks and see which the journal knows; tell whether there were any."""
        batch = [*self.again, *((task, 0) for task in islice(self.tasks, _BATCH))]
        self.again.clear()
        fresh: dict[Question, Asked] = {}
        for task, attempt in batch:
            masked = self.drafter.mask(task, attempt)
            one = Try(task, masked, attempt)
            if not any(map(str.isalpha, masked.bare)):
                self.finish_bare(one)
                continue
            question = self.drafter.question(masked)
            asked = self.waiting.get(question) or fresh.get(question)
            if asked:
                asked.tries.append(one)
            else:
                fresh[question] = Asked(question, self.drafter.source_text(one), [one])
        known = self.drafter.known(fresh)
        for question, asked in fresh.items():
            if question in known:
                how = "repeated" if hash(question) in self.answered else "journal"
                self.hand_over(self.drafter.try_all(asked.tries, known[question]), how)
            elif len(question.text) > self.drafter.engine.max_characters:
                self.give_up(asked, AnswerError(self.drafter.too_long))
            elif not self.drafter.affords(question.text):
                self.leave(asked)
            else:
                self.waiting[question] = asked
                self.ready.append(asked)
        return bool(batch)

    def leave(self, asked: Asked) -> None:
        """Leave a question for another run, since a limit is reached."""
        self.drafter.leave(asked.question.text, len(asked.tries))
        for one in asked.tries:
            one.task.done(None, LIMIT)

    def finish_bare(self, one: Try) -> None:
        """Fill a text that is nothing but placeholders and terms."""
        try:
            text = unmask_segment(one.masked.text, one.masked, self.drafter.locale)
        except AnswerError as problem:
            self.try_again(one, problem.what)
            return
        self.drafter.tally.shares.add("copied", one.task.unit.msgid)
        one.task.done(Draft(text, "glossary" if one.masked.has_terms else "copy", how="copied"), "")

    def keep(self, items: Sequence[Asked], answers: Sequence[str]) -> Callable[[], None]:
        """Put the answers that serve a try into the journal, and return what hands them over."""
        ends = [self.drafter.try_all(tuple(asked.tries), answer) for asked, answer in zip(items, answers, strict=True)]
        good = {
            asked.question: answer
            for asked, answer, some in zip(items, answers, ends, strict=True)
            if any(text is not None or reason == _OTHER_RENDERING for _, text, reason in some)
        }
        if self.drafter.journal is not None and good:
            self.drafter.journal.store(good)

        def finish() -> None:
            for asked, answer, some in zip(items, answers, ends, strict=True):
                del self.waiting[asked.question]
                # The number alone: a run may have more texts than there is room for.
                self.answered.add(hash(asked.question))
                late = asked.tries[len(some) :]
                self.hand_over([*some, *self.drafter.try_all(late, answer)], "engine")

        return finish

    def fail(self, items: Sequence[Asked], problem: EngineError) -> None:
        """Deal with questions that have no answer."""
        for asked in items:
            del self.waiting[asked.question]
            if self.drafter.sender.open_error:
                self.drafter.tally.segments -= 1
                self.drafter.tally.characters -= len(asked.question.text)
            if self.drafter.sender.meter:
                self.drafter.sender.meter.release(asked.question.text)
            if isinstance(problem, BudgetError):
                self.leave(asked)
            else:
                self.give_up(asked, problem)

    def give_up(self, asked: Asked, problem: EngineError) -> None:
        """Try again where the answer was wrong, for another style may help; else nothing does."""
        for one in asked.tries:
            if isinstance(problem, AnswerError) and not self.drafter.sender.open_error:
                self.try_again(one, problem.what)
            else:
                one.task.done(None, " ".join(filter(None, (f"{problem.where}: {problem.what}", problem.advice))))

    def hand_over(self, ends: Sequence[End], how: str) -> None:
        """Hand translations to their tasks; those without one are tried again.

        Args:
            ends: what the answer to a question says for each of its tries.
            how: where the answer comes from, one of ``leverage.KINDS``.
        """
        tally = self.drafter.tally
        for one, text, reason in ends:
            if text is None:
                self.try_again(one, reason)
                continue
            tally.from_journal += how == "journal"
            tally.alike += how == "repeated"
            self.drafter.hand_over(one, text, how)
            if how == "engine":
                how = "repeated"

    def try_again(self, one: Try, reason: str) -> None:
        """Put a task with those for the next attempt that would send anything else, or end it."""
        later = range(one.attempt + 1, len(self.drafter.attempts))
        attempt = next((number for number in later if self.drafter.is_worth_trying(one, number)), None)
        if attempt is None:
            one.task.done(None, reason)
        else:
            self.again.append((one.task, attempt))

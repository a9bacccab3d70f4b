"""Tasks to drafts: masked, looked up, packed, sent, and told of their end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from i18n_tool.engines.base import SourceText
from i18n_tool.engines.budget import BudgetError
from i18n_tool.errors import AnswerError, EngineError
from i18n_tool.journal import Question
from i18n_tool.masking import unmask_segment
from i18n_tool.workflow.drafter import Drafter
from i18n_tool.workflow.drafting_model import BATCH, LIMIT, OTHER_RENDERING, Draft, End, Task, Try


def draft_tasks(drafter: Drafter, tasks: Iterable[Task]) -> None:
    """Draft units; each task is told of its end as soon as that is known.

    Tasks are taken from the iterable as the engine can take them, so it may be as long as it likes. A text whose
    tokens do not come back is tried in the next style, at last with its terms in the open.

    Raises:
        OutputError: the journal cannot be written.
    """
    if drafter.engine.takes_terms:
        terms = dict(drafter.renderings(drafter.glossary.terms))
        drafter.engine.learn_terms(terms, drafter.source, drafter.locale)
    drafter.sender.send(_Flow(drafter, tasks), drafter.source, drafter.locale)


@dataclass(slots=True, eq=False)
class Asked:
    """A question that is to be sent or under way, and the tries that wait for its answer."""

    question: Question
    """The question."""
    text: SourceText
    """What the engine is given."""
    tries: list[Try]
    """Those that wait; more may come while it is under way."""


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
        batch = [*self.again, *((task, 0) for task in islice(self.tasks, BATCH))]
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
            if any(text is not None or reason == OTHER_RENDERING for _, text, reason in some)
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

"""Segments to drafts by one engine: mask, ask, verify, journal, put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from i18n_tool.engines.agreement import agree_articles
from i18n_tool.engines.answers import verify_answer
from i18n_tool.engines.base import Engine, SourceText
from i18n_tool.engines.sending import Sender
from i18n_tool.errors import AnswerError, EngineError
from i18n_tool.glossary import Glossary
from i18n_tool.journal import Journal, Question
from i18n_tool.masking import STYLES, FixedTerm, Masked, bare_answer, mask_segment, unmask_segment
from i18n_tool.model import Markup, Term, Unit


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
    asked: bool = True
    """False: it came from the journal, or nothing had to be asked."""


End = tuple[Task, str | None, str]
"""A task, its translation or None, and why there is none."""


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
        return [*((style, True) for style in styles), (styles[0], False)]

    def draft(self, tasks: Sequence[Task]) -> None:
        """Draft units; each task is told of its end as soon as that is known.

        A text whose tokens do not come back is tried in the next style, at last with its terms in the open.

        Raises:
            OutputError: the journal cannot be written.
        """
        left: list[tuple[Task, str]] = [(task, "") for task in tasks]
        for style, with_terms in self.attempts:
            again: list[tuple[Task, str]] = []
            self.attempt(left, style, with_terms, again)
            left = again
        for task, reason in left:
            task.done(None, reason)

    def attempt(
        self, tasks: Sequence[tuple[Task, str]], style: str, with_terms: bool, again: list[tuple[Task, str]]
    ) -> None:
        """Try one style with every task; those that it did not work for go to ``again``."""
        groups: dict[Question, list[tuple[Task, Masked]]] = {}
        for task, reason in tasks:
            if reason and not self.is_worth_trying(task, with_terms):
                again.append((task, reason))
                continue
            masked = mask_segment(task.text, task.markup, task.terms if with_terms else (), style)
            if not any(map(str.isalpha, masked.bare)):
                self.finish_bare(task, masked, again)
                continue
            groups.setdefault(self.question(masked), []).append((task, masked))
        known = self.journal.look_up(list(groups)) if self.journal is not None else {}
        for question, answer in known.items():
            self.hand_over(self.try_all(groups.pop(question), answer), again, asked=False)
        self.ask(groups, again)

    def is_worth_trying(self, task: Task, with_terms: bool) -> bool:
        """Tell whether another attempt would send anything else."""
        if with_terms:
            return bool(mask_segment(task.text, task.markup, task.terms, "white").tokens)
        return bool(task.terms)

    def question(self, masked: Masked) -> Question:
        origin = self.engine.origin(self.source, self.locale)
        return Question(origin, self.engine.version, self.source, self.locale, masked.style, masked.text)

    def finish_bare(self, task: Task, masked: Masked, again: list[tuple[Task, str]]) -> None:
        """Fill a text that is nothing but placeholders and terms."""
        try:
            text = unmask_segment(masked.text, masked, self.locale)
        except AnswerError as problem:
            again.append((task, problem.what))
            return
        task.done(Draft(text, "glossary" if masked.has_terms else "copy", asked=False), "")

    def ask(self, groups: dict[Question, list[tuple[Task, Masked]]], again: list[tuple[Task, str]]) -> None:
        """Send questions, and keep and hand over each answer as it arrives."""
        questions = list(groups)
        texts = [source_text(*group[0]) for group in groups.values()]
        self.tally.segments += len(texts)
        self.tally.characters += sum(map(len, texts))

        def answered(numbers: Sequence[int], answers: Sequence[str]) -> None:
            good: dict[Question, str] = {}
            ends: list[list[End]] = []
            for number, answer in zip(numbers, answers, strict=True):
                question = questions[number]
                ends.append(self.try_all(groups[question], answer))
                if any(text is not None for _, text, _ in ends[-1]):
                    good[question] = answer
            if self.journal is not None and good:
                self.journal.store(good)
            for some in ends:
                self.hand_over(some, again, asked=True)

        failed = self.sender.send(texts, self.source, self.locale, answered)
        for number, problem in failed.items():
            if self.sender.open_error:
                self.tally.segments -= 1
                self.tally.characters -= len(texts[number])
            for task, _ in groups[questions[number]]:
                self.give_up(task, problem, again)

    def give_up(self, task: Task, problem: EngineError, again: list[tuple[Task, str]]) -> None:
        """Deal with a text that has no answer: another style may help where the answer was wrong, else nothing does."""
        if isinstance(problem, AnswerError) and not self.sender.open_error:
            again.append((task, problem.what))
        else:
            task.done(None, problem.what)

    def try_all(self, group: Sequence[tuple[Task, Masked]], answer: str) -> list[End]:
        """Return what an answer says for each task of its question, or why it does not serve it."""
        ends: list[End] = []
        for task, masked in group:
            try:
                ends.append((task, self.finish(masked, answer), ""))
            except AnswerError as problem:
                ends.append((task, None, problem.what))
        return ends

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

    def hand_over(self, ends: Sequence[End], again: list[tuple[Task, str]], *, asked: bool) -> None:
        """Hand translations to their tasks; those without one go to ``again``."""
        origin = self.engine.origin(self.source, self.locale)
        for index, (task, text, reason) in enumerate(ends):
            if text is None:
                again.append((task, reason))
                continue
            if not asked:
                self.tally.from_journal += 1
            elif index:
                self.tally.alike += 1
            task.done(Draft(text, origin, tuple(self.doubts(task, text)), asked), "")

    def doubts(self, task: Task, text: str) -> Iterator[str]:
        """Yield a comment for each term that is not rendered as the glossary says."""
        for term in {term.source: term for term in task.known_terms}.values():
            if self.glossary.match_target(term, text, self.locale, source=task.unit.msgid).found == "no":
                yield f"i18n-tool: check the term {term.source}"

    def count(self, tasks: Iterable[Task]) -> None:
        """Count what drafting would send at first, each text once."""
        style, with_terms = self.attempts[0]
        fresh: list[Question] = []
        for task in tasks:
            masked = mask_segment(task.text, task.markup, task.terms if with_terms else (), style)
            question = self.question(masked)
            if any(map(str.isalpha, masked.bare)):
                fresh.append(question)
        known = self.journal.look_up(list(dict.fromkeys(fresh))) if self.journal is not None else {}
        for question in fresh:
            if question in known:
                self.tally.from_journal += 1
            elif question in self.counted:
                self.tally.alike += 1
            else:
                self.counted.add(question)
                self.tally.segments += 1
                self.tally.characters += len(question.text)


def source_text(task: Task, masked: Masked) -> SourceText:
    """Return what an engine is given of a task."""
    return SourceText(masked.text, html=STYLES[masked.style].markup)

"""One text to its draft by one engine: mask, ask the journal, verify the answer, put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from i18n_tool.engines.agreement import agree_articles
from i18n_tool.engines.answers import verify_answer
from i18n_tool.engines.base import Engine, SourceText
from i18n_tool.engines.sending import Sender
from i18n_tool.errors import AnswerError
from i18n_tool.glossary import Glossary
from i18n_tool.journal import Journal, Question
from i18n_tool.masking import STYLES, Masked, bare_answer, mask_segment, unmask_segment
from i18n_tool.model import Term
from i18n_tool.workflow.drafting_model import BATCH, OTHER_RENDERING, Draft, End, Tally, Task, Try


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
            ends.append((one, None, OTHER_RENDERING) if self.wants_hiding(one, text) else (one, text, ""))
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
        while some := list(islice(tasks, BATCH)):
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

"""What drafting works on: tasks, tries, drafts, and the tally of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from i18n_tool.journal import Question
from i18n_tool.masking import FixedTerm, Masked
from i18n_tool.model import Markup, Term, Unit
from i18n_tool.workflow.leverage import Shares

OTHER_RENDERING = "a term is not rendered as the glossary says."
"""Why an answer is refused at first that will do if nothing better comes."""
LIMIT = "a limit of the run is reached"
"""Why a task has no draft that is left for another run."""
BATCH = 200
"""Tasks that are looked up in the journal together."""


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

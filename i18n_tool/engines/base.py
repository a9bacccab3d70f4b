"""What all engines share: a name, limits, the languages they serve, and how they are asked."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, ClassVar, Self


class SourceText(str):
    """A masked text, with what helps to translate it; engines that do not care take it for any other text."""

    __slots__ = ("after", "before", "html", "plain", "terms")

    plain: str
    """The text as its author wrote it, without tokens."""
    terms: tuple[tuple[str, str], ...]
    """Terms that stand in the text in the open, as they stand there, and how the glossary renders them."""
    before: str
    """The text before it in the article, as its author wrote it; empty: there is none."""
    after: str
    """The text after it."""
    html: bool
    """True if it is HTML, because of the tokens in it."""

    def __new__(
        cls,
        text: str,
        plain: str | None = None,
        *,
        terms: tuple[tuple[str, str], ...] = (),
        before: str = "",
        after: str = "",
        html: bool = False,
    ) -> Self:
        """Return a text with what helps to translate it."""
        self = super().__new__(cls, text)
        self.plain = text if plain is None else plain
        self.terms, self.before, self.after, self.html = terms, before, after, html
        return self


def is_html(text: str) -> bool:
    """Tell whether a text is HTML, because of the tokens in it."""
    return isinstance(text, SourceText) and text.html


def surroundings(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return what stands before and after each of some texts; empty where that is another one of them."""
    inside = {text.plain if isinstance(text, SourceText) else text for text in texts}

    def outside(text: str) -> str:
        return "" if text in inside else text

    return [(outside(text.before), outside(text.after)) if isinstance(text, SourceText) else ("", "") for text in texts]


class Engine(ABC):
    """Turns texts of one language into texts of another.

    Masking, packing, pacing, retries, verification, journal and memory are done around it; an engine only asks and
    answers. It may be used from several threads at once if ``parallel`` is more than 1.
    """

    name: ClassVar[str]
    """What settings and drafts call it."""
    summary: ClassVar[str]
    """What it is, in a few words."""
    network: ClassVar[bool] = False
    """True if it asks a server that is not on this machine."""
    variant: ClassVar[bool] = False
    """True if it derives a locale from the translation of another instead of from the source."""
    automatic: ClassVar[bool] = True
    """False if it serves a locale only where the settings or ``--engine`` name it."""
    natural: ClassVar[bool] = True
    """False if its answers are no natural language, so that their length and script mean nothing."""
    blind_articles: ClassVar[bool] = False
    """True if it gives every token a masculine article, so that articles before terms are to be mended."""
    key_variables: ClassVar[tuple[str, ...]] = ()
    """The environment variables that its key may be in; the first that is set counts."""
    key_needed: ClassVar[bool] = False
    """True if it does nothing without a key."""
    mask_styles: ClassVar[tuple[str, ...]] = ("mixed", "word", "white")
    """The mask styles it is tried with, the best first; see ``masking.STYLES``."""
    takes_terms: bool = False
    """True if it is first given terms in the open, with their renderings (``SourceText.terms``); they are hidden when
    that fails."""
    max_segments: int = 50
    """How many texts one call of ``translate`` may have."""
    max_characters: int = 20_000
    """How many characters all texts of one call may have, and one text alone."""
    requests_per_second: float | None = None
    """How many calls it allows in a second; None: as many as it can answer."""
    characters_per_minute: float | None = None
    """How many characters it allows in a minute; None: any number."""
    pause: float = 0.5
    """Seconds that the first pause after a passing fault may last; each further one may last twice as long."""
    parallel: int = 1
    """How many calls may be under way at once."""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        """Make the engine ready to be asked what it can do; costly things wait until ``translate``.

        Args:
            options: its table in the settings, ``[engines.<name>]``.

        ``allow_again`` is set by whoever sends: an engine calls it before it sends some texts of a call a further
        time. It waits for the engine's limits and counts the texts, or raises an ``EngineError``.

        Raises:
            SettingsError: an option is not known or has a wrong value.
        """
        self.options = dict(options or {})
        self.allow_again: Callable[[Sequence[str]], None] = lambda texts: None

    @property
    def key_variable(self) -> str:
        """The environment variable that its key is in, or an empty string if none is set."""
        return next((name for name in self.key_variables if os.environ.get(name, "").strip()), "")

    @property
    def version(self) -> str:
        """What tells its answers from those of another model or release, for the journal."""
        return ""

    @abstractmethod
    def problem(self, source: str, target: str) -> str | None:
        """Return why it cannot serve a pair of locales and what to install or set, in one line; None: it can."""

    def supports(self, source: str, target: str) -> bool:
        """Tell whether it can serve a pair of locales."""
        return self.problem(source, target) is None

    def learn_terms(self, terms: Mapping[str, str], source: str, target: str) -> None:
        """Take note of the project's terms and their renderings, before texts are sent; only if ``takes_terms``."""
        return

    @abstractmethod
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the translations of texts, in their order.

        Args:
            texts: what to translate, masked; at most ``max_segments`` and ``max_characters`` at once.
            source: the locale of the texts.
            target: the locale of the answers.

        Raises:
            BusyError: it asks to be left alone, or a passing fault; the call may be made again.
            AnswerError: what it answered is no translation; the texts may be sent again one by one.
            QuotaError: it has no more to give, or refuses for good.
            EngineError: it cannot do its work.
        """

    def origin(self, source: str, target: str) -> str:
        """Return what the mark of a draft says of where it comes from."""
        return self.name

    def close(self) -> None:
        """Let go of what it holds: processes, connections."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

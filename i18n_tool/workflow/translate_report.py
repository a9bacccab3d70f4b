"""What translate did, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from i18n_tool.errors import I18nToolError
from i18n_tool.workflow.leverage import Share


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

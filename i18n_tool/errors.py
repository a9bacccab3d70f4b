"""Every exception that i18n-tool raises.

::

    I18nToolError
    ├── ProjectError            no project, or one that cannot be worked in
    │   ├── SettingsError       a settings file that says something impossible
    │   └── LockedError         another command is at work in the project
    ├── LocaleError             a locale tag that is not well formed or not known
    ├── ArticleError            an article that cannot be read or parsed
    ├── CatalogueError          a PO file that cannot be read
    ├── GlossaryError           a glossary that cannot be read
    ├── ExchangeError           a TMX, TBX or spreadsheet that cannot be read or written
    ├── EngineError             an engine that cannot do its work
    │   ├── EngineMissingError  not installed, or no key
    │   ├── PairError           it does not translate between these languages
    │   ├── AnswerError         it answered something that is not a translation
    │   │   └── MixedUpError    its answers belong to other texts of the call
    │   ├── BusyError           it asks to be left alone for a while
    │   └── QuotaError          it has no more to give, or refuses for good
    ├── OutputError             a file that cannot be written
    └── ServerError             a server for the own browser that cannot be started

Each says what happened, where, and what to do next. What reviewers or authors got wrong is a finding; what
stops the work is an error.
"""

from __future__ import annotations

from pathlib import Path


class I18nToolError(Exception):
    """Base of all our errors.

    Attributes:
        what: what happened, a sentence that begins in lower case.
        advice: what to do next, a sentence; may be empty.
        path: the file it is about, or None.
        line: line of that file, or None.
        subject: what else it is about (a locale, an engine, a msgid), or None.
    """

    def __init__(
        self,
        what: str,
        advice: str = "",
        *,
        path: Path | str | None = None,
        line: int | None = None,
        subject: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.path = path
        self.line = line
        self.subject = subject

    @property
    def where(self) -> str:
        """The place, ``file:line`` or the subject; empty if there is none."""
        if self.path is not None:
            return f"{self.path}:{self.line}" if self.line else str(self.path)
        return self.subject or ""

    def __str__(self) -> str:
        first = f"{self.where}: {self.what}" if self.where else self.what
        return f"{first}\n  {self.advice}" if self.advice else first


class ProjectError(I18nToolError):
    """There is no project here, or it cannot be worked in."""


class SettingsError(ProjectError):
    """A settings file says something impossible."""


class LockedError(ProjectError):
    """Another command is at work in the project."""


class LocaleError(I18nToolError):
    """A locale tag is not well formed (RFC 5646, section 2.1) or not known to CLDR."""


class ArticleError(I18nToolError):
    """An article cannot be read or parsed."""


class CatalogueError(I18nToolError):
    """A PO file cannot be read."""


class GlossaryError(I18nToolError):
    """A glossary cannot be read."""


class ExchangeError(I18nToolError):
    """A TMX, TBX or spreadsheet cannot be read or written."""


class EngineError(I18nToolError):
    """An engine cannot do its work."""


class EngineMissingError(EngineError):
    """An engine is not installed, or its key is not set."""


class PairError(EngineError):
    """An engine does not translate between these languages."""


class AnswerError(EngineError):
    """An engine answered something that is not a translation."""


class MixedUpError(AnswerError):
    """An engine's answers belong to other texts of the same call."""


class BusyError(EngineError):
    """An engine asks to be left alone for a while.

    Attributes:
        retry_after: seconds to wait, or None if it did not say.
    """

    def __init__(
        self,
        what: str,
        advice: str = "",
        *,
        retry_after: float | None = None,
        subject: str | None = None,
    ) -> None:
        super().__init__(what, advice, subject=subject)
        self.retry_after = retry_after


class QuotaError(EngineError):
    """An engine has no more to give, or refuses for good."""


class OutputError(I18nToolError):
    """A file cannot be written."""


class ServerError(I18nToolError):
    """A server for the own browser cannot be started."""

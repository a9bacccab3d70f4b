"""The words of the project as values: what an article, a catalogue, a glossary and a check are made of.

Everything here is frozen and knows nothing of files. Lines count from 1, offsets from 0 in code points,
scores run from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

Markup = Literal["text", "markdown", "html"]
"""Which inline markup the segments of an article may hold; also the name of its format."""

Severity = Literal["error", "warning", "info"]
"""How much a finding weighs."""

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From light to heavy, so that an index compares them."""


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block, as the translator sees it and as the article has it.

    Where both are equal the run may be cut anywhere. Where they differ (an entity, a tag shown without its
    attributes, a line break with the prefix of the next line) it is one unit that is never cut.
    """

    text: str
    """What stands in the block's text; may be empty."""
    source: str
    """What stands in the article; may be empty."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A stretch of an article that is copied as it is."""

    source: str
    """Its text in the article."""


@dataclass(frozen=True, slots=True)
class Block:
    """A translatable stretch of an article: a paragraph, heading, cell or attribute value."""

    runs: tuple[Run, ...]
    """What it is made of, in order; their sources join to its text in the article."""
    kind: str
    """What it is to a reader: ``paragraph``, ``heading``, ``caption``, ``title`` …"""
    line: int
    """Line of the article on which it begins."""
    place: str = "text"
    """The syntax around it, which decides how a translation is encoded; its values belong to the format."""
    level: int = 0
    """Depth of a heading (1 to 6) or of a list, 0 where depth means nothing."""
    keep: tuple[Span, ...] = ()
    """Stretches of ``text`` that no sentence boundary may cut: links, code, pairs of tags."""
    split: bool = True
    """False: the block stays one segment whatever it holds."""
    context: str | None = None
    """What tells it from a block of equal text (becomes ``msgctxt``)."""
    comments: tuple[str, ...] = ()
    """What the author says to translators, by directive."""

    @property
    def text(self) -> str:
        """The block as the translator sees it, before it is cut into segments."""
        return "".join([run.text for run in self.runs])

    @property
    def source(self) -> str:
        """The block as the article has it."""
        return "".join([run.source for run in self.runs])


Piece = Skeleton | Block
"""A stretch of an article. The sources of all pieces join to the article."""


@dataclass(frozen=True, slots=True)
class LocalisedSegment:
    """One segment of a block on its way into a page."""

    span: Span
    """Where it stands in the block's text."""
    text: str | None
    """Its translation, or None: it stays in the source language."""
    draft: bool = False
    """True if the translation is a draft that nobody has accepted."""


Localisation = Mapping[int, Sequence[LocalisedSegment]]
"""The segments of each block that has any translation, by the index of the piece."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article that is translated as one, on its way into a catalogue."""

    text: str
    """The source text; becomes ``msgid``."""
    kind: str
    """The kind of its block."""
    path: str
    """The article, relative to the project, with forward slashes."""
    line: int
    """Line on which its block begins."""
    context: str | None = None
    """Becomes ``msgctxt``."""
    comments: tuple[str, ...] = ()
    """What the author says to translators; become ``#.`` lines after the kind."""
    hints: tuple[str, ...] = ()
    """Glossary hints for one locale, ``Belt and Road → 一带一路``; become ``# glossary:`` lines."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a catalogue."""

    msgid: str
    """The source text."""
    msgstr: str = ""
    """The translation; empty: missing."""
    msgctxt: str | None = None
    """What tells it from a unit with an equal msgid."""
    fuzzy: bool = False
    """True: a draft, which needs a human look."""
    obsolete: bool = False
    """True: its source is gone (``#~``)."""
    comments: tuple[str, ...] = ()
    """Translator comments, the lines that begin with ``# ``, without that."""
    extracted: tuple[str, ...] = ()
    """Extracted comments, the lines that begin with ``#.``, without that."""
    references: tuple[tuple[str, int | None], ...] = ()
    """Where the source text stands: path and line."""
    flags: tuple[str, ...] = ()
    """The flags after ``#,`` other than ``fuzzy``."""
    previous_msgid: str | None = None
    """The source text that the fuzzy translation belongs to (``#|``)."""
    previous_msgctxt: str | None = None
    """The context that went with ``previous_msgid``."""
    msgid_plural: str | None = None
    """The plural source text, in catalogues that have plurals."""
    msgstr_plural: tuple[str, ...] = ()
    """The translations by plural index, where there is a plural."""
    line: int = 0
    """Line of the catalogue on which its ``msgid`` stands; 0: not read from a file."""
    markup: Markup | None = None
    """The markup of its article; None: not known."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes it one of a kind in its catalogue."""
        return (self.msgctxt, self.msgid)

    @property
    def state(self) -> Literal["accepted", "draft", "missing", "obsolete"]:
        """Where it stands on its way to a reader."""
        if self.obsolete:
            return "obsolete"
        if self.msgid_plural is None:
            filled = bool(self.msgstr)
        else:
            filled = bool(self.msgstr_plural) and all(self.msgstr_plural)
        if not filled:
            return "missing"
        return "draft" if self.fuzzy else "accepted"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Markup or a variable inside a segment that must survive its translation."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    text: str
    """The placeholder as it stands in the segment."""
    role: Literal["open", "close", "alone"] = "alone"
    """Whether it begins a pair, ends one, or stands alone."""


@dataclass(frozen=True, slots=True)
class Term:
    """An expression with a fixed translation."""

    source: str
    """The expression in the source locale."""
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Renderings by locale (gettext spelling): the first is preferred, the others allowed; ``=`` keeps the source."""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Renderings by locale that are wrong."""
    case: Literal["smart", "exact", "ignore"] = "smart"
    """How upper and lower case count when the term is looked for."""
    match: Literal["inflect", "exact", "regex"] = "inflect"
    """Whether inflected forms count, and whether the term is a pattern."""
    status: str = "approved"
    """``approved``, ``draft`` or ``deprecated``."""
    mode: Literal["mask", "check-only"] = "mask"
    """Whether it is hidden from engines and put in as it should be, or only looked for afterwards."""
    note: str = ""
    """Sources and cautions, for people."""
    path: str = ""
    """The glossary file it comes from."""
    row: int = 0
    """Line of that file; 0: not read from a file."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule."""

    code: str
    """The rule's code, such as ``GL001``."""
    name: str
    """The rule's name, such as ``missing-term``."""
    severity: Severity
    """How much it weighs."""
    message: str
    """What is wrong and what to do, in a sentence without the place."""
    locale: str = ""
    """The locale of the translation, in gettext spelling."""
    path: Path | None = None
    """The file, usually a catalogue."""
    line: int = 0
    """Line of that file; 0: the file as a whole."""
    msgid: str = ""
    """The source text, where the finding is about a unit."""
    msgstr: str = ""
    """The translation that was judged."""
    msgctxt: str | None = None
    """What tells its unit from one with an equal msgid."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of finding is called and what it means."""

    code: str
    """Family and number, ``GL001``."""
    name: str
    """What is wrong, ``missing-term``."""
    severity: Severity
    """How much a finding weighs unless the settings say otherwise."""
    manual: str
    """What is wrong in a sentence, then why it matters and what to do."""
    fixable: bool = False
    """Whether check can correct it."""

    @property
    def summary(self) -> str:
        """What is wrong, in a sentence."""
        return self.manual.partition("\n\n")[0].replace("\n", " ")

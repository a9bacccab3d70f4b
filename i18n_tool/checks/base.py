"""What all checks share: a code, a docstring that is the manual page, examples that are the test."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from i18n_tool.glossary import Glossary
from i18n_tool.model import Finding, Severity, Unit

if TYPE_CHECKING:
    from i18n_tool.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the unit."""

    locale: str
    """The locale of the translation, in gettext spelling."""
    source_locale: str = "en"
    """The locale of the source text."""
    glossary: Glossary = field(default_factory=Glossary)
    """The terms with a fixed translation."""
    segmentation: str = ""
    """What the header of a catalogue should say about the rules that cut its segments; empty: not known."""


class Check(ABC):
    """A rule about one unit.

    A subclass has a docstring (first line: what is wrong; then why it matters and what to do), a code and name, a
    default severity, and examples: units that pass and units that do not.
    """

    code: ClassVar[str]
    """Family and number, ``GL001``."""
    name: ClassVar[str]
    """What is wrong, ``missing-term``."""
    severity: ClassVar[Severity]
    """How much a finding weighs unless the settings say otherwise."""
    states: ClassVar[frozenset[str]] = frozenset({"accepted", "draft"})
    """The states of the units that it looks at."""
    example: ClassVar[Context] = Context("fr")
    """The context of the examples."""
    good: ClassVar[Sequence[Unit]] = ()
    """Units that it accepts."""
    bad: ClassVar[Sequence[Unit]] = ()
    """Units that it reports."""

    def signs(self, context: Context) -> frozenset[str] | None:
        """Return the characters of which a translation must have one to break the rule.

        None: any translation may. None of them, the empty set: the rule has nothing to say in this context.
        """
        return None

    @abstractmethod
    def check(self, unit: Unit, context: Context) -> Iterable[Finding]:
        """Return a finding for each place of the unit that breaks the rule.

        It is asked only about units in one of its states whose translation has one of its signs.
        """

    def fix(self, unit: Unit, context: Context) -> Unit | None:
        """Return the unit as the rule wants it, or None if a person must decide."""
        return None

    def finding(self, unit: Unit, message: str, *, severity: Severity | None = None) -> Finding:
        """Return a finding of this rule about a unit; path and locale are filled in by the caller."""
        return Finding(
            self.code,
            self.name,
            severity or self.severity,
            message,
            line=unit.line,
            msgid=unit.msgid,
            msgstr=unit.msgstr,
        )


class CatalogueCheck(ABC):
    """A rule about the units of one catalogue together.

    What ``Check`` says of docstring, code, name, severity and examples holds; an example is a catalogue's units.
    """

    code: ClassVar[str]
    """Family and number, ``GL004``."""
    name: ClassVar[str]
    """What is wrong, ``inconsistent-term``."""
    severity: ClassVar[Severity]
    """How much a finding weighs unless the settings say otherwise."""
    example: ClassVar[Context] = Context("fr")
    """The context of the examples."""
    good: ClassVar[Sequence[Sequence[Unit]]] = ()
    """Catalogues that it accepts."""
    bad: ClassVar[Sequence[Sequence[Unit]]] = ()
    """Catalogues that it reports."""

    @abstractmethod
    def check(self, units: Sequence[Unit], context: Context) -> Iterator[Finding]:
        """Yield a finding for each unit that breaks the rule; path and locale are filled in by the caller."""


class FileCheck(ABC):
    """A rule about a catalogue as a file: its header, its encoding, what is left in it.

    What ``Check`` says of docstring, code, name and severity holds; an example is the text of a catalogue.
    """

    code: ClassVar[str]
    """Family and number, ``CA006``."""
    name: ClassVar[str]
    """What is wrong, ``wrong-language-header``."""
    severity: ClassVar[Severity]
    """How much a finding weighs unless the settings say otherwise."""
    example: ClassVar[Context] = Context("fr", segmentation="sentence 1")
    """The context of the examples."""
    good: ClassVar[Sequence[str]] = ()
    """Catalogues that it accepts."""
    bad: ClassVar[Sequence[str]] = ()
    """Catalogues that it reports."""

    @abstractmethod
    def check(self, catalogue: Catalogue, context: Context) -> Iterator[str]:
        """Yield what breaks the rule, a sentence each."""

    def findings(self, catalogue: Catalogue, context: Context) -> Iterator[Finding]:
        """Yield a finding for each thing that breaks the rule; path and locale are filled in by the caller."""
        for message in self.check(catalogue, context):
            yield Finding(self.code, self.name, self.severity, message)


class ProjectCheck(ABC):
    """A rule about source texts that the catalogues of a locale translate in different ways.

    It is given all catalogues that hold such a text, and no others. What ``Check`` says of docstring, code, name,
    severity and examples holds; an example is the units of catalogues by the path that a message shows.
    """

    code: ClassVar[str]
    """Family and number, ``ST006``."""
    name: ClassVar[str]
    """What is wrong, ``inconsistent-translation``."""
    severity: ClassVar[Severity]
    """How much a finding weighs unless the settings say otherwise."""
    example: ClassVar[Context] = Context("fr")
    """The context of the examples."""
    good: ClassVar[Sequence[Mapping[str, Sequence[Unit]]]] = ()
    """Catalogues that it accepts."""
    bad: ClassVar[Sequence[Mapping[str, Sequence[Unit]]]] = ()
    """Catalogues that it reports."""

    @abstractmethod
    def check(self, catalogues: Mapping[str, Sequence[Unit]], context: Context) -> Iterator[tuple[str, Finding]]:
        """Yield the path and a finding for each unit that breaks the rule; locale and file are filled in later."""

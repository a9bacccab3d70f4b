"""Reads XML files element by element, without entities, without network, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from i18n_tool.errors import ExchangeError

LARGEST = 512 * 1024 * 1024
"""Bytes; a larger file is refused."""

DEEPEST = 100
"""How deep elements may stand in each other."""

LARGEST_ELEMENT = 4 * 1024 * 1024
"""Characters of text in one element that is returned."""

_CHUNK = 64 * 1024
_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass
class Element:
    """An XML element with what is in it; names are without their namespace, ``xml:lang`` is ``lang``."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements in it."""
        return [one for one in self.content if isinstance(one, Element)]

    @property
    def text(self) -> str:
        """Its text and that of the elements in it, in order."""
        return "".join(one if isinstance(one, str) else one.text for one in self.content)

    def find_all(self, *names: str) -> Iterator[Element]:
        """Yield the elements in it with one of these names, however deep."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.find_all(*names)


class _Reader:
    """Builds the elements that are wanted, and forgets everything else."""

    def __init__(self, path: Path, wanted: frozenset[str]) -> None:
        self.path = path
        self.wanted = wanted
        self.root: Element | None = None
        self.open: list[Element] = []
        self.done: list[Element] = []
        self.depth = self.size = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.EntityDeclHandler = self.refuse_entity
        self.parser.ExternalEntityRefHandler = lambda *_: 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(f"elements stand more than {DEEPEST} deep in each other.")
        short = name.rpartition(" ")[2]
        if not self.open and self.root is not None and short not in self.wanted:
            return
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(short, plain, self.parser.CurrentLineNumber)
        if self.root is None:
            self.root = element
            if short not in self.wanted:
                return
        if self.open:
            self.open[-1].content.append(element)
        self.open.append(element)

    def end(self, _: str) -> None:
        self.depth -= 1
        if self.open:
            element = self.open.pop()
            if not self.open:
                self.done.append(element)
                self.size = 0

    def data(self, text: str) -> None:
        if self.open:
            self.size += len(text)
            if self.size > LARGEST_ELEMENT:
                self.fail(f"an element is larger than {LARGEST_ELEMENT >> 20} MiB.")
            self.open[-1].content.append(text)

    def refuse_entity(self, name: str, *_: object) -> None:
        self.fail(f'it declares the entity "{name}", which is not safe to read.')

    def fail(self, what: str) -> None:
        raise ExchangeError(
            f"the file is refused: {what}",
            "Write it anew without that.",
            path=self.path,
            line=self.parser.CurrentLineNumber,
        )


def read_elements(path: Path, *wanted: str, largest: int | None = LARGEST) -> Iterator[Element]:
    """Yield the root element of an XML file without its content, then each wanted element with all its content.

    Args:
        path: the file.
        wanted: the names of the elements; those inside another wanted one come with it.
        largest: bytes that the file may have; None: any number, for a caller that keeps nothing of it.

    Raises:
        ExchangeError: the file cannot be opened, is no XML, declares entities, is too large or too deep.
    """
    reader = _Reader(path, frozenset(wanted))
    told = False
    try:
        if largest is not None and path.stat().st_size > largest:
            raise ExchangeError(f"the file is larger than {largest >> 20} MiB.", "Split it.", path=path)
        with path.open("rb") as file:
            more = True
            while more:
                chunk = file.read(_CHUNK)
                more = bool(chunk)
                reader.parser.Parse(chunk, not more)
                if reader.root is not None and not told:
                    told = True
                    yield Element(reader.root.name, reader.root.attributes, reader.root.line)
                yield from reader.done
                reader.done.clear()
    except OSError as problem:
        raise ExchangeError(
            f"the file cannot be read: {problem.strerror}.", "Check its name and rights.", path=path
        ) from problem
    except expat.ExpatError as problem:
        raise ExchangeError(
            f"this is not XML: {expat.ErrorString(problem.code)}.",
            "Export the file again, or correct the line.",
            path=path,
            line=problem.lineno,
        ) from problem

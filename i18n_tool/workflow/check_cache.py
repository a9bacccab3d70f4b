"""What the rules said about each catalogue, so that an unchanged one is not checked again.

There is a file for each catalogue in the project's state folder, written as JSON. It counts as long as the catalogue
and its article have the same bytes, and the tool, the glossary and the settings are the same; a unit that is unchanged
in a changed catalogue keeps what was found in it alone. A file that cannot be read counts for nothing.
"""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

import i18n_tool
from i18n_tool.model import SEVERITIES, Finding, Severity, Unit
from i18n_tool.project import Project

DIGEST = 24
"""How many characters a digest has."""
_FINDING = ("code", "name", "severity", "message")
_NOT_RULES = "check."
_said_by = attrgetter(
    "msgctxt",
    "msgid",
    "msgstr",
    "msgid_plural",
    "msgstr_plural",
    "fuzzy",
    "comments",
    "extracted",
    "flags",
    "previous_msgctxt",
    "previous_msgid",
    "markup",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A unit in which something was found, or in which a comment ignores something."""

    msgctxt: str | None
    msgid: str
    msgstr: str
    line: int
    draft: bool
    """True: findings weigh a warning at most."""
    comments: tuple[str, ...]
    """Its comments that speak to this tool."""
    findings: tuple[Finding, ...]
    """What the rules said, with their own severities and without path."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the rules said about a catalogue."""

    stamp: str
    """What the catalogue and everything that counts for it looked like."""
    setting: str
    """What counts for every unit: tool, glossary, settings."""
    ran: frozenset[str]
    """The codes of the rules that were asked."""
    units: int
    """How many units were looked at."""
    outdated: bool
    """True: its article has other segments."""
    seen: tuple[Seen, ...]
    """The units of which there is something to say, in the order of the file."""
    alone: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """For each unit, by a digest of what it says, what was found in it without its neighbours."""
    accepted: str = ""
    """For each accepted unit without plural, a digest of its key and one of its translation."""


class CheckCache:
    """The records of a project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.folder = project.state_folder / "check"
        self.setting = self._fingerprint()

    def stamp(self, catalogue: bytes, article: bytes) -> str:
        """Return what a catalogue and its article look like, under these settings."""
        digest = hashlib.blake2b(self.setting.encode(), digest_size=16)
        digest.update(hashlib.blake2b(article).digest())
        digest.update(catalogue)
        return digest.hexdigest()

    def read(self, catalogue: Path) -> Record | None:
        """Return the record of a catalogue that was made under these settings, or None."""
        try:
            record = _decode(json.loads(self.path(catalogue).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
            return None
        return record if record.setting == self.setting else None

    def write(self, catalogue: Path, record: Record) -> None:
        """Keep the record of a catalogue; where nothing can be written, nothing is kept."""
        path = self.path(catalogue)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not (hidden := self.project.state_folder / ".gitignore").exists():
                hidden.write_text("*\n", encoding="utf-8")
            path.write_text(json.dumps(_encode(record), separators=(",", ":")), encoding="utf-8")
        except OSError:
            return

    def forget_others(self, catalogues: Iterable[Path]) -> None:
        """Remove the records of what is no catalogue of the project any more."""
        kept = {self.path(catalogue) for catalogue in catalogues}
        for path in self.folder.glob("*.json"):
            if path not in kept:
                path.unlink(missing_ok=True)

    def path(self, catalogue: Path) -> Path:
        """Return where the record of a catalogue is."""
        name = hashlib.blake2b(self.project.relative(catalogue).encode("utf-8", "surrogateescape"), digest_size=12)
        return self.folder / f"{name.hexdigest()}.json"

    def _fingerprint(self) -> str:
        project = self.project
        settings = [(key, value) for key, value in project.settings.items() if not key.startswith(_NOT_RULES)]
        digest = hashlib.blake2b(repr((i18n_tool.__version__, sorted(settings, key=str))).encode(), digest_size=16)
        code = Path(i18n_tool.__file__).parent
        for path in sorted(path for path in code.rglob("*") if path.suffix in (".py", ".toml", ".txt", ".json")):
            seen = path.stat()
            digest.update(f"{path.relative_to(code)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
        for path in project.files_like(project.settings["glossaries"]):
            digest.update(project.relative(path).encode("utf-8", "surrogateescape") + path.read_bytes())
        return digest.hexdigest()


def digest_of(unit: Unit) -> str:
    """Return a name for what a unit says, wherever it stands; it has ``DIGEST`` characters."""
    return _name(_said_by(unit))


def digests_of_pair(unit: Unit) -> str:
    """Return a name for the key of a unit, and one for its translation."""
    return _name(unit.key) + _name(unit.msgstr)


def accepted_pairs(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the digests of each accepted unit of a record: that of its key and that of its translation."""
    accepted = record.accepted
    for at in range(0, len(accepted), 2 * DIGEST):
        yield accepted[at : at + DIGEST], accepted[at + DIGEST : at + 2 * DIGEST]


def _name(value: Any) -> str:
    # Version 2 says equal values in equal bytes.
    return hashlib.blake2b(marshal.dumps(value, 2), digest_size=DIGEST // 2).hexdigest()


def _encode(record: Record) -> dict[str, Any]:
    return {
        "stamp": record.stamp,
        "setting": record.setting,
        "ran": sorted(record.ran),
        "units": record.units,
        "outdated": record.outdated,
        "seen": [
            [one.msgctxt, one.msgid, one.msgstr, one.line, one.draft, one.comments, [*map(_pack, one.findings)]]
            for one in record.seen
        ],
        "alone": {digest: [*map(_pack, found)] for digest, found in record.alone.items() if found},
        "clean": "".join([digest for digest, found in record.alone.items() if not found]),
        "accepted": record.accepted,
    }


def _pack(finding: Finding) -> list[str]:
    return [getattr(finding, name) for name in _FINDING]


def _unpack(packed: list[list[str]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(str(code), str(name), SEVERITIES[SEVERITIES.index(cast(Severity, severity))], str(message))
        for code, name, severity, message in packed
    )


def _decode(data: Any) -> Record:
    alone = {digest: _unpack(found) for digest, found in data["alone"].items()}
    clean = data["clean"]
    alone |= {clean[at : at + DIGEST]: () for at in range(0, len(clean), DIGEST)}
    seen = tuple(
        Seen(msgctxt, str(msgid), str(msgstr), int(line), bool(draft), tuple(map(str, comments)), _unpack(found))
        for msgctxt, msgid, msgstr, line, draft, comments, found in data["seen"]
    )
    return Record(
        str(data["stamp"]),
        str(data["setting"]),
        frozenset(data["ran"]),
        int(data["units"]),
        bool(data["outdated"]),
        seen,
        alone,
        str(data["accepted"]),
    )

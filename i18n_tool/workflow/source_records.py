"""What each localised article was made of, so that an unchanged one is not read again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import i18n_tool
from i18n_tool.files import write_text
from i18n_tool.project import Project
from i18n_tool.workflow.compile_state import Stamp, stamp_of


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What became of an article in an earlier run."""

    sources: Mapping[str, Stamp]
    """The files it was made of, from the project folder."""
    files: Mapping[str, tuple[str, int, int, int]]
    """By locale where it is, and how many of its segments are accepted, drafts and untranslated."""
    links: Mapping[str, int]
    """The addresses in it, and the line of each."""


class SourceRecords:
    """What is known of the articles of one output folder, in the state folder."""

    def __init__(self, project: Project, folder: Path, policies: Mapping[str, str]) -> None:
        """Read what an earlier run knew; nothing if the settings, the policies or the tool are others now."""
        self.project = project
        self.path = project.state_folder / "sources.json"
        self.key = project.relative(folder)
        values = (i18n_tool.__version__, sorted(project.settings.items(), key=str), sorted(policies.items()))
        self.setting = hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()
        self.all: dict[str, Any] = {}
        self.known: dict[str, SourceRecord] = {}
        self.copies: dict[str, Stamp] = {}
        self.kept: dict[str, SourceRecord] = {}
        self.copied: dict[str, Stamp] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            self.all = dict(json.loads(self.path.read_text(encoding="utf-8")))
            found = self.all[self.key]
            if found["setting"] == self.setting:
                self.copies = {target: (stamp[0], stamp[1]) for target, stamp in found["copies"].items()}
                self.known = {article: _record(data) for article, data in found["articles"].items()}

    def unchanged(self, article: str) -> SourceRecord | None:
        """Return what is known of an article if all that it was made of is as it was."""
        record = self.known.get(article)
        if record is None or any(stamp_of(self.project.root / path) != stamp for path, stamp in record.sources.items()):
            return None
        return record

    def remember(self, article: str, record: SourceRecord) -> None:
        """Keep what became of an article, besides what is known of it in other locales."""
        known = self.known.get(article)
        if known is not None and known.sources == record.sources:
            record = SourceRecord(record.sources, {**known.files, **record.files}, record.links)
        self.kept[article] = record

    def is_copied(self, target: str, asset: Path) -> bool:
        """Tell whether a file was copied as it is now, and remember it as such."""
        self.copied[target] = stamp_of(asset)
        return self.copies.get(target) == self.copied[target]

    def save(self) -> None:
        """Write it down for the next run."""
        articles = {article: asdict(record) for article, record in sorted(self.kept.items())}
        self.all[self.key] = {"setting": self.setting, "copies": self.copied, "articles": articles}
        write_text(self.path, json.dumps(self.all, ensure_ascii=False))


def _record(data: Any) -> SourceRecord:
    return SourceRecord(
        {path: (stamp[0], stamp[1]) for path, stamp in data["sources"].items()},
        {locale: tuple(values) for locale, values in data["files"].items()},
        data["links"],
    )

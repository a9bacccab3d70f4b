"""Which units of a project's catalogues a git revision does not have as they are now, unit by unit."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from i18n_tool.catalogue import parse_catalogue
from i18n_tool.errors import CatalogueError, ProjectError
from i18n_tool.model import Unit
from i18n_tool.project import Project

Key = tuple[str | None, str]
WHOLE: Key = (None, "")
"""Stands for the catalogue as a file: its header, and what else rules about files look at."""


class Since:
    """Compares catalogues with those of a revision, or of the commit at which the work parted from it.

    A catalogue that the revision does not have under its path is compared with those of its locale that have gone
    since, so that a renamed article is not all new.

    Raises:
        ProjectError: git is not installed, the project is in no repository, or it has no such revision.
    """

    def __init__(self, project: Project, revision: str) -> None:
        self.project, self.revision = project, revision
        self.folder = project.catalogue_folder
        self.git("rev-parse", "--git-dir")
        self.commit = self.base_of(self.commit_of(revision) or self.refuse())
        self.known: dict[Path, Mapping[Key, Any]] = {}
        self.past: dict[Path, Mapping[Key, Any]] = {}

    def touched(self, path: Path, key: Key) -> bool:
        """Tell whether a unit says something else than in the revision, or is new."""
        if not self.changed(path):
            return False
        return self.now(path).get(key) != self.before(path).get(key)

    def changed(self, path: Path) -> bool:
        """Tell whether an article or a catalogue has other bytes than in the revision, or was not there."""
        blob = self.blobs.get(path)
        try:
            data = path.read_bytes()
        except OSError:
            return blob is not None
        name = hashlib.sha1 if blob is None or len(blob) == 40 else hashlib.sha256
        return blob != name(b"blob %d\0" % len(data) + data).hexdigest()

    def now(self, path: Path) -> Mapping[Key, Any]:
        """Return what the units of a catalogue say."""
        if path not in self.known:
            try:
                self.known[path] = _units(path.read_text(encoding="utf-8"), path)
            except (OSError, ValueError, CatalogueError):
                self.known[path] = {}
        return self.known[path]

    def before(self, path: Path) -> Mapping[Key, Any]:
        """Return what the units of a catalogue said in the revision."""
        if path in self.blobs:
            return self.old(path)
        found: dict[Key, Any] = {}
        home = self.home(path)
        for other in self.catalogues:
            if self.home(other) == home and not other.exists():
                found |= self.old(other)
        return found

    def old(self, path: Path) -> Mapping[Key, Any]:
        """Return what the units of a catalogue of the revision say; nothing if it could not be read."""
        if path not in self.past:
            try:
                text = self.git("cat-file", "blob", self.blobs[path]).decode("utf-8")
                self.past[path] = _units(text, path)
            except (ProjectError, UnicodeDecodeError, CatalogueError):
                self.past[path] = {}
        return self.past[path]

    def home(self, path: Path) -> str:
        """Return the folder of a catalogue's locale, from that of the catalogues."""
        return path.relative_to(self.folder).parts[0]

    @cached_property
    def blobs(self) -> dict[Path, str]:
        """The articles and catalogues of the revision, and the name of the blob that each is."""
        project = self.project
        folders = {self.folder, *(project.root / folder for folder in project.article_folders)}
        inside = sorted(
            str(folder.relative_to(project.root)) for folder in folders if folder.is_relative_to(project.root)
        )
        listed = self.git("ls-tree", "-r", "-z", self.commit, "--", *inside) if inside else b""
        found = {}
        for line in listed.decode("utf-8", "surrogateescape").split("\0"):
            about, tab, name = line.partition("\t")
            if tab:
                found[project.root / name] = about.split()[2]
        return found

    @cached_property
    def catalogues(self) -> list[Path]:
        """The catalogues of the revision."""
        return [path for path in self.blobs if path.suffix == ".po" and path.is_relative_to(self.folder)]

    def commit_of(self, revision: str) -> str:
        """Return the name of the commit that a revision means; empty if there is none."""
        if not revision or revision.startswith("-"):
            return ""
        words = ("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        try:
            return self.git(*words).decode().strip()
        except ProjectError:
            return ""

    def base_of(self, commit: str) -> str:
        """Return where the work parted from a commit, so that what others did there since is no change of ours.

        It is the commit itself where nothing is known of that: a clone without history has no such place.
        """
        try:
            return self.git("merge-base", commit, "HEAD").decode().split()[0]
        except (ProjectError, IndexError):
            return commit

    def refuse(self) -> NoReturn:
        """Raise the error about a revision that there is not."""
        advice = ""
        if self.git("rev-parse", "--is-shallow-repository").strip() == b"true":
            advice = "This clone has no history: run git fetch --unshallow; in GitHub Actions check out with "
            advice += "fetch-depth: 0, in GitLab CI set GIT_DEPTH: 0."
        elif self.commit_of(f"origin/{self.revision}"):
            advice = f'Did you mean "origin/{self.revision}"?'
        else:
            advice = "Name a branch, a tag or a commit; git log lists the commits."
        raise ProjectError("git knows no such revision.", advice, subject=f"--since {self.revision!r}")

    def git(self, *words: str) -> bytes:
        """Return what git prints, run in the project folder."""
        try:
            done = subprocess.run(["git", *words], cwd=self.project.root, capture_output=True, check=False)
        except OSError as problem:
            raise ProjectError(
                "git cannot be run.", "Install git, or leave --since out.", subject="--since"
            ) from problem
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            if said and "not a git repository" in said[0]:
                raise ProjectError(
                    "the project is in no git repository.",
                    "Leave --since out, or run: git init",
                    path=self.project.root,
                )
            raise ProjectError("git failed.", said[0] if said else "", path=self.project.root, subject="--since")
        return done.stdout


def _units(text: str, path: Path) -> dict[Key, Any]:
    catalogue = parse_catalogue(text, path)
    units: dict[Key, Any] = {unit.key: _said(unit) for unit in catalogue.units if not unit.obsolete}
    return {**units, WHOLE: (dict(catalogue.header), catalogue.bom, len(catalogue.units))}


def _said(unit: Unit) -> Any:
    """Return what counts of a unit: a comment may ignore a finding, and a reviewer may have accepted a draft."""
    return unit.msgstr, unit.msgid_plural, unit.msgstr_plural, unit.fuzzy, unit.comments

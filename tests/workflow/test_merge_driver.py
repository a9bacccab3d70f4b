"""The merge driver as git runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from i18n_tool.errors import CatalogueError
from i18n_tool.workflow.merge_driver import merge_files

BASE = 'msgid "Tickets"\nmsgstr ""\n\nmsgid "Ferries"\nmsgstr ""\n'


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path, Path]:
    paths = (tmp_path / "base", tmp_path / "ours", tmp_path / "theirs")
    for path in paths:
        path.write_text(BASE, encoding="utf-8")
    return paths


def translate(path: Path, msgid: str, msgstr: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'"{msgid}"\nmsgstr ""', f'"{msgid}"\nmsgstr "{msgstr}"'), encoding="utf-8")


def test_the_result_is_written_to_our_file(versions: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = versions
    translate(ours, "Tickets", "Billetes")
    translate(theirs, "Ferries", "Ferris")
    result = merge_files(base, ours, theirs)
    assert (result.conflicts, result.exit_code) == ((), 0)
    assert ours.read_text(encoding="utf-8") == (
        'msgid "Tickets"\nmsgstr "Billetes"\n\nmsgid "Ferries"\nmsgstr "Ferris"\n'
    )


def test_a_conflict_is_named_and_git_is_told(versions: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = versions
    translate(ours, "Tickets", "Billetes")
    translate(theirs, "Tickets", "Boletos")
    result = merge_files(base, ours, theirs)
    assert (result.conflicts, result.exit_code) == (("Tickets",), 1)
    text = ours.read_text(encoding="utf-8")
    assert '# i18n-tool: conflict, the other side has the translation: Boletos\n#, fuzzy\nmsgid "Tickets"' in text


def test_an_empty_base_is_a_catalogue_that_both_added(versions: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = versions
    base.write_text("", encoding="utf-8")
    translate(theirs, "Tickets", "Boletos")
    assert merge_files(base, ours, theirs).exit_code == 0
    assert "Boletos" in ours.read_text(encoding="utf-8")


def test_a_version_that_is_no_catalogue_is_merged_by_lines_with_marks(versions: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = versions
    translate(ours, "Tickets", "Billetes")
    theirs.write_text(BASE.replace('msgstr ""', 'msgstr "Boletos', 1), encoding="utf-8")
    result = merge_files(base, ours, theirs)
    assert result.exit_code == 1
    assert result.problem is not None
    assert result.problem.line == 2
    text = ours.read_text(encoding="utf-8")
    assert "<<<<<<<" in text
    assert "Billetes" in text
    assert "Boletos" in text


def test_without_git_a_version_that_is_no_catalogue_is_an_error_and_ours_stays(
    versions: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, ours, theirs = versions
    theirs.write_text('msgid "Tickets', encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CatalogueError, match="never closed"):
        merge_files(base, ours, theirs)
    assert ours.read_text(encoding="utf-8") == BASE


def test_a_version_that_is_missing_is_an_error(versions: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = versions
    theirs.unlink()
    with pytest.raises(CatalogueError, match="cannot be read"):
        merge_files(base, ours, theirs)


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder)}
    for role in ("AUTHOR", "COMMITTER"):
        identity |= {f"GIT_{role}_NAME": "Ana", f"GIT_{role}_EMAIL": "ana@example.org"}
    return subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env={**os.environ, **identity},
        capture_output=True,
        text=True,
        check=False,
    )


DRIVER = (
    "import sys, pathlib; from i18n_tool.workflow.merge_driver import merge_files; "
    "sys.exit(merge_files(*map(pathlib.Path, sys.argv[1:])).exit_code)"
)


@pytest.mark.parametrize(("their_msgid", "conflict"), [("Ferries", False), ("Tickets", True)])
def test_git_merges_two_reviewers_branches_with_it(tmp_path: Path, their_msgid: str, conflict: bool) -> None:
    catalogue = tmp_path / "es.po"
    root = Path(__file__).parents[2]
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "merge.i18n-tool.driver", f"PYTHONPATH='{root}' '{sys.executable}' -c '{DRIVER}' %O %A %B")
    (tmp_path / ".gitattributes").write_text("*.po merge=i18n-tool\n", encoding="utf-8")
    catalogue.write_text(BASE, encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Add a catalogue")
    git(tmp_path, "checkout", "-qb", "theirs")
    translate(catalogue, their_msgid, "Suyo")
    git(tmp_path, "commit", "-qam", "Translate theirs")
    git(tmp_path, "checkout", "-q", "main")
    translate(catalogue, "Tickets", "Nuestro")
    git(tmp_path, "commit", "-qam", "Translate ours")
    merged = git(tmp_path, "merge", "theirs", "-m", "Merge")
    assert (merged.returncode != 0) == conflict
    text = catalogue.read_text(encoding="utf-8")
    assert "Nuestro" in text
    assert "Suyo" in text
    assert "<<<<" not in text

"""Finds the files that glob patterns name, below links too, but each folder once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from i18n_tool.errors import ProjectError

_ANY_DEPTH = "**"


def find_files(root: str, pattern: str) -> Iterator[str]:
    """Yield the paths of the files that a pattern names, in no order.

    ``*``, ``?`` and ``[…]`` stand for parts of a name, ``**`` for any folders, none of them for hidden ones. A folder
    that several links lead to, or a link that leads back, is entered once: by its own path where the pattern has
    that, else by the first link.

    Args:
        root: the folder that the pattern starts from.
        pattern: with forward slashes.

    Raises:
        ProjectError: a folder cannot be read.
    """
    parts = PurePosixPath(pattern).parts
    return _expand(root, parts) if parts else iter(())  # "." has none


def _expand(folder: str, parts: tuple[str, ...]) -> Iterator[str]:
    head, rest = parts[0], parts[1:]
    if head == _ANY_DEPTH:
        for inner in _folders_below(folder):
            yield from _expand(inner, rest or ("*",))
    elif not _is_wild(head):
        path = f"{folder}{os.sep}{head}"
        if rest:
            yield from _expand(path, rest)
        elif Path(path).is_file():
            yield path
    else:
        for entry in _entries(folder):
            if fnmatchcase(entry.name, head) and not (entry.name[0] == "." and head[0] != "."):
                if rest and _is_folder(entry):
                    yield from _expand(entry.path, rest)
                elif not rest and _is_file(entry):
                    yield entry.path


def _is_wild(part: str) -> bool:
    return any(mark in part for mark in "*?[")


def _folders_below(folder: str) -> Iterator[str]:
    """Yield a folder and those below it; where a link leads to one that is known, it is not entered again."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        links: list[str] = []
        for start in waiting:
            real = os.path.realpath(start)
            if real not in seen:
                yield from _walk(start, real, seen, links)
        waiting = sorted(links)


def _walk(folder: str, real: str, seen: set[str], links: list[str]) -> Iterator[str]:
    """Yield a folder and those below it without following links, which are put aside."""
    seen.add(real)
    yield folder
    for entry in _entries(folder):
        if entry.name[0] == "." or not _is_folder(entry):
            continue
        if entry.is_symlink():
            links.append(entry.path)
        else:
            inner = f"{real}{os.sep}{entry.name}"
            if inner not in seen:
                yield from _walk(entry.path, inner, seen, links)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise ProjectError(
            f"the folder cannot be read: {problem.strerror}.", "Check its rights.", path=folder
        ) from problem


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False

"""Reading text strictly and writing files whole."""

from __future__ import annotations

import errno
import os
import re
import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from i18n_tool.charsets import guess_charset, sample_of
from i18n_tool.errors import ArticleError, I18nToolError, OutputError

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger text file is refused before it is read."""
_NUMBERS = count(1)
"""Names of the temporary files of this process."""
_TEMPORARY = re.compile(r"\..{1,40}\.[1-9][0-9]{0,9}-[1-9][0-9]*\.tmp", re.S)
"""Their form."""


def read_text(path: Path, error: type[I18nToolError] = ArticleError) -> str:
    """Return the text of a UTF-8 file exactly as it stands, byte order mark and line ends included.

    Args:
        path: the file.
        error: the class of our errors to raise.

    Raises:
        I18nToolError: of the class given; the file cannot be opened, is larger than ``LARGEST``, holds a NUL
            byte, or is not UTF-8 (the line of the first bad byte is named).
    """
    try:
        if path.stat().st_size > LARGEST:
            raise error(f"the file is larger than {LARGEST >> 20} MiB.", "Split it, or leave it out.", path=path)
        data = path.read_bytes()
    except OSError as problem:
        raise error(
            f"the file cannot be read: {problem.strerror}.", "Check its name and rights.", path=path
        ) from problem
    return decode_text(data, path, error)


def decode_text(data: bytes, path: Path, error: type[I18nToolError] = ArticleError) -> str:
    """Return bytes decoded as UTF-8, or say on which line they are something else.

    Raises:
        I18nToolError: of the class given, as ``read_text``.
    """
    nul = data.find(b"\0")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (nul >= 0 and guess_charset(data)):
        raise _wrong_charset("the file is not UTF-8.", data, path, 1, error)
    if nul >= 0:
        raise error(
            "the file holds a NUL byte: it is not text.",
            "Leave it out of the project, or remove the byte.",
            path=path,
            line=data.count(b"\n", 0, nul) + 1,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        what = f"the byte 0x{data[problem.start]:02X} is not UTF-8."
        line = data.count(b"\n", 0, problem.start) + 1
        raise _wrong_charset(what, data, path, line, error, problem.start) from problem


def _wrong_charset(
    what: str, data: bytes, path: Path, line: int, error: type[I18nToolError], at: int = 0
) -> I18nToolError:
    """Return the error about a text in another encoding, with the command that converts it where that can be told."""
    start = data.rfind(b"\n", 0, at) + 1
    charset = guess_charset(data[start:])
    if _is_mostly_utf8(data):
        advice = "The rest of the file is UTF-8; correct this place."
    elif charset is None:
        advice = "What encoding it is in cannot be told; save it as UTF-8 with the program that wrote it."
    else:
        here = Path(os.path.relpath(path)) if path.is_absolute() else path
        old, new = shlex.quote(str(here)), shlex.quote(f"{here}.utf8")
        sample = sample_of(data[start:], charset)
        advice = (
            f"It reads as {charset}: “{sample}”. If that is right, convert it:\n"
            f"  iconv -f {charset} -t UTF-8 {old} > {new} && mv {new} {old}"
        )
    return error(what, advice, path=path, line=line)


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell whether there is far more UTF-8 beyond ASCII in a text than bytes that are something else."""
    text = data.decode("utf-8", "replace")
    return sum(char > "\x7f" for char in text) > 5 * text.count("\ufffd")


def write_text(path: Path, text: str) -> bool:
    """Write a file whole, so that a kill at any moment leaves the old file or the new one.

    The text goes to a temporary file in the same folder, is read back, and then replaces the old file. A
    file that already says the same is not touched.

    Returns:
        Whether the file changed.

    Raises:
        OutputError: the folder or file cannot be written, or the disk is full.
    """
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> bool:
    """Do what ``write_text`` does, for bytes."""
    if stands_already(path, data):
        return False
    replace_bytes(path, data)
    return True


def stands_already(path: Path, data: bytes) -> bool:
    """Return whether a file holds these bytes and nothing else."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def replace_bytes(path: Path, data: bytes) -> None:
    """Write a file whole without looking at what it held.

    A file that replaces another one is on the disk before it does, so that a loss of power cannot take both. One
    that is new is left to the system to store: it can be made again.

    Raises:
        OutputError: as ``write_text``.
    """
    _replace(path, data, sync=True)


def store_bytes(path: Path, data: bytes) -> tuple[int, int]:
    """Write a file whole that can be made again, and return its size and time of change (nanoseconds).

    A kill leaves the old file or the new one, as with ``replace_bytes``; after a loss of power it may be empty or of
    an earlier day, since nobody waits for the disk.

    Raises:
        OutputError: as ``write_text``.
    """
    _replace(path, data, sync=False)
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns


def _replace(path: Path, data: bytes, *, sync: bool) -> None:
    with _replacing(path) as (temporary, handle):
        _write(handle, data)
        if _take_mode(temporary, path) and sync:
            os.fsync(handle)
        _compare(handle, data)


def replace_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that is too large to hold, chunk by chunk; until its end the old one stands.

    Raises:
        OutputError: as ``write_text``.
    """
    with _replacing(path) as (_, handle):
        for chunk in chunks:
            _write(handle, chunk)
        os.fsync(handle)


@contextmanager
def _replacing(path: Path) -> Iterator[tuple[Path, int]]:
    """Give a new file beside another, which it replaces in the end, or leaves as it is if anything goes wrong."""
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}-{next(_NUMBERS)}.tmp")
    try:
        handle = _create(temporary)
        try:
            yield temporary, handle
        finally:
            os.close(handle)
        os.replace(temporary, path)
    except OSError as problem:
        _remove(temporary)
        raise output_error(path, problem) from problem
    except BaseException:
        _remove(temporary)
        raise


def remove_leftovers(folder: Path) -> int:
    """Remove the temporary files that killed processes have left anywhere below a folder, and return how many.

    Nobody may be writing there. A file that ``write_text`` and the like did not make stays.
    """
    removed = 0
    for place, _, names in os.walk(folder):
        for name in filter(_TEMPORARY.fullmatch, names):
            _remove(Path(place, name))
            removed += 1
    return removed


def _create(temporary: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(temporary, flags, 0o666)
    except FileNotFoundError:
        temporary.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        # A process of the same number was killed here.
        temporary.unlink()
    return os.open(temporary, flags, 0o666)


def _write(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _take_mode(temporary: Path, path: Path) -> bool:
    """Give a temporary file the rights of the one that it replaces, and tell whether there is one."""
    try:
        mode = path.stat().st_mode & 0o777
    except OSError:
        return False
    temporary.chmod(mode)
    return True


def _compare(handle: int, data: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    if os.read(handle, len(data) + 1) != data:
        raise OSError(errno.EIO, "what was written does not read back")


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def output_error(path: Path, problem: OSError) -> OutputError:
    """Return the error that says why a file cannot be written, and what to do."""
    if problem.errno == errno.ENOSPC:
        advice = "Free some space and run the command again; what was there before is unharmed."
    elif problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        advice = "Check the rights of the folder, or name another one."
    else:
        advice = "What was there before is unharmed."
    return OutputError(f"the file cannot be written: {problem.strerror}.", advice, path=path)

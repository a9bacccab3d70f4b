"""Reading text strictly and writing files whole."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from i18n_tool.errors import ArticleError, I18nToolError, OutputError

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger text file is refused before it is read."""


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
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise error(
            "the file is UTF-16, not UTF-8.",
            f"Convert it: iconv -f UTF-16 -t UTF-8 {path.name}",
            path=path,
            line=1,
        )
    nul = data.find(b"\0")
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
        raise error(
            f"the byte 0x{data[problem.start]:02X} is not UTF-8.",
            f"Convert the file, for instance: iconv -f WINDOWS-1252 -t UTF-8 {path.name}",
            path=path,
            line=data.count(b"\n", 0, problem.start) + 1,
        ) from problem


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
    try:
        if path.read_bytes() == data:
            return False
        mode = path.stat().st_mode & 0o777
    except OSError:
        mode = 0o666 & ~_umask()
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if Path(temporary).read_bytes() != data:
            raise OSError(errno.EIO, "what was written does not read back")
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except OSError as problem:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise _output_error(path, problem) from problem
    except BaseException:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _output_error(path: Path, problem: OSError) -> OutputError:
    if problem.errno == errno.ENOSPC:
        advice = "Free some space and run the command again; what was there before is unharmed."
    elif problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        advice = "Check the rights of the folder, or name another one."
    else:
        advice = "What was there before is unharmed."
    return OutputError(f"the file cannot be written: {problem.strerror}.", advice, path=path)

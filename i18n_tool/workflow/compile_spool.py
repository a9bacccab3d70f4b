"""Values that wait on disk, in a file without a name, so that none is left when the process ends in whatever way."""

from __future__ import annotations

import os
import pickle
import tempfile
import weakref
import zlib
from pathlib import Path
from typing import Any

from i18n_tool.files import output_error


def pack(value: object) -> bytes:
    """Return a value of ours as few bytes."""
    return zlib.compress(pickle.dumps(value, protocol=5), 1)


class Spool:
    """Packed values by name; processes that are forked later read them too."""

    def __init__(self, folder: Path) -> None:
        """Begin an empty one, in a folder that is made if there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - it lives as long as the spool
        weakref.finalize(self, self.file.close)
        self.places: dict[str, tuple[int, int]] = {}
        self.end = 0

    def put(self, name: str, packed: bytes) -> None:
        """Add a packed value.

        Raises:
            OutputError: it cannot be written; the disk may be full.
        """
        left = memoryview(packed)
        try:
            while left:
                left = left[self.file.write(left) :]
        except OSError as problem:
            raise output_error(self.folder, problem) from problem
        self.places[name] = (self.end, len(packed))
        self.end += len(packed)

    def get(self, name: str) -> Any:
        """Return a value, or None if there is none of that name."""
        if name not in self.places:
            return None
        start, length = self.places[name]
        return pickle.loads(zlib.decompress(os.pread(self.file.fileno(), length, start)))

"""CA010: a catalogue begins with a byte order mark."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.catalogue import Catalogue
from i18n_tool.checks.base import Context, FileCheck


class ByteOrderMark(FileCheck):
    """A catalogue begins with a byte order mark, which gettext’s own tools refuse.

    An editor on Windows wrote it. Save the file as UTF-8 without the mark.
    """

    code, name, severity = "CA010", "byte-order-mark", "warning"
    good = ('msgid ""\nmsgstr "Language: fr\\n"\n',)
    bad = ('\ufeffmsgid ""\nmsgstr "Language: fr\\n"\n',)

    def check(self, catalogue: Catalogue, context: Context) -> Iterator[str]:
        if catalogue.bom:
            yield "the file begins with a byte order mark; save it as UTF-8 without one"

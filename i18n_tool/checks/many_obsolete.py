"""CA009: most of a catalogue is obsolete."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.catalogue import Catalogue
from i18n_tool.checks.base import Context, FileCheck

_LEAST = 20
_ONE = '\n#~ msgid "Port {number}"\n#~ msgstr "Port {number}"\n'


class ManyObsolete(FileCheck):
    """More than half of a catalogue are obsolete entries, whose sources are gone from the article.

    They come back if their sources do, and the memory learns from them, but they make the file hard to read and to
    merge. Delete those that are old: ``msgattrib --no-obsolete``.
    """

    code, name, severity = "CA009", "many-obsolete", "info"
    good = ('msgid ""\nmsgstr "Language: fr\\n"\n' + "".join(_ONE.format(number=number) for number in range(3)),)
    bad = ('msgid ""\nmsgstr "Language: fr\\n"\n' + "".join(_ONE.format(number=number) for number in range(30)),)

    def check(self, catalogue: Catalogue, context: Context) -> Iterator[str]:
        obsolete = sum(unit.obsolete for unit in catalogue.units)
        if obsolete >= _LEAST and 2 * obsolete > len(catalogue.units):
            share = f"{obsolete} of {len(catalogue.units)}"
            yield f"{share} entries are obsolete; delete those that are old: msgattrib --no-obsolete"

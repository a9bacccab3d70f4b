"""ST006: one source text has different translations in different places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from i18n_tool.checks.base import Context, ProjectCheck
from i18n_tool.model import Finding, Unit

_SAME = re.compile(r"[\W_]+")


class _Use(NamedTuple):
    """A translation of a source text, and where it stands."""

    path: str
    unit: Unit


class InconsistentTranslation(ProjectCheck):
    """A source text that stands in several places has different accepted translations.

    Readers meet the same caption or sentence in two wordings. Make them equal, or give the places a context if they
    mean different things. The translation that most places have is taken for the better one; differences of case,
    spaces and punctuation do not count, nor do texts that a context tells apart.
    """

    code, name, severity = "ST006", "inconsistent-translation", "info"
    good = (
        {
            "fr/a.po": (Unit("The port is open.", "Le port est ouvert."),),
            "fr/b.po": (Unit("The port is open.", "Le port est ouvert !"),),
        },
        {
            "fr/a.po": (Unit("Open", "Ouvert", msgctxt="state"),),
            "fr/b.po": (Unit("Open", "Ouvrir", msgctxt="button"),),
        },
        {"fr/a.po": (Unit("Open", "Ouvert"),), "fr/b.po": (Unit("Open", "Ouvrir", fuzzy=True),)},
    )
    bad = (
        {
            "fr/a.po": (Unit("The port is open.", "Le port est ouvert."),),
            "fr/b.po": (Unit("The port is open.", "Le port a ouvert."),),
        },
    )

    def check(self, catalogues: Mapping[str, Sequence[Unit]], context: Context) -> Iterator[tuple[str, Finding]]:
        for uses in _uses(catalogues).values():
            kinds = Counter(_plain(use.unit.msgstr) for use in uses)
            if len(kinds) < 2:
                continue
            usual = kinds.most_common(1)[0][0]
            better = next(use for use in uses if _plain(use.unit.msgstr) == usual)
            for use in uses:
                if _plain(use.unit.msgstr) != usual:
                    yield use.path, self.finding(use.unit, better, kinds[usual])

    def finding(self, unit: Unit, better: _Use, often: int) -> Finding:
        """Return the finding about a unit that is translated in another way than elsewhere."""
        line = f":{better.unit.line}" if better.unit.line else ""
        more = f" and {often - 1} more" if often > 1 else ""
        place = f"{better.path}{line}{more}"
        message = f'elsewhere this is "{better.unit.msgstr}" ({place}); make them equal, or part them by a context'
        return Finding(
            self.code,
            self.name,
            self.severity,
            message,
            line=unit.line,
            msgid=unit.msgid,
            msgstr=unit.msgstr,
            msgctxt=unit.msgctxt,
        )


def _uses(catalogues: Mapping[str, Sequence[Unit]]) -> dict[tuple[str | None, str], list[_Use]]:
    """Return the source texts with more than one accepted translation."""
    uses: dict[tuple[str | None, str], list[_Use]] = {}
    for path, units in catalogues.items():
        for unit in units:
            if unit.state == "accepted" and unit.msgid_plural is None:
                uses.setdefault(unit.key, []).append(_Use(path, unit))
    return {key: group for key, group in uses.items() if len(group) > 1}


def _plain(text: str) -> str:
    """Return a text without what does not count as a difference."""
    return _SAME.sub("", text.casefold())

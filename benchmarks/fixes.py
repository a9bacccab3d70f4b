"""What ``check --fix`` makes of catalogues that people wrote: it may mend, and must change nothing else.

Run it as ``python -m benchmarks.fixes FOLDER… --locale fr --most 40``. Nothing is written. For each locale it says how
many entries are mended, and how often one of the promises is broken:

- ``again``: mending a second time changes something;
- ``letters``: letters or digits differ;
- ``placeholders``: markup or variables differ, read as text, Markdown and HTML;
- ``new``: a rule reports what it did not report before;
- ``bytes``: another entry of the file differs, or the file does not say what was meant.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.accepted import LOCALES, Source, find_sources
from i18n_tool.catalogue import Catalogue, parse_catalogue, read_catalogue, render_catalogue, replace_units
from i18n_tool.checks import all_checks, run_checks
from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.missing_placeholder import count_placeholders
from i18n_tool.errors import I18nToolError
from i18n_tool.model import Markup, Unit
from i18n_tool.workflow.fix import fix_unit

FIXABLE = [check for check in all_checks() if type(check).fix is not Check.fix]
MARKUPS: tuple[Markup, ...] = ("text", "markdown", "html")
BROKEN = ("again", "letters", "placeholders", "new", "bytes")


def main() -> None:
    """Print a line for each locale, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--locale", action="append", help="only this locale; may be repeated")
    parser.add_argument("--most", type=int, default=40, help="PO files of a locale, drawn at random")
    arguments = parser.parse_args()
    files: dict[str, list[Source]] = {}
    for (_, locale), sources in find_sources(arguments.folders, arguments.locale or LOCALES).items():
        files.setdefault(locale, []).extend(source for source in sources if source.path.suffix == ".po")
    total: Counter[str] = Counter()
    for locale, sources in sorted(files.items()):
        drawn = random.Random(1).sample(sources, min(arguments.most, len(sources)))
        found = sum((mend_file(source.path, locale) for source in drawn), Counter[str]())
        total += found
        print(line(locale, found), flush=True)
    print(line("all", total))
    print(f"{time.process_time():.0f} s CPU")


def line(name: str, found: Counter[str]) -> str:
    """Return the figures of a locale."""
    broken = ", ".join(f"{promise} {found[promise]}" for promise in BROKEN)
    return (
        f"{name:6} {found['files']:5} files {found['units']:8,} entries {found['mended']:6,} mended; broken: {broken}"
    )


def mend_file(path: Path, locale: str) -> Counter[str]:
    """Return how many entries of a catalogue are mended, and which promises are broken by that."""
    try:
        catalogue = read_catalogue(path)
    except I18nToolError:
        return Counter()
    found = Counter({"files": 1})
    mended: dict[tuple[str | None, str], Unit] = {}
    chance = random.Random(path.as_posix())
    for unit in catalogue.units:
        if unit.state in ("accepted", "draft"):
            found["units"] += 1
            asked = replace(unit, markup=chance.choice(MARKUPS))
            better, fixed = fix_unit(asked, Context(locale), FIXABLE)
            if fixed:
                mended[unit.key] = replace(better, markup=unit.markup)
                found.update(broken_promises(asked, better, Context(locale)))
    found["mended"] = len(mended)
    found["bytes"] += not is_kept(catalogue, mended)
    return found


def broken_promises(unit: Unit, better: Unit, context: Context) -> list[str]:
    """Return which promises about a unit are broken."""
    was, now = (" ".join((one.msgstr, *one.msgstr_plural)) for one in (unit, better))
    before, after = (
        Counter(finding.code for finding in run_checks(one, context, all_checks())) for one in (unit, better)
    )
    broken = {
        "again": fix_unit(better, context, FIXABLE)[0] != better,
        "letters": [char for char in was if char.isalnum()] != [char for char in now if char.isalnum()],
        "placeholders": count_placeholders(was, unit.markup) != count_placeholders(now, unit.markup),
        "new": not after <= before,
    }
    return [promise for promise, is_broken in broken.items() if is_broken]


def is_kept(catalogue: Catalogue, mended: dict[tuple[str | None, str], Unit]) -> bool:
    """Tell whether a catalogue with mended units has every byte of the others, and says what was meant."""
    new = replace_units(catalogue, mended)
    others = [
        (entry.gap, entry.text) == (old.gap, old.text)
        for entry, old in zip(new.entries, catalogue.entries, strict=True)
        if old.unit.key not in mended or old.unit.obsolete
    ]
    back = {unit.key: (unit.msgstr, unit.msgstr_plural) for unit in parse_catalogue(render_catalogue(new)).units}
    return all(others) and all(back[key] == (unit.msgstr, unit.msgstr_plural) for key, unit in mended.items())


if __name__ == "__main__":
    main()

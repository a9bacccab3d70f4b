"""Measures the number checks on labelled translations: false positives and recall by locale.

    python benchmarks/number_quality.py FILE.jsonl [FILE.jsonl ...] [--errors] [--change SEED]

Each line of a file is an object with ``source``, ``translation``, ``locale`` and ``label`` (``ok`` or ``wrong``), and
maybe ``source_locale``. A wrong line is caught if any number check finds something in it, and stopped if that is an
error. With a seed, the wrong lines are made of the correct ones: one digit of each translation is changed at random.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from i18n_tool import check_pair
from i18n_tool.model import Finding

Item = dict[str, str]


def read_items(paths: Iterable[Path]) -> Iterator[Item]:
    """Yield the lines of files as objects."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def change_digits(items: Iterable[Item], seed: int) -> Iterator[Item]:
    """Yield the correct lines, and each again with another digit where its translation has one."""
    chance = random.Random(seed)
    for item in items:
        if item["label"] != "ok":
            continue
        yield item
        text = item["translation"]
        places = [match.start() for match in re.finditer("[0-9]", text)]
        if places:
            at = chance.choice(places)
            digit = chance.choice([one for one in "123456789" if one != text[at]])
            yield {**item, "label": "wrong", "translation": f"{text[:at]}{digit}{text[at + 1 :]}"}


def find(item: Item) -> list[Finding]:
    """Return what the number checks find in one line."""
    return check_pair(
        item["source"],
        item["translation"],
        item["locale"],
        source_locale=item.get("source_locale", "en"),
        select=["NU"],
    )


def count(items: Iterable[Item], errors: bool) -> dict[str, Counter[str]]:
    """Count lines by locale: how many of each label, and how many of them have a finding."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        found = find(item)
        for group in (item["locale"], "all"):
            rows[group][item["label"]] += 1
            rows[group][f"{item['label']} found"] += bool(found)
            rows[group][f"{item['label']} stopped"] += any(one.severity == "error" for one in found)
        if errors and bool(found) != (item["label"] == "wrong"):
            print(f"{item['locale']} {item['label']}: {item['source']} | {item['translation']}")
            for finding in found:
                print(f"    {finding.code} {finding.severity} {finding.message}")
    return rows


def share(part: int, whole: int) -> str:
    """Return a share in percent, or a dash."""
    return f"{100 * part / whole:.1f}" if whole else "–"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true", help="print each line that is judged wrongly")
    parser.add_argument("--change", type=int, metavar="SEED", help="make the wrong lines of the correct ones")
    options = parser.parse_args()
    items = read_items(options.files)
    rows = count(items if options.change is None else change_digits(items, options.change), options.errors)
    print(
        f"{'locale':10}{'correct':>9}{'false alarms, %':>17}{'errors, %':>11}"
        f"{'wrong':>7}{'caught, %':>11}{'stopped, %':>12}"
    )
    for locale in sorted(rows, key=lambda name: (name == "all", name)):
        row = rows[locale]
        print(
            f"{locale:10}{row['ok']:9}{share(row['ok found'], row['ok']):>17}"
            f"{share(row['ok stopped'], row['ok']):>11}{row['wrong']:7}"
            f"{share(row['wrong found'], row['wrong']):>11}{share(row['wrong stopped'], row['wrong']):>12}"
        )


if __name__ == "__main__":
    main()

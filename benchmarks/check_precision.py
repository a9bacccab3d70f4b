"""How often the checks are right when they complain about translations that people made and others use.

Three steps. Sample: runs every check over the translations in some folders (``.mo`` and ``.po`` files below a folder
named after the locale, as gettext lays them out) and prints findings drawn at random as JSON lines::

    python -m benchmarks.check_precision sample /usr/share/locale --family TY --size 200 --seed 1 > sampled.jsonl

Judge: a person sets ``"right"`` to true or false in each line. Score::

    python -m benchmarks.check_precision score sampled.jsonl

prints, per rule, how many of the judged findings are right. ``count`` prints how often each rule fires, and how long it
takes for a unit.
"""

from __future__ import annotations

import json
import random
import re
import struct
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from i18n_tool.catalogue import read_catalogue
from i18n_tool.checks import all_checks, run_checks, select_checks
from i18n_tool.checks.base import Check, Context
from i18n_tool.errors import I18nToolError, LocaleError
from i18n_tool.languages import gettext_tag
from i18n_tool.model import Finding, Unit

_MAGIC = 0x950412DE
_HTML = re.compile(r"</(?:a|b|big|bold|code|em|i|italic|p|small|span|strong|sub|sup|tt|u)>|<br ?/?>|&[a-z]{2,5};")
_CREDITS = ("translator-credits", "translator_credits")
_LEFT_OUT = ("ST001", "ST002")


def read_mo(path: Path) -> Iterator[Unit]:
    """Yield the units of an MO file (GNU gettext manual, section "The Format of GNU MO Files")."""
    data = path.read_bytes()
    order = "<" if struct.unpack_from("<I", data)[0] == _MAGIC else ">"
    number, ids, texts = struct.unpack_from(f"{order}3I", data, 8)
    for index in range(number):
        msgid, msgstr = (_string(data, table + 8 * index, order) for table in (ids, texts))
        context, separator, rest = msgid.partition("\x04")
        singular, _, plural = (rest if separator else msgid).partition("\x00")
        if not singular:
            continue
        forms = msgstr.split("\x00")
        if plural:
            yield Unit(singular, msgid_plural=plural, msgstr_plural=tuple(forms))
        else:
            yield Unit(singular, msgstr, msgctxt=context if separator else None)


def _string(data: bytes, place: int, order: str) -> str:
    length, offset = struct.unpack_from(f"{order}2I", data, place)
    return data[offset : offset + length].decode("utf-8")


def read_units(path: Path) -> list[Unit]:
    """Return the accepted units of a file; none if it is in another charset."""
    try:
        units = read_mo(path) if path.suffix == ".mo" else iter(read_catalogue(path).units)
        return [
            replace(unit, markup="html" if _HTML.search(unit.msgid) else "text")
            for unit in units
            if unit.state == "accepted" and unit.msgid not in _CREDITS
        ]
    except (UnicodeDecodeError, I18nToolError, struct.error):
        return []


def find_files(folders: Iterable[Path], locales: frozenset[str]) -> Iterator[tuple[str, Path]]:
    """Yield the files below folders with the locale that a folder above them is named after."""
    for folder in folders:
        for path in sorted([*folder.rglob("*.mo"), *folder.rglob("*.po")]):
            if path.suffix == ".po" and path.with_suffix(".mo").exists():
                continue
            home = path.parent.parent.name if path.parent.name == "LC_MESSAGES" else path.parent.name
            try:
                locale = gettext_tag(home)
            except LocaleError:
                continue
            if not locale.startswith("en") and (not locales or locale in locales):
                yield locale, path


def find_units(folders: Iterable[Path], locales: frozenset[str], every: int) -> Iterator[tuple[str, Path, Unit]]:
    """Yield each pair of texts once, or one in so many of them."""
    seen: set[int] = set()
    number = 0
    for locale, path in find_files(folders, locales):
        for unit in read_units(path):
            key = hash((locale, unit.msgid, unit.msgstr, unit.msgstr_plural))
            if key not in seen:
                seen.add(key)
                number += 1
                if number % every == 0:
                    yield locale, path, unit


def chosen_checks(words: tuple[str, ...]) -> tuple[Check, ...]:
    """Return the checks that codes, names or families choose."""
    return select_checks(all_checks(), words, _LEFT_OUT)


common = (
    click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)),
    click.option("--locale", "locales", multiple=True, help="Only this locale; may be repeated."),
    click.option("--select", "--family", "words", multiple=True, help="Only this code, name or family."),
    click.option("--every", default=1, help="Look at one translation in so many."),
)


def with_common(command: click.decorators.FC) -> click.decorators.FC:
    """Add the arguments that sample and count share."""
    for option in common:
        command = option(command)
    return command


@click.group()
def main() -> None:
    """Measure how often the checks are right."""


@main.command()
@with_common
@click.option("--size", default=200, help="How many findings.")
@click.option("--per", type=click.Choice(["family", "rule"]), default="family", help="What the size counts for.")
@click.option("--seed", default=1)
def sample(
    folders: tuple[Path, ...],
    locales: tuple[str, ...],
    words: tuple[str, ...],
    every: int,
    size: int,
    per: str,
    seed: int,
) -> None:
    """Print findings drawn at random, to be judged."""
    drawn = Drawn(size, random.Random(seed))
    checks = chosen_checks(words)
    for locale, path, unit in find_units(folders, frozenset(locales), every):
        for finding in run_checks(unit, Context(locale), checks):
            drawn.offer(finding.code[:2] if per == "family" else finding.code, path, finding, unit)
    for line in drawn.lines():
        print(json.dumps(line, ensure_ascii=False))


class Drawn:
    """Findings drawn at random from a stream, a number of each group (Vitter's algorithm R)."""

    def __init__(self, size: int, chance: random.Random) -> None:
        self.size, self.chance = size, chance
        self.seen: Counter[str] = Counter()
        self.kept: dict[str, list[tuple[Path, Finding, Unit]]] = defaultdict(list)

    def offer(self, group: str, path: Path, finding: Finding, unit: Unit) -> None:
        """Take a finding, or not, so that each has the same chance."""
        self.seen[group] += 1
        kept = self.kept[group]
        if len(kept) < self.size:
            kept.append((path, finding, unit))
        elif (place := self.chance.randrange(self.seen[group])) < self.size:
            kept[place] = (path, finding, unit)

    def lines(self) -> Iterator[dict[str, object]]:
        """Yield what is to be judged."""
        for group in sorted(self.kept):
            for path, finding, unit in sorted(self.kept[group], key=lambda one: (one[1].code, one[1].locale)):
                yield {
                    "code": finding.code,
                    "locale": finding.locale,
                    "right": None,
                    "message": finding.message,
                    "source": unit.msgid_plural or unit.msgid,
                    "translation": unit.msgstr or " | ".join(unit.msgstr_plural),
                    "file": path.name,
                }


@main.command()
@with_common
def count(folders: tuple[Path, ...], locales: tuple[str, ...], words: tuple[str, ...], every: int) -> None:
    """Print how often each rule fires, and how long it takes for a unit."""
    checks = chosen_checks(words)
    units: Counter[str] = Counter()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    spent: defaultdict[str, float] = defaultdict(float)
    for locale, _, unit in find_units(folders, frozenset(locales), every):
        units[locale] += 1
        context = Context(locale)
        for check in checks:
            begin = time.process_time()
            findings = run_checks(unit, context, [check])
            spent[check.code] += time.process_time() - begin
            found[check.code][locale] += len(findings)
    total = units.total()
    print(f"{total} units in {len(units)} locales")
    for check in checks:
        code = check.code
        most = ", ".join(f"{locale} {number}" for locale, number in found[code].most_common(6) if number)
        print(
            f"{code} {check.name:24} {found[code].total():7} {found[code].total() / max(total, 1):8.3%}"
            f" {spent[code] / max(total, 1) * 1e6:6.1f} µs  {most}"
        )


@main.command()
@click.argument("judged", type=click.Path(path_type=Path, exists=True))
def score(judged: Path) -> None:
    """Print, per rule, how many of the judged findings are right."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for line in judged.read_text(encoding="utf-8").splitlines():
        finding = json.loads(line)
        if finding["right"] is not None:
            seen[finding["code"]] += 1
            right[finding["code"]] += bool(finding["right"])
    print("| code | judged | right | precision |\n| --- | ---: | ---: | ---: |")
    for code in sorted(seen):
        print(f"| {code} | {seen[code]} | {right[code]} | {right[code] / seen[code]:.0%} |")


if __name__ == "__main__":
    main()

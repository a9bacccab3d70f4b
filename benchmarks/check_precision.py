"""How often the checks are right when they complain about translations that people made and others use.

Four steps. Find: runs every rule over the accepted translations below some folders and appends what it finds to a file,
a line for each package and locale; a second run goes on where the first was stopped::

    python -m benchmarks.check_precision find FOLDER... --out found.jsonl

Sample: draws findings of each family, spread over its rules and locales, as JSON lines to be judged::

    python -m benchmarks.check_precision sample found.jsonl --size 200 --seed 1 > sampled.jsonl

Judge: a person reads each line and sets ``verdict`` to ``right``, ``wrong`` or ``unclear``; ``keep`` then shortens the
texts to what may be quoted. Score::

    python -m benchmarks.check_precision score benchmarks/precision/judged.jsonl

prints, per family, rule and severity, how often it fired and how many of the judged findings are right. The rules of
the glossary need terms: ``terms FOLDER...`` makes a glossary file of the glossaries that translators keep in PO files,
or of the names of countries of iso-codes, for ``find --glossary``.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from benchmarks.accepted import LOCALES, Source, draw, find_sources, read_file
from benchmarks.glossaries import country_terms, project_terms
from i18n_tool.checks import (
    all_catalogue_checks,
    all_checks,
    all_file_checks,
    all_project_checks,
    all_rules,
    code_matches,
    run_checks,
    select_checks,
)
from i18n_tool.checks.base import Check, Context
from i18n_tool.errors import CatalogueError
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.writing import render_terms
from i18n_tool.model import Finding, Unit

_EXCERPT = 120
_FOLDERS = re.compile(r"/\S*/(?=[^/\s]+/[^/\s]+\.[pm]o)")
_ABOUT = re.compile(r"['\"]([^'\"]+)['\"]")


@click.group()
def main() -> None:
    """Measure how often the checks are right."""


folders_argument = click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
locale_option = click.option("--locale", "locales", multiple=True, default=LOCALES, help="Only this one; repeatable.")


@main.command()
@folders_argument
@locale_option
@click.option("--countries", is_flag=True, help="The folders hold the names of countries of iso-codes.")
def terms(folders: tuple[Path, ...], locales: tuple[str, ...], countries: bool) -> None:
    """Print the glossary that translators keep in PO files, as a glossary file."""
    sources = [source for group in find_sources(folders, locales).values() for source in group]
    print(render_terms((country_terms if countries else project_terms)(sources)), end="")


@main.command()
@folders_argument
@locale_option
@click.option("--select", "words", multiple=True, help="Only this code, name or family.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where a line for each package goes.")
@click.option("--glossary", "glossaries", multiple=True, type=click.Path(path_type=Path, exists=True))
@click.option("--of-file", default=300, help="So many units of a file at most.")
@click.option("--of-package", default=2000, help="So many units of a package and locale at most.")
@click.option("--seed", default="1", help="Which units are drawn.")
def find(
    folders: tuple[Path, ...],
    locales: tuple[str, ...],
    words: tuple[str, ...],
    out: Path,
    glossaries: tuple[Path, ...],
    of_file: int,
    of_package: int,
    seed: str,
) -> None:
    """Run the rules and write down what they find."""
    glossary = Glossary.load(glossaries)
    done = {(line["package"], line["locale"]) for line in read_lines(out)} if out.exists() else set()
    search = Search(words, of_file, of_package, seed)
    with out.open("a", encoding="utf-8") as lines:
        for (package, locale), sources in find_sources(folders, locales).items():
            if (package, locale) in done:
                continue
            found = search.run(sources, Context(locale, glossary=glossary))
            line = {"package": package, "locale": locale, **found}
            print(json.dumps(line, ensure_ascii=False), file=lines, flush=True)


class Search:
    """The rules, and how much they are run over."""

    def __init__(self, words: tuple[str, ...], of_file: int, of_package: int, seed: str) -> None:
        self.words, self.of_file, self.of_package, self.seed = words, of_file, of_package, seed
        self.checks: tuple[Check, ...] = select_checks(all_checks(), words)
        self.by_catalogue = select_checks(all_catalogue_checks(), words)
        self.by_file = [rule for rule in all_file_checks() if self._is_wanted(rule.code, rule.name)]
        self.by_project = [rule for rule in all_project_checks() if self._is_wanted(rule.code, rule.name)]

    def _is_wanted(self, code: str, name: str) -> bool:
        return not self.words or code_matches(code, name, self.words)

    def run(self, sources: list[Source], context: Context) -> dict[str, Any]:
        """Return how many units of a package and locale were looked at, and the findings."""
        found: list[dict[str, Any]] = []
        whole: dict[str, list[Unit]] = {}
        number = 0
        for source in random.Random(self.seed).sample(sources, len(sources)):
            try:
                units, catalogue = read_file(source.path)
            except CatalogueError as problem:
                found.append(_unreadable(source, problem))
                continue
            units = draw(units, min(self.of_file, self.of_package - number), f"{self.seed} {source.path.name}")
            number += len(units)
            name = str(source.path)
            whole[name] = units
            for unit in units:
                found += [_line(name, finding, unit) for finding in run_checks(unit, context, self.checks)]
            by_text = {unit.key: unit for unit in units}
            for check in self.by_catalogue:
                found += [
                    _line(name, one, by_text.get((one.msgctxt, one.msgid))) for one in check.check(units, context)
                ]
            if catalogue is not None:
                for rule in self.by_file:
                    found += [_line(name, one, None) for one in rule.findings(catalogue, context)]
        for project_rule in self.by_project:
            for name, finding in project_rule.check(whole, context):
                found.append(_line(name, finding, None))
        return {"units": number, "files": len(whole), "findings": found}


def _unreadable(source: Source, problem: CatalogueError) -> dict[str, Any]:
    """Return the finding that check itself reports of a file that cannot be read."""
    message = f"{problem.what} {problem.advice} (line {problem.line})"
    return _line(str(source.path), Finding("CA001", "unreadable-catalogue", "error", message), None)


def _line(path: str, finding: Finding, unit: Unit | None) -> dict[str, Any]:
    source, translation = finding.msgid, finding.msgstr
    if unit and unit.msgid_plural is not None:
        source, translation = f"{unit.msgid} | {unit.msgid_plural}", " | ".join(unit.msgstr_plural)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "source": source,
        "translation": translation,
        "file": path,
    }


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file with one on each line."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)


@main.command()
@click.argument("found", type=click.Path(path_type=Path, exists=True))
@click.option("--select", "words", multiple=True, help="Only this code or family.")
@click.option("--size", default=200, help="How many findings of a family.")
@click.option("--seed", default=1)
@click.option("--without", multiple=True, type=click.Path(path_type=Path, exists=True), help="Judged already.")
def sample(found: Path, words: tuple[str, ...], size: int, seed: int, without: tuple[Path, ...]) -> None:
    """Print findings drawn at random, to be judged."""
    judged = {_identity(line) for path in without for line in read_lines(path)}
    quoted = {_place(line) for path in without for line in read_lines(path) if line["source"].startswith("…")}
    families: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    seen = set(judged)
    for group in read_lines(found):
        for one in group["findings"]:
            line = {"verdict": "", "package": group["package"], "locale": group["locale"], **one}
            code = one["code"]
            if (
                _identity(line) not in seen
                and _place(line) not in quoted
                and (not words or code in words or code[:2] in words)
            ):
                seen.add(_identity(line))
                families[code[:2]][code].append(line)
    chance = random.Random(seed)
    for _, rules in sorted(families.items()):
        streams = [spread(lines, chance) for _, lines in sorted(rules.items())]
        drawn = [line for _, line in zip(range(size), take_turns(streams), strict=False)]
        for line in sorted(drawn, key=lambda one: (one["code"], one["locale"])):
            print(json.dumps({**line, "sample": seed}, ensure_ascii=False))


def _identity(line: Mapping[str, Any]) -> tuple[str, ...]:
    return (line["code"], line["locale"], line["source"][:40], line["translation"][:40])


def _place(line: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what tells a finding apart of which only an excerpt from the middle of its text is kept."""
    return (line["code"], line["locale"], Path(line["file"]).name, line["message"][:40])


def spread(lines: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the findings of a rule in a random order in which packages and locales take turns."""
    homes: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        homes[line["locale"], line["package"]].append(line)
    by_locale: dict[str, list[list[dict[str, Any]]]] = defaultdict(list)
    for (locale, _), group in sorted(homes.items()):
        by_locale[locale].append(chance.sample(group, len(group)))
    groups = [chance.sample(group, len(group)) for group in by_locale.values()]
    chance.shuffle(groups)
    return take_turns([take_turns([iter(one) for one in group]) for group in groups])


def take_turns(streams: Iterable[Iterator[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Yield from each stream in turn until all are empty."""
    waiting = list(streams)
    while waiting:
        rest = []
        for stream in waiting:
            line = next(stream, None)
            if line is not None:
                yield line
                rest.append(stream)
        waiting = rest


@main.command()
@click.argument("judged", type=click.Path(path_type=Path, exists=True))
def keep(judged: Path) -> None:
    """Print judged findings with excerpts of their texts, short enough to be quoted."""
    for line in read_lines(judged):
        words = [match[1] for match in _ABOUT.finditer(line["message"])]
        for field in ("source", "translation"):
            line[field] = excerpt(line[field], words)
        path = Path(line["file"])
        home = path.parts.index(line["package"]) + 1 if line["package"] in path.parts else -2
        line["file"] = "/".join(path.parts[home:])
        line["message"] = excerpt(_FOLDERS.sub("", line["message"]), [])
        print(json.dumps(line, ensure_ascii=False))


def excerpt(text: str, words: Iterable[str]) -> str:
    """Return the stretch of a text around the first of some words that it has, or its beginning."""
    if len(text) <= _EXCERPT:
        return text
    place = next((text.find(word) for word in words if word in text), 0)
    start = max(0, min(place - _EXCERPT // 3, len(text) - _EXCERPT + 2))
    return (
        f"{'…' if start else ''}{text[start : start + _EXCERPT - 2]}{'…' if start + _EXCERPT - 2 < len(text) else ''}"
    )


@main.command()
@click.argument("found", type=click.Path(path_type=Path, exists=True))
def count(found: Path) -> None:
    """Print how much was looked at and how often each rule fired, in all and with each severity, as JSON."""
    units: Counter[str] = Counter()
    fired: dict[str, Counter[str]] = defaultdict(Counter)
    for group in read_lines(found):
        units[group["locale"]] += group["units"]
        for one in group["findings"]:
            for rule in (one["code"], f"{one['code']} {one['severity']}"):
                fired[rule][group["locale"]] += 1
    rules = {
        rule: {"seen": sum(units[locale] for locale in by_locale), "findings": by_locale.total()}
        for rule, by_locale in sorted(fired.items())
    }
    print(json.dumps({"units": units.total(), "locales": units, "rules": rules}, indent=1))


@main.command()
@click.argument("judged", type=click.Path(path_type=Path, exists=True))
@click.option("--counts", type=click.Path(path_type=Path, exists=True), help="What count printed.")
def score(judged: Path, counts: Path | None) -> None:
    """Print how many of the judged findings are right: per rule in its first round, per severity in its last."""
    fired = json.loads(counts.read_text(encoding="utf-8"))["rules"] if counts else {}
    verdicts: dict[str, dict[int, dict[str, Counter[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(Counter))
    )
    for line in read_lines(judged):
        verdicts[line["code"]][line.get("round", 1)][line["severity"]][line["verdict"]] += 1
    severity = {rule.code: rule.severity for rule in all_rules()}
    print("| rule | severity | units | findings | first: right | wrong | ? | % | last: right | wrong | ? | % |")
    print("| --- | --- " + "| ---: " * 10 + "|")
    for family in sorted({code[:2] for code in verdicts}):
        rules = {code: rounds for code, rounds in sorted(verdicts.items()) if code[:2] == family}
        sums = [sum((_sum(rounds[pick(rounds)]) for rounds in rules.values()), Counter[str]()) for pick in (min, max)]
        print(f"| **{family}** | | | | {_shares(sums[0])} | {_shares(sums[1])} |")
        for code, rounds in rules.items():
            last = rounds[max(rounds)]
            first = _shares(_sum(rounds[min(rounds)]))
            for name, counted in sorted(last.items()):
                rule = f"{code} {name}" if len(last) > 1 else code
                seen, findings = (fired.get(rule, {}).get(word, "") for word in ("seen", "findings"))
                weight = name if len(last) > 1 else severity[code]
                print(f"| {code} | {weight} | {seen} | {findings} | {first} | ", end="")
                print(f"{_shares(counted) if len(rounds) > 1 else '| | |'} |")
                first = "| | |"


@main.command()
@click.argument("judged", type=click.Path(path_type=Path, exists=True))
def left(judged: Path) -> None:
    """Print how many of the judged findings are right among those that are still reported, per rule and severity.

    ``now`` of a judged line is the severity that the finding had after the last correction, or ``gone``.
    """
    verdicts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in read_lines(judged):
        if "now" in line:
            verdicts[line["code"], line["now"]][line["verdict"]] += 1
    print("| rule | now | right | wrong | ? | % |")
    print("| --- | --- " + "| ---: " * 4 + "|")
    for (code, now), counted in sorted(verdicts.items()):
        print(f"| {code} | {now} | {_shares(counted)} |")


def _sum(by_severity: Mapping[str, Counter[str]]) -> Counter[str]:
    return sum(by_severity.values(), Counter[str]())


def _shares(verdicts: Counter[str]) -> str:
    right, wrong = verdicts["right"], verdicts["wrong"]
    share = f"{right / (right + wrong):.0%}" if right + wrong else ""
    return f"{right} | {wrong} | {verdicts['unclear']} | {share}"


if __name__ == "__main__":
    main()

"""Measures the glossary matcher on labelled translations: false positives, recall, near misses, forbidden renderings.

    python benchmarks/glossary_quality.py FILE.jsonl [--errors]

Each line of the file is an object with ``lang``, ``source``, ``target``, ``terms`` (a list of ``source`` and
``target``), ``label`` (``compliant`` or ``violation``), ``violated`` (the sources of the terms that are not rendered)
and ``set``. Terms of a violation that are not listed as violated are not judged: nobody vouches for them.

A *near miss* is made from a compliant line: its term is asked for with the rendering of another term of the same
language and set, one word that shares its first four letters with the right one but is no form of it and does not
stand in the translation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from i18n_tool.glossary import Glossary

Item = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One term of one line, and what the matcher should say."""

    group: str
    lang: str
    source: str
    translation: str
    term: str
    rendering: str
    wrong: bool


def read_items(path: Path) -> list[Item]:
    """Return the lines of a file as objects."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def clear_cases(items: Iterable[Item]) -> Iterator[Case]:
    """Yield the terms of compliant lines and the violated terms of the others."""
    for item in items:
        wrong = item["label"] == "violation"
        for term in item["terms"]:
            if term["source"].strip() and (not wrong or term["source"] in item["violated"]):
                yield Case(
                    item["set"], item["lang"], item["source"], item["target"], term["source"], term["target"], wrong
                )


def near_misses(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield cases that ask for a word of the same beginning as the right one."""
    known: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    right: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    kept = [case for case in cases if not case.wrong]
    for case in kept:
        word = case.rendering.casefold()
        if re.fullmatch(r"\w{5,}", word):
            known[case.group, case.lang].setdefault(word, case.term)
            right[case.group, case.lang].add((_headword(case.term), word))
    seen: set[tuple[str, str, str]] = set()
    for case in kept:
        word = case.rendering.casefold()
        for other, term in known[case.group, case.lang].items():
            if (
                other[:4] == word[:4]
                and other != word
                and other not in case.translation.casefold()
                and not _same_word(case.term, word, term, other)
                and (case.lang, word, other) not in seen
            ):
                seen.add((case.lang, word, other))
                yield Case(case.group, case.lang, case.source, case.translation, case.term, other, True)


def _headword(term: str) -> str:
    word = term.casefold()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _same_word(term: str, word: str, other_term: str, other: str) -> bool:
    """Tell whether two renderings may be forms of one word: equal sources, or only a short ending differs."""
    if _headword(term) == _headword(other_term):
        return True
    shared = next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
    )
    return max(len(word), len(other)) - shared <= 2


def judge(case: Case) -> str:
    """Return what the matcher says of a case: yes, maybe or no."""
    glossary = Glossary.from_terms([{"term": case.term, case.lang: case.rendering}])
    return glossary.match_target(glossary.terms[0], case.translation, case.lang, source=case.source).found


def forbidden_found(case: Case) -> bool:
    """Tell whether a rendering is found when it is forbidden."""
    glossary = Glossary.from_terms([{"term": case.term, f"{case.lang}!": case.rendering}])
    return bool(glossary.forbidden_in(glossary.terms[0], case.translation, case.lang))


def found_in_source(item: Item) -> tuple[int, int]:
    """Return how many terms of a line are found in its source text, and how many should be."""
    names = {term["source"] for term in item["terms"] if term["source"].strip()}
    found = {one.term.source for one in Glossary.from_terms({"term": name} for name in names).find(item["source"])}
    return len(found), len(names)


def percent(part: float, whole: float) -> str:
    """Return a share as a number with two digits, or a dash."""
    return f"{100 * part / whole:.2f}" if whole else "–"


def show_table(title: str, rows: dict[str, Counter[str]], names: tuple[str, ...]) -> None:
    """Print the share of each verdict by group."""
    print(f"\n{title}\n{'':24}{'terms':>8}" + "".join(f"{name:>14}" for name in names))
    for group, counts in rows.items():
        total = counts.total()
        cells = {
            "no": percent(counts["no"], total),
            "maybe": percent(counts["maybe"], total),
            "no or maybe": percent(counts["no"] + counts["maybe"], total),
        }
        print(f"{group:24}{total:8}" + "".join(f"{cells[name]:>14}" for name in names))


def count(cases: Iterable[Case], show: str | None) -> dict[str, Counter[str]]:
    """Judge cases and count the verdicts by set and language, by language, and over all."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        said = judge(case)
        for group in (f"{case.group} {case.lang}", f"  all {case.lang}", "  all"):
            rows[group][said] += 1
        if show and (said == "yes") == case.wrong:
            print(f"{show} [{said}] {case.lang} {case.term!r} {case.rendering!r}: {case.translation}")
    return dict(sorted(rows.items(), key=lambda row: (row[0].startswith(" "), row[0])))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each case that is judged wrongly")
    options = parser.parse_args()
    items = read_items(options.file)
    cases = list(clear_cases(items))
    names = ("no", "maybe", "no or maybe")

    def show(word: str) -> str | None:
        return word if options.errors else None

    right = [case for case in cases if not case.wrong]
    show_table("False positives, % of rendered terms", count(right, show("FALSE POSITIVE")), names)
    wrong = [case for case in cases if case.wrong]
    show_table("Recall on clear violations, %", count(wrong, show("MISSED")), names)
    show_table("Recall on near misses, %", count(near_misses(cases), show("NEAR MISS")), names)
    hits = sum(map(forbidden_found, right))
    alarms = sum(map(forbidden_found, wrong))
    print(f"\nForbidden: {percent(hits, len(right))} % of those that stand there are found,")
    print(f"           {percent(alarms, len(wrong))} % of those that do not are reported all the same")
    found = [found_in_source(item) for item in items]
    share = percent(sum(count for count, _ in found), sum(count for _, count in found))
    print(f"Source: {share} % of the terms are found there, the others not or only inside longer ones")


if __name__ == "__main__":
    main()

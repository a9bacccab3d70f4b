"""How often do we cut a text where people did? Prints exact matches and boundary F1 per group and language.

Usage: python benchmarks/segmentation_quality.py FILE.jsonl [--errors LANGUAGE] [--half 0|1]

Each line of FILE is an object with ``text``, ``lang``, ``sentences`` (in order), ``origin``, ``golden`` and ``tags``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from i18n_tool.segmentation import split_sentences

NOT_PROSE = {"newline", "list", "fragment", "glued", "lowerstart", "tokenised", "span"}


@dataclass
class Score:
    """Counts over the cases of one group."""

    cases: int = 0
    exact: int = 0
    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Return the F1 of the boundaries between sentences; 1 where there are none and none was made."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


def boundaries(sentences: list[str]) -> set[int]:
    """Return the inner boundaries as counts of the characters before them that are no white space."""
    found: set[int] = set()
    count = 0
    for sentence in sentences:
        count += len("".join(sentence.split()))
        found.add(count)
    found.discard(count)
    return found


def groups_of(case: dict[str, Any]) -> Iterator[str]:
    """Yield the names of the groups that a case belongs to."""
    origin, language = case["origin"], case["lang"]
    if origin.startswith("ud_"):
        yield "treebanks, all"
        yield f"treebank {origin[3:]} {language}"
        return
    if origin == "hand_news":
        yield "city news, all"
    if case["golden"]:
        yield "golden, all"
        if language == "en":
            yield "golden en"
    if not NOT_PROSE & set(case["tags"]):
        yield "prose, all"
        yield f"prose {language}"
    else:
        yield "other rules, all"
    yield "rules, all"


def main() -> None:
    """Score a file and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", metavar="GROUP", help="print the cases of a group that differ")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only one half of the cases, by a hash of their id")
    options = parser.parse_args()
    scores: dict[str, Score] = defaultdict(Score)
    lost = 0
    for line in options.file.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if options.half is not None and hashlib.md5(case["id"].encode()).digest()[0] % 2 != options.half:
            continue
        spans = split_sentences(case["text"], case["lang"])
        got = [case["text"][start:end] for start, end in spans]
        lost += "".join("".join(got).split()) != "".join(case["text"].split())
        want_at, got_at = boundaries(case["sentences"]), boundaries(got)
        groups = list(groups_of(case))
        for group in groups:
            score = scores[group]
            score.cases += 1
            score.exact += want_at == got_at
            score.right += len(want_at & got_at)
            score.extra += len(got_at - want_at)
            score.missed += len(want_at - got_at)
        if options.errors in groups and want_at != got_at:
            print(f"{case['lang']} {case['tags']}\n  want {' ¦ '.join(case['sentences'])}\n  got  {' ¦ '.join(got)}")
    print(f"{'group':<22}{'cases':>6}{'exact %':>9}{'F1':>8}{'extra':>7}{'missed':>7}")
    for group in sorted(scores, key=lambda name: ("all" not in name and name != "golden en", name)):
        score = scores[group]
        print(
            f"{group:<22}{score.cases:>6}{100 * score.exact / score.cases:>9.1f}{100 * score.f1:>8.1f}"
            f"{score.extra:>7}{score.missed:>7}"
        )
    print(f"cases with lost characters: {lost}")


if __name__ == "__main__":
    main()

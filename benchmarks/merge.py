"""Merge a large catalogue with its edited article, by i18n-tool and by msgmerge with fuzzy matching.

    python -m benchmarks.merge [--units 100000] [--edited 0.05] [--without-msgmerge]

Both get the same catalogue, in which every unit is accepted, and the same template, in which some sentences were
edited, and both write a catalogue. Counted are the CPU seconds of the whole process, and how many edited sentences
have the translation of the sentence that they were made from. msgmerge takes some 250 s for 100,000 units; the time
grows with their square, so 20,000 show the same in 12 s.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import SUBJECTS, VERBS, Writer
from benchmarks.measure import PYTHON, Cost, heading, run, table
from i18n_tool.catalogue import (
    Catalogue,
    merge_catalogue,
    new_template,
    read_catalogue,
    render_catalogue,
    replace_units,
    write_catalogue,
)
from i18n_tool.model import Segment, Unit

KINDS = ("a word replaced", "words added", "a number changed", "moved and a word replaced", "joined with the next")
"""What is done to a sentence."""
_SHARES = (60, 15, 10, 10, 5)


@dataclass(frozen=True, slots=True)
class Sample:
    """A catalogue, its edited article, and what belongs together."""

    segments: Sequence[Segment]
    """The article as it was."""
    edited: Sequence[Segment]
    """The article as it is."""
    origins: dict[str, tuple[str, int]]
    """What was done to an edited sentence, and the number of the sentence it was made from."""


def make_sample(units: int, share: float, seed: int = 1) -> Sample:
    """Return articles of sixty sentences each, and an edit of some of them."""
    writer = Writer(seed)
    texts: dict[str, None] = {}
    while len(texts) < units:
        texts[f"{writer.sentence()[:-1]}, {writer.random.randint(1, 9999)}."] = None
    segments = [Segment(text, "paragraph", f"a{at // 60:04}.md", at % 60 + 1) for at, text in enumerate(texts)]
    chance = random.Random(seed)
    edited: list[Segment] = []
    moved: list[Segment] = []
    origins: dict[str, tuple[str, int]] = {}
    skip = False
    for number, segment in enumerate(segments):
        if skip or chance.random() >= share:
            edited += [] if skip else [segment]
            skip = False
            continue
        kind = chance.choices(KINDS, _SHARES)[0]
        following = segments[number + 1].text if number + 1 < len(segments) else ""
        text = _edit(segment.text, kind, following, chance)
        new = Segment(text, "paragraph", segment.path, segment.line)
        if text not in texts:
            origins[text] = (kind, number)
        if kind.startswith("moved"):
            moved.append(new)
        else:
            edited.append(new)
        skip = kind.startswith("joined")
    for segment in moved:
        edited.insert(chance.randrange(len(edited)), segment)
    return Sample(segments, [s for s in edited if s.text in origins or s.text in texts], origins)


def _edit(text: str, kind: str, following: str, chance: random.Random) -> str:
    words = text.split()
    if kind == "words added":
        return text[:-1] + f" and {chance.choice(VERBS)} {chance.choice(SUBJECTS)}."
    if kind == "a number changed":
        return f"{text.rpartition(', ')[0]}, {chance.randint(10_000, 99_999)}."
    if kind.startswith("joined"):
        return f"{text} {following}"
    words[chance.randrange(1, len(words) - 1)] = chance.choice(["earlier", "regional", "today", "seven", "reopened"])
    return " ".join(words)


def accepted_catalogue(segments: Sequence[Segment]) -> Catalogue:
    """Return a catalogue in which every translation begins with the number of its sentence."""
    fresh = merge_catalogue(None, segments, locale="es", segmentation="sentence 1")
    return replace_units(fresh, {u.key: _translate(u, number) for number, u in enumerate(fresh.units)})


def _translate(unit: Unit, number: int) -> Unit:
    return Unit(unit.msgid, f"{number}: {unit.msgid.upper()}", extracted=unit.extracted, references=unit.references)


def merge_like_msgmerge(catalogue: Path, template: Path, output: Path) -> None:
    """Read, merge and write, as msgmerge does."""
    segments = [
        Segment(unit.msgid, unit.extracted[0], path, line or 1)
        for unit in read_catalogue(template).units
        for path, line in unit.references
    ]
    merged = merge_catalogue(read_catalogue(catalogue), segments, locale="es", segmentation="sentence 1")
    write_catalogue(merged, output)


def count_right(output: Path, sample: Sample) -> tuple[Counter[str], int]:
    """Return the edited sentences with the right translation by kind, and those with a wrong one."""
    right: Counter[str] = Counter()
    wrong = 0
    for unit in read_catalogue(output).units:
        if unit.obsolete or unit.msgid not in sample.origins or not unit.msgstr:
            continue
        kind, number = sample.origins[unit.msgid]
        if unit.fuzzy and unit.msgstr.startswith(f"{number}: "):
            right[kind] += 1
        else:
            wrong += 1
    return right, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--edited", type=float, default=0.05)
    parser.add_argument("--without-msgmerge", action="store_true")
    parser.add_argument("--merge", nargs=3, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.merge:
        merge_like_msgmerge(*arguments.merge)
        return
    with tempfile.TemporaryDirectory() as name:
        print(heading(" ".join(["python -m benchmarks.merge", *sys.argv[1:]])))
        compare(Path(name), make_sample(arguments.units, arguments.edited), msgmerge=not arguments.without_msgmerge)


def compare(folder: Path, sample: Sample, *, msgmerge: bool) -> None:
    """Print what each program costs and finds."""
    po, pot = folder / "old.po", folder / "new.pot"
    po.write_text(render_catalogue(accepted_catalogue(sample.segments)), encoding="utf-8")
    pot.write_text(render_catalogue(new_template(sample.edited, segmentation="sentence 1")), encoding="utf-8")
    commands: dict[str, list[str | Path]] = {
        "i18n-tool": [PYTHON, "-m", "benchmarks.merge", "--merge", po, pot, folder / "i18n-tool.po"]
    }
    if msgmerge:
        commands["msgmerge"] = ["msgmerge", "--quiet", "--previous", "--output-file", folder / "msgmerge.po", po, pot]
        commands["msgmerge, no fuzzy matching"] = [*commands["msgmerge"], "--no-fuzzy-matching"]
    costs: dict[str, Cost] = {}
    rows = []
    asked = Counter(kind for kind, _ in sample.origins.values())
    for tool, command in commands.items():
        cost = costs[tool] = run(command, Path.cwd())
        if cost.code:
            raise SystemExit(f"{tool}: {cost.output}")
        right, wrong = count_right(folder / f"{tool.partition(',')[0]}.po", sample)
        found = [f"{right[kind]} of {asked[kind]}" for kind in KINDS]
        rows.append([tool, f"{cost.cpu:.1f}", *found, str(right.total()), str(wrong)])
    print(f"{len(sample.segments)} units, {len(sample.origins)} sentences edited\n")
    print(table(["program", "CPU s", *KINDS, "right", "wrong"], rows))
    if msgmerge:
        print(f"\nmsgmerge takes {costs['msgmerge'].cpu / costs['i18n-tool'].cpu:.1f} × the CPU time of i18n-tool.")


if __name__ == "__main__":
    main()

"""How quick the memory is, how much of what brute force finds it finds, and how its index grows.

``python -m benchmarks.memory --pairs 1000000`` fills memories of four sizes with made-up sentences, the same for the
same seed, and prints a table for each question.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import os
import random
import resource
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks import corpus
from benchmarks.measure import heading, table
from i18n_tool.memory import Entry, Memory, Pair, Place
from i18n_tool.model import Unit

_LETTERS = """
b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t tr v w
a e i o u ea ai ou oo ee
n r l s t nd rk st m ck
the of to and in a is for on that with was as by at from it be are has this an will were its which or had not but their
"""
ONSETS, VOWELS, CODAS, SMALL = (line.split() for line in _LETTERS.strip().splitlines())
THRESHOLD = 0.75


class Author:
    """Writes sentences whose words are as unevenly frequent as in a language, and edits of them."""

    def __init__(self, seed: int, words: int = 30_000) -> None:
        self.random = random.Random(seed)
        self.news = corpus.Writer(seed)
        made: dict[str, None] = {}
        while len(made) < words:
            made["".join(self.syllable() for _ in range(self.random.choice((1, 2, 2, 2, 3, 3))))] = None
        self.words = sorted(made, key=lambda word: len(word) + self.random.random() * 6)
        self.weights = list(itertools.accumulate(1 / (rank + 8) ** 0.95 for rank in range(words)))

    def syllable(self) -> str:
        return self.random.choice(ONSETS) + self.random.choice(VOWELS) + self.random.choice((*CODAS, "", ""))

    def word(self) -> str:
        if self.random.random() < 0.42:
            return SMALL[min(int(self.random.expovariate(0.12)), len(SMALL) - 1)]
        return self.words[bisect.bisect(self.weights, self.random.random() * self.weights[-1])]

    def sentence(self) -> str:
        """Return a sentence: three of ten are city news, which are much alike, the others of made-up words."""
        if self.random.random() < 0.3:
            return self.news.sentence()
        words = [self.word() for _ in range(max(2, min(45, int(self.random.lognormvariate(2.5, 0.55)))))]
        if self.random.random() < 0.3:
            words[self.random.randrange(len(words))] = str(self.random.randint(1, 3000))
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.random.choice("....?:")

    def edit(self, text: str, times: int) -> str:
        """Return a text with some words changed, taken out, put in, swapped, in other case or misspelt."""
        words = text.split()
        for _ in range(times):
            at, how = self.random.randrange(len(words)), self.random.random()
            if how < 0.4:
                words[at] = self.word()
            elif how < 0.55 and len(words) > 2:
                del words[at]
            elif how < 0.7:
                words.insert(at, self.word())
            elif how < 0.8:
                words[at] = str(self.random.randint(1, 3000))
            elif how < 0.88:
                other = self.random.randrange(len(words))
                words[at], words[other] = words[other], words[at]
            elif how < 0.94:
                words[at] = words[at].swapcase()
            else:
                letter = self.random.randrange(len(words[at]))
                words[at] = words[at][:letter] + self.random.choice("aeiourst") + words[at][letter + 1 :]
        return " ".join(words)

    def different(self, count: int) -> list[str]:
        """Return sentences, each once; a fifth of them are edits of others."""
        found: dict[str, None] = {}
        recent: list[str] = []
        while len(found) < count:
            text = self.sentence()
            if recent and self.random.random() < 0.2:
                text = self.edit(self.random.choice(recent), self.random.randint(1, 3))
            if text not in found:
                found[text] = None
                recent = [*recent[-199:], text]
        return list(found)

    def questions(self, texts: Sequence[str], count: int) -> list[str]:
        """Return texts to look up: four of five are edits of known ones, the others new."""
        return [
            self.sentence() if number % 5 == 4 else self.edit(self.random.choice(texts), self.random.randint(1, 4))
            for number in range(count)
        ]


def cpu() -> float:
    """Return the seconds of CPU that this process has taken."""
    taken = os.times()
    return taken.user + taken.system


def entries_of(texts: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries of sentences, translated by turning them round."""
    for at, text in enumerate(texts):
        around = texts[at - 1] if at else None, texts[at + 1] if at + 1 < len(texts) else None
        yield Entry(text, (Pair("es", text[::-1]),), None, *around)


def best_scores(texts: Sequence[str], questions: Sequence[str]) -> list[float]:
    """Return the best similarity of each question over all texts, by comparing it with each of possible length."""
    ordered = sorted(texts, key=len)
    lengths = [len(text) for text in ordered]
    scores = []
    for question in questions:
        low = bisect.bisect_left(lengths, int(len(question) * THRESHOLD))
        high = bisect.bisect_right(lengths, int(len(question) / THRESHOLD) + 1)
        found = process.extractOne(
            question, ordered[low:high], scorer=Levenshtein.normalized_similarity, score_cutoff=THRESHOLD
        )
        scores.append(float(found[1]) if found else 0.0)
    return scores


def sample_places(texts: Sequence[str], count: int) -> list[Place]:
    """Return places from all over, a hundred in a row, as catalogues have them."""
    found = []
    for start in range(0, len(texts), max(100, 100 * len(texts) // count)):
        for at in range(start, min(start + 100, len(texts))):
            before = texts[at - 1] if at else None
            found.append(Place(Unit(texts[at]), before, texts[at + 1] if at + 1 < len(texts) else None))
    return found


def measure(texts: Sequence[str], questions: Sequence[str], folder: Path) -> list[str]:
    """Return the row of one size."""
    path = folder / f"{len(texts)}.sqlite"
    with Memory(path) as memory:
        start = cpu()
        memory.take_in("made-up.tmx", entries_of(texts), "1")
        filled = cpu()
        memory.prepare()
        indexed = cpu()
    size = path.stat().st_size / 2**20
    with Memory(path) as memory:
        places = sample_places(texts, 50_000)
        before = cpu()
        wrong = sum((match := memory.look_up(place, "es")) is None or not match.in_context for place in places)
        exact = len(places) / (cpu() - before)
        memory.look_up_similar(questions[0], "es")
        before = cpu()
        found = [memory.look_up_similar(question, "es", THRESHOLD) for question in questions]
        similar = len(questions) / (cpu() - before)
    truth = best_scores(texts, questions)
    known = sum(score > 0 for score in truth)
    hit = sum(
        score > 0 and match is not None and match.score >= score - 1e-9
        for score, match in zip(truth, found, strict=True)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        f"{len(texts):,}",
        f"{filled - start:.0f}",
        f"{indexed - filled:.0f}",
        f"{1e6 * (indexed - filled) / len(texts):.0f}",
        f"{size:.0f}",
        f"{exact:,.0f}" + (f" ({wrong} wrong)" if wrong else ""),
        f"{similar:,.0f}",
        f"{hit} of {known} ({100 * hit / max(known, 1):.1f} %)",
        f"{peak:.0f}",
    ]


HEAD = (
    "pairs",
    "fill, CPU s",
    "index, CPU s",
    "µs a pair",
    "MiB on disk",
    "exact look-ups/s",
    "similar look-ups/s",
    "best match found",
    "peak MiB, texts included",
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    author = Author(arguments.seed)
    texts = author.different(arguments.pairs)
    rows = []
    for part in (8, 4, 2, 1):
        some = texts[: arguments.pairs // part]
        questions = Author(arguments.seed + part).questions(some, arguments.questions)
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(some, questions, Path(folder)))
    print(heading(f"python -m benchmarks.memory --pairs {arguments.pairs}"))
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()

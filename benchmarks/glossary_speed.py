"""Measures how many sentences a second are searched for the terms of a large glossary.

    python benchmarks/glossary_speed.py [--terms 10000] [--sentences 50000]

Terms and sentences are made of invented words, from a seed, so that each run does the same work: terms of one to three
words, sentences of about 130 characters of which one in two holds a term.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from i18n_tool.glossary import Glossary

ROUNDS = 5
SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "jo",
    "ka",
    "le",
    "mi",
    "no",
    "pa",
    "qui",
    "ro",
    "su",
    "ta",
    "ve",
    "tri",
    "sto",
)


def make_words(random_: random.Random, count: int) -> list[str]:
    """Return invented words of one to four syllables."""
    return sorted(
        {"".join(random_.choices(SYLLABLES, k=random_.choice((1, 2, 2, 3, 3, 4)))) for _ in range(count * 2)}
    )[:count]


def make_texts(terms: int, sentences: int) -> tuple[list[str], list[str]]:
    """Return terms, and sentences in which they occur."""
    random_ = random.Random(20)
    words = make_words(random_, 8000)
    found: dict[str, None] = {}
    while len(found) < terms:
        phrase = random_.choices(words, k=random_.choice((1, 2, 2, 3)))
        found[" ".join(word.title() for word in phrase) if random_.random() < 0.5 else " ".join(phrase)] = None
    names = list(found)
    texts = []
    for _ in range(sentences):
        text = random_.choices(words, k=16)
        if random_.random() < 0.5:
            text[random_.randrange(len(text))] = random_.choice(names)
        texts.append(" ".join(text).capitalize() + ".")
    return names, texts


def peak() -> float:
    """Return the largest memory of the process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--sentences", type=int, default=50_000)
    options = parser.parse_args()
    names, texts = make_texts(options.terms, options.sentences)
    before = peak()
    start = time.process_time()
    glossary = Glossary.from_terms({"term": name, "fr": name} for name in names)
    read = time.process_time()
    glossary.find("x")
    built = time.process_time()
    times = []
    for _ in range(ROUNDS):
        start_round = time.process_time()
        count = sum(len(glossary.find(text)) for text in texts)
        times.append(time.process_time() - start_round)
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(names)} terms, {len(texts)} sentences of {size:.0f} characters, {count} occurrences, one core")
    print(f"read {read - start:.2f} s, build {built - read:.2f} s, find {min(times):.2f} s (best of {ROUNDS})")
    print(f"{len(texts) / min(times):,.0f} sentences/s; memory of glossary and search {peak() - before:.0f} MiB")


if __name__ == "__main__":
    main()

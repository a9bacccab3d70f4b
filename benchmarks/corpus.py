"""A corpus of made-up city news in each format, the same for the same seed.

``python -m benchmarks.corpus FOLDER --articles 100`` writes it, to look at.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

SUBJECTS = (
    """
the city council|the port authority|the new metro line|a group of engineers|the science museum|the district library
a team from the university|the trade office|the mayor's office|the water company|an alliance of small firms|the harbour
the film festival|the orchard growers' union|the airport|the regional hospital|the chamber of commerce|the old theatre
""".strip()
    .replace("\n", "|")
    .split("|")
)
VERBS = (
    """
has opened|will repair|is planning|announced|has finished|wants to extend|presented|is testing|moved|will share
has doubled|reported|agreed on|renewed|has reduced|expects|is measuring|approved
""".strip()
    .replace("\n", "|")
    .split("|")
)
OBJECTS = (
    """
a ferry between the two banks|twelve kilometres of cycle paths|the annual report on air quality
a hall for 3,000 visitors
its budget of 2.5 billion yuan|the timetable for the winter|a plan to plant 40,000 trees|the bridge at the east gate
an exhibition about the sea trade|its service for older residents|the tender for 120 electric buses|a school of design
the number of night trains|its agreement with 14 partner cities|the price of monthly tickets|a laboratory for batteries
""".strip()
    .replace("\n", "|")
    .split("|")
)
TAILS = (
    """
in the first quarter of 2026|by the end of the year|before the spring holiday|after three years of work|on March 14
at a cost of USD 36.8 million|with the help of volunteers|according to figures published on Tuesday|for the first time
two months ahead of schedule|despite heavy rain in June|as residents had asked|in spite of rising costs|at 7:30 p.m.
""".strip()
    .replace("\n", "|")
    .split("|")
)
NAMES = ["Ms. Lin", "Dr. Carter", "Prof. Amara", "Mr. Ortiz", "Mrs. Ito", "J. R. Bell"]


class Writer:
    """Writes sentences, paragraphs and articles by a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sentence(self) -> str:
        pick = self.random.choice
        body = f"{pick(SUBJECTS)} {pick(VERBS)} {pick(OBJECTS)}"
        if self.random.random() < 0.6:
            body += f" {pick(TAILS)}"
        if self.random.random() < 0.3:
            body += f", while {pick(SUBJECTS)} {pick(VERBS)} {pick(OBJECTS)}"
        if self.random.random() < 0.12:
            return f"“{body[0].upper()}{body[1:]},” said {pick(NAMES)}, who leads the project."
        return f"{body[0].upper()}{body[1:]} ({self.random.randint(2, 99)} %)."

    def paragraph(self, sentences: int) -> list[str]:
        return [self.sentence() for _ in range(sentences)]

    def title(self) -> str:
        body = f"{self.random.choice(SUBJECTS)} {self.random.choice(VERBS)} {self.random.choice(OBJECTS)}"
        return body[0].upper() + body[1:]

    def markdown(self) -> str:
        parts = [f'---\ntitle: "{self.title()}"\ndate: 2026-05-18\nlayout: news\n---\n', f"# {self.title()}\n"]
        for _ in range(4):
            parts.append(f"## {self.title()}\n")
            for _ in range(3):
                sentences = self.paragraph(4)
                sentences[1] = f"**{sentences[1]}**"
                sentences[2] += " See [the report](https://example.org/report)."
                parts.append(" ".join(sentences) + "\n")
            parts.append("".join(f"- {self.sentence()}\n" for _ in range(2)))
        parts.append("| place | change |\n| --- | --- |\n" + "".join(f"| {self.title()} | 3 % |\n" for _ in range(3)))
        parts.append("```sh\nmake report\n```\n")
        return "\n".join(parts)

    def html(self) -> str:
        parts = [
            f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{self.title()}</title>\n'
            f'<meta name="description" content="{self.title()}">\n<link rel="stylesheet" href="style.css">\n'
            f"</head>\n<body>\n<h1>{self.title()}</h1>\n"
        ]
        for _ in range(4):
            parts.append(f"<h2>{self.title()}</h2>\n")
            for _ in range(3):
                sentences = self.paragraph(4)
                sentences[1] = f"<b>{sentences[1]}</b>"
                sentences[2] += ' See <a href="https://example.org/report">the report</a>.'
                parts.append("<p>" + " ".join(sentences) + "</p>\n")
            parts.append("<ul>\n" + "".join(f"<li>{self.sentence()}</li>\n" for _ in range(2)) + "</ul>\n")
        rows = "".join(f"<tr><td>{self.title()}</td><td>3 %</td></tr>\n" for _ in range(3))
        parts.append(f"<table>\n<tr><th>place</th><th>change</th></tr>\n{rows}</table>\n</body>\n</html>\n")
        return "".join(parts)

    def text(self) -> str:
        parts = [f"{self.title()}\n", "Update: 2026-05-18     Source: example.org\n"]
        for _ in range(4):
            parts.append(f"{self.title()}\n")
            parts += [" ".join(self.paragraph(4)) + "\n" for _ in range(4)]
        return "\n".join(parts)


SUFFIXES = {"markdown": "md", "html": "html", "text": "txt"}


def write_corpus(folder: Path, articles: int, format: str, seed: int = 1) -> int:
    """Write articles of one format into a folder and return their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for number in range(articles):
        data = getattr(Writer(seed * 1_000_003 + number), format)().encode()
        (folder / f"a{number:05}.{SUFFIXES[format]}").write_bytes(data)
        total += len(data)
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    arguments = parser.parse_args()
    for format in SUFFIXES:
        size = write_corpus(arguments.folder / format, arguments.articles, format)
        print(f"{format}: {arguments.articles} articles, {size / 1e6:.1f} MB")

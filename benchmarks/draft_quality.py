"""How good the drafts of an engine are, with and without the glossary, beside what people have accepted.

    python -m benchmarks.draft_quality FILE.tmx|FILE.po… --locale es [--engine apertium] [--glossary FILE.csv…]

The accepted pairs of the files are put into an empty project and drafted by the whole of ``translate``, once with the
glossary and once without. chrF and TER are sacrebleu's. A term is *right* if the glossary's own matcher finds its
rendering, *flagged* if it does not and the draft has the comment that asks to look at it. Exits with 1 if a term is
neither with the glossary.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import heading, table
from i18n_tool.catalogue import parse_catalogue, read_catalogue, replace_units, write_catalogue
from i18n_tool.errors import I18nToolError
from i18n_tool.exchange.tmx import Refusal, read_tmx
from i18n_tool.glossary import Glossary
from i18n_tool.model import Unit
from i18n_tool.project import Project, read_project
from i18n_tool.workflow.translate import translate_project

ROOT = Path(__file__).parent.parent
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


@dataclass(frozen=True, slots=True)
class Accepted:
    """A text and the translation that a person has accepted."""

    msgid: str
    msgstr: str
    suffix: str
    """That of the article it comes from, which says its markup."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the engine made of the texts."""

    texts: dict[str, str]
    right: int
    flagged: int
    lost: int

    @property
    def terms(self) -> int:
        """How many terms there are in the texts that have a draft."""
        return self.right + self.flagged + self.lost


def read_pairs(path: Path, source: str, locale: str) -> Iterator[Accepted]:
    """Yield the accepted pairs of a file."""
    if path.suffix == ".tmx":
        for entry in read_tmx(path, source, [locale]):
            if not isinstance(entry, Refusal):
                yield from (Accepted(entry.msgid, pair.msgstr, ".txt") for pair in entry.pairs)
        return
    for unit in read_catalogue(path).units:
        if unit.state == "accepted" and unit.msgid_plural is None:
            yield Accepted(unit.msgid, unit.msgstr, Path(unit.references[0][0] if unit.references else "x.md").suffix)


def make_project(folder: Path, pairs: Sequence[Accepted], options: argparse.Namespace, *, masked: bool) -> Project:
    """Return a project whose catalogues hold the texts of pairs without their translations."""
    (folder / "glossary").mkdir()
    for path in options.glossary if masked else ():
        shutil.copy(path, folder / "glossary")
    settings = folder / "i18n-tool.toml"
    settings.write_text(
        f'source-locale = "{options.source}"\nlocales = ["{options.locale}"]\nglossaries = ["glossary/*"]\n'
        f'[engines]\ndefault = "{options.engine}"\n',
        encoding="utf-8",
    )
    project = read_project(settings)
    for suffix in sorted({pair.suffix for pair in pairs}):
        name = suffix.removeprefix(".") or "text"
        article = folder / "articles" / f"{name}{suffix}"
        article.parent.mkdir(exist_ok=True)
        article.write_text("A text.\n", encoding="utf-8")
        fresh = [Unit(pair.msgid) for pair in pairs if pair.suffix == suffix]
        units = {unit.key: unit for unit in fresh}
        write_catalogue(replace_units(parse_catalogue(HEADER), units), project.catalogue_path(name, options.locale))
    return project


def draft(pairs: Sequence[Accepted], options: argparse.Namespace, glossary: Glossary, *, masked: bool) -> Drafted:
    """Return what the engine makes of the texts of pairs, with the glossary or without."""
    with tempfile.TemporaryDirectory() as name:
        project = make_project(Path(name), pairs, options, masked=masked)
        report = translate_project(project)
        if any(row.problem for row in report.locales):
            raise SystemExit("\n".join(row.problem for row in report.locales))
        folder = project.catalogue_folder / options.locale
        units = [unit for path in sorted(folder.rglob("*.po")) for unit in read_catalogue(path).units if unit.msgstr]
    right = flagged = lost = 0
    for unit in units:
        for term in {one.term.source: one.term for one in glossary.find(unit.msgid)}.values():
            if glossary.target(term, options.locale) is None:
                continue
            found = glossary.match_target(term, unit.msgstr, options.locale, source=unit.msgid).found != "no"
            asked = any(line == f"i18n-tool: check the term {term.source}" for line in unit.comments)
            right, flagged, lost = right + found, flagged + (asked and not found), lost + (not asked and not found)
    return Drafted({unit.msgid: unit.msgstr for unit in units}, right, flagged, lost)


def score(drafted: Drafted, pairs: Sequence[Accepted], label: str) -> list[str]:
    """Return a row of the table."""
    import sacrebleu

    hypotheses, references = [drafted.texts[pair.msgid] for pair in pairs], [[pair.msgstr for pair in pairs]]
    share = f"{drafted.right / drafted.terms:.1%} of {drafted.terms:,}" if drafted.terms else "-"
    return [
        label,
        f"{len(drafted.texts):,}",
        f"{sacrebleu.corpus_chrf(hypotheses, references).score:.1f}",
        f"{sacrebleu.corpus_ter(hypotheses, references).score:.1f}",
        share,
        f"{drafted.flagged:,}",
        f"{drafted.lost:,}",
    ]


def difference(with_terms: Drafted, without: Drafted, pairs: Sequence[Accepted]) -> str:
    """Return by how much the glossary changes chrF, sentence by sentence, and how sure that is."""
    import sacrebleu

    def chrf(drafted: Drafted, pair: Accepted) -> float:
        return float(sacrebleu.sentence_chrf(drafted.texts[pair.msgid], [pair.msgstr]).score)

    changes = [chrf(with_terms, pair) - chrf(without, pair) for pair in pairs]
    if len(changes) < 2:
        return "too few texts to compare"
    spread = 1.96 * statistics.stdev(changes) / len(changes) ** 0.5
    return f"chrF of a sentence with the glossary: {statistics.mean(changes):+.2f} ± {spread:.2f}"


def main() -> int:
    """Print the table and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--source", default="en")
    parser.add_argument("--locale", required=True)
    parser.add_argument("--engine", default="apertium")
    parser.add_argument("--glossary", type=Path, nargs="*", default=sorted((ROOT / "glossary").glob("*.csv")))
    options = parser.parse_args()
    found = (pair for path in options.files for pair in read_pairs(path, options.source, options.locale))
    pairs = list({pair.msgid: pair for pair in found}.values())
    if not pairs:
        raise SystemExit("the files hold no accepted pair")
    glossary = Glossary.load(options.glossary)
    with_terms = draft(pairs, options, glossary, masked=True)
    without = draft(pairs, options, glossary, masked=False)
    both = [pair for pair in pairs if pair.msgid in with_terms.texts and pair.msgid in without.texts]
    shown = " ".join(path.name for path in options.files[:3]) + (" …" if len(options.files) > 3 else "")
    print(heading(f"python -m benchmarks.draft_quality {shown} --locale {options.locale} --engine {options.engine}"))
    head = ["", f"drafts of {len(pairs):,}", "chrF", "TER", "terms right", "flagged", "neither"]
    print(table(head, [score(with_terms, both, "with the glossary"), score(without, both, "without")]))
    print(f"\n{difference(with_terms, without, both)}")
    return int(with_terms.lost > 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except I18nToolError as problem:
        sys.exit(f"error: {problem}")

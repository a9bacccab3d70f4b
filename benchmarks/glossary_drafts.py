"""Has articles drafted by Apertium and counts what became of each glossary term.

    python -m benchmarks.glossary_drafts [--project DIR] [--locale es --locale ca] [--engine apertium]

The articles and the glossary of a project (this repository's, if none is named) are copied to an empty one, so that
every segment is drafted anew. A term of a source text is *present* if its draft renders it as the glossary says,
*reported* if ``check`` says that it does not or a comment asks to look at it, and *lost* if it is neither. Exits
with 1 if one is lost.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from i18n_tool.catalogue import read_catalogue
from i18n_tool.checks import check_pair
from i18n_tool.glossary import Glossary
from i18n_tool.model import Term, Unit
from i18n_tool.project import Project, find_project, read_project
from i18n_tool.workflow.extract import extract_project, list_articles, load_glossary
from i18n_tool.workflow.translate import translate_project

FATES = ("present", "reported", "lost", "no draft")
"""What may become of a term."""


def fresh_copy(project: Project, folder: Path, locales: Sequence[str], engine: str) -> Project:
    """Return a project with the articles and the glossary of another, and no catalogues."""
    for path in (*list_articles(project), *project.files_like(project.settings["glossaries"])):
        target = folder / project.relative(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    lists = {key: list(project.settings[key]) for key in ("articles", "glossaries")}
    settings = folder / "i18n-tool.toml"
    settings.write_text(
        f'source-locale = "{project.source_locale}"\nlocales = {list(locales)}\narticles = {lists["articles"]}\n'
        f'glossaries = {lists["glossaries"]}\n[engines]\ndefault = "{engine}"\n',
        encoding="utf-8",
    )
    return read_project(settings)


def fates(project: Project, locale: str) -> Iterator[tuple[str, str]]:
    """Yield each term of each unit of a locale with its fate."""
    glossary = load_glossary(project)
    for path in list_articles(project):
        file = project.catalogue_path(project.article_name(path), locale)
        for unit in read_catalogue(file).units if file.exists() else ():
            found = {one.term.source: one.term for one in glossary.find(unit.msgid)}
            for source, term in sorted(found.items(), key=lambda one: one[0]):
                if not unit.obsolete and glossary.renderings(term, locale):
                    yield source, fate(unit, term, locale, glossary)


def fate(unit: Unit, term: Term, locale: str, glossary: Glossary) -> str:
    """Return what became of one term of a unit."""
    if not unit.msgstr:
        return "no draft"
    if glossary.match_target(term, unit.msgstr, locale, source=unit.msgid).found == "yes":
        return "present"
    asked = any(line == f"i18n-tool: check the term {term.source}" for line in unit.comments)
    found = check_pair(unit.msgid, unit.msgstr, locale, glossary=Glossary([term]), select=["GL"])
    return "reported" if asked or found else "lost"


def main() -> int:
    """Print the table and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=Path(__file__).parent.parent)
    parser.add_argument("--locale", action="append", dest="locales")
    parser.add_argument("--engine", default="apertium")
    options = parser.parse_args()
    locales = options.locales or ["es", "ca"]
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        project = fresh_copy(find_project(options.project.resolve()), Path(folder), locales, options.engine)
        extract_project(project)
        report = translate_project(project)
        print(f"| locale | terms | {' | '.join(FATES)} |")
        print("| --- |" + " ---: |" * (len(FATES) + 1))
        for locale in locales:
            found = list(fates(project, locale))
            counts = Counter(fate for _, fate in found)
            print(f"| {locale} | {len(found)} | {' | '.join(str(counts[fate]) for fate in FATES)} |")
            for source, what in sorted(set(found)):
                if what != "present":
                    print(f"  {locale}: {source}: {what}", file=sys.stderr)
            lost += counts["lost"]
        for row in report.locales:
            if row.problem:
                print(f"{row.locale}: {row.problem}", file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())

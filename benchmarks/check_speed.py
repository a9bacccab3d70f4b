"""Checks a project of made-up news in all families, a first and a second time, beside translate-toolkit's pofilter.

    python -m benchmarks.check_speed [--entries 100000] [--without-pofilter] [--keep FOLDER]

The project has six locales and the glossary of this repository. A sentence holds a number of its own, so that none is
met twice in a locale, and one in fifty is translated with a wrong one. pofilter runs all its tests, once for each
locale. Each program is installed from PyPI the first time. CPU seconds count all processes of a program.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import PYTHON, Cost, heading, peer_bin, run, table
from i18n_tool.catalogue import read_catalogue, replace_units, write_catalogue
from i18n_tool.project import read_project
from i18n_tool.workflow.extract import extract_project

REPOSITORY = Path(__file__).parent.parent
LOCALES = ("es", "fr", "de", "zh_CN", "ja", "ar")
WRONG = 0.02
"""Share of translations with another number than the source."""

#: Each pattern in the source language and in the six locales. {n} a count, {m} millions, {p} per cent, {y} a year,
#: {a} and {b} two terms of the glossary.
PATTERNS: tuple[tuple[str, ...], ...] = (
    (
        "The office for {a} counted {n} visitors in {y}, {p} percent more than a year before.",
        "La oficina de {a} contó {n} visitantes en {y}, un {p} por ciento más que un año antes.",
        "Le bureau de {a} a compté {n} visiteurs en {y}, soit {p} pour cent de plus qu’un an plus tôt.",
        "Das Büro für {a} zählte {y} {n} Besucher, {p} Prozent mehr als ein Jahr zuvor.",
        "{a}办公室{y}年统计到{n}名访客，比一年前增长百分之{p}。",
        "{a}の事務所は{y}年に{n}人の来場者を数え、1年前より{p}パーセント増えた。",
        "أحصى مكتب {a} {n} زائر في عام {y}، بزيادة {p} في المئة عن العام السابق.",
    ),
    (
        "Between {a} and {b}, {n} people now take the **new line** each week, at a cost of USD {m} million.",
        "Entre {a} y {b}, {n} personas toman ya la **nueva línea** cada semana, con un coste de {m} millones de USD.",
        "Entre {a} et {b}, {n} personnes prennent la **nouvelle ligne** chaque semaine, pour {m} millions d’USD.",
        "Zwischen {a} und {b} nehmen jede Woche {n} Menschen die **neue Linie**, die {m} Millionen USD kostet.",
        "在{a}和{b}之间，每周有{n}人乘坐**新线路**，耗资{m}万美元。",
        "{a}と{b}の間では、毎週{n}人が**新しい路線**に乗り、費用は{m}万米ドルである。",
        "بين {a} و{b}، يستقل {n} شخص **الخط الجديد** كل أسبوع، بتكلفة {m} مليون دولار أمريكي.",
    ),
    (
        "See [the report](https://example.org/{n}) on {a}, which was published on May 18, {y}.",
        "Véase [el informe](https://example.org/{n}) sobre {a}, publicado el 18 de mayo de {y}.",
        "Voir [le rapport](https://example.org/{n}) sur {a}, publié le 18 mai {y}.",
        "Siehe [den Bericht](https://example.org/{n}) über {a}, der am 18. Mai {y} erschien.",
        "参见{y}年5月18日发表的关于{a}的[报告](https://example.org/{n})。",
        "{y}年5月18日に発表された{a}に関する[報告書](https://example.org/{n})を参照。",
        "انظر [التقرير](https://example.org/{n}) عن {a}، المنشور في 18 مايو {y}.",
    ),
    (
        "Nobody who works for {a} had expected that the old gates would be opened again (file `a-{n}.txt`).",
        "Nadie que trabaje para {a} esperaba que las viejas puertas se abrieran de nuevo (archivo `a-{n}.txt`).",
        "Personne travaillant pour {a} ne s’attendait à ce que les vieilles portes rouvrent (fichier `a-{n}.txt`).",
        "Niemand, der für {a} arbeitet, hatte erwartet, dass die alten Tore wieder öffnen (Datei `a-{n}.txt`).",
        "为{a}工作的人谁也没有料到旧大门会重新打开（文件 `a-{n}.txt`）。",
        "{a}で働く人は誰も、古い門が再び開かれるとは思っていなかった（ファイル `a-{n}.txt`）。",
        "لم يتوقع أحد ممن يعملون لدى {a} أن تُفتح البوابات القديمة من جديد (الملف `a-{n}.txt`).",
    ),
    (
        "“We sold {n} buses to {a} within {p} months,” said the head of the works, “and {b} wants more.”",
        "«Vendimos {n} autobuses a {a} en {p} meses», dijo el jefe de la fábrica, «y {b} quiere más».",
        "« Nous avons vendu {n} bus à {a} en {p} mois », a dit le chef de l’usine, « et {b} en veut plus. »",
        "„Wir haben in {p} Monaten {n} Busse an {a} verkauft“, sagte der Leiter des Werks, „und {b} will mehr.“",
        "厂长说：“我们在{p}个月内向{a}出售了{n}辆客车，{b}还想要更多。”",
        "工場長は「{p}か月で{a}に{n}台のバスを売り、{b}はもっと欲しがっている」と述べた。",
        "قال رئيس المصنع: «بعنا {n} حافلة إلى {a} خلال {p} شهرا، و{b} تريد المزيد».",
    ),
)
_GROUPS = {"es": ".", "fr": "\u00a0", "de": "."}


def read_terms() -> list[dict[str, str]]:
    """Return the terms of the repository that are rendered in all locales, as rows."""
    rows = []
    for path in sorted((REPOSITORY / "glossary").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["status"] == "approved" and all(row.get(locale) for locale in LOCALES):
                    rows.append(row)
    return rows


class Writer:
    """Writes sentences with their translations by a seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.terms = read_terms()
        self.number = 1000

    def sentence(self) -> tuple[str, dict[str, str]]:
        """Return a source text and its translation by locale."""
        chance = self.random
        self.number += chance.randint(1, 40)
        first, second = chance.sample(self.terms, 2)
        values = (self.number, chance.randint(11, 990), chance.randint(2, 60), chance.randint(2010, 2026))
        pattern = chance.choice(PATTERNS)
        texts = [
            self.fill(text, locale, values, (first, second))
            for text, locale in zip(pattern, ("en", *LOCALES), strict=True)
        ]
        return texts[0], dict(zip(LOCALES, texts[1:], strict=True))

    def fill(
        self, pattern: str, locale: str, values: tuple[int, int, int, int], terms: tuple[dict[str, str], dict[str, str]]
    ) -> str:
        """Return a pattern with its slots filled in the way of a locale."""
        count, tenths, percent, year = values
        if locale != "en" and self.random.random() < WRONG:
            count, percent = count + 10, percent + 1
        plain = "example.org/{n}" in pattern or "a-{n}.txt" in pattern
        shown = str(count) if plain else f"{count:,}".replace(",", _GROUPS.get(locale, ","))
        millions = f"{tenths / 10:.1f}"
        if locale in ("zh_CN", "ja"):
            millions = str(tenths * 10)
        elif locale in _GROUPS:
            millions = millions.replace(".", ",")
        one, other = (rendering(term, locale) for term in terms)
        return pattern.format(n=shown, m=millions, p=percent, y=year, a=one, b=other)


def rendering(term: dict[str, str], locale: str) -> str:
    """Return a term in a locale."""
    preferred = term["term"] if locale == "en" else term[locale].split("|")[0]
    return term["term"] if preferred == "=" else preferred


def make_project(folder: Path, entries: int) -> Path:
    """Write articles, glossary and catalogues in which every unit is accepted; return the folder."""
    writer = Writer()
    translations: dict[str, dict[str, str]] = {}
    shutil.copytree(REPOSITORY / "glossary", folder / "glossary")
    (folder / "i18n-tool.toml").write_text(f"locales = {list(LOCALES)}\n", encoding="utf-8")
    (folder / "articles").mkdir()
    left, article = entries // len(LOCALES), 0
    while left > 0:
        pairs = [writer.sentence() for _ in range(min(60, left))]
        translations.update(pairs)
        text = "".join(f"{source}\n\n" for source, _ in pairs)
        (folder / f"articles/a{article:04}.md").write_text(text, encoding="utf-8")
        left, article = left - 60, article + 1
    extract_project(read_project(folder / "i18n-tool.toml"))
    for locale in LOCALES:
        for path in sorted((folder / "locales" / locale).rglob("*.po")):
            accept(path, locale, translations)
    return folder


def accept(path: Path, locale: str, translations: dict[str, dict[str, str]]) -> None:
    """Fill in the translations of a catalogue."""
    catalogue = read_catalogue(path)
    filled = {
        unit.key: replace(unit, msgstr=translations[unit.msgid][locale])
        for unit in catalogue.units
        if unit.msgid in translations
    }
    write_catalogue(replace_units(catalogue, filled), path)


def pofilter(folder: Path) -> Cost:
    """Return what pofilter costs over all locales."""
    programs = peer_bin("translate-toolkit", "translate-toolkit")
    costs = [
        run(
            [
                programs / "pofilter",
                "--progress=none",
                f"--language={locale}",
                folder / "locales" / locale,
                folder / "out",
            ],
            folder,
        )
        for locale in LOCALES
    ]
    return Cost(
        sum(cost.cpu for cost in costs),
        sum(cost.wall for cost in costs),
        max(cost.memory for cost in costs),
        max(cost.code for cost in costs),
        costs[-1].output,
    )


def compare(folder: Path, entries: int, *, peer: bool) -> None:
    """Print what each program costs."""
    check: Sequence[str | Path] = [PYTHON, "-m", "i18n_tool", "check", "--quiet"]
    costs = {"i18n-tool check, first run": run(check, folder), "i18n-tool check, second run": run(check, folder)}
    if peer:
        costs["pofilter"] = pofilter(folder)
    first = next(iter(costs.values()))
    rows = []
    for name, cost in costs.items():
        if cost.code not in (0, 1):
            raise SystemExit(f"{name}: {cost.output}")
        ratio = f"{cost.cpu / first.cpu:.2f}"
        rows.append(
            [name, f"{cost.cpu:.1f}", f"{cost.wall:.1f}", f"{entries / cost.cpu:,.0f}", ratio, f"{cost.memory:.0f}"]
        )
    print(table(["program", "CPU s", "seconds", "entries per CPU s", "CPU to the first run", "MiB"], rows))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--without-pofilter", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="make the project here, and leave it")
    options = parser.parse_args()
    print(heading(" ".join(["python -m benchmarks.check_speed", *sys.argv[1:]])))
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name) / "project"
        if not (folder / "articles").exists():
            folder.mkdir(parents=True, exist_ok=True)
            make_project(folder, options.entries)
        compare(folder, options.entries, peer=not options.without_pofilter)


if __name__ == "__main__":
    main()

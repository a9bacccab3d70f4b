"""Extract and compile against po4a, mdpo and translate-toolkit, on the same articles, in one run.

``python -m benchmarks.journey`` prints a table of CPU seconds and ratios; with ``--grow`` also one of what each article
costs us when there are 4 and 16 times as many. The peers from PyPI install themselves into
environments of their own; po4a is Debian's. Every tool runs on one core; the peers make one catalogue per article
(mdpo, translate-toolkit) or one for all (po4a), we make a template and a catalogue per article and cut sentences too.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import SUFFIXES, write_corpus
from benchmarks.measure import PYTHON, Cost, heading, install_ours, peer_bin, run, table

TASKSET = ["taskset", "-c", "0"] if shutil.which("taskset") else []


_MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|t")
"""What a translation keeps, or the letter that it changes."""


def _capital(match: re.Match[str]) -> str:
    return "T" if match[0] == "t" else match[0]


def ours(folder: Path, source: Path) -> dict[str, Cost]:
    """Return what our commands cost on a folder of articles."""
    shutil.copytree(source, folder / "articles")
    (folder / "i18n-tool.toml").write_text('locales = ["es"]\n[compile]\npolicy = "accepted"\n')
    tool: list[str | Path] = [*TASKSET, PYTHON, "-m", "i18n_tool"]
    costs = {"extract": run([*tool, "extract", "-q"], folder), "extract again": run([*tool, "extract", "-q"], folder)}
    fill_catalogues(folder)
    run([*tool, "extract", "-q"], folder)
    costs["compile"] = run([*tool, "compile", "-q"], folder)
    costs["compile again"] = run([*tool, "compile", "-q"], folder)
    article = sorted((folder / "articles").iterdir())[0]
    article.write_text(article.read_text().replace("the", "that", 1))
    costs["extract, one edited"] = run([*tool, "extract", "-q"], folder)
    failed = [cost.output for cost in costs.values() if cost.code]
    if failed:
        raise RuntimeError(failed[0])
    return costs


def fill_catalogues(folder: Path) -> None:
    """Accept the source with another letter as the translation of every unit; its tags and addresses stay."""
    from i18n_tool.catalogue import read_catalogue, replace_units, write_catalogue

    for path in sorted((folder / "locales" / "es").rglob("*.po")):
        catalogue = read_catalogue(path)
        changed = {unit.key: replace(unit, msgstr=_MARKUP.sub(_capital, unit.msgid)) for unit in catalogue.units}
        write_catalogue(replace_units(catalogue, changed), path)


def translate_toolkit(folder: Path, source: Path) -> dict[str, Cost]:
    """Return what html2po, md2po and txt2po cost on a folder of articles."""
    programs = peer_bin("translate-toolkit", "translate-toolkit[all]")
    suffix = next(source.iterdir()).suffix[1:]
    name = {"md": "md", "html": "html", "txt": "txt"}[suffix]
    costs = {"extract": run([*TASKSET, programs / f"{name}2po", "--progress=none", source, folder / "po"], folder)}
    for path in (folder / "po").rglob("*.po"):
        path.write_text(path.read_text())
    costs["compile"] = run(
        [*TASKSET, programs / f"po2{name}", "--progress=none", "-t", source, folder / "po", folder / "out"], folder
    )
    return costs


def po4a(folder: Path, source: Path) -> dict[str, Cost]:
    """Return what po4a costs on a folder of articles; empty if it is not installed."""
    if not shutil.which("po4a"):
        return {}
    suffix = next(source.iterdir()).suffix[1:]
    kind = {"md": "text", "html": "xhtml", "txt": "text"}[suffix]
    option = ' opt:"-o markdown"' if suffix == "md" else ""
    lines = ["[po4a_langs] es", "[po4a_paths] all.pot $lang:$lang.po"]
    for path in sorted(source.iterdir()):
        lines.append(f"[type: {kind}] {path} $lang:out/{path.name}{option}")
    (folder / "out").mkdir()
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n")
    costs = {"extract": run([*TASKSET, "po4a", "--quiet", "--no-translations", "po4a.cfg"], folder)}
    costs["compile"] = run([*TASKSET, "po4a", "--quiet", "--keep", "0", "--no-update", "po4a.cfg"], folder)
    return costs


def mdpo(folder: Path, source: Path) -> dict[str, Cost]:
    """Return what mdpo costs on the first 50 articles, a process for each; its time grows faster than its catalogue."""
    if next(source.iterdir()).suffix != ".md":
        return {}
    programs = peer_bin("mdpo", "mdpo")
    (folder / "out").mkdir()
    files = f"for f in $(ls {source} | head -50); do"
    script = f"{files} {programs}/md2po --quiet --save --po-filepath $f.po {source}/$f; done"
    extract = run([*TASKSET, "sh", "-c", script], folder)
    script = f"{files} {programs}/po2md --quiet -p $f.po -s out/$f {source}/$f; done"
    return {"extract": extract, "compile": run([*TASKSET, "sh", "-c", script], folder)}


PEERS: dict[str, Callable[[Path, Path], dict[str, Cost]]] = {
    "translate-toolkit": translate_toolkit,
    "po4a": po4a,
    "mdpo": mdpo,
}


def compare(articles: int, formats: list[str]) -> str:
    """Return the table of all tools on each format."""
    rows = []
    for format in formats:
        with tempfile.TemporaryDirectory() as place:
            source = Path(place) / "source"
            size = write_corpus(source, articles, format)
            results = {}
            for name, measure in {"i18n-tool": ours, **PEERS}.items():
                folder = Path(place) / name
                folder.mkdir()
                results[name] = measure(folder, source)
            for job in ("extract", "compile"):
                speed = {}
                for name, costs in results.items():
                    if job in costs:
                        done = min(articles, 50) if name == "mdpo" else articles
                        speed[name] = done / costs[job].cpu
                best = max((value for name, value in speed.items() if name != "i18n-tool"), default=0.0)
                for name, value in speed.items():
                    cost = results[name][job]
                    ratio = f"{value / best:.1f}" if best else "-"
                    failed = "" if cost.code == 0 else f" (exit {cost.code})"
                    rows.append(
                        (format, job, name + failed, f"{cost.cpu:.2f}", f"{value:,.0f}", ratio, f"{cost.memory:.0f}")
                    )
            first = results["i18n-tool"]
            for job, base in (
                ("extract again", "extract"),
                ("compile again", "compile"),
                ("extract, one edited", "extract"),
            ):
                ratio = f"{first[base].cpu / first[job].cpu:.1f} × the first"
                rows.append((format, job, "i18n-tool", f"{first[job].cpu:.2f}", "-", ratio, f"{first[job].memory:.0f}"))
            rows.append((format, "", f"{articles} articles, {size / 1e6:.1f} MB", "", "", "", ""))
    return table(("format", "job", "tool", "CPU s", "articles/s", "ratio to the best peer", "MiB"), rows)


JOBS = ("extract", "extract again", "extract, one edited", "compile", "compile again")


def grow(articles: int, format: str) -> str:
    """Return how our cost grows with the corpus: 1×, 4× and 16×; CPU seconds, then MiB."""
    rows = []
    for factor in (1, 4, 16):
        with tempfile.TemporaryDirectory() as place:
            source, folder = Path(place) / "source", Path(place) / "ours"
            write_corpus(source, articles * factor, format)
            folder.mkdir()
            costs = ours(folder, source)
        number = articles * factor
        rows.append(
            (
                format,
                f"{number:,}",
                *(f"{costs[job].cpu:.2f}" for job in JOBS),
                *(f"{1000 * costs[job].cpu / number:.1f}" for job in ("extract", "compile")),
                f"{costs['extract'].cpu / costs['extract again'].cpu:.0f} ×",
                *(f"{costs[job].memory:.0f}" for job in ("extract", "compile")),
            )
        )
    each = ("ms an extract", "ms a compile", "again is quicker")
    return table(("format", "articles", *JOBS, *each, "extract MiB", "compile MiB"), rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--format", action="append", choices=list(SUFFIXES))
    parser.add_argument("--grow", action="store_true", help="1×, 4× and 16× the articles as well, ours alone")
    arguments = parser.parse_args()
    chosen = arguments.format or list(SUFFIXES)
    install_ours()
    print(heading(" ".join(["python -m benchmarks.journey", *sys.argv[1:]])))
    print(compare(arguments.articles, chosen), flush=True)
    for format in chosen if arguments.grow else ():
        print(f"\n{grow(arguments.articles, format)}", flush=True)

"""``kill -9`` at random moments of ``translate``: what is lost, what is asked for twice, what is broken.

``python -m benchmarks.kill --kills 100`` starts a service in a process of its own, lets ``translate`` begin again and
again, and kills it each time. After each kill every catalogue must be one for ``msgfmt -c``, and what the journal then
holds must not be asked for again; at the end nothing may be missing.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.fake_service import SETTINGS, asked_of, fake_service
from benchmarks.measure import PYTHON, heading, run, table
from i18n_tool.catalogue import read_catalogue
from i18n_tool.engines import make_engine
from i18n_tool.journal import Journal, Question

PACK, PARALLEL = 10, 4


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    finished: int = 0
    kept: int = 0
    repeated: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    catalogues: int = 0
    corrupt: list[str] = field(default_factory=list)
    missing: int = 0


class Site:
    """A project that is translated and killed."""

    def __init__(self, folder: Path, url: str, articles: int, rate: float) -> None:
        self.folder, self.url = folder, url
        write_corpus(folder / "articles", articles, "markdown")
        settings = SETTINGS.format(url=url, rate=rate, pack=PACK, parallel=PARALLEL)
        (folder / "i18n-tool.toml").write_text(settings, encoding="utf-8")
        extracted = run([PYTHON, "-m", "i18n_tool", "extract", "-q"], folder)
        if extracted.code:
            raise SystemExit(extracted.output)
        self.checked: dict[Path, int] = {}

    def start(self) -> subprocess.Popen[bytes]:
        """Begin to translate."""
        return subprocess.Popen(
            [PYTHON, "-m", "i18n_tool", "translate", "-q"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kept(self, texts: Iterable[str]) -> set[str]:
        """Return those of some texts whose answers are in the journal."""
        path = self.folder / ".i18n-tool" / "journal.sqlite"
        if not path.exists():
            return set()
        engine = make_engine("libretranslate")
        style, origin = engine.mask_styles[0], engine.origin("en", "es")
        questions = [Question(origin, engine.version, "en", "es", style, text) for text in texts]
        with Journal(path) as journal:
            if journal.warning:
                raise SystemExit(journal.warning)
            return {question.text for question in journal.look_up(questions)}

    def corrupt(self) -> list[str]:
        """Return what ``msgfmt -c`` says against catalogues that have changed since it was asked last."""
        said = []
        for path in sorted((self.folder / "locales").rglob("*.po")):
            at = path.stat().st_mtime_ns
            if self.checked.get(path) == at:
                continue
            self.checked[path] = at
            done = subprocess.run(["msgfmt", "-c", "-o", os.devnull, str(path)], capture_output=True, text=True)
            if done.returncode:
                said.append(f"{path.name}: {done.stderr.strip()}")
        return said

    def missing(self) -> int:
        """Return how many units have no translation."""
        catalogues = (self.folder / "locales" / "es").rglob("*.po")
        return sum(unit.state == "missing" for path in catalogues for unit in read_catalogue(path).units)


def kill_again_and_again(site: Site, kills: int, longest: float, chance: random.Random) -> Tally:
    """Kill a run so many times, then let one finish, and return what was seen."""
    tally = Tally()
    kept: set[str] = set()
    before: list[str] = []
    while tally.kills < kills and not tally.finished:
        process = site.start()
        time.sleep(chance.uniform(0.05, longest))
        tally.finished += process.poll() is not None
        process.send_signal(signal.SIGKILL)
        process.wait()
        tally.kills += 1
        asked = asked_of(site.url)
        tally.repeated += len(kept & set(asked[len(before) :]))
        kept = site.kept(dict.fromkeys(asked))
        lost = len(set(asked[len(before) :]) - kept)
        tally.in_flight += lost
        tally.most_in_flight = max(tally.most_in_flight, lost)
        before = asked
        tally.corrupt += site.corrupt()
    if site.start().wait() != 0:
        raise SystemExit("the last run did not finish")
    asked = asked_of(site.url)
    tally.repeated += len(kept & set(asked[len(before) :]))
    tally.kept = len(site.kept(dict.fromkeys(asked)))
    tally.corrupt += site.corrupt()
    tally.catalogues = len(site.checked)
    tally.missing = site.missing()
    return tally


def measure(kills: int, articles: int, rate: float, longest: float, seed: int) -> Tally:
    """Return what so many kills did to a project of some articles."""
    with tempfile.TemporaryDirectory() as name, fake_service(0.1, rate) as url:
        site = Site(Path(name), url, articles, rate)
        return kill_again_and_again(site, kills, longest, random.Random(seed))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=80)
    parser.add_argument("--rate", type=float, default=8.0, help="requests in a second")
    parser.add_argument("--longest", type=float, default=2.5, help="seconds that a run may live")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally = measure(options.kills, options.articles, options.rate, options.longest, options.seed)
    rows = [
        ["kills", f"{tally.kills:,}"],
        ["answers in the journal at the end", f"{tally.kept:,}"],
        ["answers that were in the journal and were asked for again", f"{tally.repeated:,}"],
        ["texts under way when the kill came, asked for again", f"{tally.in_flight:,}"],
        [f"the most of these at one kill (at most {PACK * PARALLEL} can be)", f"{tally.most_in_flight:,}"],
        ["catalogues that msgfmt -c refuses, after any kill", f"{len(tally.corrupt):,} of {tally.catalogues:,}"],
        ["units without a translation after the last run", f"{tally.missing:,}"],
    ]
    print(heading(f"python -m benchmarks.kill --kills {options.kills}"))
    print(table(["", "count"], rows))
    for line in tally.corrupt:
        print(line)


if __name__ == "__main__":
    main()

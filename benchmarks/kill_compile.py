"""``kill -9`` at random moments of ``compile``: which pages are broken, and whether the next run mends the rest.

``python -m benchmarks.kill_compile --times 20`` compiles a project, changes articles, catalogues, settings and theme,
removes and adds articles, compiles again and kills the command with its processes, again and again, each time from the
same beginning. After each kill a page must be the old one or the new one, byte for byte, and what the map of the site
names must be there; every third time the next run is killed too; then a run must leave what a first build leaves.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.localised import make_project
from benchmarks.measure import PYTHON, heading, table

ROOT = Path(__file__).parent.parent
URL = "https://example.org/town"
_MENTIONED = re.compile(rf'(?:<loc>|href="){re.escape(URL)}/([^<"]*)')


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    halfway: int = 0
    finished: int = 0
    files: int = 0
    leftovers: int = 0
    torn: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def read_site(folder: Path) -> dict[str, bytes]:
    """Return all files of a site, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make_old(folder: Path, articles: int) -> None:
    """Make the project as it was before."""
    make_project(folder, articles)
    shutil.copytree(ROOT / "i18n_tool/theme/templates", folder / "theme/templates")
    settings = folder / "i18n-tool.toml"
    own = f'[compile]\nsite-url = "{URL}"\ntheme = "theme"\nprocesses = 2\nlist-length = 20\n'
    text = re.sub(r"^\[compile\]\n([^\[].*\n|\n)*", "", settings.read_text(encoding="utf-8"), flags=re.M)
    settings.write_text(f"{text}\n{own}", encoding="utf-8")


def change(folder: Path) -> None:
    """Change the project: every third article, one in ten removed, some added, and what stands on all pages."""
    found = sorted((folder / "articles").rglob("*.md"), key=lambda path: int(path.stem))
    for number, path in enumerate(found):
        if number % 10 == 7:
            path.unlink()
        elif number % 3 == 0:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\nThis is sentence {number} of the second edition.\n")
    for number in range(5):
        (folder / f"articles/news/added-{number}.md").write_text(f"# Added {number}\n\nNew.\n", encoding="utf-8")
    base = folder / "theme/templates/base.html"
    base.write_text(base.read_text(encoding="utf-8").replace("</body>", "<!-- second --></body>"), encoding="utf-8")


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Begin to compile, in a process group of its own."""
    return subprocess.Popen(
        [PYTHON, "-m", "i18n_tool", "compile", "-q"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def compile_whole(folder: Path) -> float:
    """Compile, and return how many seconds it took."""
    began = time.monotonic()
    if code := start(folder).wait():
        raise SystemExit(f"compile ended with {code}")
    return time.monotonic() - began


def kill_once(folder: Path, seconds: float) -> bool:
    """Kill a build after some seconds, with all its processes; return whether it had ended before."""
    process = start(folder)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    ended = process.poll() is not None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return ended


def look(site: Path, old: dict[str, bytes], new: dict[str, bytes], tally: Tally) -> None:
    """Note what a kill has done to a site."""
    left = read_site(site)
    shown = {name: data for name, data in left.items() if not name.rpartition("/")[2].startswith(".")}
    tally.files += len(shown)
    tally.leftovers += sum(name.endswith(".tmp") for name in left.keys() - shown.keys())
    tally.torn += [name for name, data in shown.items() if data not in (old.get(name), new.get(name))]
    tally.torn += [name for name in old.keys() & new.keys() if name not in left]
    maps = (data for name, data in shown.items() if name.startswith("sitemap"))
    named = {name for data in maps for name in _MENTIONED.findall(data.decode())}
    tally.dead += sorted(named - shown.keys())
    tally.halfway += any(data != old.get(name) for name, data in shown.items()) and left != new


def measure(times: int, articles: int, seed: int) -> Tally:
    """Return what so many kills did to a project of some articles."""
    tally, chance = Tally(), random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        before, clean, now = (Path(name, part) for part in ("before", "clean", "now"))
        make_old(before, articles)
        shutil.copytree(before, clean)
        compile_whole(before)
        change(clean)
        compile_whole(clean)
        old, new = read_site(before / "site"), read_site(clean / "site")
        change(before)
        shutil.copytree(before, now)
        longest = compile_whole(now)
        for number in range(times):
            shutil.rmtree(now)
            shutil.copytree(before, now)
            for _ in range(1 + (number % 3 == 2)):
                tally.finished += kill_once(now, chance.uniform(0.1, longest))
                tally.kills += 1
                look(now / "site", old, new, tally)
            compile_whole(now)
            after = read_site(now / "site")
            tally.wrong += [one for one in sorted(after.keys() | new.keys()) if after.get(one) != new.get(one)]
    return tally


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--articles", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally = measure(options.times, options.articles, options.seed)
    rows = [
        ["kills", f"{tally.kills:,}"],
        ["that came when all was done", f"{tally.finished:,}"],
        ["that left some files old and some new", f"{tally.halfway:,}"],
        ["files looked at after them", f"{tally.files:,}"],
        ["files that were neither old nor new, or missing", f"{len(tally.torn):,}"],
        ["addresses of the map that lead nowhere", f"{len(tally.dead):,}"],
        ["temporary files that kills left", f"{tally.leftovers:,}"],
        ["files that the next whole run did not leave as a first build does", f"{len(tally.wrong):,}"],
    ]
    print(heading(f"python -m benchmarks.kill_compile --times {options.times}"))
    print(table(["", "count"], rows))
    for line in sorted({*tally.torn, *tally.dead, *tally.wrong}):
        print(line)


if __name__ == "__main__":
    main()

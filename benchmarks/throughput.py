"""How near ``translate`` comes to the limit of a service, beside deep-translator's own batch.

``python -m benchmarks.throughput`` writes articles, starts a service that answers after 200 ms, takes 50 requests a
second and 50 texts a request, and lets both translate. Ours does all of its work: memory, masks, verification, journal
and catalogues. The limit is the rate times the pack.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.fake_service import SETTINGS, counts_of, fake_service
from benchmarks.measure import PYTHON, heading, run, table


def measure_ours(folder: Path, url: str, rate: float, pack: int, parallel: int) -> list[str]:
    """Return the row of a whole run of ``translate``."""
    settings = SETTINGS.format(url=url, rate=rate, pack=pack, parallel=parallel)
    (folder / "i18n-tool.toml").write_text(settings, encoding="utf-8")
    extracted = run([PYTHON, "-m", "i18n_tool", "extract", "-q"], folder)
    if extracted.code:
        raise SystemExit(extracted.output)
    cost = run([PYTHON, "-m", "i18n_tool", "translate"], folder)
    if cost.code:
        raise SystemExit(cost.output)
    counts = counts_of(url)
    texts, limit = counts["texts"], rate * pack
    print(cost.output)
    return [
        "i18n-tool translate",
        f"{texts:,.0f}",
        f"{counts['requests']:,.0f}",
        f"{counts['refused']:,.0f}",
        f"{texts / counts['seconds']:,.0f}",
        f"{texts / counts['seconds'] / limit:.1%}",
        f"{texts / cost.wall:,.0f}",
        f"{cost.cpu:.1f}",
        f"{cost.memory:.0f}",
    ]


def measure_deep_translator(url: str, texts: list[str], limit: float) -> list[str]:
    """Return the row of deep-translator's ``translate_batch``."""
    from deep_translator import LibreTranslator  # type: ignore[import-untyped]

    before = counts_of(url)["requests"]
    began = time.monotonic()
    cpu = time.process_time()
    answers = LibreTranslator(source="en", target="es", custom_url=f"{url}/", api_key="none").translate_batch(texts)
    seconds, cpu = time.monotonic() - began, time.process_time() - cpu
    if len(answers) != len(texts):
        raise SystemExit("deep-translator lost answers")
    requests = counts_of(url)["requests"] - before
    speed = len(texts) / seconds
    row = ["deep-translator translate_batch", f"{len(texts):,}", f"{requests:,.0f}", "0"]
    return [*row, f"{speed:,.1f}", f"{speed / limit:.1%}", f"{speed:,.1f}", f"{cpu:.1f}", "-"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=480, help="each has about 65 different segments")
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--pack", type=int, default=50)
    parser.add_argument("--parallel", type=int, default=16)
    parser.add_argument("--theirs", type=int, default=60, help="texts for deep-translator")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, fake_service(options.latency, options.rate) as url:
        folder = Path(name)
        write_corpus(folder / "articles", options.articles, "markdown")
        ours = measure_ours(folder, url, options.rate, options.pack, options.parallel)
        texts = [f"The harbour opened pier number {number} to visitors." for number in range(options.theirs)]
        theirs = measure_deep_translator(url, texts, options.rate * options.pack)
    print(heading(f"python -m benchmarks.throughput --articles {options.articles}"))
    head = ["tool", "texts", "requests", "refused", "texts/s", "of the limit", "texts/s with start and end"]
    print(table([*head, "CPU s", "MiB"], [ours, theirs]))


if __name__ == "__main__":
    main()

"""A translation service that is nothing but slow: latency, a limit of requests, and counts of what it was asked.

``python -m benchmarks.fake_service --latency 0.2 --rate 50`` speaks LibreTranslate's language on 127.0.0.1 and prints
its address. A request beyond the limit is refused with 429, as with services that count in a bucket.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

SETTINGS = """\
source-locale = "en"
locales = ["es"]
[engines]
default = "libretranslate"
[engines.libretranslate]
url = "{url}"
requests-per-second = {rate}
max-segments = {pack}
parallel = {parallel}
"""
"""The settings of a project that asks the service."""


class FakeService:
    """Answers each text with itself after a few Spanish words."""

    def __init__(self, latency: float, rate: float, burst: float) -> None:
        self.latency, self.rate, self.burst = latency, rate, burst
        self.allowed, self.at = burst, time.monotonic()
        self.answered: Counter[str] = Counter()
        self.asked: list[str] = []
        self.requests = self.refused = self.under_way = self.most_under_way = 0
        self.first = self.last = 0.0

    def allows(self) -> bool:
        """Tell whether a request is within the limit: a bucket that fills at the rate and holds ``burst`` requests."""
        now = time.monotonic()
        self.allowed = min(self.burst, self.allowed + (now - self.at) * self.rate)
        self.at = now
        if self.allowed < 1:
            return False
        self.allowed -= 1
        return True

    async def reply(self, path: str, body: bytes) -> tuple[int, Any]:
        """Return status and JSON for a request."""
        parts = urlsplit(path)
        if parts.path == "/languages":
            return 200, [{"code": code, "targets": ["en", "es"]} for code in ("en", "es")]
        if parts.path == "/counts":
            return 200, self.counts()
        if parts.path == "/asked":
            return 200, self.asked
        query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        q = json.loads(body)["q"] if body[:1] == b"{" else query["q"]
        texts = [q] if isinstance(q, str) else q
        self.requests += 1
        self.first = self.first or time.monotonic()
        if not self.allows():
            self.refused += 1
            return 429, {"error": "Too many requests"}
        self.asked += texts
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(self.latency)
        self.under_way -= 1
        self.last = time.monotonic()
        self.answered.update(texts)
        answers = [f"Dicen que {text}" for text in texts]
        return 200, {"translatedText": answers[0] if isinstance(q, str) else answers}

    def counts(self) -> dict[str, float]:
        """Return what happened so far."""
        return {
            "requests": self.requests,
            "refused": self.refused,
            "most_under_way": self.most_under_way,
            "texts": self.answered.total(),
            "different": len(self.answered),
            "again": self.answered.total() - len(self.answered),
            "seconds": self.last - self.first,
        }

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                sent = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
                body = await reader.readexactly(int(sent.get("content-length", 0)))
                status, answer = await self.reply(lines[0].split(" ")[1], body)
                data = json.dumps(answer).encode()
                fields = f"Content-Type: application/json\r\nContent-Length: {len(data)}"
                writer.write(f"HTTP/1.1 {status} X\r\n{fields}\r\n\r\n".encode() + data)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@contextmanager
def fake_service(latency: float = 0.2, rate: float = 50.0, burst: float = 5.0) -> Iterator[str]:
    """Yield the address of a service in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.fake_service"]
    options = ["--latency", str(latency), "--rate", str(rate), "--burst", str(burst)]
    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent
    )
    try:
        if process.stdout is None:
            raise AssertionError("it has no output")
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def counts_of(url: str) -> dict[str, float]:
    """Return what a service was asked so far."""
    with urlopen(f"{url}/counts", timeout=10) as response:
        counts: dict[str, float] = json.load(response)
    return counts


def asked_of(url: str) -> list[str]:
    """Return the texts that a service was asked for so far, in their order."""
    with urlopen(f"{url}/asked", timeout=10) as response:
        asked: list[str] = json.load(response)
    return asked


async def main(latency: float, rate: float, burst: float) -> None:
    """Serve until the process is killed."""
    server = await asyncio.start_server(FakeService(latency, rate, burst).serve, "127.0.0.1", 0, limit=1 << 24)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds for one answer")
    parser.add_argument("--rate", type=float, default=50.0, help="requests in a second")
    parser.add_argument("--burst", type=float, default=5.0, help="requests at once")
    arguments = parser.parse_args()
    asyncio.run(main(arguments.latency, arguments.rate, arguments.burst))

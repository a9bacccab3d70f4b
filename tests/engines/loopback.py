"""A web page on 127.0.0.1 that looks like Google's, and can be as bad as one likes."""

from __future__ import annotations

import html
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.engines.services import QuietServer, running

Reply = tuple[int, str] | None
"""Status and body; None: the connection is closed without an answer."""


def page(text: str) -> str:
    """Return a page that says a translation."""
    return f'<html><body><div class="result-container">{html.escape(text)}</div></body></html>'


def pretend(text: str) -> str:
    """Return a text that may pass as the Spanish of another."""
    return f"Dicen que {text}"


class FakePage(QuietServer):
    """Answers with ``reply``; counts what it was asked."""

    def __init__(self, reply: Callable[[int, str], Reply] | None = None, delay: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply or (lambda number, text: (200, page(pretend(text))))
        self.delay = delay
        self.asked: Counter[str] = Counter()
        self.languages: set[tuple[str, str]] = set()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}/m"


class _Handler(BaseHTTPRequestHandler):
    server: FakePage

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        text = query["q"][0]
        with self.server.lock:
            self.server.asked[text] += 1
            self.server.languages.add((query["sl"][0], query["tl"][0]))
            number = self.server.asked.total()
        time.sleep(self.server.delay)
        reply = self.server.reply(number, text)
        if reply is None:
            self.connection.close()
            return
        body = reply[1].encode()
        self.send_response(reply[0])
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""


@contextmanager
def serve(reply: Callable[[int, str], Reply] | None = None, delay: float = 0.0) -> Iterator[FakePage]:
    """Serve a page while the block runs."""
    with running(FakePage(reply, delay)) as server:
        yield server

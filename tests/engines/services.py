"""A server on 127.0.0.1 that speaks as translation services do, and can be as bad as one likes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    """A request that the server got."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: Any
    client: object = None
    """The other end of the connection."""


@dataclass
class Reply:
    """What the server says to it."""

    body: Any = None
    """Sent as JSON, or as it is if it is bytes."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False
    """Close the connection without an answer."""
    cut: int = 0
    """Close the connection after so many bytes of the body."""
    delay: float = 0.0
    """Seconds to wait first."""


class QuietServer(ThreadingHTTPServer):
    """Does not wait for clients that went away, and says nothing of them."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class FakeService(QuietServer):
    """Answers with ``reply``; keeps what it was asked."""

    def __init__(self, reply: Callable[[Asked], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.asked: list[Asked] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeService
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(raw) if raw and "json" in self.headers.get("Content-Type", "") else raw.decode()
        asked = Asked(self.command, parts.path, parse_qs(parts.query), dict(self.headers), body, self.client_address)
        with self.server.lock:
            self.server.asked.append(asked)
        reply = self.server.reply(asked)
        time.sleep(reply.delay)
        self.close_connection = self.close_connection or reply.reset or bool(reply.cut)
        if reply.reset:
            return
        data = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: reply.cut] if reply.cut else data)

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""


Server = TypeVar("Server", bound=QuietServer)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Let a server answer while the block runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve_service(reply: Callable[[Asked], Reply]) -> Iterator[FakeService]:
    """Serve while the block runs."""
    with running(FakeService(reply)) as server:
        yield server

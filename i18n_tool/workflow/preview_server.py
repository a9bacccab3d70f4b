"""The server of the preview: for this machine's own browser, and nobody else."""

from __future__ import annotations

import errno
import mimetypes
import sys
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from i18n_tool.errors import ServerError
from i18n_tool.workflow.preview import Preview

OWN = "/-/"
"""What the preview adds to the site is below this path; no page can be there, since locales have longer names."""
BEAT = 15.0
"""Seconds after which a browser that waits for a change is told that there is none, so that a gone one is noticed."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the pages of a preview on the loopback address."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, preview: Preview, port: int) -> None:
        """Take a port.

        Args:
            preview: what to serve.
            port: the port; 0: any that is free.

        Raises:
            ServerError: another program has it, or it is not allowed.
        """
        self.preview = preview
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except (OSError, OverflowError) as problem:
            taken = isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE
            raise ServerError(
                f"the port {port} is taken." if taken else f"the port {port} cannot be used: {problem}.",
                "Stop the program that has it, or name another: i18n-tool preview --port 8001",
            ) from problem

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone away, or of a file that has gone in the middle of a build."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "i18n-tool"
    sys_version = ""

    def log_message(self, format: str, *values: Any) -> None:
        """Say nothing: the console shows what was built."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        # A page of another site whose name leads to 127.0.0.1 must not read drafts (DNS rebinding).
        if self.headers.get("Host", "").lower() not in self.own_names():
            self.send(HTTPStatus.FORBIDDEN, b"This preview answers only to 127.0.0.1 and localhost.\n", "text/plain")
            return
        try:
            address = urlsplit(self.path)
        except ValueError:
            self.send_missing(self.server.preview.folder)
            return
        if address.path.startswith(OWN):
            self.send_own(address.path.removeprefix(OWN), address.query)
        else:
            self.send_file(unquote(address.path).lstrip("/"), "segments" in address.query.split("&"))

    def own_names(self) -> set[str]:
        port = self.server.server_port
        return {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    # The site.

    def send_file(self, target: str, segments: bool) -> None:
        folder = self.server.preview.folder.resolve()
        path = inner_path(folder, target)
        if path is not None and path.is_dir():
            if target and not target.endswith("/"):
                self.redirect(f"/{quote(target)}/")
                return
            target, path = f"{target}index.html", inner_path(folder, f"{target}index.html")
        if path is None or not path.is_file():
            self.send_missing(folder)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if kind != "text/html":
            self.send(HTTPStatus.OK, path.read_bytes(), kind)
            return
        link = f"{OWN}catalogue/{quote(target)}"
        text = self.server.preview.segments_page(target, link) if segments else None
        self.send_page(HTTPStatus.OK, path.read_text(encoding="utf-8", errors="replace") if text is None else text)

    def send_missing(self, folder: Path) -> None:
        path = folder / "404.html"
        text = path.read_text(encoding="utf-8") if path.is_file() else "<!DOCTYPE html><title>404</title>Not found."
        self.send_page(HTTPStatus.NOT_FOUND, text)

    def send_page(self, status: HTTPStatus, text: str) -> None:
        """Send a page with what reloads it, which no file of the site has."""
        version = self.server.preview.version
        added = (
            f'<link rel="stylesheet" href="{OWN}preview.css">'
            f'<script src="{OWN}preview.js" data-version="{version}" defer></script>'
        )
        at = text.lower().rfind("</body>")
        text = f"{text[:at]}{added}{text[at:]}" if at >= 0 else text + added
        self.send(status, text.encode("utf-8"), "text/html")

    def redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    # What the preview adds.

    def send_own(self, name: str, query: str) -> None:
        if name in ("preview.js", "preview.css"):
            data = files("i18n_tool.workflow").joinpath(name).read_bytes()
            self.send(HTTPStatus.OK, data, "text/javascript" if name.endswith(".js") else "text/css")
        elif name == "changes":
            self.send_changes(query)
        elif name.startswith("catalogue/"):
            self.send_catalogue(unquote(name.removeprefix("catalogue/")))
        else:
            self.send_missing(self.server.preview.folder)

    def send_changes(self, query: str) -> None:
        """Tell a page when it has become old, as server-sent events (WHATWG HTML, section 9.2)."""
        known = int(query) if query.isdecimal() and len(query) < 20 else 0
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while self.command != "HEAD":
                version = self.server.preview.wait(known, BEAT)
                self.wfile.write(f"data: {version}\n\n".encode() if version != known else b":\n\n")
                self.wfile.flush()
                known = version
        except OSError:
            # The browser has gone.
            return

    def send_catalogue(self, page: str) -> None:
        """Show the catalogue of a page, each line with its number."""
        found = self.server.preview.catalogue_of(page)
        if found is None:
            self.send_missing(self.server.preview.folder)
            return
        name, text = found
        lines = "".join([f'<li id="L{number}">{escape(line)}' for number, line in enumerate(text.splitlines(), 1)])
        shown = (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(name)}</title></head>'
            f'<body class="i18n-catalogue"><h1>{escape(name)}</h1><ol>{lines}</ol></body></html>'
        )
        self.send_page(HTTPStatus.OK, shown)

    def send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def inner_path(folder: Path, target: str) -> Path | None:
    """Return what a path means in a folder; None if there is none, or it is hidden or leads out of the folder."""
    parts = target.split("/")
    if "\0" in target or "\\" in target or any(part.startswith(".") for part in parts):
        return None
    try:
        path = (folder / target).resolve()
        return path if path.exists() and path.is_relative_to(folder) else None
    except OSError:  # A name is too long.
        return None

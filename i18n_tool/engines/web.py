"""What engines share that ask a web service: options, the key, the connection."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlsplit

from i18n_tool.engines import check_options
from i18n_tool.engines.base import Engine
from i18n_tool.engines.http import Service
from i18n_tool.errors import SettingsError

_OPTIONS: dict[str, type] = {
    "url": str,
    "deadline": float,
    "pause": float,
    "requests-per-second": float,
    "characters-per-minute": float,
    "parallel": int,
    "max-segments": int,
    "max-characters": int,
}
"""What can be said of each of them."""


class WebEngine(Engine):
    """Asks a web service. Its address and its limits are options; its key comes from the environment alone."""

    network = True
    automatic = False
    more_options: ClassVar[Mapping[str, type]] = {}
    """Options of its own, besides those of every web service."""
    hosts: ClassVar[tuple[str, ...]] = ()
    """Ends of the names of hosts that its key may be sent to, besides this machine; empty: to any."""
    default_url: ClassVar[str] = ""
    """Its address if the settings give none."""
    deadline: float = 30.0
    """Seconds for one call."""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        super().__init__(options)
        check_options(self.name, self.options, {**_OPTIONS, **self.more_options})
        for option in _OPTIONS.keys() - {"url"}:
            if option in self.options:
                setattr(self, option.replace("-", "_"), self.options[option])
        self.url = self.checked_url(self.options.get("url") or self.default_url).rstrip("/")

    @property
    def table(self) -> str:
        """What its table in the settings is called."""
        return f"[engines.{self.name}]"

    def checked_url(self, url: str) -> str:
        """Return an address if it can be one.

        Raises:
            SettingsError: it cannot, or its host is none that the key may be sent to.
        """
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            parts, host = urlsplit(""), ""
        if url and (parts.scheme not in ("http", "https") or not host):
            raise SettingsError('"url" must begin with https:// or http://.', "Correct it.", subject=self.table)
        if parts.username or parts.password:
            raise SettingsError('"url" must not hold a password.', "Take it out.", subject=self.table)
        here = host in ("localhost", "127.0.0.1", "::1")
        if url and self.hosts and not here and not (parts.scheme == "https" and host.endswith(self.hosts)):
            raise SettingsError(
                f'"url" must be an https:// address of {" or ".join(self.hosts)}: the key is sent to it.',
                "Correct it, or leave it out.",
                subject=self.table,
            )
        return url

    @property
    def key(self) -> str:
        """Its key, from the first of its variables that is set; empty if none is."""
        return self.environment(self.key_variable) if self.key_variable else ""

    @staticmethod
    def environment(name: str) -> str:
        """Return an environment variable without white space around it, or an empty string."""
        return os.environ.get(name, "").strip()

    @property
    def key_advice(self) -> str:
        """What to do where its key is missing or refused."""
        return f"Set the environment variable {self.key_variables[0]}." if self.key_variables else ""

    def headers(self) -> Mapping[str, str]:
        """Return what each request says besides, the key included."""
        return {}

    @cached_property
    def service(self) -> Service:
        """The service at its address."""
        return Service(self.name, self.url, self.headers(), self.deadline, (self.key,), self.key_advice)

    def close(self) -> None:
        if "service" in self.__dict__:
            self.service.close()

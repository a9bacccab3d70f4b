"""Asks a web service that speaks JSON, and says in our errors what went wrong."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from i18n_tool.errors import AnswerError, BusyError, EngineError, EngineMissingError, QuotaError

if TYPE_CHECKING:
    import requests

_LARGEST = 32 * 1024 * 1024
"""Bytes of an answer that are read."""

_SPENT = re.compile(r"quota|insufficient|billing|out of credit|payment required|limit for (?:today|this month)", re.I)
_BUSY = re.compile(r"too many requests|slow ?down|rate.?limit|overloaded|try again", re.I)
_SECRET = re.compile(r"\b(?:sk|key|api)[-_][\w*.-]{6,}")
"""How keys look that servers repeat in their messages."""


@dataclass
class Service:
    """A web service; one for each engine, for all its threads.

    Calls end at a deadline, whatever the server does. Redirections are not followed, since a key must not be sent to
    an address that nobody has named; and no message holds a key.
    """

    name: str
    """The engine, for messages."""
    url: str
    """Its address, without a slash at the end."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What each request says besides; may hold the key."""
    deadline: float = 30.0
    """Seconds for one call."""
    secrets: Sequence[str] = field(default=(), repr=False)
    """What must not stand in a message."""
    key_advice: str = ""
    """What to do when the key is refused."""

    @cached_property
    def session(self) -> requests.Session:
        """Keeps connections open between calls; it knows no cookies."""
        import requests
        from requests.adapters import HTTPAdapter

        session = requests.Session()
        session.cookies.set_policy(_no_cookies())
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=32))
        return session

    def get(self, path: str, deadline: float | None = None) -> Any:
        """Return the JSON that stands at a path below the address; a deadline of its own may be shorter."""
        return self.call("GET", path, None, deadline)

    def post(self, path: str, body: Any) -> Any:
        """Return the JSON that a request with a body of JSON is answered with.

        Raises:
            BusyError: a fault that may pass.
            QuotaError: there is no more to have, or the key is refused.
            EngineMissingError: nothing that speaks this language is at the address.
            AnswerError: the request is too large or wrong, or the answer is no JSON, or says that there is an error.
        """
        return self.call("POST", path, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))

    def call(self, method: str, path: str, data: bytes | None, deadline: float | None = None) -> Any:
        """Return what a request is answered with."""
        status, retry_after, body = call_with_deadline(
            lambda: self.exchange(method, path, data), min(self.deadline, deadline or self.deadline), self.name
        )
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as problem:
            if not 200 <= status < 300:
                raise self.refusal(status, retry_after, "") from problem
            kind = "a web page" if body.lstrip()[:1] == b"<" else "something"
            raise AnswerError(f"it answered with {kind} that is not JSON.", subject=self.name) from problem
        said = self.clean(message_of(answer))
        if not 200 <= status < 300:
            raise self.refusal(status, retry_after, said)
        if isinstance(answer, dict) and answer.get("error"):
            raise self.spoken_error(said)
        return answer

    def exchange(self, method: str, path: str, data: bytes | None) -> tuple[int, float | None, bytes]:
        """Return status, seconds to wait and body of an answer; what requests raises becomes ours."""
        import requests

        headers = {"Accept": "application/json", **({"Content-Type": "application/json"} if data is not None else {})}
        try:
            with self.session.request(
                method,
                self.url + path,
                data=data,
                headers={**headers, **self.headers},
                # With a function here requests does not look into ~/.netrc for other keys.
                auth=lambda request: request,
                timeout=self.deadline,
                allow_redirects=False,
                stream=True,
            ) as response:
                body = bytearray()
                for part in response.iter_content(65536):
                    body += part
                    if len(body) > _LARGEST:
                        raise AnswerError("its answer is far too large.", subject=self.name)
                return response.status_code, seconds_of(response.headers.get("Retry-After")), bytes(body)
        except (requests.exceptions.InvalidHeader, UnicodeEncodeError):
            what = "its key holds what no header can: a line break, or letters that are not Latin."
            raise EngineMissingError(what, self.key_advice, subject=self.name) from None
        except requests.exceptions.SSLError as problem:
            raise EngineMissingError("its certificate is not trusted.", self.url_advice, subject=self.name) from problem
        except requests.exceptions.ChunkedEncodingError as problem:
            raise BusyError("its answer breaks off.", subject=self.name) from problem
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as problem:
            raise BusyError(f"{self.url} cannot be reached.", self.url_advice, subject=self.name) from problem
        except (requests.exceptions.RequestException, OSError, ValueError) as problem:
            raise BusyError(f"the connection failed ({type(problem).__name__}).", subject=self.name) from problem

    @property
    def url_advice(self) -> str:
        """What to do when the address is wrong, or nobody answers there."""
        here = urlsplit(self.url).hostname in ("localhost", "127.0.0.1", "::1")
        question = "Is it running?" if here else "Is there a network?"
        return f'{question} Its address is "url" in [engines.{self.name}].'

    def refusal(self, status: int, retry_after: float | None, said: str) -> EngineError:
        """Return what a status that is no success means."""
        more = f" “{said}”" if said else ""
        if status in (402, 456) or (status == 429 and _SPENT.search(said)):
            return QuotaError(
                f"its quota is used up (HTTP {status}).{more}", "Wait, or name another engine.", subject=self.name
            )
        if status in (401, 403):
            return QuotaError(f"it refuses the request (HTTP {status}).{more}", self.key_advice, subject=self.name)
        if status == 429:
            what = f"it says that there were too many requests (HTTP 429).{more}"
            return BusyError(what, "Run the command again later.", retry_after=retry_after, subject=self.name)
        if status in (408, 425) or status >= 500:
            what = f"it is out of order (HTTP {status}).{more}"
            return BusyError(what, "Run the command again later.", retry_after=retry_after, subject=self.name)
        if status in (413, 414):
            return AnswerError(f"it takes no text of this length (HTTP {status}).", subject=self.name)
        if status in (404, 405, 410) or 300 <= status < 400:
            what = f"the service is not at {self.url} (HTTP {status}).{more}"
            return EngineMissingError(what, self.url_advice, subject=self.name)
        return AnswerError(f"it refuses the text (HTTP {status}).{more}", subject=self.name)

    def spoken_error(self, said: str) -> EngineError:
        """Return what an error in an answer that claims success means."""
        what = f"it answered with an error{f': “{said}”' if said else ''}."
        if _SPENT.search(said):
            return QuotaError(what, "Wait, or name another engine.", subject=self.name)
        if _BUSY.search(said):
            return BusyError(what, "Run the command again later.", subject=self.name)
        return AnswerError(what, subject=self.name)

    def clean(self, said: str) -> str:
        """Return what a server says in one short line without keys."""
        for secret in self.secrets:
            said = said.replace(secret, "…") if secret else said
        said = _SECRET.sub("…", " ".join(part for part in said.split() if part.isprintable()))
        return said if len(said) <= 200 else f"{said[:199]}…"

    def close(self) -> None:
        """Close the connections."""
        if "session" in self.__dict__:
            self.session.close()


def message_of(answer: Any) -> str:
    """Return the message in the JSON that servers send with an error, or an empty string."""
    if isinstance(answer, list) and answer:
        answer = answer[0]
    if not isinstance(answer, dict):
        return ""
    for key in ("error", "message", "detail"):
        value = answer.get(key)
        if isinstance(value, dict):
            value = " ".join(str(part) for part in (value.get("message"), value.get("code")) if part)
        if isinstance(value, str) and value:
            return value
    return ""


def seconds_of(retry_after: str | None) -> float | None:
    """Return the seconds that a header ``Retry-After`` asks for (RFC 9110, section 10.2.3), or None."""
    if not retry_after:
        return None
    if re.fullmatch(r"\s*\d{1,9}(?:\.\d+)?\s*", retry_after):
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def call_with_deadline(call: Callable[[], Any], deadline: float, name: str) -> Any:
    """Return what a call returns, or give up after some seconds.

    The call runs in a thread that is left behind when it does not end: the time limits of libraries count from byte
    to byte, or do not exist.

    Raises:
        BusyError: the time is over.
    """
    box: list[Any] = []

    def run() -> None:
        try:
            box.append((True, call()))
        except BaseException as problem:
            box.append((False, problem))

    thread = threading.Thread(target=run, daemon=True, name=f"{name} call")
    thread.start()
    thread.join(deadline)
    if not box:
        raise BusyError(f"it gave no answer for {deadline:g} seconds.", subject=name)
    worked, value = box[0]
    if worked:
        return value
    raise value


def _no_cookies() -> Any:
    from http.cookiejar import DefaultCookiePolicy

    return DefaultCookiePolicy(allowed_domains=[])

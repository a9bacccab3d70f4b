"""How the services that our engines ask speak, from the other end of the line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.engines.services import Asked, Reply

KEY = "5ecret-0f-the-desk:fx"
"""The key that every service is asked with; it must be found nowhere afterwards."""

LANGUAGES = [{"code": code, "name": code, "targets": ["en", "es", "zh"]} for code in ("en", "es", "zh")]


@dataclass(frozen=True)
class Protocol:
    """A service: how it is asked, and how it answers."""

    name: str
    """The engine that asks it."""
    variable: str
    """Where its key is."""
    texts: Callable[[Asked], Sequence[str] | None]
    """The texts of a request; None: it is no request for translations."""
    success: Callable[[Asked, Sequence[Any]], Any]
    """The body of an answer with translations."""
    options: str = ""
    """What the settings need to say besides the address."""
    other: Any = None
    """What requests of another kind are answered with."""

    def settings(self, url: str, *locales: str) -> str:
        """Return the settings of a project that asks the service at an address."""
        names = ", ".join(f'"{locale}"' for locale in locales)
        limits = "requests-per-second = 1000\npause = 0.01\nparallel = 2\n"
        return (
            f'source-locale = "en"\nlocales = [{names}]\n[engines]\ndefault = "{self.name}"\n'
            f'[engines.{self.name}]\nurl = "{url}"\n{limits}{self.options}'
        )

    def reply(self, asked: Asked, answers: Sequence[Any]) -> Reply:
        """Return an answer with translations."""
        return Reply(self.success(asked, answers))


def _llm_texts(asked: Asked) -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads(asked.body["messages"][-1]["content"])["texts"]
    return found


def _llm_success(asked: Asked, answers: Sequence[Any]) -> Any:
    keys = [*_llm_texts(asked), *map(str, range(900, 1000))]
    content = json.dumps(dict(zip(keys, answers, strict=False)))
    return {"choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": content}}]}


PROTOCOLS = {
    protocol.name: protocol
    for protocol in (
        Protocol(
            "libretranslate",
            "LIBRETRANSLATE_API_KEY",
            lambda asked: asked.body["q"] if asked.path == "/translate" else None,
            lambda asked, answers: {"translatedText": answers},
            other=LANGUAGES,
        ),
        Protocol(
            "azure",
            "AZURE_TRANSLATOR_KEY",
            lambda asked: [item["Text"] for item in asked.body],
            lambda asked, answers: [{"translations": [{"text": answer, "to": "es"}]} for answer in answers],
        ),
        Protocol(
            "deepl",
            "DEEPL_AUTH_KEY",
            lambda asked: asked.body["text"],
            lambda asked, answers: {"translations": [{"text": one, "billed_characters": 1} for one in answers]},
        ),
        Protocol(
            "llm",
            "LLM_API_KEY",
            lambda asked: list(_llm_texts(asked).values()),
            _llm_success,
            options='model = "small"\n',
        ),
        Protocol(
            "mymemory",
            "MYMEMORY_HAS_NO_KEY",
            lambda asked: asked.query["q"],
            lambda asked, answers: {"responseData": {"translatedText": answers[0] if answers else None}, "matches": []},
        ),
    )
}

"""Finds renderings in languages whose words stand without spaces, or with spaces that writers set freely (Korean)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from i18n_tool.glossary.folding import Folded, fold
from i18n_tool.model import Span

LANGUAGES = frozenset({"zh", "yue", "ja", "ko", "th", "lo", "km", "my", "bo"})
"""The languages that this room is for."""

_IGNORED = frozenset(" ·・‧•･*_`")
_JOINED = re.compile(r"[a-z]{2}|[0-9]{2}")
_LATIN = re.compile("[a-z0-9]")
_ENDING = re.compile(r"[a-z]{1,3}(?![A-Za-z0-9])")
_SURNAMES = frozenset("郑鄭刘劉陈陳赵趙孙孫郭蒋蔣蔡潘袁邓鄧冯馮吕呂阮姚汪崔谭譚廖邱邹鄒郝邵薛阎閻")
"""Surnames that hardly end another word."""


@lru_cache(maxsize=4096)
def _prepare_rendering(rendering: str) -> str:
    return _prepare(rendering).text


@lru_cache(maxsize=64)
def _prepare(text: str) -> Folded:
    folded = fold(text)
    if _IGNORED.isdisjoint(folded.text):
        return folded
    kept = [at for at, char in enumerate(folded.text) if char not in _IGNORED]
    return Folded(
        "".join([folded.text[at] for at in kept]),
        [folded.starts[at] for at in kept],
        [folded.ends[at] for at in kept],
    )


def find_stretches(rendering: str, translation: str, language: str, *, common: bool = False) -> Iterator[Span]:
    """Yield where a rendering stands, spaces, middle dots, quotes and emphasis marks ignored.

    Args:
        rendering: what the glossary asks for.
        translation: where to look.
        language: the language of both.
        common: the term is a common word, so that it is not part of a person's name.
    """
    text = _prepare(translation)
    wanted = _prepare_rendering(rendering)
    if language == "ja" and len(wanted) > 4:
        # Both spellings of loan words are in use: コンピュータ, コンピューター.
        wanted = wanted.removesuffix("ー")
    if not wanted:
        return
    at = text.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _is_whole(text, translation, at, end) and not (common and language == "zh" and _in_name(text.text, at, end)):
            yield text.span(at, end)
        at = text.text.find(wanted, at + 1)


def find_verbatim(rendering: str, translation: str, language: str, *, common: bool) -> Span | None:
    """Return where a rendering stands as it is, if nothing else needs to be looked at; None: see ``find_stretches``."""
    at = translation.find(rendering)
    end = at + len(rendering)
    if at < 0 or unicodedata.combining(translation[end : end + 1] or " "):
        return None
    wanted = _prepare_rendering(rendering)
    may_be_in_name = common and language == "zh" and len(wanted) == 2 and at > 0
    return None if may_be_in_name or _LATIN.search(wanted[:1] + wanted[-1:]) else Span(at, end)


def _is_whole(text: Folded, translation: str, start: int, end: int) -> bool:
    """Tell whether Latin letters and digits at the edges of a stretch begin and end there.

    A few small letters after a capital are an ending: ``GBAs``.
    """
    if start > 0 and _is_joined(text, start):
        return False
    if end == len(text.text) or not _is_joined(text, end):
        return True
    return translation[text.starts[end - 1]].isupper() and bool(_ENDING.match(translation, text.starts[end]))


def _is_joined(text: Folded, at: int) -> bool:
    """Tell whether two Latin letters or two digits stand next to each other at an offset, in the original too."""
    pair = _JOINED.match(text.text, at - 1)
    return pair is not None and text.ends[at - 1] == text.starts[at]


def _in_name(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is the given name after a surname, as 成功 is in 郑成功."""
    return end - start == 2 and start > 0 and text[start - 1] in _SURNAMES

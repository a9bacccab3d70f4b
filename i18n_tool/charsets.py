"""Tells in which encoding a text is that is not UTF-8, by the letters that are frequent in its language."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_LONGEST = 100_000
"""Bytes that are looked at."""
_LEAST = 0.5
"""Of the share that a language's frequent letters usually have."""


@dataclass(frozen=True, slots=True)
class Charset:
    """An encoding, and how texts in it can be told."""

    name: str
    """What ``iconv`` calls it; Python knows it too."""
    frequent: str
    """Letters that its texts are full of."""
    share: float
    """What part of the characters beyond ASCII these usually are."""
    single: bool = False
    """Whether letters beyond ASCII stand one by one among those of ASCII; else whole words are made of them."""


_HANS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产，。、"
_HANT = "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產，。、"
_KANA = "のにはをたがでてとしれさいるもなかられ、。ー"
_CYRILLIC = "оеаинтсрвлкмдпуяы"

_CHARSETS = (
    Charset("GB18030", _HANS, 0.3),
    Charset("BIG5-HKSCS", _HANT, 0.3),
    Charset("CP932", _KANA, 0.45),
    Charset("EUC-JP", _KANA, 0.45),
    Charset("CP949", "이다는의에을가고하를한은로지도서기사인대자나일해", 0.35),
    Charset("WINDOWS-1251", _CYRILLIC, 0.8),
    Charset("KOI8-R", _CYRILLIC, 0.8),
    Charset("WINDOWS-1256", "اليمونرتبهعدأةسفحقك", 0.8),
    Charset("WINDOWS-1253", "αοιετνσρηκπυλςμωάέίόή", 0.8),
    Charset("WINDOWS-1255", "יוהלאתרבנםמש", 0.65),
    Charset("CP874", "านรอกเงมยลวดทสตะปบคหแจพชขใ่้ีัิ์", 0.8),
    Charset("WINDOWS-1252", "àâäáãåæçèéêëìíîïñòóôõöøœùúûüýßÀÁÂÄÇÈÉÊÓÖÚÜÑ‘’“”«»–—…¡¿ªº°·€£\u00a0", 1.0, single=True),
)

_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def guess_charset(data: bytes) -> str | None:
    """Return what ``iconv`` calls the encoding of a text that is not UTF-8, or None if it cannot be told.

    Args:
        data: the text from its first byte that is not UTF-8 on, or from any place before.
    """
    if wide := _guess_wide(data):
        return wide
    ranked = sorted(((_score(data, charset), charset.name) for charset in _CHARSETS), reverse=True)
    (best, name), (second, _) = ranked[:2]
    return name if best >= _LEAST and best > 1.2 * second else None


def sample_of(data: bytes, charset: str, longest: int = 12) -> str:
    """Return the first letters beyond ASCII of a text in an encoding, and what stands between them."""
    text = codecs.getincrementaldecoder(charset)("replace").decode(data[:_LONGEST])
    start = next((at for at, char in enumerate(text) if char > "\x7f"), 0)
    word = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    return " ".join(text[max(word, start - longest) : start + longest].split())


def _guess_wide(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 with the order of its bytes, where a mark or the places of zeros tell."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    some = data[: _LONGEST & ~1]
    for name, zeros, others in (("UTF-16LE", some[1::2], some[::2]), ("UTF-16BE", some[::2], some[1::2])):
        # Line breaks and spaces have a zero byte in any script, and always on one side.
        if zeros.count(0) > max(1, len(zeros) / 20) and not others.count(0):
            return name
    return None


def _score(data: bytes, charset: Charset) -> float:
    """Return how much more of a text are frequent letters than is usual, up to 1; 0: it is not in this encoding."""
    try:
        text = codecs.getincrementaldecoder(charset.name)().decode(data[:_LONGEST])
    except UnicodeDecodeError:
        return 0.0
    runs = _BEYOND_ASCII.findall(text)
    fitting = "".join(run for run in runs if (sum(map(str.isalpha, run)) < 2) is charset.single)
    hits = sum(char in charset.frequent for char in fitting)
    return min(1.0, hits / max(1, sum(map(len, runs))) / charset.share)

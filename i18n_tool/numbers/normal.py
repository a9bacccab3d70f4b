"""Texts made ready for reading numbers: markup out of the way, digits and separators of every script alike."""

from __future__ import annotations

import html
import re
import unicodedata

from i18n_tool.model import Markup
from i18n_tool.placeholders import find_placeholders

BREAK = "\x00"
"""Stands where a placeholder stood; belongs to no quantity."""

#: Bidi controls, joiners, soft hyphen; Arabic vowel marks and tatweel; the Devanagari nukta, which many leave out.
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u061c\u00ad\ufeff\u064b-\u0652\u0670\u0640\u093c]"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
#: A variable such as ``$second_name``: its dollar is no money.
_VARIABLE = re.compile(r"\$[A-Za-z]+(?:_\w+)+|\$[a-z]{3,}(?![\w$])")
#: The apostrophe of ’80, gli anni ’80.
_SHORT_YEAR = re.compile(r"['’‘](?<=\s.)(?=\d0(?!\d))")
#: "45-45 lakh" in Hindi: 45 lakh each.
_EACH = re.compile(r"(\d(?<![\d.,/-].)\d*)-\1(?=[ ][\u0900-\u097f])")
#: 0900 GMT, 格林尼治时间0900.
_HOURS = re.compile(
    r"([0-2]\d)([0-5]\d)(?<![\d.,:].{4})(?<!2[^0-3]..)"
    r"(?:(?=[ \u00a0]?(?:GMT|UTC|[Hh]rs\b|hours\b|local time))|(?:(?<=[时時]间.{4})|(?<=時間.{4}))(?!\d))"
)
#: "The second and third" are no two and a third.
_TWO_ORDINALS = re.compile(r"\b(second|third|fourth|fifth) and (?=(?:third|fourth|fifth|sixth)\b)")
#: 3万8915円87銭 is 38,915.87 yen.
_SEN = re.compile(r"円(?<=\d.)(\d\d)銭")
#: Formats of C and an escaped percent sign: %02d, %7jd, %1$s, %%00.
_FORMAT = re.compile(
    r"%0\d[a-z]|%\d+(?:\.\d+)?(?:ll?|hh?|[jz])?[disux](?![a-z])|%ll?[diux](?![a-z])|%[ds](?![\w'’])|%%(?=0\d)"
    r"|%\d+\$(?:[^a-zA-Z\s]{0,8}[a-zA-Z])?"
)
#: 1970−01−01 is a date.
_MINUS = re.compile(r"−(?<=\d.)(?=\d)")
#: 2&8 is 28 with the key 8.
_ACCELERATOR = re.compile(r"&(?<=\d&)(?=\d)")
#: Stands for a term while an engine works; where one is left over, MK004 says so.
_TOKEN = re.compile(r"\b(?:XQ|XK|ZX|QX|QZ|KX)Z\d+\b")
_CODE_POINT = re.compile(r"U\+[0-9A-Fa-f]{4,6}\b")
#: 100, 000 is one number, a space too wide.
_APART = re.compile(r", 000(?<=\d, 000)(?!\d)")
#: "3rd parties" are no three.
_THIRD = re.compile(r"\b3rd(?=[- ]part(?:y|ies)\b)")
#: A decimal without a zero: .5%.
_POINT = re.compile(r"(?<=[\s(])\.(?=\d+(?:[%\s)]|$))")
_MARKS = re.compile(r"[<>&{}\[\]*_`~%$#@\\]")
_SAME = {
    "٪": "%", "％": "%", "﹪": "%", "٫": "٫", "٬": "٬", "．": ".", "：": ":", "－": "-", "−": "−", "﹣": "-", "＋": "+",
    "‐": "-", "‑": "-", "‒": "–", "―": "—", "＄": "$", "￥": "¥", "～": "~", "〜": "~", "∼": "~", "／": "/", "⁄": "/",
    "\u00a0": "\u00a0", "\u202f": "\u00a0", "\u2009": "\u00a0", "\u2007": "\u00a0", "\u3000": " ",
    "‘": "'", "’": "'", "ʼ": "'", "´": "'", "İ": "i",
    "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ک": "ك", "ی": "ي",
    "ё": "е", "Ё": "е", "﹐": ",", "\n": " ", "\t": " ",
}  # fmt: skip
_DIFFERENT = re.compile(f"[{''.join(char for char, same in _SAME.items() if char != same)}]")
_DIGIT = re.compile(r"\d")
_FOREIGN_DIGIT = re.compile(r"\d(?<![0-9])")


def fold(text: str, *, turkish: bool = False) -> str:
    """Return a text in small letters with ASCII digits and plain separators, of the same length."""
    if text.isascii() and not turkish:
        return text.translate({10: " ", 9: " "}).lower() if "\n" in text or "\t" in text else text.lower()
    if turkish:
        text = text.replace("I", "ı")
    if "إلف" in text:
        # An elf is no thousand, though both are the same letters once they are folded.
        text = text.replace("إلف", "ءلف")
    folded = _DIFFERENT.sub(_same, text)
    folded = _FOREIGN_DIGIT.sub(_ascii_digit, folded)
    small = folded.lower()
    if len(small) == len(folded):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


def _same(match: re.Match[str]) -> str:
    return _SAME[match[0]]


def _ascii_digit(match: re.Match[str]) -> str:
    return str(unicodedata.digit(match[0]))


def clean(text: str, markup: Markup | None = None) -> str:
    """Return a text without markup and invisible characters; a variable or an address becomes a break."""
    if _MARKS.search(text) or "://" in text or "www." in text:
        text = _without_markup(text, markup)
    if " and " in text:
        text = _TWO_ORDINALS.sub(r"\1, ", text)
    if _DIGIT.search(text):
        text = _clean_numbers(text)
    return text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def _clean_numbers(text: str) -> str:
    text = _HOURS.sub(r"\1:\2", _SHORT_YEAR.sub("", text))
    if "&" in text:
        text = _ACCELERATOR.sub("", text)
    if "Z" in text:
        text = _TOKEN.sub(BREAK, text)
    if "U+" in text:
        text = _CODE_POINT.sub(BREAK, text)
    if " ." in text or "(." in text:
        text = _POINT.sub("0.", text)
    if "3rd" in text:
        text = _THIRD.sub("third", text)
    if ", 000" in text:
        text = _APART.sub(",000", text)
    if text.isascii():
        return text
    return _MINUS.sub("-", _SEN.sub(r".\1円", _EACH.sub(r"\1", text)))


def _without_markup(text: str, markup: Markup | None) -> str:
    text = _without_placeholders(text, markup)
    if "%" in text:
        text = _FORMAT.sub(BREAK, text)
    if "$" in text:
        text = _VARIABLE.sub(BREAK, text)
    if "\\" in text and markup in (None, "markdown"):
        text = _ESCAPE.sub("", text)
    return text


def _without_placeholders(text: str, markup: Markup | None) -> str:
    pieces, position = [], 0
    for found in find_placeholders(text, markup):
        pieces.append(text[position : found.start])
        pieces.append(_stand_in(found.text, found.role))
        position = found.end
    pieces.append(text[position:])
    return "".join(pieces)


def _stand_in(text: str, role: str) -> str:
    if role != "alone":
        return ""
    if text.startswith("&"):
        known = html.unescape(text)
        return known if known != text else BREAK
    return BREAK

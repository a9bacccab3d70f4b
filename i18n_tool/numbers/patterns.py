"""The pattern that finds the lexemes of a language."""

from __future__ import annotations

import re
from functools import lru_cache

from i18n_tool.numbers.numerals import HAN_DIGITS, HAN_SCALES, HAN_TENS
from i18n_tool.numbers.tables import UNSPACED, Table

LATIN = "0-9a-z\u00c0-\u024f\u1e00-\u1eff\u0400-\u04ff"
LETTER = r"a-z\u00c0-\u024f\u1e00-\u1eff\u0400-\u04ff"
RUN = r"\d+(?:[.,'·٫٬\u00a0]\d+)*+"
_SPACED_RUN = r"\d{1,3}(?:[ ]\d{3})++(?![\d])(?:[.,]\d+)?|" + RUN
_PREFIXES = (
    "usd|eur|rmb|cny|hkd|gbp|jpy|chf|rs|inr|aud|cad|sgd|twd|krw|rub|try|thb|brl|us|hk|nt|no|nr|art|fig|sec|p|pp|vol"
    "|mid|early|late|pre|post"
)
#: Grouped by what they begin with, so that most words and spaces fail at the first look.
_PATTERN = rf"""
(?=[\d+(FIRST])(?:
(?P<phone>(?<![\w.+])(?:\+\d[\d \-()]{{6,18}}\d|\(0?\d{{2,4}}\)[ ]?\d{{3,4}}[ -]?\d{{4}}
    |0\d{{1,3}}[ -]\d{{3,4}}[ -]?\d{{3,4}}|\d{{3}}-\d{{3,4}}-\d{{4}})(?!\w))
|(?P<ymd>(?<![\d.])[12]\d{{3}}(?P<s1>[-/.])\d{{1,2}}(?P=s1)\d{{1,2}}(?![\d]))
|(?P<dmy>(?<![\d.,])\d{{1,2}}(?P<s2>[-/.])\d{{1,2}}(?P=s2)(?:[12]\d{{3}}|\d{{2}})(?!\.?\d))
|(?P<dm>(?<![\d.,])[0-3]?\d\.[01]?\d\.(?!\d))
|(?P<clock>(?<![\d.,:])\d{{1,2}}(?::[0-5]\d(?::[0-5]\d)?|[ \u00a0]?h[ \u00a0]?[0-5]\d)(?![\d:]))
|(?P<decade>(?:(?<![\d])(?:[12]\d|[1-9](?=00s))|(?<![\d.,]))\d0(?:'?s|-?(?:е|х|ые|ых|er|ern)|'(?:l[ae]r|l[iıuü])[a-zçğıöşü]{{0,6}})(?![{LATIN}]))
|(?P<fraction>(?<![\d/.,])\d{{1,4}}/\d{{1,6}}(?![\d/]))
|(?P<digits>RUN)
)
|(?P<code>(?=[{LETTER}]{{1,6}}+-?\d)(?<![{LATIN}$.-])(?!(?:{_PREFIXES})-?\d)[{LETTER}]{{1,6}}-?\d{{1,6}}[a-z]{{0,3}}(?:[-.]\d{{1,4}})?(?![{LATIN}]))
|(?=[-−–—~ \u00a0])(?:
(?P<minus>(?<![0-9{LATIN}\u0620-\u064a\u0900-\u097f\uac00-\ud7a3°+)\]%年月日号號時时点點天周週万亿億萬多元円人-])(?<!\d\.)
    [-−–](?=(?:(?:[$€£¥%]|r\$)[ ]?)?\d))
|(?P<range>(?<=[\w%$°])(?:(?:--?|[–—~])|[ \u00a0](?:--?|[–—~])[ \u00a0])(?=[\d$€£¥+]))
)
|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅛])
|(?P<symbol>%|‰|us\$|hk\$|nt\$|a\$|c\$|s\$|r\$|\$|€|£|¥|₹|₽|₩|฿|₺|°[ ]?[cf]?(?![a-z])|℃|℉|㎡|㎢|㎞
    |(?<=\d)[ ]?[:×x](?=[ ]?\d))
"""
_WORD = {
    "hi": r"[a-z]+|[\u0900-\u0963\u0970-\u097f]+",
    "th": r"[a-z]+",
    "": r"[^\W\d_]+",
}
HAN_CLASS = "".join(HAN_DIGITS) + "".join(HAN_TENS) + "".join(HAN_SCALES)
ODD = "[多余餘来來]"
"""Says that a numeral is a little more, before its scale: 400多万."""
_HAN_PATTERN = {
    "zh": rf"(?:{RUN}[ ]?{ODD}?(?=[十百千万萬亿億兆])|[{HAN_CLASS}])"
    rf"(?:[{HAN_CLASS}]|(?<=[百千万萬亿億兆])[ ]?{RUN}|(?<=[十百千]){ODD}(?=[万萬亿億兆]))*+",
    # 제3조 is the third article, not three trillion; "0-9 만을" is "only 0-9".
    "ko": rf"(?<!제)(?<!제[ ]){RUN}(?![ ]만[을은이])[ ]?여?(?:[십백천]?[만억조]|[십백천])"
    rf"(?:[십백천만억조]|[ ]?{RUN}(?=[ ]?[십백천만억조])|(?<=[만억])[ ]?\d{{1,4}}(?![\d.,년월일]))*+",
}
#: 四半期 is a quarter, 千瓦 a kilowatt.
_HAN_PATTERN["zh"] = _HAN_PATTERN["zh"].replace(f"[{HAN_CLASS}]", f"(?!四半|[千兆][瓦克卡赫])[{HAN_CLASS}]")
_HAN_PATTERN["ja"] = _HAN_PATTERN["zh"]

_MARKS = r"\d+(\-−–—~ \u00a0½⅓⅔¼¾⅕⅖⅗⅘⅛%‰$€£¥₹₽₩฿₺°℃℉㎡㎢㎞:×"
"""What a lexeme may begin with that is no letter."""


@lru_cache(maxsize=64)
def pattern_for(table: Table) -> re.Pattern[str]:
    """Return the pattern of a language; the name of the group that matches is the method of ``Lexer`` to call."""
    language = table.language
    phrases = f"(?P<phrase>{table.phrases.pattern})" if table.phrases else ""
    body = _PATTERN.replace("RUN", _SPACED_RUN if "spaces" in table.flags else RUN)
    body = body.replace("FIRST", HAN_CLASS if language in _HAN_PATTERN else "")
    if language in _HAN_PATTERN:
        body = body.replace("|(?P<digits>", f"|(?P<han>{_HAN_PATTERN[language]})|(?P<digits>")
    if language in UNSPACED:
        firsts = "".join(sorted({re.escape(form[0]) for form in table.phrase_words}))
        body = f"{phrases}|{body}" if phrases else body
        body += "|(?P<word>(?<![a-z])[a-z]+(?![a-z]))"
        return re.compile(rf"(?=[{_MARKS}{LETTER}{HAN_CLASS}{firsts}])(?:{body})", re.VERBOSE)
    if phrases:
        body += f"|{phrases}"
    if "general" not in table.flags:
        # Numbers only where no table tells words apart.
        body += f"|(?P<word>{_WORD.get(language, _WORD[''])})"
    return re.compile(body, re.VERBOSE)

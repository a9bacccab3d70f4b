"""Text → lexemes: the words, marks and numerals that may be part of a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from i18n_tool.numbers.model import Lexeme
from i18n_tool.numbers.numerals import HAN_DIGITS, HAN_SCALES, HAN_TENS, read_digits, read_han, read_roman
from i18n_tool.numbers.tables import EDGE, UNSPACED, Meaning, Table, any_of

_LATIN = "0-9a-z\u00c0-\u024f\u1e00-\u1eff\u0400-\u04ff"
_LETTER = r"a-z\u00c0-\u024f\u1e00-\u1eff\u0400-\u04ff"
_RUN = r"\d+(?:[.,'·٫٬\u00a0]\d+)*+"
_SPACED_RUN = r"\d{1,3}(?:[ ]\d{3})++(?![\d])(?:[.,]\d+)?|" + _RUN
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
|(?P<decade>(?:(?<![\d])(?:[12]\d|[1-9](?=00s))|(?<![\d.,]))\d0(?:'?s|-?(?:е|х|ые|ых|er|ern)|'(?:l[ae]r|l[iıuü])[a-zçğıöşü]{{0,6}})(?![{_LATIN}]))
|(?P<fraction>(?<![\d/.,])\d{{1,4}}/\d{{1,6}}(?![\d/]))
|(?P<digits>RUN)
)
|(?P<code>(?=[{_LETTER}]{{1,6}}+-?\d)(?<![{_LATIN}$.-])(?!(?:{_PREFIXES})-?\d)[{_LETTER}]{{1,6}}-?\d{{1,6}}[a-z]{{0,3}}(?:[-.]\d{{1,4}})?(?![{_LATIN}]))
|(?=[-−–—~ \u00a0])(?:
(?P<minus>(?<![0-9{_LATIN}\u0620-\u064a\u0900-\u097f\uac00-\ud7a3°+)\]%年月日号號時时点點天周週万亿億萬多元円人-])(?<!\d\.)
    [-−–](?=(?:(?:[$€£¥%]|r\$)[ ]?)?\d))
|(?P<range>(?<=[\w%$°])(?:(?:--?|[–—~])|[ \u00a0](?:--?|[–—~])[ \u00a0])(?=[\d$€£¥+]))
)
|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅛])
|(?P<symbol>%|‰|us\$|hk\$|nt\$|a\$|c\$|s\$|r\$|\$|€|£|¥|₹|₽|₩|฿|₺|°[ ]?[cf]?(?![a-z])|℃|℉|㎡|㎢|㎞
    |(?<=\d)[ ]?[:×x](?=[ ]?\d))
"""
_SYMBOLS: dict[str, Meaning] = {
    "%": ("unit", frozenset({"%"})),
    "‰": ("unit", frozenset({"permille"})),
    "us$": ("prefix", frozenset({"USD"})),
    "hk$": ("prefix", frozenset({"HKD"})),
    "nt$": ("prefix", frozenset({"TWD"})),
    "a$": ("prefix", frozenset({"AUD"})),
    "c$": ("prefix", frozenset({"CAD"})),
    "s$": ("prefix", frozenset({"SGD"})),
    "r$": ("prefix", frozenset({"BRL"})),
    "$": ("prefix", frozenset({"USD", "$"})),
    "€": ("prefix", frozenset({"EUR"})),
    "£": ("prefix", frozenset({"GBP"})),
    "¥": ("prefix", frozenset({"CNY", "JPY"})),
    "₹": ("prefix", frozenset({"INR"})),
    "₽": ("prefix", frozenset({"RUB"})),
    "₩": ("prefix", frozenset({"KRW"})),
    "฿": ("prefix", frozenset({"THB"})),
    "₺": ("prefix", frozenset({"TRY"})),
    "℃": ("unit", frozenset({"celsius"})),
    "℉": ("unit", frozenset({"fahrenheit"})),
    "㎡": ("unit", frozenset({"m2"})),
    "㎢": ("unit", frozenset({"km2"})),
    "㎞": ("unit", frozenset({"km"})),
}
_VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅛": (1, 8),
}
_WORD = {
    "hi": r"[a-z]+|[\u0900-\u0963\u0970-\u097f]+",
    "th": r"[a-z]+",
    "": r"[^\W\d_]+",
}
_HANGUL = {"십": "十", "백": "百", "천": "千", "만": "万", "억": "亿", "조": "兆"}
_HAN_CLASS = "".join(HAN_DIGITS) + "".join(HAN_TENS) + "".join(HAN_SCALES)
_ODD = "[多余餘来來]"
"""Says that a numeral is a little more, before its scale: 400多万."""
_HAN_PATTERN = {
    "zh": rf"(?:{_RUN}[ ]?{_ODD}?(?=[十百千万萬亿億兆])|[{_HAN_CLASS}])"
    rf"(?:[{_HAN_CLASS}]|(?<=[百千万萬亿億兆])[ ]?{_RUN}|(?<=[十百千]){_ODD}(?=[万萬亿億兆]))*+",
    # 제3조 is the third article, not three trillion; "0-9 만을" is "only 0-9".
    "ko": rf"(?<!제)(?<!제[ ]){_RUN}(?![ ]만[을은이])[ ]?여?(?:[십백천]?[만억조]|[십백천])"
    rf"(?:[십백천만억조]|[ ]?{_RUN}(?=[ ]?[십백천만억조])|(?<=[만억])[ ]?\d{{1,4}}(?![\d.,년월일]))*+",
}
#: 四半期 is a quarter, 千瓦 a kilowatt.
_HAN_PATTERN["zh"] = _HAN_PATTERN["zh"].replace(f"[{_HAN_CLASS}]", f"(?!四半|[千兆][瓦克卡赫])[{_HAN_CLASS}]")
_HAN_PATTERN["ja"] = _HAN_PATTERN["zh"]
_HAN_PART = re.compile(rf"{_RUN}|[{_HAN_CLASS}십백천만억조]")

_MARKS = r"\d+(\-−–—~ \u00a0½⅓⅔¼¾⅕⅖⅗⅘⅛%‰$€£¥₹₽₩฿₺°℃℉㎡㎢㎞:×"
"""What a lexeme may begin with that is no letter."""


@lru_cache(maxsize=64)
def _pattern(table: Table) -> re.Pattern[str]:
    language = table.language
    phrases = f"(?P<phrase>{table.phrases.pattern})" if table.phrases else ""
    body = _PATTERN.replace("RUN", _SPACED_RUN if "spaces" in table.flags else _RUN)
    body = body.replace("FIRST", _HAN_CLASS if language in _HAN_PATTERN else "")
    if language in _HAN_PATTERN:
        body = body.replace("|(?P<digits>", f"|(?P<han>{_HAN_PATTERN[language]})|(?P<digits>")
    if language in UNSPACED:
        firsts = "".join(sorted({re.escape(form[0]) for form in table.phrase_words}))
        body = f"{phrases}|{body}" if phrases else body
        body += "|(?P<word>(?<![a-z])[a-z]+(?![a-z]))"
        return re.compile(rf"(?=[{_MARKS}{_LETTER}{_HAN_CLASS}{firsts}])(?:{body})", re.VERBOSE)
    if phrases:
        body += f"|{phrases}"
    if "general" not in table.flags:
        # Numbers only where no table tells words apart.
        body += f"|(?P<word>{_WORD.get(language, _WORD[''])})"
    return re.compile(body, re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Lexer:
    """Reads one text by one table."""

    clean: str
    """The text as it is written."""
    text: str
    """The same, folded; offsets are equal."""
    table: Table
    """The words of its language."""

    def lexemes(self) -> list[Lexeme]:
        """Return the lexemes in order."""
        found: list[Lexeme] = []
        if self.table.language in UNSPACED:
            for match in _pattern(self.table).finditer(self.text):
                found += getattr(self, str(match.lastgroup))(match)
            return found
        chunks = _chunks(self.table)
        start = reached = 0
        for chunk in self.text.split(" "):
            known = chunks[chunk] if start >= reached else None
            if known is None and chunk in chunks and start >= reached:
                known = chunks[self.text[start : start + len(chunk) + 2]]
            if known is None:
                # The sign of a range may begin with the space before the chunk.
                reached = self.read_chunk(max(reached, start - 1), start + len(chunk.rstrip(_CLOSING)), found)
            elif known:
                found += _moved(known, start)
            start += len(chunk) + 1
        return found

    def read_chunk(self, at: int, end: int, found: list[Lexeme]) -> int:
        """Add the lexemes that begin between two offsets; return where the last one ends."""
        search = _pattern(self.table).search
        while at < end and (match := search(self.text, at)) and match.start() < end:
            found += getattr(self, str(match.lastgroup))(match)
            at = match.end()
        return at

    def digits(self, match: re.Match[str]) -> Sequence[Lexeme]:
        """Return a number in digits, or a code such as 5G; two for a list, 6,7 where no comma begins decimals."""
        start, end = match.span()
        run, table = match[0], self.table
        if (
            "," in run
            and "," not in table.style.decimal
            and (two := _LIST.match(self.text, start))
            and two.end() == end
        ):
            return (
                Lexeme("digits", two[1], start, start + len(two[1])),
                Lexeme("digits", two[2], end - len(two[2]), end),
            )
        if _LETTER_AT.match(self.clean, max(0, start - 1)) and _NAME_AFTER.match(self.clean, end):
            # Part of a name: Shield2Gold, debian-l10n-french.
            return ()
        suffix = _SUFFIX.match(self.clean, end)
        if suffix and suffix[0].lower() not in table.words and suffix[0].lower() not in table.phrase_words:
            return (Lexeme("code", run + suffix[0].lower(), start, suffix.end()),)
        return (Lexeme("digits", run.replace(" ", "\u00a0"), start, end),)

    def word(self, match: re.Match[str]) -> Sequence[Lexeme]:
        """Return the lexemes of a word: none, one, or the parts of a compound number."""
        word, (start, end), table = match[0], match.span(), self.table
        if word == "м" and self.text[start - 1 : start] == "-":
            # В 19-м веке: no metres.
            return ()
        known = _read_word(word, table)
        if known is not None:
            return _moved(known, start) if known else ()
        if word == "try" and self.clean[start:end] != "TRY":
            return ()
        meaning = table.words.get(word)
        if meaning is None or (word in table.capitals and not self.is_capital(start, end)):
            return self.other_word(word, start, end)
        return _one(meaning, start, end)

    def is_capital(self, start: int, end: int) -> bool:
        """Tell whether a word has a capital that the beginning of a sentence does not explain."""
        if not self.clean[start].isupper():
            return False
        return (start > 1 and self.clean[start - 2] not in ".!?:") or bool(_DAY_AFTER.match(self.text, end))

    def other_word(self, word: str, start: int, end: int) -> Sequence[Lexeme]:
        """Return the lexemes of a word that is not in the table as it stands."""
        found = _derived(word, start, self.table)
        if found is not None:
            return found
        roman = _ROMAN_ENDING.sub("", self.clean[start:end]).translate(_CYRILLIC_ROMAN)
        value = read_roman(roman) if roman.isupper() and self.clean[start:end] != "Des" else None
        return (Lexeme("roman", Decimal(value), start, end),) if value else ()

    def phrase(self, match: re.Match[str]) -> Iterator[Lexeme]:
        """Yield an expression of several words."""
        phrase, joined = match[0], False
        if phrase not in self.table.phrase_words:
            clitic = next(
                one
                for one in self.table.clitics
                if phrase.startswith(one) and phrase[len(one) :] in self.table.phrase_words
            )
            phrase, joined = phrase[len(clitic) :], clitic[0] == "و"
        if phrase.endswith(" ") and "가" <= self.text[match.start() - 1 : match.start()] <= "힣":
            # 모두 is no two.
            return
        if phrase == "네 " and not _COUNTED.match(self.text, match.end()):
            return
        if phrase in ("둘", "셋", "넷") and _NOUN.match(self.text, max(0, match.start() - 1)):
            return
        if phrase == "프로" and _PRO.match(self.text, match.end()):
            return
        kind, value = self.table.phrase_words[phrase]
        if kind != "stop":
            yield Lexeme(kind, value, match.start(), match.end(), joined)

    def han(self, match: re.Match[str]) -> Iterator[Lexeme]:
        """Yield a numeral with Han characters."""
        if match[0] == "二" and self.text[match.end() : match.end() + 1] == "元":
            # 二元 is binary; two yuan are 两元.
            return
        parts: list[str | Decimal] = []
        for part in _HAN_PART.findall(match[0]):
            if part[0].isascii() or part[0].isdigit():
                values = read_digits(part, self.table.style)
                parts.append(min(values[0] or values[1] or {Decimal(0)}))
            else:
                parts.append(_HANGUL.get(part, part))
        found = _approximate(parts)
        if match[0] == "十" and self.text[match.end() : match.end() + 1] in tuple(_ODD[1:-1]):
            # 十多家 is a dozen.
            found = frozenset(map(Decimal, range(10, 20)))
        yield Lexeme("han", (match[0], found), match.start(), match.end())

    def phone(self, match: re.Match[str]) -> Iterator[Lexeme]:
        """Yield a telephone number."""
        yield Lexeme("phone", match[0], match.start(), match.end())

    def code(self, match: re.Match[str]) -> Iterator[Lexeme]:
        """Yield a name with digits: A380, COVID-19; or the number after a word and a hyphen."""
        start, end = match.span()
        letters = _LETTERS.match(match[0])
        head = letters[0] if letters else ""
        written = self.clean[start : start + len(head)]
        if match[0][len(head)] == "-" and not written.isupper():
            number = _NUMBER.search(match[0])
            if number:
                yield Lexeme("digits", number[0], start + number.start(), start + number.end())
            return
        yield Lexeme("code", match[0], start, end)

    def _whole(self, match: re.Match[str]) -> Iterator[Lexeme]:
        yield Lexeme(str(match.lastgroup), match[0], match.start(), match.end())

    ymd = dmy = dm = clock = decade = fraction = minus = range = _whole

    def vulgar(self, match: re.Match[str]) -> Iterator[Lexeme]:
        """Yield a fraction of one character."""
        yield Lexeme("frac", _VULGAR[match[0]], match.start(), match.end())

    def symbol(self, match: re.Match[str]) -> Iterator[Lexeme]:
        """Yield a mark with a meaning."""
        mark = match[0].replace(" ", "")
        if mark.startswith("°"):
            tags = {"°c": {"celsius"}, "°f": {"fahrenheit"}}.get(mark, {"celsius", "fahrenheit", "degree"})
            yield Lexeme("unit", frozenset(tags), match.start(), match.end())
        elif mark in (":", "×", "x"):
            yield Lexeme("colon", mark, match.start(), match.end())
        else:
            yield Lexeme(*_SYMBOLS[mark], match.start(), match.end())


def _approximate(parts: list[str | Decimal]) -> frozenset[Decimal]:
    """Return what a numeral may mean in which two digits in a row are about: 二三十万 is 200,000 or 300,000."""
    digits = {at for at, part in enumerate(parts) if part in HAN_DIGITS}
    twos = [at for at in digits if at + 1 in digits and at - 1 not in digits and at + 2 not in digits]
    if len(twos) != 1 or HAN_DIGITS[str(parts[twos[0] + 1])] - HAN_DIGITS[str(parts[twos[0]])] != 1:
        return read_han(parts)
    at = twos[0]
    exact = read_han(parts) if len(parts) == 2 else frozenset()
    return read_han(parts[: at + 1] + parts[at + 2 :]) | read_han(parts[:at] + parts[at + 1 :]) | exact


_LETTER_AT = re.compile("[a-z]")
_NAME_AFTER = re.compile("[A-Z]|[a-z]-")
_LIST = re.compile(r"(\d{1,2}),(\d{1,2})(?![ ]?%)")
#: ХХ век with the letter Ha.
_CYRILLIC_ROMAN = str.maketrans("ХІ", "XI")
_ROMAN_ENDING = re.compile("(?:ers?|res?|es?|[èe]me|ième)$")
_SUFFIX = re.compile(r"(?:[A-Z][A-Za-z]{0,2}|k)(?![A-Za-z'])")
#: 네 어머니 is your mother.
_COUNTED = re.compile(
    "명|개|번|시|마리|대|곳|차례|사람|배|살|달|가지|군데|척|채|권|편|장|건|팀|도시|나라|국가|단계|그룹|주|해|자리|쌍|병|잔|층|방"
    "|단어|글자|줄|경기|골|점|발|아이|학교|회사|기업|지역|후보|개월|학생|모든|도|강|다리|섬|메달|선수|위원|부|종|항목|도로|노선|역"
)
#: 칩셋 is a chipset, 스물셋 is 23.
_NOUN = re.compile("(?![열물른흔쉰순든])[가-힣][둘셋넷]")
#: 프로세서 is a processor, 프로 a percent.
_PRO = re.compile("[세그토젝필듀파모]")
_DAY_AFTER = re.compile(r" \d|,? [12]\d{3}")
_LETTERS = re.compile(f"[{_LETTER}]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _one(meaning: Meaning, start: int, end: int, joined: bool = False) -> tuple[Lexeme, ...]:
    return () if meaning[0] == "stop" else (Lexeme(*meaning, start, end, joined),)


def _derived(word: str, start: int, table: Table) -> Sequence[Lexeme] | None:
    """Return the lexemes of a word made of one in the table: an inflected, a prefixed, a compound one."""
    end = start + len(word)
    for length in table.stem_lengths:
        if length <= len(word) and (meaning := table.stems.get(word[:length])):
            return _one(meaning, start, end)
    for clitic in table.clitics:
        if word.startswith(clitic) and (meaning := table.words.get(word[len(clitic) :])):
            return _one(meaning, start, end, clitic[0] == "و")
    if "compounds" in table.flags and len(word) > 5 and (parts := _compound(word, table) or _adjective(word, table)):
        return _place(parts, start)
    return None


@lru_cache(maxsize=20_000)
def _read_word(word: str, table: Table) -> tuple[Lexeme, ...] | None:
    """Return the lexemes of a word as if it began a text; None: its capitals matter, or what stands around it."""
    if word in table.capitals or word == "try":
        return None
    if word in table.words:
        return _one(table.words[word], 0, len(word))
    found = _derived(word, 0, table)
    if found is None and read_roman(_ROMAN_ENDING.sub("", word).upper().translate(_CYRILLIC_ROMAN)):
        return None
    return tuple(found or ())


def _moved(lexemes: Sequence[Lexeme], by: int) -> list[Lexeme]:
    return [Lexeme(kind, value, start + by, end + by, joined) for kind, value, start, end, joined in lexemes]


class _Chunks(dict[str, tuple[Lexeme, ...] | None]):
    """Knows the lexemes of what stands between two spaces as if it began a text; None: the text around it matters.

    Where a word may begin an expression of several words, the first letter after it often tells that it does not: a key
    is a chunk, or a chunk with the space and the letter that follow it.
    """

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self.pattern = _pattern(table)
        starts = {phrase[: phrase.index(" ") + 2] for phrase in table.phrase_words if " " in phrase}
        before = rf"(?<![{EDGE}])" + (f"(?:{'|'.join(table.clitics)})?" if table.clitics else "")
        self.head = re.compile(f"{before}{any_of(one.partition(' ')[0] for one in starts)}$") if starts else None
        self.start = re.compile(f"{before}{any_of(starts)}") if starts else None

    def __missing__(self, key: str) -> tuple[Lexeme, ...] | None:
        chunk, space, _ = key.partition(" ")
        if _DIGIT_OR_LINK.search(chunk):
            return None
        phrase = self.start if space else self.head
        lexemes = None if phrase and phrase.search(key) else self.read(chunk)
        if len(self) < _REMEMBERED:
            self[key] = lexemes
        return lexemes

    def read(self, chunk: str) -> tuple[Lexeme, ...] | None:
        """Return the lexemes of a chunk that begins no expression of several words."""
        found: list[Lexeme] = []
        for match in self.pattern.finditer(chunk):
            word = _read_word(match[0], self.table) if match.lastgroup == "word" else None
            if word is None:
                return None
            found += _moved(word, match.start())
        return tuple(found)


_REMEMBERED = 20_000
#: No lexeme begins with these.
_CLOSING = '.,;!?)]"»”'
#: A dash or a colon alone may belong to the numbers around it.
_DIGIT_OR_LINK = re.compile(r"\d|^[:×x]$|(?:^|\u00a0)(?:--?|[–—~])$")
_chunks = lru_cache(maxsize=64)(_Chunks)


@lru_cache(maxsize=2048)
def _compound_of(word: str, language: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts that make up a word, longest first, or nothing."""
    found: list[str] = []
    while word:
        part = next((part for part in parts if word.startswith(part)), None)
        if part is None:
            return ()
        found.append(part)
        word = word[len(part) :]
        if language == "de" and found and word.startswith("und"):
            found.append("und")
            word = word[3:]
    return tuple(found)


@lru_cache(maxsize=8)
def _parts(table_key: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=len, reverse=True))


def _compound(word: str, table: Table) -> list[tuple[str, Meaning]]:
    forms = _parts(table.language, tuple(table.parts))
    found = _compound_of(word, table.language, forms)
    if len(found) < 2:
        return []
    return [(part, ("and", part) if part == "und" else table.parts[part]) for part in found]


def _adjective(word: str, table: Table) -> list[tuple[str, Meaning]]:
    """Return number and unit of an adjective: fünfjährig, achtundzwanzigjährig."""
    for stem, meaning in table.stems.items():
        at = word.find(stem, 2)
        if at < 0 or meaning[0] != "unit":
            continue
        head = word[:at]
        parts = [(head, table.parts[head])] if head in table.parts else _compound(head, table)
        return [*parts, (word[at:], meaning)] if parts else []
    return []


def _place(parts: list[tuple[str, Meaning]], start: int) -> list[Lexeme]:
    found = []
    for part, (kind, value) in parts:
        found.append(Lexeme("card" if kind == "weak" else kind, value, start, start + len(part)))
        start += len(part)
    return found

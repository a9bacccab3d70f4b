"""Text → lexemes: the words, marks and numerals that may be part of a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from i18n_tool.numbers.chunks import CLOSING, chunks_for
from i18n_tool.numbers.model import Lexeme
from i18n_tool.numbers.numerals import read_approximate, read_digits, read_roman
from i18n_tool.numbers.patterns import HAN_CLASS, LETTER, ODD, RUN, pattern_for
from i18n_tool.numbers.tables import UNSPACED, Meaning, Table
from i18n_tool.numbers.vocabulary import CYRILLIC_ROMAN, ROMAN_ENDING, lexemes_of, moved, read_derived, read_word

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
_HANGUL = {"십": "十", "백": "百", "천": "千", "만": "万", "억": "亿", "조": "兆"}
_HAN_PART = re.compile(rf"{RUN}|[{HAN_CLASS}십백천만억조]")
_LETTER_AT = re.compile("[a-z]")
_NAME_AFTER = re.compile("[A-Z]|[a-z]-")
_LIST = re.compile(r"(\d{1,2}),(\d{1,2})(?![ ]?%)")
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
_LETTERS = re.compile(f"[{LETTER}]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


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
            for match in pattern_for(self.table).finditer(self.text):
                found += getattr(self, str(match.lastgroup))(match)
            return found
        chunks = chunks_for(self.table)
        start = reached = 0
        for chunk in self.text.split(" "):
            known = chunks[chunk] if start >= reached else None
            if known is None and chunk in chunks and start >= reached:
                known = chunks[self.text[start : start + len(chunk) + 2]]
            if known is None:
                # The sign of a range may begin with the space before the chunk.
                reached = self.read_chunk(max(reached, start - 1), start + len(chunk.rstrip(CLOSING)), found)
            elif known:
                found += moved(known, start)
            start += len(chunk) + 1
        return found

    def read_chunk(self, at: int, end: int, found: list[Lexeme]) -> int:
        """Add the lexemes that begin between two offsets; return where the last one ends."""
        search = pattern_for(self.table).search
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
        known = read_word(word, table)
        if known is not None:
            return moved(known, start) if known else ()
        if word == "try" and self.clean[start:end] != "TRY":
            return ()
        meaning = table.words.get(word)
        if meaning is None or (word in table.capitals and not self.is_capital(start, end)):
            return self.other_word(word, start, end)
        return lexemes_of(meaning, start, end)

    def is_capital(self, start: int, end: int) -> bool:
        """Tell whether a word has a capital that the beginning of a sentence does not explain."""
        if not self.clean[start].isupper():
            return False
        return (start > 1 and self.clean[start - 2] not in ".!?:") or bool(_DAY_AFTER.match(self.text, end))

    def other_word(self, word: str, start: int, end: int) -> Sequence[Lexeme]:
        """Return the lexemes of a word that is not in the table as it stands."""
        found = read_derived(word, start, self.table)
        if found is not None:
            return found
        roman = ROMAN_ENDING.sub("", self.clean[start:end]).translate(CYRILLIC_ROMAN)
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
        found = read_approximate(parts)
        if match[0] == "十" and self.text[match.end() : match.end() + 1] in tuple(ODD[1:-1]):
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

    def whole(self, match: re.Match[str]) -> Iterator[Lexeme]:
        yield Lexeme(str(match.lastgroup), match[0], match.start(), match.end())

    ymd = dmy = dm = clock = decade = fraction = minus = range = whole

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

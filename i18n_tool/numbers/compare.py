"""What a translation says otherwise than its source, quantity by quantity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from i18n_tool.model import Markup
from i18n_tool.numbers.bounds import same_bound
from i18n_tool.numbers.certainty import Difference, certain_of
from i18n_tool.numbers.grammar import Text, read_text
from i18n_tool.numbers.matching import WINDOW, Test, agree, match_quantities, same, same_in_other_style, same_value
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Problem, ProblemKind, Quantity
from i18n_tool.numbers.normal import BREAK
from i18n_tool.numbers.numerals import read_roman
from i18n_tool.numbers.show import show_value
from i18n_tool.numbers.tables import table_for
from i18n_tool.numbers.units import CURRENCIES, PERCENTS

KindOf = Callable[[Quantity, Quantity], ProblemKind | None]
"""Names the problem of two quantities that belong together; None: there is none."""

_VERSION = re.compile(r"^[A-Za-z]+(?=[vV]?\d+\.\d)[vV]?")
#: "by the end of the decade" is 2020年代末.
_THIS_DECADE = re.compile(r"\b(?:this|the|next|last) decade\b")
#: After the base of a numeral system, or the faces of a body.
_BASE = re.compile(r"[ ]?(?:進|进|面体|面體|진(?:수|법|[ ]))")
_CENTURY_NAME = re.compile(r"(?<!\d)(\d{1,2})00(?=\W?(?:(?:\W?\s?(?:och|ja|og|till|til) |[-–])\d+)?\W?(?:tal|luv|luk))")
_ROMAN = re.compile(r"\b[IVX]+\b")
_SCORE = re.compile(r"\d[-–:]0$")
_CENTURY = re.compile(r"\W?(?:(?:\W?\s?(?:och|ja|og|till|til) |[-–])\d+)?\W?(?:tal|luv|luk)")
#: What Qt fills in: %1 is no percent but in Turkish.
_ARGUMENT = re.compile(r"(?<![\d%])%[1-9](?![\d.,$%])")
_ROUND = re.compile(r"\d00|1000")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(?:([KMGTkmgt])(?:[Bb]|[Hh]z|iB)?|[ ]([KMGT])(?:i?B|Hz))(?![a-z])")
#: 0.6.0 is 0.6, J2000.0 is J2000,0.
_ZERO_AFTER = re.compile(r"(?<=\d)[.,]0$")
_LABEL = re.compile(r"([^\W\d_]{4,}|[a-zA-Z]{3,})(\d{1,2})")
_DATES = frozenset({"month", "weekday", "day", "time", "decade"})


#: A source text comes again in each locale, a translation does not.
_read_source = lru_cache(maxsize=4096)(read_text)


@lru_cache(maxsize=512)
def compare_texts(
    source: str, translation: str, source_locale: str, locale: str, markup: Markup | None = None
) -> tuple[Problem, ...]:
    """Return the quantities that a translation does not say as its source does; none if it is right.

    Args:
        source: the source text.
        translation: its translation.
        source_locale: the locale of the source, in gettext spelling.
        locale: the locale of the translation.
        markup: the inline markup of both.
    """
    if "%" in source and "percent-first" not in table_for(source_locale).flags:
        for argument in _ARGUMENT.findall(source):
            source, translation = source.replace(argument, BREAK), translation.replace(argument, BREAK)
    left, right = _read_source(source, source_locale, markup), read_text(translation, locale, markup)
    if not left.quantities and not right.quantities:
        return ()
    return tuple(_Comparison(left, right, source_locale, locale).problems())


@dataclass(slots=True)
class _Comparison:
    left: Text
    right: Text
    source_locale: str
    locale: str

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong, in the order of the source."""
        differences = list(self.differences())
        for one, certain in zip(
            differences, certain_of(differences, self.left, self.right, digits_only=self.general), strict=True
        ):
            yield self.problem(one, certain)

    def differences(self) -> Iterator[Difference]:
        """Yield the quantities that differ."""
        sources, targets = list(self.left.quantities), list(self.right.quantities)
        if self.general:
            sources, targets = self.in_digits(sources, targets)
        pairs = match_quantities(sources, targets, same)
        if len(pairs) == len(sources) == len(targets):
            return
        sources, targets = _without(sources, targets, pairs)
        matched_sources = [pair[0] for pair in pairs]
        matched_targets = [pair[1] for pair in pairs]
        if not any(one.weight for one in sources) and not any(one.weight for one in targets):
            return
        for test in (same, same_in_other_style):
            sources, targets = _split(sources, targets), _split(targets, sources)
            found = match_quantities(sources, targets, test)
            matched_sources += [pair[0] for pair in found]
            matched_targets += [pair[1] for pair in found]
            sources, targets = _without(sources, targets, found)
            if test is same_in_other_style:
                for one, other in found:
                    if _matters(one, other, self.left.clean):
                        yield Difference("format", one, other)
        yield from self.unequal(sources, targets, matched_sources, matched_targets)

    def in_digits(
        self, sources: Sequence[Quantity], targets: Sequence[Quantity]
    ) -> tuple[list[Quantity], list[Quantity]]:
        """Return what is in digits on both sides, without centuries that the translation names in its own way."""
        words = [one for one in sources if not one.written]
        centuries = {Decimal(number) for number in map(read_roman, _ROMAN.findall(self.right.clean)) if number}
        for match in _CENTURY_NAME.finditer(self.right.clean):
            centuries.add(Decimal(match[1]) + 1)
        return (
            [
                one
                for one in sources
                if one.kind == "code" or (one.written and not ("century" in one.units and centuries & one.readings))
            ],
            [
                one
                for one in targets
                if one.kind == "code" or (one.written and not any(same_value(word, one) for word in words))
            ],
        )

    def unequal(
        self,
        sources: list[Quantity],
        targets: list[Quantity],
        matched_sources: list[Quantity],
        matched_targets: list[Quantity],
    ) -> Iterator[Difference]:
        """Yield what has no counterpart."""
        _take_first_months(sources, targets, self.left, self.right)
        sources = [one for one in sources if one.weight > WEAK][:WINDOW]
        targets = [one for one in targets if one.weight > WEAK and not self.is_name(one) and not self.is_quoted(one)]
        targets = targets[:WINDOW]
        again = {id(one) for one in sources if _is_again(one, matched_targets)}
        again |= {id(one) for one in targets if _is_again(one, matched_sources)}
        for test, kind_of in self.pairings():
            for source in list(sources):
                target = next(
                    (one for one in targets if test(source, one) and not {id(source), id(one)} <= again), None
                )
                if target is not None:
                    sources.remove(source)
                    targets.remove(target)
                    kind = kind_of(source, target)
                    if kind is not None:
                        yield Difference(kind, source, target)
        for source in sources:
            if self.must(source) and not any(same_value(source, one) for one in matched_targets):
                yield Difference("code" if source.kind == "code" else "missing", source, None)
        for target in targets:
            if target.kind == "decade" and _THIS_DECADE.search(self.left.folded):
                continue
            if any(self.is_same_bound(one, target) for one in self.left.quantities):
                continue
            if self.must(target) and not any(same_value(one, target) for one in matched_sources):
                yield Difference("extra", None, target)

    def is_name(self, target: Quantity) -> bool:
        """Tell whether a numeral names what the source has a word for: 16進 is hexadecimal, 1800-talet a century."""
        after, before = self.right.clean[target.end :], self.right.clean[: target.start]
        if _BASE.match(after) or before.endswith("ฐาน"):
            return not any(same_value(one, target) for one in self.left.quantities)
        return self.general and _CENTURY.match(after) is not None

    def is_quoted(self, target: Quantity) -> bool:
        """Tell whether words of the source stand in the translation as they are, where they may mean a number."""
        words = " ".join(self.right.clean[target.start : target.end].split())
        if any(char.isdigit() for char in words) and " " not in words:
            return False
        # -5 °C does not quote 5 °C, nor does 1,500 km quote 500 km.
        return len(words) > 2 and re.search(rf"(?<![\d.,+−-])\b{re.escape(words)}\b", self.left.clean) is not None

    def is_size(self, source: Quantity, target: Quantity) -> bool:
        """Tell whether a size such as 800MHz or 1.1G is written in the translation with another mark or a space."""
        size = _SIZE.match(self.left.clean, source.start)
        if size is None:
            return False
        digits = size[1].replace(".", "[.,]") if "." in size[1] else f"{size[1]}(?:[.,]0)?"
        there = re.compile(rf"(?<!\d){digits}[ \u00a0]?(?:{size[2] or size[3]}|[ккكМмГгמ])", re.IGNORECASE).match(
            self.right.clean, target.start
        )
        return there is not None

    @property
    def general(self) -> bool:
        """Tell whether the number words of one of the languages are not known."""
        return not (table_for(self.source_locale).language and table_for(self.locale).language)

    def must(self, quantity: Quantity) -> bool:
        """Tell whether a quantity without any counterpart is a problem by itself."""
        if self.general and quantity.kind != "code":
            # A date may hold the year, a word may stand for a small number, and a time may have other signs.
            digits = "".join(char for char in quantity.written if char.isdigit())
            if _ROUND.fullmatch(digits):
                # A hundred is often said in words.
                return False
            return len(digits) > 2 and quantity in self.left.quantities and digits not in self.right.clean
        text = self.left if quantity in self.left.quantities else self.right
        if _numbers(quantity) == {Decimal(0)} and not _SCORE.search(text.clean[: quantity.end]):
            # "Negative" is less than 0, an error a status other than 0.
            return False
        return quantity.weight == MANDATORY and quantity.kind not in ("month", "weekday", "vague")

    def pairings(self) -> Iterable[tuple[Test, KindOf]]:
        """Return ways in which two leftovers may belong together, the surest first, and what each is called."""
        if self.general:
            # "86 miljoen", "7 uur": the word that makes the value differ is not known.
            return (
                (self.is_copied, _no_problem),
                (same_value, _no_problem),
                (_same_digits, _no_problem),
                (_both_must, _kind_problem),
            )
        return (
            (self.is_copied, _no_problem),
            (self.is_same_bound, _no_problem),
            (same_value, _unit_problem),
            (_opposite, self.sign_problem),
            (_scaled, _scale_problem),
            (_alike, _kind_problem),
            (_same_class, _kind_problem),
            (_both_must, _kind_problem),
        )

    def is_copied(self, source: Quantity, target: Quantity) -> bool:
        """Tell whether an identifier stands there letter by letter, though only one language reads it as one."""
        one, other = self.left.clean[source.start : source.end], self.right.clean[target.start : target.end]
        if self.is_size(source, target):
            return True
        if "code" not in (source.kind, target.kind):
            # 8.4. ends a sentence in one language and is a day in the other.
            return target.kind in ("day", "month") and one.strip(" .") == other.strip(" .")
        if _same_label(one, other):
            return True
        # TLS 1.3 is TLSv1.3.
        return one == other or _VERSION.sub("", one) == _VERSION.sub("", other)

    def is_same_bound(self, source: Quantity, target: Quantity) -> bool:
        """Tell whether the two say more than twelve and thirteen or more."""
        return same_bound(source, self.left.folded, target, self.right.folded)

    def sign_problem(self, source: Quantity, target: Quantity) -> ProblemKind | None:
        """Return None if the side without a minus says in words that something falls."""
        negative = any(isinstance(one, Decimal) and one < 0 for one in source.readings)
        text, locale = (self.right, self.locale) if negative else (self.left, self.source_locale)
        table = table_for(locale)
        degrees = (source.units | target.units) & {"celsius", "fahrenheit", "degree"}
        falling = table.below if degrees else table.falling
        return None if falling is not None and falling.search(text.folded) else "sign"

    def problem(self, difference: Difference, certain: bool) -> Problem:
        """Return a difference with the words and values of both sides."""
        source, target = difference.source, difference.target
        return Problem(
            difference.kind,
            self.left.clean[source.start : source.end].strip() if source else "",
            self.right.clean[target.start : target.end].strip() if target else "",
            show_value(source) if source else "",
            show_value(target) if target else "",
            certain,
        )


def _is_again(quantity: Quantity, matched: Iterable[Quantity]) -> bool:
    """Tell whether a name with digits is only said once more; of two such neither is taken for the other."""
    return quantity.kind == "code" and any(same_value(quantity, one) for one in matched)


def _take_first_months(sources: list[Quantity], targets: list[Quantity], left: Text, right: Text) -> None:
    """Take out "the first 11 months" and January to November (1月至11月) where they stand against each other."""
    for spans, ends, text in ((sources, targets, right), (targets, sources, left)):
        for span in spans:
            months = next((one[1] for one in span.readings if isinstance(one, tuple) and one[0] == "months"), None)
            if not isinstance(months, Decimal) or not 2 <= months <= 12:
                continue
            end = next((one for one in ends if ("month", months) in one.readings), None)
            if end is not None and _begins_in_january(end, text):
                spans.remove(span)
                ends.remove(end)
                break


def _begins_in_january(end: Quantity, text: Text) -> bool:
    """Tell whether a month ends a range that begins in January."""
    before = [one for one in text.quantities if one.end <= end.start and end.start - one.end < 12]
    return any(Decimal(1) in one.readings or ("month", Decimal(1)) in one.readings for one in before)


def _split(quantities: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Return quantities with those that have parts taken apart, if the parts may have counterparts."""
    found: list[Quantity] = []
    for one in quantities:
        rival = any(other.kind == one.kind and _plain_code(one) and _plain_code(other) for other in others)
        found += one.parts if one.parts and not rival and any(_shares_part(one, other) for other in others) else [one]
    return found


def _shares_part(one: Quantity, other: Quantity) -> bool:
    return any(same_value(part, other) or any(same_value(part, its) for its in other.parts) for part in one.parts)


def _plain_code(quantity: Quantity) -> bool:
    """Tell whether a code has no letters of another script, so that it can only be compared as a whole.

    2018/19 can be compared year by year.
    """
    codes = [str(one[1]) for one in quantity.readings if isinstance(one, tuple)]
    return bool(codes) and all(code.isascii() and "/" not in code for code in codes)


def _without(
    sources: Sequence[Quantity], targets: Sequence[Quantity], pairs: Iterable[tuple[Quantity, Quantity]]
) -> tuple[list[Quantity], list[Quantity]]:
    used = {id(one) for pair in pairs for one in pair}
    return [one for one in sources if id(one) not in used], [one for one in targets if id(one) not in used]


def _same_label(one: str, other: str) -> bool:
    """Tell whether two codes are a translated variable, STRING2 and ЧАСТЬ2, or a name and its short form."""
    one, other = (_ZERO_AFTER.sub("", text.strip()).replace(",", ".") for text in (one, other))
    if one.casefold() == other.casefold():
        return True
    source, target = _LABEL.fullmatch(one), _LABEL.fullmatch(other)
    if source and target and source[2] == target[2] and source[1].casefold() != target[1].casefold():
        return True
    longer, shorter = sorted((one.casefold(), other.casefold()), key=len, reverse=True)
    if len(shorter) > 1 and not longer[0].isdigit() and longer[: -len(shorter)].isalpha() and longer.endswith(shorter):
        # IPv6 and v6, m68k and 68k.
        return True
    return len(shorter) > 2 and shorter[-1].isdigit() and longer == f"{shorter}sum"


def _matters(source: Quantity, target: Quantity, text: str) -> bool:
    """Tell whether a number in the source's style is no version number or name: 2.1, 802.3."""
    if "," not in target.written and not target.units and target.written.endswith(".0") and target.written in text:
        return False
    return source.written != target.written or bool(target.units) or "," in target.written


def _numbers(quantity: Quantity) -> set[Decimal]:
    return {one for one in quantity.readings | quantity.foreign if isinstance(one, Decimal)}


def _opposite(source: Quantity, target: Quantity) -> bool:
    numbers = _numbers(target)
    return any(-one in numbers and one for one in _numbers(source))


def _scaled(source: Quantity, target: Quantity) -> bool:
    """Tell whether two amounts differ by a power of ten of which a scale word may be the cause."""
    if (
        source.kind != "number"
        or target.kind not in ("number", "year")
        or MANDATORY not in (source.weight, target.weight)
    ):
        return False
    numbers = {_digits_of(one) for one in _numbers(target) if abs(one) >= 1}
    return any(_digits_of(one) in numbers for one in _numbers(source) if abs(one) >= 1 and one not in (1, 10, 100))


def _digits_of(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _class(quantity: Quantity) -> str:
    if quantity.kind == "quarter" and any(isinstance(one, Decimal) and 0 < one < 1 for one in quantity.readings):
        return "number"
    return "number" if quantity.kind == "year" else quantity.kind


def _same_class(source: Quantity, target: Quantity) -> bool:
    """Tell whether two leftovers are of one kind, so that one is taken for the other."""
    kinds = {_class(source), _class(target)}
    if len(kinds) > 1 and (kinds != {"number", "times"} or source.units | target.units):
        return False
    counted = MANDATORY == source.weight == target.weight or bool(source.units & target.units)
    if kinds == {"number"} and not counted and any(_is_one(one) or _numbers(one) == {0} for one in (source, target)):
        # One hour is not any two things, nor is a score of nil.
        return False
    return not (source.units and target.units and not source.units & target.units and not (source.soft or target.soft))


def _is_one(quantity: Quantity) -> bool:
    numbers = _numbers(quantity)
    return Decimal(1) in numbers and min(numbers) == 1


def _alike(source: Quantity, target: Quantity) -> bool:
    return source.weight == target.weight and source.kind == target.kind and _same_class(source, target)


def _both_must(source: Quantity, target: Quantity) -> bool:
    return source.weight == target.weight == MANDATORY


def _unit_problem(source: Quantity, target: Quantity) -> ProblemKind | None:
    if agree(source, target):
        return None
    units = source.units | target.units
    if units & PERCENTS:
        return "percent"
    return "currency" if units & CURRENCIES else "unit"


def _same_digits(source: Quantity, target: Quantity) -> bool:
    """Tell whether two amounts differ by a power of ten, are written alike, or are hours of the two halves of a day."""
    if source.written and source.written == target.written:
        return True
    if source.kind == target.kind == "time":
        return True
    digits = {_digits_of(one) for one in _numbers(target)}
    return any(_digits_of(one) in digits for one in _numbers(source))


def _no_problem(source: Quantity, target: Quantity) -> None:
    return None


def _scale_problem(source: Quantity, target: Quantity) -> ProblemKind:
    return "scale"


def _kind_problem(source: Quantity, target: Quantity) -> ProblemKind | None:
    kinds = {source.kind, target.kind}
    if "code" in kinds:
        return "code"
    if kinds & (_DATES | {"year"}):
        return "date"
    return "number"


__all__ = ["OPTIONAL", "compare_texts"]

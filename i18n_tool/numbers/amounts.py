"""Lexemes → one amount: numerals with their scales, number words, halves."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from i18n_tool.numbers.links import half_of, linked, touches
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Amount, Lexeme
from i18n_tool.numbers.numerals import HAN_DIGITS, read_digits
from i18n_tool.numbers.tables import UNSPACED, Table
from i18n_tool.numbers.wordsums import read_words

SHIFTS = {"halfplus": Decimal("0.5"), "quarterplus": Decimal("0.25"), "quarterminus": Decimal("-0.25")}
"""Words before a number that add to it: साढ़े, सवा, पौने."""
NUMBER_KINDS = frozenset(
    {"digits", "han", "card", "weak", "ord", "scale", "dozen", "half", "onehalf", "frac", "rough", *SHIFTS}
)
"""Lexemes that an amount may begin with."""
_MORE = frozenset({"and", "frac", "ord", "half", "scale", "dozen", "digits"})
"""Lexemes that may go on with an amount."""
_SHARES = {"en": ("",), "ru": ("ая", "ой", "ую", "ых", "ыми")}
"""How an ordinal ends that is a share."""
_COUNTERS = frozenset(
    "个個人名位家次年月日号天周条項项座所间間辆輛架艘台臺部本张張只隻头頭棵株层層楼樓届屆级級倍成元角块塊岁歲米里吨噸克升"
    "种種类類点點分秒时時小度国國省市县區区镇村户戶项件套場场回期批支队隊组組枚枝颗粒起宗笔筆份股班趟步句首幅卷册冊篇章节節"
    "つ社回個台箇カか校店軒匹冊枚杯歳割番階世円ヶ線戦代色字大强強者万亿億萬多余餘冠连連轮輪环環室厅廳房居"
)


def read_amount(lexemes: Sequence[Lexeme], at: int, text: str, table: Table) -> Amount | None:
    """Return the amount that begins with a lexeme, or None."""
    lexeme = lexemes[at]
    amount: Amount | None
    if lexeme.kind in SHIFTS:
        return _shifted(lexemes, at, text, table)
    if lexeme.kind == "digits":
        amount = _from_digits(lexeme, at, table)
    elif lexeme.kind == "han":
        amount = _from_han(lexeme, at, text, table)
    elif lexeme.kind in ("half", "onehalf"):
        amount = _from_half(lexeme, at)
    elif lexeme.kind == "frac":
        above, below = cast(tuple[int, int], lexeme.value)
        values = {Decimal(above) / below, Decimal(above * 100) / below}
        if below in (3, 4) and above == 1:
            # A third and un cuarto may be ordinals.
            values.add(Decimal(below))
        amount = Amount(values, at + 1, lexeme.start, lexeme.end, OPTIONAL, spelled=True)
    else:
        amount = read_words(lexemes, at, text, table)
    if amount is None or not (amount.values or amount.foreign):
        return None
    if amount.after < len(lexemes) and lexemes[amount.after].kind in _MORE:
        _add_fraction(amount, lexemes, text, table)
        _add_half(amount, lexemes, text, table)
        _add_scales(amount, lexemes, text, table)
        _add_half(amount, lexemes, text, table)
    return amount


def _shifted(lexemes: Sequence[Lexeme], at: int, text: str, table: Table) -> Amount | None:
    if at + 1 >= len(lexemes) or lexemes[at + 1].kind in SHIFTS or not touches(text, lexemes[at], lexemes[at + 1]):
        return None
    amount = read_amount(lexemes, at + 1, text, table)
    if amount:
        amount.values = {value + SHIFTS[lexemes[at].kind] * amount.scale for value in amount.values}
        amount.start, amount.weight = lexemes[at].start, max(amount.weight, OPTIONAL)
    return amount


def _from_digits(lexeme: Lexeme, at: int, table: Table) -> Amount:
    run = str(lexeme.value)
    own, foreign = read_digits(run, table.style)
    if table.language == "en":
        own, foreign = own or foreign, frozenset()
    weight = WEAK if run == "1" else MANDATORY
    return Amount(own, at + 1, lexeme.start, lexeme.end, weight, foreign, written=run)


def _from_half(lexeme: Lexeme, at: int) -> Amount:
    weight = OPTIONAL if lexeme.kind == "onehalf" else WEAK
    return Amount({Decimal("0.5"), Decimal(50)}, at + 1, lexeme.start, lexeme.end, weight, spelled=True)


def _from_han(lexeme: Lexeme, at: int, text: str, table: Table) -> Amount:
    run, values = cast(tuple[str, frozenset[Decimal]], lexeme.value)
    weight = _han_weight(run, values, text[lexeme.end : lexeme.end + 1], text[max(0, lexeme.start - 1) : lexeme.start])
    digits = any(char.isdigit() and char.isascii() for char in run)
    return Amount(set(values), at + 1, lexeme.start, lexeme.end, weight, spelled=not digits)


def _han_weight(run: str, values: frozenset[Decimal], after: str, before: str) -> int:
    if any(char.isdigit() and char.isascii() for char in run):
        return MANDATORY
    if run == "一":
        return WEAK
    if not values:
        return WEAK
    value = max(values)
    counted = after in _COUNTERS if after else False
    if len(run) == 1:
        return OPTIONAL if (counted or before == "第") and value > 1 and run not in "千万萬亿億百" else WEAK
    if all(char in HAN_DIGITS for char in run):
        return WEAK if len(run) != 4 else OPTIONAL
    if run[0] not in HAN_DIGITS and run[0] not in "十廿卅":
        return OPTIONAL if counted and run not in ("千万", "千萬") else WEAK
    if value > 12 and counted and not _collapsed(run):
        return MANDATORY
    return OPTIONAL if counted or value > 12 else WEAK


def _collapsed(run: str) -> bool:
    """Tell whether two digits in a row make it approximate (七八十) or a name (十四五)."""
    return any(a in HAN_DIGITS and b in HAN_DIGITS and a not in "零〇" for a, b in itertools.pairwise(run))


def _add_fraction(amount: Amount, lexemes: Sequence[Lexeme], text: str, table: Table) -> None:
    """Take in what follows of a fraction: two thirds, 1 ½."""
    if amount.after >= len(lexemes) or (amount.ordinal and "ordinal-hours" not in table.flags):
        return
    last, lexeme = lexemes[amount.after - 1], lexemes[amount.after]
    if lexeme.kind == "and" and amount.after + 1 < len(lexemes) and lexemes[amount.after + 1].kind == "frac":
        last, lexeme, step = lexeme, lexemes[amount.after + 1], 2
    else:
        step = 1
    if lexeme.kind == "ord" and _is_fraction(amount, lexeme, text, table):
        lexeme = lexeme._replace(kind="frac", value=(1, int(cast(Decimal, lexeme.value))))
    if lexeme.kind != "frac" or not touches(text, last, lexeme) or max(amount.values, default=Decimal(99)) > 9999:
        return
    above, below = cast(tuple[int, int], lexeme.value)
    share = Decimal(above) / below
    one = len(text[lexeme.start : lexeme.end]) == 1 or step == 2 or lexeme.joined
    if one:
        amount.values = {value + share for value in amount.values}
    else:
        amount.values = {count * above * size / below for count in amount.values for size in (1, 100)}
        amount.weight = OPTIONAL if amount.spelled else amount.weight
    amount.after += step
    amount.end = lexeme.end


def _is_fraction(amount: Amount, lexeme: Lexeme, text: str, table: Table) -> bool:
    """Tell whether an ordinal word is a share: one fifth, две пятых."""
    most = 1 if table.language == "en" else 9
    return (
        amount.spelled
        and all(1 <= value <= most for value in amount.values)
        and not amount.ordinal
        and lexeme.value != 2
        and text[amount.end : lexeme.start] in " -"
        and text.endswith(_SHARES.get(table.language, ()), lexeme.start, lexeme.end)
    )


def _add_half(amount: Amount, lexemes: Sequence[Lexeme], text: str, table: Table) -> None:
    after = half_of(lexemes, amount.after, lexemes[amount.after - 1], text)
    if after == amount.after or amount.ordinal:
        return
    half = amount.scale / 2
    if (
        amount.spelled
        and amount.values == {Decimal(1)}
        and after == amount.after + 1
        and table.language not in UNSPACED
    ):
        # Un demi-million, eine halbe Million.
        amount.values, half = {Decimal(0)}, Decimal("0.5")
    if amount.scale == 1 and after < len(lexemes) and lexemes[after].kind == "scale" and max(amount.values) >= 1000:
        # ملياران ونصف المليار: two milliards and half a milliard.
        half, after = cast(tuple[Decimal, int | None], lexemes[after].value)[0] / 2, after + 1
    amount.values = {value + half for value in amount.values}
    amount.foreign = {value + half for value in amount.foreign}
    amount.weight = max(amount.weight, OPTIONAL)
    amount.after, amount.end = after, lexemes[after - 1].end


def _add_scales(amount: Amount, lexemes: Sequence[Lexeme], text: str, table: Table) -> None:
    while amount.after < len(lexemes) and not amount.ordinal:
        last, lexeme = lexemes[amount.after - 1], lexemes[amount.after]
        if lexeme.kind not in ("scale", "dozen") or not linked(text, last, lexeme):
            break
        if text[last.end : lexeme.end] == " k":
            # 300 K is a temperature.
            break
        size = Decimal(12) if lexeme.kind == "dozen" else cast(tuple[Decimal, int | None], lexeme.value)[0]
        amount.values = {value * size for value in amount.values if value != 50 or last.kind not in ("half", "onehalf")}
        amount.foreign = {value * size for value in amount.foreign}
        amount.scale *= size
        amount.weight = MANDATORY if not amount.spelled else max(amount.weight, OPTIONAL)
        amount.after, amount.end = amount.after + 1, lexeme.end
    if amount.scale > 1:
        _add_rest(amount, lexemes, text, table)


def _add_rest(amount: Amount, lexemes: Sequence[Lexeme], text: str, table: Table) -> None:
    """Add the smaller rest of a chain: 3 crore 50 lakh, 2 million 300 thousand."""
    at = amount.after
    if at >= len(lexemes) or lexemes[at].kind != "digits":
        return
    if "thousand-rest" in table.flags and amount.scale == 1000 and text[amount.end : lexemes[at].start] in (" ", " و"):
        rest = read_digits(str(lexemes[at].value), table.style)[0]
        if max(rest, default=Decimal(1000)) < 1000 and len(str(lexemes[at].value)) == 3:
            amount.values = {value + part for value in amount.values for part in rest}
            amount.after, amount.end = at + 1, lexemes[at].end
        return
    if at + 1 >= len(lexemes) or lexemes[at + 1].kind != "scale":
        return
    size = cast(tuple[Decimal, int | None], lexemes[at + 1].value)[0]
    if (
        size >= amount.scale
        or not touches(text, lexemes[at - 1], lexemes[at])
        or not touches(text, lexemes[at], lexemes[at + 1])
    ):
        return
    rest = read_digits(str(lexemes[at].value), table.style)[0]
    amount.values = {value + part * size for value in amount.values for part in rest}
    amount.after, amount.end = at + 2, lexemes[at + 1].end

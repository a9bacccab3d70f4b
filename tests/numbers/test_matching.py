from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.numbers.matching import match_quantities, same
from i18n_tool.numbers.model import MANDATORY, OPTIONAL, Quantity


def number(*values: int, weight: int = MANDATORY, units: frozenset[str] = frozenset()) -> Quantity:
    return Quantity("number", frozenset(Decimal(value) for value in values), 0, 1, weight, units)


def test_an_ambiguous_number_leaves_the_clear_one_to_its_counterpart() -> None:
    ambiguous, clear = number(1, 2), number(1)
    pairs = match_quantities([ambiguous, clear], [number(1), number(2)], same)
    assert len(pairs) == 2


def test_a_word_may_answer_a_number_in_digits() -> None:
    assert len(match_quantities([number(3, weight=OPTIONAL)], [number(3)], same)) == 1


def test_units_that_differ_do_not_match() -> None:
    dollars, yuan = number(5, units=frozenset({"USD"})), number(5, units=frozenset({"CNY"}))
    assert match_quantities([dollars], [yuan], same) == []
    assert len(match_quantities([dollars], [number(5)], same)) == 1


def test_a_share_is_no_plain_number() -> None:
    assert match_quantities([number(5, units=frozenset({"%"}))], [number(5)], same) == []


SETS = st.lists(st.frozensets(st.integers(0, 5), min_size=1, max_size=3), max_size=7)


@given(SETS, SETS)
def test_no_quantity_is_used_twice_and_every_pair_matches(
    left: list[frozenset[int]], right: list[frozenset[int]]
) -> None:
    sources, targets = [number(*one) for one in left], [number(*one) for one in right]
    pairs = match_quantities(sources, targets, same)
    assert len({id(one) for one, _ in pairs}) == len({id(one) for _, one in pairs}) == len(pairs)
    assert all(one.readings & other.readings for one, other in pairs)


@given(SETS)
def test_a_text_matches_itself_whatever_the_order(sets: list[frozenset[int]]) -> None:
    sources = [number(*one) for one in sets]
    assert len(match_quantities(sources, list(reversed(sources)), same)) == len(sources)

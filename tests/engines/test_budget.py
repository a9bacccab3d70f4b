"""A limit is never passed, whatever is sent again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.engines.budget import Budget, BudgetError, Meter

texts = st.text("abc", min_size=1, max_size=8)


@given(st.integers(0, 60), st.lists(st.tuples(st.sampled_from(["grant", "charge", "release"]), texts), max_size=40))
def test_what_is_sent_never_passes_the_limit(limit: int, steps: list[tuple[str, str]]) -> None:
    budget = Budget(max_characters=limit)
    meter = Meter(budget)
    sent = 0
    for step, text in steps:
        if step == "grant":
            meter.grant(text)
        elif step == "release":
            meter.release(text)
        else:
            try:
                meter.charge([text])
            except BudgetError:
                continue
            sent += len(text)
        assert sent <= budget.characters <= limit
        assert meter.characters == budget.characters


def test_the_first_call_uses_what_was_granted_and_the_second_needs_room() -> None:
    meter = Meter(Budget(max_characters=10))
    assert meter.grant("sixsix")
    meter.charge(["sixsix"])
    with pytest.raises(BudgetError, match="10 characters"):
        meter.charge(["sixsix"])
    assert meter.grant("four")


def test_cost_is_counted_over_all_engines_by_their_prices() -> None:
    budget = Budget(max_cost=1.0, currency="EUR")
    dear, cheap = Meter(budget, 20.0), Meter(budget, 2.0)
    assert dear.grant("x" * 40_000)
    assert not dear.grant("x" * 10_001)
    assert cheap.grant("x" * 100_000)
    assert not cheap.grant("x")
    assert (dear.cost, cheap.cost) == (0.8, 0.2)
    assert budget.reason == "beyond the limit of 1.00 EUR"


def test_room_that_was_not_used_is_given_back() -> None:
    meter = Meter(Budget(max_characters=5))
    assert meter.grant("five5")
    meter.release("five5")
    meter.release("five5")
    assert meter.grant("five5")
    assert not meter.grant("x")

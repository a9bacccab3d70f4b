"""The examples of every check are its test, and what its manual page shows."""

from __future__ import annotations

import pytest

from i18n_tool.checks import all_checks, run_checks
from i18n_tool.checks.base import Check
from i18n_tool.model import SEVERITIES

CHECKS = all_checks()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_good_examples_are_accepted(check: Check) -> None:
    assert check.good
    for unit in check.good:
        assert run_checks(unit, check.example, [check]) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_bad_examples_are_reported(check: Check) -> None:
    assert check.bad
    for unit in check.bad:
        findings = run_checks(unit, check.example, [check])
        assert findings, unit
        for finding in findings:
            assert finding.code == check.code
            assert finding.severity in SEVERITIES
            assert finding.message
            assert finding.locale == check.example.locale


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_has_a_manual_page(check: Check) -> None:
    first, _, rest = (type(check).__doc__ or "").partition("\n\n")
    assert first.endswith(".")
    assert rest.strip()


def test_codes_and_names_are_unique() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)

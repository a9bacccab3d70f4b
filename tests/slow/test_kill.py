"""A few of the kills that ``benchmarks.kill`` and ``benchmarks.kill_compile`` make by the dozen."""

from __future__ import annotations

import shutil

import pytest

from benchmarks import kill_compile
from benchmarks.kill import PACK, PARALLEL, measure

pytestmark = pytest.mark.slow


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed here: apt install gettext")
def test_kills_at_random_moments_lose_no_answer_and_break_no_catalogue() -> None:
    tally = measure(kills=5, articles=4, rate=8.0, longest=2.0, seed=7)
    assert tally.corrupt == []
    assert tally.repeated == 0
    assert tally.missing == 0
    assert tally.most_in_flight <= PACK * PARALLEL


def test_kills_of_a_build_leave_whole_files_and_a_site_that_the_next_run_mends() -> None:
    tally = kill_compile.measure(times=3, articles=84, seed=7)
    assert (tally.torn, tally.dead, tally.wrong) == ([], [], [])
    assert tally.kills == 4
    assert tally.halfway
